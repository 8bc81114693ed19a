"""Checks about consent, training and security."""

from odoo import api, models
from odoo.tools import formatLang

from ...privacy.checks.check import OPEN

# Somebody is always ill or on leave.
TRAINED_WANTED = 80


class PartnerPlanStep(models.Model):
    _inherit = "partner.plan.step"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def _setup_step_checks(self, checks):
        result = super()._setup_step_checks(checks)
        add = self._register_step_check
        add(checks, "consent_purposes", "_check_consent_purposes")
        add(checks, "training", "_check_training", needs=("partner.training.course",))
        add(checks, "security_checks", "_check_security", needs=("partner.security.check",))
        return result

    def _check_consent_purposes(self):
        purposes = self.env["partner.consent.purpose"].search(
            self._of_company([("active", "=", True), ("legal_basis", "=", "consent")])
        )
        bare = purposes.filtered(lambda purpose: not purpose.text_ids)
        if bare:
            return False, self.env._("Without a wording: %s", ", ".join(bare.mapped("name")))
        return bool(purposes), self.env._(
            "Purposes that people are asked for: %s", ", ".join(purposes.mapped("name")) or "–"
        )

    def _check_training(self):
        share = self._figure("training")
        if share is None:
            return False, self.env._("No training has been started yet.")
        return share >= TRAINED_WANTED, self.env._(
            "%(share)s %% of the colleagues are trained; %(wanted)s %% are wanted.",
            share=formatLang(self.env, share, digits=0),
            wanted=TRAINED_WANTED,
        )

    def _check_security(self):
        checks = self.env["partner.security.check"]
        if self._figure("checks") is None:
            return False, self.env._("The checks have not been run yet.")
        severe = checks.search([("state", "in", OPEN), ("severity", "=", "high")])
        passed = checks.search_count([("state", "=", "passed")])
        # names of weak points are for those who may see the checks: evidence is read by everybody in the plan
        return not severe, self.env._(
            "Passed: %(passed)s. Of high risk and not settled: %(severe)s.", passed=passed, severe=len(severe)
        )
