from odoo.tools import SQL

from ..side_link import SideLink


class QualityLink(SideLink):
    """The row of the contact in the side table of scores, which every contact has.

    What its compute method depends on is tracked by Odoo's own triggers, and the compute method runs before anybody
    reads the side table or the transaction ends.
    """

    def read(self, records):  # pylint: disable=method-required-super
        self._insert_cache(records, records._ids)

    def write(self, records, value):  # pylint: disable=missing-return
        super().write(records, value)
        for record in records:
            self._update_cache(record, self.convert_to_cache(value, record))

    def join(self, model, alias, query):
        comodel = model.env[self.comodel_name]
        coalias = query.make_alias(alias, self.name)
        condition = SQL("%s = %s", self.to_sql(model, alias), SQL.identifier(coalias, "id"))
        # Every record has its row (see partner.quality.init), so an inner join loses nothing and lets PostgreSQL
        # start from the side table's index when it sorts; but not behind another, perhaps empty, many2one.
        kind = "JOIN" if alias == query.table else "LEFT JOIN"
        query.add_join(kind, coalias, comodel._table, condition)
        return comodel, coalias
