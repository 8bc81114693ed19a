"""Which contacts a rule finds: one statement, whatever the size of the database."""

from dateutil.relativedelta import relativedelta

from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL

from ...completeness.ruleset import as_judge
from ...reviews.conditions import parse


class PartnerRetentionRule(models.Model):
    _inherit = "partner.retention.rule"  # pylint: disable=consider-merging-classes-inherited

    def _cutoff(self):
        return fields.Date.today() - relativedelta(months=self.months)

    def _chosen(self):
        """The contacts that the rule is for, as a subquery of ids. Archived ones are left alone by archiving."""
        self.ensure_one()
        if self.problem:
            raise UserError(
                self.env._("“%(name)s” can't be applied: %(problem)s", name=self.name, problem=self.problem)
            )
        domain = parse(self.env, self.domain)
        if self.company_id:
            domain &= Domain("company_id", "=", self.company_id.id)
        if self.country_ids:
            domain &= Domain("country_id", "in", self.country_ids.ids)
        if self.action != "anonymise":
            domain &= Domain("active", "=", True)
        return as_judge(self.env["res.partner"].with_user(SUPERUSER_ID))._search(domain, bypass_access=True).subselect()

    def _inactive(self, ids=None):
        """SQL of the contacts of this rule without activity: FROM and WHERE, with p for res_partner and the date of
        the last activity as a.day.

        :param ids: look at these contacts alone
        """
        self.env.flush_all()
        family = SQL()
        day = SQL("own.last_date")
        if self.by_family:
            # who did nothing themselves may belong to a company that is active
            family = SQL(
                """
                LEFT JOIN (
                    SELECT o.commercial_partner_id AS id, max(x.last_date) AS last_date
                    FROM partner_retention_activity x JOIN res_partner o ON o.id = x.id GROUP BY 1
                ) AS family ON family.id = p.commercial_partner_id
                """
            )
            day = SQL("GREATEST(own.last_date, family.last_date)")
        return SQL(
            """
            res_partner p
            LEFT JOIN partner_retention_activity own ON own.id = p.id
            %(family)s
            CROSS JOIN LATERAL (SELECT GREATEST(p.create_date::date, %(day)s) AS day) AS a
            WHERE p.id IN %(chosen)s AND a.day < %(cutoff)s %(only)s
            """,
            family=family,
            day=day,
            chosen=self._chosen(),
            cutoff=self._cutoff(),
            only=SQL("AND p.id = ANY(%s)", list(ids)) if ids is not None else SQL(),
        )

    def _excluded(self, action=None):
        return SQL("(%s)", SQL(" OR ").join(each.condition for each in self._exclusions(action)))

    def _find(self, limit):
        """Put inactive contacts on the worklist that no rule has put there.

        :param int limit: how many at most
        :return: number of contacts found
        """
        self.ensure_one()
        today = fields.Date.today()
        self.env.cr.execute(
            SQL(
                """
                INSERT INTO partner_retention_candidate
                    (rule_id, partner_id, company_id, action, state, found_date, due_date, last_activity_date,
                     source_id, create_uid, create_date, write_uid, write_date)
                SELECT %(rule)s, p.id, p.company_id, %(action)s, 'waiting', %(today)s, %(due)s, a.day, own.source_id,
                       %(user)s, now() AT TIME ZONE 'UTC', %(user)s, now() AT TIME ZONE 'UTC'
                FROM %(inactive)s AND NOT %(excluded)s AND NOT EXISTS (
                    SELECT FROM partner_retention_candidate w
                    WHERE w.partner_id = p.id AND w.state IN ('waiting', 'failed')
                )
                ORDER BY a.day, p.id LIMIT %(limit)s
                ON CONFLICT DO NOTHING
                """,
                rule=self.id,
                action=self.action,
                today=today,
                due=today + relativedelta(days=self.notice_days) if self.action != "review" else None,
                user=self.env.uid,
                inactive=self._inactive(),
                excluded=self._excluded(),
                limit=limit,
            )
        )
        self.env["partner.retention.candidate"].invalidate_model(flush=False)
        return self.env.cr.rowcount

    def _still_inactive(self, partners, action=None):
        """Those of some contacts that the rule still wants, by the documents themselves and not by what was noted.

        :param partners: recordset of res.partner
        :param str action: what is to be done, if not what the rule says
        """
        self.ensure_one()
        everybody = as_judge(partners)
        if self.by_family:
            everybody = everybody.search([("commercial_partner_id", "in", everybody.commercial_partner_id.ids)])
        exact = self.env["partner.retention.activity"]._exact(everybody.ids)
        cutoff = self._cutoff()
        late = {id_ for id_, date in exact.items() if date >= cutoff}
        if self.by_family:
            families = everybody.browse(late).commercial_partner_id
            late |= {each.id for each in as_judge(partners) if each.commercial_partner_id in families}
        rows = self.env.execute_query(
            SQL("SELECT p.id FROM %s AND NOT %s", self._inactive(partners.ids), self._excluded(action))
        )
        return partners.browse(id_ for (id_,) in rows if id_ not in late)

    @api.model
    def _allowed(self, partners, action):
        """Those of some contacts that may be archived or anonymised at all, for decisions by people.

        :return: {id of a contact that may not: reason}
        """
        rule = self[:1] or self.new({"name": "-", "action": action, "exclude_open": False})
        stop = [each for each in rule._exclusions(action) if each.code in ("login", "company", "held", "law")]
        self.env.flush_all()
        reasons = {}
        for each in stop:
            for (id_,) in self.env.execute_query(
                SQL("SELECT p.id FROM res_partner p WHERE p.id = ANY(%s) AND %s", partners.ids, each.condition)
            ):
                reasons.setdefault(id_, each.label)
        return reasons
