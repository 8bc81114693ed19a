"""What requests leave to the scheduler: searching texts, checking erasures, reminding, ending what was kept."""

import logging

from psycopg2 import Error

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL, format_date, mute_logger

from ...scheduler import CONFLICTS, wake
from .anonymise import QUIET
from .anonymise_record import anonymise
from .deleting import delete_or
from .person import Person
from .request import OPEN_STATES

JOB = "customer_data_quality.cron_privacy_search"
# Searched in one transaction.
TABLES = 20
MAX_TRIES = 5
_logger = logging.getLogger(__name__)

# Days before the deadline at which the responsible is reminded.
REMINDERS = (10, 3)


class PartnerPrivacyRequest(models.Model):
    _inherit = "partner.privacy.request"  # pylint: disable=consider-merging-classes-inherited

    job = fields.Selection([("search", "Searching texts"), ("verify", "Checking the erasure")], readonly=True)
    job_table = fields.Char(readonly=True, export_string_translation=False, help="The last table that is done.")
    job_done = fields.Integer(readonly=True, aggregator=None)
    job_total = fields.Integer(readonly=True, aggregator=None)
    job_text = fields.Char(string="In the Background", compute="_compute_job_text")
    job_terms = fields.Json(
        readonly=True, groups="base.group_system", help="What an erasure is checked by; empty as soon as it is checked."
    )
    left_over = fields.Json(
        readonly=True, help="Tables in which the person still stood after the erasure, with numbers."
    )
    left_over_text = fields.Char(string="Still There", compute="_compute_left_over_text")

    @api.depends("job", "job_done", "job_total")
    def _compute_job_text(self):
        labels = dict(self._fields["job"]._description_selection(self.env))
        for request in self:
            request.job_text = request.job and self.env._(
                "%(what)s: %(done)s of %(all)s tables",
                what=labels[request.job],
                done=request.job_done,
                all=request.job_total or "…",
            )

    @api.depends("left_over")
    def _compute_left_over_text(self):
        for request in self:
            request.left_over_text = ", ".join(f"{table}: {n}" for table, n in (request.left_over or {}).items())

    @api.model
    def _cron_search(self):
        """Search texts for open requests, and check erasures, some tables in each transaction.

        Several workers share the requests. One that fails does not keep the others waiting; its error is raised last.
        """
        failed = {}
        while request := self._claim(failed):
            try:
                with self.env.cr.savepoint():
                    request._search_tables()
            except Error as error:
                self.env.invalidate_all(flush=False)
                failed[request.id] = error
                _logger.warning("The texts could not be searched for %s: %s", request.name, error)
            waiting = self.search_count([("job", "!=", False), ("id", "not in", list(failed))])
            if not self.env["ir.cron"]._commit_progress(1, remaining=waiting):
                return
        for error in failed.values():
            raise error

    @api.model
    def _claim(self, but=()):
        """The next request with something to search, for this transaction; those of other workers are passed over.

        :param but: ids to leave alone
        """
        self.flush_model(["job"])
        query = SQL(
            "SELECT id FROM partner_privacy_request WHERE job IS NOT NULL AND NOT id = ANY(%s) ORDER BY id LIMIT 1 "
            "FOR UPDATE SKIP LOCKED",
            list(but),
        )
        for attempt in range(MAX_TRIES):
            try:
                with mute_logger("odoo.sql_db"):
                    rows = self.env.execute_query(query)
                break
            except CONFLICTS:  # another worker is just done with it; nothing is written here yet
                self.env.cr.rollback()
                if attempt == MAX_TRIES - 1:
                    raise
        request = self.browse(id_ for (id_,) in rows)
        request.invalidate_recordset()
        return request

    def _start(self, job, person):
        """Leave a search of all texts to the scheduler."""
        # sudo: changes by steps alone
        self.sudo().write(
            {
                "job": job,
                "job_table": False,
                "job_done": 0,
                "job_total": 0,
                "job_terms": {name: list(terms) for name, terms in person._asdict().items()},
                "left_over": False,
            }
        )
        wake(self.env, JOB)

    def _search_tables(self, number=TABLES):
        """Search the next tables for one request.

        :return: whether there may be more
        """
        self.ensure_one()
        findings = self.env["partner.privacy.finding"]
        # sudo: the terms are for the system alone
        person = Person(**{name: tuple(terms) for name, terms in (self.sudo().job_terms or {}).items()})
        tables = sorted(findings._text_columns())
        left = [table for table in tables if table > (self.job_table or "")]
        now = left[:number]
        if self.job == "search":
            for table in now:
                findings._find_text(self, person, table)
        elif found := findings._left_over(person, now):
            self.left_over = {**(self.left_over or {}), **found}
        values = {"job_done": len(tables) - len(left) + len(now), "job_total": len(tables)}
        if len(now) == len(left):
            values = self._end_of_job(values)
        else:
            values["job_table"] = now[-1]
        self.write(values)
        return bool(self.job)

    def _end_of_job(self, values):
        if self.job == "search":
            self._plan()
        else:
            self._log("verified", {"tables with remains": len(self.left_over or {})})
        return {**values, "job": False, "job_terms": False}

    # -- reminding ------------------------------------------------------------------------------------

    @api.model
    def _cron_nightly(self):
        """Remind of deadlines, and end what was kept long enough."""
        self._remind()
        due = self.env["partner.privacy.hold"]._due()
        self.env["ir.cron"]._commit_progress(remaining=len(due))
        for hold in due:
            hold._end()
            if not self.env["ir.cron"]._commit_progress(1):
                return

    @api.model
    def _remind(self):
        """An activity for whoever is responsible, some days before the deadline and on it."""
        today = fields.Date.context_today(self)
        soon = fields.Date.add(today, days=max(REMINDERS))
        requests = self.search([("state", "in", OPEN_STATES), ("deadline", "<=", soon)])
        for request in requests:
            days, user = request.days_left, request.user_id or self.env.user
            env = self.with_context(lang=user.lang).env
            summary = (
                env._("Overdue: answer now") if days < 0 else env._("Answer by %s", format_date(env, request.deadline))
            )
            planned = request.activity_ids.filtered(lambda activity: activity.date_deadline <= today)
            if not planned and (days <= min(REMINDERS) or days in REMINDERS):
                request.with_context(mail_activity_quick_update=True).activity_schedule(
                    "mail.mail_activity_data_todo",
                    date_deadline=today,
                    summary=summary,
                    user_id=user.id,
                )


