from odoo import models


class MailActivity(models.Model):
    """A review's activity may be done, moved, handed over or cancelled like any other: the review follows."""

    _inherit = "mail.activity"  # pylint: disable=consider-merging-classes-inherited

    def _review_requests(self):
        """The open reviews that these activities stand for."""
        # sudo: the review follows its activity, whoever may see which
        requests = self.env["partner.review.request"].sudo()
        if not self.ids or self.env.context.get("review_closing"):
            return requests
        return requests.search([("activity_id", "in", self.ids), ("state", "=", "open")])

    def _action_done(self, feedback=False, attachment_ids=None):
        partners = self._review_requests().partner_id.with_env(self.env)
        result = super(MailActivity, self.with_context(review_closing=True))._action_done(
            feedback=feedback, attachment_ids=attachment_ids
        )
        if partners:
            partners._review_confirm(note=feedback or None)
        return result

    def write(self, vals):
        result = super().write(vals)
        follow = {}
        if vals.get("date_deadline"):
            follow["date_due"] = vals["date_deadline"]
        if "user_id" in vals:
            follow.update(user_id=vals["user_id"], handed_over=True)
        if follow:
            self._review_requests().write(follow)
        return result

    def unlink(self):
        requests = self._review_requests()
        cancelled = requests if not self.env.context.get("review_reassign") else requests.browse()
        partners = cancelled.partner_id.with_env(self.env)
        result = super(MailActivity, self.with_context(review_closing=True)).unlink()
        # without an activity nobody is asked any more; what is to be reassigned is planned anew, see `_tidy`
        partners.exists()._review_put_off("postponed")
        return result


class ResUsers(models.Model):
    _inherit = "res.users"  # pylint: disable=consider-merging-classes-inherited

    def action_archive(self):
        # Odoo deletes the activities of whoever leaves: their reviews are somebody else's now
        return super(ResUsers, self.with_context(review_reassign=True)).action_archive()
