import logging

from odoo import _lt, api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL

from .check import OPEN
from .finding import SEVERITIES, WEIGHTS, Finding

_logger = logging.getLogger(__name__)

RUN_LOCK = 0x73656375  # of advisory locks: one run at a time
ORDER = {severity: place for place, (severity, _label) in enumerate(SEVERITIES)}
DUE_DAYS = {"high": 7, "medium": 14}  # of activities; what is low is listed only


class PartnerSecurityRun(models.Model):
    """The outcome of all checks on a day."""

    _name = "partner.security.run"
    _description = "Run of Security Checks"
    _order = "date desc, id desc"
    _rec_name = "date"

    date = fields.Datetime(required=True, readonly=True, default=fields.Datetime.now, index=True)
    user_id = fields.Many2one("res.users", string="Started by", readonly=True, ondelete="set null")
    score = fields.Integer(readonly=True, aggregator="avg", help="0 to 100, by how severe the risks are.")
    passed = fields.Integer(readonly=True, aggregator="max")
    failed = fields.Integer(string="Need Action", readonly=True, aggregator="max")
    failed_high = fields.Integer(string="Need Action, High Risk", readonly=True, aggregator="max")
    accepted = fields.Integer(string="Accepted Risks", readonly=True, aggregator="max")


class PartnerSecurityCheck(models.Model):
    """Running the checks."""

    _inherit = "partner.security.check"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def action_run(self):
        """Run all checks now, as a manager or privacy officer.

        :raises UserError: if somebody else is running them
        """
        self.check_access("write")
        # sudo: the checks read settings and rights that officers need not see themselves
        if not self.sudo()._run(self.env.user):
            raise UserError(self.env._("The checks are running at this moment. Look again in a minute."))
        return {"type": "ir.actions.client", "tag": "soft_reload"}

    @api.model
    def _cron_run(self):
        # sudo: whoever the scheduler runs as
        self.sudo()._run(self.env.user)

    @api.model
    def _cron_reopen(self):
        """Reopen every day what was accepted, or attested, until yesterday."""
        self.sudo().search(Domain.TRUE)._settle()  # sudo: as above

    @api.model
    def _run(self, user):
        """Run all checks, keep what was found, and tell who is responsible.

        :param user: who asked for it
        :return: record of partner.security.run, none if somebody else is running them
        """
        runs = self.env["partner.security.run"]
        self.env.cr.execute(SQL("SELECT pg_try_advisory_xact_lock(%s)", RUN_LOCK))
        if not self.env.cr.fetchone()[0]:
            return runs
        registered, now = self._checks(), fields.Datetime.now()
        checks = self._follow_registry(registered)
        # what was found in a transaction that fails is not kept, so each one is looked at on its own
        for check in checks:
            check._note(check._look(registered[check.code]), now)
        checks._settle()
        return runs.create({**checks._tally(), "date": now, "user_id": user.id})

    @api.model
    def _follow_registry(self, registered):
        """Have one record for each check that is registered, and none for others."""
        checks = self.search(Domain.TRUE)
        checks.filtered(lambda check: check.code not in registered).unlink()
        known = {check.code: check for check in checks.exists()}
        values = {
            code: {"area": check.area, "severity": check.severity, "sequence": place}
            for place, (code, check) in enumerate(registered.items())
        }
        for code, check in known.items():
            changed = {name: value for name, value in values[code].items() if check[name] != value}
            if changed:
                check.write(changed)
        new = self.create([{"code": code, **each} for code, each in values.items() if code not in known])
        return self.concat(*known.values(), new)

    def _look(self, check):
        """What one check finds; a check that fails itself is told as such and stops nobody."""
        if not check.function:
            return self._look_at_attestation()
        try:
            with self.env.cr.savepoint():
                return check.function(self.env)
        except Exception:
            _logger.exception("The security check “%s” could not be made.", self.code)
            return Finding("error")

    def _look_at_attestation(self):
        until = self._attested_until()
        if not until:
            return Finding("to_attest", (_lt("The database can't tell. Somebody who knows attests it."),))
        if until < fields.Date.context_today(self):
            return Finding("to_attest", (_lt("The attestation ended on %s.", until.isoformat()),))
        return Finding(
            "passed",
            (_lt("Attested on %(day)s, until %(end)s.", day=self.attest_date.isoformat(), end=until.isoformat()),),
        )

    def _note(self, finding, now):
        """Keep what was found, in all languages."""
        records = finding.records
        self.write(
            {
                "result": finding.result,
                "found_count": finding.count,
                "found_model": records._name if records else False,
                "found_ids": records.ids if records else False,
                "last_run": now,
            }
        )
        for lang, _name in self.env["res.lang"].get_installed():
            # `_()` of an environment takes its own language
            translated = self.with_context(lang=lang)
            translated.evidence = "\n".join(translated.env._(line) for line in finding.lines)

    def _settle(self):
        """From what was found and what was decided to the state; to activities where it needs action."""
        today = fields.Date.context_today(self)
        for check in self:
            if check.is_attested and check.last_run:
                finding = check._look_at_attestation()
                if finding.result != check.result:
                    check._note(finding, check.last_run)
            state = check.result or "waiting"
            if state in OPEN and check._is_accepted(today):
                state = "accepted"
            rank = (0 if state in OPEN else 10) + ORDER[check.severity]
            if (check.state, check.rank) != (state, rank):
                since = (check.open_since or today) if state in OPEN else False
                check.write({"state": state, "rank": rank, "open_since": since})
        self._tell_responsible()

    def _is_accepted(self, today):
        """Whether the risk is accepted, and has not grown since."""
        return bool(self.accept_until and self.accept_until >= today and self.found_count <= self.accept_count)

    def _tally(self):
        """The values of a run from the states of all checks: what was accepted counts neither way."""
        good = sum(WEIGHTS[check.severity] for check in self if check.state == "passed")
        open_ones = self.filtered(lambda check: check.state in OPEN)
        bad = sum(WEIGHTS[check.severity] for check in open_ones)
        return {
            "score": good * 100 // (good + bad) if good + bad else 100,
            "passed": sum(check.state == "passed" for check in self),
            "failed": len(open_ones),
            "failed_high": sum(check.severity == "high" for check in open_ones),
            "accepted": sum(check.state == "accepted" for check in self),
        }

    def _tell_responsible(self):
        """One activity for each check of some weight that needs action, none for the others."""
        kind = "mail.mail_activity_data_todo"
        quiet = self.with_context(mail_activity_quick_update=True)  # no mail for each of them
        quiet.filtered(lambda check: check.state not in OPEN).activity_unlink([kind])
        fallback = self._first_manager()
        for check in quiet.filtered(lambda check: check.state in OPEN and check.severity in DUE_DAYS):
            user = check.responsible_id if check.responsible_id.active else fallback
            told = check.activity_ids.filtered("automated")
            if told.user_id - user:
                told.unlink()
            elif told:
                continue
            if user:
                check.activity_schedule(
                    kind,
                    fields.Date.add(fields.Date.context_today(self), days=DUE_DAYS[check.severity]),
                    summary=check.with_context(lang=user.lang)._activity_summary(),
                    user_id=user.id,
                )

    def _activity_summary(self):
        return self.env._("Security check: %s", self.name)

    @api.model
    def _first_manager(self):
        """The manager who has been there longest; nobody if there is none."""
        group = self.env.ref("customer_data_quality.group_manager")
        return self.env["res.users"].search(
            [("all_group_ids", "in", group.ids), ("share", "=", False)], order="id", limit=1
        )

    # -- the panel above the list -----------------------------------------------------------------

    @api.model
    def security_overview(self):
        """What the panel above the list shows: the state of today, and the last runs for the trend.

        :return: dict with score (None before the first run), passed, failed, failed_high, accepted, date, trend
        """
        self.check_access("read")
        runs = self.env["partner.security.run"].search([], limit=26)
        if not runs:
            return {"score": None}
        return {
            **self.search(Domain.TRUE)._tally(),
            "date": fields.Datetime.to_string(runs[0].date),
            "trend": [{"date": fields.Datetime.to_string(run.date), "score": run.score} for run in runs[::-1]],
        }
