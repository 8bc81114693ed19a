from odoo.tests import tagged

from .common import QualityCase


@tagged("-at_install", "post_install")
class TestShipped(QualityCase):
    """The profiles and rules that a company starts with."""

    shipped = True

    def setUp(self):
        super().setUp()
        self.profiles = {
            name: self.env.ref(f"customer_data_quality.profile_{name}")
            for name in ("address", "supplier", "company", "person", "private")
        }
        self.rules = self.Rule.search([("profile_id", "in", [profile.id for profile in self.profiles.values()])])

    def test_all_can_be_applied(self):
        self.assertFalse([profile.name for profile in self.profiles.values() if profile.problem])
        self.assertFalse([(rule.name, rule.problem) for rule in self.rules if rule.problem])
        self.assertEqual(len(self.Profile._ruleset().profiles), len(self.Profile.search([])))

    def test_each_says_what_to_do_and_why(self):
        self.assertGreater(len(self.rules), 60)
        for rule in self.rules:
            with self.subTest(rule=rule.name):
                self.assertTrue(rule.hint and rule.reason and rule.weight)
        self.assertTrue(all(profile.description for profile in self.profiles.values()))

    def test_nothing_stops_work_on_the_first_day(self):
        self.assertFalse(self.rules.filtered(lambda rule: rule.entry == "require"))

    def test_upgrades_leave_changes_alone(self):
        data = self.env["ir.model.data"].search(
            [
                ("module", "=", "customer_data_quality"),
                ("model", "in", ["partner.quality.rule", "partner.quality.profile"]),
            ]
        )
        self.assertEqual(len(data), len(self.rules) + len(self.profiles))
        self.assertTrue(all(data.mapped("noupdate")))

    def test_who_gets_which_profile(self):
        company = self.Partner.create({"name": "Moser GmbH", "is_company": True})
        tag = self.env["res.partner.category"].create({"name": "Lieferant"})
        expected = {
            "company": company,
            "supplier": self.Partner.create({"name": "Stahl AG", "is_company": True, "category_id": tag.ids}),
            "person": self.Partner.create({"name": "Anna Huber", "parent_id": company.id}),
            "private": self.Partner.create({"name": "Bea Frei"}),
            "address": self.Partner.create({"name": "Lager", "parent_id": company.id, "type": "delivery"}),
        }
        for name, partner in expected.items():
            self.assertEqual(partner.quality_profile_id, self.profiles[name], name)
        colleague = self.env["res.users"].create({"name": "Colleague", "login": "colleague@example.com"})
        self.assertFalse(colleague.partner_id.quality_profile_id, "colleagues are not rated")

    def test_supplier_by_tag(self):
        company = self.Partner.create({"name": "Stahl AG", "is_company": True})
        self.assertFalse(company.quality_is_supplier)
        for name in ("Supplier", "Lieferant"):
            company.category_id = self.env["res.partner.category"].create({"name": name})
            self.assertTrue(company.quality_is_supplier)
            self.assertEqual(company.quality_profile_id, self.profiles["supplier"])
            self.assertIn(company, self.Partner.search([("quality_is_supplier", "=", True)]))
            company.category_id = False
            self.assertNotIn(company, self.Partner.search([("quality_is_supplier", "=", True)]))
        self.assertEqual(company.quality_profile_id, self.profiles["company"])

    def test_supplier_by_vendor_bills(self):
        if "supplier_rank" not in self.Partner._fields:
            self.skipTest("only where Invoicing is installed do contacts have a supplier rank")
        company = self.Partner.create({"name": "Stahl AG", "is_company": True})
        company.supplier_rank = 1
        self.assertEqual(company.quality_profile_id, self.profiles["supplier"])
        company.supplier_rank = 0
        self.assertEqual(company.quality_profile_id, self.profiles["company"])

    def test_a_complete_company_gets_full_marks(self):
        company = self.Partner.create(
            {
                "name": "Tischlerei Moser GmbH",
                "is_company": True,
                "street": "Hauptstraße 1",
                "zip": "8010",
                "city": "Graz",
                "country_id": self.austria.id,
                "email": "office@moser.example",
                "phone": "+43 1 5050100",
                "website": "https://www.moser.example",
                "vat": "ATU12345675",
                "industry_id": self.env["res.partner.industry"].search([], limit=1).id,
                "user_id": self.env.ref("base.user_admin").id,
                "lang": "en_US",
                "child_ids": [(0, 0, {"name": "Anna Moser"})],
            }
        )
        self.assertEqual((company.quality_score, company.quality_grade), (100, "A"))
        self.assertFalse(company.quality_gap_ids)
        self.assertEqual(company.quality_completeness, 100)

    def test_a_careless_company_gets_none(self):
        company = self.Partner.create({"name": "TESTFIRMA", "is_company": True, "street": "xxx", "lang": False})
        self.assertEqual(company.quality_grade, "E")
        names = set(company.quality_gap_ids.mapped("name"))
        self.assertLessEqual({"Name is not in capitals", "Street is no placeholder", "E-mail", "Country"}, names)

    def test_private_notes_are_unwanted(self):
        person = self.Partner.create({"name": "Bea Frei"})
        before = person.quality_score
        person.comment = "<p>divorced</p>"
        self.assertIn("No free notes on a private person", person.quality_gap_ids.mapped("name"))
        self.assertLess(person.quality_score, before)
