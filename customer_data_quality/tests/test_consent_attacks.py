from freezegun import freeze_time

from odoo.exceptions import UserError
from odoo.tests import tagged

from ..models.links import link_try
from .common_consent_public import ConsentPublicCase

SCANNERS = ("GET", "HEAD", "OPTIONS")
PAGES = ("/consent/confirm/{}", "/consent/preferences/{}", "/consent/preferences/{}/unsubscribe/test_newsletter")
HOSTILE = (
    "<script>alert(1)</script>",
    "'; DELETE FROM partner_consent_event; --",
    "test_newsletter:email:1\r\nSet-Cookie: x=1",
    "\x00",
    "x" * 200_000,
    "🦊" * 1000,
    "test_newsletter:email:" + "9" * 400,
    "test_newsletter:any:1",
    "test_newsletter:fax:1",
    ":::",
    "../../web",
)


@tagged("-at_install", "post_install")
class TestConsentAttacks(ConsentPublicCase):
    """What strangers, scanners and machines try, from outside."""

    def body(self, response):
        return response.status_code, response.content

    def test_same_answer(self):
        """Unknown, used, expired and foreign links, and those of nobody, get the same answer byte by byte."""
        consent, used = self.ask()
        preferences = self.preferences()
        token = preferences.rpartition("/")[2]
        self.post(used, answer="yes")
        leo = self.make_partner("Leo", email="leo@example.com")
        waiting, path = self.ask(leo)
        with freeze_time(self.ago(days=40)):
            expired = self.confirmation(waiting)
            old = self.preferences(leo)
        archived = self.preferences(self.make_partner("Mia", active=False))
        unknown = self.get(PAGES[0].format("A" * 43))
        self.assertEqual(unknown.status_code, 404)
        foreign = PAGES[0].format(token), PAGES[1].format(path.rpartition("/")[2])
        for wrong in (used, expired, old, archived, *foreign, PAGES[1].format("A" * 43), PAGES[0].format("x")):
            with self.subTest(path=wrong):
                self.env["partner.link.try"].search([]).unlink()
                self.assertEqual(self.body(self.get(wrong)), self.body(unknown))
                self.assertEqual(self.body(self.post(wrong, answer="yes", off="all")), self.body(unknown))
        for wrong in (
            PAGES[2].format("A" * 43),
            PAGES[2].format(path.rpartition("/")[2]),
            f"{preferences}/unsubscribe/no",
        ):
            with self.subTest(path=wrong):
                self.assertEqual(self.body(self.post(wrong, **{"List-Unsubscribe": "One-Click"})), self.body(unknown))
        self.assertEqual((self.state(consent), self.state(waiting)), ("confirmed", "requested"))

    def test_headers(self):
        """Nothing is kept, indexed, framed, or told to other sites; no cookie is set or needed."""
        _consent, path = self.ask()
        for response in (
            self.get(path),
            self.get(self.preferences()),
            self.post(self.preferences(), off="all"),
            self.get(PAGES[0].format("A" * 43)),
            self.post(f"{self.preferences()}/unsubscribe/test_newsletter", **{"List-Unsubscribe": "One-Click"}),
        ):
            with self.subTest(url=response.url):
                self.assertIn("no-store", response.headers["Cache-Control"])
                self.assertIn("noindex", response.headers["X-Robots-Tag"])
                self.assertEqual(response.headers["Referrer-Policy"], "no-referrer")
                self.assertEqual(response.headers["X-Frame-Options"], "DENY")
                self.assertIn("default-src 'none'", response.headers["Content-Security-Policy"])
                self.assertNotIn("Set-Cookie", response.headers)

    def test_scanners(self):
        """Whatever opens links in mails, again and again, changes nothing."""
        consent, path = self.ask()
        preferences = self.preferences()
        before = self.stored()
        for _again in range(3):
            for page in (path, preferences, f"{preferences}/unsubscribe/test_newsletter"):
                for method in SCANNERS:
                    with self.subTest(page=page, method=method):
                        url = f"{page}?answer=yes&off=all&List-Unsubscribe=One-Click"
                        self.url_open(url, method=method, allow_redirects=False)
                        self.assertEqual(self.get(page).status_code, 200)
        self.assertEqual(self.stored(), before)
        self.assertEqual(self.state(consent), "requested")

    def test_answer_in_address(self):
        """An answer in the address of a posted form counts no less than one in the form, but never for GET."""
        consent, path = self.ask()
        self.get(f"{path}?answer=yes")
        self.assertEqual(self.state(consent), "requested")

    def test_replay(self):
        """A form sent again confirms nothing again, and reopens nothing that was withdrawn."""
        with freeze_time(self.ago(hours=3)):
            consent, path = self.ask()
            self.post(path, answer="yes")
        self.post(self.preferences(), withdraw="test_newsletter:email")
        for _again in range(3):
            self.assertEqual(self.post(path, answer="yes").status_code, 404)
        self.assertEqual(self.events(consent), ["requested", "confirmed", "withdrawn"])

    def test_hostile_input(self):
        """Hostile values in forms change nothing and come back in no form."""
        consent, path = self.ask()
        preferences = self.preferences()
        before = self.events(consent)
        for value in HOSTILE:
            with self.subTest(value=value[:40]):
                shown = self.post(path, answer=value, consent_id="1", partner_id="1")
                self.assertEqual(shown.status_code, 200)
                for action in ("grant", "withdraw"):
                    shown = self.post(preferences, **{action: value, "first": value, "company_id": "2"})
                    self.assertEqual(shown.status_code, 200)
                    self.assertNotIn("<script", shown.text)
                    self.assertNotIn("Set-Cookie", shown.headers)
        self.assertEqual(self.events(consent), before)

    def test_hostile_address(self):
        """Tokens and codes in the address may be anything."""
        preferences = self.preferences()
        for value in (
            "%00",
            "%0d%0aX-Test:%201",
            "%ff%fe",
            "a" * 4000,
            "%3Cscript%3E",
            "..%2f..%2fweb",
            "%F0%9F%A6%8A",
        ):
            with self.subTest(value=value[:20]):
                for page in (*PAGES, f"{preferences}/unsubscribe/{{}}"):
                    self.env["partner.link.try"].search([]).unlink()
                    for response in (self.get(page.format(value)), self.post(page.format(value), answer="yes")):
                        self.assertLess(response.status_code, 500, page)
                        self.assertNotIn("X-Test", response.headers)
                        self.assertNotIn("<script>", response.text)

    def test_huge_form(self):
        """A form of some megabytes with ten thousand fields is answered, and changes nothing."""
        consent, path = self.ask()
        form = {f"field{number}": "x" * 400 for number in range(900)}
        self.assertLess(self.post(path, **form).status_code, 500)
        self.assertLess(self.post(self.preferences(), **form).status_code, 500)
        self.assertLess(self.post(path, answer="x" * 5_000_000).status_code, 500)
        self.assertEqual(self.events(consent), ["requested"])

    def test_agent(self):
        """A browser's name is kept as text, cut to a decent length."""
        consent, path = self.ask()
        agent = "Mozilla/5.0 <script>alert(1)</script> " + "y" * 5000
        self.url_open(path, data={"answer": "yes"}, headers={"User-Agent": agent})
        self.env.invalidate_all()
        event = consent.event_ids.sorted("id")[-1]
        self.assertEqual(event.kind, "confirmed")
        self.assertEqual(event.user_agent, agent[:300])

    def test_enumeration(self):
        """After thirty failed tries the address has to wait; who has a valid link unsubscribes all the same."""
        preferences = self.preferences()
        for number in range(link_try.MAX_TRIES):
            self.assertEqual(self.get(PAGES[number % 2].format(f"{number:043}")).status_code, 404)
        self.assertEqual(self.get(PAGES[0].format("A" * 43)).status_code, 429)
        self.assertEqual(self.get(preferences).status_code, 429)
        done = self.post(f"{preferences}/unsubscribe/test_newsletter", **{"List-Unsubscribe": "One-Click"})
        self.assertEqual(done.status_code, 200)
        self.assertEqual(self.klara.consent_ids.state, "objected")

    def test_header_injection(self):
        """An address with a line break gets no mail, and no header from it."""
        for email in (
            "klara@example.com\nBcc: all@example.org",
            "klara@example.com\r\nBcc: all@example.org",
            "klara@example.com%0aBcc:all@example.org",
            '"x\nBcc: all@example.org" <klara@example.com>',
        ):
            with self.subTest(email=email):
                partner = self.make_partner("Klara", email=email)
                try:
                    consent = partner._consent_record(self.newsletter, "email", "requested", method="web_form")
                except UserError:
                    continue  # refused as no address at all
                with self.mock_mail_gateway():
                    self.env["mail.mail"].search([("consent_id", "=", consent.id)]).send()
                for mail in self._mails:
                    self.assertEqual(mail["email_to"], ["klara@example.com"])
                    self.assertFalse(mail["email_cc"])
                    self.assertNotIn("all@example.org", str(mail["headers"]))

    def test_purpose_name_in_header(self):
        """A purpose whose name holds a line break adds no header to the request."""
        self.newsletter.name = "News\nBcc: all@example.org"
        consent = self.klara._consent_record(self.newsletter, "email", "requested", method="web_form")
        mail = self.env["mail.mail"].search([("consent_id", "=", consent.id)])
        (sent,) = self.leave(mail)
        self.assertEqual(sent["subject"], "Please confirm: News Bcc: all@example.org")
        self.assertFalse(sent["email_cc"])

    def test_markup_in_data(self):
        """Names and wordings are text, wherever they come from."""
        self.newsletter.name = "<img src=x onerror=alert(1)>"
        self.company.name = "<b>Blumen</b>"
        _consent, path = self.ask()
        for page in (self.get(path), self.get(self.preferences())):
            self.assertNotIn("<img src=x", page.text)
            self.assertNotIn("<b>Blumen", page.text)
            self.assertIn("&lt;img src=x", page.text)
