"""Tiles about duplicates, reviews and corrections by customers."""

from datetime import timedelta

from odoo import _lt, api, fields, models


class PartnerDashboard(models.AbstractModel):
    _inherit = "partner.dashboard"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def _setup_tiles(self, tiles):
        result = super()._setup_tiles(tiles)
        add = self._register_tile
        follows = ("company_id", "user_id")
        add(
            tiles,
            "duplicates",
            _lt("Duplicates"),
            "_tile_duplicates",
            icon="fa-clone",
            sequence=10,
            needs=("partner.duplicate.group",),
            follows=follows,
        )
        add(
            tiles,
            "reviews",
            _lt("Reviews"),
            "_tile_reviews",
            icon="fa-check-square-o",
            sequence=20,
            needs=("partner.review.request",),
            follows=follows,
        )
        add(
            tiles,
            "proposals",
            _lt("Corrections by Customers"),
            "_tile_proposals",
            icon="fa-pencil",
            sequence=25,
            needs=("partner.review.proposal",),
            follows=("company_id",),
        )
        return result

    @api.model
    def _tile_duplicates(self, filters):
        model, action = "partner.duplicate.group", "customer_data_quality.partner_duplicate_group_action"
        domain = [("state", "=", "open"), *self._tile_domain(filters, user="user_id")]
        certain = self._tile_line(
            self.env._("Certain"), model, [*domain, ("certainty", "=", "certain")], action, "warning"
        )
        possible = self._tile_line(self.env._("Possible"), model, [*domain, ("certainty", "=", "possible")], action)
        return {
            "value": self._tile_count(certain["count"], possible["count"]),
            "text": self.env._("groups to decide on"),
            "level": "warning" if certain["count"] + possible["count"] else "success",
            "lines": [certain, possible],
            "action": self._tile_action(self.env._("Duplicates"), model, domain, action),
        }

    @api.model
    def _tile_reviews(self, filters):
        model, action = "partner.review.request", "customer_data_quality.partner_review_request_action"
        today = fields.Date.context_today(self)
        domain = [("kind", "=", "internal"), *self._tile_domain(filters, user="user_id")]
        open_ones = [*domain, ("state", "=", "open")]
        week = [("date_due", ">=", today), ("date_due", "<=", today + timedelta(days=6))]
        late = self._tile_line(self.env._("Overdue"), model, [*open_ones, ("date_due", "<", today)], action, "danger")
        due = self._tile_line(self.env._("Due within 7 days"), model, [*open_ones, *week], action)
        done = self._tile_line(
            self.env._("Done in 30 days"),
            model,
            [*domain, ("state", "=", "done"), ("date_done", ">", today - timedelta(days=30))],
            action,
        )
        return {
            "value": self._tile_count(late["count"], due["count"]),
            "text": self.env._("to do this week"),
            "level": "danger" if late["count"] else "success",
            "lines": [late, due, done],
            "action": self._tile_action(self.env._("Reviews"), model, open_ones, action),
        }

    @api.model
    def _tile_proposals(self, filters):
        model, action = "partner.review.proposal", "customer_data_quality.partner_review_proposal_action"
        line = self._tile_line(
            self.env._("To decide on"), model, [("state", "=", "open"), *self._tile_domain(filters)], action
        )
        if not line["count"]:
            return None
        return {
            "value": line["value"],
            "text": self.env._("to decide on"),
            "level": "warning",
            "action": line["action"],
        }
