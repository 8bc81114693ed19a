from odoo import api, fields, models


class PartnerRetentionRule(models.Model):
    _inherit = "partner.retention.rule"

    @api.model
    def _open_business(self):
        planned = ("client.visit", "partner_id", [("day", ">", fields.Date.today())])
        return [*super()._open_business(), planned]
