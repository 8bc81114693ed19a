"""Looking at all records, or at what has changed: in batches that commit, by any number of workers.

What is left to do stands in partner.silo.batch alone. A killed process loses the batch it was at, and nothing else.
"""

import logging

from odoo import api, fields, models, modules
from odoo.exceptions import UserError
from odoo.tools import SQL, mute_logger

from ..scheduler import CONFLICTS, wake
from .matcher import LINK

_logger = logging.getLogger(__name__)

CRON = "customer_data_quality.cron_silo_scan"
CRON_SECOND = "customer_data_quality.cron_silo_scan_second"
MAX_TRIES = 5
# Transactions that were open during the last search may have written what it did not see.
OVERLAP_MINUTES = 30
FULL_AFTER_DAYS = 7
# From so many batches on a second worker is worth waking.
SHARED_FROM = 4


class PartnerSiloSource(models.Model):
    _inherit = "partner.silo.source"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def _scan(self, full=False, commit=None):
        """Look at all sources to the end, together with whoever else is at it.

        :param bool full: look at all records, not only at what has changed
        :param bool commit: commit after each batch; not in tests unless asked for
        :return: {kind: number of open findings}
        """
        commit = not modules.module.current_test if commit is None else commit

        def pause(_count=0):
            if commit:
                self.env.cr.commit()  # pylint: disable=invalid-commit
            return True

        self._propose()
        self.env.flush_all()
        self.env["partner.match.key"]._refresh(step=pause if commit else None)
        self._queue_all(full, pause)
        held = {}
        while self._work(held, commit):
            pause()
        self._finish_all()
        pause()
        groups = self.env["partner.silo.record"]._read_group([("state", "=", "open")], ["kind"], ["__count"])
        return dict(groups)

    @api.model
    def _cron_scan(self):
        """Look at what has changed since the last search; goes on where it was interrupted."""
        cron = self.env["ir.cron"]
        cron._commit_progress(remaining=1)
        self._propose()
        self.env["partner.match.key"]._refresh(step=cron._commit_progress)
        self._queue_all(False, lambda _count=0: cron._commit_progress())
        if self.env["partner.silo.batch"].search_count([], limit=SHARED_FROM) >= SHARED_FROM:
            wake(self.env, CRON_SECOND)
        self._cron_work()

    @api.model
    def _cron_work(self):
        """Look at records that wait, as far as the time allows."""
        cron, batches = self.env["ir.cron"], self.env["partner.silo.batch"]
        cron._commit_progress(remaining=batches.search_count([]) + 1)
        held = {}
        while done := self._work(held, commit=True):
            if not cron._commit_progress(done, remaining=batches.search_count([]) + 1):
                return
        self._finish_all()
        cron._commit_progress(remaining=0)

    @api.model
    def action_scan(self):
        """Have all records looked at in the background.

        :raises UserError: if the scheduled job was deleted
        """
        self.check_access("write")
        if not self.env.ref(CRON, raise_if_not_found=False):
            raise UserError(self.env._("The scheduled job for this was deleted. Update the app to get it back."))
        self._propose()
        if self:
            self.write({"scanned_until": False, "scanned_full": False})
        wake(self.env, CRON)
        message = self.env._("The search runs in the background. What it finds appears here little by little.")
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {"message": message, "type": "success"},
        }

    @api.model
    def scan_progress(self):
        """How far the search is.

        :return: {"waiting": records, "open": findings to decide on, "date": of the last search or False,
            "problems": [texts]}
        """
        self.check_access("read")
        sources = self._active()
        batches = self.env["partner.silo.batch"]
        rows = self.env.execute_query_dict(batches._waiting_query(sources.ids))
        dates = [source.scanned_until for source in sources if source.scanned_until]
        return {
            "waiting": sum(row["records"] for row in rows),
            "open": self.env["partner.silo.record"].search_count([("state", "=", "open")]),
            "date": fields.Datetime.to_string(min(dates)) if dates else False,
            "problems": [f"{source.name}: {source.problem}" for source in sources if source.problem],
        }

    def _queue_all(self, full, pause):
        """Queue what has to be looked at of each source, each in a transaction of its own."""
        sources = self._active()
        usable = sources._usable()
        self._forget_unusable(usable)
        for source in usable:
            try:
                with mute_logger("odoo.sql_db"):
                    if source._take():
                        source._queue(full)
                        self.env.flush_all()
            except CONFLICTS:
                self.env.cr.rollback()  # another worker has just queued it
            pause()

    @api.model
    def _forget_unusable(self, usable):
        """Take away what was found in places that are switched off or whose app is gone."""
        self.env["partner.silo.record"].flush_model()
        for table in ("partner_silo_record", "partner_silo_batch"):
            self.env.cr.execute(
                SQL("DELETE FROM %s WHERE NOT source_id = ANY(%s)", SQL.identifier(table), list(usable.ids))
            )
        self.env["partner.silo.record"].invalidate_model(flush=False)

    def _take(self):
        """Lock this source for the queueing; return whether nobody else is at it and nothing of it is waiting."""
        self.flush_model()
        self.env.cr.execute(
            SQL("SELECT scan FROM partner_silo_source WHERE id = %s FOR NO KEY UPDATE SKIP LOCKED", self.id)
        )
        row = self.env.cr.fetchone()
        return bool(row) and row[0] == "idle"

    def _queue(self, full=False):
        """Queue the records of this source that have to be looked at; return how many."""
        self.env[self.model].flush_model()
        now = fields.Datetime.now()
        week_ago = fields.Datetime.subtract(now, days=FULL_AFTER_DAYS)
        is_full = full or not self.scanned_full or self.scanned_full < week_ago or self.is_per_address
        self._forget_gone()
        count = self.env["partner.silo.batch"]._add(self, self._all_ids() if is_full else self._changed_ids())
        self.write({"scan": "running", "scanned_until": now, **({"scanned_full": now} if is_full else {})})
        return count

    def _all_ids(self):
        """SQL of the records to look at: all, or the first of each address."""
        query = self._query()
        if not self.is_per_address:
            return query.select(SQL("%s AS id", SQL.identifier(query.table, "id")))
        rows = query.select(
            SQL("%s AS id", SQL.identifier(query.table, "id")),
            SQL("%s AS email", self._column(query, self.email_field)),
        )
        return SQL("SELECT min(id) AS id FROM (%s) AS people GROUP BY lower(email)", rows)

    def _changed_ids(self):
        """SQL of the records that have to be looked at again: they, or a contact that they match or have, changed."""
        since = fields.Datetime.subtract(self.scanned_until, minutes=OVERLAP_MINUTES)
        changed = SQL("SELECT id FROM res_partner WHERE write_date >= %s", since)
        query = self._query([("write_date", ">=", since)])
        id_ = SQL("%s AS id", SQL.identifier(query.table, "id"))
        parts = [query.select(id_)]
        if self.partner_field:
            linked = self._query()
            linked.add_where(SQL("%s IN (%s)", self._link(linked), changed))
            parts.append(linked.select(SQL("%s AS id", SQL.identifier(linked.table, "id"))))
        parts.append(
            SQL(
                """
                SELECT r.res_id FROM partner_silo_record r WHERE r.source_id = %(source)s AND (
                    r.partner_id IN (%(changed)s)
                    OR r.id IN (SELECT m.record_id FROM partner_silo_match m WHERE m.partner_id IN (%(changed)s))
                    OR (r.slot = %(link)s AND r.partner_id IS NULL AND r.kind <> 'unknown'))
                """,
                source=self.id,
                changed=changed,
                link=LINK,
            )
        )
        # contacts that are new here: who was unknown may be known now
        keys = SQL(
            "SELECT unnest(k.keys) AS key FROM partner_match_key k JOIN (%s) AS changed ON changed.id = k.id", changed
        )
        for column in ("email_key", "phone_key"):
            parts.append(
                SQL(
                    "SELECT res_id FROM partner_silo_record WHERE source_id = %s AND %s IN (%s)",
                    self.id,
                    SQL.identifier(column),
                    keys,
                )
            )
        return SQL(" UNION ").join(parts)

    def _forget_gone(self):
        """Take away what was found of records that were deleted, or fall out of the condition."""
        self.env["partner.silo.record"].flush_model()
        rows = self._all_ids()
        self.env.cr.execute(
            SQL(
                "DELETE FROM partner_silo_record r WHERE source_id = %s "
                "AND NOT EXISTS (SELECT FROM (%s) AS present WHERE present.id = r.res_id)",
                self.id,
                rows,
            )
        )
        self.env["partner.silo.record"].invalidate_model(flush=False)

    @api.model
    def _work(self, held, commit):
        """Look at the next batch that nobody else is at; return the number of records, 0 if there is none."""
        for attempt in range(MAX_TRIES):
            try:
                with mute_logger("odoo.sql_db"):
                    claimed = self.env["partner.silo.batch"]._claim()
                    if not claimed:
                        return 0
                    source, ids = claimed
                    if source._usable():
                        source._examine(ids, held)
                    self.env.flush_all()
                    return len(ids)
            except CONFLICTS:
                if not commit or attempt == MAX_TRIES - 1:
                    raise
                self.env.cr.rollback()
                _logger.info("Records were decided on meanwhile; looking at them again.")
        raise AssertionError("unreachable")
