"""What has changed since a merge, so that undoing it needs a decision."""

from odoo.tools import SQL

from .merge_report import DERIVED

# Written by Odoo at each change: they tell when a row was changed last, which undoing does.
LOG_COLUMNS = ("write_date", "write_uid")


class ChangedSince:
    """The journal of one merge beside the rows as they are now.

    :param merge: record of partner.merge that may read its lines
    """

    def __init__(self, merge):
        self._merge = merge
        self._env = merge.env
        self._cr = merge.env.cr
        self._env.flush_all()
        self.lines = list(merge.line_ids.sorted("id", reverse=True))
        self._changed = None
        self._texts = {}

    def conflicts(self):
        """See `partner.merge._conflicts`."""
        return [*self._value_conflicts(), *self._link_conflicts()]

    def _updates(self):
        """(line, number of the entry, old, new, ids) of all columns to restore, the last one first."""
        for line in self.lines:
            if line.kind == "update" and line.column_name not in LOG_COLUMNS:
                for number, (old, new, ids) in enumerate(line.rows):
                    yield line, number, old, new, ids

    def rows(self):
        """Rows that no longer hold what the merge wrote: {(line id, entry): {row id: present text}}."""
        if self._changed is None:
            queries = [
                SQL(
                    "SELECT %s, %s, id, %s::text FROM %s WHERE id = ANY(%s) AND %s::text IS DISTINCT FROM %s",
                    line.id,
                    number,
                    SQL.identifier(line.column_name),
                    SQL.identifier(line.table_name),
                    ids,
                    SQL.identifier(line.column_name),
                    new,
                )
                for line, number, _old, new, ids in self._updates()
                if self._exists(line.table_name, line.column_name)
            ]
            self._changed = {}
            if queries:
                self._cr.execute(SQL(" UNION ALL ").join(queries))
                for line_id, number, id_, text in self._cr.fetchall():
                    self._changed.setdefault((line_id, number), {})[id_] = text
            self._leave_out_rewritten()
        return self._changed

    def _leave_out_rewritten(self):
        """What a later step of the same merge wrote over is no change since."""
        later = {}
        for line, number, old, new, ids in self._updates():
            for id_ in ids:
                cell = (line.table_name, line.column_name, id_)
                if cell in later and later[cell] == new:
                    present = self._changed.get((line.id, number), {})
                    present.pop(id_, None)
                later[cell] = old

    def _exists(self, table, column):
        """Whether a column is still there: an app may be gone."""
        return any(name == column for name, _type in self._merge._table_columns(table))

    def is_derived(self, table, column):
        if table.startswith(DERIVED):
            return True
        model = self._merge._model_of_table().get(table)
        field = self._env[model]._fields.get(column) if model else None
        return field is not None and bool(field.compute) and field.readonly

    def _value_conflicts(self):
        changed = self.rows()
        found = [
            (line, id_, old, new, present)
            for line, number, old, new, _ids in self._updates()
            if not self.is_derived(line.table_name, line.column_name)
            for id_, present in sorted(changed.get((line.id, number), {}).items())
            if present != old
        ]
        labels = self._labels(found)
        return [self._value_conflict(labels, *each) for each in found]

    def _labels(self, found):
        """Names of the records of conflicts: {(model, id): name}."""
        names = self._merge._model_of_table()
        ids_of = {}
        for line, id_, *_texts in found:
            if model := names.get(line.table_name):
                ids_of.setdefault(model, set()).add(id_)
        return {
            (model, record.id): record.display_name
            for model, ids in ids_of.items()
            for record in self._env[model].browse(sorted(ids)).exists()
        }

    def _value_conflict(self, labels, line, id_, old, new, present):
        table, column = line.table_name, line.column_name
        name = self._merge._model_of_table().get(table)
        field = self._env[name]._fields.get(column) if name else None
        return {
            "key": f"{self._merge.id}/{table}/{column}/{id_}",
            "kind": "value",
            "model": name or table,
            "label": labels.get((name, id_), f"{table} {id_}"),
            "res_id": id_,
            "field": column,
            "field_label": field._description_string(self._env) if field else column,
            "before": self._shown(field, old),
            "merged": self._shown(field, new),
            "present": self._shown(field, present),
            "count": 1,
            "choices": ["keep", "take_back"],
        }

    def _shown(self, field, text):
        """A stored text as the user knows it; many conflicts have the same ones."""
        if field is None or text is None:
            return text or ""
        if (field, text) not in self._texts:
            self._texts[field, text] = self._env["res.partner"]._merge_shown(field, text)
        return self._texts[field, text]

    # -- what points to the survivor since --------------------------------------------------------

    def _link_conflicts(self):
        """Records that came to the survivor since the merge, of the kinds that moved."""
        found = []
        for table, (columns, ids) in self.new_links().items():
            name = self._merge._model_of_table()[table]
            model = self._env["ir.model"]._get(name)
            single = len(self._merge.merged_ids) == 1
            found.append(
                {
                    "key": f"{self._merge.id}/{table}/{','.join(columns)}",
                    "kind": "links",
                    "model": name,
                    "label": model.name,
                    "res_id": False,
                    "field": columns[0],
                    "field_label": self._env[name]._fields[columns[0]]._description_string(self._env),
                    "before": "",
                    "merged": self._merge.survivor_name or "",
                    "present": self._merge.survivor_id.display_name,
                    "count": len(ids),
                    # with several merged contacts nobody can tell to which one a record would belong
                    "choices": ["keep", "take_back"] if single else ["keep"],
                }
            )
        return found

    def new_links(self):
        """Rows made since the merge that point to the survivor: {table: (columns, ids)}."""
        columns = {}
        for line in self.lines:
            if line.kind == "update" and self._is_link(line.table_name, line.column_name):
                columns.setdefault(line.table_name, set()).add(line.column_name)
        queries = [
            SQL(
                "SELECT %s, array_agg(id ORDER BY id) FROM %s WHERE create_date > %s AND (%s) HAVING count(*) > 0",
                table,
                SQL.identifier(table),
                self._merge.create_date,
                SQL(" OR ").join(
                    SQL("%s = %s", SQL.identifier(name), self._merge.survivor_id.id) for name in sorted(names)
                ),
            )
            for table, names in sorted(columns.items())
        ]
        if not queries:
            return {}
        self._cr.execute(SQL(" UNION ALL ").join(queries))
        added = {
            id_
            for line in self.lines
            if line.kind == "insert" and "ids" in line.rows
            for id_ in ((line.table_name, each) for each in line.rows["ids"])
        }
        found = {}
        for table, ids in self._cr.fetchall():
            ids = [id_ for id_ in ids if (table, id_) not in added]
            if ids:
                found[table] = (sorted(columns[table]), ids)
        return found

    def _is_link(self, table, column):
        """Whether a column links records of people's work to a contact."""
        name = self._merge._model_of_table().get(table)
        if not name or table.startswith(DERIVED) or self._env[name]._transient or not self._env[name]._log_access:
            return False
        field = self._env[name]._fields.get(column)
        return (
            field is not None
            and field.type == "many2one"
            and field.comodel_name == "res.partner"
            and not field.company_dependent
            and column not in ("commercial_partner_id", "merged_into_id")
        )