class PartnerPrivacyHold(models.Model):
    _inherit = "partner.privacy.hold"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def _due(self):
        """What was kept long enough: records first, then the contacts that nothing needs any more."""
        due = self.search([("is_active", "=", True), ("keep_until", "<", fields.Date.today())])
        return due.sorted(lambda hold: (hold.res_model == "res.partner", hold.id))

    def _end(self):
        """End the keeping of one record. What can't be ended is noted, and tried again the next night."""
        self.ensure_one()
        try:
            with mute_logger("odoo.sql_db"), self.env.cr.savepoint():
                result = self._end_record()
                self.write({"is_active": False, "ended_on": fields.Date.today(), "result": result, "problem": False})
                self.env.flush_all()
        except (UserError, Error) as error:
            _logger.warning("Data kept by law (%s) could not be ended: %s", self.id, error)
            self.env.invalidate_all(flush=False)
            self.problem = str(error)
            return
        self.request_id._log("ended", {self.res_model: 1})

    def _end_record(self):
        """Delete or anonymise the record.

        :return: "deleted" or "anonymised"
        """
        record = (
            self.env[self.res_model].with_context(**QUIET).browse(self.res_id).exists()
            if (self.res_model in self.env)
            else None
        )
        if not record:
            return "deleted"
        if self.res_model == "res.partner":
            needed = self.search([("is_active", "=", True), ("id", "!=", self.id)])._needed_contacts(record)
            if needed:
                raise UserError(self.env._("A document that is kept until %s still needs it.", needed[record.id]))
            record._privacy_anonymise()
            return "anonymised"
        person = self.partner_id.with_context(active_test=False)._privacy_person()
        if self.rule_id.action_after == "delete" and delete_or(record, lambda kept: anonymise(kept, person)):
            return "deleted"
        if self.rule_id.action_after != "delete":
            anonymise(record, person)
        return "anonymised"
