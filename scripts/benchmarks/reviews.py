"""Planning reviews: the first run over all contacts, a daily run, and the same activities by Odoo's own way.

Contacts have salespeople who share them evenly, and were made over the last three years, so that many are due at
once. The first run finds out who is due when, and plans what the salespeople's days have room for. Odoo's own
`activity_schedule` then makes a part of the activities in a copy of the database, in one call per salesperson, and the
time of all is taken in proportion.
"""

from lib import contacts_data
from lib.memory import PeakMemory

TITLE = "planning reviews, beside creating the same activities by activity_schedule"
DEFAULT_ROWS = 200_000
USERS = 100
DAYS = 1000
CAP = 20
SAMPLE = 500


def run(context, rows, seed):
    name = context.database()
    contacts_data.load(context, name, rows, seed)
    with context.environment(name) as env, context.step("Salespeople for all contacts"):
        _prepare(env)
    context.sql(name, "VACUUM ANALYZE")
    metrics = {"contacts": rows}
    plain = context.copy(name)
    updated = context.updated_contacts(name)
    with context.environment(name) as env:
        counts = _Counts(env)
        with context.step("First run"), PeakMemory(env) as memory:
            metrics["first_seconds"] = context.seconds(lambda: env["partner.review"]._cron_plan())
        metrics["first_memory_growth_mb"] = memory.process
        metrics["activities"], mails, followers, messages = counts.grown()
        with context.step("A day later: what was done yesterday is made up for"):
            _work_a_day(env)
            before = _Counts(env)
            metrics["daily_seconds"] = context.seconds(lambda: env["partner.review"]._cron_plan())
            metrics["daily_activities"] = before.grown()[0]
        with context.step("Once more on the same day"):
            before = _Counts(env)
            metrics["repeat_seconds"] = context.seconds(lambda: env["partner.review"]._cron_plan())
            metrics["repeat_activities"] = before.grown()[0]
    metrics["mails"], metrics["followers"], metrics["messages"] = mails, followers, messages
    metrics["contacts_updated"] = context.updated_contacts(name) - updated
    with context.environment(plain) as env, context.step(f"{SAMPLE} activities by activity_schedule"):
        sample = context.seconds(lambda: _schedule(env))
    metrics["schedule_seconds"] = sample / SAMPLE * metrics["activities"]
    metrics["schedule_to_first_run"] = metrics["schedule_seconds"] / metrics["first_seconds"]
    return metrics


def _prepare(env):
    """Salespeople with an address of their own, for mails to go to, and contacts made on various days."""
    group = env.ref("base.group_user").id
    users = (
        env["res.users"]
        .with_context(no_reset_password=True)
        .create(
            [
                {"name": login, "login": login, "email": f"{login}@example.com", "group_ids": [(4, group)]}
                for login in (f"sales{n}" for n in range(USERS))
            ]
        )
    )
    env["partner.review.policy"].search([]).daily_cap = CAP
    env.flush_all()
    env.cr.execute(
        "UPDATE res_partner SET user_id = (%s::int[])[1 + id %% %s], create_date = now() - id %% %s * interval '1 day' "
        "WHERE id NOT IN (SELECT partner_id FROM res_users)",
        [users.ids, USERS, DAYS],
    )
    env.cr.commit()


def _work_a_day(env):
    """Confirm what the salespeople have to do first: a day's work."""
    requests = env["partner.review.request"].search([("state", "=", "open")], order="date_due", limit=USERS * 5)
    requests.partner_id._review_confirm()
    env.cr.commit()


def _schedule(env):
    contacts = env["res.partner"].search([("user_id", "!=", False)], limit=SAMPLE)
    # mails are queued, so that no mail server is waited for
    for user, theirs in contacts.with_context(mail_notify_force_send=False).grouped("user_id").items():
        theirs.activity_schedule("customer_data_quality.activity_type_review", summary="Review", user_id=user.id)
    env.cr.commit()


class _Counts:
    """How many activities, mails, followers and messages have been added since."""

    TABLES = ("mail.activity", "mail.mail", "mail.followers", "mail.message")

    def __init__(self, env):
        self._env = env
        self._before = self._now()

    def _now(self):
        return [self._env[name].with_context(active_test=False).search_count([]) for name in self.TABLES]

    def grown(self):
        return [now - before for now, before in zip(self._now(), self._before, strict=True)]
