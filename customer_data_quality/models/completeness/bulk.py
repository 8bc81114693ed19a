"""The rules as SQL: whole databases are judged by one statement per batch, without reading a contact into Python.

Says the same as live.py; a property test holds the two together.

One branch per profile takes the contacts that no earlier profile wanted. In it, the n-th rule gives verdict n, the
verdicts are summed up per dimension, and the sums make the scores. OFFSET 0 keeps PostgreSQL from merging these
steps, because merged it would evaluate every verdict again at each of the many places where it is used.
"""

from odoo.tools import SQL, Query

from ...engine import scoring
from ...engine.scoring import DIMENSIONS
from .ruleset import as_judge


def scoring_query(env, ruleset, where, today):
    """SQL that selects one row of scores per contact.

    :param where: function of a table alias that returns the SQL condition which contacts to score, by their id
    :param date today: the day as of which the age of verifications is counted
    :return: SQL of columns id, profile_id, score, grade, below_target, the dimensions, gaps; contacts without
        profile have no score
    """
    partners = as_judge(env["res.partner"])
    branches, earlier = [], []
    for profile in ruleset.profiles:
        branches.append(_profile_query(partners, profile, earlier, where, today))
        earlier.append(profile.domain)
    branches.append(_no_profile_query(partners, earlier, where))
    return SQL(" UNION ALL ").join(branches)


def contacts_query(partners, where):
    """The chosen contacts, each joined with its row of partner_quality under the alias own_quality."""
    query = Query(partners, "res_partner")
    query.add_join("JOIN", "own_quality", "partner_quality", SQL("own_quality.id = res_partner.id"))
    # for both tables, so that both are read in the same narrow range of ids
    query.add_where(where("res_partner"))
    query.add_where(where("own_quality"))
    return query


def _unclaimed_query(partners, earlier, where):
    """The chosen contacts that none of the earlier profiles wants."""
    query = contacts_query(partners, where)
    for domain in earlier:
        query.add_where(SQL("NOT %s", _to_sql(partners, domain, query)))
    return query


def _no_profile_query(partners, earlier, where):
    return _unclaimed_query(partners, earlier, where).select(
        SQL("res_partner.id AS id, NULL::int AS profile_id, NULL::int AS score, NULL::varchar AS grade"),
        SQL("FALSE AS below_target"),
        *(SQL("NULL::int AS %s", SQL.identifier(name)) for name in DIMENSIONS),
        SQL("'{}'::int[] AS gaps"),
    )


def _profile_query(partners, profile, earlier, where, today):
    query = _unclaimed_query(partners, earlier, where)
    query.add_where(_to_sql(partners, profile.domain, query))
    verdicts = query.select(
        SQL("res_partner.id AS id"),
        *(
            SQL("%s AS %s", _verdict(partners, rule, query, today), _slot(number))
            for number, rule in enumerate(profile.rules)
        ),
    )
    sums = SQL(
        "SELECT id, %s, %s AS gaps FROM (%s OFFSET 0) AS verdicts OFFSET 0",
        SQL(", ").join(_sums(profile.rules, name) for name in DIMENSIONS),
        _gaps(profile.rules),
        verdicts,
    )
    scores = SQL(
        "SELECT id, %s AS score, %s, gaps FROM (%s) AS sums OFFSET 0",
        _ratio(_total("earned"), _total("possible")),
        SQL(", ").join(SQL("%s AS %s", _dimension(name), SQL.identifier(name)) for name in DIMENSIONS),
        sums,
    )
    return SQL(
        "SELECT id, %s::int AS profile_id, score, %s AS grade, score < %s AS below_target, %s, gaps "
        "FROM (%s) AS scores",
        profile.id,
        _grade(),
        profile.target,
        SQL(", ").join(SQL.identifier(name) for name in DIMENSIONS),
        scores,
    )


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


def _sums(rules, dimension):
    """What the rules of a dimension earned, what was possible, and whether any of them counted."""
    earned, possible, counted = [SQL("0")], [], [SQL("FALSE")]
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
    return SQL(
        "%s AS %s, %s AS %s, %s AS %s",
        SQL(" + ").join(earned),
        _name("earned", dimension),
        SQL(" + ").join([SQL("%s", always), *possible]),
        _name("possible", dimension),
        SQL(" OR ").join(counted),
        _name("counted", dimension),
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
    return SQL(
        "CASE WHEN %s THEN %s END", _name("counted", name), _ratio(_name("earned", name), _name("possible", name))
    )


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
