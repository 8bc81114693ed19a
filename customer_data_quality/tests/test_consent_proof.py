import io
import json
import shutil

from freezegun import freeze_time
from pypdf import PdfReader

from odoo.exceptions import UserError
from odoo.tests import new_test_user, tagged

from .common_consent_public import ConsentPublicCase

REPORT = "customer_data_quality.consent_proof_report"
PASSWORD = "a long password of a test"


@tagged("-at_install", "post_install")
class TestConsentProof(ConsentPublicCase):
    """Proof of consents as PDF and JSON."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        groups = {"user": "group_user", "officer": "group_privacy_officer"}
        cls.users = {
            role: new_test_user(
                cls.env,
                f"consent-proof-{role}",
                f"base.group_user,customer_data_quality.{group}",
                password=PASSWORD,
            )
            for role, group in groups.items()
        }

    def setUp(self):
        super().setUp()
        with freeze_time(self.ago(days=9)):
            self.consent, path = self.ask()
            self.post(path, answer="yes")
        self.env.invalidate_all()

    def proof(self, role="officer", consents=None):
        return (consents or self.consent).with_user(self.users[role])._proof()

    def test_record(self):
        """The proof holds the wording, all events with their place in the chain, and the check of the chain."""
        proof = self.proof()
        (record,) = proof["records"]
        self.assertEqual(record["record_header"]["record_id"], f"consent-{self.consent.id}")
        self.assertEqual(record["record_header"]["pii_principal_id"], f"partner-{self.klara.id}")
        self.assertEqual(record["pii_processing"]["lawful_basis"], "consent")
        self.assertEqual(record["pii_processing"]["privacy_notice"], "https://blumen.example/privacy")
        self.assertEqual(record["party_identification"][0]["party_name"], "Blumen Nirgends")
        self.assertEqual([event["kind"] for event in record["events"]], ["requested", "confirmed"])
        self.assertEqual(
            [event["event_state"] for event in record["events"]], ["consent requested", "consent confirmed"]
        )
        (text,) = record["consent"]["texts"]
        self.assertEqual(text["body"], "I agree to Test Newsletter of Blumen Nirgends.")
        self.assertEqual(record["consent"]["contact_point"], "klara.wiesenthaler@example.com")
        self.assertTrue(record["consent"]["may_be_relied_upon"])
        for event in record["events"]:
            self.assertTrue(event["chain"]["hash"] and event["chain"]["number"])
        first, second = record["events"]
        self.assertEqual(second["chain"]["previous_hash"], first["chain"]["hash"])
        (chain,) = proof["chains"]
        self.assertTrue(chain["is_intact"], chain)
        self.assertEqual(chain["last_hash"], second["chain"]["hash"])

    def test_withdrawn(self):
        """A withdrawn consent can be proved just as well."""
        self.post(self.preferences(), withdraw="test_newsletter:email")
        self.env.invalidate_all()
        (record,) = self.proof()["records"]
        self.assertEqual(record["consent"]["state"], "withdrawn")
        self.assertFalse(record["consent"]["may_be_relied_upon"])
        self.assertEqual([event["kind"] for event in record["events"]], ["requested", "confirmed", "withdrawn"])

    def test_tampered(self):
        """The proof says that somebody has changed rows in the database."""
        self.proof()
        self.env.cr.execute("ALTER TABLE partner_consent_event DISABLE TRIGGER USER")
        self.env.cr.execute(
            "UPDATE partner_consent_event SET kind = 'granted' WHERE consent_id = %s AND kind = 'requested'",
            [self.consent.id],
        )
        self.env.invalidate_all()
        (chain,) = self.proof()["chains"]
        self.assertFalse(chain["is_intact"])
        self.assertTrue(chain["problems"])
        page = self.html()
        self.assertIn("is not intact", page)

    def test_addresses_of_browsers(self):
        """Addresses of browsers are for privacy officers."""
        for role, address in (("officer", "127.0.0.1"), ("user", None)):
            with self.subTest(role=role):
                confirmed = self.proof(role)["records"][0]["events"][1]
                self.assertEqual(confirmed["ip_address"], address)

    def html(self, consents=None, user=None):
        report = self.env["ir.actions.report"].with_user(user or self.users["officer"])
        content, _kind = report._render_qweb_html(REPORT, (consents or self.consent).ids)
        return content.decode()

    def test_report(self):
        """The report shows the same: state, wording with its hash, events, chain."""
        page = self.html()
        text = self.newsletter.text_ids
        for words in (
            "Klara Wiesenthaler",
            "I agree to Test Newsletter of Blumen Nirgends.",
            text.hash,
            "Confirmed",
            "klara.wiesenthaler@example.com",
            "IP address:",
            "intact",
            *self.consent.event_ids.mapped("hash"),
        ):
            self.assertIn(words, page)
        self.assertNotIn("IP address:", self.html(user=self.users["user"]))

    def test_report_companies(self):
        """Consents of two companies are two parts, each with its own chain."""
        other = self.env["res.company"].create({"name": "Gärten Anderswo"})
        self.users["officer"].company_ids += other
        self.env["partner.consent.text"].create(
            {"purpose_id": self.surveys.id, "company_id": other.id, "lang": "en", "body": "Surveys of Gärten."}
        )
        second = self.klara._consent_record(self.surveys, "email", "granted", method="paper", company=other)
        consents = self.consent | second
        user = self.users["officer"]
        proof = consents.with_user(user).with_context(allowed_company_ids=[self.company.id, other.id])._proof()
        self.assertEqual(
            {chain["company"] for chain in proof["chains"]}, {f"company-{self.company.id}", f"company-{other.id}"}
        )

    def test_pdf(self):
        """It can be printed."""
        if not shutil.which("wkhtmltopdf"):
            self.skipTest("wkhtmltopdf, by which Odoo prints, is not installed.")
        report = self.env["ir.actions.report"].with_user(self.users["officer"])
        content, kind = report.with_context(force_report_rendering=True)._render_qweb_pdf(REPORT, self.consent.ids)
        self.assertEqual(kind, "pdf")
        # what stands on it is tested above: fonts that are drawn can't be read from the file
        self.assertGreaterEqual(len(PdfReader(io.BytesIO(content)).pages), 1)

    def test_buttons(self):
        """One click on the contact and on the consent leads to both."""
        klara = self.klara.with_user(self.users["user"])
        self.assertEqual(klara.action_print_consent_proof()["context"]["active_ids"], self.consent.ids)
        self.assertEqual(
            klara.action_download_consent_proof()["url"],
            self.consent.with_user(self.users["user"]).action_download_proof()["url"],
        )
        leo = self.make_partner("Leo")
        with self.assertRaisesRegex(UserError, "nothing to prove"):
            leo.with_user(self.users["user"]).action_print_consent_proof()

    def test_download(self):
        """The file, for those who may see the consent; nobody else learns whether there is one."""
        url = f"/consent/proof/{self.consent.id}.json"
        self.authenticate("consent-proof-user", PASSWORD)
        answer = self.get(url)
        self.assertEqual(answer.status_code, 200)
        self.assertIn("Klara_Wiesenthaler.json", answer.headers["Content-Disposition"])
        self.assertIn("no-store", answer.headers["Cache-Control"])
        self.assertEqual(json.loads(answer.text)["records"][0]["consent"]["state"], "confirmed")
        for wrong in ("0", "999999999", "x", "1;2", "1," * 500, "-1", ""):
            with self.subTest(ids=wrong[:20]):
                self.assertEqual(self.get(f"/consent/proof/{wrong}.json").status_code, 404)
        new_test_user(self.env, "consent-proof-portal", "base.group_portal", password=PASSWORD)
        self.authenticate("consent-proof-portal", PASSWORD)
        self.assertEqual(self.get(url).status_code, 404)
        self.authenticate(None, None)
        self.assertNotEqual(self.get(url).status_code, 200)

    def test_other_company(self):
        """A colleague of another company gets nothing."""
        company = self.env["res.company"].create({"name": "Elsewhere"})
        new_test_user(
            self.env,
            "consent-proof-stranger",
            "base.group_user,customer_data_quality.group_privacy_officer",
            password=PASSWORD,
            company_id=company.id,
            company_ids=[(6, 0, company.ids)],
        )
        self.authenticate("consent-proof-stranger", PASSWORD)
        self.assertEqual(self.get(f"/consent/proof/{self.consent.id}.json").status_code, 404)
