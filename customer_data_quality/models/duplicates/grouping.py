"""Forming groups from scored pairs and decisions: of all contacts, or of those whose pairs have changed."""

from odoo import api, models
from odoo.tools import SQL
from odoo.tools.gc import disabling_gc

from ..scheduler import wake
from .group_forming import form_groups

GROUP_LOCK = 0x6D617467  # of advisory locks: whoever forms groups
AT_ONCE = 5_000
ALL = 0  # among the contacts to be grouped anew: all of them
MANY = 20_000  # pairs; nobody waits for the groups of more


class PartnerDuplicateGroup(models.Model):
    _inherit = "partner.duplicate.group"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def _may_regroup(self):
        """Whether nobody else is forming groups; from then on until this transaction's end nobody else will."""
        self.env.cr.execute(SQL("SELECT pg_try_advisory_xact_lock(%s)", GROUP_LOCK))
        return self.env.cr.fetchone()[0]

    @api.model
    def _regroup_live(self, partner_ids):
        """Form the groups of a few contacts anew, now if possible, else with the next search."""
        if self._may_regroup():
            self._regroup(partner_ids)
        else:
            self.env["partner.duplicate.touched"]._add(partner_ids)

    @api.model
    def _regroup_all_live(self):
        """Form all groups anew, now if they are few, else in the background."""
        self.env.cr.execute(SQL("SELECT count(*) FROM (SELECT FROM partner_duplicate_pair LIMIT %s) AS first", MANY))
        if self.env.cr.fetchone()[0] < MANY and self._may_regroup():
            self._regroup()
        else:
            self.env["partner.duplicate.touched"]._add([ALL])
            wake(self.env, "customer_data_quality.cron_duplicate_scan")

    @api.model
    def _regroup(self, partner_ids=None):
        """Form groups anew.

        :param list partner_ids: of contacts whose pairs or decisions have changed; all groups if None
        """
        self.env["partner.duplicate.verdict"].flush_model()
        self.env["partner.duplicate.member"].flush_model()
        self.flush_model()
        certain, possible = self.env["partner.match.model"]._thresholds()
        reach = None if partner_ids is None else self._reach(partner_ids, possible)
        with disabling_gc():
            formed = form_groups(
                self._scored_pairs(reach),
                possible,
                self._decided_pairs("same", reach),
                self._decided_pairs("different", reach),
                self._companies(reach),
            )
            self._store_groups(formed, reach, certain)
        self.invalidate_model(flush=False)
        self.env["partner.duplicate.member"].invalidate_model(flush=False)
        self.env["res.partner"].invalidate_model(["duplicate_group_id", "duplicate_count"], flush=False)

    def _reach(self, partner_ids, threshold):
        """The contacts that a chain of strong pairs, decisions or present groups connects with some contacts."""
        self.env.cr.execute(
            SQL(
                """
                WITH RECURSIVE reach(id) AS (
                    SELECT unnest(%(ids)s::int[])
                    UNION
                    SELECT next.id FROM reach, LATERAL (
                        SELECT partner_b AS id FROM partner_duplicate_pair
                        WHERE partner_a = reach.id AND score >= %(threshold)s
                        UNION ALL
                        SELECT partner_a FROM partner_duplicate_pair
                        WHERE partner_b = reach.id AND score >= %(threshold)s
                        UNION ALL
                        SELECT CASE WHEN partner_a_id = reach.id THEN partner_b_id ELSE partner_a_id END
                        FROM partner_duplicate_verdict WHERE reach.id IN (partner_a_id, partner_b_id)
                            AND verdict = 'same' AND state = 'active'
                        UNION ALL
                        SELECT other.partner_id FROM partner_duplicate_member own
                        JOIN partner_duplicate_group g ON g.id = own.group_id AND g.state = 'open'
                        JOIN partner_duplicate_member other ON other.group_id = own.group_id
                        WHERE own.partner_id = reach.id
                    ) AS next
                )
                SELECT id FROM reach
                """,
                ids=list(partner_ids),
                threshold=threshold,
            )
        )
        return [id_ for (id_,) in self.env.cr.fetchall()]

    def _scored_pairs(self, reach):
        """Iterate over pairs, the strongest first; without other queries meanwhile."""
        within = SQL("partner_a = ANY(%s) AND partner_b = ANY(%s)", reach, reach) if reach is not None else SQL("TRUE")
        cr = self.env.cr
        cr.execute(
            SQL(
                "SELECT partner_a, partner_b, score, reasons FROM partner_duplicate_pair WHERE %s "
                "ORDER BY score DESC, partner_a, partner_b",
                within,
            )
        )
        while rows := cr.fetchmany(AT_ONCE):
            yield from rows

    def _decided_pairs(self, verdict, reach):
        """Pairs of active contacts that somebody has decided on."""
        within = SQL("partner_a_id = ANY(%s)", reach) if reach is not None else SQL("TRUE")
        self.env.cr.execute(
            SQL(
                "SELECT partner_a_id, partner_b_id FROM partner_duplicate_verdict v "
                "JOIN res_partner a ON a.id = v.partner_a_id AND a.active "
                "JOIN res_partner b ON b.id = v.partner_b_id AND b.active "
                "WHERE v.verdict = %s AND v.state = 'active' AND %s",
                verdict,
                within,
            )
        )
        return self.env.cr.fetchall()

    def _companies(self, reach):
        if reach is None and not self.env["partner.duplicate.scan"]._has_several_companies():
            return {}
        within = SQL("id = ANY(%s)", reach) if reach is not None else SQL("TRUE")
        self.env.cr.execute(
            SQL("SELECT id, company_id FROM partner_match_key WHERE company_id IS NOT NULL AND %s", within)
        )
        return dict(self.env.cr.fetchall())
