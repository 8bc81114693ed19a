"""The steps of a search for duplicates, each a transaction of its own.

Whoever works on a search (somebody's click, the scheduler on any machine, two of them at once) takes the next piece
of work that nobody else has claimed. What is left to do stands in tables alone, so a killed process loses the batch it
was working on and nothing else, and anybody goes on.
"""

import logging
import time

from psycopg2.errors import DeadlockDetected, SerializationFailure, UniqueViolation

from odoo import api, fields, models, modules
from odoo.tools import SQL, mute_logger

from .candidates import TOTAL

_logger = logging.getLogger(__name__)

WORK_LOCK = 0x6D617477  # of advisory locks: shared while a step runs, exclusive for steps that tolerate no other
MAX_TRIES = 10
# From this share of changed contacts on, comparing all is quicker, and counts how common values are anew.
MANY_CHANGED = 0.1
FEW = 1000
PHASES_IN_ORDER = ("keys", "candidates", "scores", "groups")


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
                self.env.cr.commit()
            return True

        while scan._retried(lambda: scan._step(held, pause, commit), commit):
            pause(1)
        return scan._result()

    @api.model
    def _cron_scan(self):
        """Compare what has changed, and go on with searches that were begun; as far as the time allows."""
        cron = self.env["ir.cron"]
        waiting, to_compare = self._waiting()
        if not (waiting or to_compare or self._is_begun()):
            return
        scan = self._retried(lambda: self._start(full=False), commit=True)
        cron._commit_progress(remaining=waiting + to_compare + 1)
        held = {}
        while scan._retried(lambda: scan._step(held, cron._commit_progress, wait=False), commit=True):
            if not cron._commit_progress(1, remaining=sum(self._waiting()) + 1):
                return
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
                self.env.cr.commit()
                return result
            except (SerializationFailure, DeadlockDetected, UniqueViolation):
                self.env.cr.rollback()
                if attempt == MAX_TRIES - 1:
                    raise
                _logger.info("Contacts or groups were changed meanwhile; doing the batch again.")
            except Exception as error:
                self.env.cr.rollback()
                self._fail(error)
                self.env.cr.commit()
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
            scan.env["partner.duplicate.batch"].create({"scan_id": scan.id, "phase": "candidates"})
        return scan

    @api.model
    def _is_full_due(self):
        """Whether comparing what has changed would be more work than comparing all, or the counts are out of date."""
        self.env.cr.execute(
            SQL(
                """
                SELECT counted.total IS NULL
                    OR (SELECT count(*) FROM partner_duplicate_todo) > %(many)s * counted.total + %(few)s
                    OR abs((SELECT count(*) FROM partner_match_key WHERE active) - counted.total)
                        > %(many)s * counted.total + %(few)s
                FROM (SELECT (SELECT contacts FROM partner_match_frequency WHERE key = %(key)s) AS total) AS counted
                """,
                many=MANY_CHANGED,
                few=FEW,
                key=TOTAL,
            )
        )
        return self.env.cr.fetchone()[0]

    def _step(self, held, pause, wait):
        """Do the next piece of work.

        :param dict held: what this process keeps in memory from step to step
        :param pause: called after each batch within a step, commits; false if there is no time left
        :param bool wait: for the others' work, if there is none for us
        :return: whether there may be more to do
        """
        self.env.cr.execute(SQL("SELECT pg_try_advisory_xact_lock_shared(%s)", WORK_LOCK))
        done = None
        if self.env.cr.fetchone()[0]:
            self.invalidate_recordset()
            if self.state != "running":
                return False
            for do in (self._make_keys, self._do_batch, self._compare_changed, self._group_touched, self._finish):
                done = do(held, pause)
                if done or done is None:
                    break
            if done:
                return do != self._finish
        if wait:
            self._wait()
        return wait  # without waiting, the next run will see what the others have left

    def _wait(self):
        """Wait until the steps that others are doing now are done. The next step begins a new transaction."""
        cr = self.env.cr
        cr.rollback()
        cr.execute(SQL("SELECT pg_advisory_xact_lock(%s)", WORK_LOCK))
        cr.rollback()

    def _is_alone(self):
        self.env.cr.execute(SQL("SELECT pg_try_advisory_xact_lock(%s)", WORK_LOCK))
        return self.env.cr.fetchone()[0]

    def _make_keys(self, _held, pause):
        started = time.monotonic()
        self.env.cr.execute("SELECT EXISTS (SELECT FROM partner_match_pending)")
        if not self.env.cr.fetchone()[0]:
            return False
        count = self.env["partner.match.key"]._refresh(step=pause)
        if count:
            self._note_batch("keys", started, contacts=count)
        return bool(count)

    def _note_batch(self, phase, started, batch_id=None, **counts):
        """Note what was done: a new batch, or one that is done now."""
        values = {"phase": phase, "is_done": True, "seconds": time.monotonic() - started, **counts}
        batches = self.env["partner.duplicate.batch"]
        if batch_id:
            batches.browse(batch_id).write(values)
        else:
            batches.create({"scan_id": self.id, **values})
        batches.flush_model()

    def _finish(self, _held, _pause):
        """Close all searches, if nobody is working any more."""
        cr = self.env.cr
        if not self._is_alone():
            return None
        cr.execute(
            """
            WITH sums AS (
                SELECT scan_id, phase, sum(contacts) AS contacts, sum(candidates) AS candidates, sum(pairs) AS pairs,
                       sum(seconds) AS seconds
                FROM partner_duplicate_batch GROUP BY scan_id, phase
            ), totals AS (
                SELECT scan_id, sum(contacts) FILTER (WHERE phase IN ('candidates', 'scores')) AS contacts,
                       sum(candidates) AS candidates, sum(pairs) AS pairs,
                       jsonb_object_agg(phase, round(seconds::numeric, 3)) AS seconds
                FROM sums GROUP BY scan_id
            )
            UPDATE partner_duplicate_scan s SET state = 'done', date_end = now() AT TIME ZONE 'UTC',
                contacts = COALESCE(t.contacts, 0), candidates = COALESCE(t.candidates, 0),
                pairs = COALESCE(t.pairs, 0), seconds = t.seconds,
                groups = (SELECT count(*) FROM partner_duplicate_group WHERE state = 'open')
            FROM partner_duplicate_scan same LEFT JOIN totals t ON t.scan_id = same.id
            WHERE s.id = same.id AND s.state = 'running'
            """
        )
        cr.execute("DELETE FROM partner_duplicate_batch")
        self.env.invalidate_all()
        return True

    def _fail(self, error):
        """Note why a search could not go on, so that it can be read and begun anew."""
        self.env["partner.duplicate.batch"].search([("scan_id", "in", self.ids)]).unlink()
        self.write({"state": "failed", "date_end": fields.Datetime.now(), "error": f"{type(error).__name__}: {error}"})
        self.env.flush_all()

    def _result(self):
        self.invalidate_recordset()
        seconds = self.seconds or {}
        return {
            "contacts": self.contacts,
            "candidates": self.candidates,
            "pairs": self.pairs,
            "groups": self.groups,
            "seconds": {phase: seconds.get(phase, 0.0) for phase in PHASES_IN_ORDER},
        }
