from odoo import api, fields, models

from ..duplicates.access import readable_by
from .review import REASONS

OUTCOMES = [
    ("confirmed", "Confirmed"),
    ("corrected", "Corrected"),
    ("unreachable", "Could not reach"),
    ("postponed", "Postponed"),
    ("superseded", "No longer needed"),
]
# In the context while a customer, who is no user, ends a review.
BY_CUSTOMER = "review_by_customer"


class PartnerReviewRequest(models.Model):
    """What was asked of whom when, and how it ended. Nothing is ever deleted but with the contact."""

    _name = "partner.review.request"
    _inherit = ("partner.duplicate.readable",)
    _description = "Contact Review"
    _order = "date_due, priority, id"
    _rec_name = "partner_id"

    partner_id = fields.Many2one("res.partner", string="Contact", required=True, index=True, ondelete="cascade")
    policy_id = fields.Many2one("partner.review.policy", ondelete="set null", index="btree_not_null")
    user_id = fields.Many2one("res.users", string="Responsible", index="btree_not_null", ondelete="set null")
    kind = fields.Selection(
        [("internal", "Colleague"), ("customer", "Customer")], string="Asked", required=True, default="internal"
    )
    state = fields.Selection(
        [("open", "To Do"), ("done", "Done"), ("cancelled", "Cancelled")], required=True, default="open"
    )
    reason = fields.Selection(REASONS, required=True, default="interval")
    priority = fields.Integer(default=0, aggregator=None, help="0 comes first.")
    date_due = fields.Date(string="Planned for", required=True, default=fields.Date.context_today)
    date_done = fields.Date(string="Closed on")
    done_user_id = fields.Many2one("res.users", string="Closed by", ondelete="set null")
    outcome = fields.Selection(OUTCOMES)
    note = fields.Text()
    verdicts = fields.Json(help="How each field was found: field name to “confirmed” or “corrected”.")
    company_id = fields.Many2one("res.company", ondelete="cascade")
    activity_id = fields.Many2one("mail.activity", ondelete="set null", index="btree_not_null", readonly=True)
    handed_over = fields.Boolean(
        readonly=True, help="A colleague gave it to somebody else; the planner leaves it there."
    )
    escalated_date = fields.Date(string="Escalated on", readonly=True)
    escalation_user_id = fields.Many2one(
        "res.users", string="Escalated to", ondelete="set null", index="btree_not_null", readonly=True
    )

    # a second scheduler, or a second click, can't ask for the same thing twice
    _one_open = models.UniqueIndex("(partner_id) WHERE state = 'open' AND kind = 'internal'")
    _open_by_user_idx = models.Index("(user_id, date_due) WHERE state = 'open'")
    _open_idx = models.Index("(date_due) WHERE state = 'open'")
    _done_idx = models.Index("(date_done) WHERE state = 'done'")

    @api.model
    def _readable(self):
        """Condition on the reviews of contacts that the user may read."""
        return readable_by(self.env, "partner_id")

    def _close(self, outcome, note=None, verdicts=None):
        """End these reviews and their activities, quietly.

        :param str outcome: key of OUTCOMES
        :param verdicts: {field name: "confirmed" or "corrected"}, the same for all
        """
        open_ones = self.filtered(lambda request: request.state == "open")
        # sudo: whoever may read the contact may end its review, also one that was planned for a colleague
        requests = open_ones.sudo()
        activities = requests.activity_id.filtered("active")
        for request in requests.filtered("verdicts"):
            request.verdicts = {**request.verdicts, **(verdicts or {})}
        requests.filtered(lambda request: not request.verdicts).verdicts = verdicts or False
        requests.write(
            {
                "state": "cancelled" if outcome == "superseded" else "done",
                "outcome": outcome,
                **({"note": note} if note else {}),
                "date_done": fields.Date.context_today(self),
                "done_user_id": not self.env.context.get(BY_CUSTOMER) and self.env.uid,
            }
        )
        # archived as Odoo does with what is done, which also brings the counters up to date
        done = activities.with_context(review_closing=True)
        done.write({"active": False, **({"feedback": note} if note else {})})
