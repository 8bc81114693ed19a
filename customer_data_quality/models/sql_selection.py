from odoo import fields
from odoo.tools import SQL


class SqlSelection(fields.Selection):
    """A selection without a column, of which subclasses say in SQL what it is: read, searched, sorted and grouped so.

    It is stored as far as the ORM knows. Models that inherit it from another one read it there.
    """

    _column_type = None

    def _get_attrs(self, model_class, name):
        attrs = super()._get_attrs(model_class, name)
        # stored there too, it would be computed whenever a user is made, with the rights of whoever makes it
        if not attrs.get("related"):
            attrs.update(store=True, copy=False, readonly=True, prefetch=False)
        return attrs

    # there is no column to read, create or write
    # pylint: disable=method-required-super

    def read(self, records):
        query = records._as_query(ordered=False)
        rows = records.env.execute_query(
            query.select(SQL.identifier(records._table, "id"), self.to_sql(records, records._table))
        )
        values = dict(rows)
        self._insert_cache(records, [values.get(id_) for id_ in records._ids])

    def create(self, record_values):
        """Nothing to store."""

    def write(self, records, value):
        """Nothing to store."""
