from dateutil.relativedelta import relativedelta

from odoo import fields, models
from odoo.exceptions import UserError

RETRY_DAYS = 14


class ResPartner(models.Model):
    """Reviews that could not be done, are wanted later, or are wanted now."""

    _inherit = "res.partner"  # pylint: disable=consider-merging-classes-inherited

    def _review_put_off(self, outcome, date=None, note=None):
        """Close the open reviews of these contacts without a result; they are due again later.

        :param str outcome: "unreachable" or "postponed"
        :param date: the day on which they are due again, None for after the policy's days
        :param str note: why
        :raises UserError: for a day in the past
        """
        if not self:
            return
        self.check_access("read")
        today = fields.Date.context_today(self)
        if date and date <= today:
            raise UserError(self.env._("A review can be postponed to a day in the future only."))
        # sudo: a contact's review is put off by whoever looks at it, whomever it was planned for
        self._review_open_requests()._close(outcome, note)
        reviews = self.env["partner.review"].sudo()
        rows = []
        for partner in self.sudo():
            policy = partner.review_policy_id
            again = date or today + relativedelta(days=policy.retry_days or RETRY_DAYS)
            rows.append({"id": partner.id, "wanted_date": again, "reason": None, "seen_date": today})
        reviews._put(rows)
        reviews._redate(self.ids)

    def _review_open_requests(self):
        """The open reviews of these contacts that colleagues were asked for."""
        # sudo: whoever may see a contact may end its review
        return (
            self.env["partner.review.request"]
            .sudo()
            .search([("partner_id", "in", self.ids), ("kind", "=", "internal"), ("state", "=", "open")])
        )

    def _review_due_now(self, reason="manual"):
        """Make the review of these contacts due today; the planner asks for it before all others.

        :param str reason: one of "bounce", "vies", "letter", "manual"
        """
        if not self:
            return
        self.check_access("read")
        today = fields.Date.context_today(self)
        # sudo: the state of a review is no field of the contact that somebody could write
        reviews = self.env["partner.review"].sudo()
        reviews._put([{"id": partner.id, "wanted_date": today, "reason": reason} for partner in self])
        self._review_open_requests().write({"reason": reason})
        reviews._redate(self.ids)

    def _message_receive_bounce(self, email, partner):
        result = super()._message_receive_bounce(email, partner)
        self._review_due_now("bounce")
        return result

    # -- buttons ------------------------------------------------------------------------------

    def action_review_confirm(self):
        """Everything about these contacts is correct."""
        self._review_confirm()

    def action_review_unreachable(self):
        """Nobody could be reached; try again later."""
        self._review_put_off("unreachable")

    def action_review_returned_letter(self):
        """A letter came back: the address wants to be checked now."""
        self._review_due_now("letter")

    def action_review_now(self):
        """Somebody wants this contact to be reviewed now."""
        self._review_due_now("manual")
