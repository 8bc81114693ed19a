from odoo import fields
from odoo.tools import SQL


class QualityLink(fields.Many2one):
    """A many2one to the record with the same id, in a side table, without a column of its own.

    It is stored and computed as far as the ORM knows: what the compute method depends on is tracked by Odoo's
    own triggers, and the compute method runs before anybody reads the side table or the transaction ends.
    But there is nothing to write: the value always is the record's own id, so a recomputation never touches
    the (wide and heavily indexed) table of the contact.
    """

    _column_type = None

    def _get_attrs(self, model_class, name):
        attrs = super()._get_attrs(model_class, name)
        attrs.update(store=True, compute_sudo=True, copy=False, readonly=True, prefetch=False)
        return attrs

    # there is no column to read, create or write, so nothing of a many2one's ways
    # pylint: disable=method-required-super

    def read(self, records):
        self._insert_cache(records, records._ids)

    def create(self, record_values):
        """Nothing to store."""

    def write(self, records, value):
        records.env.remove_to_compute(self, records)
        for record in records:
            self._update_cache(record, self.convert_to_cache(value, record))

    def to_sql(self, model, alias):
        return SQL.identifier(alias, "id", to_flush=self)

    def join(self, model, alias, query):
        comodel = model.env[self.comodel_name]
        coalias = query.make_alias(alias, self.name)
        condition = SQL("%s = %s", self.to_sql(model, alias), SQL.identifier(coalias, "id"))
        # Every record has its row (see partner.quality.init), so an inner join loses nothing and lets PostgreSQL
        # start from the side table's index when it sorts; but not behind another, perhaps empty, many2one.
        kind = "JOIN" if alias == query.table else "LEFT JOIN"
        query.add_join(kind, coalias, comodel._table, condition)
        return comodel, coalias
