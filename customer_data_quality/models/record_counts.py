from odoo import models
from odoo.tools import SQL


class ResPartner(models.Model):
    """Numbers on the buttons of a contact's form: how many records there are beside it."""

    _inherit = "res.partner"  # pylint: disable=consider-merging-classes-inherited

    def _record_counts(self):
        """What is counted of contacts; rooms add theirs.

        :return: {name of an integer field whose compute method is `_compute_record_counts`: (name of the model whose
            records are counted, name of its many2one to the contact, further domain)}; instead of the domain a function
            may stand that is given ids of contacts with such records, and returns {contact id: number}
        """
        return {}

    def _compute_record_counts(self):
        counts = self._record_counts()
        present = self._with_records(
            {name: count for name, count in counts.items() if self._has_field_access(self._fields[name], "read")}
        )
        for name, count in counts.items():
            numbers = self._count_records(present[name], *count) if name in present else {}
            for partner in self:
                partner[name] = numbers.get(partner._origin.id, 0)

    def _with_records(self, counted):
        """Which of these contacts have any record at all, whoever may read it: {field: ids}.

        Most contacts have none of most, and a look at all indexes at once costs less than one search does.
        """
        ids = self._origin.ids
        if not (ids and counted):
            return {}
        parts = []
        for name, (model, link, _counted) in counted.items():
            self.env[model].flush_model([link])
            parts.append(
                SQL(
                    "SELECT %(name)s, p.id FROM unnest(%(ids)s) AS p(id) "
                    "WHERE EXISTS (SELECT FROM %(table)s AS r WHERE r.%(link)s = p.id)",
                    name=name,
                    ids=ids,
                    table=SQL.identifier(self.env[model]._table),
                    link=SQL.identifier(link),
                )
            )
        present = {}
        for name, id_ in self.env.execute_query(SQL(" UNION ALL ").join(parts)):
            present.setdefault(name, []).append(id_)
        return present

    def _count_records(self, ids, model, link, counted):
        """Those of the records that the user may read: {contact id: number}."""
        if callable(counted):
            return counted(ids)
        groups = self.env[model]._read_group([(link, "in", ids), *counted], [link], ["__count"])
        return {partner.id: number for partner, number in groups}
