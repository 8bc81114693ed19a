"""Deciding on many findings: a few at once, more of them in the scheduler, with the rights of whoever asked for it."""

import logging

from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import SQL, mute_logger

from ..scheduler import CONFLICTS, wake

_logger = logging.getLogger(__name__)

CRON = "customer_data_quality.cron_silo_bulk"
# Findings that are decided on while the user waits.
AT_ONCE = 100
ACTIONS = ("link", "create", "newer", "to_contact", "to_record", "share", "ignore", "reopen")


class PartnerSiloRecord(models.Model):
    _inherit = "partner.silo.record"  # pylint: disable=consider-merging-classes-inherited

    def action_link(self):
        """Link records to the contact that they match."""
        return self._bulk("link")

    def action_create_contact(self):
        """Create contacts from records and link them; what the standards ask for must be there."""
        return self._bulk("create")

    def action_take_newer(self):
        """Take over the newer value of record and contact."""
        return self._bulk("newer")

    def action_to_contact(self):
        """Write the records' values into their contacts."""
        return self._bulk("to_contact")

    def action_to_record(self):
        """Write the contacts' values into the records."""
        return self._bulk("to_record")

    def action_share(self):
        """Open the contacts to all companies."""
        return self._bulk("share")

    def action_ignore(self):
        """Show these no more until the records change."""
        return self._bulk("ignore")

    def action_reopen(self):
        """Show what was ignored again."""
        return self._bulk("reopen")

    def _bulk(self, action):
        """Do something with each of these, and say what has become of it.

        :param str action: one of ACTIONS
        :return: an action that tells the user
        """
        self.check_access("read")
        if len(self) > AT_ONCE:
            # sudo: findings are written by decisions alone
            self.sudo().write(
                {"todo": action, "todo_user_id": self.env.uid, "todo_company_ids": self.env.companies.ids}
            )
            wake(self.env, CRON)
            return self._told(self.env._("%s records are dealt with in the background.", len(self)), "info")
        failed = [reason for finding in self if (reason := finding._attempt(action))]
        done = len(self) - len(failed)
        if len(self) == 1 and failed:
            raise UserError(failed[0])
        if failed:
            text = self.env._("%(done)s done, %(left)s left. %(why)s", done=done, left=len(failed), why=failed[0])
            return self._told(text, "warning")
        return self._told(self.env._("%s done.", done), "success")

    def _told(self, message, kind):
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {"message": message, "type": kind, "next": {"type": "ir.actions.client", "tag": "soft_reload"}},
        }

    def _attempt(self, action):
        """Do something with one finding; return the reason if it came to nothing, which is noted."""
        try:
            with mute_logger("odoo.sql_db"), self.env.cr.savepoint():
                self._decide(action)
                self.env.flush_all()
        except UserError as error:  # with AccessError and ValidationError: made for people
            reason = str(error)
        except CONFLICTS:
            raise
        except Exception as error:  # whatever another module raises when its record is written
            _logger.exception("A record could not be connected.")
            reason = self.env._("It failed: %s. The server's log says more.", type(error).__name__)
        else:
            return None
        self.sudo().write({"note": reason, "todo": False})  # sudo: as in `_bulk`
        return reason

    @api.model
    def _cron_bulk(self):
        """Go on with what users asked for, one record after another, as far as the time allows."""
        cron = self.env["ir.cron"]
        left = self.search_count([("todo", "!=", False)])
        cron._commit_progress(remaining=left)
        while finding := self._claim_todo():
            try:
                user, companies = finding.todo_user_id, finding.todo_company_ids
                context = {"allowed_company_ids": companies, "lang": user.lang}
                env = self.env(user=user.id, su=False, context=context)
                mine = finding.with_env(env)
                if user.active and finding.todo in ACTIONS and mine.has_access("read"):
                    mine._attempt(finding.todo)
                else:
                    finding.note = self.env._("The record was deleted or closed to the user meanwhile.")
                finding.todo = False
            except CONFLICTS:
                self.env.cr.rollback()
                continue
            left = max(left - 1, 1)
            if not cron._commit_progress(1, remaining=left):
                return
        cron._commit_progress(remaining=0)

    @api.model
    def _claim_todo(self):
        self.flush_model()
        rows = self.env.execute_query(
            SQL("SELECT id FROM partner_silo_record WHERE todo IS NOT NULL ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED")
        )
        return self.browse(id_ for (id_,) in rows)
