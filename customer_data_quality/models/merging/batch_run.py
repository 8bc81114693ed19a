"""The work of batches, one group after another, each a transaction of its own.

What is left to do stands in the lines alone. Whoever works (the scheduler on any machine) claims a line by locking it;
a killed process loses the group it was at, and nothing else.
"""

import logging

from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL, mute_logger

from ..scheduler import CONFLICTS
from .batch import ACTIVE_STATES

_logger = logging.getLogger(__name__)

MAX_TRIES = 5


class PartnerMergeBatch(models.Model):
    _inherit = "partner.merge.batch"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def _cron_merge(self):
        """Go on with all batches, as far as the time allows."""
        cron = self.env["ir.cron"]
        left = self._left()
        cron._commit_progress(remaining=left)
        tries = 0
        while batch := self.search([("state", "in", ACTIVE_STATES)], limit=1, order="id"):
            try:
                with mute_logger("odoo.sql_db"):
                    did = batch._work(give_up=tries >= MAX_TRIES)
            except CONFLICTS:
                # somebody else was quicker: what this transaction sees is out of date
                self.env.cr.rollback()
                tries += 1
                continue
            tries = 0
            if did:
                left = max(left - 1, 1)
                if not cron._commit_progress(1, remaining=left):
                    return
            elif batch._is_all_done():
                batch._finish()
                cron._commit_progress(0, remaining=self._left())
            else:
                return  # others are at the last ones, and close it
        cron._commit_progress(0, remaining=0)

    @api.model
    def _left(self):
        return self.env["partner.merge.batch.line"].search_count(
            Domain([("batch_id.state", "=", "running"), ("state", "=", "waiting")])
            | Domain([("batch_id.state", "=", "undoing"), ("state", "=", "merged")])
        )

    def _todo(self):
        """State of the lines that are left to do, and the order in which they are done: undoing goes backwards."""
        return ("merged", SQL("DESC")) if self.state == "undoing" else ("waiting", SQL("ASC"))

    def _is_all_done(self):
        """Whether nobody, this process or another, has a line left; a batch that somebody else closed is done."""
        self.invalidate_recordset()
        state, _order = self._todo()
        return not self.env["partner.merge.batch.line"].search_count(
            [("batch_id", "=", self.id), ("state", "=", state)], limit=1
        )

    def _work(self, give_up=False):
        """Do one line that nobody else is at; return whether there was one.

        :param bool give_up: leave the line to be looked at if somebody else is changing the same contacts
        """
        state, order = self._todo()
        self.env["partner.merge.batch.line"].flush_model()
        rows = self.env.execute_query(
            SQL(
                "SELECT id FROM partner_merge_batch_line WHERE batch_id = %s AND state = %s ORDER BY id %s "
                "LIMIT 1 FOR UPDATE SKIP LOCKED",
                self.id,
                state,
                order,
            )
        )
        line = self.env["partner.merge.batch.line"].browse(id_ for (id_,) in rows)
        if not line:
            return False
        line = line.with_context(lang=self.user_id.lang)  # the report is theirs
        line.write(line._attempted(line._undo if self.state == "undoing" else line._merge, give_up))
        self.env.flush_all()
        return True

    def _as_user(self):
        """The environment of whoever started this: their rights, in the companies they worked in."""
        companies = self.company_ids or self.company_id.ids
        # nobody looks at each group, so the weights learn nothing from it
        context = {"allowed_company_ids": companies, "lang": self.user_id.lang, "partner_merge_unattended": True}
        return self.env(user=self.user_id.id, su=False, context=context)


class PartnerMergeBatchLine(models.Model):
    _inherit = "partner.merge.batch.line"  # pylint: disable=consider-merging-classes-inherited

    def _attempted(self, action, give_up):
        """What an action says that this line is now. What goes wrong with one group is noted, and stops no other."""
        failed = "kept" if self.batch_id.state == "undoing" else "skipped"
        try:
            with mute_logger("odoo.sql_db"), self.env.cr.savepoint():
                return action()
        except UserError as error:  # with AccessError and ValidationError: made for people
            return {"state": failed, "reason": str(error)}
        except CONFLICTS:
            if not give_up:
                raise
            return {"state": failed, "reason": self.env._("Somebody else was changing these contacts.")}
        except Exception as error:  # whatever another module's merge raises
            _logger.exception("A group of duplicates could not be merged or undone.")
            reason = self.env._("It failed: %s. The server's log says more.", type(error).__name__)
            return {"state": failed, "reason": reason}

    def _merge(self):
        """Merge the contacts of the group unless somebody should look at them.

        :return: values of this line
        """
        env = self.batch_id._as_user()
        group = env["partner.duplicate.group"].search([("id", "=", self.group_id.id)])
        if not group or group.state != "open" or group.certainty != "certain":
            return self._skip(self.env._("The group has changed, was decided meanwhile, or can't be seen any more."))
        partners = group.member_ids.partner_id
        if doubt := group._doubt():
            return self._skip(doubt)
        if len(partners.company_id) > 1 or (partners.company_id and not all(p.company_id for p in partners)):
            return self._skip(self.env._("The contacts belong to several companies."))
        rule = env["partner.merge.rule"]
        survivor, refusals = rule._choose_survivor(partners)
        if refusals:
            return self._skip("; ".join(dict.fromkeys(self._refusal_text(refusal) for refusal in refusals)))
        others = partners - survivor
        risky = [name for name, proposal in rule._propose(survivor, others).items() if proposal["needs_look"]]
        if risky:
            # sudo: fields that the user may not read have labels, too
            labels = [entry["string"] for entry in partners.sudo().fields_get(risky, ["string"]).values()]
            return self._skip(self.env._("The contacts differ in: %s.", ", ".join(labels)))
        merge = env["partner.merge"]._merge(
            survivor,
            others,
            reason=self.env._("Certain duplicates: %s", group.reasons_text or ""),
            probability=group.probability,
        )
        # sudo: the journal is written by merging alone
        merge.sudo().batch_id = self.batch_id.id
        return {"state": "merged", "merge_id": merge.id, "reason": False}

    def _skip(self, reason):
        return {"state": "skipped", "reason": reason}

    def _refusal_text(self, refusal):
        """Why contacts must not be merged, without their names, which have no place in a report that stays."""
        return {
            "access": self.env._("Not all of the contacts may be changed."),
            "already_merged": self.env._("One of the contacts was merged meanwhile."),
            "protected": self.env._("One of the contacts is a company of this database or used by the system."),
            "users": self.env._("Several of the contacts log in."),
            "family": self.env._("One of the contacts belongs to another."),
            "company": self.env._("The contacts belong to several companies."),
            "hashed": self.env._("Several of the contacts have secured accounting entries."),
            "held": self.env._("One of the contacts must stay as it is for legal reasons."),
        }.get(refusal["code"], refusal["message"])

    def _undo(self):
        """Undo the merge of this line, unless something has changed that somebody should decide on.

        :return: values of this line
        """
        merge = self.merge_id.with_env(self.batch_id._as_user())
        if not merge or merge.state != "done":
            return {"state": "undone", "reason": self.env._("It was undone, purged or erased before.")}
        if merge.action_undo() is not True:
            return {"state": "kept", "reason": self.env._("Something has changed since. Undo it from the journal.")}
        return {"state": "undone", "reason": False}
