"""Lets what points to some records point to another one, in few statements, and notes every row.

One statement asks which tables have anything to move, one moves it all. Rows that the survivor has already, by any
unique index, are left where they are.
"""

from psycopg2 import IntegrityError

from odoo.tools import SQL, mute_logger

from .catalog import names_in_json, property_names
from .moving_table import LinkMove, RowMove

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
        if pointer.kind == "company":
            return names_in_json(column, ids)
        if pointer.kind == "properties":
            return names_in_json(column, ids, self._partner_properties())
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
            self._properties = property_names(self._env, self._model_name)
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
            return RowMove(self, table, pointers, where)
        return LinkMove(self, table, pointers, where)

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
        except IntegrityError:
            self._move_singly(statement)

    def _move_singly(self, statement):
        stuck = []
        for single in statement.singles(self._cr):
            try:
                with mute_logger("odoo.sql_db"), self._cr.savepoint(flush=False):
                    self._run([single])
            except IntegrityError:
                stuck.append(single)
        counts = self._recorder.collisions
        counts[statement.table] = counts.get(statement.table, 0) + len(stuck)
