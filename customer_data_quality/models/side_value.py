from operator import attrgetter

from odoo import fields


class SideValue:
    """A value in a side table, related by a SideLink; searched, sorted and grouped in Odoo's way with related fields.

    Odoo finds out whether such a field can be sorted and grouped by making the queries, for each of them and whenever a
    list is opened. Whatever is related by a SideLink can be.
    """

    _description_sortable = True
    _description_groupable = True
    _description_aggregator = property(attrgetter("aggregator"))


class SideBoolean(SideValue, fields.Boolean):
    pass


class SideDate(SideValue, fields.Date):
    pass


class SideMany2one(SideValue, fields.Many2one):
    pass


class SideSelection(SideValue, fields.Selection):
    pass


class SideInteger(SideValue, fields.Integer):
    """A number in a side table in which every contact has its row, read for all contacts of a list at once."""

    def _compute_related(self, records):  # pylint: disable=missing-return
        link = self.related.partition(".")[0]
        field = self.related_field
        rows = records.env[field.model_name].browse(records._ids)
        values = ()
        if all(records._ids):
            records._recompute_recordset([link])
            rows.fetch([field.name])
            values = field._get_cache(rows.env)
        if all(id_ in values for id_ in records._ids):
            self._insert_cache(records, [values[id_] for id_ in records._ids])
        else:
            super()._compute_related(records)
