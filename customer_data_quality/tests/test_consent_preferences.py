from datetime import timedelta

from freezegun import freeze_time
from lxml import html

from odoo import fields
from odoo.tests import new_test_user, tagged

from .common_consent_public import ConsentPublicCase


@tagged("-at_install", "post_install")
class TestConsentPreferences(ConsentPublicCase):
    """The page behind the link in mails: granting, withdrawing, objecting, everything off."""

    def grant_value(self, page, key):
        """The value of the button that grants a choice, as the page offers it."""
        (value,) = html.fromstring(page).xpath(f"//button[@name='grant'][starts-with(@value, '{key}:')]/@value")
        return value

    def confirmed(self, partner=None):
        """Klara with a confirmed newsletter, since nine days."""
        with freeze_time(self.ago(days=9)):
            consent, path = self.ask(partner)
            self.post(path, answer="yes")
        self.assertEqual(self.state(consent), "confirmed")
        return consent

    def test_shown(self):
        """All purposes and channels with their wording; opening changes nothing."""
        self.confirmed()
        path = self.preferences()
        before = self.stored()
        page = self.get(path)
        self.assertEqual(page.status_code, 200)
        self.assertEqual(self.stored(), before)
        for words in ("Test Newsletter", "Test Calls", "Test Surveys", "I agree to Test Calls of Blumen Nirgends."):
            self.assertIn(words, page.text)
        self.assertIn("What you agreed to", page.text)
        # whoever looks over the shoulder, or is forwarded the mail, learns no address
        self.assertNotIn("klara.wiesenthaler", page.text)
        self.assertNotIn("5885812", page.text)
        tree = html.fromstring(page.text)
        self.assertFalse(tree.xpath("//script"))
        self.assertFalse(tree.xpath("//input[@checked]"))
        self.assertEqual(tree.xpath("//html/@lang"), ["en-US"])

    def test_grant(self):
        """What needs no confirmation is granted by one button, with the wording that stood beside it."""
        path = self.preferences()
        value = self.grant_value(self.get(path).text, "test_calls:phone")
        answered = self.post(path, grant=value)
        self.assertIn("Your consent is noted", answered.text)
        self.assertTrue(self.klara._consent_allows(self.calls, "phone"))
        consent = self.klara.consent_ids
        event = consent.event_ids
        self.assertEqual((event.kind, event.method, event.text_id), ("granted", "email_link", self.calls.text_ids))
        self.assertEqual(consent.contact_point, "+43 1 5885812")

    def test_grant_needs_confirmation(self):
        """What needs confirmation is asked for at the address; the page alone opens nothing."""
        path = self.preferences()
        answered = self.post(path, grant=self.grant_value(self.get(path).text, "test_newsletter:email"))
        self.assertIn("please confirm by the link", answered.text)
        self.assertIn("Not confirmed yet", answered.text)
        self.assertFalse(self.klara._consent_allows(self.newsletter, "email"))
        consent = self.klara.consent_ids
        self.assertEqual(self.events(consent), ["requested"])
        self.post(self.sent_path(consent), answer="yes")
        self.assertTrue(self.klara._consent_allows(self.newsletter, "email"))

    def test_grant_outdated(self):
        """Nobody agrees to a wording that was replaced while they read."""
        path = self.preferences()
        value = self.grant_value(self.get(path).text, "test_calls:phone")
        self.env["partner.consent.text"].create(
            {"purpose_id": self.calls.id, "company_id": self.company.id, "lang": "en", "body": "Calls by night, too."}
        )
        answered = self.post(path, grant=value)
        self.assertIn("The wording has changed", answered.text)
        self.assertIn("Calls by night, too.", answered.text)
        self.assertFalse(self.klara.consent_ids)

    def test_withdraw(self):
        """One click withdraws; a second one changes nothing."""
        consent = self.confirmed()
        path = self.preferences()
        answered = self.post(path, withdraw="test_newsletter:email")
        self.assertIn("You have withdrawn your consent", answered.text)
        self.assertEqual(self.state(consent), "withdrawn")
        self.assertFalse(self.klara._consent_allows(self.newsletter, "email"))
        events = self.events(consent)
        self.assertIn("Nothing was changed", self.post(path, withdraw="test_newsletter:email").text)
        self.assertEqual(self.events(consent), events)

    def test_withdraw_every_address(self):
        """A withdrawal ends the consents for former addresses, too."""
        former = self.confirmed()
        self.klara.email = "klara.new@example.com"
        with freeze_time(self.ago(days=3)):
            present, path = self.ask()
            self.post(path, answer="yes")
        self.post(self.preferences(), withdraw="test_newsletter:email")
        self.assertEqual((self.state(former), self.state(present)), ("withdrawn", "withdrawn"))

    def test_withdraw_request(self):
        """A request that is open can be stopped; its link is dead then."""
        consent, path = self.ask()
        self.post(self.preferences(), withdraw="test_newsletter:email")
        self.assertEqual(self.state(consent), "withdrawn")
        self.assertEqual(self.post(path, answer="yes").status_code, 404)

    def test_object(self):
        """An objection to direct marketing holds for all its purposes and channels, and for what comes."""
        newsletter = self.confirmed()
        with freeze_time(self.ago(days=5)):
            self.klara._consent_record(self.calls, "phone", "granted", method="phone")
            self.klara._consent_record(self.surveys, "email", "granted", method="paper")
        path = self.preferences()
        answered = self.post(path, object="all")
        self.assertIn("We noted your objection", answered.text)
        self.assertEqual(self.state(newsletter), "objected")
        self.assertFalse(self.klara._consent_allows(self.newsletter, "email"))
        self.assertFalse(self.klara._consent_allows(self.calls, "phone"))
        self.assertTrue(self.klara._consent_allows(self.surveys, "email"))
        count = self.env["partner.consent.event"].search_count([])
        self.post(path, object="all")
        self.assertEqual(self.env["partner.consent.event"].search_count([]), count)

    def test_everything_off(self):
        """One button ends everything."""
        self.confirmed()
        with freeze_time(self.ago(days=5)):
            self.klara._consent_record(self.calls, "phone", "granted", method="phone")
            self.klara._consent_record(self.surveys, "email", "granted", method="paper")
        answered = self.post(self.preferences(), off="all")
        self.assertIn("Everything is switched off", answered.text)
        self.assertNotIn("✓ On", answered.text)
        for purpose, channel in ((self.newsletter, "email"), (self.calls, "phone"), (self.surveys, "email")):
            self.assertFalse(self.klara._consent_allows(purpose, channel), purpose.name)

    def test_no_consent_needed(self):
        """Who is served without consent objects, and is served no longer."""
        service = self.make_purpose("test_service", "Test Service", legal_basis="legitimate_interests")
        self.assertTrue(self.klara._consent_allows(service, "email"))
        answered = self.post(self.preferences(), withdraw="test_service:email")
        self.assertIn("We noted your objection", answered.text)
        self.assertFalse(self.klara._consent_allows(service, "email"))
        self.assertEqual(self.klara.consent_ids.state, "objected")

    def test_contract(self):
        """What a contract asks for is shown, and goes on."""
        orders = self.make_purpose("test_orders", "Test Orders", legal_basis="contract")
        path = self.preferences()
        self.assertIn("Test Orders", self.get(path).text)
        self.assertNotIn('"test_orders:email', self.get(path).text)
        for choice in ({"withdraw": "test_orders:email"}, {"off": "all"}, {"object": "all"}):
            self.post(path, **choice)
        self.assertEqual(self.post(f"{path}/unsubscribe/test_orders").status_code, 404)
        self.assertTrue(self.klara._consent_allows(orders, "email"))

    def test_nobody_else(self):
        """The page of one person touches nobody else."""
        leo = self.make_partner("Leo", email="leo@example.com", phone="+43 1 5885813")
        consent = self.confirmed(leo)
        path = self.preferences(self.klara)
        self.post(path, off="all")
        self.post(path, withdraw="test_newsletter:email")
        self.assertEqual(self.state(consent), "confirmed")
        self.assertNotIn("Leo", self.get(path).text)

    def test_company(self):
        """What is decided on the page of one company says nothing about another one."""
        other = self.env["res.company"].create({"name": "Gärten Anderswo"})
        surveys = self.surveys
        self.env["partner.consent.text"].create(
            {"purpose_id": surveys.id, "company_id": other.id, "lang": "en", "body": "Surveys of Gärten Anderswo."}
        )
        with freeze_time(self.ago(days=5)):
            for company in (self.company, other):
                self.klara._consent_record(surveys, "email", "granted", method="paper", company=company)
        page = self.post(self.preferences(company=other), withdraw="test_surveys:email")
        self.assertIn("Gärten Anderswo", page.text)
        self.assertTrue(self.klara._consent_allows(surveys, "email", self.company))
        self.assertFalse(self.klara._consent_allows(surveys, "email", other))

    def test_merged(self):
        """Links of a merged contact go on for the contact that it has become."""
        path = self.preferences()
        survivor = self.make_partner("Klara W.", email="klara.wiesenthaler@example.com")
        self.klara.write({"active": False, "merged_into_id": survivor.id})
        self.post(path, object="all")
        self.assertFalse(self.klara.consent_ids)
        self.assertEqual(set(survivor.consent_ids.mapped("state")), {"objected"})

    def test_moved(self):
        """A link whose contact was replaced speaks of the new one."""
        path = self.preferences()
        survivor = self.make_partner("Klara W.", email="klara.wiesenthaler@example.com")
        self.env["partner.link"].search([("partner_id", "=", self.klara.id)]).write({"partner_id": survivor.id})
        self.post(path, object="all")
        self.assertFalse(self.klara.consent_ids)
        self.assertEqual(set(survivor.consent_ids.mapped("state")), {"objected"})

    def test_archived(self):
        """Nobody decides for a contact that was archived."""
        path = self.preferences()
        self.klara.active = False
        self.assertEqual(self.get(path).status_code, 404)
        self.assertEqual(self.post(path, off="all").status_code, 404)

    def test_grants_are_limited(self):
        """A link can be used to agree some dozen times, to stop any number of times."""
        path = self.preferences()
        for _number in range(40):
            self.post(path, withdraw="test_calls:phone")
        self.assertEqual(self.get(path).status_code, 200)
        for _number in range(30):
            self.post(path, grant="test_calls:phone:0")
        self.assertEqual(self.get(path).status_code, 404)

    def test_expires(self):
        """Links end one day."""
        path = self.preferences(days=30)
        with freeze_time(fields.Datetime.now() + timedelta(days=31)):
            self.assertEqual(self.get(path).status_code, 404)


