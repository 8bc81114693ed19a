"""The nightly work: read what happened, find contacts, do what is due. What is left to do stands in the tables."""

import logging

from odoo import api, fields, models

from .candidate_work import BATCH, CHECKED

_logger = logging.getLogger(__name__)


class PartnerRetentionRun(models.Model):
    """What a rule did in one night. Numbers only, so it may stay."""

    _name = "partner.retention.run"
    _description = "Night of a Retention Rule"
    _order = "date desc, id desc"
    _rec_name = "date"

    date = fields.Date(required=True, readonly=True, index=True)
    rule_id = fields.Many2one("partner.retention.rule", required=True, readonly=True, index=True, ondelete="cascade")
    company_id = fields.Many2one(related="rule_id.company_id", store=True)
    found = fields.Integer(readonly=True)
    archived = fields.Integer(readonly=True)
    anonymised = fields.Integer(readonly=True)
    dropped = fields.Integer(readonly=True, string="No Longer")
    failed = fields.Integer(readonly=True)
    is_found = fields.Boolean(readonly=True, help="Whether the search of this night is over.")

    _one_per_night = models.UniqueIndex("(rule_id, date)")

    @api.model
    def _of_tonight(self, rule):
        today = fields.Date.today()
        return self.search([("rule_id", "=", rule.id), ("date", "=", today)]) or self.create(
            {"rule_id": rule.id, "date": today}
        )

    @api.model
    def _cron_nightly(self):
        """The night's work; goes on where it was interrupted."""
        cron = self.env["ir.cron"]
        rules = self.env["partner.retention.rule"].search([("enabled", "=", True)])
        if rules:
            cron._commit_progress(remaining=len(rules) + 1)
            if not self.env["partner.retention.activity"]._refresh(commit=True):
                return
            for rule in rules:
                self._find_tonight(rule)
                if not cron._commit_progress(1, remaining=1):
                    return
        self._cron_work()

    @api.model
    def _find_tonight(self, rule):
        """Find what a rule is allowed to find in one night."""
        run = self._of_tonight(rule)
        if run.is_found:
            return
        if rule.problem:
            _logger.warning("The retention rule %s can't be applied: %s", rule.id, rule.problem)
            run.is_found = True
            return
        found = rule._find(rule.nightly_cap)
        run.write({"found": found, "is_found": True})
        if found:
            self._tell(rule)

    @api.model
    def _tell(self, rule):
        """Have the responsible look at the worklist: one activity, however many wait and nights pass."""
        if not rule.user_id or not rule.user_id.active:
            return
        summary = self.with_context(lang=rule.user_id.lang).env._("Contacts at the end of their retention")
        if rule.user_id not in rule.activity_ids.user_id:
            rule.activity_schedule("mail.mail_activity_data_todo", summary=summary, user_id=rule.user_id.id)

    @api.model
    def _cron_work(self):
        """Do what is due: first what people have decided, then what rules do, up to their caps."""
        candidates = self.env["partner.retention.candidate"]
        rules = self.env["partner.retention.rule"]
        for rule in (rules, *rules.search([("nightly_cap", ">", 0)])):
            while due := candidates._due(min(CHECKED, self._room(rule)), rule):
                if not self._work(due):
                    return

    @api.model
    def _room(self, rule):
        """How many a rule may still do tonight; what people have decided (no rule) is not capped."""
        if not rule:
            return CHECKED
        run = self.search([("rule_id", "=", rule.id), ("date", "=", fields.Date.today())])
        return max(rule.nightly_cap - run.archived - run.anonymised, 0)

    @api.model
    def _work(self, due):
        """Do candidates in batches that commit; return whether there is time for more."""
        cron = self.env["ir.cron"]
        left = due._check()
        self._count(due - left)
        if not cron._commit_progress(len(due - left), remaining=len(left)):
            return False
        for start in range(0, len(left), BATCH):
            batch = left[start : start + BATCH]
            # somebody may have decided meanwhile
            batch.invalidate_recordset()
            batch = batch.filtered(lambda each: each.state == "waiting")
            for candidate in batch:
                candidate._do_one()
            self._count(batch)
            if not cron._commit_progress(BATCH, remaining=max(len(left) - start - BATCH, 0)):
                return False
        return True

    @api.model
    def _count(self, candidates):
        """Add what became of candidates to the numbers of the night."""
        for rule, group in candidates.grouped("rule_id").items():
            if not rule:
                continue
            run = self._of_tonight(rule)
            done = group.filtered(lambda each: each.state == "done")
            run.write(
                {
                    "archived": run.archived + len(done.filtered(lambda each: each.action == "archive")),
                    "anonymised": run.anonymised + len(done.filtered(lambda each: each.action == "anonymise")),
                    "dropped": run.dropped + len(group.filtered(lambda each: each.state == "dropped")),
                    "failed": run.failed + len(group.filtered(lambda each: each.state == "failed")),
                }
            )
