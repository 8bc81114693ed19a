from odoo import api, models
from odoo.tools import SQL

from ...engine.linkage import log_odds, probability
from ..scheduler import wake
from . import candidates

PAIRS_PER_BATCH = 50_000


class PartnerDuplicateGroup(models.Model):
    """Searching for duplicates: what other code and the screens call."""

    _inherit = "partner.duplicate.group"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def _scan(self, domain=None, full=False):
        """Search for duplicates to the end, committing batch by batch; may be killed, repeated and run several times.

        :param domain: on res.partner: contacts to be compared anew, although nothing has changed
        :param bool full: compare all contacts, and count how common values are; otherwise only what has changed
        :return: {"contacts", "candidates", "pairs", "groups": numbers, "seconds": {"keys", "candidates", "index",
            "scores", "groups": float}}
        """
        return self.env["partner.duplicate.scan"]._scan(domain=domain, full=full)

    @api.model
    def _pairs(self, threshold=None):
        """Pairs that resemble each other, without those of which somebody has said that they are different.

        :param float threshold: least probability, 0 for all that are stored; None for the current model's
        :return: list of (id, id, probability), the lower id first, most probable pairs first
        """
        least = self.env["partner.match.model"]._thresholds()[1] if threshold is None else log_odds(threshold)
        self.env.cr.execute(
            SQL(
                """
                SELECT partner_a, partner_b, score FROM partner_duplicate_pair p WHERE score >= %s
                AND NOT EXISTS (SELECT FROM partner_duplicate_verdict v WHERE v.partner_a_id = p.partner_a
                    AND v.partner_b_id = p.partner_b AND v.verdict = 'different' AND v.state = 'active')
                ORDER BY score DESC, partner_a, partner_b
                """,
                least,
            )
        )
        return [(a, b, probability(score)) for a, b, score in self.env.cr.fetchall()]

    @api.model
    def _candidate_pairs(self):
        """The pairs that a search of all contacts compares.

        :return: iterator of lists of (id, id)
        """
        scan = self.env["partner.duplicate.scan"]
        self.env["partner.match.key"]._refresh()
        scan._share_keys()
        cr = self.env.cr
        cr.execute(
            SQL(
                "CREATE TEMPORARY TABLE candidate_pairs ON COMMIT DROP AS "
                "SELECT a, b, row_number() OVER (ORDER BY a, b) AS number FROM (%s) AS pairs",
                candidates.pairs(scan._has_several_companies()),
            )
        )
        cr.execute("DROP TABLE shared_keys; CREATE INDEX ON candidate_pairs (number); ANALYZE candidate_pairs")
        start = 0
        while True:
            cr.execute(
                SQL(
                    "SELECT a, b FROM candidate_pairs WHERE number > %s AND number <= %s ORDER BY number",
                    start,
                    start + PAIRS_PER_BATCH,
                )
            )
            batch = cr.fetchall()
            if not batch:
                break
            yield batch
            start += PAIRS_PER_BATCH
        cr.execute("DROP TABLE candidate_pairs")

    @api.model
    def action_scan(self):
        """Have all contacts searched for duplicates in the background.

        :raises AccessError: for whoever is no data steward
        """
        self.env["partner.duplicate.scan"].check_access("read")
        # sudo: stewards start searches, the scheduler does them
        scan = self.env["partner.duplicate.scan"].sudo()._start(full=True)
        wake(self.env, "customer_data_quality.cron_duplicate_scan")
        return scan.id

    @api.model
    def scan_progress(self):
        """How far the running search is, or what the last one found.

        :return: {"state", "phase", "phase_label", "progress": whole per cent, "contacts", "groups": numbers that the
            user may see, "date_end", "error"}, false before the first search
        """
        self.check_access("read")
        # sudo: everybody who sees groups may know whether they are current
        scan = self.env["partner.duplicate.scan"].sudo().search([], limit=1)
        if not scan:
            return False
        is_running = scan.state == "running"
        phases = dict(scan._fields["phase"]._description_selection(self.env))
        is_steward = self.env["partner.duplicate.scan"].has_access("read")
        return {
            "state": scan.state,
            "phase": scan.phase,
            "phase_label": phases[scan.phase],
            "progress": int(scan.progress),
            # own counts: those of the search tell how many contacts other companies have
            "contacts": 0 if is_running else self.env["res.partner"].search_count([]),
            "groups": self.search_count([("state", "=", "open")]),
            "date_end": scan.date_end and str(scan.date_end),
            "error": scan.error if is_steward else False,
        }
