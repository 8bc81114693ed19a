"""The steps of a search for duplicates, each a transaction of its own.

Whoever works on a search (somebody's click, the scheduler on any machine, two of them at once) takes the next piece
of work that nobody else has claimed. What is left to do stands in tables alone, so a killed process loses the batch it
was working on and nothing else, and anybody goes on.
"""

import logging
import time

from psycopg2.errors import LockNotAvailable, UniqueViolation

from odoo import api, fields, models, modules
from odoo.tools import SQL, mute_logger

from ..scheduler import CONFLICTS, wake
from .candidates import ALL_DUE, TOTAL
from .grouping import GROUP_LOCK
from .refresh import INDEX_LOCK

_logger = logging.getLogger(__name__)

WORK_LOCK = 0x6D617477  # of advisory locks: shared while a step runs, exclusive for steps that tolerate no other
# Who waits for others looks this often whether there is something else to do meanwhile.
PATIENCE = "200ms"
MAX_TRIES = 10
# Contacts per transaction of a search of what has changed. If there are more, a second job helps.
CHANGED = 500
# From this share of changed contacts on, comparing all is quicker, and counts how common values are anew.
MANY_CHANGED = 0.1
FEW = 1000


class PartnerDuplicateScan(models.Model):
    _inherit = "partner.duplicate.scan"

    @api.model
    def _scan(self, domain=None, full=False, commit=None):
        """Search for duplicates to the end, together with whoever else is at it.

        :param domain: on res.partner: contacts to be compared anew although nothing has changed
        :param bool full: compare all contacts
        :param bool commit: commit after each batch; not in tests unless asked for
        :return: {"contacts", "candidates", "pairs", "groups": numbers, "seconds": {phase: float}}
        """
        commit = not modules.module.current_test if commit is None else commit
        self.env.flush_all()
        if domain:
            self.env["partner.duplicate.todo"]._add(domain)
        scan = self._retried(lambda: self._start(full), commit)
        held = {}

        def pause(_count):
            if commit:
                self.env.cr.commit()  # pylint: disable=invalid-commit
            return True

        while not scan._is_over(held, pause, commit, wait=commit):
            pause(1)
        return scan._result()

    @api.model
    def _cron_scan(self, is_helper=False):
        """Compare what has changed, and go on with searches that were begun; as far as the time allows.

        :param bool is_helper: whether this is the second job, which only shares searches that are running
        """
        cron = self.env["ir.cron"]
        waiting, to_compare = self._waiting()
        if is_helper:
            scan = self.search([("state", "=", "running")], order="is_full desc, id", limit=1)
            if not scan:
                return
        elif waiting or to_compare or self._is_begun() or self._is_full_due():
            scan = self._retried(lambda: self._start(full=False), commit=True)
            if scan.is_full or waiting + to_compare > CHANGED:
                # Odoo's scheduler has two workers by default
                wake(self.env, "customer_data_quality.cron_duplicate_scan_second")
        else:
            return
        cron._commit_progress(remaining=waiting + to_compare + 1)
        held = {}
        while not scan._is_over(held, cron._commit_progress, commit=True, wait=False):
            if not cron._commit_progress(1, remaining=sum(self._waiting()) + 1):
                return
        if scan.state == "running":  # others are still at it; should they end without the rest, it is done here
            soon = fields.Datetime.add(fields.Datetime.now(), minutes=1)
            wake(self.env, "customer_data_quality.cron_duplicate_scan", soon)
        cron._commit_progress(1, remaining=0)

    @api.model
    def _is_begun(self):
        self.env.cr.execute(
            "SELECT EXISTS (SELECT FROM partner_duplicate_touched) "
            "OR EXISTS (SELECT FROM partner_duplicate_scan WHERE state = 'running')"
        )
        return self.env.cr.fetchone()[0]

    def _retried(self, action, commit):
        """Do something that may come into the way of somebody else's work; then it is done again."""
        if not commit:
            return action()
        for attempt in range(MAX_TRIES):
            try:
                with mute_logger("odoo.sql_db"):
                    result = action()
                self.env.cr.commit()  # pylint: disable=invalid-commit
                return result
            except (*CONFLICTS, UniqueViolation):
                self.env.cr.rollback()
                if attempt == MAX_TRIES - 1:
                    raise
                _logger.info("Contacts or groups were changed meanwhile; doing the batch again.")
            except Exception as error:
                self.env.cr.rollback()
                self._fail(error)
                self.env.cr.commit()  # pylint: disable=invalid-commit
                raise
        raise AssertionError("unreachable")

    @api.model
    def _start(self, full):
        """Begin a search, or join the one of all contacts that is running; return it."""
        running = self.search([("state", "=", "running"), ("is_full", "=", True)], limit=1)
        if running:
            return running
        full = full or self._is_full_due()
        scan = self.create({"user_id": self.env.uid, "is_full": full})
        if full:
            scan.env["partner.duplicate.batch"].create(
                [{"scan_id": scan.id, "phase": "candidates"}, {"scan_id": scan.id, "phase": "index"}]
            )
        return scan

    @api.model
    def _is_full_due(self):
        """Whether comparing what has changed would be more work than comparing all, or the counts are out of date."""
        self.env.cr.execute(
            SQL(
                """
                SELECT counted.total IS NULL OR EXISTS (SELECT FROM partner_match_frequency WHERE key = %(all)s)
                    OR (SELECT count(*) FROM partner_duplicate_todo) > %(many)s * counted.total + %(few)s
                    OR abs((SELECT count(*) FROM partner_match_key WHERE active) - counted.total)
                        > %(many)s * counted.total + %(few)s
                FROM (SELECT (SELECT contacts FROM partner_match_frequency WHERE key = %(key)s) AS total) AS counted
                """,
                many=MANY_CHANGED,
                few=FEW,
                key=TOTAL,
                all=ALL_DUE,
            )
        )
        return self.env.cr.fetchone()[0]

    def _is_over(self, held, pause, commit, wait):
        """Do the next piece of work; return whether there is none left that is ours to do.

        :param dict held: what this process keeps in memory from step to step
        :param pause: called after each batch within a step, commits; false if there is no time left
        :param bool commit: commit, and try again what came into the way of somebody else's work
        :param bool wait: for the others' work, if there is none for us
        """
        self.invalidate_recordset()
        if self.state != "running":
            return True  # somebody else has closed it, or it failed; what has come since is for the next one
        done = self._retried(lambda: self._step(held, pause), commit)
        if done is None:
            done = self._retried(lambda: self._do_beside(held, pause), commit)
        if done is False and self._retried(lambda: self._close(commit), commit):
            return True
        if not done and wait:
            self._wait()
        # without waiting, the next run will see what the others have left
        return not (done or wait)

    def _step(self, held, pause):
        """Do the next piece of work.

        :return: true if something was done, None if others have to be waited for, false if nothing is left
        """
        if not self._join():
            return None
        for do in (self._make_keys, self._do_batch, self._compare_changed, self._group_touched):
            done = do(held, pause)
            if done or done is None:
                return done
        return False

    def _do_beside(self, held, pause):
        """Do what does not disturb somebody who works alone; true if something was done."""
        return None if self._join() else self._do_batch(held, pause, beside=True) or None

    def _join(self):
        """Let the others know until this transaction's end that somebody works on searches, if nobody minds."""
        self.env.cr.execute(SQL("SELECT pg_try_advisory_xact_lock_shared(%s)", WORK_LOCK))
        return self.env.cr.fetchone()[0]

    def _is_alone(self):
        """Whether nobody else works on searches; from then on until this transaction's end nobody will."""
        self.env.cr.execute(SQL("SELECT pg_try_advisory_xact_lock(%s)", WORK_LOCK))
        return self.env.cr.fetchone()[0]

    def _wait(self):
        """Wait a moment for what others are doing now to be done. The next step begins a new transaction."""
        cr = self.env.cr
        cr.rollback()
        for lock in (WORK_LOCK, GROUP_LOCK, INDEX_LOCK):
            try:
                cr.execute(SQL("SET LOCAL lock_timeout = %s", PATIENCE))
                cr.execute(SQL("SELECT pg_advisory_xact_lock(%s)", lock), log_exceptions=False)
            except LockNotAvailable:
                _logger.debug("Others are still at it.")
                break
            finally:
                cr.rollback()

    def _make_keys(self, _held, pause):
        started = time.monotonic()
        self.env.cr.execute("SELECT EXISTS (SELECT FROM partner_match_pending)")
        if not self.env.cr.fetchone()[0]:
            return False
        count = self.env["partner.match.key"]._refresh(
            step=lambda count: pause(count) and self._join(), index=not self.is_full
        )
        if count:
            self._note_batch("keys", started, contacts=count)
        return bool(count)
