"""Tiles about what stands in other apps, and about lists that are being imported; where these rooms are there."""

from odoo import _lt, api, models


class PartnerDashboard(models.AbstractModel):
    _inherit = "partner.dashboard"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def _setup_tiles(self, tiles):
        result = super()._setup_tiles(tiles)
        add = self._register_tile
        add(
            tiles,
            "silos",
            _lt("Connections"),
            "_tile_silos",
            icon="fa-link",
            sequence=60,
            needs=("partner.silo.source", "partner.silo.record"),
            follows=("company_id",),
        )
        add(
            tiles,
            "imports",
            _lt("Imports"),
            "_tile_imports",
            icon="fa-upload",
            sequence=70,
            needs=("partner.import",),
            follows=("company_id",),
        )
        return result

    @api.model
    def _tile_silos(self, filters):
        if not self._sees_all():
            return None
        model, action = "partner.silo.record", "customer_data_quality.partner_silo_record_action"
        share = self.env["partner.steering.figure"]._last(self._chosen_companies(filters), "silos")
        domain = [("state", "=", "open"), *self._tile_domain(filters)]
        kinds = {
            "one": self.env._("Match a contact"),
            "contradiction": self.env._("Disagree with their contact"),
            "unknown": self.env._("Unknown"),
        }
        return {
            "value": self._tile_figure("silos", share),
            "text": self.env._("of the people in other apps are connected"),
            "lines": [
                self._tile_line(
                    label, model, [*domain, ("kind", "=", kind)], action, "warning" if kind == "one" else None
                )
                for kind, label in kinds.items()
            ],
            "action": self._tile_screen("customer_data_quality.partner_silo_map_action")
            or self._tile_action(self.env._("Connections"), model, domain, action),
        }

    @api.model
    def _tile_imports(self, filters):
        model, action = "partner.import", "customer_data_quality.partner_import_action"
        waiting = self._tile_line(
            self.env._("To decide on"),
            model,
            [("state", "=", "decide"), *self._tile_domain(filters)],
            action,
            "warning",
        )
        stopped = self._tile_line(
            self.env._("Stopped"), model, [("error", "!=", False), *self._tile_domain(filters)], action, "danger"
        )
        if not waiting["count"] and not stopped["count"]:
            return None
        return {
            "value": waiting["value"],
            "text": self.env._("lists to decide on"),
            "level": "danger" if stopped["count"] else "warning",
            "lines": [stopped] if stopped["count"] else [],
            "action": waiting["action"],
        }
