import json
import logging

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ..scheduler import CONFLICTS
from . import bulk
from .live import as_input
from .ruleset import as_judge

_logger = logging.getLogger(__name__)

# Contacts per transaction. Small enough that a colleague's save finds its row free again in a moment.
BATCH = 50_000
MAX_TRIES = 5
NIGHTLY = "nightly"
# The version of the rules that all contacts have been scored by; to find that out, a million rows are counted.
SCORED = "customer_data_quality.scored_version"
VALUES = (
    "profile_id",
    "score",
    "grade",
    "below_target",
    "completeness",
    "validity",
    "uniqueness",
    "consistency",
    "timeliness",
    "gaps",
)


class PartnerQuality(models.Model):
    _inherit = "partner.quality"

    @api.model
    def _rescore(self, domain=None, commit=False):
        """Score all contacts, or those of a domain, archived ones too, in SQL.

        :param domain: on res.partner
        :param bool commit: commit after each batch; what is done stays done if the rest fails
        :return: number of contacts looked at
        """
        # archived contacts are scored too, so that they are right when they come back
        chosen = as_judge(self.env["res.partner"])._search(Domain(domain or Domain.TRUE), bypass_access=True)
        return sum(
            count for _last, count in self._rescore_ranges(lambda alias: _in_query(alias, chosen), commit=commit)
        )

    def _rescore_ranges(self, where, start=0, commit=False, recheck=True):
        """Score batch by batch in the order of ids.

        :param where: function of a table alias that returns the SQL condition which contacts to score, by their id
        :param bool recheck: look for single values that were changed outside of Odoo, and judge them again
        :return: iterator of (last id of the batch, number of contacts looked at)
        """
        self.env.flush_all()
        while True:
            self.env.cr.execute(
                SQL(
                    "SELECT max(id), count(*) FROM (SELECT res_partner.id FROM res_partner "
                    "WHERE res_partner.id > %s AND %s ORDER BY res_partner.id LIMIT %s) AS batch",
                    start,
                    where("res_partner"),
                    BATCH,
                )
            )
            last, count = self.env.cr.fetchone()
            if not count:
                return
            self._rescore_batch(_within(where, start + 1, last), commit, recheck)
            start = last
            yield last, count

    def _rescore_batch(self, where, commit, recheck):
        """Score the contacts of a condition in one go, again if a colleague was quicker."""
        if not commit:
            self._rescore_where(where, recheck)
            return
        for attempt in range(1, MAX_TRIES + 1):
            try:
                self._rescore_where(where, recheck)
                self.env["ir.cron"]._commit_progress()
                return
            except CONFLICTS:
                self.env.cr.rollback()
                if attempt == MAX_TRIES:
                    raise
                _logger.info("Contacts were saved while being scored; scoring the batch again.")

    def _rescore_where(self, where, recheck=True):
        ruleset = self.env["partner.quality.profile"]._ruleset()
        # Compiling the long statement takes longer than running it on a batch, and a batch fits into memory.
        self.env.cr.execute("SET LOCAL jit = off; SET LOCAL work_mem = '64MB'")
        if recheck:
            self._add_missing_rows(where)
        self._refresh_checks(ruleset, where, recheck)
        new = SQL(", ").join(SQL.identifier("s", name) for name in VALUES)
        old = SQL(", ").join(SQL.identifier("q", name) for name in VALUES)
        self.env.cr.execute(
            SQL(
                """
                UPDATE partner_quality q SET (%(columns)s, version) = ROW(%(new)s, %(version)s)
                FROM (%(scores)s) AS s (id, %(columns)s)
                WHERE q.id = s.id AND (%(old)s, q.version) IS DISTINCT FROM (%(new)s, %(version)s)
                """,
                columns=SQL(", ").join(SQL.identifier(name) for name in VALUES),
                new=new,
                old=old,
                version=ruleset.version,
                scores=bulk.scoring_query(self.env, ruleset, where, fields.Date.today()),
            )
        )
        self.env["partner.quality"].invalidate_model(flush=False)
        self.env["res.partner"]._quality_forget()

    def _add_missing_rows(self, where):
        """Rows are made by a trigger; a restore without triggers, for one, leaves contacts without."""
        self.env.cr.execute(
            SQL(
                "INSERT INTO partner_quality (id) SELECT res_partner.id FROM res_partner WHERE %s AND NOT EXISTS "
                "(SELECT 1 FROM partner_quality q WHERE q.id = res_partner.id) ON CONFLICT DO NOTHING",
                where("res_partner"),
            )
        )

    def _refresh_checks(self, ruleset, where, recheck):
        """Judge single values: those that never were under the present checks and, if wanted, all that changed."""
        if not ruleset.checks:
            return
        partners = as_judge(self.env["res.partner"])
        query = bulk.contacts_query(partners, where)
        paths = ruleset.check_paths
        columns = [_column(partners, path, query) for path in paths]
        fingerprint = SQL(
            "hashtextextended(concat_ws(chr(31), %s), %s)",
            SQL(", ").join(SQL("COALESCE(%s::text, '')", column) for column in columns),
            ruleset.checks_version,
        )
        if recheck:
            query.add_where(SQL("own_quality.checked IS DISTINCT FROM %s", fingerprint))
        else:
            query.add_where(SQL("own_quality.checks_version IS DISTINCT FROM %s", ruleset.checks_version))
        self.env.cr.execute(query.select(SQL("res_partner.id"), fingerprint, *columns))
        judged = []
        for id_, checked, *values in self.env.cr.fetchall():
            inputs = dict(zip(paths, map(as_input, values), strict=True))
            judged.append({"id": id_, "checked": checked, "failed": ruleset.failed_checks(inputs)})
        if judged:
            self.env.cr.execute(
                SQL(
                    """
                    UPDATE partner_quality q
                    SET failed_checks = v.failed, checked = v.checked, checks_version = %s
                    FROM jsonb_to_recordset(%s::jsonb) AS v(id int, checked bigint, failed text[]) WHERE q.id = v.id
                    """,
                    ruleset.checks_version,
                    json.dumps(judged),
                )
            )

    # -- in the scheduler ------------------------------------------------------------------

    @api.model
    def _cron_rescore(self):
        """Score what waits: contacts of large changes first, then everything that older rules have scored."""
        cron = self.env["ir.cron"]
        cron._commit_progress(remaining=self._waiting() + self._remaining())
        while (count := self._rescore_pending()) is not None:
            if not cron._commit_progress(count):
                return
        version = self.env["partner.quality.profile"]._ruleset().version

        def outdated(alias):
            return SQL(
                "%s IN (SELECT id FROM partner_quality WHERE version IS DISTINCT FROM %s)",
                SQL.identifier(alias, "id"),
                version,
            )

        for _last, count in self._rescore_ranges(outdated, commit=True, recheck=False):
            if not cron._commit_progress(count):
                return
        parameters = self.env["ir.config_parameter"].sudo()  # sudo: only the scheduler comes here
        if parameters.get_param(SCORED) != str(version) and not self._remaining():
            parameters.set_param(SCORED, version)

    def _waiting(self):
        self.env.cr.execute("SELECT count(*) FROM partner_quality_pending")
        return self.env.cr.fetchone()[0]

    def _rescore_pending(self):
        """Score a batch of waiting contacts; return how many, None if nothing waits."""
        self.env.cr.execute(
            SQL(
                # an array is made once; IN may choose again for each row, and take more than the limit
                "DELETE FROM partner_quality_pending WHERE id = ANY(ARRAY(SELECT id FROM partner_quality_pending "
                "ORDER BY id LIMIT %s FOR UPDATE SKIP LOCKED)) RETURNING id, partner_id, verified",
                BATCH,
            )
        )
        rows = sorted(self.env.cr.fetchall())
        if not rows:
            return None
        verified = {}
        for _id, partner_id, fields_verified in rows:
            verified.setdefault(partner_id, {}).update(fields_verified or {})
        self.env.cr.execute(
            SQL(
                "UPDATE partner_quality q SET verified = COALESCE(q.verified, '{}') || v.verified "
                "FROM jsonb_to_recordset(%s::jsonb) AS v(id int, verified jsonb) WHERE q.id = v.id",
                json.dumps([{"id": id_, "verified": each} for id_, each in verified.items() if each]),
            )
        )
        ids = list(verified)
        self._rescore_where(lambda alias: SQL("%s = ANY(%s)", SQL.identifier(alias, "id"), ids))
        return len(ids)

    @api.model
    def _cron_nightly(self):
        """Score everything, so that age and changes made outside of Odoo count; then take the day's snapshot.

        Goes on where it was interrupted.
        """
        cron = self.env["ir.cron"]
        bookmarks = self.env["partner.bookmark"]
        start = int(bookmarks._read_marks(NIGHTLY).get("position", 0))
        for last, count in self._rescore_ranges(lambda alias: SQL("TRUE"), start=start, commit=True):
            bookmarks._put_marks(NIGHTLY, position=last)
            if not cron._commit_progress(count, remaining=1):
                return
        bookmarks._put_marks(NIGHTLY, position=0)
        self.env["partner.quality.snapshot"]._take()
        cron._commit_progress(remaining=0)

    @api.model
    def _progress(self):
        """How far the present rules have been applied: (contacts scored by them, all contacts); (0, 0) if to all."""
        version = self.env["partner.quality.profile"]._ruleset().version
        # sudo: a number that tells nothing of any contact
        if self.env["ir.config_parameter"].sudo().get_param(SCORED) == str(version):
            return 0, 0
        self.env.cr.execute("SELECT count(*) FROM partner_quality")
        ((total,),) = self.env.cr.fetchall()
        return total - self._remaining(), total

    def _remaining(self):
        version = self.env["partner.quality.profile"]._ruleset().version
        self.env.cr.execute(SQL("SELECT count(*) FROM partner_quality WHERE version IS DISTINCT FROM %s", version))
        return self.env.cr.fetchone()[0]


def _within(where, low, high):
    """The condition, narrowed to a range of ids; on the side table the range alone, which is all that helps there."""

    def narrowed(alias):
        between = SQL("%s BETWEEN %s AND %s", SQL.identifier(alias, "id"), low, high)
        return between if alias == "own_quality" else SQL("%s AND %s", between, where(alias))

    return narrowed


def _in_query(alias, query):
    if not query.where_clause:
        return SQL("TRUE")
    return SQL("%s IN %s", SQL.identifier(alias, "id"), query.subselect())


def _column(partners, path, query):
    """SQL of the value at a path of many2one fields."""
    model, alias = partners, query.table
    for name in path[:-1]:
        model, alias = model._fields[name].join(model, alias, query)
    return model._field_to_sql(alias, path[-1], query)
