from datetime import date

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common_reviews import ReviewCase


@tagged("-at_install", "post_install")
class TestClosing(ReviewCase):
    """How reviews end, and what is remembered of it."""

    def setUp(self):
        super().setUp()
        self.contact = self.make_contacts(1, email="a@example.com")
        self.plan()
        self.request = self.open_requests(self.contact)
        self.activity = self.request.activity_id
        self.mine = self.contact.with_user(self.anna)

    def verified(self, name):
        return (self.contact._quality_verified()[self.contact.id] or {}).get(name)

    def test_confirm(self):
        self.mine._review_confirm(note="Called.")
        self.assertEqual(
            (self.request.state, self.request.outcome, self.request.note, self.request.done_user_id),
            ("done", "confirmed", "Called.", self.anna),
        )
        self.assertEqual(self.request.date_done, date(2026, 3, 2))
        self.assertEqual(self.request.verdicts["email"], "confirmed")
        self.assertEqual(self.verified("email"), "2026-03-02")
        self.assertEqual(self.mine.review_last_date, date(2026, 3, 2))
        self.assertEqual(self.mine.review_last_user_id, self.anna)
        self.assertEqual(self.mine.review_due_date, date(2026, 9, 2))
        self.assertEqual(self.mine.review_state, "current")
        self.assertEqual((self.activity.active, self.activity.feedback), (False, "Called."))
        self.assertFalse(self.contact.activity_ids)

    def test_confirm_raises_the_score(self):
        profile = self.env["partner.quality.profile"].create({"name": "T", "domain": "[]", "sequence": -100})
        self.env["partner.quality.rule"].create(
            {
                "profile_id": profile.id,
                "name": "current",
                "kind": "current",
                "field_name": "email",
                "verify_after": 100,
            }
        )
        self.env.flush_all()
        self.env.cr.execute(
            'UPDATE partner_quality SET verified = \'{"email": "2020-01-01"}\' WHERE id = %s', [self.contact.id]
        )
        self.env.invalidate_all()
        self.contact._quality_rescore()
        self.assertEqual(self.contact.quality_timeliness, 0)
        self.mine._review_confirm()
        self.assertEqual(self.contact.quality_timeliness, 100)

    def test_a_part_is_remembered_and_the_last_part_ends_the_review(self):
        names = self.contact._review_fields()[self.contact.id]
        self.mine._review_confirm(fields=names[:1])
        self.assertEqual(self.request.state, "open")
        self.assertEqual(self.request.verdicts, {names[0]: "confirmed"})
        self.assertFalse(self.contact.review_last_date)
        self.mine._review_confirm(fields=names[1:], outcome="corrected")
        self.assertEqual(self.request.state, "done")
        self.assertEqual(set(self.request.verdicts), set(names))
        self.assertEqual((self.request.verdicts[names[0]], self.request.verdicts[names[1]]), ("confirmed", "corrected"))

    def test_who_and_when_per_field(self):
        with freeze_time("2026-03-05 12:00:00"):
            self.contact.with_user(self.ben)._review_confirm(fields=["email"])
            self.mine._review_confirm(fields=["phone"])
            sheet = {each["name"]: each for each in self.mine.review_sheet()[self.contact.id]}
        self.assertEqual(sheet["email"]["value"], "a@example.com")
        self.assertIn("5", sheet["email"]["verified"])
        self.contact.with_user(self.ben)._review_confirm()
        sheet = {each["name"]: each for each in self.mine.review_sheet()[self.contact.id]}
        self.assertEqual(sheet["street"]["by"], "Ben Brunner")

    def test_without_a_request_one_is_noted(self):
        other = self.make_contacts(1, days_ago=1)
        other.with_user(self.anna)._review_confirm()
        noted = self.Request.search([("partner_id", "=", other.id)])
        self.assertEqual((noted.state, noted.outcome, noted.user_id), ("done", "confirmed", self.anna))

    def test_many_at_once(self):
        contacts = self.make_contacts(30)
        self.plan()
        contacts.with_user(self.anna).action_review_confirm()
        self.assertFalse(self.open_requests(contacts))
        self.assertEqual(set(contacts.mapped("review_state")), {"current"})

    def test_unreachable(self):
        self.mine.review_close("unreachable", note="No answer")
        self.assertEqual((self.request.state, self.request.outcome), ("done", "unreachable"))
        self.assertEqual(self.contact.review_due_date, date(2026, 3, 16))
        self.assertFalse(self.contact.review_last_date)
        self.policy.lead_days = 0
        self.assertEqual(self.plan(), 0)
        with freeze_time("2026-03-16 12:00:00"):
            self.assertEqual(self.plan(), 1)

    def test_postpone(self):
        self.mine.review_close("postponed", date="2026-06-01")
        self.assertEqual((self.request.outcome, self.contact.review_due_date), ("postponed", date(2026, 6, 1)))
        with self.assertRaises(UserError):
            self.mine.review_close("postponed", date="2026-03-02")

    def test_postpone_window(self):
        """The window for a list of contacts puts all of them off."""
        contacts = self.make_contacts(3)
        self.plan()
        wizard = self.env["partner.review.postpone"].with_user(self.anna).with_context(active_ids=contacts.ids)
        wizard.create({"date": "2026-05-01", "note": "Fair"}).action_postpone()
        self.assertEqual({str(day) for day in contacts.mapped("review_due_date")}, {"2026-05-01"})
        closed = self.Request.search([("partner_id", "in", contacts.ids)])
        self.assertEqual({(each.outcome, each.note) for each in closed}, {("postponed", "Fair")})

    def test_unknown_outcome(self):
        with self.assertRaises(UserError):
            self.mine._review_confirm(outcome="guessed")

    def test_activity_done(self):
        self.activity.with_user(self.anna).action_feedback(feedback="All right")
        self.assertEqual((self.request.outcome, self.request.note), ("confirmed", "All right"))
        self.assertEqual(self.contact.review_last_user_id, self.anna)

    def test_activity_moved_and_handed_over(self):
        self.activity.with_user(self.anna).write({"date_deadline": "2026-03-11"})
        self.activity.with_user(self.anna).with_context(mail_activity_quick_update=True).user_id = self.ben
        self.assertEqual((self.request.date_due, self.request.user_id), (date(2026, 3, 11), self.ben))
        self.plan()
        self.assertEqual((self.request.state, self.request.user_id), ("open", self.ben), "the planner respects it")

    def test_activity_cancelled_is_postponed(self):
        self.activity.with_user(self.anna).unlink()
        self.assertEqual((self.request.state, self.request.outcome), ("done", "postponed"))
        self.policy.lead_days = 0
        self.assertEqual(self.plan(), 0)

    def test_bounce(self):
        self.mine._review_confirm()
        self.contact._message_receive_bounce("a@example.com", self.contact)
        self.assertEqual((self.contact.review_due_date, self.contact.review_state), (date(2026, 3, 2), "due"))
        self.plan()
        request = self.open_requests(self.contact)
        self.assertEqual((request.reason, request.activity_id.summary), ("bounce", "E-mail came back"))

    def test_bounce_noted_elsewhere(self):
        self.mine._review_confirm()
        self.plan()
        self.contact.message_bounce = 2
        self.plan()
        self.assertEqual(self.open_requests(self.contact).reason, "bounce")
        self.mine._review_confirm()
        self.plan()
        self.assertFalse(self.open_requests(self.contact), "once")

    def test_returned_letter(self):
        self.mine._review_confirm()
        self.mine.action_review_returned_letter()
        self.assertEqual(self.mine.review_card["reason"], "letter")
        self.assertEqual(self.contact.review_state, "due")
        self.mine._review_confirm()
        self.assertEqual(self.contact.review_state, "current")

    def test_due_now_without_any_policy(self):
        self.policy.active = False
        other = self.make_contacts(1)
        self.plan()
        self.assertFalse(other.review_state)
        other.with_user(self.anna).action_review_now()
        self.assertEqual(other.review_state, "due")
        self.plan()
        self.assertEqual(self.open_requests(other).user_id, self.anna)

    def test_nobody_closes_what_they_may_not_see(self):
        company = self.env["res.company"].create({"name": "Other"})
        self.contact.user_id = False
        self.contact.company_id = company
        self.env.flush_all()
        for close in ("confirmed", "unreachable"):
            with self.assertRaises(AccessError):
                self.contact.with_user(self.ben).review_close(close)
        with self.assertRaises(AccessError):
            self.contact.with_user(self.ben).action_review_returned_letter()
