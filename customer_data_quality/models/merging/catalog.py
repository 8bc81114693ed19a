"""Which columns of the database point to records of a model, found in the database and the registry themselves."""

from typing import NamedTuple

from odoo.tools import SQL


class Pointer(NamedTuple):
    """A column that may point to records of a model.

    `kind` tells how: "fk" a foreign key, "ref" an id beside a column that names the model, "text" a reference such as
    "res.partner,7", "company" an id per company in JSON, "default" a default value in JSON, "properties" ids in
    properties.
    """

    table: str
    column: str
    kind: str
    guard: str = ""  # of "ref": the column with the model's name
    has_id: bool = True
    indexed: bool = True


class UniqueIndex(NamedTuple):
    """A unique index or constraint: expressions of its keys, its condition and the columns that these read."""

    name: str
    keys: list
    predicate: str
    columns: list
    nulls_equal: bool


class Catalog(NamedTuple):
    """Everything that points to records of one model, and the unique indexes in the way, by table."""

    pointers: dict
    unique: dict


def read_catalog(env, model_name):
    """Read the catalog of one model.

    :param str model_name: technical name of a model with a table
    :rtype: Catalog
    """
    pointers = {}
    for pointer in [*_foreign_keys(env.cr, env[model_name]._table), *_declared(env, model_name)]:
        of_table = pointers.setdefault(pointer.table, {})
        of_table.setdefault(pointer.column, pointer)
    pointers = {table: list(columns.values()) for table, columns in sorted(pointers.items())}
    return Catalog(pointers, _unique_indexes(env.cr, list(pointers)))


def _foreign_keys(cr, table):
    cr.execute(
        SQL(
            """
            SELECT t.relname, a.attname,
                EXISTS (SELECT FROM pg_attribute i WHERE i.attrelid = t.oid AND i.attname = 'id'
                    AND NOT i.attisdropped),
                EXISTS (SELECT FROM pg_index i WHERE i.indrelid = t.oid AND i.indkey[0] = a.attnum AND i.indisvalid
                    AND (i.indpred IS NULL
                         OR pg_get_expr(i.indpred, i.indrelid) = format('(%%I IS NOT NULL)', a.attname)))
            FROM pg_constraint c
            JOIN pg_class t ON t.oid = c.conrelid AND t.relkind IN ('r', 'p')
            JOIN pg_class target ON target.oid = c.confrelid
            JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = c.conkey[1]
            JOIN pg_attribute key ON key.attrelid = target.oid AND key.attnum = c.confkey[1]
            WHERE c.contype = 'f' AND cardinality(c.conkey) = 1 AND key.attname = 'id'
                AND target.relname = %s AND target.relnamespace = current_schema::regnamespace
                AND t.relnamespace = current_schema::regnamespace
            ORDER BY 1, 2
            """,
            table,
        )
    )
    return [
        Pointer(name, column, "fk", has_id=has_id, indexed=indexed) for name, column, has_id, indexed in cr.fetchall()
    ]


def _declared(env, model_name):
    """Pointers that only the registry knows of."""
    found = []
    for model in env.registry.values():
        if model._abstract or not model._auto:
            continue
        for field in model._fields.values():
            if field.store and field.column_type and not field.inherited:
                pointer = _declared_pointer(model, field, model_name)
                if pointer:
                    found.append(pointer)
    found.append(Pointer("ir_default", "json_value", "default", indexed=False))
    present = _present_columns(env.cr, {pointer.table for pointer in found})
    return [
        pointer._replace(indexed=present[pointer.table, pointer.column])
        for pointer in found
        if (pointer.table, pointer.column) in present
    ]


def _declared_pointer(model, field, model_name):
    table, column = model._table, field.name
    if field.type == "many2one_reference":
        guard = model._fields.get(field.model_field)
        if guard is not None and guard.store and guard.type in ("char", "selection"):
            return Pointer(table, column, "ref", guard.name)
    elif field.type == "integer" and column.endswith("res_id"):
        # such as parent_res_id beside parent_res_model, which no field type connects
        prefix = column.removesuffix("res_id")
        for name in (f"{prefix}res_model", f"{prefix}model"):
            guard = model._fields.get(name)
            if guard is not None and guard.store and guard.type in ("char", "selection"):
                return Pointer(table, column, "ref", name)
    elif field.type == "reference":
        return Pointer(table, column, "text")
    elif field.type == "many2one" and field.company_dependent and field.comodel_name == model_name:
        return Pointer(table, column, "company")
    elif field.type == "properties":
        return Pointer(table, column, "properties")
    return None


