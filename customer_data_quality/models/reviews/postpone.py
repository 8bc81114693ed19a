from dateutil.relativedelta import relativedelta

from odoo import fields, models


class PartnerReviewPostpone(models.TransientModel):
    """Until when the reviews of some contacts are put off, and why."""

    _name = "partner.review.postpone"
    _description = "Postpone Contact Reviews"

    partner_ids = fields.Many2many(
        "res.partner", string="Contacts", required=True, default=lambda self: self.env.context.get("active_ids")
    )
    date = fields.Date(
        string="Until",
        required=True,
        default=lambda self: fields.Date.context_today(self) + relativedelta(months=1),
    )
    note = fields.Char(string="Why")

    def action_postpone(self):
        """Put the reviews off."""
        self.ensure_one()
        self.partner_ids._review_put_off("postponed", self.date, self.note)
