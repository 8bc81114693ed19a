"""The numbers of the overview that come from the snapshots: score, dimensions, development, gaps."""

from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import SQL, format_date

from ...completeness.quality import GRADES

GAPS_SHOWN = 8
WEEKS = 52
CHANGE_DAYS = 30


class PartnerDashboard(models.AbstractModel):
    _inherit = "partner.dashboard"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def _last_day(self):
        """The day of the last snapshot of any contacts."""
        # sudo: tells nothing of any contact
        return self.env["partner.quality.snapshot"].sudo().search([], order="date desc", limit=1).date

    @api.model
    def _of_day(self, filters, aggregates):
        snapshot, domain = self._counted("partner.quality.snapshot", filters)
        [values] = snapshot._read_group(domain & fields.Domain("date", "=", self._last_day()), [], aggregates)
        return values

    @api.model
    def _score(self, filters):
        """{"value", "completeness": 0 to 100 or None, "contacts", "below_target", "open_gaps", "grades": [{"grade",
        "contacts"}]}"""
        letters = [letter for letter, _label in GRADES]
        aggregates = ["score:avg", "completeness:avg", "contacts:sum", "below_target:sum", "gaps:sum"]
        score, completeness, contacts, below, gaps, *counts = self._of_day(
            filters, aggregates + [f"grade_{letter.lower()}:sum" for letter in letters]
        )
        return {
            "value": _rounded(score) if contacts else None,
            "completeness": _rounded(completeness) if contacts else None,
            "contacts": contacts or 0,
            "below_target": below or 0,
            "open_gaps": gaps or 0,
            "grades": [
                {"grade": letter, "contacts": count or 0} for letter, count in zip(letters, counts, strict=True)
            ],
        }

    @api.model
    def _dimensions(self, filters):
        """[{"name", "label", "value"}], None for a dimension without rules."""
        labels = dict(self.env["partner.quality.rule"].fields_get(["dimension"])["dimension"]["selection"])
        names = self._dimension_names()
        values = self._of_day(filters, [f"{name}:{kind}" for kind in ("avg", "count") for name in names])
        return [
            {"name": name, "label": labels[name], "value": _rounded(value) if lines else None}
            for name, value, lines in zip(names, values[: len(names)], values[len(names) :], strict=True)
        ]

    @api.model
    def _trend_days(self):
        """The days that the development shows: each of a short history, the last of each week of a year."""
        today = fields.Date.today()
        self.env.cr.execute("SELECT min(date) FROM partner_quality_snapshot")
        first = self.env.cr.fetchone()[0]
        if not first:
            return []
        step = 1 if (today - first).days <= WEEKS else 7
        rows = self.env.execute_query(
            SQL(
                """
                SELECT DISTINCT last.date FROM generate_series(0, %(weeks)s) AS number CROSS JOIN LATERAL (
                    SELECT max(date) AS date FROM partner_quality_snapshot
                    WHERE date > %(today)s - (number + 1) * %(step)s AND date <= %(today)s - number * %(step)s
                ) AS last WHERE last.date IS NOT NULL ORDER BY last.date
                """,
                weeks=WEEKS,
                today=today,
                step=step,
            )
        )
        return [day for (day,) in rows]

    @api.model
    def _history(self, filters, measure="score:avg"):
        """The development of a measure: [(day, value)]."""
        snapshot, domain = self._counted("partner.quality.snapshot", filters)
        domain &= fields.Domain("date", "in", self._trend_days())
        rows = snapshot._read_group(domain, ["date:day"], [measure], order="date:day")
        return [(day, value) for day, value in rows if value is not None]

    @api.model
    def _trend(self, filters):
        """[{"date": ISO, "label", "score"}] of twelve months, the oldest first."""
        return [
            {
                "date": fields.Date.to_string(day),
                "label": format_date(self.env, day, date_format="d MMM"),
                "score": _rounded(score),
            }
            for day, score in self._history(filters)
        ]

    @api.model
    def _change(self, trend, score):
        """Points gained or lost since about a month ago, None without a history."""
        limit = fields.Date.to_string(fields.Date.today() - timedelta(days=CHANGE_DAYS))
        earlier = [point for point in trend[:-1] if point["date"] <= limit] or trend[:1]
        if len(trend) < 2 or score["value"] is None:
            return None
        return {"points": round(score["value"] - earlier[-1]["score"], 1), "since": earlier[-1]["label"]}

    @api.model
    def _gaps(self, filters, contacts):
        """The gaps by what closing them all would add to the average score.

        A rule that does not apply to a contact makes the others weigh more, so that the true gain is that or more.

        :param int contacts: how many there are in all
        :return: [{"rule_id", "rule", "dimension", "hint", "profile", "contacts", "points"}]
        """
        model, domain = self._counted("partner.quality.gap.count", filters)
        weights = {}
        for profile in self.env["partner.quality.profile"]._ruleset().profiles:
            total = sum(rule.weight for rule in profile.rules if not rule.unwanted) or 1
            weights.update({rule.id: rule.weight / total for rule in profile.rules})
        counted = [
            (rule, count, 100 * count * weights[rule.id] / (contacts or count))
            for rule, count in model._read_group(domain, ["rule_id"], ["contacts:sum"])
            if rule.id in weights
        ]
        counted.sort(key=lambda each: (-each[2], each[0].id))
        rules = self.env["partner.quality.rule"].browse(rule.id for rule, _count, _points in counted[:GAPS_SHOWN])
        labels = dict(rules.fields_get(["dimension"])["dimension"]["selection"])
        return [
            {
                "rule_id": rule.id,
                "rule": rule.name,
                "dimension": labels[rule.dimension],
                "hint": rule.hint or "",
                "profile": rule.profile_id.name,
                "contacts": count,
                "points": round(points, 1),
            }
            for rule, (_rule, count, points) in zip(rules, counted, strict=False)
        ]


def _rounded(value):
    return round(value or 0, 1)
