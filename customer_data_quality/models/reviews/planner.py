"""From due dates to activities: who is asked for what on which day."""

import json
import logging
from datetime import timedelta

from psycopg2.errors import UniqueViolation

from odoo import api, fields, models
from odoo.tools import SQL, mute_logger

from ...engine.planning import Task, backlog_load, level
from ..scheduler import CONFLICTS
from .review_refresh import BATCH, OVERDUE_DAYS

_logger = logging.getLogger(__name__)

PLAN_LOCK = 0x72657677  # of advisory locks: one plans at a time
USERS = 200  # per transaction
MAX_TRIES = 5
MAX_LEAD = 90
# For contacts that no policy wants, but somebody asked for their review.
DEFAULT_LEAD = 14
DEFAULT_CAP = 10


class PartnerReview(models.Model):
    _inherit = "partner.review"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def _cron_plan(self):
        """Bring all due dates up to date, then turn what is due soon into activities; as far as the time allows.

        Whatever was done stays done; the next run goes on with the rest.
        """
        self._plan(commit=True)

    @api.model
    def _plan(self, commit=False):
        """Plan all reviews that are due soon. May run several times, also at once.

        :param bool commit: commit after each step
        :return: number of reviews that were planned
        """
        steps = [*self._refresh_steps(), self._tidy, self._escalate]
        for step in steps:
            if self._in_turn(step, commit) is None:
                return 0  # somebody else is at it
        planned = 0
        for ids in self._users_with_work():
            made = self._in_turn(lambda ids=ids: self._plan_users(self.env["res.users"].browse(ids)), commit)
            if made is None:
                break
            planned += made
        return planned

    def _in_turn(self, step, commit):
        """Do one step in a transaction of its own, again if a colleague was quicker.

        :return: what the step returns, None if somebody else is planning or the time is up
        """
        for attempt in range(1, MAX_TRIES + 1):
            self.env.cr.execute(SQL("SELECT pg_try_advisory_xact_lock(%s)", PLAN_LOCK))
            if not self.env.cr.fetchone()[0]:
                return None
            if not commit:
                result = step()
                self.env.flush_all()
                return result
            try:
                with mute_logger("odoo.sql_db"):
                    result = step()
                    self.env.flush_all()
                has_time = self.env["ir.cron"]._commit_progress(result)
            except (*CONFLICTS, UniqueViolation):
                self.env.cr.rollback()
                if attempt == MAX_TRIES:
                    raise
                _logger.info("Contacts were reviewed while reviews were being planned; planning anew.")
            else:
                return result if has_time else None
        raise AssertionError("unreachable")

    def _refresh_steps(self):
        """Functions that each bring a range of contacts up to date."""
        self.env.cr.execute("SELECT COALESCE(min(id), 0), COALESCE(max(id), -1) FROM res_partner")
        first, last = self.env.cr.fetchone()
        return [lambda low=low: self._refresh(low=low, high=low + BATCH - 1) for low in range(first, last + 1, BATCH)]

    def _tidy(self):
        """End open reviews that nobody needs, or nobody has, any more; they are planned anew where they are due.

        :return: their number
        """
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                """
                SELECT q.id FROM partner_review_request q
                LEFT JOIN partner_review r ON r.id = q.partner_id
                LEFT JOIN partner_review_policy k ON k.id = r.policy_id
                LEFT JOIN res_users u ON u.id = q.user_id
                WHERE q.state = 'open' AND q.kind = 'internal' AND (
                    r.due_date IS NULL OR q.activity_id IS NULL OR u.active IS NOT TRUE
                    OR r.due_date > %(tomorrow)s + GREATEST(COALESCE(k.lead_days, 0), q.date_due - %(tomorrow)s)
                    OR (r.user_id <> q.user_id AND NOT COALESCE(q.handed_over, FALSE))
                )
                """,
                # east of Greenwich it was planned with tomorrow's date
                tomorrow=fields.Date.today() + timedelta(days=1),
            )
        )
        requests = self.env["partner.review.request"].browse(id_ for (id_,) in self.env.cr.fetchall())
        activities = requests.activity_id
        requests.write({"state": "cancelled", "outcome": "superseded", "date_done": fields.Date.today()})
        activities.with_context(review_closing=True).unlink()
        return len(requests)

    def _escalate(self):
        """Tell who is to know about reviews that nobody has done for too long; return their number."""
        self.env.cr.execute(
            SQL(
                """
                UPDATE partner_review_request q
                SET escalated_date = %(today)s, escalation_user_id = COALESCE(u.id, %(leader)s)
                FROM partner_review_request other
                LEFT JOIN partner_review_policy k ON k.id = other.policy_id
                LEFT JOIN res_users u ON u.id = k.escalation_user_id AND u.active
                WHERE other.id = q.id AND q.state = 'open' AND q.kind = 'internal' AND q.escalated_date IS NULL
                    AND q.date_due + COALESCE(k.overdue_days, %(overdue_days)s) < %(today)s
                """,
                today=fields.Date.today(),
                overdue_days=OVERDUE_DAYS,
                leader=self._team_leader(SQL("other.user_id")),
            )
        )
        count = self.env.cr.rowcount
        self.env["partner.review.request"].invalidate_model(["escalated_date", "escalation_user_id"], flush=False)
        return count

    def _users_with_work(self):
        """Ids of those who may have something to plan, in groups."""
        rows = self.env.execute_query(
            SQL(
                "SELECT user_id FROM partner_review WHERE user_id IS NOT NULL AND due_date <= %(horizon)s "
                "UNION SELECT user_id FROM partner_review_request WHERE state = 'open' AND user_id IS NOT NULL "
                "ORDER BY user_id",
                horizon=fields.Date.today() + timedelta(days=MAX_LEAD + 1),
            )
        )
        ids = [id_ for (id_,) in rows]
        return [ids[start : start + USERS] for start in range(0, len(ids), USERS)]

    def _plan_users(self, users):
        """Plan what these users are to be asked for; return how many reviews were planned."""
        users = users.filtered("active")
        if not users:
            return 0
        todays = users._review_today()
        days = users._review_working_days(self._longest_lead())
        late, load, stranded = self._open_work(users, todays, days)
        caps = self._caps()
        room = {}
        for user in users:
            load[user.id] = backlog_load(days[user.id], load[user.id], late[user.id], caps)
            room[user.id] = sum(max(0, caps - load[user.id][day]) for day in days[user.id])
        waiting = self._waiting(todays, room)
        rows, moved = [], {}
        for user in users:
            old = [Task(("old", id_), day, day + timedelta(days=MAX_LEAD), caps) for id_, day in stranded[user.id]]
            new = [Task(("new", row["id"]), row["due_date"], row["last"], row["cap"]) for row in waiting[user.id]]
            plan = level([*old, *new], days[user.id], load[user.id])
            moved.update({key[1]: day for key, day in plan.items() if key[0] == "old"})
            for row in waiting[user.id]:
                day = plan.get(("new", row["id"]))
                if day:
                    rows.append({**row, "user_id": user.id, "date_due": day})
        self.env["partner.review.request"]._move(moved)
        return self.env["partner.review.request"]._ask(rows, todays)

    def _longest_lead(self):
        self.env.cr.execute("SELECT COALESCE(max(lead_days), 0) FROM partner_review_policy WHERE active")
        return max(DEFAULT_LEAD, self.env.cr.fetchone()[0])

    def _caps(self):
        """The highest cap of any policy: no day ever gets more."""
        self.env.cr.execute("SELECT max(daily_cap) FROM partner_review_policy WHERE active")
        return self.env.cr.fetchone()[0] or DEFAULT_CAP

    def _open_work(self, users, todays, days):
        """What is planned already.

        :return: by user id the number of late reviews; reviews by day; and [(request id, day)] of those whose day
            is no working day (any more)
        """
        late = dict.fromkeys(users.ids, 0)
        load = {id_: {} for id_ in users.ids}
        stranded = {id_: [] for id_ in users.ids}
        rows = self.env.execute_query(
            SQL(
                "SELECT user_id, date_due, array_agg(id ORDER BY priority, id) FROM partner_review_request "
                "WHERE state = 'open' AND user_id = ANY(%s) GROUP BY user_id, date_due ORDER BY date_due",
                users.ids,
            )
        )
        for user_id, day, ids in rows:
            if day < todays[user_id]:
                late[user_id] += len(ids)
            elif day not in days[user_id] and days[user_id] and day <= days[user_id][-1]:
                stranded[user_id] += [(id_, day) for id_ in ids]
            else:
                load[user_id][day] = len(ids)
        return late, load, stranded

    def _waiting(self, todays, room):
        """What is due soon and not asked for yet, the most urgent first, no more than there is room for.

        :return: by user id, list of dicts
        """
        result = {id_: [] for id_ in todays}
        self.env.cr.execute(
            SQL(
                """
                SELECT user_id, id, due_date, last, cap, policy_id, company_id, priority, reason, name, type_id
                FROM (
                    SELECT r.user_id, r.id, r.due_date, r.policy_id, p.company_id, r.priority, r.reason,
                           w.today + COALESCE(k.lead_days, %(lead)s) AS last, COALESCE(k.daily_cap, %(cap)s) AS cap,
                           COALESCE(NULLIF(p.complete_name, ''), p.name) AS name, k.activity_type_id AS type_id,
                           w.room, row_number() OVER urgency AS place
                    FROM jsonb_to_recordset(%(users)s::jsonb) AS w(user_id int, today date, room int)
                    JOIN partner_review r ON r.user_id = w.user_id AND w.room > 0
                    JOIN res_partner p ON p.id = r.id AND p.active
                    LEFT JOIN partner_review_policy k ON k.id = r.policy_id
                    WHERE r.due_date <= w.today + COALESCE(k.lead_days, %(lead)s)
                        AND (k.paused_until IS NULL OR k.paused_until <= w.today OR r.reason IS NOT NULL)
                        AND NOT EXISTS (SELECT FROM partner_review_request q
                            WHERE q.partner_id = r.id AND q.state = 'open' AND q.kind = 'internal')
                    WINDOW urgency AS (
                        PARTITION BY r.user_id ORDER BY r.reason IS NULL, r.priority, r.due_date, r.id
                    )
                ) AS due
                WHERE place <= room ORDER BY user_id, place
                """,
                lead=DEFAULT_LEAD,
                cap=DEFAULT_CAP,
                users=json.dumps(
                    [
                        {"user_id": id_, "today": fields.Date.to_string(today), "room": room[id_]}
                        for id_, today in todays.items()
                    ]
                ),
            )
        )
        for row in self.env.cr.dictfetchall():
            result[row.pop("user_id")].append(row)
        return result
