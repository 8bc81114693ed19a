from unittest.mock import patch

from odoo import Command
from odoo.exceptions import AccessError, ValidationError
from odoo.tests import new_test_user, tagged

from ..models.completeness import impact
from .common import QualityCase


@tagged("-at_install", "post_install")
class TestImpact(QualityCase):
    """What a change of the rules would do is told exactly, and nothing of it is left behind."""

    def setUp(self):
        super().setUp()
        self.profile = self.make_profile(self.filled("email"), self.filled("phone"), self.filled("city", weight=5))
        self.contacts = self.Partner.create(
            [
                {
                    "name": f"Contact {n}",
                    "email": f"c{n}@example.com" if n % 2 else False,
                    "phone": "+43 1 5050100" if n % 3 else "xxx",
                    "city": "Wien" if n % 5 else False,
                    "is_company": n % 4 == 0,
                    "active": n % 7 != 0,
                }
                for n in range(30)
            ]
        )
        self.Quality._rescore()

    def grades(self):
        self.env.cr.execute(
            "SELECT q.id, q.grade FROM partner_quality q JOIN res_partner p ON p.id = q.id WHERE p.active"
        )
        return dict(self.env.cr.fetchall())

    def footprint(self):
        """Everything that a preview must not touch."""
        self.env.flush_all()
        self.env.invalidate_all()
        self.env.cr.execute("SELECT id, write_date, weight, active, profile_id FROM partner_quality_rule ORDER BY id")
        rules = self.env.cr.fetchall()
        self.env.cr.execute("SELECT id, write_date, domain, active, sequence FROM partner_quality_profile ORDER BY id")
        profiles = self.env.cr.fetchall()
        self.env.cr.execute("SELECT count(*) FROM ir_cron_trigger")
        field = self.registry["res.partner"]._fields["quality_id"]
        followed = set(self.registry.field_depends[field])
        return rules, profiles, self.env.cr.fetchone(), self.grades(), self.Profile._ruleset().version, followed

    def assert_true(self, record, values, **options):
        """The preview counts what the real change then does."""
        before, footprint = self.grades(), self.footprint()
        model = record._name
        told = self.Profile.preview_impact(model, record.id, values)
        self.assertEqual(self.footprint(), footprint)
        if record:
            record.write(values)
        else:
            record.create(values)
        self.Quality._rescore()
        after = self.grades()
        self.assertEqual(told["changed"], sum(after[id_] != before[id_] for id_ in after))
        self.assertEqual(told["exact"], options.get("exact", True))
        self.assertEqual(told["contacts"], sum(grade is not None for grade in before.values()))
        return told["changed"]

    def test_weight(self):
        self.assertGreater(self.assert_true(self.profile.rule_ids[0], {"weight": 100}), 0)

    def test_archived_rule(self):
        self.assertGreater(self.assert_true(self.profile.rule_ids[0], {"active": False}), 0)

    def test_condition_of_a_rule(self):
        self.assertGreater(self.assert_true(self.profile.rule_ids[0], {"applies": "[('is_company', '=', True)]"}), 0)

    def test_condition_of_a_profile(self):
        self.assertGreater(self.assert_true(self.profile, {"domain": "[('is_company', '=', True)]"}), 0)

    def test_archived_profile(self):
        self.assertGreater(self.assert_true(self.profile, {"active": False}), 0)

    def test_rules_edited_inside_the_profile(self):
        commands = [
            Command.update(self.profile.rule_ids[1].id, {"weight": 50}),
            Command.create({"name": "Street", "kind": "filled", "field_name": "street", "weight": 40}),
            Command.delete(self.profile.rule_ids[0].id),
        ]
        self.assertGreater(self.assert_true(self.profile, {"rule_ids": commands}), 0)

    def test_new_rule(self):
        values = {"profile_id": self.profile.id, "name": "Street", "kind": "filled", "field_name": "street"}
        self.assertGreater(self.assert_true(self.Rule, values), 0)

    def test_new_profile(self):
        values = {"name": "Companies", "domain": "[('is_company', '=', True)]", "sequence": 1}
        self.assertGreater(self.assert_true(self.Profile, values), 0)

    def test_new_rule_of_a_kind_that_checks_single_values(self):
        values = {
            "profile_id": self.profile.id, "name": "Phone", "kind": "phone", "field_name": "phone", "weight": 100,
        }  # fmt: skip
        self.assertGreater(self.assert_true(self.Rule, values), 0)

    def test_nothing_changes(self):
        self.assertEqual(self.assert_true(self.profile.rule_ids[0], {"hint": "Ask for it"}), 0)
        self.assertEqual(self.assert_true(self.profile, {"name": "Other"}), 0)

    def test_change_that_is_refused(self):
        footprint = self.footprint()
        with self.assertRaises(ValidationError):
            self.Profile.preview_impact(self.Rule._name, self.profile.rule_ids[0].id, {"field_name": "nonsense"})
        self.assertEqual(self.footprint(), footprint)

    def test_sample_in_sql(self):
        with patch.object(impact, "EXACT_LIMIT", 10):
            told = self.Profile.preview_impact(self.Rule._name, self.profile.rule_ids[0].id, {"weight": 100})
        self.assertFalse(told["exact"])
        self.assertLessEqual(told["changed"], 2 * told["contacts"])

    def test_sample_one_by_one(self):
        self.contacts.phone = "xxx"  # all of them change, whoever is in the sample
        values = {"profile_id": self.profile.id, "name": "Phone", "kind": "phone", "field_name": "phone", "weight": 100}
        with patch.object(impact, "SAMPLE", 10):
            told = self.Profile.preview_impact(self.Rule._name, 0, values)
        self.assertFalse(told["exact"])
        self.assertGreater(told["changed"], 0)

    def test_rights(self):
        user = new_test_user(self.env, "impact-user", groups="customer_data_quality.group_user")
        steward = new_test_user(self.env, "impact-steward", groups="customer_data_quality.group_steward")
        rule = self.profile.rule_ids[0]
        for res_id in (rule.id, 0):
            with self.assertRaises(AccessError):
                self.Profile.with_user(user).preview_impact(self.Rule._name, res_id, {"weight": 100})
        told = self.Profile.with_user(steward).preview_impact(self.Rule._name, rule.id, {"weight": 100})
        self.assertGreater(told["changed"], 0)

    def test_other_models_are_out_of_reach(self):
        for model in ("res.partner", "res.users", "ir.rule"):
            with self.subTest(model=model), self.assertRaises(ValueError):
                self.Profile.preview_impact(model, 1, {"name": "x"})

    def test_steward_of_one_company_changes_contacts_of_all(self):
        other = self.env["res.company"].create({"name": "Other AG"})
        self.contacts[1].company_id = other
        steward = new_test_user(self.env, "impact-steward", groups="customer_data_quality.group_steward")
        everyone = self.Profile.preview_impact(self.Rule._name, self.profile.rule_ids[0].id, {"weight": 100})
        told = self.Profile.with_user(steward).preview_impact(
            self.Rule._name, self.profile.rule_ids[0].id, {"weight": 100}
        )
        self.assertEqual(told, everyone)
