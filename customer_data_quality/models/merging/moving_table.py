"""Moves the rows of one table, as parts of a statement that moves those of many."""

from odoo.tools import SQL

# Rows that are nothing but a link and don't outlive the record they link.
LINK_TABLES = {"mail_followers": ("mail_followers_mail_message_subtype_rel", "mail_followers_id")}


class RowMove:
    """Moves rows of a table with ids: columns are set, rows that the survivor has already stay."""

    def __init__(self, mover, table, pointers, where):
        self._mover = mover
        self.table = table
        self._pointers = pointers
        self._where = where

    def singles(self, cr):
        """The same move for each of its rows."""
        cr.execute(SQL("SELECT id FROM %s WHERE %s ORDER BY id", SQL.identifier(self.table), self._where))
        return [RowMove(self._mover, self.table, self._pointers, SQL("id = %s", id_)) for (id_,) in cr.fetchall()]

    def _case(self, pointer):
        return SQL(
            "CASE WHEN %s THEN %s ELSE %s END",
            self._mover._hit(pointer),
            self._mover._new(pointer),
            SQL.identifier(pointer.column),
        )

    def ctes(self, number):
        """Common table expressions that do the work, and the selects that tell what was done."""
        rows, moved, stay = (SQL.identifier(f"{kind}_{number}") for kind in ("rows", "moved", "stay"))
        table = SQL.identifier(self.table)
        pairs = [
            SQL(
                "%s AS %s, %s AS %s",
                SQL.identifier(pointer.column),
                SQL.identifier(f"old_{index}"),
                self._case(pointer),
                SQL.identifier(f"new_{index}"),
            )
            for index, pointer in enumerate(self._pointers)
        ]
        sets = [
            SQL("%s = r.%s", SQL.identifier(pointer.column), SQL.identifier(f"new_{index}"))
            for index, pointer in enumerate(self._pointers)
        ]
        ctes = [SQL("%s AS (SELECT id, %s FROM %s WHERE %s)", rows, SQL(", ").join(pairs), table, self._where)]
        free = SQL("TRUE")
        collisions = self._collisions()
        if collisions:
            ctes.append(SQL("%s AS (%s)", stay, SQL(" UNION ").join(collisions)))
            free = SQL("NOT t.id IN (SELECT id FROM %s)", stay)
        ctes.append(
            SQL(
                "%s AS (UPDATE %s t SET %s FROM %s r WHERE t.id = r.id AND %s RETURNING r.*)",
                moved,
                table,
                SQL(", ").join(sets),
                rows,
                free,
            )
        )
        selects = [
            SQL(
                "SELECT %(number)s, %(index)s, ARRAY[%(old)s::text, %(new)s::text], array_agg(id) FROM %(moved)s "
                "WHERE %(old)s IS DISTINCT FROM %(new)s GROUP BY %(old)s, %(new)s",
                number=number,
                index=index,
                moved=moved,
                old=SQL.identifier(f"old_{index}"),
                new=SQL.identifier(f"new_{index}"),
            )
            for index, _pointer in enumerate(self._pointers)
        ]
        if collisions:
            selects.append(
                SQL(
                    "SELECT %s, -1, array_agg(kept::text), array_agg(id) FROM %s HAVING count(*) > 0",
                    number,
                    stay,
                )
            )
        return ctes, selects

    def _collisions(self):
        """Queries of rows, (id, id of the one in the way), that would meet another one under a unique index."""
        moved_columns = {pointer.column: pointer for pointer in self._pointers}
        mover, queries = self._mover, []
        for index in mover._catalog.unique.get(self.table, ()):
            touched = [moved_columns[name] for name in index.columns if name in moved_columns]
            if not touched:
                continue
            columns = [
                SQL("%s AS %s", self._case(moved_columns[name]), SQL.identifier(name))
                if name in moved_columns
                else SQL.identifier(name)
                for name in index.columns
                if name != "id"
            ]
            # the expressions are PostgreSQL's own, of its catalog
            keys = [SQL(key.replace("%", "%%")) for key in index.keys]  # pylint: disable=sql-injection
            conditions = [SQL(index.predicate.replace("%", "%%"))] if index.predicate else []
            if not index.nulls_equal:
                conditions += [SQL("(%s) IS NOT NULL", key) for key in keys]
            queries.append(
                SQL(
                    """
                    SELECT id, kept FROM (
                        SELECT id, moving, row_number() OVER same AS place, first_value(id) OVER same AS kept
                        FROM (SELECT id, %(moving)s AS moving, %(columns)s FROM %(table)s WHERE %(near)s) AS t
                        WHERE %(conditions)s
                        WINDOW same AS (PARTITION BY %(keys)s ORDER BY moving, id)
                    ) AS found WHERE moving AND place > 1
                    """,
                    moving=self._where,
                    columns=SQL(", ").join(columns),
                    table=SQL.identifier(self.table),
                    near=mover._any_hit(touched, ids=[*mover._ids, mover._survivor_id]),
                    conditions=SQL(" AND ").join(conditions) if conditions else SQL("TRUE"),
                    keys=SQL(", ").join(keys),
                )
            )
        return queries

    def note(self, recorder, what, texts, ids):
        if what >= 0:
            recorder.move(self.table, self._pointers[what].column, *texts, ids)
        elif self.table in LINK_TABLES:
            self._drop(recorder, ids, [int(kept) for kept in texts])
        else:
            recorder.collisions[self.table] = recorder.collisions.get(self.table, 0) + len(set(ids))

    def _drop(self, recorder, ids, kept):
        """Delete links that the survivor has already; what hangs on them goes over to the survivor's."""
        cr = self._mover._cr
        table, column = LINK_TABLES[self.table]
        recorder.touch_links(table, column, [*ids, *kept])
        recorder.delete(self.table, ids)
        names = [name for name, _type in self._mover._merges._table_columns(table)]
        values = [SQL("pair.kept") if name == column else SQL.identifier(name) for name in names]
        cr.execute(
            SQL(
                "INSERT INTO %(table)s (%(names)s) SELECT %(values)s FROM %(table)s AS t "
                "JOIN unnest(%(ids)s, %(kept)s) AS pair (gone, kept) ON t.%(column)s = pair.gone "
                "ON CONFLICT DO NOTHING",
                table=SQL.identifier(table),
                names=SQL(", ").join(map(SQL.identifier, names)),
                values=SQL(", ").join(values),
                column=SQL.identifier(column),
                ids=ids,
                kept=kept,
            )
        )
        cr.execute(SQL("DELETE FROM %s WHERE id = ANY(%s)", SQL.identifier(self.table), ids))
        recorder.dropped[self.table] = recorder.dropped.get(self.table, 0) + len(set(ids))


