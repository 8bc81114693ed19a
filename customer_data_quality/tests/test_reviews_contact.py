from datetime import date, datetime

from freezegun import freeze_time

from odoo.tests import tagged

from .common_reviews import ReviewCase


@tagged("-at_install", "post_install")
class TestContactCard(ReviewCase):
    """The card that asks to check a few fields when something has happened."""

    def setUp(self):
        super().setUp()
        self.policy.contact_days = 60
        self.contact = self.make_contacts(
            1, days_ago=100, email="a@example.com", phone="+41 44 668 18 00", street="Ringstrasse 1", city="Zürich"
        )
        self.Review._refresh(self.contact.ids)
        self.mine = self.contact.with_user(self.anna)

    def card(self):
        self.env.invalidate_all()
        return self.mine.review_card

    def receive_mail(self, day=datetime(2026, 3, 1, 10)):
        self.env["mail.message"].create(
            {
                "model": "res.partner",
                "res_id": self.contact.id,
                "message_type": "email",
                "author_id": self.contact.id,
                "date": day,
                "body": "Hello",
            }
        )

    def test_nothing_happened(self):
        self.assertFalse(self.card())

    def test_incoming_mail(self):
        self.receive_mail()
        card = self.card()
        self.assertEqual((card["kind"], card["switch"], len(card["fields"])), ("contact", "at_mail", 3))
        self.assertFalse(self.contact.activity_ids)

    def test_outgoing_mail_is_no_contact(self):
        self.receive_mail()
        self.env["mail.message"].search([("author_id", "=", self.contact.id)]).author_id = self.anna.partner_id
        self.assertFalse(self.card())

    def test_call(self):
        call = self.contact.activity_schedule("mail.mail_activity_data_call", user_id=self.anna.id)
        call.with_user(self.anna).action_feedback(feedback="Talked")
        self.assertEqual(self.card()["switch"], "at_call")

    def test_policy_does_not_want_it(self):
        self.receive_mail()
        self.policy.at_mail = False
        self.assertFalse(self.card())

    def test_reviewed_lately(self):
        self.receive_mail()
        with freeze_time("2026-02-01 12:00:00"):
            self.mine._review_confirm()
        self.assertFalse(self.card())

    def test_long_ago(self):
        self.receive_mail(datetime(2026, 1, 20, 10))
        self.assertFalse(self.card())

    def test_oldest_and_weightiest_first(self):
        self.receive_mail()
        names = [name for name in self.contact._review_fields()[self.contact.id] if self.contact[name]]
        self.assertEqual([field["name"] for field in self.card()["fields"]], names[:3], "all of one age")
        self.mine._quality_verify(names[:2])
        self.env.flush_all()
        self.assertEqual(self.card()["fields"][0]["name"], names[2])

    def test_what_is_suspected_comes_first(self):
        self.contact.action_review_returned_letter()
        self.assertEqual({field["name"] for field in self.card()["fields"][:2]}, {"street", "city"})

    def test_empty_fields_are_not_asked_for(self):
        self.receive_mail()
        self.assertTrue(all(field["value"] for field in self.card()["fields"]))

    def test_confirming_its_fields_puts_it_away(self):
        self.receive_mail()
        self.mine.review_close("confirmed", [field["name"] for field in self.card()["fields"]])
        self.assertFalse(self.card())
        self.assertFalse(self.contact.review_last_date, "not everything was looked at")
        with freeze_time("2026-03-04 12:00:00"):
            self.receive_mail(datetime(2026, 3, 4, 10))
            self.assertTrue(self.card())

    def test_dismiss(self):
        self.receive_mail()
        self.mine.review_dismiss()
        self.assertFalse(self.card())

    def test_due(self):
        with freeze_time("2026-06-01 12:00:00"):
            card = self.card()
            self.assertEqual((card["kind"], card["state"], card["edited"]), ("due", "due", False))
            self.mine.email = "new@example.com"
            self.env.flush_all()
            # the database's clock is not frozen
            self.env.cr.execute(
                "UPDATE res_partner SET write_date = '2026-06-01 11:00' WHERE id = %s", self.contact.ids
            )
            self.assertTrue(self.card()["edited"], "closing it with the change is offered")

    def test_active_customers(self):
        self.assertFalse(self.contact.review_active_customer)
        self.receive_mail(datetime(2025, 6, 1, 10))
        self.env.invalidate_all()
        self.assertTrue(self.contact.review_active_customer)
        colleague = self.make_contacts(1, parent_id=self.contact.id)
        self.contact.is_company = True
        self.env.flush_all()
        self.assertTrue(colleague.review_active_customer)
        found = self.Partner.search([("ref", "=", "REVIEW"), ("review_active_customer", "=", False)])
        self.assertFalse(found & (self.contact | colleague))
        self.assertEqual(date.today(), date(2026, 3, 2))
