from .common import QualityCase


class TestDiscovery(QualityCase):
    """Where people are in a database is found in the registry."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.found = {each.model: each for each in cls.env["partner.discovery"]._person_models()}

    def test_links_and_addresses(self):
        self.assertIn("partner_id", self.found["res.users"].links)
        self.assertIn("author_id", self.found["mail.message"].links)
        self.assertIn("email_from", self.found["mail.message"].emails)
        self.assertEqual(self.found["mail.blacklist"].emails, ("email",))
        self.assertIn("number", self.found["phone.blacklist"].phones)
        self.assertIn("partner_ids", self.found["mail.message"].many_links)

    def test_left_out(self):
        self.assertNotIn("res.partner", self.found, "contacts themselves")
        self.assertNotIn("mail.compose.message", self.found, "wizards keep nothing")
        self.assertNotIn("mail.thread", self.found, "mixins have no table")
        for each in self.found.values():
            self.assertFalse(each.model.endswith("report"), "views of the database are no place of their own")

    def test_custom_fields(self):
        self.addCleanup(self.env.registry._setup_models__, self.env.cr, [])
        self.env["ir.model.fields"].create(
            {
                "name": "x_contact_name",
                "field_description": "Who",
                "model_id": self.env["ir.model"]._get_id("res.bank"),
                "ttype": "char",
            }
        )
        found = self.env["partner.discovery"]._person_model(self.env["res.bank"])
        self.assertEqual(found.names[:2], ("x_contact_name", "name"))

    def test_values_by_company_are_no_column_of_links(self):
        self.addCleanup(self.env.registry._setup_models__, self.env.cr, [])
        self.env["ir.model.fields"].create(
            {
                "name": "x_adviser_id",
                "field_description": "Adviser",
                "model_id": self.env["ir.model"]._get_id("res.bank"),
                "ttype": "many2one",
                "relation": "res.partner",
                "company_dependent": True,
            }
        )
        self.assertFalse(self.env["partner.discovery"]._person_model(self.env["res.bank"]).links)

    def test_leads(self):
        if "crm.lead" not in self.env:
            self.skipTest("the app for leads is not installed")
        lead = self.found["crm.lead"]
        self.assertIn("partner_id", lead.links)
        self.assertEqual(lead.emails[0], "email_from")
        self.assertIn("phone", lead.phones)
        self.assertEqual(lead.names[:2], ("contact_name", "partner_name"))
        self.assertNotIn("email_normalized", lead.emails, "derived")
