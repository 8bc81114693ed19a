from odoo import fields, models
from odoo.tools import SQL


class PartnerReviewReport(models.Model):
    """Reviews per person and week: planned, done, late, for pivots and graphs."""

    _name = "partner.review.report"
    _inherit = ("partner.duplicate.readable",)
    _description = "Contact Review Analysis"
    _auto = False
    _order = "date desc, id"
    _rec_name = "partner_id"

    date = fields.Date(readonly=True, help="The day for which the review was planned.")
    date_done = fields.Date(string="Closed on", readonly=True)
    partner_id = fields.Many2one("res.partner", string="Contact", readonly=True)
    user_id = fields.Many2one("res.users", string="Responsible", readonly=True)
    policy_id = fields.Many2one("partner.review.policy", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    outcome = fields.Selection(selection="_selection_outcome", readonly=True)
    planned = fields.Integer(readonly=True)
    done = fields.Integer(readonly=True)
    open = fields.Integer(string="To Do", readonly=True)
    overdue = fields.Integer(readonly=True, help="Still open after its day.")
    escalated = fields.Integer(readonly=True)

    def _selection_outcome(self):
        return self.env["partner.review.request"]._fields["outcome"]._description_selection(self.env)

    @property
    def _table_query(self):
        return SQL(
            """
            SELECT id, date_due AS date, date_done, partner_id, user_id, policy_id, company_id, outcome, 1 AS planned,
                   (state = 'done')::int AS done, (state = 'open')::int AS open,
                   (state = 'open' AND date_due < %s)::int AS overdue,
                   (state = 'open' AND escalated_date IS NOT NULL)::int AS escalated
            FROM partner_review_request WHERE kind = 'internal' AND state <> 'cancelled'
            """,
            fields.Date.context_today(self),
        )

    def _readable(self):
        """Condition on the reviews of contacts that the user may read."""
        return self.env["partner.review.request"]._readable()
