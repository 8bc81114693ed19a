from dateutil.relativedelta import relativedelta

from odoo import api, fields, models

from .partner_import import COUNTED

PARAMETER = "customer_data_quality.import_retention_days"
DAYS = 90


class PartnerImport(models.Model):
    """Rows are personal data: they go when the time for undoing is over; what became of them stays as numbers."""

    _inherit = "partner.import"  # pylint: disable=consider-merging-classes-inherited

    @api.autovacuum
    def _gc_rows(self):
        value = self.env["ir.config_parameter"].sudo().get_param(PARAMETER)  # sudo: a setting of the database
        before = fields.Datetime.now() - relativedelta(days=int(value) if str(value or "").isdigit() else DAYS)
        records = self.search(
            [("state", "in", ("decide", "done", "undone")), ("date_start", "<", before), "|",
             ("date_end", "=", False), ("date_end", "<", before)],
            limit=20,
        )  # fmt: skip
        for record in records:
            counts = {name: record[name] for name in (*COUNTED, "total", "certain", "possible", "repeated", "new_rows")}
            record.line_ids.unlink()
            record.write({"state": "closed", "final_counts": counts})
        return len(records), len(records) == 20
