"""Opening the overview of a company that has used everything for a year.

Scores, grades, gaps, groups of duplicates, reviews, consents and records of other apps are put in by SQL. Two companies
share a part of the contacts, a hundred salespeople the others. Each opening reads everything anew, as a request does
whose worker has its registry loaded.
"""

from lib import contacts_data

TITLE = "opening the overview, with a year of snapshots, duplicates, reviews, consents"
DEFAULT_ROWS = 1_000_000
SALESPEOPLE = 100
RUNS = 5

ASSIGN = """
    UPDATE res_partner SET
        user_id = (%(users)s::int[])[1 + id %% %(count)s],
        company_id = CASE WHEN id %% 3 = 0 THEN NULL WHEN id %% 3 = 1 THEN 1 ELSE %(branch)s END
    WHERE id NOT IN (SELECT partner_id FROM res_users) AND id NOT IN (SELECT partner_id FROM res_company)
"""
SCORE = """
    UPDATE partner_quality q SET profile_id = p.profile_id, score = p.score, completeness = p.score, validity = 90,
        consistency = 95, timeliness = p.score, version = %(version)s, below_target = p.score < 80, gaps = p.gaps,
        grade = substr('EEEEEEDCBAA', p.score / 10 + 1, 1)
    FROM (SELECT id, (%(profiles)s::int[])[1 + id %% cardinality(%(profiles)s::int[])] AS profile_id,
            30 + id %% 71 AS score, (%(rules)s::int[])[id %% 9:id %% 9 + id %% 5] AS gaps
          FROM partner_quality) AS p WHERE p.id = q.id
"""
# One contact in ten is a duplicate, one in three has an open review and as many a closed one, most have a consent.
FILL = (
    """
    INSERT INTO partner_duplicate_group (state, certainty, probability, size, company_id, user_id, reasons, create_uid,
        write_uid, create_date, write_date)
    SELECT CASE WHEN p.id %% 100 < 60 THEN 'open' ELSE 'done' END,
        CASE WHEN p.id %% 40 = 0 THEN 'certain' ELSE 'possible' END, 0.97, 2, p.company_id, p.user_id, p.id::text, 1, 1,
        now(), now()
    FROM res_partner p WHERE p.id %% 20 = 0 AND p.active
    """,
    """
    INSERT INTO partner_duplicate_member (group_id, partner_id, probability, score)
    SELECT g.id, p.id, 0.97, 12
    FROM partner_duplicate_group g JOIN res_partner p ON p.id IN (g.reasons::int, g.reasons::int - 6)
    """,
    """
    INSERT INTO partner_review_request (partner_id, user_id, kind, state, reason, priority, date_due, date_done,
        company_id, create_uid, write_uid, create_date, write_date)
    SELECT p.id, p.user_id, 'internal', state.name, 'interval', 0, current_date + p.id %% 200 - 20,
        CASE WHEN state.name = 'done' THEN current_date - p.id %% 360 END, p.company_id, 1, 1, now(), now()
    FROM res_partner p CROSS JOIN (VALUES ('open'), ('done')) AS state (name) WHERE p.id %% 3 = 0
    """,
    """
    INSERT INTO partner_consent (company_id, partner_id, purpose_id, channel, contact_point, point_key, state,
        is_allowed, since, granted_at, valid_until, create_uid, write_uid, create_date, write_date)
    SELECT COALESCE(p.company_id, 1), p.id, %(purpose)s, 'email', p.email, lower(p.email),
        CASE WHEN p.id %% 10 < 7 THEN 'granted' WHEN p.id %% 10 = 7 THEN 'requested' ELSE 'withdrawn' END,
        p.id %% 10 < 7, now() - interval '90 days', now() - interval '90 days',
        CASE WHEN p.id %% 10 < 7 THEN current_date + p.id %% 700 END, 1, 1, now(), now()
    FROM res_partner p WHERE p.email IS NOT NULL
    """,
    """
    INSERT INTO mail_guest (id, name, email, access_token, create_date, write_date)
    SELECT p.id, p.name, p.email, p.id, now(), now() FROM res_partner p WHERE p.id %% 5 = 0
    """,
    """
    INSERT INTO partner_silo_record (source_id, res_model, res_id, slot, kind, partner_id, match_count, is_certain,
        company_id, state, found_date)
    SELECT %(source)s, 'mail.guest', p.id, 'link', CASE WHEN p.id %% 2 = 0 THEN 'one' ELSE 'unknown' END,
        CASE WHEN p.id %% 2 = 0 THEN p.id END, 0, false, p.company_id, 'open', now()
    FROM res_partner p WHERE p.id %% 5 = 0
    """,
    """
    INSERT INTO partner_privacy_request (name, kind, state, deadline, company_id, received_on, origin, create_uid,
        write_uid, create_date, write_date)
    SELECT 'R' || number, 'access', 'received', current_date + number %% 30 - 5, 1, current_date, 'letter', 1, 1,
        now(), now()
    FROM generate_series(1, 500) AS number
    """,
)
# Days of the past year as the nightly thinning leaves them: each of a quarter, one a week before.
HISTORY = """
    INSERT INTO partner_quality_snapshot (date, taken, company_id, user_id, profile_id, contacts, score, completeness,
        validity, uniqueness, consistency, timeliness, below_target, gaps, grade_a, grade_b, grade_c, grade_d, grade_e)
    SELECT date - days, taken, company_id, user_id, profile_id, contacts, score - days / 40.0, completeness, validity,
        uniqueness, consistency, timeliness, below_target, gaps, grade_a, grade_b, grade_c, grade_d, grade_e
    FROM partner_quality_snapshot CROSS JOIN generate_series(1, 364) AS days WHERE days <= 91 OR mod(days, 7) = 0
"""


