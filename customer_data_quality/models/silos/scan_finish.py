"""What is found out about a source when all its records were looked at."""

from odoo import api, models
from odoo.tools import SQL

ACCESS = "access"


class PartnerSiloSource(models.Model):
    _inherit = "partner.silo.source"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def _finish_all(self):
        """Close the search of those sources of which nothing waits any more, and note how connected they are."""
        self.flush_model()
        self.env.cr.execute(
            """
            SELECT id FROM partner_silo_source s WHERE scan = 'running'
                AND NOT EXISTS (SELECT FROM partner_silo_batch b WHERE b.source_id = s.id)
            ORDER BY id FOR NO KEY UPDATE SKIP LOCKED
            """
        )
        done = self.browse(id_ for (id_,) in self.env.cr.fetchall())
        for source in done._usable():
            source._find_without_access()
        done.write({"scan": "idle"})
        if done:
            self.env["partner.silo.snapshot"]._take()

    def _find_without_access(self):
        """Find the people who are responsible for records whose contact they may not open."""
        query = self._query()
        link, user = self._link(query), self._user_column(query)
        pairs = SQL("SELECT NULL::int AS id, NULL::int AS user_id, NULL::int AS partner_id WHERE FALSE")
        if self.partner_field and user.code != "NULL::int":
            query.add_where(SQL("%s IS NOT NULL AND %s IS NOT NULL", link, user))
            pairs = query.select(
                SQL("max(%s) AS id", SQL.identifier(query.table, "id")),
                SQL("%s AS user_id", user),
                SQL("%s AS partner_id", link),
            )
            pairs = SQL("%s GROUP BY %s, %s", pairs, user, link)
        self.env["res.partner"].flush_model()
        self.env["partner.silo.record"].flush_model()
        self.env.cr.execute(SQL("CREATE TEMPORARY TABLE silo_pair ON COMMIT DROP AS %s", pairs))
        self.env.cr.execute("SELECT DISTINCT user_id FROM silo_pair")
        # sudo: whom contacts are closed to is looked up for all users
        users = self.env["res.users"].sudo().browse(id_ for (id_,) in self.env.cr.fetchall())
        users = users.exists().filtered(lambda user: user.active and not user.share)
        self.env.cr.execute("CREATE TEMPORARY TABLE silo_closed (id int, user_id int, partner_id int) ON COMMIT DROP")
        for each in users:
            readable = self.env["res.partner"].with_user(each).with_context(active_test=False)
            self.env.cr.execute(
                SQL(
                    "INSERT INTO silo_closed SELECT * FROM silo_pair WHERE user_id = %s AND partner_id NOT IN %s",
                    each.id,
                    readable._search([]).subselect()
                    if readable.has_access("read")
                    else SQL("(SELECT id FROM res_partner WHERE FALSE)"),
                )
            )
        self._store_without_access()
        self.env.cr.execute("DROP TABLE silo_pair; DROP TABLE silo_closed")

    def _store_without_access(self):
        query = self._query()
        company = self._company_column(query)
        self.env.cr.execute(
            SQL(
                """
                WITH closed AS MATERIALIZED (
                    SELECT c.id, c.user_id, c.partner_id, COALESCE(s.company_id, p.company_id) AS company_id,
                           %(access)s || ':' || c.user_id || ':' || c.partner_id AS slot
                    FROM silo_closed c JOIN (%(records)s) AS s ON s.id = c.id JOIN res_partner p ON p.id = c.partner_id
                ), gone AS (
                    DELETE FROM partner_silo_record r WHERE r.source_id = %(source)s AND r.kind = 'no_access'
                        AND NOT EXISTS (SELECT FROM closed WHERE closed.slot = r.slot AND closed.id = r.res_id)
                )
                INSERT INTO partner_silo_record (source_id, res_model, res_id, slot, kind, state, partner_id, user_id,
                    company_id, fingerprint, match_count, is_certain, found_date)
                SELECT %(source)s, %(model)s, id, slot, 'no_access', 'open', partner_id, user_id, company_id, 0, 1,
                       true, now() AT TIME ZONE 'UTC'
                FROM closed ON CONFLICT (source_id, res_id, slot) DO NOTHING
                """,
                access=ACCESS,
                records=query.select(
                    SQL("%s AS id", SQL.identifier(query.table, "id")), SQL("%s AS company_id", company)
                ),
                source=self.id,
                model=self.model,
            )
        )
        self.env["partner.silo.record"].invalidate_model(flush=False)
