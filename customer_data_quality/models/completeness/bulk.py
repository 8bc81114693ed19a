"""The rules as SQL: whole databases are judged by one statement per batch, without reading a contact into Python.

Says the same as live.py; a property test holds the two together.

Each contact is read once. Its profile is found first; then the n-th rule of that profile gives verdict n, the
verdicts are summed up per dimension, and the sums make the scores. OFFSET 0 keeps PostgreSQL from merging these
steps, because merged it would evaluate every verdict again at each of the many places where it is used.
"""

from odoo.tools import SQL, Query

from ...engine import scoring
from ...engine.scoring import DIMENSIONS

PROFILE = SQL("chosen.profile")


def scoring_query(env, ruleset, where, today):
    """SQL that selects one row of scores per contact.

    :param where: function of a table alias that returns the SQL condition which contacts to score, by their id
    :param date today: the day as of which the age of verifications is counted
    :return: SQL of columns id, profile_id, score, grade, below_target, the dimensions, gaps; contacts without
        profile have no score
    """
    partners = env["res.partner"].sudo().with_context(active_test=False)
    profiles = ruleset.profiles
    sums = SQL(
        "SELECT id, profile, %s, %s AS gaps FROM (%s OFFSET 0) AS chosen OFFSET 0",
        SQL(", ").join(_sums(profiles, name) for name in DIMENSIONS),
        _per_profile(_gaps(profile.rules) for profile in profiles),
        _verdicts_query(partners, profiles, where, today),
    )
    scores = SQL(
        "SELECT id, profile, %s AS score, %s, gaps FROM (%s) AS sums OFFSET 0",
        _ratio(_total("earned"), _total("possible")),
        SQL(", ").join(SQL("%s AS %s", _dimension(name), SQL.identifier(name)) for name in DIMENSIONS),
        sums,
    )
    rated = SQL("profile IS NOT NULL")
    return SQL(
        "SELECT id, %s AS profile_id, CASE WHEN %s THEN score END AS score, CASE WHEN %s THEN %s END AS grade, "
        "COALESCE(score < %s, FALSE) AS below_target, %s, COALESCE(gaps, '{}') AS gaps FROM (%s) AS scores",
        _case(SQL("profile"), (SQL("%s::int", profile.id) for profile in profiles)),
        rated,
        rated,
        _grade(),
        _case(SQL("profile"), (SQL("%s::int", profile.target) for profile in profiles)),
        SQL(", ").join(SQL.identifier(name) for name in DIMENSIONS),
        scores,
    )


def contacts_query(partners, where):
    """The chosen contacts, each joined with its row of partner_quality under the alias own_quality."""
    query = Query(partners, "res_partner")
    query.add_join("JOIN", "own_quality", "partner_quality", SQL("own_quality.id = res_partner.id"))
    # for both tables, so that both are read in the same narrow range of ids
    query.add_where(where("res_partner"))
    query.add_where(where("own_quality"))
    return query


def _verdicts_query(partners, profiles, where, today):
    """One row per contact: its id, the number of its profile, and its verdicts v0, v1 …"""
    query = contacts_query(partners, where)
    conditions = [_to_sql(partners, profile.domain, query) for profile in profiles]
    chosen = SQL(" ").join(SQL("WHEN %s THEN %s", condition, number) for number, condition in enumerate(conditions))
    lateral = SQL("LATERAL (SELECT CASE %s END AS profile OFFSET 0)", chosen) if conditions else _no_profile()
    query.add_join("JOIN", "chosen", lateral, SQL("TRUE"))
    slots = max((len(profile.rules) for profile in profiles), default=0)
    columns = [
        SQL(
            "%s AS %s",
            _per_profile(
                _verdict(partners, profile.rules[slot], query, today) if slot < len(profile.rules) else SQL("NULL::int")
                for profile in profiles
            ),
            _slot(slot),
        )
        for slot in range(slots)
    ]
    return query.select(SQL("res_partner.id AS id"), SQL("%s AS profile", PROFILE), *columns)


def _no_profile():
    return SQL("(SELECT NULL::int AS profile)")


def _case(subject, expressions):
    """The n-th expression where the subject is n."""
    branches = [SQL("WHEN %s THEN %s", number, expression) for number, expression in enumerate(expressions)]
    return SQL("CASE %s %s END", subject, SQL(" ").join(branches)) if branches else SQL("NULL::int")


def _per_profile(expressions):
    return _case(PROFILE, expressions)


