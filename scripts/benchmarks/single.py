"""One new contact compared with all others, as while it is typed, beside what saving it costs.

An employee asks, who may see and create contacts, so access rights and record rules are part of the time. Half of the
contacts asked for are existing ones written a little differently, half are new. For comparison the same employee
creates contacts one by one in the same database, up to the flush, rolled back each time.
"""

import random
import statistics
import time

from lib import changes, contacts_data

TITLE = "finding the duplicates of one new contact"
DEFAULT_ROWS = 100_000
BARS_OF_WHAT_WAS_ASKED = True
CALLS = 400
CREATES = 100
WARMING = 20
COLD_STARTS = 5
# A typed contact has some of these only.
OPTIONAL = ("email", "phone", "vat", "street", "zip", "city")


def run(context, rows, seed):
    name = context.database()
    with contacts_data.invented(context, rows, seed) as path:
        contacts_data.load_file(context, name, path)
    with context.environment(name) as env:
        with context.step("Reading all contacts for matching"):
            env["partner.duplicate.group"]._scan(full=True)
        login = _employee(env).login
        env.cr.commit()
    context.sql(name, "VACUUM ANALYZE")
    with context.environment(name) as env:
        typed = _typed(env, seed)
        employee = _as_employee(env, login)
        with context.step(f"{CALLS} new contacts looked up, {CREATES} created"):
            metrics = _warm(employee, typed)
    metrics |= _cold(context, name, login, typed)
    context.drop(name)
    return {f"rows_{rows}_{metric}": value for metric, value in metrics.items()}


def _employee(env):
    groups = ("base.group_user", "base.group_partner_manager", "customer_data_quality.group_user")
    return env["res.users"].create(
        {
            "name": "Bench Employee",
            "login": "bench-employee@example.com",
            "group_ids": [(6, 0, [env.ref(group).id for group in groups])],
        }
    )


def _as_employee(env, login):
    user = env["res.users"].search([("login", "=", login)])
    return env(user=user.id, su=False)


def _typed(env, seed):
    """Return the values of CALLS new contacts, every one different."""
    rng = random.Random(seed)
    existing = env["res.partner"].search([("partner_share", "=", True)], order="id").ids
    known = (
        env["res.partner"]
        .browse(rng.sample(existing, CALLS // 2))
        .read(["name", "is_company", "country_id", *OPTIONAL], load=None)
    )
    for values in known:
        del values["id"]
        values["name"] = changes.typo(values["name"] or "Nomen", rng)
    countries = {country.code: country.id for country in env["res.country"].search([])}
    fresh = [_of_row(row, countries) for row in contacts_data.sample(CALLS - len(known), f"new to {seed}")]
    return [_partly(values, rng) for values in rng.sample(known + fresh, CALLS)]


def _of_row(row, countries):
    return {
        "name": row.name,
        "is_company": bool(row.is_company),
        "country_id": countries.get(row.country_code, False),
        **{field: getattr(row, field) for field in OPTIONAL},
    }


def _partly(values, rng):
    """Leave out some optional values, as somebody who is still typing."""
    return {field: value for field, value in values.items() if value and (field not in OPTIONAL or rng.random() < 0.7)}


def _warm(env, typed):
    for values in typed[:WARMING]:
        _look_up(env, values)
    looked_up = sorted(_look_up(env, values) for values in typed)
    created = [_create(env, values) for values in typed[: CREATES + WARMING]][WARMING:]
    median, create_median = statistics.median(looked_up), statistics.median(created)
    last_percent = looked_up[len(looked_up) * 99 // 100]
    return {
        "median_ms": 1000 * median,
        "p99_ms": 1000 * last_percent,
        "slowest_ms": 1000 * looked_up[-1],
        "create_median_ms": 1000 * create_median,
        "median_to_create": median / create_median,
        "p99_to_median": last_percent / median,
    }


def _look_up(env, values):
    """The seconds that one question takes, from an empty cache as each request has it."""
    env.invalidate_all()
    start = time.perf_counter()
    env["res.partner"]._find_duplicates_for_values(values)
    return time.perf_counter() - start


def _create(env, values):
    env.invalidate_all()
    savepoint = env.cr.savepoint()
    start = time.perf_counter()
    env["res.partner"].create(values)
    env.flush_all()
    seconds = time.perf_counter() - start
    savepoint.close(rollback=True)
    return seconds


def _cold(context, name, login, typed):
    """The first question to a server that has just started, with an empty cache of the database."""
    seconds, restarted = [], True
    with context.step(f"{COLD_STARTS} cold starts"):
        for values in typed[:COLD_STARTS]:
            restarted = context.start_cold(name) and restarted
            with context.environment(name) as env:
                seconds.append(_look_up(_as_employee(env, login), values))
    return {"cold_ms": 1000 * statistics.median(seconds), "cold_database_restarted": int(restarted)}
