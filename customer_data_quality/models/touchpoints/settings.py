from itertools import pairwise

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ...engine.rfm import SCORES
from ..scheduler import wake

LIMITS = ("segment_recency", "segment_frequency", "segment_value")
SETTINGS = ("segment_method", "segment_months", *LIMITS)


class ResCompany(models.Model):
    """How a company tells its customers apart."""

    _inherit = "res.company"  # pylint: disable=consider-merging-classes-inherited

    segment_method = fields.Selection(
        [("quintiles", "Fifths of All Customers"), ("limits", "Fixed Limits")],
        string="Customer Segments By",
        default="quintiles",
        required=True,
        help="Each customer gets 1 to 5 points for how recently, how often and for how much they have bought: by the "
        "fifth of all customers they are in, or by limits that you set. Fewer than 20 are judged by the limits.",
        prefetch="customer_data_quality",
    )
    segment_months = fields.Integer(
        string="Months Looked At",
        default=36,
        required=True,
        help="Purchases before that do not count.",
        prefetch="customer_data_quality",
    )
    segment_recency = fields.Char(
        string="Days since the Last Purchase",
        required=True,
        default="30, 90, 180, 365",
        help="Four numbers: who has bought within the first gets 5 points, within the second 4, and so on.",
        prefetch="customer_data_quality",
    )
    segment_frequency = fields.Char(
        string="Number of Purchases",
        required=True,
        default="2, 4, 8, 16",
        help="Four numbers: who reaches the first gets 2 points, the second 3, and so on.",
        prefetch="customer_data_quality",
    )
    segment_value = fields.Char(
        string="Turnover",
        required=True,
        default="500, 2000, 10000, 50000",
        help="Four amounts in the currency of the company, without taxes: who reaches the first gets 2 points, the "
        "second 3, and so on.",
        prefetch="customer_data_quality",
    )
    segment_date = fields.Date(
        readonly=True, copy=False, export_string_translation=False, prefetch="customer_data_quality"
    )

    _segment_months_positive = models.Constraint(
        "CHECK (segment_months BETWEEN 1 AND 240)", "Segments look at 1 to 240 months."
    )

    def _segment_limits(self, name):
        """The four limits of a figure in ascending order.

        :param str name: "recency", "frequency" or "value"
        :raises ValidationError: they can't be read
        """
        self.ensure_one()
        text = self[f"segment_{name}"] or ""
        try:
            limits = [int(part) for part in text.split(",")]
        except ValueError:
            limits = []
        if len(limits) != SCORES - 1 or any(low >= high for low, high in pairwise(limits)):
            raise ValidationError(
                self.env._(
                    "“%s” should be four whole numbers, each greater than the one before: 30, 90, 180, 365.", text
                )
            )
        return limits

    @api.constrains(*LIMITS)
    def _check_segment_limits(self):
        for company in self:
            for name in LIMITS:
                company._segment_limits(name.removeprefix("segment_"))

    def write(self, vals):
        changes = any(name in vals for name in SETTINGS)
        if changes:
            vals = {**vals, "segment_date": False}
        result = super().write(vals)
        if changes:
            wake(self.env, "customer_data_quality.cron_segments")
        return result


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"  # pylint: disable=consider-merging-classes-inherited

    segment_method = fields.Selection(related="company_id.segment_method", readonly=False)
    segment_months = fields.Integer(related="company_id.segment_months", readonly=False)
    segment_recency = fields.Char(related="company_id.segment_recency", readonly=False)
    segment_frequency = fields.Char(related="company_id.segment_frequency", readonly=False)
    segment_value = fields.Char(related="company_id.segment_value", readonly=False)
