from odoo import api, fields, models
from odoo.tools import SQL

from .quality import DIMENSIONS

OTHER_DIMENSIONS = tuple(name for name, _label in DIMENSIONS if name != "completeness")
AVERAGES = ("score", "completeness", *OTHER_DIMENSIONS)
COUNTS = ("contacts", "below_target", "gaps", "grade_a", "grade_b", "grade_c", "grade_d", "grade_e")


class PartnerQualitySnapshot(models.Model):
    """How good the contacts were on a day, per company, salesperson and profile."""

    _name = "partner.quality.snapshot"
    _description = "Contact Quality Snapshot"
    _order = "date desc, id"
    _log_access = False
    _rec_name = "date"

    date = fields.Date(required=True, readonly=True, index=True)
    line = fields.Integer(readonly=True, help="Number of the line among those of its day.")
    company_id = fields.Many2one("res.company", readonly=True, ondelete="cascade")
    user_id = fields.Many2one("res.users", string="Salesperson", readonly=True, ondelete="set null")
    profile_id = fields.Many2one("partner.quality.profile", readonly=True, ondelete="set null")
    contacts = fields.Integer(readonly=True, help="Rated contacts, without archived ones.")
    score = fields.Float(readonly=True, aggregator="avg", digits=(5, 1), help="Average, weighted by contacts.")
    completeness = fields.Float(readonly=True, aggregator="avg", digits=(5, 1), help="Average, weighted by contacts.")
    validity = fields.Float(readonly=True, aggregator="avg", digits=(5, 1), help="Average, weighted by contacts.")
    uniqueness = fields.Float(readonly=True, aggregator="avg", digits=(5, 1), help="Average, weighted by contacts.")
    consistency = fields.Float(readonly=True, aggregator="avg", digits=(5, 1), help="Average, weighted by contacts.")
    timeliness = fields.Float(readonly=True, aggregator="avg", digits=(5, 1), help="Average, weighted by contacts.")
    below_target = fields.Integer(readonly=True)
    gaps = fields.Integer(string="Open Gaps", readonly=True, help="Rules not fulfilled, over all contacts.")
    taken = fields.Datetime(readonly=True, default=fields.Datetime.now)
    grade_a = fields.Integer(readonly=True)
    grade_b = fields.Integer(readonly=True)
    grade_c = fields.Integer(readonly=True)
    grade_d = fields.Integer(readonly=True)
    grade_e = fields.Integer(readonly=True)

    # Two processes that take the snapshot of the same day can't both add their lines. Numbered, because lines become
    # equal to others when their profile or salesperson is deleted.
    _one_a_day = models.UniqueIndex("(date, line)")

    @api.model
    def _take(self):
        """Take the snapshot of today; a second one on the same day replaces the first."""
        today = fields.Date.today()
        self.flush_model()
        self.env["partner.quality"].flush_model()
        self.env["res.partner"].flush_model(["active", "company_id", "user_id"])
        self.env.cr.execute(SQL("DELETE FROM partner_quality_snapshot WHERE date = %s", today))
        grades = SQL(", ").join(SQL("count(*) FILTER (WHERE q.grade = %s)", letter) for letter in "ABCDE")
        dimensions = SQL(", ").join(SQL.identifier(name) for name in OTHER_DIMENSIONS)
        averages = SQL(", ").join(SQL("avg(%s)", SQL.identifier("q", name)) for name in OTHER_DIMENSIONS)
        self.env.cr.execute(
            SQL(
                """
                INSERT INTO partner_quality_snapshot (date, line, taken, company_id, user_id, profile_id, contacts,
                    score, completeness, %(dimensions)s, below_target, gaps,
                    grade_a, grade_b, grade_c, grade_d, grade_e)
                SELECT %(today)s, row_number() OVER (), %(now)s, p.company_id, p.user_id, q.profile_id, count(*),
                       avg(q.score), avg(q.completeness), %(averages)s, count(*) FILTER (WHERE q.below_target),
                       sum(cardinality(q.gaps)), %(grades)s
                FROM partner_quality q JOIN res_partner p ON p.id = q.id
                WHERE p.active AND q.score IS NOT NULL
                GROUP BY p.company_id, p.user_id, q.profile_id
                """,
                today=today,
                now=fields.Datetime.now(),
                dimensions=dimensions,
                averages=averages,
                grades=grades,
            )
        )
        self.invalidate_model(flush=False)

    def _read_group_select(self, aggregate_spec, query):
        name, _colon, function = aggregate_spec.partition(":")
        if name in AVERAGES and function == "avg":
            # the average of several groups counts each contact once, not each group; a dimension may have no rules
            value = self._field_to_sql(self._table, name, query)
            contacts = self._field_to_sql(self._table, "contacts", query)
            return SQL(
                "SUM(%(value)s * %(contacts)s) / NULLIF(SUM(%(contacts)s) FILTER (WHERE %(value)s IS NOT NULL), 0)",
                value=value,
                contacts=contacts,
            )
        if name in COUNTS and function == "sum":
            # the same contacts are counted every day: a week has as many as its days on average
            value = self._field_to_sql(self._table, name, query)
            date = self._field_to_sql(self._table, "date", query)
            return SQL("ROUND(SUM(%s)::numeric / NULLIF(COUNT(DISTINCT %s), 0))::int", value, date)
        return super()._read_group_select(aggregate_spec, query)
