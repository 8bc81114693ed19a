"""Tiles about consent and, where they are there, requests of data subjects, security checks and training."""

from datetime import timedelta

from odoo import _lt, api, fields, models


class PartnerDashboard(models.AbstractModel):
    _inherit = "partner.dashboard"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def _setup_tiles(self, tiles):
        super()._setup_tiles(tiles)
        self._register_tile(
            tiles, "consent", _lt("Consent"), "_tile_consent", icon="fa-thumbs-o-up", sequence=30,
            needs=("partner.consent",), follows=("company_id",),
        )

    @api.model
    def _tile_consent(self, filters):
        model, action = "partner.consent", "customer_data_quality.partner_consent_action"
        companies = self.env["res.company"].browse(filters.get("company_id")) or self.env.companies
        # coverage is counted at night: it takes a look at every contact
        share = self.env["partner.steering.figure"]._last(companies, "consent")
        today = fields.Date.context_today(self)
        mine = [("company_id", "in", companies.ids)]
        soon = [*mine, ("valid_until", ">=", today), ("valid_until", "<=", today + timedelta(days=30))]
        return {
            "value": self.env["partner.steering.figure"]._describe("consent", share) if share is not None else "–",
            "text": self.env._("of possible consents are given"),
            "lines": [
                self._tile_line(
                    self.env._("Expire within 30 days"), model, [*soon, ("is_allowed", "=", True)], action, "warning"
                ),
                self._tile_line(
                    self.env._("Wait for confirmation"), model, [*mine, ("state", "=", "requested")], action
                ),
            ],
            "action": self._tile_action(
                self.env._("Coverage"), "partner.consent.coverage", mine,
                "customer_data_quality.partner_consent_coverage_action",
            ),
        }
