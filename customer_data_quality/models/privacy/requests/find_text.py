"""The thorough search: every column of every table that can hold text, one table at a time, in the scheduler."""

from odoo import api, models, tools
from odoo.tools import SQL

# Tables of programs and settings, of this search itself, and of what goes by itself within a day.
NOT_SEARCHED = (
    "ir_model", "ir_ui", "ir_act", "ir_module", "ir_rule", "ir_cron", "ir_profile", "res_country", "res_lang",
    "res_currency", "res_groups", "partner_privacy", "ir_filters", "ir_config_parameter", "decimal_precision",
    "uom_", "theme_", "report_paperformat", "base_import", "partner_quality_rule", "partner_match_frequency",
)  # fmt: skip


class PartnerPrivacyFinding(models.Model):
    _inherit = "partner.privacy.finding"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    @tools.ormcache(cache="stable")
    def _text_columns(self):
        """Columns that can hold text: {table: (column, …)}, tables without an id left out."""
        self.env.cr.execute(
            """
            SELECT t.relname, array_agg(a.attname::text ORDER BY a.attnum)
            FROM pg_class t
            JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped
            WHERE t.relkind IN ('r', 'p') AND t.relnamespace = current_schema::regnamespace AND NOT t.relispartition
                AND a.atttypid IN ('text'::regtype, 'varchar'::regtype, 'bpchar'::regtype, 'json'::regtype,
                    'jsonb'::regtype, 'text[]'::regtype, 'varchar[]'::regtype)
                AND EXISTS (SELECT FROM pg_attribute i WHERE i.attrelid = t.oid AND i.attname = 'id'
                    AND NOT i.attisdropped AND i.atttypid IN ('int4'::regtype, 'int8'::regtype))
            GROUP BY 1 ORDER BY 1
            """
        )
        return {
            table: tuple(columns) for table, columns in self.env.cr.fetchall() if not table.startswith(NOT_SEARCHED)
        }

    @api.model
    def _text_rows(self, table, patterns):
        """SQL of the rows of one table in which patterns stand: id."""
        pattern = "|".join(f"(?:{pattern})" for pattern in patterns)
        columns = self._text_columns()[table]
        return SQL(
            "SELECT id FROM %s WHERE %s",
            SQL.identifier(table),
            SQL(" OR ").join(SQL("%s::text ~* %s", SQL.identifier(column), pattern) for column in columns),
        )

    @api.model
    def _find_text(self, request, person, table):
        """Note the rows of one table in whose text the person stands.

        Addresses and numbers are chosen, names are only shown: others may be called the same.
        """
        self.env.flush_all()
        model = self.env["partner.merge"].sudo()._model_of_table().get(table)  # sudo: the catalog of the database
        for patterns, is_sure in ((person.strong_patterns(), True), (person.weak_patterns(), False)):
            if not patterns:
                continue
            self.env.cr.execute(
                SQL(
                    """
                    INSERT INTO partner_privacy_finding (request_id, res_model, res_id, table_name, way, is_other,
                        is_selected)
                    SELECT %(request)s, %(model)s, id, %(table)s, 'text', %(other)s, %(sure)s AND NOT %(other)s
                    FROM (%(rows)s) AS rows(id)
                    ON CONFLICT (request_id, res_model, res_id) DO NOTHING
                    """,
                    request=request.id,
                    model=model or table,
                    table=table,
                    other=table == "res_partner",
                    sure=is_sure,
                    rows=self._text_rows(table, patterns),
                )
            )
        self.invalidate_model(flush=False)

    @api.model
    def _left_over(self, person, tables=None):
        """Where a person still stands, after an erasure: {table: number of rows}, without what the law keeps."""
        patterns = person.patterns()
        if not patterns:
            return {}
        self.env.flush_all()
        names = self.env["partner.merge"].sudo()._model_of_table()  # sudo: the catalog of the database
        found = {}
        for table in self._text_columns() if tables is None else tables:
            self.env.cr.execute(
                SQL(
                    "SELECT count(*) FROM (%s) AS rows(id) WHERE NOT EXISTS (SELECT FROM partner_privacy_hold h "
                    "WHERE h.res_model = %s AND h.res_id = rows.id AND h.is_active)",
                    self._text_rows(table, patterns),
                    names.get(table, table),
                )
            )
            (number,) = self.env.cr.fetchone()
            if number:
                found[table] = number
        return found
