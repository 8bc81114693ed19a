from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import SQL

# Each day of the last quarter is kept, before that one day a week: years stay small on databases with many salespeople.
DAYS_KEPT = 92


class PartnerQualitySnapshot(models.Model):
    _inherit = "partner.quality.snapshot"

    @api.model
    def _take(self):
        result = super()._take()
        self.env["partner.quality.gap.count"]._count()
        return result

    @api.model
    def _thin(self):
        """Of what is older than a quarter keep the last day of each week."""
        self.env.cr.execute(
            SQL(
                """
                DELETE FROM partner_quality_snapshot WHERE date < %(limit)s AND date NOT IN (
                    SELECT max(date) FROM partner_quality_snapshot WHERE date < %(limit)s
                    GROUP BY date_trunc('week', date))
                """,
                limit=fields.Date.today() - timedelta(days=DAYS_KEPT),
            )
        )
        self.invalidate_model(flush=False)
