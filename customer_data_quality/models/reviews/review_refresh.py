"""Who is due when, and whose work that is: all contacts in one statement per batch, without reading any into Python."""

import json

from odoo import api, fields, models
from odoo.tools import SQL, Query, sql

from ..completeness.ruleset import as_judge

# Contacts per transaction.
BATCH = 50_000
COLUMNS = (
    "policy_id",
    "user_id",
    "priority",
    "due_date",
    "overdue_date",
    "wanted_date",
    "reason",
    "bounces",
    "vies",
)


class PartnerReview(models.Model):
    _inherit = "partner.review"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def _refresh(self, ids=None, low=None, high=None):
        """Bring policy, responsible, priority and due date up to date; write only rows that change.

        :param ids: contacts, or
        :param int low, high: a range of ids
        :return: number of rows that changed
        """
        self.env.flush_all()
        where = (
            SQL("res_partner.id = ANY(%s)", list(ids))
            if ids is not None
            else SQL("res_partner.id BETWEEN %s AND %s", low, high)
        )
        columns = SQL(", ").join(map(SQL.identifier, COLUMNS))
        self.env.cr.execute(
            SQL(
                """
                INSERT INTO partner_review (id, %(columns)s)
                SELECT n.id, %(new)s FROM (%(state)s) AS n LEFT JOIN partner_review r ON r.id = n.id
                WHERE CASE WHEN r.id IS NULL THEN n.due_date IS NOT NULL ELSE (%(new)s) IS DISTINCT FROM (%(old)s) END
                ORDER BY n.id
                ON CONFLICT (id) DO UPDATE SET (%(columns)s) = ROW(%(excluded)s)
                """,
                columns=columns,
                new=SQL(", ").join(SQL.identifier("n", name) for name in COLUMNS),
                old=SQL(", ").join(SQL.identifier("r", name) for name in COLUMNS),
                excluded=SQL(", ").join(SQL.identifier("excluded", name) for name in COLUMNS),
                state=self._state_query(self.env["partner.review.policy"]._applied(), where),
            )
        )
        changed = self.env.cr.rowcount
        if changed:
            self._forget()
        return changed

    @api.model
    def _state_query(self, applied, where):
        """SQL of one row per contact with the columns of COLUMNS, as they should be today.

        :param applied: Policies
        :param SQL where: which contacts, a condition on res_partner
        """
        today = fields.Date.today()
        return SQL(
            """
            SELECT s.id, s.policy_id, s.user_id, s.priority, s.wanted_date, s.reason, s.bounces, s.vies, s.due_date,
                   (s.due_date + s.overdue_days) AS overdue_date
            FROM (
                SELECT p.id, p.policy_id, p.bounces, p.vies,
                       CASE WHEN p.active THEN COALESCE(own.id, other.id) END AS user_id, p.priority,
                       CASE WHEN news.reason IS NULL THEN r.reason ELSE news.reason END AS reason,
                       CASE WHEN news.reason IS NULL THEN r.wanted_date ELSE %(today)s END AS wanted_date,
                       COALESCE(p.overdue_days, 14) AS overdue_days,
                       CASE
                           WHEN NOT p.active THEN NULL
                           WHEN news.reason IS NOT NULL THEN LEAST(%(today)s, regular.due)
                           WHEN r.reason IS NOT NULL THEN LEAST(r.wanted_date, regular.due)
                           WHEN p.policy_id IS NULL THEN NULL
                           ELSE COALESCE(r.wanted_date, regular.due)
                       END AS due_date
                FROM (%(contacts)s) AS p
                LEFT JOIN partner_review r ON r.id = p.id
                LEFT JOIN LATERAL (
                    SELECT (COALESCE(r.last_date, p.created) + make_interval(months => p.interval_months))::date AS due
                ) AS regular ON TRUE
                LEFT JOIN LATERAL (
                    SELECT CASE WHEN p.bounces > r.bounces THEN 'bounce' WHEN p.vies <> r.vies THEN 'vies' END AS reason
                ) AS news ON TRUE
                LEFT JOIN (%(workers)s) AS own ON own.id = p.first_id
                    AND (p.company_id IS NULL OR p.company_id = ANY(own.company_ids))
                LEFT JOIN (%(workers)s) AS other ON other.id = p.fallback_id
                    AND (p.company_id IS NULL OR p.company_id = ANY(other.company_ids))
            ) AS s
            """,
            today=today,
            contacts=self._contacts_query(applied, where),
            workers=SQL(
                "SELECT u.id, array_agg(c.cid) AS company_ids FROM res_users u "
                "JOIN res_company_users_rel c ON c.user_id = u.id WHERE u.active AND NOT u.share GROUP BY u.id"
            ),
        )

    def _contacts_query(self, applied, where):
        """SQL of the contacts with what their policy says about them."""
        partners = as_judge(self.env["res.partner"])
        query = Query(partners, "res_partner")
        query.add_where(where)
        number = _first_match(partners, query, [policy.domain for policy in applied.policies], SQL("NULL::int"))
        rank = _first_match(partners, query, applied.ranks, SQL("%s", len(applied.ranks)))
        vies = SQL("COALESCE(res_partner.vies_valid, FALSE)") if "vies_valid" in partners._fields else SQL("NULL::bool")
        numbered = query.select(
            SQL("res_partner.id, res_partner.active, res_partner.company_id, res_partner.user_id"),
            SQL("res_partner.commercial_partner_id, COALESCE(res_partner.message_bounce, 0) AS bounces"),
            SQL("res_partner.create_date::date AS created"),
            SQL("%s AS vies", vies),
            SQL("CASE WHEN res_partner.active THEN %s END AS number", number),
            SQL("%s AS priority", rank),
        )
        return SQL(
            """
            SELECT c.id, c.active, c.company_id, c.bounces, c.vies, c.priority, NULLIF(k.policy_id, 0) AS policy_id,
                   k.interval_months, k.overdue_days, k.fallback_id, COALESCE(c.created, %(today)s) AS created,
                   CASE k.responsible
                       WHEN 'users' THEN k.user_ids[1 + c.id %% cardinality(k.user_ids)]
                       WHEN 'team_leader' THEN %(leader)s
                       ELSE COALESCE(c.user_id, company.user_id)
                   END AS first_id
            FROM (%(numbered)s OFFSET 0) AS c
            LEFT JOIN res_partner company ON company.id = c.commercial_partner_id
            LEFT JOIN jsonb_to_recordset(%(policies)s::jsonb) AS k(number int, policy_id int, interval_months int,
                overdue_days int, responsible varchar, user_ids int[], fallback_id int) ON k.number = c.number
            """,
            today=fields.Date.today(),
            numbered=numbered,
            leader=_team_leader(self.env, SQL("COALESCE(c.user_id, company.user_id)")),
            policies=_as_json(applied.policies),
        )


