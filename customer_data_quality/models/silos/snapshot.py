from odoo import api, fields, models
from odoo.tools import SQL

COUNTS = ("people", "connected", "matching", "unknown", "contradicting")


class PartnerSiloSnapshot(models.Model):
    """How many people each place held on a day, and how many of them are connected with a contact, per company."""

    _name = "partner.silo.snapshot"
    _description = "Connection Snapshot"
    _order = "date desc, id"
    _log_access = False
    _rec_name = "date"

    date = fields.Date(required=True, readonly=True, index=True)
    source_id = fields.Many2one("partner.silo.source", required=True, readonly=True, ondelete="cascade", string="Place")
    company_id = fields.Many2one("res.company", readonly=True, ondelete="cascade")
    people = fields.Integer(readonly=True)
    connected = fields.Integer(readonly=True)
    matching = fields.Integer(readonly=True, help="Not connected, but matching a contact.")
    unknown = fields.Integer(readonly=True, help="Not connected, matching no contact.")
    contradicting = fields.Integer(readonly=True, help="Disagreeing with their contact.")

    @api.model
    def _take(self):
        """Take the snapshot of today; a second one on the same day replaces the first."""
        today = fields.Date.today()
        self.env["partner.silo.record"].flush_model()
        self.env.cr.execute(SQL("DELETE FROM partner_silo_snapshot WHERE date = %s", today))
        sources = self.env["partner.silo.source"]._active()._usable()
        for source in sources:
            self.env.cr.execute(self._insert(source, today))
        self._store_overlaps(sources)
        self.invalidate_model(flush=False)

    def _insert(self, source, today):
        query = source._query()
        company = source._company_column(query)
        if source.is_per_address:
            people, connected = SQL("count(DISTINCT lower(%s))", source._column(query, source.email_field)), SQL("0")
        else:
            people, connected = SQL("count(*)"), SQL("count(%s)", source._link(query))
        query.groupby = SQL("2")
        held = query.select(
            SQL("%s AS people", people), SQL("%s AS company_id", company), SQL("%s AS linked", connected)
        )
        return SQL(
            """
            INSERT INTO partner_silo_snapshot
                (date, source_id, company_id, people, connected, matching, unknown, contradicting)
            SELECT %(today)s, %(source)s, held.company_id, held.people, held.linked + COALESCE(found.connected, 0),
                   COALESCE(found.matching, 0), COALESCE(found.unknown, 0), COALESCE(found.contradicting, 0)
            FROM (%(held)s) AS held
            LEFT JOIN (
                SELECT company_id,
                       count(*) FILTER (WHERE slot = 'link' AND state = 'done' AND %(linkless)s) AS connected,
                       count(*) FILTER (WHERE slot = 'link' AND state = 'open' AND kind <> 'unknown') AS matching,
                       count(*) FILTER (WHERE slot = 'link' AND state = 'open' AND kind = 'unknown') AS unknown,
                       count(DISTINCT res_id) FILTER (WHERE kind = 'contradiction' AND state = 'open') AS contradicting
                FROM partner_silo_record WHERE source_id = %(source)s GROUP BY company_id
            ) AS found ON found.company_id IS NOT DISTINCT FROM held.company_id
            """,
            today=today,
            source=source.id,
            held=held,
            linkless=not source.partner_field,
        )

    @api.model
    def _store_overlaps(self, sources):
        """Count for each two places how many contacts are known in both, linked or matching."""
        self.env.cr.execute("DELETE FROM partner_silo_overlap")
        parts = [
            SQL(
                "SELECT source_id, partner_id FROM partner_silo_record "
                "WHERE slot = 'link' AND kind = 'one' AND state <> 'ignored' AND partner_id IS NOT NULL"
            )
        ]
        for source in sources.filtered("partner_field"):
            query = source._query()
            link = source._link(query)
            query.add_where(SQL("%s IS NOT NULL", link))
            parts.append(query.select(SQL("%s AS source_id", source.id), SQL("%s AS partner_id", link)))
        self.env.cr.execute(
            SQL(
                """
                WITH known AS MATERIALIZED (%s)
                INSERT INTO partner_silo_overlap (source_a_id, source_b_id, company_id, people)
                SELECT a.source_id, b.source_id, p.company_id, count(*)
                FROM known a JOIN known b ON b.partner_id = a.partner_id AND b.source_id > a.source_id
                JOIN res_partner p ON p.id = a.partner_id
                GROUP BY a.source_id, b.source_id, p.company_id
                """,
                SQL(" UNION ").join(parts),
            )
        )
        self.env["partner.silo.overlap"].invalidate_model(flush=False)

    @api.model
    def _latest(self, companies=None):
        """The numbers of the last snapshot: {source id: (people, connected, matching, unknown, contradicting)}.

        :param companies: res.company records whose own records count, beside those of no company; all if None
        """
        self.flush_model()
        condition = SQL("company_id IS NULL OR company_id = ANY(%s)", companies.ids) if companies else SQL("TRUE")
        rows = self.env.execute_query(
            SQL(
                "SELECT source_id, %s FROM partner_silo_snapshot "
                "WHERE date = (SELECT max(date) FROM partner_silo_snapshot) AND (%s) GROUP BY source_id",
                SQL(", ").join(SQL("sum(%s)::int", SQL.identifier(name)) for name in COUNTS),
                condition,
            )
        )
        return {row[0]: row[1:] for row in rows}


class PartnerSiloOverlap(models.Model):
    """How many contacts are known in two places; counted with each snapshot."""

    _name = "partner.silo.overlap"
    _description = "Contacts Known in Two Places"
    _log_access = False
    _rec_name = "source_a_id"

    source_a_id = fields.Many2one("partner.silo.source", required=True, readonly=True, ondelete="cascade")
    source_b_id = fields.Many2one("partner.silo.source", required=True, readonly=True, ondelete="cascade")
    company_id = fields.Many2one("res.company", readonly=True, ondelete="cascade")
    people = fields.Integer(readonly=True)