def names_in_json(column, ids, properties=None):
    """Condition: whether a JSON column names one of some records.

    :param SQL column: with a value for each company, or with properties
    :param ids: of the records
    :param properties: names of the properties that are links; None for values by company
    :rtype: SQL
    """
    path = " || ".join(f"@ == {int(id_)}" for id_ in ids)
    if properties is None:
        return SQL("%s @? %s::jsonpath", column, f"$.* ? ({path})")
    names = " || ".join(f'@.key == "{name}"' for name in properties)
    return SQL("%s @? %s::jsonpath", column, f"$.keyvalue() ? ({names}).value ? ({path})")


def property_names(env, model_name):
    """Names of the properties that hold records of a model, of all definitions.

    :rtype: list of str
    """
    containers = {
        (model._table, field.name)
        for model in env.registry.values()
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
            model_name,
        )
        for table, column in sorted(containers)
    ]
    if not queries:
        return []
    env.cr.execute(SQL(" UNION ").join(queries))
    return [name for (name,) in env.cr.fetchall() if name]


def _present_columns(cr, tables):
    """Columns of tables that exist: whether an index begins with them."""
    cr.execute(
        SQL(
            """
            SELECT t.relname, a.attname, EXISTS (
                SELECT FROM pg_index i WHERE i.indrelid = t.oid AND i.indisvalid AND (i.indkey[0] = a.attnum OR
                    (i.indkey[1] = a.attnum AND i.indnkeyatts > 1)))
            FROM pg_class t JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped
            WHERE t.relname = ANY(%s) AND t.relkind IN ('r', 'p') AND t.relnamespace = current_schema::regnamespace
            """,
            sorted(tables),
        )
    )
    return {(table, column): indexed for table, column, indexed in cr.fetchall()}


def _unique_indexes(cr, tables):
    cr.execute(
        SQL(
            """
            SELECT t.relname, n.relname,
                ARRAY(SELECT pg_get_indexdef(i.indexrelid, k, true)
                    FROM generate_series(1, i.indnkeyatts) k ORDER BY k),
                pg_get_expr(i.indpred, i.indrelid),
                ARRAY(SELECT a.attname::text FROM pg_attribute a WHERE a.attrelid = t.oid AND a.attnum > 0 AND (
                    a.attnum = ANY(i.indkey::int2[]) OR EXISTS (SELECT FROM pg_depend d
                        WHERE d.classid = 'pg_class'::regclass AND d.objid = i.indexrelid
                        AND d.refobjid = t.oid AND d.refobjsubid = a.attnum))),
                COALESCE((to_jsonb(i) ->> 'indnullsnotdistinct')::bool, false)
            FROM pg_index i
            JOIN pg_class t ON t.oid = i.indrelid
            JOIN pg_class n ON n.oid = i.indexrelid
            WHERE i.indisunique AND t.relname = ANY(%s) AND t.relnamespace = current_schema::regnamespace
            ORDER BY 1, 2
            """,
            tables,
        )
    )
    unique = {}
    for table, *index in cr.fetchall():
        unique.setdefault(table, []).append(UniqueIndex(*index))
    return unique


def table_columns(cr, table):
    """Names and types of a table's columns, as (name, type) in their order; generated ones are left out."""
    cr.execute(
        SQL(
            """
            SELECT a.attname, format_type(a.atttypid, a.atttypmod) FROM pg_attribute a
            JOIN pg_class t ON t.oid = a.attrelid
            WHERE t.relname = %s AND t.relnamespace = current_schema::regnamespace
                AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
            ORDER BY a.attnum
            """,
            table,
        )
    )
    return tuple(cr.fetchall())


def dependents(cr, table):
    """Foreign keys that do something when rows of a table are deleted.

    :return: list of (table, column, "c" for cascade or "n" for set null or default, whether the table has an id)
    """
    cr.execute(
        SQL(
            """
            SELECT t.relname, a.attname, CASE c.confdeltype WHEN 'c' THEN 'c' ELSE 'n' END,
                EXISTS (SELECT FROM pg_attribute i WHERE i.attrelid = t.oid AND i.attname = 'id'
                    AND NOT i.attisdropped)
            FROM pg_constraint c
            JOIN pg_class t ON t.oid = c.conrelid AND t.relnamespace = current_schema::regnamespace
            JOIN pg_class target ON target.oid = c.confrelid AND target.relnamespace = current_schema::regnamespace
            JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = c.conkey[1]
            WHERE c.contype = 'f' AND c.confdeltype IN ('c', 'n', 'd') AND target.relname = %s
            ORDER BY 1, 2
            """,
            table,
        )
    )
    return tuple(cr.fetchall())
