"""Tiles about consent and, where these rooms are there, requests of data subjects, security checks and training."""

from datetime import timedelta

from odoo import _lt, api, fields, models

from ...privacy.checks.check import OPEN as OPEN_CHECKS
from ...privacy.requests.request import OPEN_STATES as OPEN_REQUESTS


class PartnerDashboard(models.AbstractModel):
    _inherit = "partner.dashboard"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def _setup_tiles(self, tiles):
        result = super()._setup_tiles(tiles)
        add = self._register_tile
        follows = ("company_id",)
        add(
            tiles,
            "consent",
            _lt("Consent"),
            "_tile_consent",
            icon="fa-thumbs-o-up",
            sequence=30,
            needs=("partner.consent",),
            follows=follows,
        )
        add(
            tiles,
            "requests",
            _lt("Privacy Requests"),
            "_tile_requests",
            icon="fa-envelope-open-o",
            sequence=40,
            needs=("partner.privacy.request",),
            follows=follows,
        )
        add(
            tiles,
            "checks",
            _lt("Security Checks"),
            "_tile_checks",
            icon="fa-shield",
            sequence=50,
            needs=("partner.security.check",),
            follows=follows,
        )
        add(
            tiles,
            "training",
            _lt("Training"),
            "_tile_training",
            icon="fa-graduation-cap",
            sequence=55,
            needs=("partner.training.assignment",),
            follows=follows,
        )
        add(
            tiles,
            "retention",
            _lt("Retention"),
            "_tile_retention",
            icon="fa-hourglass-end",
            sequence=58,
            needs=("partner.retention.candidate",),
            follows=follows,
        )
        return result

    @api.model
    def _tile_consent(self, filters):
        model, action = "partner.consent", "customer_data_quality.partner_consent_action"
        companies = self._chosen_companies(filters)
        # coverage is counted at night: it takes a look at every contact
        share = self.env["partner.steering.figure"]._last(companies, "consent")
        today = fields.Date.context_today(self)
        mine = [("company_id", "in", companies.ids)]
        soon = [*mine, ("valid_until", ">=", today), ("valid_until", "<=", today + timedelta(days=30))]
        return {
            "value": self._tile_figure("consent", share),
            "text": self.env._("of the consents asked for are given"),
            "lines": [
                self._tile_line(
                    self.env._("Expire within 30 days"), model, [*soon, ("is_allowed", "=", True)], action, "warning"
                ),
                self._tile_line(
                    self.env._("Wait for confirmation"), model, [*mine, ("state", "=", "requested")], action
                ),
            ],
            "action": self._tile_action(
                self.env._("Coverage"),
                "partner.consent.coverage",
                mine,
                "customer_data_quality.partner_consent_coverage_action",
            ),
        }

    @api.model
    def _tile_requests(self, filters):
        model, action = "partner.privacy.request", "customer_data_quality.partner_privacy_request_action"
        today = fields.Date.context_today(self)
        domain = [("state", "in", OPEN_REQUESTS), *self._tile_domain(filters)]
        late = self._tile_line(self.env._("Overdue"), model, [*domain, ("deadline", "<", today)], action, "danger")
        week = [("deadline", ">=", today), ("deadline", "<=", today + timedelta(days=6))]
        soon = self._tile_line(self.env._("Deadline within 7 days"), model, [*domain, *week], action, "warning")
        total = self.env[model].search_count(domain)
        return {
            "value": self._tile_number(total),
            "text": self.env._("requests to answer"),
            "level": "danger" if late["count"] else "warning" if soon["count"] else "success",
            "lines": [late, soon],
            "action": self._tile_action(self.env._("Privacy Requests"), model, domain, action),
        }

    @api.model
    def _tile_checks(self, filters):
        model, action = "partner.security.check", "customer_data_quality.partner_security_check_action"
        passed = self._tile_line(self.env._("Passed"), model, [("state", "=", "passed")], action)
        accepted = self._tile_line(self.env._("Accepted risks"), model, [("state", "=", "accepted")], action)
        needed = [("state", "in", OPEN_CHECKS)]
        severe = self._tile_line(self.env._("High risk"), model, [*needed, ("severity", "=", "high")], action, "danger")
        total = self.env[model].search_count(needed)
        return {
            "value": self._tile_number(total),
            "text": self.env._("need action"),
            "level": "danger" if severe["count"] else "warning" if total else "success",
            "lines": [severe, accepted, passed],
            "action": self._tile_action(self.env._("Security Checks"), model, needed, action),
        }

    @api.model
    def _tile_training(self, filters):
        model = "partner.training.assignment"
        action = "customer_data_quality.partner_training_assignment_action"
        today = fields.Date.context_today(self)
        domain = [("state", "=", "open"), *self._tile_domain(filters)]
        late = self._tile_line(self.env._("Overdue"), model, [*domain, ("date_due", "<", today)], action, "danger")
        open_ones = self._tile_line(self.env._("To take"), model, domain, action)
        if not self.env.user.has_group("customer_data_quality.group_privacy_officer"):
            # others see their own trainings: nothing to steer by, but something to do
            return {**open_ones, "text": self.env._("trainings for you"), "lines": []} if open_ones["count"] else None
        share = self.env["partner.steering.figure"]._last(self._chosen_companies(filters), "training")
        return {
            "value": self._tile_figure("training", share),
            "text": self.env._("of the colleagues are trained"),
            "level": "danger" if late["count"] else None,
            "lines": [late, open_ones],
            "action": open_ones["action"],
        }

    @api.model
    def _tile_retention(self, filters):
        model, action = "partner.retention.candidate", "customer_data_quality.partner_retention_candidate_action"
        line = self._tile_line(self.env._("To decide on"), model, [("state", "=", "waiting")], action)
        if not line["count"]:
            return None
        return {
            "value": line["value"],
            "text": self.env._("contacts whose time is up"),
            "level": "warning",
            "action": line["action"],
        }
