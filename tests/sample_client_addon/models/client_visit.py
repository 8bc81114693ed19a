from odoo import fields, models


class ClientVisit(models.Model):
    _name = "client.visit"
    _description = "Visit of a Field Worker"

    partner_id = fields.Many2one("res.partner", required=True, index=True, ondelete="restrict")
    day = fields.Date(required=True, default=fields.Date.today)
    note = fields.Text()
