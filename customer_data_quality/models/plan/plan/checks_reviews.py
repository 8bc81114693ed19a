"""Checks of the days in which reviews begin, and somebody answers for them."""

from odoo import api, models


class PartnerPlanStep(models.Model):
    _inherit = "partner.plan.step"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def _setup_step_checks(self, checks):
        result = super()._setup_step_checks(checks)
        add = self._register_step_check
        add(checks, "review_policies", "_check_review_policies")
        add(checks, "review_reminders", "_check_review_reminders")
        add(checks, "weekly_mail", "_check_weekly_mail")
        return result

    def _check_review_policies(self):
        policies = self.env["partner.review.policy"].search(self._of_company([("active", "=", True)]))
        return bool(policies), self.env._("Active policies: %s", ", ".join(policies.mapped("name")) or "–")

    def _check_review_reminders(self):
        cron = self.env.ref("customer_data_quality.cron_review_plan", raise_if_not_found=False)
        if not cron or not cron.active:
            return False, self.env._("The nightly job that plans reviews is switched off.")
        requests = self.env["partner.review.request"]
        planned = requests.search_count(self._of_company([("kind", "=", "internal"), ("state", "=", "open")]))
        done = requests.search_count(self._of_company([("kind", "=", "internal"), ("state", "=", "done")]))
        return bool(planned or done), self.env._(
            "Reviews planned: %(planned)s, done so far: %(done)s.",
            planned=self._number(planned, 0),
            done=self._number(done, 0),
        )

    def _check_weekly_mail(self):
        user = self.company_id.steering_user_id or self.plan_id.user_id
        wanted = self.company_id.steering_digest and user.steering_digest
        if not user.email:
            return False, self.env._("%s has no e-mail address.", user.name)
        if not wanted:
            return False, self.env._("The weekly mail is switched off.")
        return True, self.env._("%s gets the weekly mail.", user.name)
