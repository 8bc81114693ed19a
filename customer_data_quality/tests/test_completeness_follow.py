from odoo import Command
from odoo.tests import Form, tagged

from .common import QualityCase


@tagged("-at_install", "post_install")
class TestScoresFollow(QualityCase):
    """The score is right in the very transaction in which anything it stands on changes."""

    def setUp(self):
        super().setUp()
        self.profile = self.make_profile(
            self.filled("email"),
            self.filled("phone"),
            {"name": "person", "kind": "contact_person"},
            {"name": "tag", "kind": "domain", "check_domain": "[('category_id.name', '=', 'Gold')]"},
            {"name": "zip", "kind": "postcode", "field_name": "zip"},
            {"name": "parent", "kind": "parent", "field_name": "city"},
            {"name": "bank", "kind": "filled", "field_name": "bank_ids"},
            {"name": "in Berlin", "kind": "domain", "check_domain": "[('parent_id.city', '=', 'Berlin')]"},
        )
        self.company = self.Partner.create({"name": "Moser GmbH", "is_company": True, "city": "Graz"})

    def test_create(self):
        row = self.row(self.company)
        self.assertEqual(row["profile_id"], self.profile.id)
        self.assertEqual(self.gap_names(self.company), {"email", "phone", "person", "tag", "bank", "in Berlin"})
        self.assertEqual((row["score"], row["grade"], row["below_target"]), (0, "E", True))

    def test_write(self):
        self.company.write({"email": "office@example.com", "phone": "+43 1 5050100"})
        self.assertEqual(self.gap_names(self.company), {"person", "tag", "bank", "in Berlin"})
        self.assertEqual(self.company.quality_score, 33)
        self.company.email = False
        self.assertIn("email", self.gap_names(self.company))

    def test_read_in_the_same_transaction_without_flush(self):
        self.assertEqual(self.company.quality_score, 0)
        self.company.email = "office@example.com"
        self.assertEqual(self.company.quality_score, 17)
        self.assertNotIn("email", self.company.quality_gap_ids.mapped("name"))
        self.company.email = False
        self.assertEqual(self.company.quality_score, 0)
        self.assertIn("email", self.company.quality_gap_ids.mapped("name"))

    def test_child_added_archived_and_removed(self):
        child = self.Partner.create({"name": "Anna Huber", "parent_id": self.company.id})
        self.assertNotIn("person", self.gap_names(self.company))
        child.active = False
        self.assertIn("person", self.gap_names(self.company))
        child.active = True
        self.assertNotIn("person", self.gap_names(self.company))
        child.type = "delivery"
        self.assertIn("person", self.gap_names(self.company))
        child.type = "contact"
        child.unlink()
        self.assertIn("person", self.gap_names(self.company))

    def test_child_moves_to_another_company(self):
        child = self.Partner.create({"name": "Anna Huber", "parent_id": self.company.id})
        other = self.Partner.create({"name": "Huber AG", "is_company": True})
        child.parent_id = other
        self.assertIn("person", self.gap_names(self.company))
        self.assertNotIn("person", self.gap_names(other))

    def test_category(self):
        gold = self.env["res.partner.category"].create({"name": "Gold"})
        self.company.category_id = gold
        self.assertNotIn("tag", self.gap_names(self.company))
        gold.name = "Silver"
        self.assertIn("tag", self.gap_names(self.company))
        gold.name = "Gold"
        self.assertNotIn("tag", self.gap_names(self.company))
        gold.unlink()
        self.assertIn("tag", self.gap_names(self.company))

    def test_tag_that_a_rule_looks_for_by_name(self):
        tag = self.env["res.partner.category"].create({"name": "Goldsmith"})
        self.company.category_id = tag
        self.Rule.create(
            {
                "profile_id": self.profile.id,
                "name": "gold",
                "kind": "domain",
                "check_domain": "[('category_id', 'ilike', 'gold')]",
            }
        )
        self.company._quality_rescore()
        self.assertNotIn("gold", self.gap_names(self.company))
        tag.name = "Silversmith"
        self.assertIn("gold", self.gap_names(self.company))

    def test_parent_of_the_contact(self):
        values = {"name": "Anna Huber", "type": "other", "city": "Wien"}
        child = self.Partner.create({"parent_id": self.company.id, **values})
        self.assertLessEqual({"parent", "in Berlin"}, self.gap_names(child))
        self.company.city = "Wien"
        self.assertNotIn("parent", self.gap_names(child))
        self.company.city = "Berlin"
        self.assertNotIn("in Berlin", self.gap_names(child))
        self.assertIn("parent", self.gap_names(child))
        child.parent_id = False
        self.assertIn("in Berlin", self.gap_names(child))
        self.assertNotIn("parent", self.gap_names(child))

    def test_country_and_its_code(self):
        self.company.write({"zip": "80331", "country_id": self.germany.id})
        self.assertNotIn("zip", self.gap_names(self.company))
        self.company.country_id = self.switzerland
        self.assertIn("zip", self.gap_names(self.company))
        nowhere = self.env["res.country"].create({"name": "Nowhere", "code": "QQ"})
        self.company.country_id = nowhere
        self.assertNotIn("zip", self.gap_names(self.company))
        nowhere.code = "QZ"
        self.env["res.country"].search([("code", "=", "CH")]).code = "QC"
        nowhere.code = "CH"
        self.assertIn("zip", self.gap_names(self.company))

    def test_other_model(self):
        account = self.env["res.partner.bank"].create({"acc_number": "AT000000000000", "partner_id": self.company.id})
        self.assertNotIn("bank", self.gap_names(self.company))
        account.unlink()
        self.assertIn("bank", self.gap_names(self.company))

    def test_through_the_user(self):
        user = self.env["res.users"].create({"name": "Bea Frei", "login": "bea.frei@example.com"})
        user.partner_id.email = False
        self.assertIn("email", self.gap_names(user.partner_id))
        user.write({"email": "bea@example.com", "phone": "+41 44 668 18 00"})
        self.assertFalse({"email", "phone"} & self.gap_names(user.partner_id))

    def test_many_writes_in_one_transaction(self):
        for number in range(5):
            self.company.email = f"office{number}@example.com"
            self.company.phone = "+43 1 5050100" if number % 2 else False
        self.assertEqual(self.gap_names(self.company), {"phone", "person", "tag", "bank", "in Berlin"})

    def test_search_sort_and_group_see_what_is_not_flushed(self):
        good = self.Partner.create({"name": "Good GmbH", "email": "a@example.com"})
        bad = self.Partner.create({"name": "Bad GmbH"})
        both = [("id", "in", (good + bad).ids)]
        self.assertEqual(self.Partner.search(both, order="quality_score desc"), good + bad)
        bad.write({"email": "b@example.com", "phone": "+43 1 5050100"})
        self.assertEqual(self.Partner.search(both, order="quality_score desc"), bad + good)
        bad.write({"email": False, "phone": False})
        self.assertEqual(self.Partner.search([*both, ("quality_gap_ids.name", "=", "email")]), bad)
        self.assertEqual(self.Partner.search([*both, ("quality_score", "=", 0)]), bad)
        bad.email = "b@example.com"
        groups = self.Partner._read_group(both, ["quality_score"], ["__count"])
        self.assertEqual(groups, [(good.quality_score, 2)])

    def test_form_before_it_is_saved(self):
        with Form(self.Partner) as form:
            form.name = "New GmbH"
            names = {gap["rule"] for gap in form.quality_live["gaps"]}
            self.assertIn("email", names)
            form.email = "new@example.com"
            names = {gap["rule"] for gap in form.quality_live["gaps"]}
            self.assertNotIn("email", names)
            score = form.quality_live["score"]
        self.assertEqual(self.row(form.record)["score"], score)

    def test_form_with_a_new_contact_person(self):
        with Form(self.company) as form:
            self.assertIn("person", {gap["rule"] for gap in form.quality_live["gaps"]})
            with form.child_ids.new() as child:
                child.name = "Anna Huber"
            self.assertNotIn("person", {gap["rule"] for gap in form.quality_live["gaps"]})
        self.assertNotIn("person", self.gap_names(self.company))

    def test_write_with_commands(self):
        self.company.write(
            {
                "child_ids": [Command.create({"name": "Anna Huber"})],
                "category_id": [Command.create({"name": "Gold"})],
                "bank_ids": [Command.create({"acc_number": "AT111111111111"})],
            }
        )
        self.assertEqual(self.gap_names(self.company), {"email", "phone", "in Berlin"})

    def test_new_rule_on_a_field_that_nobody_used(self):
        self.company.ref = False
        self.row(self.company)
        rule = self.Rule.create({"profile_id": self.profile.id, **self.filled("ref")})
        self.company.ref = "C-1234"
        self.assertNotIn("ref", self.gap_names(self.company))
        self.company.ref = False
        self.assertIn("ref", self.gap_names(self.company))
        industry = self.env["res.partner.industry"].create({"name": "Joinery"})
        rule.write({"kind": "domain", "name": "trade", "check_domain": "[('industry_id.name', '=', 'Joinery')]"})
        self.company.industry_id = industry
        self.assertNotIn("trade", self.gap_names(self.company))
        industry.name = "Plumbing"
        self.assertIn("trade", self.gap_names(self.company))

    def test_new_profile_on_a_field_that_nobody_used(self):
        vip = self.make_profile(self.filled("ref"), domain="[('company_registry', '!=', False)]", sequence=1)
        self.company.company_registry = "B-1"
        self.assertEqual(self.row(self.company)["profile_id"], vip.id)
        self.company.company_registry = False
        self.assertEqual(self.row(self.company)["profile_id"], self.profile.id)

    def test_scores_never_touch_the_contact(self):
        self.env.flush_all()
        before = self.company.write_date
        self.env.cr.execute("SELECT xmin::text, ctid::text FROM res_partner WHERE id = %s", [self.company.id])
        physical = self.env.cr.fetchone()
        self.env.cr.execute("UPDATE partner_quality SET score = 1 WHERE id = %s", [self.company.id])
        self.company._quality_rescore()
        self.Quality._rescore()
        self.env.cr.execute("SELECT xmin::text, ctid::text FROM res_partner WHERE id = %s", [self.company.id])
        self.assertEqual(self.env.cr.fetchone(), physical)
        self.company.invalidate_recordset()
        self.assertEqual(self.company.write_date, before)

    def test_score_is_read_anew_after_rescoring(self):
        self.assertEqual(self.company.quality_score, 0)
        self.env.cr.execute("UPDATE res_partner SET email = 'a@example.com' WHERE id = %s", [self.company.id])
        self.company.invalidate_recordset(["email"], flush=False)
        self.company._quality_rescore()
        self.assertEqual(self.company.quality_score, 17)
        self.assertNotIn("email", self.company.quality_gap_ids.mapped("name"))
