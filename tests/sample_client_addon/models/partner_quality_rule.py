import re

from odoo import _lt, models


class PartnerQualityRule(models.Model):
    _inherit = "partner.quality.rule"

    def _setup_kinds(self, kinds):
        result = super()._setup_kinds(kinds)
        self._register_kind(
            kinds,
            "customer_number",
            _lt("Customer number in our format"),
            check=lambda value: not value or bool(re.fullmatch(r"C-\d{4}", value)),
            field_types=("char",),
        )
        return result
