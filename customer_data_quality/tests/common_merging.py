"""What the tests of merging share: contacts, rows in every table that points to contacts, and the whole database."""

from psycopg2 import Error

from odoo.tests import TransactionCase
from odoo.tools import SQL, mute_logger

from ..models.merging import catalog

# The journal itself, and what jobs and triggers make anew: none of it is what people entered.
LEFT_OUT = (
    "partner_merge",
    "partner_access_log",
    "partner_match_",
    "partner_quality_pending",
    "ir_cron_trigger",
    "bus_",
    "partner_duplicate_",
)
LOG_COLUMNS = ["write_date", "write_uid"]
# Of partner_quality, when it was computed.
WHEN_COMPUTED = ["checked", "checks_version", "version"]


class MergingCase(TransactionCase):
    """Tests of merging, as a person who may merge."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env = cls.env(context={**cls.env.context, "no_vat_validation": True})
        cls.Partner = cls.env["res.partner"]
        cls.Merge = cls.env["partner.merge"]

    def contact(self, name="Klara Wiesenthaler", **values):
        """Make a contact."""
        return self.Partner.create({"name": name, **values})

    def merge(self, survivor, others, **options):
        """Merge contacts and return the journal."""
        self.env.flush_all()
        return self.Merge._merge(survivor, others, **options)

    def needs(self, *modules):
        """Skip the test where an app is not installed."""
        installed = self.env["ir.module.module"].search([("name", "in", modules), ("state", "=", "installed")])
        missing = set(modules) - set(installed.mapped("name"))
        if missing:
            self.skipTest(f"needs the apps {', '.join(sorted(missing))}")

    # -- the whole database ---------------------------------------------------------------------

    def tables(self):
        """Names of all tables but those left out."""
        self.env.cr.execute(
            "SELECT relname FROM pg_class WHERE relkind = 'r' "
            "AND relnamespace = current_schema::regnamespace ORDER BY 1"
        )
        return [name for (name,) in self.env.cr.fetchall() if not name.startswith(LEFT_OUT)]

    def database(self, tables=None):
        """Every row of the database as a text, by table, but for when rows were written."""
        self.env.flush_all()
        content = {}
        for table in tables or self.tables():
            left_out = LOG_COLUMNS + (WHEN_COMPUTED if table == "partner_quality" else [])
            self.env.cr.execute(
                SQL(
                    "SELECT (to_jsonb(t) - %s::text[])::text FROM %s t",
                    left_out,
                    SQL.identifier(table),
                )
            )
            content[table] = sorted(row for (row,) in self.env.cr.fetchall())
        return content

    def assert_same_database(self, before):
        """Compare every row and column with what `database` returned earlier."""
        after = self.database()
        self.assertEqual(before.keys(), after.keys())
        for table, rows in before.items():
            if rows != after[table]:
                gone, new = set(rows) - set(after[table]), set(after[table]) - set(rows)
                self.fail(f"{table}: {len(rows)} rows, then {len(after[table])}\n- {gone}\n+ {new}")

    # -- rows in every table ----------------------------------------------------------------------

    def foreign_keys(self):
        """Columns with a foreign key to contacts, as (table, column), without those that merging has of its own."""
        pointers = self.Merge._catalog("res.partner").pointers
        return [
            (table, pointer.column)
            for table, of_table in pointers.items()
            for pointer in of_table
            if pointer.kind == "fk" and self.Merge._pointer_class(table, pointer.column) != "kept"
        ]

    @mute_logger("odoo.sql_db")
    def insert_row(self, table, column, partner):
        """Insert some row that points to a contact, with all that the table demands; return whether it could be."""
        names, values = [column], [SQL("%s", partner.id)]
        for name, kind, target in self._demanded(table):
            if name not in (column, "id"):
                names.append(name)
                values.append(self._some_value(kind, target, partner))
        query = SQL(
            "INSERT INTO %s (%s) VALUES (%s)",
            SQL.identifier(table),
            SQL(", ").join(map(SQL.identifier, names)),
            SQL(", ").join(values),
        )
        try:
            with self.env.cr.savepoint(flush=False):
                self.env.cr.execute(query)
        except Error:
            return False
        return True

    def _some_value(self, kind, target, partner):
        if target:
            return SQL("(SELECT id FROM %s ORDER BY id LIMIT 1)", SQL.identifier(target))
        if kind.startswith(("int", "bigint", "numeric", "double")):
            return SQL("7")
        if kind.startswith("bool"):
            return SQL("false")
        if kind.startswith(("timestamp", "date")):
            return SQL("'2026-01-31'")
        return SQL("'{}'") if kind.startswith("json") else SQL("%s", str(partner.id))

    def _demanded(self, table):
        """Columns without which there is no row: (name, type, table that it points to)."""
        self.env.cr.execute(
            SQL(
                """
                SELECT a.attname, format_type(a.atttypid, NULL), (
                    SELECT target.relname FROM pg_constraint c JOIN pg_class target ON target.oid = c.confrelid
                    WHERE c.contype = 'f' AND c.conrelid = t.oid AND c.conkey[1] = a.attnum LIMIT 1)
                FROM pg_attribute a JOIN pg_class t ON t.oid = a.attrelid
                WHERE t.relname = %s AND t.relnamespace = current_schema::regnamespace AND a.attnum > 0
                    AND a.attnotnull AND NOT a.attisdropped AND NOT a.atthasdef
                """,
                table,
            )
        )
        return self.env.cr.fetchall()

    def columns(self, table):
        """Names of a table's columns."""
        return [name for name, _type in catalog.table_columns(self.env.cr, table)]
