from unittest.mock import patch

from freezegun import freeze_time
from lxml import etree

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from ..models.plan.minimisation import emptying_run, usage_scan
from .common_plan import PlanCase

FIELD = "x_plan_fax"


@tagged("-at_install", "post_install")
class TestPlanMinimisation(PlanCase):
    """Fields that nobody needs: found, decided on, emptied and given back."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["ir.model.fields"].create(
            {
                "name": FIELD,
                "field_description": "Fax",
                "model_id": cls.env["ir.model"]._get_id("res.partner"),
                "ttype": "char",
            }
        )
        cls.contacts = cls.make_contacts(5)
        cls.contacts[:3].write({FIELD: "<b>+43 1 5050100</b>; DROP TABLE"})
        cls.contacts[2].active = False
        cls.Usage = cls.env["partner.field.usage"]

    def scan(self, name=FIELD):
        self.count()
        with patch.object(usage_scan, "LEAST_CONTACTS", 1):
            self.Usage.with_user(self.steward).action_scan()
        return self.Usage.search([("name", "=", name)])

    def empty(self, **values):
        return (
            self.env["partner.field.emptying"]
            .with_user(self.manager)
            .create({"field_name": FIELD, "reason": "Nobody faxes", **values})
        )

    def work(self):
        self.run_job(self.env["partner.field.emptying"]._cron_work)

    def test_a_field_nobody_sees_may_be_emptied(self):
        usage = self.scan()
        self.assertEqual((usage.filled, usage.views, usage.proposal, usage.label), (2, 0, "empty", "Fax"))
        line = usage.line_ids.filtered(lambda each: each.profile_id == self.profile)
        self.assertEqual((line.contacts, line.filled, line.is_asked, line.is_over), (4, 2, False, True))

    def test_what_rules_reports_or_filters_name_is_kept(self):
        for model, values in (
            ("ir.filters", {"name": "Fax", "model_id": "res.partner", "domain": f"[('{FIELD}', '!=', False)]"}),
            (
                "mail.template",
                {
                    "name": "Fax",
                    "model_id": self.env["ir.model"]._get_id("res.partner"),
                    "body_html": f"<p t-out='object.{FIELD}'/>",
                },
            ),
        ):
            with self.subTest(model=model):
                record = self.env[model].create(values)
                self.assertEqual(self.scan().proposal, "keep")
                record.unlink()
        self.assertEqual(self.scan().proposal, "empty")

    def test_asked_for_and_hardly_filled(self):
        self.env["partner.quality.rule"].create(
            {"profile_id": self.profile.id, "name": "Fax", "kind": "filled", "field_name": FIELD}
        )
        with patch.object(usage_scan, "RARE", 101):
            usage = self.scan()
        self.assertEqual((usage.asked, usage.proposal), (1, "stop"))
        usage.with_user(self.steward).action_stop()
        rule = usage.with_context(active_test=False).stopped_rule_ids
        self.assertFalse(rule.active)
        self.assertEqual((usage.decision, usage.decision_user_id), ("stopped", self.steward))
        usage.with_user(self.steward).action_undo()
        self.assertTrue(rule.active)
        self.assertEqual((usage.decision, usage.decision_user_id.id), ("none", False))

    def test_a_field_that_can_not_be_stopped(self):
        with self.assertRaises(UserError):
            self.scan().action_stop()

    def test_hidden_fields_are_on_no_screen(self):
        self.env["ir.ui.view"].create(
            {
                "name": "fax",
                "model": "res.partner",
                "inherit_id": self.env.ref("base.view_partner_form").id,
                "arch": f'<field name="vat" position="after"><field name="{FIELD}" required="1"/></field>',
            }
        )
        with patch.object(usage_scan, "RARE", 101):
            usage = self.scan()
        self.assertEqual((usage.views, usage.proposal), (1, "hide"))
        node = f'<field name="{FIELD}"'
        arch = self.Partner.get_view(view_type="form")["arch"]
        self.assertIn(node, arch)
        self.assertNotIn("1", self._attribute(arch, "invisible"))
        usage.with_user(self.steward).action_hide()
        arch = self.Partner.get_view(view_type="form")["arch"]
        self.assertIn("1", self._attribute(arch, "invisible"))
        self.assertFalse(self._attribute(arch, "required"))
        usage.with_user(self.steward).action_undo()
        self.assertNotIn("1", self._attribute(self.Partner.get_view(view_type="form")["arch"], "invisible"))

    def _attribute(self, arch, name):

        return [
            node.get(name)
            for node in etree.fromstring(arch).iter("field")
            if node.get("name") == FIELD and node.get(name)
        ]

    def test_decisions_outlive_the_next_look(self):
        self.scan().with_user(self.steward).action_keep()
        self.assertEqual(self.scan().decision, "kept")

    def test_settings_and_needed_fields_are_not_looked_at(self):
        names = self.Usage._candidates()
        for name in ("name", "email", "company_id", "write_date", "quality_score", "review_due_date", "active"):
            self.assertNotIn(name, names)

    def test_emptying_in_batches_and_undoing(self):
        before = self.contacts.mapped(FIELD)
        emptying = self.empty()
        with patch.object(emptying_run, "BATCH", 2):
            self.work()
        self.assertEqual((emptying.state, emptying.emptied, emptying.create_uid), ("done", 3, self.manager))
        self.assertEqual(self.contacts.mapped(FIELD), [False] * 5, "archived contacts too")
        self.contacts[1][FIELD] = "newer"
        emptying.action_undo()
        self.work()
        self.assertEqual((emptying.state, emptying.restored), ("undone", 2))
        self.assertEqual(self.contacts.mapped(FIELD), [before[0], "newer", before[2], False, False])

    def test_stopped_in_the_middle_it_goes_on(self):
        emptying = self.empty()
        with patch.object(emptying_run, "BATCH", 2):
            emptying.sudo()._empty_batch()
            self.assertEqual((emptying.state, emptying.emptied), ("running", 2))
            self.work()
        self.assertEqual((emptying.state, emptying.emptied), ("done", 3))
        self.assertEqual(self.env["partner.field.emptied"].sudo().search_count([("emptying_id", "=", emptying.id)]), 3)

    def test_after_its_date_it_is_final(self):
        emptying = self.empty()
        self.work()
        with freeze_time("2026-05-01 12:00:00"):
            self.work()
            self.assertEqual(emptying.state, "final")
            self.assertFalse(self.env["partner.field.emptied"].sudo().search([("emptying_id", "=", emptying.id)]))
            with self.assertRaises(UserError):
                emptying.action_undo()

    def test_only_contacts_of_one_profile(self):
        other = self.make_profile(domain="[('ref', '=', 'PLAN-OTHER')]", sequence=-5)
        elsewhere = self.make_contacts(1, ref="PLAN-OTHER")
        elsewhere[FIELD] = "kept"
        self.count()
        self.empty(profile_id=self.profile.id)
        self.work()
        self.assertEqual(elsewhere[FIELD], "kept")
        self.assertEqual(elsewhere.quality_profile_id, other)
        self.assertFalse(self.contacts[0][FIELD])

    def test_who_may_empty_and_what(self):
        for user in (self.user, self.steward):
            with self.assertRaises(AccessError):
                self.env["partner.field.emptying"].with_user(user).create({"field_name": FIELD, "reason": "x"})
        for name in ("name", "email", "quality_score", "no_such_field", "write_date"):
            with self.assertRaises(ValidationError):
                self.empty(field_name=name)

    def test_dates_and_links_come_back_as_they_were(self):
        usage = self.env["partner.field.emptying"]
        self.contacts[0].industry_id = self.env["res.partner.industry"].search([], limit=1)
        industry = self.contacts[0].industry_id
        emptying = usage.create({"field_name": "industry_id", "reason": "x", "profile_id": self.profile.id})
        self.count()
        self.work()
        self.assertFalse(self.contacts[0].industry_id)
        emptying.action_undo()
        self.work()
        self.assertEqual(self.contacts[0].industry_id, industry)
