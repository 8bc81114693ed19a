"""Whether the rows that values of a table point to are still there."""

from collections import defaultdict

from odoo.tools import SQL


class References:
    """The foreign keys of tables, read once each."""

    def __init__(self, cr):
        self._cr = cr
        self._keys = {}

    def of(self, table):
        """Foreign keys of a table: {column: (table that it points to, whether it may be empty)}."""
        if table not in self._keys:
            self._cr.execute(
                SQL(
                    """
                    SELECT a.attname, target.relname, NOT a.attnotnull
                    FROM pg_constraint c
                    JOIN pg_class source ON source.oid = c.conrelid
                    JOIN pg_class target ON target.oid = c.confrelid
                    JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
                    WHERE c.contype = 'f' AND cardinality(c.conkey) = 1 AND source.relname = %s
                        AND source.relnamespace = current_schema::regnamespace
                    """,
                    table,
                )
            )
            self._keys[table] = {column: (target, may_be_empty) for column, target, may_be_empty in self._cr.fetchall()}
        return self._keys[table]

    def gone(self, table, cells):
        """What points to nothing any more.

        :param str table: name of the table that the values are of
        :param cells: iterable of (column, value as text or None)
        :return: those cells whose row is gone
        :rtype: set
        """
        wanted = defaultdict(set)
        for column, text in cells:
            if text is not None and column in self.of(table):
                wanted[column].add(text)
        found = set()
        for column, texts in wanted.items():
            target, _may_be_empty = self.of(table)[column]
            self._cr.execute(
                SQL(
                    "SELECT text FROM unnest(%s) AS text WHERE NOT EXISTS (SELECT FROM %s AS t WHERE t.id = text::int)",
                    sorted(texts),
                    SQL.identifier(target),
                )
            )
            found.update((column, text) for (text,) in self._cr.fetchall())
        return found
