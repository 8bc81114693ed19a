"""What an add-on leaves in a database: its catalogue and its rows, before and after."""

# What may be there afterwards, with the reason. docs/ tells administrators the same.
KEPT_EXTENSIONS = {"pg_trgm", "fuzzystrmatch", "unaccent"}  # PostgreSQL's own; others may use them by then
BOOKKEEPING = {
    "ir_attachment": "the web client's bundles are made anew whenever the set of modules changes",
    "ir_cron_trigger": "Odoo's own scheduler",
    "ir_cron_progress": "Odoo's own scheduler",
    "ir_logging": "Odoo's own log",
    "ir_module_module": "Odoo lists every add-on it finds, installed or not",
    "ir_module_module_dependency": "Odoo lists every add-on it finds, installed or not",
    "ir_module_category": "Odoo keeps the categories of the add-ons it lists",
    "bus_bus": "Odoo's own messages to browsers",
    "mail_notification": "Odoo's own messages",
    "res_device_log": "Odoo's own list of devices",
}
# Lines without an identity of their own, which a data file makes anew at each upgrade.
RENEWED = {"ir_act_window_view"}
# Odoo's counters by which its processes tell each other to reload.
BOOKKEEPING_PREFIX = "orm_signaling_"
# Records that Odoo keeps beside the categories and modules above.
BOOKKEEPING_XMLIDS = ("base.module_",)

OBJECTS = {
    "tables and views": """
        SELECT relname || ' (' || relkind::text || ')' FROM pg_class WHERE relnamespace = 'public'::regnamespace""",
    "columns": """
        SELECT attrelid::regclass || '.' || attname || ' ' || format_type(atttypid, atttypmod)
               || CASE WHEN attnotnull THEN ' not null' ELSE '' END
          FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
         WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'v', 'm') AND attnum > 0 AND NOT attisdropped
        """,
    # Two fields of Odoo's own declare one key of rule_group_rel, one RESTRICT and one CASCADE: which of them holds
    # depends on which modules that extend rules or groups came last.
    "constraints": """
        SELECT conrelid::regclass || '.' || conname || ' '
               || CASE conname WHEN 'rule_group_rel_group_id_fkey' THEN split_part(pg_get_constraintdef(oid), ' ON', 1)
                  ELSE pg_get_constraintdef(oid) END
          FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND conrelid <> 0""",
    "triggers": "SELECT tgrelid::regclass || '.' || tgname FROM pg_trigger WHERE NOT tgisinternal",
    "functions": """
        SELECT p.oid::regprocedure::text FROM pg_proc p
         WHERE pronamespace = 'public'::regnamespace
           AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')""",
    "types": """
        SELECT t.oid::regtype::text FROM pg_type t
         WHERE typnamespace = 'public'::regnamespace AND typtype IN ('e', 'd')""",
    "schemas": "SELECT nspname FROM pg_namespace WHERE nspname !~ '^pg_'",
    "event triggers": "SELECT evtname FROM pg_event_trigger",
    "extensions": "SELECT extname FROM pg_extension",
    "XML ids": "SELECT module || '.' || name FROM ir_model_data",
    "parameters": "SELECT key || '=' || value FROM ir_config_parameter",
}


class Snapshot:
    """The catalogue of a database, and which rows its tables have."""

    def __init__(self, databases, name):
        from psycopg2 import sql

        self.objects = {
            kind: {row[0] for row in databases.execute(query, database=name)} for kind, query in OBJECTS.items()
        }
        tables = databases.execute(
            """SELECT c.relname, bool_or(a.attname = 'id')
                 FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
                WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
                GROUP BY c.relname""",
            database=name,
        )
        self.rows = {}
        for table, has_id in tables:
            query = "SELECT t.id::text FROM {} t" if has_id else "SELECT t::text FROM {} t"
            rows = databases.execute(sql.SQL(query).format(sql.Identifier(table)), database=name)
            self.rows[table] = {row[0] for row in rows}


def allowed(kind, entry):
    return (kind == "extensions" and entry in KEPT_EXTENSIONS) or (
        kind == "XML ids" and entry.startswith(BOOKKEEPING_XMLIDS)
    )


def differences(before, after):
    """Return what one snapshot has and the other has not, as readable lines."""
    found = []
    for kind in OBJECTS:
        for sign, entries in (
            ("left behind", after.objects[kind] - before.objects[kind]),
            ("lost", before.objects[kind] - after.objects[kind]),
        ):
            found += [f"{kind} {sign}: {entry}" for entry in sorted(entries) if not allowed(kind, entry)]
    for table in sorted((before.rows.keys() & after.rows.keys()) - BOOKKEEPING.keys()):
        if table.startswith(BOOKKEEPING_PREFIX):
            continue
        if table in RENEWED and len(after.rows[table]) == len(before.rows[table]):
            continue
        for sign, keys in (
            ("left behind", after.rows[table] - before.rows[table]),
            ("lost", before.rows[table] - after.rows[table]),
        ):
            if keys:
                found.append(f"{len(keys)} rows of {table} {sign}: {sorted(keys)[:5]}")
    return found


def contacts(databases, name):
    """Return all contacts with all their columns, by id.

    Without the date of the last write where a user belongs to the contact: Odoo sets it when a
    role is given to that user, as to administrators when roles are installed.
    """
    query = """
        SELECT id, CASE WHEN EXISTS (SELECT FROM res_users u WHERE u.partner_id = p.id)
                        THEN to_jsonb(p) - 'write_date' ELSE to_jsonb(p) END
          FROM res_partner p"""
    return dict(databases.execute(query, database=name))


def rewritten(before, after):
    """Return which of the columns that were there before have another value in which contact."""
    return [
        f"contact {number}, {column}: {value!r} -> {after[number].get(column)!r}"
        for number, values in before.items()
        for column, value in values.items()
        if after[number].get(column) != value
    ]
