from datetime import timedelta

from odoo import _lt, api, fields, models
from odoo.fields import Domain

from .finding import judge, named

LATE_HOURS = 24
# Jobs without which data piles up or mails stay; our own are added by their module.
NEEDED = ("base.autovacuum_job", "mail.ir_cron_mail_scheduler_action")
MODULE = "customer_data_quality"


def scheduled_actions(env):
    jobs = env["ir.cron"].with_context(active_test=False)
    own = env["ir.model.data"].search([("module", "=", MODULE), ("model", "=", "ir.cron")]).mapped("res_id")
    needed = jobs.browse(own).exists() | jobs.concat(
        *filter(None, (env.ref(name, raise_if_not_found=False) for name in NEEDED))
    )
    late = fields.Datetime.now() - timedelta(hours=LATE_HOURS)
    failing = jobs.search(Domain("active", "=", True) & Domain("failure_count", ">", 0))
    waiting = jobs.search(Domain("active", "=", True) & Domain("nextcall", "<", late))
    off = needed.filtered(lambda job: not job.active)
    lines = []
    if failing:
        lines.append(_lt("Failing: %s", named(failing)))
    if waiting:
        lines.append(_lt("Overdue for more than a day: %s", named(waiting)))
    if off:
        lines.append(_lt("Switched off: %s", named(off)))
    bad = failing | waiting | off
    return judge(len(bad), *(lines or [_lt("All scheduled actions run.")]), records=bad)


def demo_data(env):
    modules = env["ir.module.module"].search([("state", "=", "installed"), ("demo", "=", True)])
    return judge(
        len(modules),
        _lt("%s installed modules have brought demo data.", len(modules))
        if modules
        else _lt("No demo data is installed."),
    )


class PartnerSecurityCheck(models.Model):
    """Checks of daily operation; what a database can't know is attested by somebody."""

    _inherit = "partner.security.check"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def _setup_checks(self, checks):
        result = super()._setup_checks(checks)
        add = self._register_check
        add(
            checks,
            "scheduled_actions",
            _lt("Scheduled actions"),
            area="operation",
            severity="medium",
            function=scheduled_actions,
            action="base.ir_cron_act",
            risk=_lt("Data is not deleted in time, consents do not expire, reminders and mails stay behind."),
            remedy=_lt("Look into the log of the server why they fail, put it right, and switch them on again."),
            measure=_lt("Periods of deletion and review are watched by scheduled jobs"),
        )
        add(
            checks,
            "demo_data",
            _lt("Demo data"),
            area="operation",
            severity="medium",
            function=demo_data,
            risk=_lt("Demo users have known passwords, and invented people mix with real customers."),
            remedy=_lt("Use a database without demo data for real customers."),
        )
        add(
            checks,
            "backups",
            _lt("Backups"),
            area="operation",
            severity="high",
            attest_months=6,
            risk=_lt(
                "After a failure or an extortion the customer database is gone, and a loss of data is a breach too."
            ),
            remedy=_lt(
                "Back up database and files daily, encrypted and in another place, restore one of them on another "
                "machine, and attest the day on which that worked."
            ),
            measure=_lt("Daily backups whose restoration is tested"),
        )
        add(
            checks,
            "disk_encryption",
            _lt("Encryption of disks"),
            area="operation",
            severity="medium",
            attest_months=12,
            risk=_lt("Whoever gets hold of a disk, a laptop or a copy of the machine reads everything."),
            remedy=_lt("Encrypt the disks of the server, of backups and of laptops, and attest it."),
            measure=_lt("Encryption of data at rest"),
        )
        return result
