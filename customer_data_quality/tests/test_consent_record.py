"""Recording, and what other code is told."""

import json
from datetime import timedelta
from unittest.mock import patch

from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import tagged

from ..models.consent.channels import CODES
from ..models.consent.recording import Recording
from .common_consent import ConsentCase

WITHOUT_BASIS = [("consent_purpose_ids", "not any", [("legal_basis", "=", "consent")])]


@tagged("-at_install", "post_install")
class TestConsentRecord(ConsentCase):
    def test_from_nothing_to_a_proof(self):
        self.assertFalse(self.allowed(self.anna))
        consent = self.record(
            self.anna,
            contact_point="Anna@Example.com",
            note="Fair",
            documents=[("form.txt", b"signed")],
            ip_address="203.0.113.9",
            user_agent="Test\0",
        )
        self.assertEqual((consent.state, consent.light, consent.is_allowed), ("granted", "green", True))
        self.assertEqual((consent.contact_point, consent.point_key), ("Anna@Example.com", "anna@example.com"))
        self.assertEqual(consent.text_id.body, f"Yes, {self.env.company.name} may write to me.")
        event = consent.event_ids
        self.assertEqual((event.note, event.contact_point, event.user_agent), ("Fair", "Anna@Example.com", "Test"))
        self.assertEqual((event.user_id, event.method), (self.env.user, "paper"))
        self.assertEqual(event.attachment_ids.raw, b"signed")
        self.assertEqual(len(event.document_hashes), 64)
        self.assertNotIn("203.0.113.9", json.dumps([event[name] for name in ("details", "text_hash", "digest")]))
        self.assertEqual(self.allowed(self.anna | self.bert), self.anna)
        self.assertTrue(self.anna._consent_allows("test_news", "email"))

    def test_in_the_contacts_language(self):
        self.env["res.lang"]._activate_lang("de_DE")
        self.bert.lang = "de_DE"
        self.assertTrue(self.record(self.bert).text_id.body.startswith("Ja, "))
        text = self.record(self.bert, lang="fr").event_ids[-1].text_id
        self.assertEqual(text.lang, "en", "the nearest there is")

    def test_the_address_is_frozen(self):
        self.record(self.anna)
        self.record(self.anna, channel="phone")
        self.assertTrue(self.allowed(self.anna, "phone"))
        self.anna.email = "anna.new@example.com"
        self.anna.phone = "+49 30 23125 002"
        self.assertFalse(self.allowed(self.anna))
        self.assertFalse(self.allowed(self.anna, "phone"))
        self.assertFalse(self.allowed(self.anna, "sms"))
        self.anna.write(
            {"email": "ANNA@example.com", "phone": "030 23125001", "country_id": self.env.ref("base.de").id}
        )
        self.assertTrue(self.allowed(self.anna))
        self.assertTrue(self.allowed(self.anna, "phone"))

    def test_what_is_no_address_and_no_number(self):
        """A contact whose address and number can't be read is shown all the same, and may not be written to."""
        self.record(self.anna)
        self.record(self.anna, channel="phone")
        self.anna.write({"email": "nobody", "phone": "nobody"})
        self.assertTrue(self.anna.consent_lights)
        self.assertEqual(self.anna.consent_call_light, "grey")
        self.assertFalse(self.allowed(self.anna))
        self.assertFalse(self.allowed(self.anna, "phone"))

    def test_latest_act_counts_not_the_latest_entry(self):
        self.record(self.anna, "withdrawn", days=3, method="phone")
        consent = self.record(self.anna, "granted", days=10)
        self.assertEqual((consent.state, consent.is_allowed), ("withdrawn", False))
        self.assertEqual(self.record(self.anna, "granted", days=1).state, "granted")
        self.assertEqual(self.record(self.anna, "withdrawn", act_date=False).state, "withdrawn")
        self.assertEqual(self.record(self.anna, "granted", act_date=False).state, "withdrawn")

    def test_double_opt_in(self):
        purpose = self.make_purpose("test_doi", double_opt_in=True, channel_phone=True)
        consent = self.anna._consent_record(purpose, "email", method="web_form")
        self.assertEqual((consent.is_allowed, consent.light), (False, "amber"))
        self.assertFalse(self.allowed(self.anna, purpose=purpose))
        self.record(self.anna, "requested", purpose=purpose)
        self.record(self.anna, "confirmed", purpose=purpose, method="email_link")
        self.assertTrue(self.allowed(self.anna, purpose=purpose))
        self.assertEqual(consent.event_ids[-1].text_id, consent.event_ids[0].text_id)
        self.record(self.anna, channel="phone", purpose=purpose)
        self.assertTrue(self.allowed(self.anna, "phone", purpose=purpose), "only mails are confirmed by mail")

    def test_a_no_without_address_is_about_all_of_them(self):
        first = self.record(self.anna)
        self.anna.email = "anna.new@example.com"
        second = self.record(self.anna)
        self.assertNotEqual(first, second)
        self.record(self.anna, "withdrawn")
        self.assertEqual((first | second).mapped("state"), ["withdrawn", "withdrawn"])

    def test_a_no_with_an_address_is_about_that_one(self):
        first = self.record(self.anna)
        self.anna.email = "anna.new@example.com"
        second = self.record(self.anna)
        self.record(self.anna, "withdrawn", contact_point="anna@example.com")
        self.assertEqual([first.state, second.state], ["withdrawn", "granted"])
        self.assertTrue(self.allowed(self.anna))

    def test_objection_to_marketing(self):
        other = self.make_purpose("test_offers")
        service = self.make_purpose("test_service", is_marketing=False)
        for purpose in (self.purpose, other, service):
            self.record(self.anna, purpose=purpose, days=1)
        self.record(self.anna, "objected", channel="any")
        self.assertFalse(self.allowed(self.anna))
        self.assertFalse(self.allowed(self.anna, purpose=other), "an objection is about all direct marketing")
        self.assertTrue(self.allowed(self.anna, purpose=service))
        lights = {consent.purpose_id: consent.light for consent in self.anna.consent_ids if consent.channel == "email"}
        self.assertEqual(lights, {self.purpose: "red", other: "red", service: "green"})
        new = self.make_purpose("test_later")
        self.assertFalse(self.allowed(self.anna, purpose=new))
        self.record(self.anna, purpose=other, act_date=fields.Datetime.now() + timedelta(seconds=2))
        self.assertTrue(self.allowed(self.anna, purpose=other), "a new consent lifts it for its purpose")
        self.assertFalse(self.allowed(self.anna))

    def test_purposes_that_need_no_consent(self):
        purpose = self.make_purpose("test_letters", legal_basis="legitimate_interests", channel_post=True)
        both = self.anna | self.bert
        self.assertEqual(self.allowed(both, "post", purpose), both)
        self.record(self.anna, "objected", "post", purpose=purpose)
        self.assertEqual(self.allowed(both, "post", purpose), self.bert)
        self.assertEqual(self.allowed(both, "email", purpose), both)
        self.record(self.anna, "withdrawn", "any", purpose=purpose)
        self.assertEqual(self.allowed(both, "email", purpose), self.bert)

    def test_validity_and_expiry(self):
        purpose = self.make_purpose("test_short", validity_months=12)
        consent = self.record(self.anna, purpose=purpose, days=400)
        fresh = self.record(self.bert, purpose=purpose, days=350)
        self.assertFalse(self.allowed(self.anna, purpose=purpose), "not even before the scheduler has run")
        self.assertEqual(fresh.light, "amber")
        with patch.object(type(self.env["ir.cron"]), "_commit_progress", lambda *_args, **_options: 60):
            self.Consent._cron_expire()
        self.assertEqual((consent.state, consent.light, fresh.state), ("expired", "grey", "granted"))
        self.assertEqual(consent.event_ids[-1].kind, "expired")
        self.assertEqual(self.record(self.anna, purpose=purpose).state, "granted")
        purpose.validity_months = 0
        self.assertFalse(fresh.valid_until)

    def test_use_and_dormancy(self):
        consent = self.record(self.anna, days=900)
        self.assertTrue(consent.is_dormant)
        self.assertEqual(consent.light, "amber")
        self.assertTrue(self.allowed(self.anna), "a warning ends nothing")
        self.assertIn(consent, self.Consent.search([("is_dormant", "=", True)]))
        self.anna._consent_used(self.purpose, "email")
        self.assertFalse(consent.is_dormant)
        self.assertNotIn(consent, self.Consent.search([("is_dormant", "=", True)]))
        self.assertIn(consent, self.Consent.search([("is_dormant", "=", False)]))
        self.assertEqual(len(consent.event_ids), 1)

    def test_calls_are_proved_for_five_years(self):
        consent = self.record(self.anna, channel="phone", days=30)
        granted = consent.granted_at
        self.assertEqual(consent.keep_until, granted.date().replace(year=granted.year + 5))
        self.anna._consent_used(self.purpose, "phone")
        self.assertEqual(consent.event_ids.mapped("kind"), ["granted", "used"])
        self.assertEqual(consent.keep_until.year, fields.Date.today().year + 5)
        (self.anna | self.bert)._consent_used(self.purpose, "phone")
        self.assertEqual(len(consent.event_ids), 3)

    def test_exemptions_need_all_their_conditions(self):
        exemption = self.env.ref("customer_data_quality.consent_exemption_uwg_7_3")
        self.purpose.exemption_ids = exemption
        conditions = exemption.condition_ids.ids
        with self.assertRaisesRegex(UserError, "all its conditions"):
            self.record(self.anna, "exempted", exemption=exemption, details={"conditions": conditions[1:]})
        with self.assertRaises(UserError):
            self.record(self.anna, "exempted")
        consent = self.record(self.anna, "exempted", exemption=exemption, details={"conditions": conditions})
        self.assertEqual((consent.state, consent.exemption_id), ("exempt", exemption))
        self.assertTrue(self.allowed(self.anna))
        self.record(self.anna, "objected")
        consent = self.record(self.anna, "exempted", exemption=exemption, details={"conditions": conditions})
        self.assertEqual(consent.state, "objected")

    def test_refused(self):
        nobody = self.Partner.create({"name": "Nobody"})
        tomorrow = fields.Datetime.now() + timedelta(days=1)
        for expected, act in (
            ("no address", lambda: self.record(nobody)),
            ("lies ahead", lambda: self.record(self.anna, act_date=tomorrow)),
            ("not meant for", lambda: self.record(self.anna, channel="messenger")),
            ("no channel", lambda: self.record(self.anna, channel="pigeon")),
            ("no channel", lambda: self.record(self.anna, channel="any")),
            ("nothing that can be recorded", lambda: self.record(self.anna, "praised")),
            ("nothing that can be recorded", lambda: self.record(self.anna, "erased")),
            ("no way of recording", lambda: self.record(self.anna, method="dream")),
            ("no purpose", lambda: self.anna._consent_record("missing", "email", method="paper")),
            ("no purpose", lambda: self.anna._consent_allows("missing", "email")),
            ("no channel", lambda: self.anna._consent_allows(self.purpose, "any")),
            ("e-mail address", lambda: self.record(self.anna, contact_point="nonsense")),
            ("with the date", lambda: self.record(self.anna, method="import", note="Form")),
            ("with its source", lambda: self.record(self.anna, method="import", days=1)),
        ):
            with self.subTest(expected=expected), self.assertRaisesRegex(UserError, expected):
                act()
        self.assertFalse(self.anna.consent_ids)

    def test_import_proves_the_source_and_claims_no_wording(self):
        consent = self.record(self.anna, method="import", days=100, note="Former system")
        self.assertEqual(consent.state, "granted")
        self.assertFalse(consent.event_ids.text_id)

    def test_many_at_once(self):
        contacts = self.Partner.create([{"name": f"N{n}", "email": f"n{n}@example.com"} for n in range(20)])
        consents = self.record(contacts, documents=[("list.txt", b"list")])
        self.assertEqual(consents.partner_id, contacts)
        self.assertEqual(list(consents.partner_id.ids), list(contacts.ids))
        self.assertEqual(self.allowed(contacts[::-1]), contacts[::-1], "in the order given")

    def test_many_cost_no_more_statements(self):
        """All rows are made by one statement, and documents are read once, however many contacts they are about."""
        contacts = self.Partner.create([{"name": f"N{n}", "email": f"n{n}@example.com"} for n in range(30)]).sudo()

        def heads(partners):
            return Recording(partners, self.purpose, "email", "granted", "paper", self.env.company, {})._heads()

        self.env.flush_all()
        few = self._queries(lambda: heads(contacts[:2]))
        self.assertLessEqual(self._queries(lambda: heads(contacts)), few + 2)
        with patch.object(Recording, "_documents", autospec=True, side_effect=Recording._documents) as documents:
            events = self.record(contacts, documents=((name, b"list") for name in ("list.txt",))).event_ids
        documents.assert_called_once()
        self.assertEqual(len(set(events.mapped("document_hashes"))), 1)
        self.assertTrue(events[0].document_hashes)
        domain = [("res_model", "=", events._name), ("res_id", "in", events.ids)]
        self.assertEqual(self.env["ir.attachment"].search_count(domain), 30)

    def test_one_query(self):
        self.record(self.anna)
        both = self.anna | self.bert
        self.anna._consent_allows("test_news", "email")
        self.env.flush_all()
        with self.assertQueryCount(1):
            self.allowed(both)
        with self.assertQueryCount(1):
            self.anna._consent_allows("test_news", "email")

    def test_domain_says_the_same(self):
        self.record(self.anna)
        everybody = self.anna | self.bert
        for channel in CODES:
            found = self.Partner.search(self.Partner._consent_domain(self.purpose, channel))
            self.assertEqual(found & everybody, self.allowed(everybody, channel))

    def test_companies(self):
        other = self.env["res.company"].create({"name": "Other Company"})
        self.record(self.anna)
        self.assertFalse(self.allowed(self.anna, company=other))
        consent = self.record(self.anna, company=other, days=1)
        self.assertEqual(consent.company_id, other)
        self.assertIn("Other Company", consent.text_id.body)
        self.record(self.anna, "objected", "any", company=other)
        self.assertTrue(self.allowed(self.anna))
        self.assertFalse(self.allowed(self.anna, company=other))
        self.bert.company_id = other
        self.assertEqual(self.record(self.bert).company_id, other)
        self.Event._seal()
        numbers = self.Event.search([("company_id", "=", other.id)]).mapped("sequence")
        self.assertEqual(numbers, [1, 2, 3, 4][: len(numbers)], "a chain for each company")
        self.assertEqual(self.Event._verify_chain(other), [])
        own = self.make_purpose("test_own", company_id=other.id)
        with self.assertRaisesRegex(UserError, "alone"):
            self.record(self.anna, purpose=own)

    def test_deleted_contact_leaves_the_proof(self):
        consent = self.record(self.bert)
        number = self.bert.id
        self.bert.unlink()
        self.assertTrue(consent.exists())
        self.assertFalse(consent.partner_id)
        self.assertEqual((consent.event_ids.contact_ref, consent.contact_point), (number, "bert@example.com"))

    def test_status(self):
        self.record(self.anna)
        self.record(self.anna, "refused", "phone")
        entries = {(e["purpose"], e["channel"]): e for e in self.anna._consent_status()}
        lights = {channel: entries[self.purpose, channel]["light"] for channel in ("email", "phone", "sms")}
        self.assertEqual(lights, {"email": "green", "phone": "red", "sms": "grey"})
        self.assertEqual(entries[self.purpose, "sms"]["reason"], "Nobody has asked.")
        self.anna.email = "new@example.com"
        entries = {(e["purpose"], e["channel"]): e for e in self.anna._consent_status()}
        self.assertIn("earlier address", entries[self.purpose, "email"]["reason"])
        contacts = self.Partner.create([{"name": f"N{n}", "email": f"n{n}@example.com"} for n in range(30)])
        self.env.flush_all()
        few = self._queries(lambda: contacts[:3]._consent_statuses(self.env.company))
        many = self._queries(lambda: contacts._consent_statuses(self.env.company))
        self.assertLessEqual(many, few + 2)

    def _queries(self, act):
        before = self.env.cr.sql_log_count
        act()
        return self.env.cr.sql_log_count - before

    def test_search_and_filters(self):
        self.record(self.anna)
        expiring = self.make_purpose("test_short", validity_months=12)
        self.record(self.bert, purpose=expiring, days=350)
        both = [("id", "in", (self.anna | self.bert).ids)]
        for domain, expected in (
            ([("consent_purpose_ids", "in", self.purpose.ids)], self.anna),
            ([("consent_purpose_ids", "not in", self.purpose.ids)], self.bert),
            ([("consent_purpose_ids.code", "=", "test_short")], self.bert),
            (WITHOUT_BASIS, self.Partner),
            ([("consent_purpose_ids", "=", False)], self.Partner),
            ([("consent_ids", "any", [("is_allowed", "=", True), ("valid_until", "<=", "today +30d")])], self.bert),
            ([("consent_ids", "any", [("is_dormant", "=", True)])], self.Partner),
        ):
            with self.subTest(domain=domain):
                self.assertEqual(self.Partner.search(domain + both), expected)
        self.record(self.anna, "withdrawn")
        self.assertEqual(self.Partner.search([*WITHOUT_BASIS, *both]), self.anna)
        letters = self.env.ref("customer_data_quality.consent_purpose_post_marketing")
        self.assertEqual(self.bert.consent_purpose_ids, expiring | letters, "letters need no consent")

    def test_coverage(self):
        self.record(self.anna)
        self.record(self.bert, "refused")
        self.env.flush_all()
        row = self.env["partner.consent.coverage"].search(
            [("purpose_id", "=", self.purpose.id), ("channel", "=", "email"), ("company_id", "=", self.env.company.id)]
        )
        self.assertEqual((row.allowed, row.closed, row.waiting), (1, 1, 0))
        self.assertGreaterEqual(row.contacts, 2)
        self.assertAlmostEqual(row.share, 100 / row.contacts, 3)
