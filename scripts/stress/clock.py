"""The server's clock jumps."""

import datetime

from lib.stress import background, company

TITLE = "clock a day back, across summer time, a year ahead and back: nothing planned twice, nothing expires wrongly"
ZONE = "Europe/Zurich"
# As the scheduler runs them, each in a transaction of its own.
JOBS = (
    ("partner.quality", "_cron_nightly"),
    ("partner.review", "_cron_plan"),
    ("partner.consent", "_cron_expire"),
    ("partner.consent", "_cron_remind"),
    ("partner.review.request", "_cron_digest"),
    ("partner.review.request", "_cron_ask_customers"),
    ("partner.duplicate.scan", "_cron_scan"),
    ("partner.merge", "_cron_late"),
)
COUNTED = {
    "open reviews": "SELECT count(*) FROM partner_review_request WHERE state = 'open'",
    "reviews in all": "SELECT count(*) FROM partner_review_request",
    "activities": "SELECT count(*) FROM mail_activity",
    "mails": "SELECT count(*) FROM mail_message",
    "events of consents": "SELECT count(*) FROM partner_consent_event",
}
YEAR = datetime.timedelta(days=365)
DAY = datetime.timedelta(days=1)
CONSENTS = 10  # of each kind


def run(stress):
    from freezegun import freeze_time

    name = company.in_use(stress)
    now = datetime.datetime.now().replace(hour=12, minute=0, second=0, microsecond=0)
    # noon may lie ahead, and nobody agrees in the future
    with stress.environment(name) as env, freeze_time(now, tick=True):
        env["res.users"].search([]).write({"tz": ZONE})
        _consents(env, now)
        env.cr.commit()

    _work(stress, name, now)
    first = _count(stress, name)
    _work(stress, name, now)
    _same(stress, name, first, "on the same day once more")
    _work(stress, name, now - DAY)
    _same(stress, name, first, "a day back")
    _work(stress, name, now)
    _same(stress, name, first, "a day back and on again")
    # local hours that there are twice, or never
    hours = [change + datetime.timedelta(minutes=m) for change in _changes(now) for m in (-90, -30, 30, 90)]
    for hour in hours:
        _work(stress, name, hour)
        once = _count(stress, name)
        _work(stress, name, hour)
        _same(stress, name, once, f"at {hour} UTC twice")
    _expired(stress, name, hours[-1], "at the change of summer time")

    _work(stress, name, now + YEAR)
    _expired(stress, name, now + YEAR, "a year ahead")
    _work(stress, name, now)
    back = _count(stress, name)
    _work(stress, name, now)
    _same(stress, name, back, "back from a year ahead")
    _mailed_again(stress, name, now + 7 * DAY)
    background.look(stress, name)
    return (
        f"{len(hours)} hours around the change of summer time; {back['reviews in all']} reviews, {back['mails']} mails"
    )


def _work(stress, name, when):
    """Have the scheduler do its day's work at a given time (naive, UTC)."""
    from freezegun import freeze_time

    for model, method in JOBS:
        with stress.environment(name) as env, freeze_time(when, tick=True):
            getattr(env[model], method)()
            env.cr.commit()


def _count(stress, name):
    return {what: stress.number(name, query) for what, query in COUNTED.items()}


def _same(stress, name, before, when):
    after = _count(stress, name)
    changed = {what: f"{before[what]} -> {after[what]}" for what in before if before[what] != after[what]}
    stress.check(not changed, f"{when}: {changed}")


def _changes(now):
    """Return the next two changes of summer time after a day, in UTC."""
    from zoneinfo import ZoneInfo

    found, zone = [], ZoneInfo(ZONE)
    hour = now.replace(tzinfo=datetime.timezone.utc)
    while len(found) < 2:
        following = hour + datetime.timedelta(hours=1)
        if hour.astimezone(zone).utcoffset() != following.astimezone(zone).utcoffset():
            found.append(following.replace(tzinfo=None))
        hour = following
    return found


def _consents(env, now):
    """Consents that hold for half a year, for two years, and without end: one of each for some contacts."""
    from dateutil.relativedelta import relativedelta

    partners = env["res.partner"].search([("partner_share", "=", True), ("email", "!=", False)], limit=CONSENTS)
    for months in (6, 24, 0):
        purpose = env["partner.consent.purpose"].create(
            {
                "name": f"For {months} months",
                "code": f"stress_{months}",
                "validity_months": months,
                "text_ids": [(0, 0, {"lang": "en", "body": "I agree."})],
            }
        )
        partners._consent_record(purpose, "email", method="phone", act_date=now - relativedelta(minutes=5))


def _expired(stress, name, when, told):
    """Consents have expired if their day is over, and only then; all were given at the same time."""
    rows = stress.sql(
        name,
        """SELECT p.code, c.is_allowed, p.validity_months = 0
                  OR (e.act_date + make_interval(months => p.validity_months))::date >= %s::date
             FROM partner_consent c JOIN partner_consent_purpose p ON p.id = c.purpose_id
             JOIN partner_consent_event e ON e.consent_id = c.id AND e.kind = 'granted'
            WHERE starts_with(p.code, 'stress_')""",
        (when,),
    )
    stress.check(len(rows) == 3 * CONSENTS, f"{told}: {len(rows)} consents instead of {3 * CONSENTS}")
    wrong = [f"{code} is {'still' if holds else 'not'} allowed" for code, holds, right in rows if holds != right]
    stress.check(not wrong, f"{told}: {len(wrong)} consents, such as {wrong[:1]}")


def _mailed_again(stress, name, when):
    """Next week's mails are sent, whatever the clock showed meanwhile."""
    before = stress.number(name, COUNTED["mails"])
    _work(stress, name, when)
    stress.check(stress.number(name, COUNTED["mails"]) > before, "no weekly mails any more after a jump of the clock")
