"""Checks of the days in which departments are connected."""

from odoo import api, models
from odoo.tools import formatLang

# Some records never match anybody: test entries, people who gave no address.
SHARE_WANTED = 90


class PartnerPlanStep(models.Model):
    _inherit = "partner.plan.step"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def _setup_step_checks(self, checks):
        result = super()._setup_step_checks(checks)
        self._register_step_check(checks, "silo_share", "_check_silo_share", needs=("partner.silo.source",))
        return result

    def _check_silo_share(self):
        share = self._figure("silos")
        if share is None:
            return False, self.env._("The other apps have not been searched for people yet.")
        return share >= SHARE_WANTED, self.env._(
            "%(share)s %% of the records of other apps are connected with a contact; %(wanted)s %% are wanted.",
            share=formatLang(self.env, share, digits=1),
            wanted=SHARE_WANTED,
        )