def _slot(number):
    return SQL.identifier(f"v{number}")


def _to_sql(partners, domain, query):
    """The domain as an SQL expression that is true or not, never null."""
    return SQL("(%s) IS TRUE", domain.optimize_full(partners)._to_sql(partners, query.table, query))


def _verdict(partners, rule, query, today):
    """0 to 100, or null where the rule does not count."""
    if rule.check_key:
        fulfilled = SQL("CASE WHEN %s = ANY(own_quality.failed_checks) THEN 0 ELSE 100 END", rule.check_key)
    elif rule.verify_after:
        age = SQL(
            "(%s::date - COALESCE((own_quality.verified->>%s)::date, res_partner.create_date::date, %s::date))",
            today,
            rule.field,
            today,
        )
        # see engine.scoring.freshness
        fulfilled = SQL(
            "CASE WHEN %(age)s <= %(days)s THEN 100 ELSE GREATEST(0, 200 - 100 * %(age)s / %(days)s) END",
            age=age,
            days=rule.verify_after,
        )
    else:
        fulfilled = SQL("CASE WHEN %s THEN 100 ELSE 0 END", _to_sql(partners, rule.check, query))
    if rule.unwanted:
        fulfilled = SQL("NULLIF(%s, 100)", fulfilled)
    if rule.applies is not None:
        fulfilled = SQL("CASE WHEN %s THEN %s END", _to_sql(partners, rule.applies, query), fulfilled)
    return fulfilled


def _sums(profiles, dimension):
    """What the rules of a dimension earned, what was possible, and whether any of them counted."""
    parts = [_profile_sums(profile.rules, dimension) for profile in profiles]
    return SQL(
        "%s AS %s, %s AS %s, %s AS %s",
        _per_profile(earned for earned, _possible, _counted in parts),
        _name("earned", dimension),
        _per_profile(possible for _earned, possible, _counted in parts),
        _name("possible", dimension),
        _case(PROFILE, (counted for _earned, _possible, counted in parts)) if parts else SQL("FALSE"),
        _name("counted", dimension),
    )


def _profile_sums(rules, dimension):
    earned, possible, counted = [SQL("0")], [], []
    always = 0
    for number, rule in enumerate(rules):
        if rule.dimension != dimension:
            continue
        column = _slot(number)
        if rule.unwanted:
            earned.append(SQL("COALESCE(%s * (%s - 100), 0)", rule.weight, column))
            counted.append(SQL("%s IS NOT NULL", column))
        elif rule.applies is None:
            earned.append(SQL("%s * %s", rule.weight, column))
            always += rule.weight
            counted.append(SQL("TRUE"))
        else:
            earned.append(SQL("COALESCE(%s * %s, 0)", rule.weight, column))
            possible.append(SQL("CASE WHEN %s IS NULL THEN 0 ELSE %s END", column, rule.weight))
            counted.append(SQL("%s IS NOT NULL", column))
    return (
        SQL(" + ").join(earned),
        SQL(" + ").join([SQL("%s", always), *possible]),
        SQL(" OR ").join(counted or [SQL("FALSE")]),
    )


def _gaps(rules):
    failed = [
        SQL("CASE WHEN %s < 100 THEN %s END", _slot(number), rule.id)
        for number, rule in sorted(enumerate(rules), key=lambda pair: pair[1].id)
    ]
    return SQL("array_remove(ARRAY[%s]::int[], NULL)", SQL(", ").join(failed))


def _name(kind, dimension):
    return SQL.identifier(f"{kind}_{dimension}")


def _total(kind):
    return SQL(" + ").join(_name(kind, dimension) for dimension in DIMENSIONS)


def _dimension(name):
    return SQL("CASE WHEN %s THEN %s END", _name("counted", name), _ratio(_name("earned", name), _name("possible", name)))


def _ratio(earned, possible):
    """See engine.scoring.ratio."""
    return SQL(
        "CASE WHEN %(possible)s > 0 THEN (2 * GREATEST(%(earned)s, 0) + (%(possible)s)) / (2 * (%(possible)s)) "
        "WHEN %(earned)s >= 0 THEN 100 ELSE 0 END",
        earned=earned,
        possible=possible,
    )


def _grade():
    return SQL(
        "CASE %s ELSE %s::varchar END",
        SQL(" ").join(SQL("WHEN score >= %s THEN %s::varchar", least, letter) for letter, least in scoring.GRADES),
        scoring.LAST_GRADE,
    )
