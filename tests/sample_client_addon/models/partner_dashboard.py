from odoo import _lt, api, models


class PartnerDashboard(models.AbstractModel):
    _inherit = "partner.dashboard"

    @api.model
    def _setup_tiles(self, tiles):
        result = super()._setup_tiles(tiles)
        self._register_tile(tiles, "visits", _lt("Visits"), "_tile_visits", needs=("client.visit",))
        return result

    @api.model
    def _tile_visits(self, filters):
        line = self._tile_line(self.env._("Visits"), "client.visit", [])
        return {"value": line["value"], "text": self.env._("noted so far"), "action": line["action"]}
