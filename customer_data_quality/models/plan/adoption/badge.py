"""Badges of Odoo's gamification app, where it is installed and figures per person are switched on."""

from odoo import _lt, api, models

BADGES = {
    "reviewer": (_lt("Keeper of Contacts"), _lt("100 contacts reviewed"), "reviews", 100),
    "merger": (_lt("Finder of Twins"), _lt("50 duplicates merged"), "merged", 50),
    "closer": (_lt("Closer of Gaps"), _lt("250 gaps fewer among their own contacts"), "gaps_closed", 250),
}


class PartnerAdoptionReport(models.Model):
    _inherit = "partner.adoption.report"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def _grant_badges(self):
        """Give badges to those who have earned them, once each; in companies that show figures per person only."""
        companies = self.env["partner.adoption.switch"]._companies_on()
        if "gamification.badge" not in self.env or not companies:
            return
        totals = self._read_group(
            [("company_id", "in", companies.ids), ("user_id", "!=", False)],
            ["user_id"],
            ["reviews:sum", "merged:sum", "gaps_closed:sum"],
        )
        grants = self.env["gamification.badge.user"]
        for code, (_name, _description, column, least) in BADGES.items():
            badge = self._badge(code)
            position = ("reviews", "merged", "gaps_closed").index(column)
            earned = {user.id for user, *values in totals if values[position] >= least}
            have = set(grants.search([("badge_id", "=", badge.id)]).user_id.ids)
            grants.create([{"badge_id": badge.id, "user_id": user_id} for user_id in sorted(earned - have)])

    @api.model
    def _badge(self, code):
        """The badge, made when it is first needed."""
        xml_id = f"customer_data_quality.badge_{code}"
        badge = self.env.ref(xml_id, raise_if_not_found=False)
        if badge:
            return badge
        name, description, _column, _least = BADGES[code]
        values = {
            "name": self.env._(name),
            "description": self.env._(description),
            "rule_auth": "nobody",
        }
        return self.env["gamification.badge"]._load_records([{"xml_id": xml_id, "values": values, "noupdate": True}])
