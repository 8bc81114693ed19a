"""When contacts were last active: a narrow table, brought up to date at night by what was added since."""

import logging
from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import SQL

_logger = logging.getLogger(__name__)

# Rows of a table per transaction.
BATCH = 200_000
# Rows change after they were made (an invoice is dated when it is posted): so often everything is read.
ALL_DAYS = 7


class PartnerRetentionActivity(models.Model):
    """The last activity of a contact, under the contact's id. It never goes back, so it errs on the side of keeping;
    before anything is done, the day is looked up in the documents themselves."""

    _name = "partner.retention.activity"
    _description = "Last Activity of Contacts"
    _log_access = False
    _auto = True
    _rec_name = "last_date"

    last_date = fields.Date(readonly=True)
    source_id = fields.Many2one("partner.retention.source", readonly=True, ondelete="set null")

    @api.model
    def _refresh(self, everything=False, commit=False):
        """Read what was added since the last time.

        :param bool everything: read all tables from the start
        :param bool commit: commit after each batch; what is read is not read again if the rest fails
        :return: whether all was read; False if the scheduler's time was up before
        """
        self.env["partner.retention.source"]._sync()
        self.env.flush_all()
        now = fields.Datetime.now()
        for source in self.env["partner.retention.source"].search([("counts", "=", True)]):
            if everything or not source.read_all_on or source.read_all_on < now - timedelta(days=ALL_DAYS):
                source.write({"last_id": 0, "read_all_on": now})
            for last_id in self._read_source(source):
                source.write({"last_id": last_id, "read_on": now})
                self.env.flush_all()
                if commit and not self.env["ir.cron"]._commit_progress(1, remaining=1):
                    return False
        self.env.cr.execute(
            "DELETE FROM partner_retention_activity a WHERE NOT EXISTS (SELECT FROM res_partner p WHERE p.id = a.id)"
        )
        self.invalidate_model(flush=False)
        return True

    def _read_source(self, source):
        """Read a source batch by batch.

        :return: iterator of the id of the last row of each batch
        """
        table = SQL.identifier(self.env[source.model]._table)
        low = source.last_id
        ((high,),) = self.env.execute_query(SQL("SELECT COALESCE(max(id), 0) FROM %s", table))
        in_place = source.model == "partner.review"
        while low < high or in_place:
            last = min(low + BATCH, high)
            for trace in source._traces():
                self._add(trace, SQL("(%s > %s AND %s <= %s) IS NOT FALSE", trace.id, low, trace.id, last), source.id)
            low = last
            yield last
            in_place = False

    def _add(self, trace, where, source_id):
        self.env.cr.execute(
            SQL(
                """
                INSERT INTO partner_retention_activity AS a (id, last_date, source_id)
                SELECT n.partner, max(n.date)::date, %(source)s
                FROM (SELECT %(partner)s AS partner, %(date)s AS date FROM %(table)s
                      WHERE %(condition)s AND %(where)s) AS n
                JOIN res_partner p ON p.id = n.partner
                WHERE n.date IS NOT NULL GROUP BY n.partner
                ON CONFLICT (id) DO UPDATE SET last_date = excluded.last_date, source_id = excluded.source_id
                WHERE a.last_date IS NULL OR a.last_date < excluded.last_date
                """,
                source=source_id,
                partner=trace.partner,
                date=trace.date,
                table=trace.table,
                condition=trace.where,
                where=where,
            )
        )

    @api.model
    def _exact(self, partner_ids):
        """The last activity of some contacts, looked up in the documents themselves.

        :return: {id: date}, for those with any
        """
        self.env["partner.retention.source"]._sync()
        self.env.flush_all()
        dates = {}
        for source in self.env["partner.retention.source"].search([("counts", "=", True)]):
            for trace in source._traces():
                rows = self.env.execute_query(
                    SQL(
                        "SELECT %(partner)s, max(%(date)s)::date FROM %(table)s "
                        "WHERE %(partner)s = ANY(%(ids)s) AND %(where)s GROUP BY 1",
                        partner=trace.partner,
                        date=trace.date,
                        table=trace.table,
                        where=trace.where,
                        ids=list(partner_ids),
                    )
                )
                for id_, date in rows:
                    if date and (id_ not in dates or dates[id_] < date):
                        dates[id_] = date
        return dates
