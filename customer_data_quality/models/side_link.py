from odoo import fields
from odoo.tools import SQL


class SideLink(fields.Many2one):
    """A many2one to the record with the same id, in a side table, without a column of its own.

    It is stored as far as the ORM knows, so that it can be searched, sorted and grouped in SQL. But there is nothing to
    write: the value always is the record's own id, so the (wide and heavily indexed) table of the contact is never
    touched.
    """

    _column_type = None

    def _get_attrs(self, model_class, name):
        attrs = super()._get_attrs(model_class, name)
        attrs.update(store=True, compute_sudo=True, copy=False, readonly=True, prefetch=False)
        return attrs

    # there is no column to read, create or write, so nothing of a many2one's ways
    # pylint: disable=method-required-super

    def create(self, record_values):
        """Nothing to store."""

    def write(self, records, value):
        records.env.remove_to_compute(self, records)

    def to_sql(self, model, alias):
        return SQL.identifier(alias, "id", to_flush=self)


class OptionalSideLink(SideLink):
    """The row of the record in a side table, which may be missing."""

    def read(self, records):  # pylint: disable=method-required-super
        table = SQL.identifier(records.env[self.comodel_name]._table)
        rows = records.env.execute_query(SQL("SELECT id FROM %s WHERE id = ANY(%s)", table, list(records._ids)))
        existing = {id_ for (id_,) in rows}
        self._insert_cache(records, [id_ if id_ in existing else None for id_ in records._ids])
