"""What a search for duplicates notes of itself: what was done in each batch, how it ended."""

import time

from psycopg2 import Error

from odoo import fields, models
from odoo.tools import SQL

from .scan_run import WORK_LOCK

PHASES_IN_ORDER = ("keys", "candidates", "index", "scores", "groups")


class PartnerDuplicateScan(models.Model):
    _inherit = "partner.duplicate.scan"  # pylint: disable=consider-merging-classes-inherited

    def _note_batch(self, phase, started, batch_id=None, **counts):
        """Note what was done: a new batch, or one that is done now."""
        values = {"phase": phase, "is_done": True, "seconds": time.monotonic() - started, **counts}
        batches = self.env["partner.duplicate.batch"]
        if batch_id:
            batches.browse(batch_id).write(values)
        else:
            batches.create({"scan_id": self.id, **values})
        batches.flush_model()

    def _close(self, commit):
        """Close all searches, if nothing is left to do and nobody is at it.

        :return: whether they are closed
        """
        cr = self.env.cr
        # of the session, because what others have done while this transaction lasts is only seen in a new one
        cr.execute(SQL("SELECT pg_try_advisory_lock(%s)", WORK_LOCK))
        if not cr.fetchone()[0]:
            return False
        try:
            if commit:
                cr.rollback()
            if self._is_left():
                return False
            self._sum_up()
            if commit:
                cr.commit()  # pylint: disable=invalid-commit
            return True
        except Error:
            if commit:
                cr.rollback()
            raise
        finally:
            cr.execute(SQL("SELECT pg_advisory_unlock(%s)", WORK_LOCK))

    def _is_left(self):
        """Whether there is something to do; contacts without keys aside, which somebody's transaction may hold."""
        self.env.cr.execute(
            "SELECT EXISTS (SELECT FROM partner_duplicate_batch WHERE NOT is_done) "
            "OR EXISTS (SELECT FROM partner_duplicate_todo) OR EXISTS (SELECT FROM partner_duplicate_touched)"
        )
        return self.env.cr.fetchone()[0]

    def _sum_up(self):
        """Note what came of the searches, and forget their batches."""
        cr = self.env.cr
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

    def _fail(self, error):
        """Note why a search could not go on, so that it can be read and begun anew."""
        self.env["partner.duplicate.batch"].search([("scan_id", "in", self.ids)]).unlink()
        if any(scan.is_full for scan in self):  # what it has not compared is noted nowhere, so the next one is full too
            self.env["partner.match.frequency"]._expect_all()
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
