from psycopg2 import IntegrityError

from odoo.exceptions import ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import QualityCase


@tagged("-at_install", "post_install")
class TestRules(QualityCase):
    """Which rules count, how much, and for whom."""

    def setUp(self):
        super().setUp()
        self.partner = self.Partner.create({"name": "Anna Huber", "email": "anna@example.com"})

    def row(self, partner):
        """The score by the rules as they are now, which otherwise the background brings."""
        partner._quality_rescore()
        return super().row(partner)

    def test_weights(self):
        self.make_profile(self.filled("email", weight=3), self.filled("phone", weight=1))
        row = self.row(self.partner)
        self.assertEqual((row["score"], row["grade"], row["completeness"]), (75, "C", 75))

    def test_rule_without_weight_is_a_gap_that_costs_nothing(self):
        self.make_profile(self.filled("email", weight=3), self.filled("phone", weight=0))
        self.assertEqual(self.row(self.partner)["score"], 100)
        self.assertEqual(self.gap_names(self.partner), {"phone"})

    def test_only_rules_without_weight(self):
        self.make_profile(self.filled("phone", weight=0))
        self.assertEqual(self.row(self.partner)["score"], 100)

    def test_rule_that_does_not_apply_leaves_the_denominator(self):
        self.make_profile(
            self.filled("email", weight=1),
            self.filled("phone", weight=1, applies="[('is_company', '=', True)]"),
            {"name": "zip", "kind": "postcode", "field_name": "zip", "weight": 1},
        )
        row = self.row(self.partner)
        self.assertEqual((row["score"], row["validity"], row["gaps"]), (100, None, []))
        self.partner.is_company = True
        self.assertEqual(self.row(self.partner)["score"], 50)

    def test_dimensions(self):
        self.make_profile(
            self.filled("email"),
            self.filled("phone"),
            {"kind": "email", "field_name": "email", "weight": 20},
            {"kind": "domain", "check_domain": "[('zip', '!=', False)]", "dimension": "uniqueness"},
        )
        row = self.row(self.partner)
        self.assertEqual((row["completeness"], row["validity"], row["uniqueness"]), (50, 100, 0))
        self.assertEqual((row["consistency"], row["timeliness"]), (None, None))
        self.assertEqual(row["score"], 60)
        self.assertEqual(self.partner.quality_uniqueness, 0)
        shown = self.partner.quality_live["dimensions"]
        self.assertEqual(shown, {"completeness": 50, "validity": 100, "uniqueness": 0})

    def test_dimension_comes_from_the_kind_and_can_be_changed(self):
        profile = self.make_profile({"kind": "email", "field_name": "email"})
        rule = profile.rule_ids
        self.assertEqual(rule.dimension, "validity")
        rule.dimension = "consistency"
        self.assertEqual(self.row(self.partner)["consistency"], 100)
        self.assertIsNone(self.row(self.partner)["validity"])

    def test_first_profile_by_sequence_wins(self):
        late = self.make_profile(self.filled("phone"), sequence=20)
        early = self.make_profile(self.filled("email"), sequence=10, domain="[('email', '!=', False)]")
        self.assertEqual(self.row(self.partner)["profile_id"], early.id)
        early.sequence = 30
        self.Quality._rescore()
        self.assertEqual(self.stored(self.partner.ids)[self.partner.id]["profile_id"], late.id)

    def test_equal_sequence_the_older_wins(self):
        first = self.make_profile(sequence=10)
        self.make_profile(sequence=10)
        self.assertEqual(self.row(self.partner)["profile_id"], first.id)

    def test_without_profile_unrated(self):
        self.make_profile(self.filled("email"), domain="[('is_company', '=', True)]")
        row = self.row(self.partner)
        self.assertEqual([row[name] for name in ("profile_id", "score", "grade", "completeness")], [None] * 4)
        self.assertEqual((row["below_target"], row["gaps"]), (False, []))
        self.assertFalse(self.partner.quality_grade)
        self.assertIsNone(self.partner.quality_live["score"])
        self.assertEqual(self.partner.quality_live["gaps"], [])

    def test_without_any_profile(self):
        self.assertIsNone(self.row(self.partner)["score"])
        self.Quality._rescore()
        self.assertIsNone(self.stored(self.partner.ids)[self.partner.id]["score"])

    def test_profile_without_rules(self):
        profile = self.make_profile()
        row = self.row(self.partner)
        self.assertEqual((row["profile_id"], row["score"], row["grade"]), (profile.id, 100, "A"))

    def test_archived_rules_and_profiles_are_ignored(self):
        profile = self.make_profile(self.filled("phone"), self.filled("email"))
        profile.rule_ids.filtered(lambda rule: rule.field_name == "phone").active = False
        self.partner.name = "Anna Moser"
        self.assertEqual(self.row(self.partner)["score"], 100)
        profile.active = False
        self.partner.name = "Anna Huber"
        self.assertIsNone(self.row(self.partner)["score"])

    def test_deleted_rules_leave_no_gap(self):
        profile = self.make_profile(self.filled("phone"))
        self.assertEqual(self.partner.quality_gap_ids, profile.rule_ids)
        profile.rule_ids.unlink()
        self.partner.invalidate_recordset()
        self.assertFalse(self.partner.quality_gap_ids)
        self.Quality._rescore()
        self.assertEqual(self.stored(self.partner.ids)[self.partner.id]["gaps"], [])

    def test_deleting_a_profile_unrates_its_contacts(self):
        profile = self.make_profile(self.filled("phone"))
        self.assertEqual(self.partner.quality_profile_id, profile)
        profile.unlink()
        self.Quality._rescore()
        self.assertFalse(self.partner.quality_profile_id)
        self.assertIsNone(self.stored(self.partner.ids)[self.partner.id]["score"])

    def test_target(self):
        profile = self.make_profile(self.filled("email"), self.filled("phone"), target=50)
        self.assertFalse(self.row(self.partner)["below_target"])
        profile.target = 51
        self.Quality._rescore()
        self.assertTrue(self.stored(self.partner.ids)[self.partner.id]["below_target"])

    @mute_logger("odoo.sql_db")
    def test_weight_and_target_out_of_range(self):
        profile = self.make_profile(self.filled("email"))
        for record, values, message in (
            (profile.rule_ids, {"weight": -1}, "from 0 to 1000"),
            (profile.rule_ids, {"weight": 1001}, "from 0 to 1000"),
            (profile.rule_ids, {"verify_after": -1}, "can't be negative"),
            (profile, {"target": 101}, "from 0 to 100"),
            (profile, {"target": -1}, "from 0 to 100"),
        ):
            with self.subTest(values=values):
                with self.assertRaises(IntegrityError) as caught, self.env.cr.savepoint():
                    record.write(values)
                # as the web client tells it
                shown = record._sql_error_to_message(caught.exception)
                self.assertIn(message, shown)

    def test_version_depends_on_what_is_scored_alone(self):
        profile = self.make_profile(self.filled("email"))
        version = self.Profile._ruleset().version
        profile.rule_ids.write({"name": "Other", "hint": "Ask", "reason": "Because", "entry": "require"})
        self.assertEqual(self.Profile._ruleset().version, version, "a hint changes no score")
        profile.rule_ids.weight = 11
        changed = self.Profile._ruleset().version
        self.assertNotEqual(changed, version)
        profile.rule_ids.weight = 10
        self.assertEqual(self.Profile._ruleset().version, version, "the same rules, the same version")

    def test_copy_of_a_profile(self):
        profile = self.make_profile(self.filled("email"), self.filled("phone"))
        copy = profile.copy()
        self.assertEqual(copy.name, "Test profile (copy)")
        self.assertEqual(copy.rule_ids.mapped("field_name"), ["email", "phone"])
        self.assertFalse(copy.rule_ids & profile.rule_ids)

    def test_required_parts_of_a_rule(self):
        profile = self.make_profile()
        for values, part in (
            ({"kind": "filled"}, "choose the field"),
            ({"kind": "current", "field_name": "email"}, "how many days"),
            ({"kind": "email", "field_name": "country_id"}, "does not fit the field"),
            ({"kind": "email", "field_name": "nonsense"}, "contacts have no field “nonsense”"),
        ):
            with self.subTest(values=values), self.assertRaisesRegex(ValidationError, part):
                self.Rule.create({"name": "Rule", "profile_id": profile.id, **values})

    def test_field_chosen_in_the_form(self):
        profile = self.make_profile()
        field = self.env["ir.model.fields"]._get("res.partner", "phone")
        rule = self.Rule.create({"name": "Phone", "profile_id": profile.id, "field_id": field.id})
        self.assertEqual(rule.field_name, "phone")
        self.assertEqual(rule.field_id, field)

    def test_condition_that_goes_on_behind_a_field(self):
        """A part of a date, a property: live and in bulk, they are read alike."""
        self.make_profile(
            {"name": "month", "kind": "domain", "check_domain": "[('create_date.month_number', '>', 0)]"},
            {"name": "property", "kind": "domain", "check_domain": "[('properties.abc', '!=', False)]"},
        )
        partner = self.Partner.create({"name": "Anna Huber"})
        self.assertEqual((partner.quality_score, partner.quality_gap_ids.mapped("name")), (50, ["property"]))
        self.Quality._rescore()
        self.assertEqual((partner.quality_score, partner.quality_gap_ids.mapped("name")), (50, ["property"]))
