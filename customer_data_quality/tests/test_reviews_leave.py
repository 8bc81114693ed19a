from datetime import date, datetime

from freezegun import freeze_time

from odoo.tests import tagged

from .common_reviews import ReviewCase


@tagged("-at_install", "post_install")
class TestLeave(ReviewCase):
    """Working hours and time off, where Odoo knows them; without, Monday to Friday."""

    def setUp(self):
        super().setUp()
        self.has_calendars = "resource.calendar" in self.env
        if self.has_calendars:
            calendar = self.env["resource.calendar"].create({"name": "Test", "tz": "Europe/Zurich"})
            self.resource = self.env["resource.resource"].create(
                {"name": "Anna", "user_id": self.anna.id, "calendar_id": calendar.id, "tz": "Europe/Zurich"}
            )

    def days_of(self, user, span=7):
        return user._review_working_days(span)[user.id]

    def test_monday_to_friday(self):
        self.assertEqual([day.day for day in self.days_of(self.anna)], [2, 3, 4, 5, 6, 9])

    def test_time_off(self):
        if not self.has_calendars:
            self.assertEqual(len(self.days_of(self.anna)), 6, "nobody knows of time off")
            return
        self.leave(datetime(2026, 3, 2, 23), datetime(2026, 3, 5, 22))
        # from Tuesday to Thursday in Zurich
        self.assertEqual([day.day for day in self.days_of(self.anna)], [2, 6, 9])

    def test_public_holiday(self):
        if not self.has_calendars:
            self.assertIn(date(2026, 3, 3), self.days_of(self.anna))
            return
        self.env["resource.calendar.leaves"].create(
            {
                "name": "Holiday",
                "calendar_id": self.resource.calendar_id.id,
                "date_from": datetime(2026, 3, 2, 23),
                "date_to": datetime(2026, 3, 3, 22, 59),
            }
        )
        self.assertNotIn(date(2026, 3, 3), self.days_of(self.anna))

    def test_part_time(self):
        if not self.has_calendars:
            self.assertIn(date(2026, 3, 6), self.days_of(self.anna))
            return
        self.resource.calendar_id.attendance_ids.filtered(lambda each: each.dayofweek == "4").unlink()
        self.assertNotIn(date(2026, 3, 6), self.days_of(self.anna))

    def test_without_fixed_hours(self):
        if not self.has_calendars:
            self.assertEqual(len(self.days_of(self.ben)), 6)
            return
        self.leave(datetime(2026, 3, 2, 23), datetime(2026, 3, 4, 22))
        self.resource.calendar_id = False
        self.assertEqual([day.day for day in self.days_of(self.anna)], [2, 5, 6, 9])

    def test_companys_calendar(self):
        days = self.days_of(self.ben)
        self.assertFalse({day.weekday() for day in days} & {5, 6})
        self.assertEqual(len(days), 6)

    def leave(self, start, end):
        return self.env["resource.calendar.leaves"].create(
            {
                "name": "Off",
                "calendar_id": self.resource.calendar_id.id,
                "resource_id": self.resource.id,
                "date_from": start,
                "date_to": end,
            }
        )

    def test_leave_after_planning_moves_reviews(self):
        self.policy.lead_days = 7
        contacts = self.make_contacts(6)
        self.plan()
        self.assertEqual(self.days()["2026-03-03"], 1)
        moved = self.open_requests(contacts).filtered(lambda request: request.date_due == date(2026, 3, 3))
        if not self.has_calendars:
            # the same for a day that never was a working day
            moved.activity_id.date_deadline = date(2026, 3, 7)
        else:
            self.leave(datetime(2026, 3, 2, 23), datetime(2026, 3, 3, 22))
        self.plan()
        self.assertNotEqual(moved.date_due, date(2026, 3, 3) if self.has_calendars else date(2026, 3, 7))
        self.assertEqual(moved.activity_id.date_deadline, moved.date_due)
        self.assertEqual(sum(self.days().values()), 6)

    def test_nobody_works(self):
        """Over a span without any working day nothing is planned, and nothing fails."""
        self.policy.lead_days = 0
        self.make_contacts(1)
        with freeze_time("2026-03-08 10:00:00"):
            self.assertEqual(self.plan(), 0)
