"""The last and the next touch of all contacts: in SQL, source by source, without reading any record into Python."""

from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL, index_exists, make_index_name, sql

from .branches import branch, of_contacts

# Companies (with their persons) per transaction.
BATCH = 100_000
# What was deleted or moved away leaves no date of change: everything is looked at anew once a week.
FULL_DAYS = 7
# Clocks of several servers, and transactions that were open while the last run began.
OVERLAP = timedelta(hours=1)
# Below so many rows reading all of them takes no time.
LARGE = 20_000
INDEX = "customer_data_quality_touch"
JOB = "touchpoints"


class PartnerTouchpoint(models.Model):
    _inherit = "partner.touchpoint"

    @api.model
    def _cron_refresh(self):
        """Bring all rows up to date: what has changed since the last run, once a week everything.

        Goes on where it was interrupted.
        """
        cron = self.env["ir.cron"]
        self._index_sources()
        cron._commit_progress(remaining=1)
        state = self._read_state()
        start = fields.Datetime.now()
        sources = ",".join(sorted(source.key for source in self.env["res.partner"]._touchpoint_installed()))
        is_old = not state["full"] or state["full"] < fields.Date.to_string(start - timedelta(days=FULL_DAYS))
        if is_old or state["position"] or sources != state["sources"] or not state["since"]:
            began = state["began"] if state["position"] else fields.Datetime.to_string(start)
            for low, high in self._ranges(int(state["position"] or 0)):
                self._refresh(SQL("p.commercial_partner_id BETWEEN %s AND %s", low, high))
                self._write_state(position=high + 1, began=began)
                if not cron._commit_progress(1, remaining=1):
                    return
            self._write_state(position="", since=began, full=began[:10], sources=sources)
        else:
            since = fields.Datetime.to_datetime(state["since"]) - OVERLAP
            changed = self._changed_families(since)
            for position in range(0, len(changed), BATCH):
                self._refresh(SQL("p.commercial_partner_id = ANY(%s)", changed[position : position + BATCH]))
                if not cron._commit_progress(1, remaining=1):
                    return
            self._write_state(since=fields.Datetime.to_string(start))
        cron._commit_progress(remaining=0)

    def _read_state(self):
        marks = self.env["partner.bookmark"]._read_marks(JOB)
        return {name: marks.get(name, "") for name in ("position", "began", "since", "full", "sources")}

    def _write_state(self, **values):
        self.env["partner.bookmark"]._put_marks(JOB, **values)

    def _ranges(self, start):
        """Ranges of the ids of contacts from a start on."""
        self.env.cr.execute("SELECT COALESCE(max(id), -1) FROM res_partner")
        last = self.env.cr.fetchone()[0]
        return [(low, low + BATCH - 1) for low in range(start, last + 1, BATCH)]

    @api.model
    def _refresh(self, where):
        """Write the rows of some contacts that change; contacts of one company belong together.

        :param SQL where: which contacts, a condition on res_partner as `p`
        :return: number of rows that were written or deleted
        """
        self.env.flush_all()
        contacts = SQL("SELECT p.id FROM res_partner p WHERE %s", where)
        touches = [
            SQL(
                "SELECT contact, max(moment::date) FILTER (WHERE NOT ahead) AS last_date, "
                "min(moment::date) FILTER (WHERE ahead) AS next_date, count(*)::int AS count "
                "FROM (%s) AS b WHERE contact IS NOT NULL GROUP BY contact",
                each.by_contact,
            )
            for each in self._all_branches(contacts)
        ]
        # compiling the statement takes longer than running it
        self.env.cr.execute("SET LOCAL jit = off; SET LOCAL work_mem = '64MB'")
        rows = self.env.execute_query(
            SQL(
                """
                WITH new AS (
                    SELECT x.id, max(t.last_date) AS last_date, min(t.next_date) AS next_date,
                           sum(t.count)::int AS count
                    FROM (%(touches)s) AS t JOIN res_partner p ON p.id = t.contact AND %(where)s
                    CROSS JOIN LATERAL (SELECT p.id UNION SELECT p.commercial_partner_id) AS x(id)
                    WHERE x.id IS NOT NULL GROUP BY x.id
                ), gone AS (
                    DELETE FROM partner_touchpoint t WHERE t.id IN (%(contacts)s) AND t.id NOT IN (SELECT id FROM new)
                    RETURNING t.id
                ), written AS (
                    INSERT INTO partner_touchpoint (id, last_date, next_date, count)
                    SELECT n.id, n.last_date, n.next_date, n.count FROM new n
                    LEFT JOIN partner_touchpoint t ON t.id = n.id
                    WHERE t.id IS NULL
                        OR (t.last_date, t.next_date, t.count) IS DISTINCT FROM (n.last_date, n.next_date, n.count)
                    ORDER BY n.id
                    ON CONFLICT (id) DO UPDATE SET (last_date, next_date, count)
                        = ROW(excluded.last_date, excluded.next_date, excluded.count)
                    RETURNING id
                )
                SELECT (SELECT count(*) FROM gone) + (SELECT count(*) FROM written)
                """,
                touches=SQL(" UNION ALL ").join(touches),
                where=where,
                contacts=contacts,
            )
        )
        self.invalidate_model(flush=False)
        self.env["res.partner"].invalidate_model(["touchpoint_id", "touchpoint_last", "touchpoint_next"], flush=False)
        return rows[0][0]

    def _all_branches(self, contacts):
        """Everything that happened with some contacts."""
        for number, source in enumerate(self.env["res.partner"]._touchpoint_installed()):
            # sudo: only days are kept of it
            records = self.env[source.model].sudo().with_context(active_test=False, tz="UTC")
            query = records._search(source.domain & of_contacts(source, contacts), bypass_access=True)
            yield branch(number, source, records, query, contacts)

    def _changed_families(self, since):
        """Companies and private persons with whom something has happened, or whose next touch has come.

        :param since: datetime
        :return: sorted list of ids of contacts
        """
        self.env.flush_all()
        everybody = SQL("SELECT id FROM res_partner")
        changed = [
            SQL("SELECT id AS contact FROM partner_touchpoint WHERE next_date <= %s", fields.Date.today()),
            SQL("SELECT id AS contact FROM res_partner WHERE write_date >= %s", since),
        ]
        for number, source in enumerate(self.env["res.partner"]._touchpoint_installed()):
            # sudo: see _all_branches
            records = self.env[source.model].sudo().with_context(active_test=False, tz="UTC")
            written = "write_date" if records._log_access else source.date
            query = records._search(Domain(written, ">=", since), bypass_access=True)
            # whatever its state is now: what has been cancelled no longer counts
            plain = source._replace(only="")
            changed.append(
                SQL("SELECT contact FROM (%s) AS b", branch(number, plain, records, query, everybody).by_contact)
            )
        rows = self.env.execute_query(
            SQL(
                "SELECT DISTINCT p.commercial_partner_id FROM (%s) AS t JOIN res_partner p ON p.id = t.contact "
                "WHERE p.commercial_partner_id IS NOT NULL ORDER BY 1",
                SQL(" UNION ").join(changed),
            )
        )
        return [id_ for (id_,) in rows]

    def _index_sources(self):
        """Let what happened be found by the contact, in large tables that can't: custom fields have no index."""
        for source in self.env["res.partner"]._touchpoint_installed():
            records = self.env[source.model]
            field = records._fields[source.partner.partition(".")[0]]
            if not field.column_type or field.translate:
                continue
            name = make_index_name(f"{INDEX}_{records._table}", field.name)
            if not index_exists(self.env.cr, name) and self._needs_index(records._table, field.name):
                sql.create_index(self.env.cr, name, records._table, [f'"{field.name}"'])

    def _needs_index(self, table, column):
        self.env.cr.execute(
            SQL(
                """
                SELECT c.reltuples > %s AND NOT EXISTS (
                    SELECT FROM pg_index i JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = %s
                    WHERE i.indrelid = c.oid AND i.indisvalid
                        AND (i.indkey[0] = a.attnum OR (i.indkey[1] = a.attnum AND i.indnkeyatts > 1)))
                FROM pg_class c WHERE c.relname = %s AND c.relnamespace = current_schema::regnamespace
                """,
                LARGE,
                column,
                table,
            )
        )
        return bool((self.env.cr.fetchone() or [False])[0])


def drop_indexes(env):
    """Take the indexes away that were made for other apps' tables."""
    env.cr.execute(SQL("SELECT indexname FROM pg_indexes WHERE starts_with(indexname, %s)", f"{INDEX}_"))
    for (name,) in env.cr.fetchall():
        env.cr.execute(SQL("DROP INDEX %s", SQL.identifier(name)))
