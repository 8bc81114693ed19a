"""Consents that colleagues record by hand."""

from odoo import Command
from odoo.exceptions import UserError
from odoo.tests import tagged

from .common_consent import ConsentCase


@tagged("-at_install", "post_install")
class TestConsentWizard(ConsentCase):
    def wizard(self, partners, **values):
        return self.env["partner.consent.record"].create(
            {"partner_ids": [Command.set(partners.ids)], "purpose_id": self.purpose.id, "channel": "email", **values}
        )

    def test_by_phone(self):
        wizard = self.wizard(self.anna)
        self.assertEqual(wizard.contact_point, "anna@example.com")
        self.assertIn(self.env.company.name, wizard.words)
        with self.assertRaisesRegex(UserError, "heard or read"):
            wizard.action_record()
        wizard.was_read = True
        wizard.action_record()
        consent = self.anna.consent_ids
        self.assertEqual((consent.state, consent.method, consent.text_id.body), ("granted", "phone", wizard.words))

    def test_in_bulk(self):
        nobody = self.Partner.create({"name": "Nobody"})
        wizard = self.wizard(self.anna | self.bert | nobody, was_read=True, method="paper")
        self.assertTrue(wizard.skipped.startswith("1 "))
        with self.assertRaisesRegex(UserError, "where the consents come from"):
            wizard.action_record()
        document = self.env["ir.attachment"].create({"name": "list.txt", "raw": b"names"})
        wizard.attachment_ids = document
        wizard.action_record()
        self.assertEqual(self.allowed(self.anna | self.bert | nobody), self.anna | self.bert)
        copies = self.anna.consent_ids.event_ids.attachment_ids
        self.assertEqual(copies.raw, b"names")
        self.assertNotEqual(copies, document)

    def test_words_follow_the_language(self):
        wizard = self.wizard(self.anna, lang="de")
        self.assertTrue(wizard.words.startswith("Ja, "))
        wizard.kind = "withdrawn"
        self.assertFalse(wizard.words)
        wizard.channel = "any"
        wizard.action_record()
        self.assertEqual(self.anna.consent_ids.mapped("state"), ["withdrawn"])

    def test_exemption(self):
        exemption = self.env.ref("customer_data_quality.consent_exemption_uwg_7_3")
        self.purpose.exemption_ids = exemption
        wizard = self.wizard(self.anna, kind="exempted", exemption_id=exemption.id)
        with self.assertRaises(UserError):
            wizard.action_record()
        wizard.condition_ids = exemption.condition_ids
        wizard.action_record()
        self.assertEqual(self.anna.consent_ids.state, "exempt")

    def test_undated(self):
        self.wizard(self.anna, was_read=True, is_undated=True).action_record()
        self.assertFalse(self.anna.consent_ids.granted_at)
        self.assertTrue(self.allowed(self.anna))

    def test_import(self):
        result = self.env["partner.consent.import"].load(
            ["email", "purpose_id/.id", "channel", "kind", "act_date", "source"],
            [
                ["anna@example.com", str(self.purpose.id), "email", "granted", "2026-02-01 10:00:00", "Old shop"],
                ["bert@example.com", str(self.purpose.id), "email", "withdrawn", "2026-02-01 10:00:00", "Old shop"],
            ],
        )
        self.assertFalse(result["messages"])
        self.assertEqual(self.allowed(self.anna | self.bert), self.anna)
        self.assertEqual(self.anna.consent_ids.event_ids.note, "Old shop")
        for row in (
            ["anna@example.com", str(self.purpose.id), "email", "granted", "", "Old shop"],
            ["anna@example.com", str(self.purpose.id), "email", "granted", "2026-02-01 10:00:00", ""],
            ["unknown@example.com", str(self.purpose.id), "email", "granted", "2026-02-01 10:00:00", "Old shop"],
        ):
            result = self.env["partner.consent.import"].load(
                ["email", "purpose_id/.id", "channel", "kind", "act_date", "source"], [row]
            )
            self.assertTrue(result["messages"], row)
            self.assertFalse(result["ids"])