def run(context, rows, seed):
    name = context.database()
    contacts_data.load(context, name, rows, seed)
    with context.environment(name) as env:
        with context.step("Companies, salespeople, scores"):
            people = _people(env)
            _score(env)
        with context.step("Duplicates, reviews, consents, records of other apps"):
            _fill(env)
    context.sql(name, "VACUUM ANALYZE")
    metrics = {"contacts": rows}
    with context.environment(name) as env, context.step("Counting for the overview, as every night"):
        metrics["snapshot_seconds"] = context.seconds(lambda: env["partner.quality.snapshot"]._take())
        metrics["figures_seconds"] = context.seconds(lambda: env["partner.steering.figure"]._take())
        env.cr.execute(HISTORY)
        env.cr.commit()
    context.sql(name, "VACUUM ANALYZE")
    metrics["lines"] = context.sql(name, "SELECT count(*) FROM partner_quality_snapshot")[0][0]
    with context.environment(name) as env, context.step(f"Opening the overview, {RUNS} times each"):
        for role, user_id in people.items():
            metrics |= _opening(context, env, role, env["res.users"].browse(user_id))
    return metrics


def _people(env):
    """Two companies, salespeople who share the contacts, and who opens the overview: {role: user id}."""
    branch = env["res.company"].create({"name": "Branch"})
    companies = (env.ref("base.main_company") | branch).ids
    users = env["res.users"].with_context(no_reset_password=True)
    common = {"company_id": companies[0], "company_ids": [(6, 0, companies)]}
    roles = {"manager": "group_manager", "steward": "group_steward", "employee": "group_user"}
    people = {}
    for role, group in roles.items():
        groups = env.ref("base.group_user") | env.ref(f"customer_data_quality.{group}")
        people[role] = users.create({**common, "name": role, "login": role, "group_ids": [(6, 0, groups.ids)]}).id
    group_ids = [(6, 0, env.ref("base.group_user").ids)]
    others = users.create(
        [{**common, "name": f"s{n}", "login": f"s{n}", "group_ids": group_ids} for n in range(SALESPEOPLE - 1)]
    )
    env.flush_all()
    # the employee sells, too
    values = {"users": [people["employee"], *others.ids], "count": SALESPEOPLE, "branch": branch.id}
    env.cr.execute(ASSIGN, values)
    env.cr.commit()
    return people


def _score(env):
    values = {
        "version": env["partner.quality.profile"]._ruleset().version,
        "profiles": env["partner.quality.profile"].search([]).ids,
        "rules": env["partner.quality.rule"].search([]).ids,
    }
    env.cr.execute(SCORE, values)
    env["partner.quality"]._cron_rescore()  # sees that nothing is left to do
    env.cr.commit()


def _fill(env):
    purpose = env["partner.consent.purpose"].create(
        {"name": "Benchmark", "code": "benchmark", "is_marketing": True, "channel_email": True}
    )
    env["partner.silo.source"]._propose()
    source = env["partner.silo.source"].with_context(active_test=False).search([("model", "=", "mail.guest")])
    source.active = True
    env.flush_all()
    for statement in FILL:
        env.cr.execute(statement, {"purpose": purpose.id, "source": source.id})
    env.cr.commit()


def _opening(context, env, role, user):
    """How long the overview takes for a user, and how many statements: unfiltered and by profile."""
    dashboard = env["partner.dashboard"].with_user(user)
    dashboard = dashboard.with_context(allowed_company_ids=user.company_ids.ids)
    profile = env["partner.quality.profile"].search([], limit=1)

    def overview(filters=None):
        env.invalidate_all()
        return dashboard.overview(filters)

    shown = overview()  # reads what a worker reads once
    assert shown["score"]["contacts"], "the overview is empty"
    before = env.cr.sql_log_count
    overview()
    return {
        f"{role}_statements": env.cr.sql_log_count - before,
        f"{role}_seconds": context.median_seconds(overview, runs=RUNS),
        f"{role}_profile_seconds": context.median_seconds(lambda: overview({"profile_id": profile.id}), runs=RUNS),
    }
