from odoo import _lt, api, models
from odoo.fields import Domain

from odoo.addons.customer_data_quality.models.touchpoints.kinds import Kind
from odoo.addons.customer_data_quality.models.touchpoints.source import Source


class ResPartner(models.Model):
    _inherit = "res.partner"

    @api.model
    def _touchpoint_kinds(self):
        return {**super()._touchpoint_kinds(), "bank": Kind(_lt("Bank Account"), "finance", "fa-bank")}

    @api.model
    def _touchpoint_sources(self):
        mine = Source(
            "bank", "res.partner.bank", "partner_id", "create_date", Domain("active", "=", True), title="acc_number"
        )
        return [*super()._touchpoint_sources(), mine]
