"""The rules as SQL: whole databases are judged by one statement per batch, without reading a contact into Python.

Says the same as live.py; a property test holds the two together.
"""

from odoo.tools import SQL, Query

from ...engine import scoring


def scoring_query(env, ruleset, where, today):
    """SQL that selects one row of scores per contact.

    :param where: function of a table alias of res_partner that returns the SQL condition which contacts to score
    :param date today: the day as of which the age of verifications is counted
    :return: SQL of columns id, profile_id, score, grade, below_target, the dimensions, gaps; contacts without
        profile have no score
    """
    partners = env["res.partner"].sudo().with_context(active_test=False)
    branches = []
    earlier = []  # conditions of the profiles that come first
    for profile in ruleset.profiles:
        branches.append(_profile_query(partners, profile, earlier, where, today))
        earlier.append(profile.domain)
    branches.append(_no_profile_query(partners, earlier, where))
    return SQL(" UNION ALL ").join(branches)


def _base_query(partners, where):
    query = Query(partners, "res_partner")
    query.add_join("JOIN", "own_quality", "partner_quality", SQL("own_quality.id = res_partner.id"))
    query.add_where(where("res_partner"))
    return query


def _to_sql(partners, domain, query):
    """The domain as an SQL expression that is true or not, never null."""
    return SQL("(%s) IS TRUE", domain.optimize_full(partners)._to_sql(partners, query.table, query))


def _not_earlier(partners, earlier, query):
    for domain in earlier:
        query.add_where(SQL("NOT (%s)", _to_sql(partners, domain, query)))


def _no_profile_query(partners, earlier, where):
    query = _base_query(partners, where)
    _not_earlier(partners, earlier, query)
    nulls = SQL("NULL::int, NULL::int, NULL::varchar, FALSE, NULL::int, NULL::int, NULL::int, NULL::int, NULL::int")
    return query.select(SQL("res_partner.id AS id"), nulls, SQL("'{}'::int[] AS gaps"))


def _profile_query(partners, profile, earlier, where, today):
    query = _base_query(partners, where)
    query.add_where(_to_sql(partners, profile.domain, query))
    _not_earlier(partners, earlier, query)
    verdicts = [
        SQL("%s AS %s", _verdict(partners, rule, query, today), SQL.identifier(f"v{index}"))
        for index, rule in enumerate(profile.rules)
    ]
    # OFFSET 0 keeps PostgreSQL from evaluating each verdict once for every place where it is used below.
    inner = SQL("(%s OFFSET 0) AS verdicts", query.select(SQL("res_partner.id AS id"), *verdicts))
    columns = [_score(profile.rules, dimension) for dimension in scoring.DIMENSIONS]
    scored = SQL(
        "SELECT id, %s AS score, %s, %s AS gaps FROM %s",
        _score(profile.rules),
        SQL(", ").join(
            SQL("%s AS %s", column, SQL.identifier(name))
            for name, column in zip(scoring.DIMENSIONS, columns, strict=True)
        ),
        _gaps(profile.rules),
        inner,
    )
    grade = SQL(
        "CASE %s ELSE %s END",
        SQL(" ").join(SQL("WHEN score >= %s THEN %s", least, letter) for letter, least in scoring.GRADES),
        scoring.LAST_GRADE,
    )
    return SQL(
        "SELECT id, %s::int AS profile_id, score, (%s)::varchar AS grade, score < %s AS below_target, %s, gaps "
        "FROM (%s) AS scored",
        profile.id,
        grade,
        profile.target,
        SQL(", ").join(SQL.identifier(name) for name in scoring.DIMENSIONS),
        scored,
    )


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


def _score(rules, dimension=None):
    """The score of all rules or of one dimension, rounded as engine.scoring.ratio does."""
    chosen = [(index, rule) for index, rule in enumerate(rules) if dimension in (None, rule.dimension)]
    if not chosen:
        return SQL("100") if dimension is None else SQL("NULL::int")
    columns = [SQL.identifier(f"v{index}") for index, _rule in chosen]
    earned = SQL(" + ").join(
        SQL("COALESCE(-%s * (100 - %s), 0)", rule.weight, column)
        if rule.unwanted
        else SQL("COALESCE(%s * %s, 0)", rule.weight, column)
        for column, (_index, rule) in zip(columns, chosen, strict=True)
    )
    possible = SQL(" + ").join(
        SQL("0") if rule.unwanted else SQL("CASE WHEN %s IS NULL THEN 0 ELSE %s END", column, rule.weight)
        for column, (_index, rule) in zip(columns, chosen, strict=True)
    )
    ratio = SQL(
        "CASE WHEN %(possible)s > 0 THEN (2 * GREATEST(%(earned)s, 0) + %(possible)s) / (2 * (%(possible)s)) "
        "WHEN %(earned)s >= 0 THEN 100 ELSE 0 END",
        earned=earned,
        possible=possible,
    )
    if dimension is None:
        return ratio
    return SQL("CASE WHEN COALESCE(%s) IS NOT NULL THEN %s END", SQL(", ").join(columns), ratio)


def _gaps(rules):
    if not rules:
        return SQL("'{}'::int[]")
    return SQL(
        "array_remove(ARRAY[%s]::int[], NULL)",
        SQL(", ").join(
            SQL("CASE WHEN %s < 100 THEN %s END", SQL.identifier(f"v{index}"), rule.id)
            for index, rule in sorted(enumerate(rules), key=lambda pair: pair[1].id)
        ),
    )
