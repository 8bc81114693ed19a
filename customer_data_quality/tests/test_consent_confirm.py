from datetime import timedelta

from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged

from ..models.consent.link import CONFIRM
from .common_consent_public import TEMPLATE, ConsentPublicCase


@tagged("-at_install", "post_install")
class TestConsentConfirm(ConsentPublicCase):
    """Double opt-in: the request, the page behind its link, reminders and the end of waiting."""

    def test_request(self):
        """Recording sends a mail to the address written down, with the wording; the queue holds no link."""
        consent = self.klara._consent_record(self.newsletter, "email", "requested", method="web_form")
        mail = self.env["mail.mail"].search([("consent_id", "=", consent.id)])
        self.assertEqual(mail.email_to, "klara.wiesenthaler@example.com")
        self.assertFalse(mail.recipient_ids)
        self.assertIn("I agree to Test Newsletter of Blumen Nirgends.", mail.body_html)
        self.assertIn("Blumen Nirgends", mail.body_html)
        self.assertTrue(mail.auto_delete)
        links = self.env["partner.link"].search([("purpose", "=", CONFIRM)])
        self.assertFalse(links)
        self.assertNotRegex(mail.body_html, r"/consent/confirm/")
        (sent,) = self.leave(mail)
        self.assertEqual(sent["email_to"], ["klara.wiesenthaler@example.com"])
        link = self.env["partner.link"].search([("purpose", "=", CONFIRM)])
        self.assertEqual((link.partner_id, link.single_use, link.res_id), (self.klara, True, consent.id))
        self.assertAlmostEqual(link.expires_at, fields.Datetime.now() + timedelta(days=14), delta=timedelta(minutes=1))
        token = self.path_of(sent["body"], "confirm").rpartition("/")[2]
        self.assertIn(token, sent["body_alternative"])
        # nothing that a colleague can read has kept it
        self.env.flush_all()
        for table, column in (("mail_mail", "body_html"), ("mail_message", "body"), ("partner_link", "token_hash")):
            self.env.cr.execute(f"SELECT count(*) FROM {table} WHERE {column} LIKE %s", [f"%{token}%"])
            self.assertEqual(self.env.cr.fetchone(), (0,), table)

    def test_confirm(self):
        """Opening the page changes nothing; the button confirms, with time, address of the browser and wording."""
        consent, path = self.ask()
        before = self.stored()
        shown = self.get(path)
        self.assertEqual(shown.status_code, 200)
        self.assertIn("I agree to Test Newsletter of Blumen Nirgends.", shown.text)
        self.assertIn("k***r@example.com", shown.text)
        self.assertNotIn("klara.wiesenthaler", shown.text)
        self.assertEqual(self.stored(), before)
        self.assertEqual(self.state(consent), "requested")
        self.assertFalse(self.klara._consent_allows(self.newsletter, "email"))
        answered = self.post(path, answer="yes")
        self.assertEqual(answered.status_code, 200)
        self.assertIn("Thank you, it is confirmed", answered.text)
        self.assertEqual(self.state(consent), "confirmed")
        self.assertTrue(self.klara._consent_allows(self.newsletter, "email"))
        event = consent.event_ids.sorted("id")[-1]
        self.assertEqual((event.kind, event.method), ("confirmed", "email_link"))
        self.assertEqual(event.text_id, self.newsletter.text_ids)
        self.assertEqual(event.ip_address, "127.0.0.1")
        self.assertTrue(event.source_url.endswith("/consent/confirm"), event.source_url)

    def test_confirm_once(self):
        """The link works once, and no other link to the same consent works after it."""
        consent, path = self.ask()
        other = self.confirmation(consent)
        self.post(path, answer="yes")
        for again in (path, other):
            with self.subTest(path=again):
                self.assertEqual(self.get(again).status_code, 404)
                self.assertEqual(self.post(again, answer="yes").status_code, 404)
        self.assertEqual(self.events(consent), ["requested", "confirmed"])

    def test_refuse(self):
        """“No” is recorded as such, and lifts nothing."""
        consent, path = self.ask()
        answered = self.post(path, answer="no")
        self.assertIn("Thank you for telling us", answered.text)
        self.assertEqual(self.state(consent), "refused")
        self.assertEqual(self.get(path).status_code, 404)

    def test_no_answer(self):
        """A form without an answer shows the question again."""
        consent, path = self.ask()
        for answer in ("", "maybe", "confirmed", "YES"):
            with self.subTest(answer=answer):
                self.assertIn("Please confirm", self.post(path, answer=answer).text)
        self.assertEqual(self.events(consent), ["requested"])

    def test_address_frozen(self):
        """The answer counts for the address that was asked, not for one that the contact has meanwhile."""
        consent, path = self.ask()
        self.klara.email = "klara.new@example.com"
        self.post(path, answer="yes")
        self.assertEqual(self.state(consent), "confirmed")
        self.assertEqual(consent.contact_point, "klara.wiesenthaler@example.com")
        self.assertFalse(self.klara._consent_allows(self.newsletter, "email"))
        self.klara.email = "Klara.Wiesenthaler@example.com"
        self.assertTrue(self.klara._consent_allows(self.newsletter, "email"))

    def test_address_of_mail(self):
        """A request that somebody redirects in the queue is not sent."""
        consent = self.klara._consent_record(self.newsletter, "email", "requested", method="web_form")
        mail = self.env["mail.mail"].search([("consent_id", "=", consent.id)])
        for other in ("operator@example.org", "klara.wiesenthaler@example.com, operator@example.org"):
            with self.subTest(email_to=other), self.mock_mail_gateway():
                mail.write({"email_to": other, "state": "outgoing"})
                mail.send()
                self.assertEqual(mail.state, "exception")
                self.assertIn("another address", mail.failure_reason)
                self.assertFalse(self._mails)
        mail.write({"email_to": consent.contact_point, "email_cc": "operator@example.org", "state": "outgoing"})
        with self.mock_mail_gateway():
            mail.send()
        self.assertEqual((mail.state, self._mails), ("exception", []))
        self.assertFalse(self.env["partner.link"].search([("purpose", "=", CONFIRM)]))

    def test_template_without_link(self):
        """A company that has lost the link while adapting the mail still sends one."""
        self.env.ref(TEMPLATE).body_html = "<p>Please answer.</p>"
        _consent, path = self.ask()
        self.assertEqual(self.get(path).status_code, 200)

    def test_withdrawn_meanwhile(self):
        """Whoever objects while a request is open has closed it; a request that waits to be sent is not sent."""
        consent, path = self.ask()
        self.klara._consent_record(self.newsletter, "email", "objected", method="phone")
        self.assertEqual(self.get(path).status_code, 404)
        self.assertEqual(self.post(path, answer="yes").status_code, 404)
        self.assertEqual(self.state(consent), "objected")
        leo = self.make_partner("Leo", email="leo@example.com")
        consent = leo._consent_record(self.newsletter, "email", "requested", method="web_form")
        leo._consent_record(self.newsletter, "email", "withdrawn", method="phone")
        mail = self.env["mail.mail"].search([("consent_id", "=", consent.id)])
        with self.mock_mail_gateway():
            mail.send()
        self.assertEqual(mail.state, "exception")
        self.assertIn("waits for no confirmation", mail.failure_reason)

    def test_after_withdrawal(self):
        """A new request opens nothing that was closed; only its confirmation does."""
        with freeze_time(self.ago(days=9)):
            _consent, path = self.ask()
            self.post(path, answer="yes")
        with freeze_time(self.ago(days=5)):
            self.klara._consent_record(self.newsletter, "email", "withdrawn", method="phone")
        self.env["partner.link"].search([]).unlink()
        consent, path = self.ask()
        self.assertEqual(self.state(consent), "withdrawn")
        self.assertFalse(self.klara._consent_allows(self.newsletter, "email"))
        self.post(path, answer="yes")
        self.assertEqual(self.state(consent), "confirmed")

    def test_paper(self):
        """A form signed on paper counts only once its address is confirmed; channels without mail count at once."""
        consent = self.klara._consent_record(
            self.newsletter, "email", "granted", method="paper", act_date=self.ago(hours=2)
        )
        self.assertEqual(self.events(consent), ["granted", "requested"])
        self.assertFalse(self.klara._consent_allows(self.newsletter, "email"))
        path = self.sent_path(consent)
        self.post(path, answer="yes")
        self.assertTrue(self.klara._consent_allows(self.newsletter, "email"))
        # a confirmed address says nothing about calls
        self.assertFalse(self.klara._consent_allows(self.calls, "phone"))

    def test_import_is_silent(self):
        """An import asks nobody by itself; somebody decides to."""
        self.klara._consent_record(
            self.newsletter, "email", "granted", method="import", act_date="2025-03-01 10:00:00", note="Fair 2025"
        )
        self.assertFalse(self.env["mail.mail"].search([("consent_id", "!=", False)]))
        consent = self.klara.consent_ids
        self.assertEqual(consent.confirmation_state, "possible")
        consent.action_ask_for_confirmation()
        self.assertEqual(consent.confirmation_state, "waiting")
        self.assertEqual(len(self.env["mail.mail"].search([("consent_id", "=", consent.id)])), 1)

    def test_pause(self):
        """Nobody's mailbox is filled: not twice within an hour, not more than three times a day."""
        consent, _path = self.ask()
        with self.assertRaisesRegex(UserError, "short while ago"):
            consent.action_ask_for_confirmation()
        now = fields.Datetime.now()
        sent = 1
        for hours in range(2, 12, 2):
            with freeze_time(now + timedelta(hours=hours)):
                if consent._ask_for_confirmation(remind=True):
                    sent += 1
                    self.leave(self.env["mail.mail"].search([("consent_id", "=", consent.id)]))
                    # the database's clock is not frozen
                    self.env.cr.execute(
                        "UPDATE partner_link SET create_date = %s WHERE id = (SELECT max(id) FROM partner_link)",
                        [fields.Datetime.now()],
                    )
        self.assertEqual(sent, 3)

    def test_reminders(self):
        """One reminder after four days, with a link of its own; then nothing, until the request has ended."""
        consent, path = self.ask()
        asked = consent.requested_at
        for day, kinds in (
            (3, ["requested"]),
            (5, ["requested", "reminded"]),
            (9, ["requested", "reminded"]),
            (15, ["requested", "reminded", "expired"]),
            (16, ["requested", "reminded", "expired"]),
        ):
            # the database's clock is not frozen
            self.env.cr.execute("UPDATE partner_link SET create_date = create_date - interval '2 days'")
            with freeze_time(asked + timedelta(days=day)), self.registry.cursor() as cr:
                self.env(cr=cr)["partner.consent"]._cron_remind()
            self.assertEqual(self.events(consent), kinds, f"day {day}")
        self.assertEqual(self.state(consent), "expired")
        self.assertEqual(self.get(path).status_code, 404)

    def test_reminded_link(self):
        """After a reminder both links work, until one of them was used."""
        consent, first = self.ask()
        second = self.confirmation(consent)
        self.assertEqual(self.get(first).status_code, 200)
        self.assertEqual(self.post(second, answer="yes").status_code, 200)
        self.assertEqual(self.get(first).status_code, 404)

    def test_language(self):
        """Mail and page are in the contact's language, the wording too."""
        self.env["res.lang"]._activate_lang("de_DE")
        self.newsletter.with_context(lang="de_DE").name = "Test-Rundbrief"
        self.env["partner.consent.text"].create(
            {
                "purpose_id": self.newsletter.id,
                "company_id": self.company.id,
                "lang": "de",
                "body": "Ich willige in den Test-Rundbrief ein.",
            }
        )
        self.klara.lang = "de_DE"
        consent = self.klara._consent_record(self.newsletter, "email", "requested", method="web_form")
        mail = self.env["mail.mail"].search([("consent_id", "=", consent.id)])
        self.assertIn("Ich willige in den Test-Rundbrief ein.", mail.body_html)
        self.assertIn("Test-Rundbrief", mail.subject)
        page = self.get(self.sent_path(consent)).text
        self.assertIn('<html lang="de-DE"', page)
        self.assertIn("Ich willige in den Test-Rundbrief ein.", page)
        self.assertIn("Test-Rundbrief", page)

    def test_wording_kept(self):
        """A new version of the text does not change what an open request is confirmed with."""
        consent, path = self.ask()
        asked = self.newsletter.text_ids
        self.env["partner.consent.text"].create(
            {"purpose_id": self.newsletter.id, "company_id": self.company.id, "lang": "en", "body": "Something else."}
        )
        self.assertNotIn("Something else.", self.get(path).text)
        self.post(path, answer="yes")
        self.env.invalidate_all()
        self.assertEqual(consent.event_ids.sorted("id")[-1].text_id, asked)

    def test_no_evidence_of_browser(self):
        """A company may decide to keep no addresses of browsers."""
        self.company.consent_keep_ip = False
        consent, path = self.ask()
        self.post(path, answer="yes")
        self.env.invalidate_all()
        event = consent.event_ids.sorted("id")[-1]
        self.assertEqual((event.ip_address, event.user_agent), (False, False))

    def test_operator(self):
        """Who records consents sends requests, and reads neither links nor the mail."""
        user = new_test_user(
            self.env, "consent-operator", "customer_data_quality.group_user,base.group_partner_manager"
        )
        consent = self.klara.with_user(user)._consent_record(self.newsletter, "email", "granted", method="paper")
        self.assertEqual(consent.confirmation_state, "waiting")
        with self.assertRaises(AccessError):
            self.env["partner.link"].with_user(user).search([])
        mail = self.env["mail.mail"].search([("consent_id", "=", consent.id)])
        with self.assertRaises(AccessError):
            mail.with_user(user).read(["body_html"])
