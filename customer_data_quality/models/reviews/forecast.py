"""How much there will be to review in the next twelve months, under policies that need not be saved yet."""

from datetime import timedelta

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.tools import SQL, format_date

from ...engine.planning import forecast

MONTHS = 12
PEOPLE = 8


class PartnerReviewPolicy(models.Model):
    _inherit = "partner.review.policy"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def preview_forecast(self, res_id, vals):
        """The load of the next twelve months, as if a policy had other values. Nothing is written.

        :param int res_id: the policy that is being changed, 0 for a new one
        :param dict vals: as for `write` or `create`
        :return: {"months": [text], "due", "done", "left": [number per month], "people": [{"name", "due": number in
            the year, "capacity": number, "left": number at its end}], "nobody": contacts that nobody is responsible
            for, "contacts": contacts under this policy}
        """
        policy = self.browse(res_id or ())
        policy.check_access("write" if res_id else "create")
        # sudo: the load is made of all contacts; what is told are numbers per colleague
        everybody = self.sudo()
        changed = everybody.new(vals, origin=policy.sudo() if res_id else None)
        policies = [each for each in everybody.search([("active", "=", True)]) if each.id != res_id]
        if changed.active:
            policies.append(changed)
        ordered = sorted(policies, key=lambda each: (each.sequence, each._origin.id or float("inf")))
        applied = everybody._build_policies_of(ordered)
        caps = {each._origin.id or 0: each.daily_cap for each in ordered}
        return everybody._forecast(applied, caps, changed._origin.id or 0)

    def _forecast(self, applied, caps, own_id):
        today = fields.Date.today()
        counts = self._count_due(applied, today)
        nobody, own = 0, 0
        by_user, intervals = {}, {policy.id: policy.interval_months for policy in applied.policies}
        for policy_id, user_id, month, count in counts:
            own += count if policy_id == own_id else 0
            if not user_id:
                nobody += count
                continue
            due = by_user.setdefault(user_id, {}).setdefault(intervals[policy_id], [0] * MONTHS)
            if month < MONTHS:
                due[month] += count
        users = self.env["res.users"].browse(by_user)
        rooms = self._month_capacity(users, today, max(caps.values(), default=0))
        totals, people = [[0] * MONTHS for _each in range(3)], []
        for user in users:
            months = forecast(by_user[user.id], rooms[user.id])
            for number, month in enumerate(months):
                for total, value in zip(totals, month, strict=True):
                    total[number] += value
            people.append(
                {
                    "name": user.name,
                    "due": sum(month.due for month in months),
                    "capacity": sum(rooms[user.id]),
                    "left": months[-1].left,
                }
            )
        people.sort(key=lambda each: (-each["left"], -each["due"], each["name"]))
        starts = [today.replace(day=1) + relativedelta(months=number) for number in range(MONTHS)]
        return {
            "months": [format_date(self.env, start, date_format="MMM yy") for start in starts],
            "due": totals[0],
            "done": totals[1],
            "left": totals[2],
            "people": people[:PEOPLE],
            "further_people": max(0, len(people) - PEOPLE),
            "nobody": nobody,
            "contacts": own,
        }

    def _count_due(self, applied, today):
        """How many contacts are due: [(policy id, user id, month from now on, number)]; what is late is due now."""
        if not applied.policies:
            return []
        self.env.flush_all()
        self.env.cr.execute("SET LOCAL jit = off")  # see partner.review._refresh
        state = self.env["partner.review"]._state_query(applied, SQL("res_partner.active"), new_id=0)
        return self.env.execute_query(
            SQL(
                """
                SELECT policy_id, user_id, month, count(*) FROM (
                    SELECT policy_id, user_id, GREATEST(0, (EXTRACT(YEAR FROM due_date) * 12
                        + EXTRACT(MONTH FROM due_date) - %(now)s)::int) AS month
                    FROM (%(state)s) AS state WHERE policy_id IS NOT NULL AND due_date IS NOT NULL
                ) AS due GROUP BY policy_id, user_id, month
                """,
                now=today.year * 12 + today.month,
                state=state,
            )
        )

    def _month_capacity(self, users, today, cap):
        """How many reviews each user has room for in each month: {user id: [number]}."""
        last = today.replace(day=1) + relativedelta(months=MONTHS) - timedelta(days=1)
        days = users._review_working_days((last - today).days) if users else {}
        rooms = {}
        for user in users:
            room = [0] * MONTHS
            for day in days[user.id]:
                number = (day.year - today.year) * 12 + day.month - today.month
                if number < MONTHS:
                    room[number] += cap
            rooms[user.id] = room
        return rooms

    def _build_policies_of(self, ordered):
        """The given policies, some perhaps not saved, in the form in which they are applied."""
        return self.concat(*ordered)._build_policies()
