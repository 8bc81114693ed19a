"""Checks of the first days: where the contacts stand, which standard holds, what is wanted."""

from odoo import api, fields, models
from odoo.tools import formatLang

GROUPS = {
    "steward": "customer_data_quality.group_steward",
    "officer": "customer_data_quality.group_privacy_officer",
}


class PartnerPlanStep(models.Model):
    _inherit = "partner.plan.step"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def _setup_step_checks(self, checks):
        result = super()._setup_step_checks(checks)
        add = self._register_step_check
        add(checks, "baseline", "_check_baseline")
        add(checks, "first_improvement", "_check_first_improvement")
        add(checks, "rules", "_check_rules")
        add(checks, "target", "_check_target")
        add(checks, "minimisation", "_check_minimisation")
        add(checks, "roles", "_check_roles")
        add(checks, "duplicates", "_check_duplicates")
        return result

    def _check_baseline(self):
        score = self._figure_before("score")
        if score is None:
            return False, self.env._("No contact has been scored yet; it goes on in the background.")
        return True, self.env._("At the start of the plan the average score was %s.", self._number(score))

    def _check_first_improvement(self):
        before, now = self._figure_before("gaps"), self._figure("gaps")
        if before is None or now is None:
            return False, self.env._("Nothing to compare with yet.")
        values = {"before": self._number(before, 0), "now": self._number(now, 0)}
        return now < before, self.env._("Open gaps: %(before)s at the start, %(now)s now.", **values)

    def _check_rules(self):
        profiles = self.env["partner.quality.profile"].search([("active", "=", True)])
        rules = profiles.rule_ids.filtered("active")
        broken = profiles.filtered("problem").mapped("name") + rules.filtered("problem").mapped("name")
        if broken:
            return False, self.env._("Can't be applied: %s", ", ".join(broken))
        return bool(rules), self.env._(
            "%(profiles)s profiles with %(rules)s rules are in force.", profiles=len(profiles), rules=len(rules)
        )

    def _check_target(self):
        targets = self.env["partner.quality.target"].search(self._of_company([("date", ">=", fields.Date.today())]))
        return bool(targets), "\n".join(targets.mapped("name")) or self.env._("There is no target yet.")

    def _check_minimisation(self):
        usage = self.env["partner.field.usage"]
        total = usage.search_count([])
        undecided = usage.search_count([("proposal", "!=", "keep"), ("decision", "=", "none")])
        if not total:
            return False, self.env._("The fields have not been looked at yet.")
        return not undecided, self.env._(
            "%(total)s fields looked at, %(undecided)s proposals to decide on.", total=total, undecided=undecided
        )

    def _check_roles(self):
        names = {
            role: self.env.ref(group).all_user_ids.filtered(
                lambda user: user.active and not user.share and self.company_id in user.company_ids
            )
            for role, group in GROUPS.items()
        }
        return all(names.values()), self.env._(
            "Data stewards: %(stewards)s. Privacy officers: %(officers)s.",
            stewards=", ".join(names["steward"].mapped("name")) or "–",
            officers=", ".join(names["officer"].mapped("name")) or "–",
        )

    def _check_duplicates(self):
        if not self.env["partner.duplicate.scan"].search_count([("state", "=", "done")], limit=1):
            return False, self.env._("No search for duplicates has ended yet.")
        certain = self.env["partner.duplicate.group"].search_count(
            self._of_company([("state", "=", "open"), ("certainty", "=", "certain")])
        )
        return not certain, self.env._("Groups of certain duplicates to decide on: %s", self._number(certain, 0))

    def _number(self, value, digits=1):
        return formatLang(self.env, value, digits=digits)
