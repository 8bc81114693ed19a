"""Takes back what a merge did, from its journal, and finds what has changed since."""

from psycopg2 import IntegrityError

from odoo.exceptions import UserError
from odoo.tools import SQL, mute_logger

from .merge_report import DERIVED

# Written by Odoo at each change: they tell when a row was changed last, which undoing does.
LOG_COLUMNS = ("write_date", "write_uid")


class Replay:
    """The way back of one merge."""

    def __init__(self, merge):
        self._merge = merge
        self._env = merge.env
        self._cr = merge.env.cr
        self._env.flush_all()
        self._lines = list(merge.line_ids.sorted("id", reverse=True))
        self._changed = None
        self.derived = {}  # {(table, column): ids of rows to compute again}

    # -- what has changed since -----------------------------------------------------------------

    def conflicts(self):
        """See `partner.merge._conflicts`."""
        return [*self._value_conflicts(), *self._link_conflicts()]

    def _updates(self):
        """(line, number of the entry, old, new, ids) of all columns to restore, the last one first."""
        for line in self._lines:
            if line.kind == "update" and line.column_name not in LOG_COLUMNS:
                for number, (old, new, ids) in enumerate(line.rows):
                    yield line, number, old, new, ids

    def _changed_since(self):
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

    def _is_derived(self, table, column):
        if table.startswith(DERIVED):
            return True
        model = self._merge._model_of_table().get(table)
        field = self._env[model]._fields.get(column) if model else None
        return field is not None and bool(field.compute) and field.readonly

    def _value_conflicts(self):
        found = []
        changed = self._changed_since()
        for line, number, old, new, _ids in self._updates():
            if self._is_derived(line.table_name, line.column_name):
                continue
            for id_, present in sorted(changed.get((line.id, number), {}).items()):
                if present != old:
                    found.append(self._value_conflict(line, id_, old, new, present))
        return found

    def _value_conflict(self, line, id_, old, new, present):
        table, column = line.table_name, line.column_name
        name = self._merge._model_of_table().get(table)
        model = self._env[name] if name else None
        field = model._fields.get(column) if name else None
        label = model.browse(id_).exists().display_name if name else f"{table} {id_}"
        return {
            "key": f"{self._merge.id}/{table}/{column}/{id_}",
            "kind": "value",
            "model": name or table,
            "label": label,
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
        """A stored text as the user knows it."""
        if field is None or text is None:
            return text or ""
        return self._env["res.partner"]._merge_shown(field, text)

    # -- what points to the survivor since --------------------------------------------------------

    def _link_conflicts(self):
        """Records that came to the survivor since the merge, of the kinds that moved."""
        found = []
        for table, (columns, ids) in self._new_links().items():
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

    def _new_links(self):
        """Rows made since the merge that point to the survivor: {table: (columns, ids)}."""
        columns = {}
        for line in self._lines:
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
            for line in self._lines
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

    # -- the way back -----------------------------------------------------------------------------

    def run(self, decisions):
        """Restore every row that still is as the merge left it; decide the others as told.

        :param dict decisions: "keep" or "take_back" by key of conflict
        """
        changed = self._changed_since()
        self._give_links(decisions)
        self._delete_added()
        self._insert_deleted()
        by_table = {}
        for line in self._lines:
            if line.kind == "update" and line.column_name not in LOG_COLUMNS:
                by_table.setdefault(line.table_name, []).append(line)
        for table, lines in by_table.items():
            self._restore(table, lines, changed, decisions)

    def compute_again(self):
        """Compute what derives from values of which some were kept and some taken back."""
        self._env.invalidate_all(flush=False)
        names = self._merge._model_of_table()
        for (table, column), ids in self.derived.items():
            model = self._env[names[table]] if table in names and not table.startswith(DERIVED) else None
            if model is not None and column in model._fields:
                self._env.add_to_compute(model._fields[column], model.browse(sorted(ids)).exists())
        self._env.flush_all()

    def _restore(self, table, lines, changed, decisions):
        """Write the former values; all columns of a row at once, because constraints look at several."""
        kinds = dict(self._merge._table_columns(table))
        rows = {}  # {id: {column: text}}, the oldest value last
        for line in lines:
            if line.column_name in kinds:
                for number, (old, _new, ids) in enumerate(line.rows):
                    kept = self._kept(line, changed.get((line.id, number), {}), decisions)
                    for id_ in ids:
                        if id_ not in kept:
                            rows.setdefault(id_, {})[line.column_name] = old
        alike = {}
        for id_, values in rows.items():
            alike.setdefault(tuple(values.items()), []).append(id_)
        for values, ids in alike.items():
            self._set(table, kinds, values, ids)

    def _kept(self, line, others, decisions):
        """Ids of the rows whose present value stays."""
        table, column = line.table_name, line.column_name
        if self._is_derived(table, column):
            self.derived.setdefault((table, column), set()).update(others)
            return set(others)
        key = f"{self._merge.id}/{table}/{column}"
        return {id_ for id_ in others if decisions.get(f"{key}/{id_}") != "take_back"}

    def _set(self, table, kinds, values, ids):
        # types are PostgreSQL's own names, of its catalog
        sets = [
            SQL("%s = %s::%s", SQL.identifier(column), text, SQL(kinds[column]))  # pylint: disable=sql-injection
            for column, text in values
        ]
        if table == "res_partner":
            # the row of a contact tells when it was changed last
            sets.append(SQL("write_date = now() AT TIME ZONE 'UTC'"))
        self._cr.execute(SQL("UPDATE %s SET %s WHERE id = ANY(%s)", SQL.identifier(table), SQL(", ").join(sets), ids))

    def _give_links(self, decisions):
        """Hand records made since over to the merged contact, where somebody decided so."""
        for table, (columns, ids) in self._new_links().items():
            if decisions.get(f"{self._merge.id}/{table}/{','.join(columns)}") != "take_back":
                continue
            for column in columns:
                self._cr.execute(
                    SQL(
                        "UPDATE %(table)s SET %(column)s = %(merged)s WHERE id = ANY(%(ids)s) "
                        "AND %(column)s = %(survivor)s",
                        table=SQL.identifier(table),
                        column=SQL.identifier(column),
                        merged=self._merge.merged_ids.id,
                        survivor=self._merge.survivor_id.id,
                        ids=ids,
                    )
                )

    def _delete_added(self):
        for line in self._lines:
            if line.kind != "insert" or not self._merge._table_columns(line.table_name):
                continue
            if "ids" in line.rows:
                query = SQL("DELETE FROM %s WHERE id = ANY(%s)", SQL.identifier(line.table_name), line.rows["ids"])
                self._cr.execute(query)
                continue
            names = [SQL.identifier(name) for name in line.rows["columns"]]
            for row in line.rows["rows"]:
                same = [
                    SQL("%s::text IS NOT DISTINCT FROM %s", name, text) for name, text in zip(names, row, strict=True)
                ]
                self._cr.execute(
                    SQL("DELETE FROM %s WHERE %s", SQL.identifier(line.table_name), SQL(" AND ").join(same))
                )

    def _insert_deleted(self):
        """Bring deleted rows back; those that point to others come after these."""
        waiting = [
            line for line in self._lines if line.kind == "delete" and self._merge._table_columns(line.table_name)
        ]
        while waiting:
            stuck = [line for line in waiting if not self._insert(line)]
            if len(stuck) == len(waiting):
                raise UserError(
                    self._env._(
                        "What the merge took away can't be brought back, because something that it belongs to has been "
                        "deleted since: %s.",
                        ", ".join(line.table_name for line in stuck),
                    )
                )
            waiting = stuck

    def _insert(self, line):
        kinds = dict(self._merge._table_columns(line.table_name))
        columns = [(place, name) for place, name in enumerate(line.rows["columns"]) if name in kinds]
        rows = [
            SQL(
                "(%s)",
                SQL(", ").join(
                    SQL("NULL") if row[place] is None else SQL("%s::%s", row[place], SQL(kinds[name]))
                    for place, name in columns
                ),
            )
            for row in line.rows["rows"]
        ]
        try:
            with mute_logger("odoo.sql_db"), self._cr.savepoint(flush=False):
                self._cr.execute(
                    SQL(
                        "INSERT INTO %s (%s) VALUES %s ON CONFLICT DO NOTHING",
                        SQL.identifier(line.table_name),
                        SQL(", ").join(SQL.identifier(name) for _place, name in columns),
                        SQL(", ").join(rows),
                    )
                )
        except IntegrityError:
            return False
        return True
