"""Notes what a merge does to the database: every row that is touched, as it was before and as it is afterwards.

Values are kept as PostgreSQL writes them as text, which it reads back exactly, whatever their type. A row is read
when it is touched first and once more at the end, so that only what really changed remains, whatever was tried,
taken back or computed again in between.
"""

from odoo.tools import SQL, OrderedSet
from odoo.tools.misc import split_every

KEY = "partner.merge.recorder"
AT_ONCE = 10_000
# Rows for the machinery of Odoo, which takes them away itself.
PASSING = ("ir_cron_trigger", "bus_bus")


class Recorder:
    """What is noted while contacts are merged. The columns of tables come from `partner.merge`."""

    def __init__(self, merges, survivor_id=None):
        self._merges = merges
        self.survivor_id = survivor_id
        self._cr = merges.env.cr
        self._before = {}  # {table: {id: texts of the row when it was touched first}}
        self._added = {}  # {table: ids}
        self._moves = {}  # {(table, column): {(old, new): ids}}
        self._links = {}  # {table without id: {texts of the row: [was there, is there]}}
        self._scopes = {}  # {(table without id, column): ids whose rows are read once more at the end}
        self.collisions = {}  # {table: number of rows that stayed with the merged contacts}
        self.dropped = {}  # {table: number of links that the survivor has already}

    def __enter__(self):
        # not with the hooks of the transaction: savepoints run and forget these
        self._cr.cache[KEY] = self
        return self

    def __exit__(self, *_error):
        self._cr.cache.pop(KEY, None)

    # -- noting -----------------------------------------------------------------------------

    def touch(self, table, ids):
        """Note rows that are about to be changed."""
        known = self._before.setdefault(table, {})
        added = self._added.get(table, ())
        new = [id_ for id_ in ids if id_ not in known and id_ not in added]
        known.update(self._read(table, new))

    def touch_all(self, tables):
        """Note rows of several tables that are about to be changed, in one statement.

        :param dict tables: ids by table
        """
        queries = [
            SQL("SELECT %s, id, %s FROM %s WHERE id = ANY(%s)", table, self._texts(table), SQL.identifier(table), ids)
            for table, ids in tables.items()
        ]
        self._cr.execute(SQL(" UNION ALL ").join(queries))
        for table, id_, texts in self._cr.fetchall():
            self._before.setdefault(table, {}).setdefault(id_, texts)

    def holds(self, table, ids, columns):
        """Whether one of some rows, which were touched, had a value in one of some columns."""
        places = [place for place, name in enumerate(self._names(table)) if name in columns]
        rows = self._before[table]
        return any(rows[id_][place] is not None for id_ in ids for place in places)

    def add(self, table, ids):
        """Note rows that were inserted."""
        if table in PASSING:
            return
        self._added.setdefault(table, OrderedSet()).update(ids)

    def move(self, table, column, old, new, ids):
        """Note a column that was changed in many rows; rows that were touched before are compared anyway."""
        known = {**self._before.get(table, {}), **dict.fromkeys(self._added.get(table, ()))}
        ids = [id_ for id_ in ids if id_ not in known] if known else ids
        if ids:
            self._moves.setdefault((table, column), {}).setdefault((old, new), []).extend(ids)

    def moved(self, table, column, by_move=False):
        """Ids of the rows whose column was changed by `move`, and unless asked not to, of those touched anyway."""
        ids = [id_ for each in self._moves.get((table, column), {}).values() for id_ in each]
        return ids if by_move else [*ids, *self._before.get(table, ())]

    def link(self, table, row, present):
        """Note a row of a table without id that was inserted or deleted."""
        self._links.setdefault(table, {}).setdefault(tuple(row), [not present, present])[1] = present

    def touch_links(self, table, column, ids):
        """Note the rows of a table without id that are about to be changed."""
        known = self._scopes.setdefault((table, column), set())
        new = [id_ for id_ in ids if id_ not in known]
        known.update(new)
        links = self._links.setdefault(table, {})
        for row in self._read_links(table, column, new):
            links.setdefault(row, [True, True])

    def delete(self, table, ids):
        """Note rows that are about to be deleted, with all that the database deletes or empties along with them."""
        ids = list(ids)
        if not ids:
            return
        self.touch(table, ids)
        for other, column, action, has_id in self._merges._table_dependents(table):
            if not has_id:
                self.touch_links(other, column, ids)
                continue
            query = SQL("SELECT id FROM %s WHERE %s = ANY(%s)", SQL.identifier(other), SQL.identifier(column), ids)
            self._cr.execute(query)
            found = [id_ for (id_,) in self._cr.fetchall()]
            if action == "c":
                known = self._before.get(other, {})
                self.delete(other, [id_ for id_ in found if id_ not in known or other != table])
            else:
                self.touch(other, found)

    # -- reading ----------------------------------------------------------------------------

    def _texts(self, table):
        columns = [SQL("%s::text", SQL.identifier(name)) for name, _type in self._merges._table_columns(table)]
        return SQL("ARRAY[%s]", SQL(", ").join(columns))

    def _read(self, table, ids):
        rows = {}
        for some in split_every(AT_ONCE, ids, list):
            query = SQL("SELECT id, %s FROM %s WHERE id = ANY(%s)", self._texts(table), SQL.identifier(table), some)
            self._cr.execute(query)
            rows.update(self._cr.fetchall())
        return rows

    def _read_links(self, table, column, ids):
        if not ids:
            return []
        self._cr.execute(
            SQL(
                "SELECT %s FROM %s WHERE %s = ANY(%s)",
                self._texts(table),
                SQL.identifier(table),
                SQL.identifier(column),
                list(ids),
            )
        )
        return [tuple(row) for (row,) in self._cr.fetchall()]

    # -- the result -------------------------------------------------------------------------

    def noted(self):
        """Number of rows noted so far, by table: {table: (inserted, deleted or changed)}, for comparison."""
        counts = {}
        for table, rows in self._before.items():
            counts[table] = counts.get(table, 0) + len(rows)
        for table, ids in self._added.items():
            counts[table] = counts.get(table, 0) + len(ids)
        for (table, _column), moves in self._moves.items():
            counts[table] = counts.get(table, 0) + sum(map(len, moves.values()))
        for table, rows in self._links.items():
            counts[table] = counts.get(table, 0) + len(rows)
        return counts

    def lines(self):
        """What was done, as values of `partner.merge.line` in the order of replay: undo goes through them backwards.

        :return: list of dicts; `rows` is, by `kind`: "update" [[old, new, ids]]; "delete" {"columns", "rows"};
            "insert" {"ids"} or, of tables without id, {"columns", "rows"}
        """
        lines = [
            self._line("update", table, [[old, new, ids] for (old, new), ids in moves.items()], column)
            for (table, column), moves in self._moves.items()
        ]
        now, present_ids, present_links = self._read_again()
        self._close_links(present_links)
        changed, deleted = [], []
        for table, before in self._before.items():
            changed += self._differences(table, before, now.get(table, {}))
            gone = [row for id_, row in before.items() if id_ not in now.get(table, {})]
            if gone:
                deleted.append(self._line("delete", table, {"columns": self._names(table), "rows": gone}))
        added = [
            self._line("insert", table, {"ids": sorted(present_ids[table])})
            for table in self._added
            if present_ids.get(table)
        ]
        for table, rows in self._links.items():
            for kind, wanted, into in (("delete", [True, False], deleted), ("insert", [False, True], added)):
                if found := [list(row) for row, state in rows.items() if state == wanted]:
                    into.append(self._line(kind, table, {"columns": self._names(table), "rows": found}))
        return lines + changed + deleted + added

    def _read_again(self):
        """All that was noted, as it is now, in one statement.

        :return: rows {table: {id: texts}}, inserted rows that are there {table: ids}, links {(table, column): texts}
        """
        queries = [
            SQL(
                "SELECT 0, %s, '', id, %s FROM %s WHERE id = ANY(%s)",
                table,
                self._texts(table),
                SQL.identifier(table),
                list(ids),
            )
            for table, ids in self._before.items()
            if ids
        ]
        queries += [
            SQL("SELECT 1, %s, '', id, NULL FROM %s WHERE id = ANY(%s)", table, SQL.identifier(table), list(ids))
            for table, ids in self._added.items()
        ]
        queries += [
            SQL(
                "SELECT 2, %s, %s, 0, %s FROM %s WHERE %s = ANY(%s)",
                table,
                column,
                self._texts(table),
                SQL.identifier(table),
                SQL.identifier(column),
                list(ids),
            )
            for (table, column), ids in self._scopes.items()
        ]
        rows, ids, links = {}, {}, {}
        if queries:
            self._cr.execute(SQL(" UNION ALL ").join(queries))
            for kind, table, column, id_, texts in self._cr.fetchall():
                if kind == 0:
                    rows.setdefault(table, {})[id_] = texts
                elif kind == 1:
                    ids.setdefault(table, []).append(id_)
                else:
                    links.setdefault((table, column), set()).add(tuple(texts))
        return rows, ids, links

    def _close_links(self, present_links):
        for (table, column), ids in self._scopes.items():
            position = self._names(table).index(column)
            within = {str(id_) for id_ in ids}
            links = self._links[table]
            present = present_links.get((table, column), set())
            for row, state in links.items():
                if row[position] in within:
                    state[1] = row in present
            for row in present:
                links.setdefault(row, [False, True])

    def _differences(self, table, before, now):
        """Lines of the columns of rows that differ."""
        by_column = {}
        for id_, row in before.items():
            for position, (old, new) in enumerate(zip(row, now.get(id_, row), strict=True)):
                if old != new:
                    by_column.setdefault(position, {}).setdefault((old, new), []).append(id_)
        names = self._names(table)
        return [
            self._line("update", table, [[old, new, ids] for (old, new), ids in values.items()], names[position])
            for position, values in by_column.items()
        ]

    def _names(self, table):
        return [name for name, _type in self._merges._table_columns(table)]

    def _line(self, kind, table, rows, column=False):
        parts = [ids for _old, _new, ids in rows] if kind == "update" else [rows.get("ids") or rows["rows"]]
        count = sum(map(len, parts))
        return {"kind": kind, "table_name": table, "column_name": column, "row_count": count, "rows": rows}


def current(env):
    """The recorder of the merge that is going on in this transaction, None if there is none."""
    return env.cr.cache.get(KEY)
