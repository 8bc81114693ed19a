"""The work of imports in the scheduler: each step is a transaction, and what is left to do stands in the lines alone.

A killed process loses the batch it was at, and nothing else. One import is worked on by one process at a time.
"""

import logging

from odoo import api, models
from odoo.tools import SQL, mute_logger

from ..scheduler import CONFLICTS, wake
from .partner_import import ACTIVE_STATES, CRON

_logger = logging.getLogger(__name__)

MAX_TRIES = 5


class PartnerImport(models.Model):
    _inherit = "partner.import"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def _cron_import(self):
        """Go on with all imports, as far as the time allows."""
        cron = self.env["ir.cron"]
        cron._commit_progress(remaining=self._left())
        tries = 0
        while record := self._claim():
            try:
                # a conflict is no error: what was read is out of date, and the batch is done anew
                with mute_logger("odoo.sql_db"):
                    count = record._step()
                    self.env.flush_all()
            except CONFLICTS:
                self.env.cr.rollback()
                tries += 1
                if tries < MAX_TRIES:
                    continue
                wake(self.env, CRON)
                cron._commit_progress(0, remaining=self._left())
                return
            except Exception as error:
                self.env.cr.rollback()
                _logger.exception("An import of contacts stopped.")
                record.error = self.env._("%s. The server's log says more.", type(error).__name__)
                count = 1
            tries = 0
            if not cron._commit_progress(count, remaining=self._left()):
                return
        cron._commit_progress(0, remaining=0)

    @api.model
    def _claim(self):
        """The oldest import with work left that no other process is at."""
        self.flush_model()
        rows = self.env.execute_query(
            SQL(
                "SELECT id FROM partner_import WHERE state = ANY(%s) AND error IS NULL ORDER BY id LIMIT 1 "
                "FOR UPDATE SKIP LOCKED",
                list(ACTIVE_STATES),
            )
        )
        self.invalidate_model()
        return self.browse(id_ for (id_,) in rows)

    @api.model
    def _left(self):
        return sum(
            self.env["partner.import.line"].search_count(
                [("import_id", "=", record.id), ("state", "in", record._open_states())]
            )
            + 1
            for record in self.search([("state", "in", ACTIVE_STATES), ("error", "=", False)])
        )

    def _step(self):
        """Do one batch, or go on to what comes after the last one; return the number of rows done."""
        # compiling a query that looks up a thousand rows takes longer than looking them up
        self.env.cr.execute("SET LOCAL jit = off")
        record = self.with_context(lang=self.user_id.lang)  # reasons are theirs to read
        work = {
            "reading": record._read_batch,
            "matching": record._match_batch,
            "running": record._apply_batch,
            "undoing": record._undo_batch,
        }[self.state]
        count = work()
        if not count:
            record._next_state()
        return count

    def _next_state(self):
        if self.state == "reading":
            self._link()
            # contacts that were saved a moment ago are found too
            self.env["partner.match.key"]._refresh()
            self.env.cr.execute("SELECT COALESCE(max(id), 0) FROM res_partner")
            self.write({"state": "matching", "newest_id": self.env.cr.fetchone()[0]})
        elif self.state == "matching":
            self.state = "decide"
        else:
            self._finish()

    def action_retry(self):
        """Go on after an error."""
        self._check_own()
        self.sudo().error = False  # sudo: nobody but these methods writes imports
        wake(self.env, CRON)
        return True
