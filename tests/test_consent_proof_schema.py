"""Proofs of consent follow the schema in docs/."""

import json
from pathlib import Path

import fastjsonschema

from odoo.tests import TransactionCase, tagged

SCHEMA = Path(__file__).parents[1] / "docs" / "consent-proof.schema.json"


@tagged("-at_install", "post_install")
class TestConsentProofSchema(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.validate = staticmethod(fastjsonschema.compile(json.loads(SCHEMA.read_text())))
        cls.purpose = cls.env["partner.consent.purpose"].create(
            {
                "code": "schema_test",
                "name": "Schema",
                "channel_phone": True,
                "data_categories": "Name, e-mail address",
                "recipients": "Printers",
                "retention": "Three years",
            }
        )
        cls.env["partner.consent.text"].create(
            {"purpose_id": cls.purpose.id, "company_id": cls.env.company.id, "lang": "de_CH", "body": "Ja."}
        )
        cls.partner = cls.env["res.partner"].create(
            {"name": "Klara Wiesenthaler", "email": "klara@example.com", "phone": "+43 1 5885812"}
        )

    def record(self, kind, channel="email", **facts):
        facts.setdefault("method", "paper")
        return self.partner._consent_record(self.purpose, channel, kind, **facts)

    def proof(self, consents):
        return json.loads(consents._proof_json())

    def test_proofs(self):
        """Whatever was recorded, with and without wording, date, documents or contact."""
        consents = (
            self.record("granted", documents=[("form.txt", b"signed")], note="Fair")
            | self.record("granted", "phone", act_date=False, method="phone")
            | self.record("objected", "any")
        )
        self.record("withdrawn")
        proof = self.proof(consents)
        self.validate(proof)
        self.assertEqual(len(proof["records"]), 3)
        self.assertTrue(any(event["document_hashes"] for event in proof["records"][0]["events"]))

    def test_without_contact(self):
        """A consent whose contact is gone is proved, too."""
        consent = self.record("granted")
        self.env.flush_all()
        self.env.cr.execute("UPDATE partner_consent SET partner_id = NULL WHERE id = %s", [consent.id])
        self.env.invalidate_all()
        self.validate(self.proof(consent))

    def test_schema_refuses(self):
        """The schema is not so wide that it takes anything."""
        proof = self.proof(self.record("granted"))
        for change in (
            lambda record: record.pop("events"),
            lambda record: record["record_header"].update(record_id="7"),
            lambda record: record["events"][0].update(event_time="yesterday"),
            lambda record: record["events"][0]["chain"].update(hash="x"),
            lambda record: record["consent"].update(state="maybe"),
            lambda record: record.update(surprise=True),
        ):
            broken = json.loads(json.dumps(proof))
            change(broken["records"][0])
            with self.assertRaises(fastjsonschema.JsonSchemaException):
                self.validate(broken)
