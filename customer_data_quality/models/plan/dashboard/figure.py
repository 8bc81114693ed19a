from typing import NamedTuple

from odoo import api, fields, models, tools


class Figure(NamedTuple):
    """A figure by which a company steers, and how it is measured."""

    label: object  # lazily translated text
    measure: str  # name of the method of partner.steering.figure that is called with a company
    unit: str  # "points", "percent" or "number"
    more_is_better: bool
    needs: tuple  # models without which there is nothing to measure


class PartnerSteeringFigure(models.Model):
    """What was measured on a day, per company: narrow, so that years of it are read at once."""

    _name = "partner.steering.figure"
    _description = "Steering Figure"
    _order = "date desc, name"
    _log_access = False
    _rec_name = "name"

    date = fields.Date(required=True, readonly=True, default=fields.Date.context_today)
    company_id = fields.Many2one("res.company", required=True, readonly=True, ondelete="cascade")
    name = fields.Char(required=True, readonly=True, help="Which figure, by its technical name.")
    value = fields.Float(readonly=True, aggregator="avg")

    _one_a_day = models.UniqueIndex("(company_id, name, date)")

    @api.model
    @tools.ormcache()
    def _figures(self):
        """All figures by name, those of other add-ons too.

        :rtype: dict of Figure
        """
        figures = {}
        self._setup_figures(figures)
        return figures

    @api.model
    def _setup_figures(self, figures):
        """Register figures; override it, call super and then `_register_figure`."""

    @api.model
    def _register_figure(self, figures, name, label, measure, *, unit="number", more_is_better=True, needs=()):
        """Add a figure to what is measured each night.

        :param dict figures: what `_setup_figures` was given
        :param str name: technical name
        :param label: lazily translated text (`_lt`)
        :param str measure: method of this model that takes a company and returns a number, or None for “not known”
        :param str unit: "points" (0 to 100), "percent" or "number"
        :param bool more_is_better: which direction is an improvement
        :param needs: names of models without which the figure is left out
        """
        figures[name] = Figure(label, measure, unit, more_is_better, tuple(needs))

    @api.model
    def _installed_figures(self):
        return {
            name: figure for name, figure in self._figures().items() if all(model in self.env for model in figure.needs)
        }

    @api.model
    def _measure(self, company, names=None):
        """Measure a company now: {name: number}; what is not known is left out.

        :param company: record of res.company
        :param names: which figures, all if None
        """
        # sudo: figures are about all contacts of a company, whoever asks, and tell of none in particular
        model = self.sudo()
        found = {}
        for name, figure in self._installed_figures().items():
            if names is None or name in names:
                value = getattr(model, figure.measure)(company)
                if value is not None:
                    found[name] = value
        return found

    @api.model
    def _take(self):
        """Note today's figures of all companies, in place of those noted earlier today."""
        today = fields.Date.today()
        companies = self.env["res.company"].search([("active", "=", True)])
        values = [
            {"date": today, "company_id": company.id, "name": name, "value": value}
            for company in companies
            for name, value in self._measure(company).items()
        ]
        # sudo: nobody writes figures by hand
        self.sudo().search([("date", "=", today)]).unlink()
        self.sudo().create(values)

    @api.model
    def _cron_daily(self):
        """Note the figures of the day, have running plans check their steps, and let go of what is too old to keep."""
        cron = self.env["ir.cron"]
        self._make_digest_kpis()
        self._make_spreadsheet_dashboard()
        self.env["partner.quality.snapshot"]._thin()
        self._take()
        if not cron._commit_progress(1, remaining=1):
            return
        self.env["partner.plan"]._check_all()
        cron._commit_progress(1, remaining=0)

    @api.model
    def _last(self, companies, name):
        """The last figures noted of some companies, their average weighted alike; None if there are none."""
        # sudo: whoever asks has checked who may know it
        rows = self.sudo()._read_group(
            [("company_id", "in", companies.ids), ("name", "=", name)],
            ["date:day"],
            ["value:avg"],
            order="date:day desc",
            limit=1,
        )
        return rows[0][1] if rows else None

    @api.model
    def _describe(self, name, value):
        """A figure as a text with its unit, in the user's notation."""
        figure = self._figures()[name]
        digits = 0 if figure.unit == "number" else 1
        text = tools.formatLang(self.env, value, digits=digits)
        return self.env._("%s %%", text) if figure.unit == "percent" else text
