"""Where a target stands, and where the development of the last months leads: honest about what it can't know."""

from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import format_date, formatLang

from ....engine import trend
from .target import STATES

# Older days tell of other times.
DAYS_READ = 120
SHOWN = 5


class PartnerQualityTarget(models.Model):
    _inherit = "partner.quality.target"  # pylint: disable=consider-merging-classes-inherited

    current = fields.Float(string="Now", digits=(5, 1), aggregator=None, compute="_compute_forecast")
    forecast = fields.Float(
        string="Expected",
        digits=(5, 1),
        aggregator=None,
        compute="_compute_forecast",
        help="On the last day, if the development of the last months goes on.",
    )
    state = fields.Selection(STATES, compute="_compute_forecast")
    forecast_text = fields.Char(compute="_compute_forecast", string="Forecast")
    progress = fields.Float(
        compute="_compute_forecast",
        aggregator=None,
        help="The part of the way from the start to the target, in percent.",
    )

    def _domain(self):
        """Which lines of the snapshots this target is about."""
        self.ensure_one()
        domain = Domain.TRUE
        if self.company_id:
            domain &= Domain("company_id", "in", [self.company_id.id, False])
        if self.profile_id:
            domain &= Domain("profile_id", "=", self.profile_id.id)
        return domain

    def _history(self):
        """What was measured: [(day, value)], the oldest first."""
        self.ensure_one()
        # sudo: average numbers of many contacts, for whoever may read the target
        snapshot = self.env["partner.quality.snapshot"].sudo()
        since = fields.Date.today() - timedelta(days=DAYS_READ)
        rows = snapshot._read_group(
            self._domain() & Domain("date", ">=", since),
            ["date:day"],
            ["score:avg", "completeness:avg", "contacts:sum", "below_target:sum"],
            order="date:day",
        )
        values = {
            "score": lambda score, _completeness, _contacts, _below: score,
            "completeness": lambda _score, completeness, _contacts, _below: completeness,
            "at_target": lambda _score, _completeness, contacts, below: 100 * (1 - below / contacts),
        }[self.measure]
        return [(day, values(*numbers)) for day, *numbers in rows if numbers[2] and numbers[0] is not None]

    def _now(self):
        """What is measured at present, None if nothing is."""
        history = self._history() if self.measure else []
        return history[-1][1] if history else None

    @api.depends("company_id", "profile_id", "measure", "value", "date", "date_start", "value_start")
    def _compute_forecast(self):
        today = fields.Date.context_today(self)
        for target in self:
            history = target._history() if target.measure and target.date else []
            current = history[-1][1] if history else None
            line = trend.fit(history)
            expected = trend.forecast(line, target.date) if line else None
            target.current = current or 0
            target.forecast = expected.value if expected else 0
            target.state = target._state_of(current, expected, today)
            target.forecast_text = target._words(current, line, expected, today)
            way = (target.value or 0) - target.value_start
            reached = current is not None and current >= target.value
            gone = ((current or 0) - target.value_start) / way * 100 if way > 0 else 0
            target.progress = 100 if reached else min(100, max(0, gone))

    def _state_of(self, current, expected, today):
        if current is not None and current >= self.value:
            return "reached"
        if self.date and self.date < today:
            return "missed"
        if expected is None:
            return "unknown"
        return "on_track" if expected.value >= self.value else "behind"

    def _words(self, current, line, expected, today):
        """The forecast in a sentence, as people would tell each other."""

        def number(value):
            return formatLang(self.env, value, digits=1)

        if current is None:
            return self.env._("Nothing has been measured yet.")
        if current >= self.value:
            return self.env._("Reached: %s at present.", number(current))
        if self.date < today:
            return self.env._("Missed: %s at present.", number(current))
        if line is None:
            return self.env._("No forecast yet: it takes five snapshots over two weeks at least.")
        values = {"value": number(expected.value), "low": number(expected.low), "high": number(expected.high)}
        day = trend.reached_on(line, self.value)
        if day:
            return self.env._(
                "Expected: %(value)s (%(low)s to %(high)s). At this rate the target is reached on %(date)s.",
                **values,
                date=format_date(self.env, max(day, today)),
            )
        return self.env._(
            "Expected: %(value)s (%(low)s to %(high)s). At this rate the target is not reached.", **values
        )

    @api.model
    def _overview(self, filters):
        """The running targets for the overview, of the chosen company and profile.

        :return: [{"id", "name", "state", "current", "value", "progress", "text", "date"}]
        """
        domain = Domain("date", ">=", fields.Date.context_today(self))
        if "company_id" in filters:
            domain &= Domain("company_id", "in", [filters["company_id"], False])
        if "profile_id" in filters:
            domain &= Domain("profile_id", "=", filters["profile_id"])
        labels = dict(self._fields["state"]._description_selection(self.env))
        return [
            {
                "id": target.id,
                "name": target.name,
                "state": target.state,
                "state_label": labels[target.state],
                "current": round(target.current, 1),
                "value": target.value,
                "progress": round(target.progress),
                "text": target.forecast_text,
                "measure": target.measure,
                "date": fields.Date.to_string(target.date),
            }
            for target in self.search(domain, limit=SHOWN)
        ]
