"""Lets what points to some records point to another one, in few statements, and notes every row.

One statement asks which tables have anything to move, one moves it all. Rows that the survivor has already, by any
unique index, are left where they are.
"""

from psycopg2 import IntegrityError

from odoo.tools import SQL, mute_logger

# Rows that are nothing but a link and don't outlive the record they link.
LINK_TABLES = {"mail_followers": ("mail_followers_mail_message_subtype_rel", "mail_followers_id")}
# Rows that look like pointers, but belong to the record itself: its images.
EXCEPT = {("ir_attachment", "res_id"): SQL("res_field IS NULL")}


class Stuck(Exception):
    """Rows can't be moved all at once, and the transaction is spoilt: to be tried again table by table."""


class Mover:
    """Moves what points to some records of a model.

    :param bool carefully: each table by itself, and row by row where it fails; takes savepoints, so it is slow
    """

    def __init__(self, merges, model_name, ids, survivor_id, recorder, carefully=False):
        self._env = merges.env
        self._cr = merges.env.cr
        self._merges = merges
        self._model_name = model_name
        self._ids = sorted(ids)
        self._survivor_id = survivor_id
        self._recorder = recorder
        self._carefully = carefully
        self._catalog = merges._catalog(model_name)
        self._properties = None

    # -- conditions and values, by kind of pointer --------------------------------------------

    def _hit(self, pointer, alias=None, ids=None):
        """Condition on rows that point to the records."""
        ids = self._ids if ids is None else ids
        column = SQL.identifier(alias, pointer.column) if alias else SQL.identifier(pointer.column)
        if pointer.kind == "fk":
            return SQL("%s = ANY(%s)", column, ids)
        if pointer.kind == "ref":
            guard = SQL.identifier(alias, pointer.guard) if alias else SQL.identifier(pointer.guard)
            condition = SQL("%s = ANY(%s) AND %s = %s", column, ids, guard, self._model_name)
            more = EXCEPT.get((pointer.table, pointer.column))
            return SQL("%s AND %s", condition, more) if more and not alias else condition
        if pointer.kind == "text":
            return SQL("%s = ANY(%s)", column, [f"{self._model_name},{id_}" for id_ in ids])
        path = " || ".join(f"@ == {id_}" for id_ in ids)
        if pointer.kind == "company":
            return SQL("%s @? %s::jsonpath", column, f"$.* ? ({path})")
        if pointer.kind == "properties":
            names = " || ".join(f'@.key == "{name}"' for name in self._partner_properties())
            return SQL("%s @? %s::jsonpath", column, f"$.keyvalue() ? ({names}).value ? ({path})")
        return SQL(
            "%s = ANY(%s) AND field_id IN (SELECT id FROM ir_model_fields WHERE relation = %s AND ttype = 'many2one')",
            column,
            [str(id_) for id_ in ids],
            self._model_name,
        )

    def _new(self, pointer):
        """The value of a pointer's column where it points to the records."""
        column = SQL.identifier(pointer.column)
        if pointer.kind in ("fk", "ref"):
            return SQL("%s", self._survivor_id)
        if pointer.kind == "text":
            return SQL("%s", f"{self._model_name},{self._survivor_id}")
        if pointer.kind == "default":
            return SQL("%s", str(self._survivor_id))
        new = SQL("to_jsonb(%s::int)", self._survivor_id)
        ids = [str(id_) for id_ in self._ids]
        if pointer.kind == "company":
            return SQL(
                "(SELECT jsonb_object_agg(key, CASE WHEN value::text = ANY(%s) THEN %s ELSE value END) "
                "FROM jsonb_each(%s))",
                ids,
                new,
                column,
            )
        return SQL(
            """(
            SELECT jsonb_object_agg(key, CASE
                WHEN NOT key = ANY(%(names)s) THEN value
                WHEN jsonb_typeof(value) = 'array' THEN COALESCE((
                    SELECT jsonb_agg(DISTINCT CASE WHEN item::text = ANY(%(ids)s) THEN %(new)s ELSE item END)
                    FROM jsonb_array_elements(CASE jsonb_typeof(value) WHEN 'array' THEN value END) AS item
                ), '[]'::jsonb)
                WHEN value::text = ANY(%(ids)s) THEN %(new)s
                ELSE value END)
            FROM jsonb_each(%(column)s))""",
            names=self._partner_properties(),
            ids=ids,
            new=new,
            column=column,
        )

    def _partner_properties(self):
        """Names of the properties that hold records of the model."""
        if self._properties is None:
            containers = {
                (model._table, field.name)
                for model in self._env.registry.values()
                if model._auto and not model._abstract
                for field in model._fields.values()
                if field.type == "properties_definition" and field.store
            }
            queries = [
                SQL(
                    "SELECT item ->> 'name' FROM %s, jsonb_array_elements(%s) AS item "
                    "WHERE jsonb_typeof(%s) = 'array' AND item ->> 'comodel' = %s",
                    SQL.identifier(table),
                    SQL.identifier(column),
                    SQL.identifier(column),
                    self._model_name,
                )
                for table, column in sorted(containers)
            ]
            self._properties = []
            if queries:
                self._cr.execute(SQL(" UNION ").join(queries))
                self._properties = [name for (name,) in self._cr.fetchall() if name]
        return self._properties

    # -- the way ------------------------------------------------------------------------------

    def move(self):
        """Move everything; what can't be moved stays, and is counted in the recorder."""
        found = self._probe()
        if not found:
            return
        statements = [self._move_table(*each) for each in found.items()]
        if self._carefully:
            for statement in statements:
                self._move_carefully(statement)
            return
        try:
            with mute_logger("odoo.sql_db"):
                self._run(statements)
        except IntegrityError as error:
            raise Stuck from error

    def count(self):
        """Number of rows to move by table: {table: number}."""
        tables = self._pointers()
        if not tables:
            return {}
        queries = [
            SQL("SELECT %s, count(*) FROM %s WHERE %s", table, SQL.identifier(table), self._any_hit(pointers))
            for table, pointers in tables.items()
        ]
        self._cr.execute(SQL(" UNION ALL ").join(queries))
        return {table: count for table, count in self._cr.fetchall() if count}

    def _pointers(self):
        """What may point to the records, by table, without what stays."""
        tables = {}
        for table, pointers in self._catalog.pointers.items():
            moved = [
                pointer
                for pointer in pointers
                if self._merges._pointer_class(table, pointer.column) != "kept"
                and (pointer.kind != "properties" or self._partner_properties())
            ]
            if moved:
                tables[table] = moved
        return tables

    def _any_hit(self, pointers, alias=None, ids=None):
        return SQL("(%s)", SQL(" OR ").join(SQL("(%s)", self._hit(pointer, alias, ids)) for pointer in pointers))

    def _probe(self):
        """What has rows to move: {table: (pointers, ids of rows if the table had to be searched for them)}.

        A table whose columns have no index is read once, here, so its rows are remembered.
        """
        tables, queries = self._pointers(), []
        for table, pointers in tables.items():
            slow = [pointer for pointer in pointers if not pointer.indexed and pointer.has_id]
            if slow:
                query = SQL(
                    "SELECT %s, NULL, (SELECT array_agg(id) FROM %s WHERE %s)",
                    table,
                    SQL.identifier(table),
                    self._any_hit(pointers),
                )
                queries.append(query)
                continue
            queries += [
                SQL(
                    "SELECT %s, %s, NULL::int[] WHERE EXISTS (SELECT FROM %s WHERE %s)",
                    table,
                    pointer.column,
                    SQL.identifier(table),
                    self._hit(pointer),
                )
                for pointer in pointers
            ]
        self._cr.execute(SQL(" UNION ALL ").join(queries))
        found = {}
        for table, column, ids in self._cr.fetchall():
            if column:
                pointers, _ids = found.setdefault(table, ([], None))
                pointers += [pointer for pointer in tables[table] if pointer.column == column]
            elif ids:
                found[table] = (tables[table], ids)
        return found

    def _move_table(self, table, found):
        pointers, ids = found
        where = SQL("id = ANY(%s)", ids) if ids else self._any_hit(pointers)
        if pointers[0].has_id:
            return _RowMove(self, table, pointers, where)
        return _LinkMove(self, table, pointers, where)

    def _run(self, statements):
        """Run moves of different tables as one statement, and note what they did."""
        parts = [statement.ctes(number) for number, statement in enumerate(statements)]
        ctes = [cte for each, _selects in parts for cte in each]
        selects = [select for _ctes, each in parts for select in each]
        self._cr.execute(SQL("WITH %s %s", SQL(", ").join(ctes), SQL(" UNION ALL ").join(selects)))
        for number, what, texts, ids in self._cr.fetchall():
            statements[number].note(self._recorder, what, texts, ids)

    def _move_carefully(self, statement):
        try:
            with mute_logger("odoo.sql_db"), self._cr.savepoint(flush=False):
                self._run([statement])
            return
        except IntegrityError:
            pass
        stuck = []
        for single in statement.singles(self._cr):
            try:
                with mute_logger("odoo.sql_db"), self._cr.savepoint(flush=False):
                    self._run([single])
            except IntegrityError:
                stuck.append(single)
        counts = self._recorder.collisions
        counts[statement.table] = counts.get(statement.table, 0) + len(stuck)


class _RowMove:
    """Moves rows of a table with ids: columns are set, rows that the survivor has already stay."""

    def __init__(self, mover, table, pointers, where):
        self._mover = mover
        self.table = table
        self._pointers = pointers
        self._where = where

    def singles(self, cr):
        """The same move for each of its rows."""
        cr.execute(SQL("SELECT id FROM %s WHERE %s ORDER BY id", SQL.identifier(self.table), self._where))
        return [_RowMove(self._mover, self.table, self._pointers, SQL("id = %s", id_)) for (id_,) in cr.fetchall()]

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


class _LinkMove:
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
            _LinkMove(
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
