from datetime import date, datetime, timedelta

from freezegun import freeze_time

from odoo.tests import tagged

from ..models.scheduler import wake
from .common_reviews import ReviewCase

# The two weeks from Monday, 2 March 2026.
WORKDAYS = [date(2026, 3, 2) + timedelta(days=number) for number in range(15) if number % 7 < 5]


@tagged("-at_install", "post_install")
class TestPlanner(ReviewCase):
    """Who is asked for what on which day."""

    def test_backlog_is_spread_under_the_cap(self):
        contacts = self.make_contacts(25)
        self.assertEqual(self.plan(), 25)
        self.assertEqual(
            sorted(self.days().items()),
            [(day.isoformat(), 3 if number < 3 else 2) for number, day in enumerate(WORKDAYS)],
        )
        self.assertEqual(self.open_requests().partner_id, contacts)
        self.assertEqual(self.open_requests().user_id, self.anna)

    def test_no_more_than_the_days_have_room_for(self):
        self.make_contacts(40)
        self.policy.daily_cap = 2
        self.assertEqual(self.plan(), 22)
        self.assertEqual(set(self.days().values()), {2})
        self.assertEqual(self.plan(), 0)

    def test_running_twice_changes_nothing(self):
        self.make_contacts(5)
        self.plan()
        before = self.open_requests().mapped(lambda request: (request.id, request.date_due, request.activity_id.id))
        self.assertEqual(self.plan(), 0)
        self.assertEqual(
            self.open_requests().mapped(lambda request: (request.id, request.date_due, request.activity_id.id)), before
        )

    def test_due_later_is_not_asked_for_yet(self):
        contact = self.make_contacts(1, days_ago=100)
        self.assertEqual(self.plan(), 0)
        self.assertEqual(contact.review_due_date, date(2026, 5, 22))
        self.assertEqual(contact.review_state, "current")

    def test_planned_for_the_last_working_day_before_it_is_due(self):
        # made on 8 September 2025, so due on Sunday, 8 March 2026
        contact = self.make_contacts(1, days_ago=175)
        self.plan()
        self.assertEqual(contact.review_due_date, date(2026, 3, 8))
        self.assertEqual(self.open_requests(contact).date_due, date(2026, 3, 6))

    def test_month_end(self):
        contact = self.make_contacts(1)
        with freeze_time("2025-08-31 12:00:00"):
            contact._review_confirm()
        self.assertEqual(contact.review_due_date, date(2026, 2, 28))

    def test_activities_are_like_odoos_own(self):
        contact = self.make_contacts(1)
        self.plan()
        activity = self.open_requests(contact).activity_id
        with self.subTest("the same columns as an activity that Odoo made"):
            other = contact.activity_schedule(
                "customer_data_quality.activity_type_review",
                date_deadline=activity.date_deadline,
                user_id=self.anna.id,
                automated=True,
            )
            own = {"id", "summary", "create_date", "write_date"}
            stored = [name for name, field in activity._fields.items() if field.store and name not in own]
            self.env.flush_all()
            self.env.invalidate_all()
            self.assertEqual(activity.read(stored)[0] | {"id": 0}, other.read(stored)[0] | {"id": 0})
        self.assertEqual(activity.with_user(self.anna).state, "today")
        groups = self.env["res.users"].with_user(self.anna)._get_activity_groups()
        counts = next(group for group in groups if group["model"] == "res.partner")
        self.assertEqual((counts["today_count"], counts["total_count"]), (1, 1))
        data = self.Activity.with_user(self.anna).get_activity_data("res.partner", [("id", "=", contact.id)])
        self.assertEqual(data["activity_res_ids"], [contact.id])
        self.assertEqual(contact.with_user(self.anna).activity_state, "today")

    def test_no_mail_and_no_follower(self):
        contacts = self.make_contacts(3)
        mails, messages = self.env["mail.mail"].search_count([]), self.env["mail.message"].search_count([])
        followers = contacts.message_follower_ids
        self.plan()
        self.assertEqual(self.env["mail.mail"].search_count([]), mails)
        self.assertEqual(self.env["mail.message"].search_count([]), messages)
        self.assertEqual(contacts.message_follower_ids, followers)

    def test_first_matching_policy_wins(self):
        first = self.make_policy(name="First", sequence=0, domain="[('ref', '=', 'REVIEW A')]", interval_months=1)
        one = self.make_contacts(1, days_ago=10, ref="REVIEW A")
        two = self.make_contacts(1, days_ago=10, ref="REVIEW B")
        self.plan()
        self.assertEqual((one.review_policy_id, two.review_policy_id), (first, self.policy))
        self.assertLess(one.review_due_date, two.review_due_date)

    def test_priority_comes_first(self):
        self.env["partner.review.rank"].create({"name": "Important", "domain": "[('city', '=', 'Wien')]"})
        self.policy.write({"daily_cap": 1, "lead_days": 0})
        self.make_contacts(3)
        important = self.make_contacts(1, days_ago=500, city="Wien")
        self.assertEqual(self.plan(), 1)
        self.assertEqual(self.open_requests().partner_id, important)

    def test_weekend(self):
        self.make_contacts(1)
        self.policy.lead_days = 0
        with freeze_time("2026-03-07 12:00:00"):
            self.assertEqual(self.plan(), 0)
        with freeze_time("2026-03-09 12:00:00"):
            self.assertEqual(self.plan(), 1)

    def test_today_is_where_the_colleague_is(self):
        """Sunday evening in Hawaii is Monday in Auckland."""
        self.policy.lead_days = 0
        self.anna.tz, self.ben.tz = "Pacific/Auckland", "Pacific/Honolulu"
        self.make_contacts(1)
        self.make_contacts(1, user_id=self.ben.id)
        with freeze_time("2026-03-09 02:00:00"):
            self.assertEqual(self.plan(), 1)
            self.assertEqual(self.open_requests().user_id, self.anna)

    def test_planned_once_where_it_is_tomorrow_already(self):
        self.policy.lead_days = 14
        self.anna.tz = "Pacific/Auckland"
        (contact,) = self.make_contacts(1, days_ago=162)
        with freeze_time("2026-03-06 12:00:00"):
            self.assertEqual(self.plan(), 1)
            planned = self.open_requests()
            self.assertEqual(str(contact.review_due_date), "2026-03-21", "a Saturday, in 15 days by Greenwich")
            self.assertEqual(self.plan(), 0)
            self.assertEqual(self.open_requests(), planned)

    def test_daylight_saving(self):
        """Days around both changes of the clock are planned for once each."""
        for start in ("2026-03-27 23:30:00", "2026-10-23 22:30:00"):
            with self.subTest(start), freeze_time(start):
                days = self.anna._review_working_days(5)[self.anna.id]
                self.assertEqual(len(days), len(set(days)))
                self.assertEqual({day.weekday() for day in days} - set(range(5)), set())
                self.assertEqual(self.anna._review_today()[self.anna.id].weekday(), 5, "already Saturday in Zurich")
                self.assertEqual(len(days), 4)

    def test_outage_of_a_week(self):
        """Afterwards nobody gets more than the cap, what is late counted in."""
        self.policy.write({"daily_cap": 2, "lead_days": 7})
        self.make_contacts(40)
        self.assertEqual(self.plan(), 12)
        with freeze_time("2026-03-09 12:00:00"):
            # ten are late by now, two are planned for today; seven days have room for twelve
            self.assertEqual(self.plan(), 0)
            self.open_requests().filtered(lambda request: request.date_due < date(2026, 3, 9)).partner_id[
                :10
            ]._review_confirm()
            self.assertEqual(self.plan(), 10)
            self.assertEqual(max(self.days().values()), 2)

    def test_pause(self):
        self.make_contacts(1)
        self.policy.paused_until = date(2026, 3, 10)
        self.assertEqual(self.plan(), 0)
        with freeze_time("2026-03-10 12:00:00"):
            self.assertEqual(self.plan(), 1)

    def test_escalation(self):
        self.policy.escalation_user_id = self.ben
        self.make_contacts(1)
        self.plan()
        request = self.open_requests()
        with freeze_time("2026-03-16 12:00:00"):
            self.plan()
            self.assertFalse(request.escalated_date)
        with freeze_time("2026-03-17 12:00:00"):
            self.plan()
            self.assertEqual((request.escalated_date, request.escalation_user_id), (date(2026, 3, 17), self.ben))
            self.assertEqual(request.user_id, self.anna)

    def test_archived_contact(self):
        contact = self.make_contacts(1)
        self.plan()
        contact.active = False
        self.plan()
        self.assertFalse(self.open_requests(contact))
        self.assertFalse(self.Activity.search([("res_model", "=", "res.partner"), ("res_id", "=", contact.id)]))

    def test_longer_interval_takes_activities_back(self):
        contact = self.make_contacts(1, days_ago=200)
        self.plan()
        self.policy.interval_months = 12
        self.plan()
        self.assertFalse(self.open_requests(contact))
        self.assertFalse(contact.activity_ids)

    def test_the_scheduler_does_it(self):
        contacts = self.make_contacts(3)
        with self.enter_registry_test_mode():
            self.env.ref("customer_data_quality.cron_review_plan").method_direct_trigger()
        self.env.invalidate_all()
        self.assertEqual(self.open_requests().partner_id, contacts)

    def test_a_change_of_policies_wakes_the_scheduler(self):
        cron = self.env.ref("customer_data_quality.cron_review_plan")
        self.env.cr.precommit.data.pop("customer_data_quality.woken", None)
        before = self.env["ir.cron.trigger"].search_count([("cron_id", "=", cron.id)])
        self.policy.interval_months = 3
        self.policy.interval_months = 4
        self.assertEqual(self.env["ir.cron.trigger"].search_count([("cron_id", "=", cron.id)]), before + 1)

    def test_woken_now_and_later(self):
        name = "customer_data_quality.cron_review_plan"
        triggers = self.env["ir.cron.trigger"].search([("cron_id", "=", self.env.ref(name).id)])
        triggers.unlink()
        self.env.cr.precommit.data.pop("customer_data_quality.woken", None)
        later = datetime(2026, 3, 2, 13)
        for at in (None, later, later, None):
            wake(self.env, name, at)
        triggers = triggers.search([("cron_id", "=", self.env.ref(name).id)], order="call_at")
        self.assertEqual(len(triggers), 2)
        self.assertEqual(triggers[-1].call_at, later)
