from odoo import fields, models

KINDS = [("update", "Changed"), ("delete", "Deleted"), ("insert", "Added")]


class PartnerMergeLine(models.Model):
    """What a merge did to rows of one table, as undo reads it: compact, because there may be millions."""

    _name = "partner.merge.line"
    _description = "Rows Touched by a Merge of Contacts"
    _log_access = False
    _order = "merge_id, id"
    _rec_name = "table_name"

    merge_id = fields.Many2one("partner.merge", required=True, readonly=True, index=True, ondelete="cascade")
    kind = fields.Selection(KINDS, required=True, readonly=True)
    table_name = fields.Char(required=True, readonly=True, string="Table")
    column_name = fields.Char(readonly=True, string="Column")
    row_count = fields.Integer(readonly=True, string="Rows", aggregator="sum")
    rows = fields.Json(string="Values", readonly=True, help="See the recorder for its form.")
