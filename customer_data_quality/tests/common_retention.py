"""What tests of retention share: contacts of long ago, rules that were tried dry, and a night's work."""

from unittest.mock import patch

from odoo import fields
from odoo.tests import TransactionCase, new_test_user

OLD = "2010-03-01 10:00:00"
OFFICER = "customer_data_quality.group_privacy_officer"


class RetentionCase(TransactionCase):
    """`tag` marks the contacts of the test; rules made by `rule` are for them alone."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env = cls.env(context={**cls.env.context, "no_vat_validation": True, "tracking_disable": True})
        cls.Partner = cls.env["res.partner"]
        cls.Candidate = cls.env["partner.retention.candidate"]
        cls.officer = new_test_user(cls.env, "retention-officer", groups=OFFICER)
        cls.tag = cls.env["res.partner.category"].create({"name": "Retention test"})
        cls.env["partner.retention.rule"].search([]).write({"enabled": False})
        # what the database holds is read once; each test adds a few rows
        cls.env["partner.retention.activity"]._refresh()

    def make(self, name="Ottilie Längstvergessen", created=OLD, **values):
        """A contact of long ago."""
        partner = self.Partner.create({"name": name, "category_id": [(4, self.tag.id)], **values})
        self.date_back(partner, created)
        return partner

    def date_back(self, records, created):
        self.env.flush_all()
        self.env.cr.execute(f"UPDATE {records._table} SET create_date = %s WHERE id = ANY(%s)", [created, records.ids])
        records.invalidate_recordset()

    def rule(self, action="review", enable=True, **values):
        rule = self.env["partner.retention.rule"].create(
            {
                "name": "Test rule",
                "domain": f"[('category_id', 'in', {self.tag.ids})]",
                "months": 36,
                "action": action,
                "notice_days": 0,
                **values,
            }
        )
        if enable:
            rule.action_try()
            rule.action_enable()
        return rule

    def night(self):
        """A night's work, within the transaction of the test."""
        with patch.object(type(self.env["ir.cron"]), "_commit_progress", lambda *_args, **_options: 60):
            self.env["partner.retention.run"]._cron_nightly()

    def found(self, rule, state="waiting"):
        return self.Candidate.search([("rule_id", "=", rule.id), ("state", "=", state)])

    def message(self, partner, date, **values):
        return self.env["mail.message"].create(
            {"model": "res.partner", "res_id": partner.id, "message_type": "comment", "date": date, **values}
        )

    @property
    def now(self):
        return fields.Datetime.now()
