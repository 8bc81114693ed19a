from odoo import api, models, tools

from .finding import Check


class PartnerSecurityCheck(models.Model):
    """Which checks there are."""

    _inherit = "partner.security.check"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    @tools.ormcache()
    def _checks(self):
        """All checks by their code."""
        checks = {}
        self._setup_checks(checks)
        return checks

    @api.model
    def _register_check(
        self,
        checks,
        code,
        label,
        *,
        area,
        severity,
        risk,
        remedy,
        function=None,
        attest_months=0,
        needs_document=False,
        action=None,
        measure=None,
    ):
        """Add a check; call it from an override of `_setup_checks`.

        :param dict checks: what `_setup_checks` was given
        :param str code: under which its results are kept
        :param label: its name; this and all other texts are translatable (`_lt`)
        :param str area: one of AREAS
        :param str severity: "high", "medium" or "low": how much it counts
        :param risk: what may happen
        :param remedy: what to do about it
        :param function: function of an environment with all rights that returns a Finding. It only reads, needs no
            network and takes less than a second. Without one, somebody attests that all is well.
        :param int attest_months: for so many months an attestation holds
        :param bool needs_document: an attestation needs a document
        :param str action: external id of the window in which it is put right
        :param measure: the measure that is in place when the check passes, for the record of processing activities
        """
        checks[code] = Check(
            label, area, severity, risk, remedy, function, attest_months, needs_document, action, measure
        )

    @api.model
    def _setup_checks(self, checks):
        """Register the checks. Add-ons override this, call super and `_register_check`."""
