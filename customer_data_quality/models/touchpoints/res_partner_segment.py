from odoo import models
from odoo.fields import Domain
from odoo.tools import format_amount, format_date

COLORS = {
    "champion": "success",
    "loyal": "success",
    "promising": "info",
    "new": "info",
    "at_risk": "warning",
    "cannot_lose": "warning",
    "sleeping": "warning",
    "lost": "secondary",
}


class ResPartner(models.Model):
    """Why a customer is in its segment, in words."""

    _inherit = "res.partner"  # pylint: disable=consider-merging-classes-inherited

    def _touchpoint_segment_shown(self):
        """The customer's segment as the screen shows it: {"label", "color", "reason"}, or False without one."""
        self.ensure_one()
        # sudo: the figures are told below to those alone who may read what they are made of
        row = (
            self.env["partner.segment"]
            .sudo()
            .search([("contact", "=", self.commercial_partner_id.id), ("company_id", "=", self.env.company.id)])
        )
        if not row:
            return False
        labels = dict(row._fields["segment"]._description_selection(self.env))
        return {"label": labels[row.segment], "color": COLORS[row.segment], "reason": self._touchpoint_reason(row)}

    def _touchpoint_reason(self, row):
        points = {
            "recency": row.recency_score,
            "frequency": row.frequency_score,
            "value": row.value_score,
            "months": row.company_id.segment_months,
        }
        if not self._touchpoint_sees_sales():
            return self.env._(
                "Of 5 points each: %(recency)s for how recent, %(frequency)s for how many and %(value)s for how large "
                "the purchases of the last %(months)s months are.",
                **points,
            )
        return self.env._(
            "Last purchase %(date)s (%(recency)s of 5 points), %(count)s purchases (%(frequency)s of 5) for %(amount)s "
            "(%(value)s of 5) in the last %(months)s months.",
            date=format_date(self.env, row.last_date),
            count=row.frequency,
            amount=format_amount(self.env, row.value, row.currency_id),
            **points,
        )

    def _touchpoint_sees_sales(self):
        """Whether the user may read every purchase of the customer; who sees their own orders alone may not."""
        for purchases in self.env["partner.segment"]._segment_purchases():
            records = self.env[purchases.model].with_context(active_test=False)
            domain = purchases.domain & Domain(purchases.partner, "child_of", self.commercial_partner_id.id)
            domain &= Domain("company_id", "=", self.env.company.id)
            if not records.has_access("read"):
                return False
            # sudo: the number alone, to know whether anything is out of sight
            if records.search_count(domain) != records.sudo().search_count(domain):
                return False
        return True
