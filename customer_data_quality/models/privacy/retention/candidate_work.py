"""Doing it: looked at once more, one contact after another, each taken back alone if it fails."""

import logging

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL, mute_logger

from ...scheduler import wake

_logger = logging.getLogger(__name__)

# So many are done while the user waits; more go to the scheduler.
AT_ONCE = 50
# Contacts per transaction.
BATCH = 20
# Contacts whose documents are looked up in one go.
CHECKED = 500
JOB = "customer_data_quality.cron_retention_work"


class PartnerRetentionCandidate(models.Model):
    _inherit = "partner.retention.candidate"  # pylint: disable=consider-merging-classes-inherited

    def _decide(self, action):
        """Somebody has decided: do it now, or soon if it is much."""
        self._check_officer()
        waiting = self.filtered(lambda each: each.state == "waiting" and each.partner_id)
        # sudo: rows change by the steps of the worklist alone
        waiting.sudo().write(
            {"action": action, "is_approved": True, "user_id": self.env.uid, "due_date": fields.Date.today()}
        )
        if len(waiting) <= AT_ONCE:
            waiting.sudo()._do()  # sudo: the officer decides, whoever else may change the contact
            done = waiting.filtered(lambda each: each.state == "done")
            message = self.env._(
                "%(done)s of %(all)s contacts are done. The others say why not.", done=len(done), all=len(waiting)
            )
            kind = "success" if done == waiting else "warning"
        else:
            wake(self.env, JOB)
            message = self.env._("%s contacts are being worked on in the background.", len(waiting))
            kind = "info"
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "message": message,
                "type": kind,
                "next": {"type": "ir.actions.client", "tag": "soft_reload"},
            },
        }

    def _check(self):
        """Let go of candidates that have become active, and note what stands in the way of others.

        :return: those that are left
        """
        left = self.browse()
        for (rule, action, approved), group in self.grouped(lambda c: (c.rule_id, c.action, c.is_approved)).items():
            partners = group.partner_id
            gone = group.filtered(lambda each: not each.partner_id)
            gone._drop(self.env._("The contact was deleted."))
            group -= gone
            if approved:
                # people may decide against the rule, but not against the law or a login
                reasons = rule._allowed(partners, action)
                for candidate in group.filtered(lambda each, reasons=reasons: each.partner_id.id in reasons):
                    candidate.write({"state": "failed", "reason": reasons[candidate.partner_id.id]})
                group = group.filtered(lambda each: each.state == "waiting")
            elif rule.enabled:
                still = rule._still_inactive(partners, action)
                changed = group.filtered(lambda each, still=still: each.partner_id not in still)
                changed._drop(self.env._("Active again, or left alone by the rule by now."))
                group -= changed
            else:
                group._drop(self.env._("The rule was switched off or changed."))
                continue
            left |= group
        return left

    def _do(self):
        """Do what is planned with these candidates, each for itself."""
        for candidate in self._check():
            candidate._do_one()

    def _do_one(self):
        self.ensure_one()
        now = fields.Datetime.now()
        try:
            with mute_logger("odoo.sql_db"), self.env.cr.savepoint():
                getattr(self, f"_do_{self.action}")()
                self.env.flush_all()
        except UserError as error:  # with AccessError and ValidationError: made for people
            self.write({"state": "failed", "reason": str(error), "end_date": now})
        except Exception as error:  # whatever another module raises for one contact stops no other
            _logger.exception("A contact could not be archived or anonymised by its retention rule.")
            reason = self.env._("It failed: %s. The server's log says more.", type(error).__name__)
            self.write({"state": "failed", "reason": reason, "end_date": now})
        else:
            self.write({"state": "done", "end_date": now})

    def _do_archive(self):
        self.partner_id.active = False
        text = (
            self.env._("Archived by the retention rule “%s”: without activity.", self.rule_id.name)
            if self.rule_id
            else self.env._("Archived at the end of its retention.")
        )
        self.partner_id._message_log(body=text)

    def _do_anonymise(self):
        self.partner_id._privacy_anonymise()

    @api.model
    def _due(self, limit, rule):
        """Candidates whose day has come, locked for this transaction; those that somebody is at are left to them.

        :param int limit: how many at most
        :param rule: of which rule; empty for those that people have decided on
        """
        self.flush_model()
        rows = self.env.execute_query(
            SQL(
                "SELECT id FROM partner_retention_candidate WHERE state = 'waiting' AND due_date <= %s "
                "AND action <> 'review' AND %s ORDER BY due_date, id LIMIT %s FOR UPDATE SKIP LOCKED",
                fields.Date.today(),
                SQL("rule_id = %s AND is_approved IS NOT TRUE", rule.id) if rule else SQL("is_approved"),
                limit,
            )
        )
        return self.browse(id_ for (id_,) in rows)
