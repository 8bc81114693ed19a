from odoo import api, fields, models
from odoo.tools import SQL

# Records that are looked at in one transaction.
SIZE = 5000


class PartnerSiloBatch(models.Model):
    """Records that wait to be looked at, claimed by locking the row; deleted when they were.

    Beside the fields below the table has a column `ids int[]`.
    """

    _name = "partner.silo.batch"
    _description = "Records Waiting to Be Connected"
    _log_access = False
    _order = "id"

    source_id = fields.Many2one("partner.silo.source", required=True, readonly=True, index=True, ondelete="cascade")

    def init(self):
        self.env.cr.execute("ALTER TABLE partner_silo_batch ADD COLUMN IF NOT EXISTS ids int[] NOT NULL DEFAULT '{}'")
        return super().init()

    @api.model
    def _add(self, source, ids_query):
        """Have records looked at.

        :param SQL ids_query: a statement that gives ids, in a column `id`
        :return: number of records
        """
        self.env.cr.execute(
            SQL(
                """
                WITH chosen AS MATERIALIZED (
                    SELECT id, (row_number() OVER (ORDER BY id) - 1) / %(size)s AS batch FROM (%(ids)s) AS wanted
                ), added AS (
                    INSERT INTO partner_silo_batch (source_id, ids)
                    SELECT %(source)s, array_agg(id ORDER BY id) FROM chosen GROUP BY batch ORDER BY batch
                )
                SELECT count(*) FROM chosen
                """,
                size=SIZE,
                ids=ids_query,
                source=source.id,
            )
        )
        return self.env.cr.fetchone()[0]

    @api.model
    def _claim(self):
        """Take the next records that nobody else is at.

        :return: (source, ids), or None if there are none
        """
        self.env.cr.execute(
            """
            DELETE FROM partner_silo_batch WHERE id = (
                SELECT id FROM partner_silo_batch ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED
            ) RETURNING source_id, ids
            """
        )
        row = self.env.cr.fetchone()
        return row and (self.env["partner.silo.source"].browse(row[0]), row[1])

    @api.model
    def _waiting_query(self, source_ids):
        return SQL(
            "SELECT source_id, sum(cardinality(ids))::int AS records FROM partner_silo_batch "
            "WHERE source_id = ANY(%s) GROUP BY source_id",
            list(source_ids),
        )
