from odoo import api, fields, models
from odoo.tools import SQL

# A team of fewer people would show what each of them does.
LEAST_PEOPLE = 3


class PartnerAdoptionReport(models.Model):
    """What teams do for the contacts (effort), and what becomes of the contacts they look after (effect).

    People are not shown one by one, unless their company has switched that on (`partner.adoption.switch`): teams of
    fewer than three are put together with other small ones of their company, and left out where that is not enough.
    """

    _name = "partner.adoption.report"
    _description = "Effort and Effect per Team"
    _auto = False
    _order = "date desc, id"
    _rec_name = "team"

    date = fields.Date(readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    team = fields.Char(readonly=True)
    user_id = fields.Many2one(
        "res.users", string="Person", readonly=True, help="Only where a manager has switched on figures per person."
    )
    reviews = fields.Integer(string="Reviews Done", readonly=True)
    merged = fields.Integer(string="Duplicates Merged", readonly=True)
    decisions = fields.Integer(string="Duplicates Decided", readonly=True)
    gaps_closed = fields.Integer(
        readonly=True,
        help="By how much the open gaps of the team's contacts went down; below zero if more came than were closed.",
    )

    @property
    def _table_query(self):
        return SQL(
            """
            WITH people AS (
                SELECT u.id AS user_id, u.company_id, membership.team, u.company_id = ANY(%(shown)s) AS is_shown
                FROM res_users u JOIN (%(teams)s) AS membership ON membership.user_id = u.id WHERE NOT u.share
            ), sizes AS (
                SELECT people.company_id, team, count(*) AS people, count(*) < %(least)s OR team IS NULL AS is_small
                FROM people JOIN res_users u ON u.id = people.user_id AND u.active GROUP BY people.company_id, team
            ), pools AS (
                SELECT company_id, sum(people) AS people FROM sizes WHERE is_small GROUP BY company_id
            ), placed AS (
                SELECT p.user_id, p.company_id, CASE WHEN p.is_shown THEN p.user_id END AS shown_user_id,
                    CASE WHEN p.is_shown OR NOT COALESCE(s.is_small, TRUE) THEN COALESCE(p.team, %(rest)s)
                         ELSE %(rest)s END AS team
                FROM people p
                    LEFT JOIN sizes s ON s.company_id = p.company_id AND s.team IS NOT DISTINCT FROM p.team
                    LEFT JOIN pools ON pools.company_id = p.company_id
                WHERE p.is_shown OR NOT COALESCE(s.is_small, TRUE) OR pools.people >= %(least)s
            ), acts AS (
                SELECT date_done AS date, done_user_id AS user_id, count(*) AS reviews, 0 AS merged, 0 AS decisions,
                    0 AS gaps_closed
                FROM partner_review_request WHERE state = 'done' AND done_user_id IS NOT NULL GROUP BY 1, 2
                UNION ALL
                SELECT date::date, user_id, 0, sum(merged_count), 0, 0
                FROM partner_merge WHERE state = 'done' AND user_id IS NOT NULL GROUP BY 1, 2
                UNION ALL
                SELECT date::date, user_id, 0, 0, count(*), 0
                FROM partner_duplicate_verdict WHERE state <> 'withdrawn' AND user_id IS NOT NULL GROUP BY 1, 2
                UNION ALL
                SELECT date, user_id, 0, 0, 0, lag(gaps) OVER (PARTITION BY user_id ORDER BY date) - gaps
                FROM (SELECT date, user_id, sum(gaps) AS gaps FROM partner_quality_snapshot
                      WHERE user_id IS NOT NULL AND gaps IS NOT NULL GROUP BY date, user_id) AS stock
            )
            SELECT row_number() OVER (ORDER BY acts.date, placed.company_id, placed.team, placed.shown_user_id) AS id,
                acts.date, placed.company_id, placed.team, placed.shown_user_id AS user_id,
                sum(acts.reviews)::int AS reviews, sum(acts.merged)::int AS merged,
                sum(acts.decisions)::int AS decisions, COALESCE(sum(acts.gaps_closed), 0)::int AS gaps_closed
            FROM acts JOIN placed USING (user_id)
            GROUP BY acts.date, placed.company_id, placed.team, placed.shown_user_id
            """,
            shown=self.env["partner.adoption.switch"]._companies_on().ids,
            teams=self.env["res.users"]._adoption_teams(),
            least=LEAST_PEOPLE,
            rest=self.env._("Other Teams"),
        )

    @api.model
    def _read_columns(self):
        """What the report reads, so that it is up to date."""
        for name in (
            "partner.review.request",
            "partner.merge",
            "partner.duplicate.verdict",
            "partner.quality.snapshot",
        ):
            self.env[name].flush_model()
        self.env["res.users"].flush_model()

    @api.model
    def _search(self, domain, *args, **kwargs):
        self._read_columns()
        return super()._search(domain, *args, **kwargs)
