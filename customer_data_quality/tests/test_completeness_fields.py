from odoo import fields
from odoo.tests import tagged

from ..models.side_value import SideValue
from .common import QualityCase


@tagged("-at_install", "post_install")
class TestFields(QualityCase):
    """Scores and gaps are searched, sorted, grouped and exported as any field is."""

    def setUp(self):
        super().setUp()
        self.profile = self.make_profile(
            self.filled("email", name="E-mail address", weight=5),
            self.filled("phone", name="Phone number", weight=3),
            {"name": "Valid e-mail", "kind": "email", "field_name": "email", "weight": 2},
            target=60,
            domain="[('ref', '!=', 'unrated')]",
        )
        phone = "+43 1 5050100"
        self.full = self.Partner.create({"name": "Full", "email": "full@example.com", "phone": phone})
        self.mailonly = self.Partner.create({"name": "Mail", "email": "mail@example.com"})
        self.wrong = self.Partner.create({"name": "Wrong", "email": "wrong@@example", "phone": phone})
        self.empty = self.Partner.create({"name": "Empty"})
        self.unrated = self.Partner.create({"name": "Unrated", "ref": "unrated"})
        self.all = self.full + self.mailonly + self.wrong + self.empty + self.unrated

    def found(self, *domain, **options):
        return self.Partner.search([("id", "in", self.all.ids), *domain], **options)

    def test_scores(self):
        self.assertEqual(self.all.mapped("quality_score"), [100, 70, 80, 0, 0])
        self.assertEqual(self.all.mapped("quality_grade"), ["A", "C", "B", "E", False])
        self.assertEqual(self.all.mapped("quality_below_target"), [False, False, False, True, False])

    def test_search_by_gap(self):
        self.assertEqual(self.found(("quality_gap_ids", "ilike", "phone num")), self.mailonly + self.empty)
        self.assertEqual(self.found(("quality_gap_ids", "=", "Valid e-mail")), self.wrong)
        self.assertEqual(self.found(("quality_gap_ids", "in", self.profile.rule_ids[0].ids)), self.empty)
        self.assertEqual(self.found(("quality_gap_ids", "=", self.profile.rule_ids[2].id)), self.wrong)
        self.assertFalse(self.found(("quality_gap_ids", "ilike", "no such rule")))
        self.assertFalse(self.found(("quality_gap_ids", "in", [])))

    def test_search_by_gap_negated(self):
        phone = self.profile.rule_ids[1]
        without = self.full + self.wrong + self.unrated
        self.assertEqual(self.found(("quality_gap_ids", "not in", phone.ids)), without)
        self.assertEqual(self.found(("quality_gap_ids", "!=", phone.id)), without)
        self.assertEqual(self.found(("quality_gap_ids", "not ilike", "phone num")), without)
        self.assertEqual(self.found("!", ("quality_gap_ids", "in", phone.ids)), without)

    def test_search_with_and_without_gaps(self):
        self.assertEqual(self.found(("quality_gap_ids", "=", False)), self.full + self.unrated)
        self.assertEqual(self.found(("quality_gap_ids", "!=", False)), self.mailonly + self.wrong + self.empty)
        rule = self.profile.rule_ids[2]
        self.assertEqual(self.found(("quality_gap_ids", "in", [False, rule.id])), self.full + self.wrong + self.unrated)

    def test_search_by_dimension(self):
        self.assertEqual(self.found(("quality_gap_ids.dimension", "=", "validity")), self.wrong)
        self.assertEqual(self.found(("quality_gap_ids.dimension", "=", "completeness")), self.mailonly + self.empty)
        self.assertFalse(self.found(("quality_gap_ids.dimension", "=", "timeliness")))
        self.assertEqual(self.found(("quality_gap_ids", "any", [("weight", ">", 4)])), self.empty)

    def test_search_by_figures(self):
        self.assertEqual(self.found(("quality_below_target", "=", True)), self.empty)
        self.assertEqual(self.found(("quality_score", ">=", 80)), self.full + self.wrong)
        self.assertEqual(self.found(("quality_grade", "in", ["A", "E"])), self.full + self.empty)
        self.assertEqual(self.found(("quality_grade", "not in", ["A", "E", False])), self.mailonly + self.wrong)
        self.assertEqual(self.found(("quality_grade", "=", False)), self.unrated)
        self.assertEqual(self.found(("quality_grade", "!=", "A")), self.all - self.full)
        self.assertEqual(self.found(("quality_profile_id", "=", self.profile.id)), self.all - self.unrated)
        self.assertEqual(self.found(("quality_profile_id", "=", False)), self.unrated)
        self.assertEqual(self.found(("quality_profile_id.name", "ilike", "test pro")), self.all - self.unrated)
        self.assertEqual(self.found(("quality_validity", "<", 50), ("email", "!=", False)), self.wrong)

    def test_order(self):
        rated = self.all - self.unrated
        descending = self.found(("quality_grade", "!=", False), order="quality_score desc")
        self.assertEqual(descending, self.full + self.wrong + self.mailonly + self.empty)
        ascending = self.found(("quality_grade", "!=", False), order="quality_score, id")
        self.assertEqual(ascending.ids, descending.ids[::-1])
        self.assertEqual(len(self.found(order="quality_grade, quality_profile_id, id")), len(rated) + 1)

    def test_list_of_the_web_client(self):
        result = self.Partner.web_search_read(
            [("id", "in", self.all.ids)],
            {"name": {}, "quality_score": {}, "quality_grade": {}, "quality_gap_ids": {"fields": {"display_name": {}}}},
            order="quality_score desc, id",
            limit=2,
        )
        names = [record["name"] for record in result["records"]]
        self.assertEqual(result["length"], 5)
        self.assertIn("Full", names)
        wrong = self.wrong.web_read({"quality_gap_ids": {"fields": {"display_name": {}}}})[0]
        names = [gap["display_name"] for gap in wrong["quality_gap_ids"]]
        self.assertEqual(names, [self.profile.rule_ids[2].display_name])

    def test_groups(self):
        mine = [("id", "in", self.all.ids)]
        groups = self.Partner._read_group(mine, ["quality_grade"], ["__count", "quality_score:avg"])
        self.assertEqual(groups, [("A", 1, 100.0), ("B", 1, 80.0), ("C", 1, 70.0), ("E", 1, 0.0), (False, 1, False)])
        by_profile = self.Partner._read_group(mine, ["quality_profile_id"], ["__count"])
        self.assertEqual(dict(by_profile), {self.profile: 4, self.Profile: 1})
        by_country = self.Partner._read_group(mine, ["country_id"], ["quality_score:avg", "quality_completeness:avg"])
        self.assertEqual(by_country[0][1], 62.5)

    def test_groups_of_the_web_client(self):
        result = self.Partner.web_read_group(
            [("id", "in", self.all.ids)], ["quality_grade"], ["quality_score:avg"], auto_unfold=True
        )
        self.assertEqual([group["quality_grade"] for group in result["groups"]], ["A", "B", "C", "E", False])
        for group in result["groups"]:
            found = self.Partner.search([*group["__extra_domain"], ("id", "in", self.all.ids)])
            self.assertEqual(len(found), group["__count"])

    def test_export(self):
        names = ["name", "quality_grade", "quality_score", "quality_gap_ids/name", "quality_profile_id/name"]
        rows = (self.full + self.wrong).export_data(names)["datas"]
        self.assertEqual(rows[0][1:], ["A", 100, "", "Test profile"])
        self.assertEqual(rows[1][1:], ["B", 80, "Valid e-mail", "Test profile"])

    def test_related_record(self):
        user = self.env["res.users"].create({"name": "U", "login": "u@example.com", "partner_id": self.mailonly.id})
        self.assertEqual(user.quality_grade, "C")
        self.assertIn(user, self.env["res.users"].search([("quality_score", "=", 70)]))
        self.assertIn(user, self.env["res.users"].search([("partner_id.quality_grade", "=", "C")]))
        child = self.Partner.create({"name": "Child", "parent_id": self.mailonly.id})
        self.assertEqual(self.Partner.search([("parent_id.quality_score", "=", 70)]), child)
        ordered = self.env["res.users"].search([], order="quality_score desc")
        self.assertEqual(set(ordered), set(self.env["res.users"].search([])))

    def test_contacts_that_fail(self):
        rule = self.profile.rule_ids[1]
        self.assertEqual(rule.failing_count, len(self.Partner.search([("quality_gap_ids", "in", rule.ids)])))
        action = rule.action_show_failing()
        self.assertEqual(action["res_model"], "res.partner")
        self.assertLessEqual(self.mailonly + self.empty, self.Partner.search(action["domain"]))
        self.assertNotIn(self.full, self.Partner.search(action["domain"]))

    def test_figures_of_the_profile(self):
        contacts = self.Partner.search([("quality_profile_id", "=", self.profile.id)])
        self.assertEqual(self.profile.contact_count, len(contacts))
        self.assertEqual(self.profile.average_score, round(sum(contacts.mapped("quality_score")) / len(contacts)))
        self.assertEqual(self.Partner.search(self.profile.action_show_contacts()["domain"]), contacts)
        self.assertEqual(self.profile.rule_count, 3)

    def test_scores_are_read_only(self):
        self.full.write({"quality_score": 1, "quality_grade": "E", "quality_profile_id": False})
        self.env.flush_all()
        self.env.invalidate_all()
        self.assertEqual((self.full.quality_score, self.full.quality_grade), (100, "A"))
        self.assertEqual(self.full.quality_profile_id, self.profile)

    def test_details_of_the_gaps(self):
        gaps = self.empty.quality_gaps
        self.assertEqual([gap["rule"] for gap in gaps], ["E-mail address", "Phone number"], "the costliest first")
        self.assertEqual([gap["points"] for gap in gaps], [62.5, 37.5])
        self.assertEqual([gap["field"] for gap in gaps], ["email", "phone"])
        self.assertFalse(self.unrated.quality_gaps)

    def test_described_as_odoo_does(self):
        """Values of side tables say at once of themselves what Odoo would find out by trying."""
        tried = ("_description_sortable", "_description_groupable", "_description_aggregator")
        values = [field for field in self.Partner._fields.values() if isinstance(field, SideValue)]
        self.assertGreater(len(values), 15)
        for field in values:
            description = field.get_description(self.env)
            for name in tried:
                with self.subTest(field=field.name, name=name):
                    found = getattr(fields.Field, name)(field, self.env)
                    self.assertEqual(description.get(name.removeprefix("_description_")), found)
