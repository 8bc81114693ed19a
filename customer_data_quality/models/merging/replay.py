"""Takes back what a merge did, from its journal."""

from collections import Counter

from psycopg2 import IntegrityError

from odoo.exceptions import UserError
from odoo.tools import SQL, mute_logger

from .changed_since import LOG_COLUMNS, ChangedSince
from .merge_report import DERIVED
from .references import References


class Replay:
    """The way back of one merge."""

    def __init__(self, merge):
        self._merge = merge
        self._env = merge.env
        self._cr = merge.env.cr
        self._since = ChangedSince(merge)
        self._references = References(self._cr)
        self._lost = Counter()  # rows that could not be put back as they were, by table
        self.derived = {}  # {(table, column): ids of rows to compute again}

    def conflicts(self):
        """See `partner.merge._conflicts`."""
        return self._since.conflicts()

    def remarks(self):
        """What could not be put back as it was, as texts for the journal."""
        lost = self._merge._by_model(self._lost)
        if not lost:
            return []
        names = ", ".join(f"{each['label']} ({each['count']})" for each in lost)
        return [self._env._("Not put back as it was, because what belonged to it was deleted since: %s.", names)]

    def run(self, decisions):
        """Restore every row that still is as the merge left it; decide the others as told.

        :param dict decisions: "keep" or "take_back" by key of conflict
        """
        changed = self._since.rows()
        self._give_links(decisions)
        self._delete_added()
        self._insert_deleted()
        by_table = {}
        for line in self._since.lines:
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
        for id_, values in self._possible(table, rows).items():
            alike.setdefault(tuple(values.items()), []).append(id_)
        for values, ids in alike.items():
            self._set(table, kinds, values, ids)

    def _kept(self, line, others, decisions):
        """Ids of the rows whose present value stays."""
        table, column = line.table_name, line.column_name
        if self._since.is_derived(table, column):
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
        if not sets:
            return
        if table == "res_partner":
            # the row of a contact tells when it was changed last
            sets.append(SQL("write_date = now() AT TIME ZONE 'UTC'"))
        self._cr.execute(SQL("UPDATE %s SET %s WHERE id = ANY(%s)", SQL.identifier(table), SQL(", ").join(sets), ids))

    def _possible(self, table, rows):
        """Values without those that point to what was deleted since: blank where the column may be, else as now.

        :param dict rows: {id: {column: text}}
        """
        gone = self._references.gone(table, {cell for values in rows.values() for cell in values.items()})
        if not gone:
            return rows
        possible = {}
        for id_, values in rows.items():
            lost = values.items() & gone
            self._lost[table] += bool(lost)
            possible[id_] = {
                column: None if (column, text) in lost else text
                for column, text in values.items()
                if (column, text) not in lost or self._references.of(table)[column][1]
            }
        return possible

    def _give_links(self, decisions):
        """Hand records made since over to the merged contact, where somebody decided so."""
        for table, (columns, ids) in self._since.new_links().items():
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
        for line in self._since.lines:
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
            (line, line.rows["rows"])
            for line in self._since.lines
            if line.kind == "delete" and self._merge._table_columns(line.table_name)
        ]
        waiting = self._insert_all(waiting)
        # of what something was deleted since, row by row
        waiting = self._insert_all([(line, [row]) for line, rows in waiting for row in rows])
        for line, (row,) in waiting:
            self._insert_without_deleted(line, row)

    def _insert_all(self, waiting):
        """Insert what can be, in whatever order it can; return the rest.

        :param list waiting: of (line, rows)
        """
        while waiting:
            stuck = [(line, rows) for line, rows in waiting if not self._insert(line, rows)]
            if len(stuck) == len(waiting):
                break
            waiting = stuck
        return waiting

    def _insert_without_deleted(self, line, row):
        """Insert a row with blanks for what was deleted since; without that it has no place any more, it is left out.

        :raises UserError: if it is a contact
        """
        table, columns = line.table_name, line.rows["columns"]
        gone = self._references.gone(table, zip(columns, row, strict=True))
        blank = [None if cell in gone else cell[1] for cell in zip(columns, row, strict=True)]
        if not table.startswith(DERIVED):
            self._lost[table] += 1
        if gone and self._insert(line, [blank]):
            return
        if table == "res_partner":
            raise UserError(
                self._env._("A contact can't be brought back, because something that it belongs to was deleted since.")
            )

    def _insert(self, line, rows):
        kinds = dict(self._merge._table_columns(line.table_name))
        columns = [(place, name) for place, name in enumerate(line.rows["columns"]) if name in kinds]
        values = [
            SQL(
                "(%s)",
                SQL(", ").join(
                    SQL("NULL") if row[place] is None else SQL("%s::%s", row[place], SQL(kinds[name]))
                    for place, name in columns
                ),
            )
            for row in rows
        ]
        try:
            with mute_logger("odoo.sql_db"), self._cr.savepoint(flush=False):
                self._cr.execute(
                    SQL(
                        "INSERT INTO %s (%s) VALUES %s ON CONFLICT DO NOTHING",
                        SQL.identifier(line.table_name),
                        SQL(", ").join(SQL.identifier(name) for _place, name in columns),
                        SQL(", ").join(values),
                    )
                )
        except IntegrityError:
            return False
        return True
