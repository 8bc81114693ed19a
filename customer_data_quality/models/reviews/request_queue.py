from odoo import api, fields, models
from odoo.tools import format_date

from ..actions import open_form

QUEUE_LIMIT = 200


class PartnerReviewRequest(models.Model):
    """The queue of the screen on which one contact is reviewed after another."""

    _inherit = "partner.review.request"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def my_reviews(self):
        """The open reviews of the user, in the order of their days.

        :return: {"queue": [{"id", "partner_id", "date", "is_late", "reason": text or ""}],
            "done_today": number, "more": number of reviews beyond the queue}
        """
        domain = [
            ("user_id", "=", self.env.uid),
            ("state", "=", "open"),
            ("kind", "=", "internal"),
            ("partner_id.active", "=", True),
        ]
        today = fields.Date.context_today(self)
        requests = self.search(domain, limit=QUEUE_LIMIT)
        reasons = dict(self._fields["reason"]._description_selection(self.env))
        return {
            "queue": [
                {
                    "id": request.id,
                    "partner_id": request.partner_id.id,
                    "date": format_date(self.env, request.date_due),
                    "is_late": request.date_due < today,
                    "reason": "" if request.reason == "interval" else reasons[request.reason],
                }
                for request in requests
            ],
            "done_today": self.search_count(
                [("done_user_id", "=", self.env.uid), ("date_done", "=", today), ("state", "=", "done")]
            ),
            "more": max(0, self.search_count(domain) - QUEUE_LIMIT) if len(requests) == QUEUE_LIMIT else 0,
        }

    def action_confirm(self):
        """Everything about the contacts of these reviews is correct."""
        self.partner_id._review_confirm()

    def action_unreachable(self):
        """The contacts of these reviews could not be reached."""
        self.partner_id._review_put_off("unreachable")

    def action_open_contact(self):
        """Open the contact of this review."""
        self.ensure_one()
        return open_form(self.partner_id)
