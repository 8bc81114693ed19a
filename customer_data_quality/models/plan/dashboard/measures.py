"""The figures that the add-on measures itself."""

from odoo import _lt, api, fields, models

from ...privacy.checks.check import OPEN


class PartnerSteeringFigure(models.Model):
    _inherit = "partner.steering.figure"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def _setup_figures(self, figures):
        result = super()._setup_figures(figures)
        add = self._register_figure
        add(figures, "score", _lt("Average score"), "_measure_score", unit="points")
        add(figures, "completeness", _lt("Average completeness"), "_measure_completeness", unit="points")
        add(figures, "at_target", _lt("Contacts at their target"), "_measure_at_target", unit="percent")
        add(figures, "gaps", _lt("Open gaps"), "_measure_gaps", more_is_better=False)
        add(figures, "duplicates", _lt("Groups of duplicates to decide"), "_measure_duplicates", more_is_better=False)
        add(figures, "reviews_late", _lt("Reviews overdue"), "_measure_reviews_late", more_is_better=False)
        add(figures, "consent", _lt("Contacts with consent"), "_measure_consent", unit="percent")
        add(
            figures, "silos", _lt("Connected records"), "_measure_silos", unit="percent", needs=("partner.silo.source",)
        )
        add(
            figures,
            "checks",
            _lt("Security checks passed"),
            "_measure_checks",
            unit="percent",
            needs=("partner.security.check",),
        )
        add(
            figures,
            "training",
            _lt("Colleagues trained"),
            "_measure_training",
            unit="percent",
            needs=("partner.training.course",),
        )
        return result

    def _of_snapshot(self, company, aggregate):
        """One aggregate over the last snapshot, of the contacts of a company and of all companies."""
        snapshot = self.env["partner.quality.snapshot"]
        domain = [("company_id", "in", [company.id, False])]
        last = snapshot.search(domain, order="date desc", limit=1).date
        if not last:
            return None
        [(value, contacts)] = snapshot._read_group([*domain, ("date", "=", last)], [], [aggregate, "contacts:sum"])
        return value if contacts else None

    def _measure_score(self, company):
        return self._of_snapshot(company, "score:avg")

    def _measure_completeness(self, company):
        return self._of_snapshot(company, "completeness:avg")

    def _measure_at_target(self, company):
        contacts = self._of_snapshot(company, "contacts:sum")
        return 100 * (1 - self._of_snapshot(company, "below_target:sum") / contacts) if contacts else None

    def _measure_gaps(self, company):
        return self._of_snapshot(company, "gaps:sum")

    def _measure_duplicates(self, company):
        domain = [("state", "=", "open"), ("company_id", "in", [company.id, False])]
        return self.env["partner.duplicate.group"].search_count(domain)

    def _measure_reviews_late(self, company):
        return self.env["partner.review.request"].search_count(
            [
                ("state", "=", "open"),
                ("kind", "=", "internal"),
                ("date_due", "<", fields.Date.today()),
                ("company_id", "in", [company.id, False]),
            ]
        )

    def _measure_consent(self, company):
        [(share, contacts)] = self.env["partner.consent.coverage"]._read_group(
            [("company_id", "=", company.id)], [], ["share:avg", "contacts:sum"]
        )
        return share if contacts else None

    def _measure_silos(self, company):
        share = self.env["partner.silo.source"]._connected_share(company)
        return None if share is None else 100 * share

    def _measure_checks(self, company):
        # they look at the database, which all companies share; accepted risks count neither way
        checks = self.env["partner.security.check"]
        passed = checks.search_count([("state", "=", "passed")])
        judged = checks.search_count([("state", "in", ("passed", *OPEN))])
        return 100 * passed / judged if judged else None

    def _measure_training(self, company):
        audience, missing = self.env["res.users"], self.env["res.users"]
        for course in self.env["partner.training.course"].search(
            [("is_running", "=", True), ("company_id", "in", [company.id, False])]
        ):
            # a colleague who lacks one of several trainings is not trained
            audience |= course._audience()
            missing |= course._missing_users()
        audience = audience.filtered(lambda user: user.company_id == company)
        return 100 * len(audience - missing) / len(audience) if audience else None
