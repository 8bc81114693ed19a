from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import Form, TransactionCase, new_test_user, tagged


@tagged("-at_install", "post_install")
class TestChecksRecord(TransactionCase):
    """The record of processing activities: generated, completed by hand, generated again."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("de_DE")
        cls.company = cls.env["res.company"].create({"name": "Größe & Söhne <b>AG</b>"})
        cls.officer = new_test_user(
            cls.env,
            "record-officer",
            "customer_data_quality.group_privacy_officer",
            company_id=cls.company.id,
            company_ids=[Command.set(cls.company.ids)],
        )
        cls.Activity = cls.env["partner.processing.activity"].with_user(cls.officer)
        cls.purpose = cls.env["partner.consent.purpose"].create(
            {
                "name": "Raffle",
                "code": "record_raffle",
                "description": "A raffle",
                "data_categories": "Name, guess",
                "retention": "Until the draw",
                "is_sensitive": True,
            }
        )
        cls.purpose.with_context(lang="de_DE").description = "Eine Verlosung"
        cls.Activity.action_generate()
        cls.raffle = cls.of("purpose:record_raffle")

    @classmethod
    def of(cls, source):
        return cls.Activity.with_context(active_test=False).search([("source", "=", source)])

    def test_from_purposes(self):
        raffle = self.raffle
        self.assertEqual((raffle.name, raffle.purpose, raffle.legal_basis), ("Raffle", "A raffle", "consent"))
        self.assertEqual((raffle.data_categories, raffle.time_limits), ("Name, guess", "Until the draw"))
        self.assertEqual((raffle.company_id, raffle.is_sensitive), (self.company, True))
        self.assertEqual(raffle.with_context(lang="de_DE").purpose, "Eine Verlosung")
        self.assertEqual(raffle.missing, "Recipients, Other Countries")

    def test_from_apps(self):
        models = {name: set(self.of(f"app:{name}").model_names) for name in ("contacts", "mail", "base")}
        self.assertEqual(models["contacts"], {"res.partner"})
        self.assertIn("mail.message", models["mail"])
        self.assertIn("res.users", models["base"])
        holders = {each.model for each in self.env["partner.discovery"]._person_models()}
        self.assertEqual(self.of("app:contacts").places, "Contact")
        listed = {name for activity in self.Activity.search([]) for name in activity.model_names}
        self.assertFalse({name for name in holders - listed if not name.startswith("ir.")}, "in no activity")

    def test_from_leads(self):
        if "crm.lead" not in self.env:
            self.skipTest("the app for leads is not installed")
        self.assertIn("crm.lead", self.of("app:crm").model_names)
        self.assertEqual(self.of("app:crm").legal_basis, "legitimate_interests")

    def test_generated_again(self):
        count = self.Activity.search_count([])
        self.assertEqual(self.Activity._generate(self.company), (0, 0))
        self.assertEqual(self.Activity.search_count([]), count)

    def test_by_hand_is_kept(self):
        self.raffle.write({"purpose": "Our yearly raffle", "legal_basis": "contract", "recipients": "The notary"})
        self.raffle.time_limits = False
        self.purpose.write(
            {"description": "Two raffles", "retention": "A year", "data_categories": "Name", "name": "Raffles"}
        )
        self.purpose.is_sensitive = False
        made, changed = self.Activity._generate(self.company)
        self.assertEqual((made, changed), (0, 1))
        raffle = self.raffle
        self.assertEqual(
            (raffle.purpose, raffle.legal_basis, raffle.recipients), ("Our yearly raffle", "contract", "The notary")
        )
        self.assertFalse(raffle.time_limits, "emptied on purpose")
        self.assertEqual((raffle.name, raffle.data_categories), ("Raffles", "Name"), "untouched texts follow")
        self.assertFalse(raffle.is_sensitive)

    def test_languages_are_told_apart(self):
        self.raffle.with_context(lang="de_DE").purpose = "Unsere Verlosung"
        self.purpose.description = "A better raffle"
        self.Activity._generate(self.company)
        self.assertEqual(self.raffle.purpose, "A better raffle")
        self.assertEqual(self.raffle.with_context(lang="de_DE").purpose, "Unsere Verlosung")

    def test_language_that_is_new(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        self.purpose.with_context(lang="fr_FR").description = "Une tombola"
        self.Activity._generate(self.company)
        self.assertEqual(self.raffle.with_context(lang="fr_FR").purpose, "Une tombola")
        self.assertEqual(self.raffle.purpose, "A raffle")

    def test_gone_and_archived(self):
        self.purpose.active = False
        self.Activity._generate(self.company)
        self.assertTrue(self.raffle.is_gone)
        self.assertTrue(self.raffle.exists(), "people decide whether it has ended")
        self.purpose.active = True
        self.raffle.active = False
        self.assertEqual(self.Activity._generate(self.company)[0], 0, "what was archived does not come again")
        self.assertFalse(self.raffle.is_gone)

    def test_by_hand(self):
        with Form(self.Activity) as form:
            form.name = "Video at the door"
            form.role = "processor"
            form.clients = "Landlord"
        own = form.record
        self.assertEqual(own.missing, "Purpose, Other Countries")
        self.Activity._generate(self.company)
        self.assertTrue(own.exists())
        own.write({"purpose": "Safety", "third_countries": "None"})
        self.assertFalse(own.missing)
        own.action_confirm()
        self.assertEqual(own.reviewed_user_id, self.officer)

    def test_companies_and_roles(self):
        other = self.env["partner.processing.activity"].create({"name": "Other", "company_id": self.env.company.id})
        self.assertNotIn(other, self.Activity.search([]))
        with self.assertRaises(AccessError):
            other.with_user(self.officer).read(["name"])
        steward = new_test_user(self.env, "record-steward", "customer_data_quality.group_steward")
        with self.assertRaises(AccessError):
            self.Activity.with_user(steward).search([])
        with self.assertRaises(AccessError):
            self.Activity.with_user(steward).action_generate()

    def test_measures(self):
        self.env["partner.security.check"]._run(self.env.user)
        check = self.env["partner.security.check"].search([("code", "=", "backups")])
        text = "Daily backups whose restoration is tested"
        self.assertNotIn(text, self.raffle.general_measures)
        check.write({"state": "passed"})
        self.env.invalidate_all()
        self.assertIn(text, self.raffle.general_measures)

    def test_report(self):
        self.company.privacy_contact_id = self.env["res.partner"].create(
            {"name": "Dora Datenhüter", "email": "privacy@example.com"}
        )
        self.raffle.recipients = "<script>alert(1)</script>"
        action = self.Activity.action_print_all()
        self.assertEqual(action["report_name"], "customer_data_quality.processing_record")
        html, kind = (
            self.env["ir.actions.report"]
            .with_user(self.officer)
            ._render_qweb_html("customer_data_quality.processing_record", self.Activity.search([]).ids)
        )
        text = html.decode()
        self.assertEqual(kind, "html")
        for part in (
            "Dora Datenhüter",
            "A raffle",
            "Größe &amp; Söhne &lt;b&gt;AG",
            "Other Countries",
            "Not confirmed yet",
        ):
            self.assertIn(part, text)
        self.assertNotIn("<script>alert(1)", text)
        german = self.env["ir.actions.report"].with_user(self.officer).with_context(lang="de_DE")
        text = german._render_qweb_html("customer_data_quality.processing_record", self.raffle.ids)[0].decode()
        self.assertIn("Eine Verlosung", text)

    def test_retention_rules(self):
        if "partner.retention.rule" not in self.env:
            self.skipTest("the room for retention is not there")
        rule = self.env["partner.retention.rule"].create({"name": "Old prospects", "months": 36})
        # that a rule was tried before is not what is tested here
        self.env.flush_all()
        self.env.cr.execute("UPDATE partner_retention_rule SET enabled = TRUE WHERE id = %s", rule.ids)
        self.env.invalidate_all()
        self.Activity._generate(self.company)
        for source in ("app:contacts", "app:mail"):
            self.assertIn("Old prospects: 36 months", self.of(source).time_limits)
