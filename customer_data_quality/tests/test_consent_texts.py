"""Wordings of consents and the purposes that they belong to."""

from odoo.exceptions import UserError
from odoo.tests import tagged

from .common_consent import ConsentCase


@tagged("-at_install", "post_install")
class TestConsentTexts(ConsentCase):
    def test_texts_have_versions(self):
        first = self.record(self.anna).text_id
        pattern = first.template_id
        with self.assertRaises(UserError):
            first.body = "Something else"
        self.assertEqual(self.purpose._consent_text("en"), first)
        self.env["partner.consent.text"].create(
            {"purpose_id": self.purpose.id, "lang": "en", "body": "Yes, {company} may write and call."}
        )
        second = self.record(self.anna).event_ids[-1].text_id
        self.assertEqual((second.version, second.template_id.version), (2, 2))
        self.assertIn("call", second.body)
        self.assertNotIn(first, self.env["partner.consent.text"].search([("is_current", "=", True)]))
        action = second.action_new_version()
        own = self.env["partner.consent.text"].browse(action["res_id"])
        own.body = "In our own words"
        self.assertEqual((own.version, own.template_id), (3, pattern.browse()))
        self.assertEqual(self.purpose._consent_text("en"), own)

    def test_versions_within_one_batch(self):
        texts = self.env["partner.consent.text"]
        common = {"purpose_id": self.purpose.id, "body": "Yes, you may write to me."}
        keys = [{"lang": "en"}, {"lang": "fr"}, {}, {"lang": "en", "company_id": self.env.company.id}, {"lang": "fr"}]
        made = texts.create([{**common, **key} for key in keys])
        self.assertEqual(made.mapped("version"), [2, 1, 3, 1, 2], "the shipped pattern in English was the first")

    def test_a_new_name_of_the_company_is_a_new_version(self):
        first = self.record(self.anna).text_id
        self.env.company.name = "Renamed Company"
        second = self.record(self.bert).text_id
        self.assertNotEqual(first, second)
        self.assertIn("Renamed Company", second.body)
        self.assertNotIn("Renamed", first.body)

    def test_purposes_in_use_stay(self):
        self.record(self.anna)
        with self.assertRaises(UserError):
            self.purpose.code = "another"
        with self.assertRaises(UserError):
            self.purpose.legal_basis = "contract"
        with self.assertRaises(UserError):
            self.purpose.unlink()
        fresh = self.make_purpose("test_fresh")
        fresh.code = "fresh_code"
        self.assertEqual(self.env["partner.consent.purpose"]._named("fresh_code"), fresh)
        with self.assertRaises(UserError):
            self.env["partner.consent.purpose"]._named("test_fresh")

    def test_shipped_purposes_have_texts_in_all_languages(self):
        for code in ("newsletter", "phone_marketing", "post_marketing", "customer_file"):
            purpose = self.env.ref(f"customer_data_quality.consent_purpose_{code}")
            langs = set(purpose.text_ids.filtered(lambda text: not text.company_id).mapped("lang"))
            self.assertEqual(langs, {"en", "de", "de_CH", "fr", "it"})
            for lang, wanted in (
                ("de_DE", "de"),
                ("de_CH", "de_CH"),
                ("fr_CH", "fr"),
                ("it_IT", "it"),
                ("pl_PL", "en"),
            ):
                text = purpose._consent_text(lang)
                self.assertEqual(text.lang, wanted)
                self.assertIn(self.env.company.name, text.body)
                self.assertNotIn("{", text.body)
            self.assertNotIn("ß", purpose._consent_text("de_CH").body)