@tagged("-at_install", "post_install")
class TestConsentPortal(ConsentPublicCase):
    """The same in the customer's account."""

    def setUp(self):
        super().setUp()
        self.user = new_test_user(
            self.env, "consent-portal", "base.group_portal", partner_id=self.klara.id, email=self.klara.email
        )

    def token(self, page):
        return html.fromstring(page).xpath("//input[@name='csrf_token']/@value")[0]

    def test_portal(self):
        """Whoever is logged in sees their own addresses and decides without any right to the model."""
        self.authenticate("consent-portal", "consent-portal")
        page = self.get("/my/consents")
        self.assertEqual(page.status_code, 200)
        self.assertIn("Test Newsletter", page.text)
        self.assertIn("klara.wiesenthaler@example.com", page.text)
        self.assertIn("no-store", page.headers["Cache-Control"])
        (value,) = html.fromstring(page.text).xpath("//button[@name='grant'][contains(@value, 'calls')]/@value")
        answered = self.post("/my/consents", grant=value, csrf_token=self.token(page.text))
        self.assertIn("Your consent is noted", answered.text)
        self.env.invalidate_all()
        event = self.klara.consent_ids.event_ids
        self.assertEqual((event.kind, event.method, event.user_id), ("granted", "portal", self.user))
        self.assertTrue(event.source_url.endswith("/my/consents"))

    def test_home(self):
        """The account leads to the page."""
        self.authenticate("consent-portal", "consent-portal")
        self.assertIn("/my/consents", self.get("/my").text)

    def test_csrf(self):
        """Other sites can't press the buttons."""
        self.authenticate("consent-portal", "consent-portal")
        self.assertEqual(self.post("/my/consents", off="all").status_code, 400)
        self.assertEqual(self.post("/my/consents", off="all", csrf_token="0" * 40).status_code, 400)
        self.assertFalse(self.klara.consent_ids)

    def test_public(self):
        """Nobody else gets in."""
        self.assertEqual(self.get("/my/consents").status_code, 303)
        self.assertIn("/web/login", self.get("/my/consents").headers["Location"])
