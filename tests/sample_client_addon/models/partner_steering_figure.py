from odoo import _lt, api, models


class PartnerSteeringFigure(models.Model):
    _inherit = "partner.steering.figure"

    @api.model
    def _setup_figures(self, figures):
        result = super()._setup_figures(figures)
        self._register_figure(figures, "visits", _lt("Visits"), "_measure_visits", needs=("client.visit",))
        return result

    def _measure_visits(self, company):
        return self.env["client.visit"].search_count([("partner_id.company_id", "in", [company.id, False])])
