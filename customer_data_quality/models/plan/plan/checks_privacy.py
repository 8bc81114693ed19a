"""Checks about consent, training and security."""

from odoo import api, models


class PartnerPlanStep(models.Model):
    _inherit = "partner.plan.step"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def _setup_step_checks(self, checks):
        super()._setup_step_checks(checks)
        self._register_step_check(checks, "consent_purposes", "_check_consent_purposes")

    def _check_consent_purposes(self):
        purposes = self.env["partner.consent.purpose"].search(
            self._of_company([("active", "=", True), ("legal_basis", "=", "consent")])
        )
        bare = purposes.filtered(lambda purpose: not purpose.text_ids)
        if bare:
            return False, self.env._("Without a wording: %s", ", ".join(bare.mapped("name")))
        return bool(purposes), self.env._("Purposes that people are asked for: %s", ", ".join(purposes.mapped("name")) or "–")