class LinkMove:
    """Moves rows of a table without ids, that are nothing but links: they are deleted and made anew."""

    def __init__(self, mover, table, pointers, where):
        self._mover = mover
        self.table = table
        self._pointers = {pointer.column: pointer for pointer in pointers}
        self._where = where

    def singles(self, cr):
        """The same move for each of its rows."""
        names = self._names()
        cr.execute(
            SQL(
                "SELECT %s FROM %s WHERE %s",
                SQL(", ").join(SQL("%s::text", SQL.identifier(name)) for name in names),
                SQL.identifier(self.table),
                self._where,
            )
        )
        return [
            LinkMove(
                self._mover,
                self.table,
                list(self._pointers.values()),
                SQL(" AND ").join(
                    SQL("%s::text IS NOT DISTINCT FROM %s", SQL.identifier(name), value)
                    for name, value in zip(names, row, strict=True)
                ),
            )
            for row in cr.fetchall()
        ]

    def _names(self):
        return [name for name, _type in self._mover._merges._table_columns(self.table)]

    def ctes(self, number):
        """Common table expressions that do the work, and the selects that tell what was done."""
        mover, table, names = self._mover, SQL.identifier(self.table), self._names()
        gone, made = SQL.identifier(f"gone_{number}"), SQL.identifier(f"made_{number}")
        values = [
            SQL(
                "CASE WHEN %s THEN %s ELSE %s END",
                mover._hit(self._pointers[name]),
                mover._new(self._pointers[name]),
                SQL.identifier(name),
            )
            if name in self._pointers
            else SQL.identifier(name)
            for name in names
        ]
        # nobody is linked to oneself because of a merge
        own = [value for name, value in zip(names, values, strict=True) if name in self._pointers]
        other = SQL("%s <> %s", *own) if len(own) == 2 else SQL("TRUE")
        texts = SQL("ARRAY[%s]", SQL(", ").join(SQL("%s::text", SQL.identifier(name)) for name in names))
        ctes = [
            SQL("%s AS (DELETE FROM %s WHERE %s RETURNING *)", gone, table, self._where),
            SQL(
                "%s AS (INSERT INTO %s (%s) SELECT DISTINCT %s FROM %s WHERE %s ON CONFLICT DO NOTHING RETURNING *)",
                made,
                table,
                SQL(", ").join(map(SQL.identifier, names)),
                SQL(", ").join(values),
                gone,
                other,
            ),
        ]
        selects = [
            SQL("SELECT %s, 0, %s, NULL::int[] FROM %s", number, texts, gone),
            SQL("SELECT %s, 1, %s, NULL::int[] FROM %s", number, texts, made),
        ]
        return ctes, selects

    def note(self, recorder, what, texts, _ids):
        recorder.link(self.table, texts, present=bool(what))
        counts = recorder.dropped
        counts[self.table] = counts.get(self.table, 0) + (-1 if what else 1)
