from unittest.mock import patch

from freezegun import freeze_time

from odoo.tests import tagged

from ..models.reviews import digest
from .common_planner import without_hashing
from .common_reviews import ReviewCase


@tagged("-at_install", "post_install")
class TestDigest(ReviewCase):
    """One mail per person and week at most."""

    def setUp(self):
        super().setUp()
        self.anna.email, self.ben.email = "anna@example.com", "ben@example.com"
        self.env["res.users"].search([("id", "not in", (self.anna | self.ben).ids)]).review_digest = False
        self.policy.escalation_user_id = self.ben
        self.contacts = self.make_contacts(12)
        self.plan()
        self.before = self.env["mail.mail"].search([])

    def send(self):
        """Send what is due; return the mails that were made since the test began."""
        while users := self.Request._digest_claim():
            self.Request._digest_send(users)
        return self.env["mail.mail"].search([]) - self.before

    def test_content(self):
        mail = self.send()
        self.assertEqual(mail.email_to, '"Anna Arnold" <anna@example.com>')
        self.assertIn("Hello Anna Arnold", mail.body_html)
        self.assertIn("/odoo/my-reviews", mail.body_html)
        week = self.open_requests().filtered(lambda request: request.date_due.isoformat() <= "2026-03-08")
        self.assertIn(f"this week <strong>{len(week)}</strong>", mail.body_html)
        self.assertIn(week[0].partner_id.name, mail.body_html)

    def test_once_a_week(self):
        self.assertEqual(len(self.send()), 1)
        with freeze_time("2026-03-08 12:00:00"):
            self.assertEqual(len(self.send()), 1)
        with freeze_time("2026-03-11 12:00:00"):
            self.assertEqual(len(self.send()), 2, "after an outage on Monday it comes on Wednesday")

    def test_batches_keep_their_size_whatever_the_plan(self):
        self.open_requests()[:1].escalation_user_id = self.ben
        self.open_requests()[:1].escalated_date = "2026-03-02"
        without_hashing(self.env.cr)
        with patch.object(digest, "BATCH", 1):
            self.assertEqual([len(self.Request._digest_claim()) for _batch in range(3)], [1, 1, 0])

    def test_wrong_clock(self):
        with freeze_time("2027-03-08 12:00:00"):
            self.assertEqual(len(self.send()), 1)
        with freeze_time("2026-03-11 12:00:00"):
            self.assertEqual(
                len(self.send()), 2, "a clock that was a year ahead for a while costs nobody a year's mails"
            )
        with freeze_time("2026-03-08 23:59:00"):
            self.assertEqual(len(self.send()), 2, "a clock that is put back over the end of a week sends no mail twice")

    def test_switched_off(self):
        self.anna.with_user(self.anna).review_digest = False
        self.assertFalse(self.send())
        self.anna.review_digest = True
        self.anna.company_id.review_digest = False
        self.assertFalse(self.send())

    def test_nothing_to_do(self):
        self.contacts._review_confirm()
        self.assertFalse(self.send())

    def test_escalated(self):
        with freeze_time("2026-04-13 12:00:00"):
            self.plan()
            mail = self.send().filtered(lambda each: "ben@" in each.email_to)
            self.assertIn("Overdue for long", mail.body_html)
            self.assertIn("Anna Arnold", mail.body_html)
            self.assertIn("and 2 more", mail.body_html)

    def test_without_an_address(self):
        self.anna.email = False
        self.assertFalse(self.send())
        self.assertFalse(self.Request._digest_claim(), "not tried again and again")

    def test_names_are_no_html(self):
        self.open_requests()[0].partner_id.name = "<b>Bold</b> & Sons"
        self.assertIn("&lt;b&gt;Bold&lt;/b&gt; &amp; Sons", self.send().body_html)

    def test_only_what_may_be_opened(self):
        contact = self.open_requests()[0].partner_id
        contact.company_id = self.env["res.company"].create({"name": "Other"})
        self.env.flush_all()
        self.assertNotIn(f">{contact.name}<", self.send().body_html)

    def test_in_the_readers_language(self):
        self.env["res.lang"]._activate_lang("de_DE")
        self.anna.lang = "de_DE"
        self.assertIn("02.03.2026", self.send().body_html)
