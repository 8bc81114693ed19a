from datetime import datetime, time, timedelta

import pytz

from odoo import fields, models

from ...engine.planning import working_days


class ResUsers(models.Model):
    """On which days a colleague works, as far as Odoo knows."""

    _inherit = "res.users"  # pylint: disable=consider-merging-classes-inherited

    def _review_today(self):
        """Today's date where each of these users is: {user id: date}."""
        now = pytz.utc.localize(fields.Datetime.now())
        return {user.id: now.astimezone(pytz.timezone(user.tz or "UTC")).date() for user in self}

    def _review_working_days(self, span):
        """The working days of each user from today on: {user id: [dates]}.

        Working hours and time off come from the user's resource, else from the company's calendar, else Monday to
        Friday are worked on.

        :param int span: how many days to look ahead
        """
        todays = self._review_today()
        ends = {user_id: day + timedelta(days=span) for user_id, day in todays.items()}
        worked = self._review_worked_dates(min(todays.values()), max(ends.values())) if self else {}
        return {
            user.id: (
                working_days(todays[user.id], ends[user.id])
                if user.id not in worked
                else sorted(day for day in worked[user.id] if todays[user.id] <= day <= ends[user.id])
            )
            for user in self
        }

    def _review_worked_dates(self, first, last):
        """The dates on which each user works, of those who have a calendar: {user id: set of dates}."""
        if "resource.calendar" not in self.env:
            return {}
        # one day more on each side, because a day begins elsewhere at another time
        start = pytz.utc.localize(datetime.combine(first - timedelta(days=1), time.min))
        end = pytz.utc.localize(datetime.combine(last + timedelta(days=2), time.min))
        by_user = {}
        found = self.env["resource.resource"].search([("user_id", "in", self.ids)], order="id desc")
        for resource in found.sorted(lambda each: each.company_id == each.user_id.company_id):
            by_user[resource.user_id] = resource
        # without a calendar somebody works whenever they like: Monday to Friday, but not in their time off
        flexible = {user: resource for user, resource in by_user.items() if not resource.calendar_id}
        resources = self.env["resource.resource"].union(*(by_user[user] for user in by_user.keys() - flexible.keys()))
        companies = (self - self.union(*by_user)).company_id
        own, shared = resources._get_valid_work_intervals(start, end, calendars=companies.resource_calendar_id)
        worked = {resource.user_id.id: _dates(own[resource.id], resource.tz) for resource in resources}
        for user in self - self.union(*by_user):
            calendar = user.company_id.resource_calendar_id
            if calendar:
                worked[user.id] = _dates(shared[calendar.id], calendar.tz)
        if flexible:
            worked.update(self._review_flexible_dates(flexible, first, last))
        return worked

    def _review_flexible_dates(self, flexible, first, last):
        """Monday to Friday without the days off, for those without a calendar: {user id: set of dates}."""
        leaves = self.env["resource.calendar.leaves"].search(
            [
                ("resource_id", "in", [resource.id for resource in flexible.values()]),
                ("date_from", "<=", datetime.combine(last + timedelta(days=1), time.max)),
                ("date_to", ">=", datetime.combine(first - timedelta(days=1), time.min)),
            ]
        )
        off = {}
        for leave in leaves:
            zone = pytz.timezone(leave.resource_id.tz or "UTC")
            begin, end = (pytz.utc.localize(each).astimezone(zone) for each in (leave.date_from, leave.date_to))
            days = (end.date() - begin.date()).days + 1
            off.setdefault(leave.resource_id, set()).update(begin.date() + timedelta(days=day) for day in range(days))
        return {user.id: set(working_days(first, last, off.get(each, ()))) for user, each in flexible.items()}


def _dates(intervals, timezone):
    """The local dates on which any of the intervals lies."""
    zone = pytz.timezone(timezone or "UTC")
    dates = set()
    for start, stop, _attendance in intervals:
        day, last = start.astimezone(zone).date(), (stop - timedelta(seconds=1)).astimezone(zone).date()
        while day <= last:
            dates.add(day)
            day += timedelta(days=1)
    return dates