def _as_json(policies):
    return json.dumps(
        [
            {
                "number": number,
                "policy_id": policy.id,
                "interval_months": policy.interval_months,
                "overdue_days": policy.overdue_days,
                "responsible": policy.responsible,
                "user_ids": policy.user_ids or None,
                "fallback_id": policy.fallback_id,
            }
            for number, policy in enumerate(policies)
        ]
    )


def _first_match(partners, query, domains, otherwise):
    """SQL of the position of the first domain that a contact meets."""
    cases = [
        SQL(
            "WHEN (%s) IS TRUE THEN %s",
            domain.optimize_full(partners)._to_sql(partners, query.table, query),
            position,
        )
        for position, domain in enumerate(domains)
    ]
    return SQL("CASE %s ELSE %s END", SQL(" ").join(cases), otherwise) if cases else otherwise


def _team_leader(env, user):
    """SQL of the leader of a salesperson's team, null without Sales Teams or without a team."""
    if not sql.table_exists(env.cr, "crm_team_member"):
        return SQL("NULL::int")
    return SQL(
        "(SELECT t.user_id FROM crm_team_member m JOIN crm_team t ON t.id = m.crm_team_id AND t.active "
        "WHERE m.user_id = %s AND m.active ORDER BY m.id LIMIT 1)",
        user,
    )
