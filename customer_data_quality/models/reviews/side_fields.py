"""Fields that have no column of their own, but can be searched, sorted and grouped in SQL as if they had."""

from odoo import fields
from odoo.tools import SQL


class ReviewState(fields.Selection):
    """What the two dates of a review mean today, where the user is. Nothing has to be rewritten at midnight."""

    _column_type = None

    def _get_attrs(self, model_class, name):
        attrs = super()._get_attrs(model_class, name)
        attrs.update(store=True, copy=False, readonly=True, prefetch=False)
        return attrs

    # pylint: disable=method-required-super

    def read(self, records):
        query = records._as_query(ordered=False)
        rows = records.env.execute_query(
            query.select(SQL.identifier(records._table, "id"), self.to_sql(records, records._table))
        )
        states = dict(rows)
        self._insert_cache(records, [states.get(id_) for id_ in records._ids])

    def create(self, record_values):
        """Nothing to store."""

    def write(self, records, value):
        """Nothing to store."""

    def to_sql(self, model, alias):
        return SQL(
            "CASE WHEN %(due)s > %(today)s THEN 'current' "
            "WHEN %(overdue)s < %(today)s THEN 'overdue' WHEN %(due)s IS NOT NULL THEN 'due' END",
            due=SQL.identifier(alias, "due_date"),
            overdue=SQL.identifier(alias, "overdue_date"),
            today=fields.Date.context_today(model),
        )
