from unittest.mock import patch

from freezegun import freeze_time
from lxml import html

from odoo.tests import tagged

from ..models.consent.mail_server import UNSUBSCRIBE
from .common_consent_public import ConsentPublicCase

ONE_CLICK = {"List-Unsubscribe": "One-Click"}


@tagged("-at_install", "post_install")
class TestConsentUnsubscribe(ConsentPublicCase):
    """Footer and headers of mails for a purpose, and unsubscribing by one click (RFC 8058)."""

    def setUp(self):
        super().setUp()
        with freeze_time(self.ago(days=9)):
            self.consent, path = self.ask()
            self.post(path, answer="yes")

    def mail(self, **values):
        return self.env["mail.mail"].create(
            {
                "subject": "News",
                "body_html": "<html><body><p>Tulips!</p></body></html>",
                "email_from": "info@blumen.example",
                "email_to": "klara.wiesenthaler@example.com",
                "consent_purpose_id": self.newsletter.id,
                **values,
            }
        )

    def built(self, mail):
        """What leaves for one mail, as messages with their headers."""
        messages = []
        for email in mail._prepare_outgoing_list():
            messages.append(
                self.env["ir.mail_server"]._build_email__(
                    email["email_from"],
                    email["email_to"],
                    email["subject"],
                    email["body"],
                    subtype="html",
                    headers=email["headers"],
                )
            )
        return messages

    def test_headers(self):
        """Both headers stand on the mail, with a link that ends this purpose by one POST without cookies."""
        (message,) = self.built(self.mail())
        self.assertEqual(message["List-Unsubscribe-Post"], "List-Unsubscribe=One-Click")
        header = message["List-Unsubscribe"]
        self.assertRegex(header, r"^<https?://[^>]+/unsubscribe/test_newsletter>$")
        self.assertNotIn(UNSUBSCRIBE, message)
        path = header.strip("<>").removeprefix(self.klara.get_base_url())
        self.assertEqual(self.get(path).status_code, 200)
        self.assertEqual(self.state(self.consent), "confirmed")
        self.opener.cookies.clear()
        done = self.post(path, **ONE_CLICK)
        self.assertEqual((done.status_code, done.content), (200, b""))
        self.assertNotIn("Set-Cookie", done.headers)
        self.assertEqual(self.state(self.consent), "withdrawn")
        event = self.consent.event_ids.sorted("id")[-1]
        self.assertEqual((event.kind, event.method), ("withdrawn", "email_link"))
        events = self.events(self.consent)
        self.assertEqual(self.post(path, **ONE_CLICK).status_code, 200)
        self.assertEqual(self.events(self.consent), events)

    def test_by_hand(self):
        """Whoever opens the link of the header sees their choices, the purpose of the mail first."""
        (message,) = self.built(self.mail(consent_purpose_id=self.surveys.id))
        path = message["List-Unsubscribe"].strip("<>").removeprefix(self.klara.get_base_url())
        headings = html.fromstring(self.get(path).text).xpath("//section/h2/text()")
        self.assertEqual(headings[0], "Test Surveys")

    def test_footer(self):
        """The footer leads to the preference page; the text version has the link, too."""
        (sent,) = self.leave(self.mail())
        self.assertIn("for the purpose “Test Newsletter”", sent["body"])
        path = self.path_of(sent["body"], "preferences")
        self.assertIn(path, sent["body_alternative"])
        self.assertTrue(str(sent["body"]).rstrip().endswith("</html>"))
        self.assertEqual(self.get(path).status_code, 200)

    def test_footer_language(self):
        """The footer is in the recipient's language, with the name of the purpose in it."""
        self.env["res.lang"]._activate_lang("de_DE")
        self.newsletter.with_context(lang="de_DE").name = "Test-Rundbrief"
        self.klara.lang = "de_DE"
        (sent,) = self.leave(self.mail())
        self.assertIn("Test-Rundbrief", sent["body"])

    def test_each_recipient(self):
        """Each recipient gets a link of their own."""
        leo = self.make_partner("Leo", email="leo@example.com")
        mail = self.mail(email_to=False, recipient_ids=[(6, 0, (self.klara | leo).ids)])
        emails = mail._prepare_outgoing_list()
        paths = {email["partner_id"]: self.path_of(email["body"], "preferences") for email in emails}
        self.assertEqual(set(paths), {self.klara, leo})
        self.assertEqual(len({email["headers"][UNSUBSCRIBE] for email in emails}), 2)
        self.post(paths[leo], object="all")
        self.assertEqual(self.state(self.consent), "confirmed")
        self.assertTrue(leo.consent_ids)

    def test_no_key_for_others(self):
        """A mail that several people read holds nobody's link."""
        leo = "leo@example.com"
        for values in (
            {"email_to": f"klara.wiesenthaler@example.com, {leo}"},
            {"email_cc": leo},
            {"email_to": "nobody.knows@example.org"},
        ):
            with self.subTest(values=values):
                (email,) = self.mail(**values)._prepare_outgoing_list()
                self.assertNotIn("/consent/", email["body"])
                self.assertNotIn(UNSUBSCRIBE, email["headers"])

    def test_other_mails(self):
        """Mails for no purpose, and those that a contract asks for, stay as they are."""
        orders = self.make_purpose("test_orders", "Test Orders", legal_basis="contract")
        for purpose in (self.Purpose, orders):
            (email,) = self.mail(consent_purpose_id=purpose.id)._prepare_outgoing_list()
            self.assertNotIn("/consent/", email["body"])
            self.assertNotIn(UNSUBSCRIBE, email["headers"])
        self.assertFalse(self.env["partner.link"].search([("purpose", "=", "consent_preferences")]))

    def test_used(self):
        """Sending notes that the consent was used; failing does not."""
        self.env.cr.execute("UPDATE partner_consent SET last_used_at = NULL")
        self.env.invalidate_all()
        mail = self.mail()
        with self.mock_mail_gateway(), patch.object(type(mail), "_prepare_outgoing_list", side_effect=OSError):
            mail.send()
        self.assertEqual(mail.state, "exception")
        self.env.invalidate_all()
        self.assertFalse(self.consent.last_used_at)
        self.leave(self.mail())
        self.env.invalidate_all()
        self.assertTrue(self.consent.last_used_at)

    def test_mass_mailing(self):
        """The link of a mailing for a purpose is ours, whatever the app for mailings sets; it ends that purpose."""
        if "mailing.mailing" not in self.env:
            self.skipTest("The app for mailings is not installed.")
        self.company.consent_mailing_purpose_id = self.newsletter
        leo = self.make_partner("Leo", email="leo@example.com")
        mailing = self.env["mailing.mailing"].create(
            {
                "subject": "News",
                "body_html": '<p>Tulips!</p><a href="/unsubscribe_from_list">Unsubscribe</a>',
                "mailing_model_id": self.env["ir.model"]._get("res.partner").id,
                "mailing_domain": f"[('id', 'in', {(self.klara | leo).ids})]",
                "mailing_type": "mail",
            }
        )
        mailing.action_send_mail()
        mails = self.env["mail.mail"].search([("mailing_id", "=", mailing.id)])
        self.assertEqual(mails.recipient_ids, self.klara)
        (message,) = self.built(mails)
        self.assertEqual(message.get_all("List-Unsubscribe-Post"), ["List-Unsubscribe=One-Click"])
        (header,) = message.get_all("List-Unsubscribe")
        self.post(header.strip("<>").removeprefix(self.klara.get_base_url()), **ONE_CLICK)
        self.assertEqual(self.state(self.consent), "withdrawn")
