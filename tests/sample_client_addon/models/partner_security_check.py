from odoo import _lt, models

from odoo.addons.customer_data_quality.models.privacy.checks.finding import judge


def archived_bosses(env):
    group = env.ref("base.group_system")
    gone = env["res.users"].search([("active", "=", False), ("group_ids", "in", group.ids), ("id", "!=", 1)])
    return judge(len(gone), _lt("%s archived users are still administrators.", len(gone)), records=gone)


class PartnerSecurityCheck(models.Model):
    _inherit = "partner.security.check"

    def _setup_checks(self, checks):
        result = super()._setup_checks(checks)
        self._register_check(
            checks,
            "archived_bosses",
            _lt("Archived administrators"),
            area="rights",
            severity="low",
            function=archived_bosses,
            risk=_lt("Somebody restores the account, and everything with it."),
            remedy=_lt("Take the rights from users who left."),
        )
        return result
