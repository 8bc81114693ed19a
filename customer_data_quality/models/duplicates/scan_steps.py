"""What a search for duplicates does in each of its steps; see scan_run.py for who does them when."""

import time

from odoo import api, models
from odoo.tools import SQL
from odoo.tools.gc import disabling_gc

from ...engine.adaptation import LARGEST
from ...engine.linkage import CELLS
from . import candidates
from .arrays import as_array
from .comparing import Comparer, read_all_counts
from .grouping import ALL
from .scan_end import PHASES_IN_ORDER
from .scan_run import CHANGED

# Pairs per transaction of a search of all contacts.
PAIRS = 20_000
# Pairs below these log-odds are forgotten: they could not even speak against a group.
FLOOR = -5.0


class PartnerDuplicateScan(models.Model):
    _inherit = "partner.duplicate.scan"  # pylint: disable=consider-merging-classes-inherited

    def _do_batch(self, held, _pause, beside=False):
        """Do a batch of the search of all contacts that nobody else is doing.

        :param bool beside: while somebody works alone: only what does not disturb that
        :return: true if one was done, None if others have to be waited for, false if all are done
        """
        cr = self.env.cr
        cr.execute(
            SQL(
                "SELECT id, scan_id, phase, a, b, kinds FROM partner_duplicate_batch "
                "WHERE NOT is_done AND phase = ANY(%s) ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED",
                ["index"] if beside else list(PHASES_IN_ORDER),
            )
        )
        found = cr.fetchone()
        if not found:
            cr.execute("SELECT FROM partner_duplicate_batch WHERE NOT is_done LIMIT 1")
            return None if cr.rowcount else False
        batch_id, scan_id, phase, *pairs = found
        scan = self.browse(scan_id)
        if phase not in ("index", "scores") and not self._is_alone():
            return None  # nobody may change keys while candidates are chosen, or scores while groups are formed
        if phase == "index" and not beside and not scan._is_done("candidates"):
            return None  # who chooses them waits to be alone
        started = time.monotonic()
        if phase == "candidates":
            held.clear()
            counts = scan._choose_candidates()
        elif phase == "index":
            counts = {}
            self.env["partner.match.key"]._ensure_index()
        elif phase == "scores":
            counts = scan._score_batch(held, batch_id, *pairs)
        elif scan._is_done("scores") and self.env["partner.duplicate.group"]._may_regroup():
            held.clear()
            counts = scan._group_all()
        else:
            return None  # as this transaction sees it, somebody is at it still
        scan._note_batch(phase, started, batch_id, **counts)
        return True

    def _is_done(self, phase):
        self.env.cr.execute(
            SQL(
                "SELECT NOT EXISTS (SELECT FROM partner_duplicate_batch "
                "WHERE scan_id = %s AND phase = %s AND NOT is_done)",
                self.id,
                phase,
            )
        )
        return self.env.cr.fetchone()[0]

    def _choose_candidates(self):
        """Choose the pairs of all contacts, in one statement, and cut them into batches."""
        cr = self.env.cr
        cr.execute("DELETE FROM partner_duplicate_todo")
        self._share_keys()
        self.env["partner.match.frequency"]._replace()
        cr.execute(
            SQL(
                """
                INSERT INTO partner_duplicate_batch (scan_id, phase, is_done, candidates, a, b, kinds)
                SELECT %s, 'scores', FALSE, count(*), array_agg(a), array_agg(b), array_agg(kinds)
                FROM (
                    -- place by place: contacts are read once, as whom they resemble mostly lives there too
                    SELECT pairs.*, (row_number() OVER (ORDER BY k.place, a, b) - 1) / %s AS number
                    FROM (%s) AS pairs JOIN partner_match_key k ON k.id = pairs.a
                ) AS numbered
                GROUP BY number ORDER BY number
                """,
                self.id,
                PAIRS,
                candidates.pairs(self._has_several_companies()),
            )
        )
        cr.execute("DROP TABLE shared_keys")
        cr.execute(
            SQL("INSERT INTO partner_duplicate_batch (scan_id, phase, is_done) VALUES (%s, 'groups', FALSE)", self.id)
        )
        self.env["partner.duplicate.batch"].invalidate_model(flush=False)
        cr.execute(SQL("SELECT contacts FROM partner_match_frequency WHERE key = %s", candidates.TOTAL))
        return {"contacts": cr.fetchone()[0]}

    @api.model
    def _share_keys(self):
        """Make the relation that candidates and frequencies are chosen from, as a temporary table."""
        cr = self.env.cr
        candidates.by_sorting(cr)
        cr.execute(SQL("CREATE TEMPORARY TABLE shared_keys ON COMMIT DROP AS %s", candidates.shared_keys()))

    @api.model
    def _has_several_companies(self):
        self.env.cr.execute("SELECT min(company_id) IS DISTINCT FROM max(company_id) FROM partner_match_key")
        return self.env.cr.fetchone()[0]

    def _score_batch(self, held, batch_id, a, b, kinds):
        """Score chosen pairs and keep those that may matter, until it is known how frequent their kinds are."""
        cells = [0] * CELLS
        kept = []
        with disabling_gc():
            pairs = list(zip(a, b, strict=True))
            for pair, kind, judged in zip(pairs, kinds, self._comparer(held).judged(pairs), strict=True):
                if judged:
                    points, cell = judged
                    cells[cell] += 1
                    if points >= FLOOR - LARGEST:
                        kept.append((*pair, kind, points, cell))
        columns = [list(column) for column in zip(*kept, strict=True)] or [[]] * 5
        self.env.cr.execute(
            SQL(
                "UPDATE partner_duplicate_batch SET a = %s, b = %s, kinds = %s, scores = %s, pair_cells = %s, "
                "cells = %s WHERE id = %s",
                *map(as_array, columns, ("int", "int", "int", "float4", "int2")),
                cells,
                batch_id,
            )
        )
        return {"candidates": len(a)}

    def _compare_changed(self, held, _pause):
        """Compare contacts of the queue with all others."""
        cr = self.env.cr
        started = time.monotonic()
        cr.execute(
            SQL(
                # an array is made once; IN may choose again for each row, and take more than the limit
                "DELETE FROM partner_duplicate_todo WHERE id = ANY(ARRAY(SELECT id FROM partner_duplicate_todo "
                "ORDER BY id LIMIT %s FOR UPDATE SKIP LOCKED)) RETURNING partner_id",
                CHANGED,
            )
        )
        changed = sorted({id_ for (id_,) in cr.fetchall()})
        if not changed:
            return False
        self._comparer(held).forget(changed)
        # a scan of the whole table never beats the index here, whatever the planner may guess
        cr.execute("SET LOCAL jit = off; SET LOCAL enable_seqscan = off")
        cr.execute(
            SQL(
                "WITH changed AS (SELECT unnest(%s::int[]) AS id) SELECT * FROM (%s) AS found",
                changed,
                candidates.pairs_of_changed(),
            )
        )
        found = list(dict.fromkeys(cr.fetchall()))
        cr.execute("SET LOCAL enable_seqscan = on")
        cr.execute(
            SQL(
                """
                WITH changed AS MATERIALIZED (SELECT unnest(%s::int[]) AS id), old AS (
                    SELECT id FROM partner_duplicate_pair WHERE partner_a IN (SELECT id FROM changed) UNION
                    SELECT id FROM partner_duplicate_pair WHERE partner_b IN (SELECT id FROM changed)
                )
                DELETE FROM partner_duplicate_pair WHERE id IN (SELECT id FROM old) RETURNING partner_a, partner_b
                """,
                changed,
            )
        )
        touched = {id_ for pair in cr.fetchall() for id_ in pair}
        with disabling_gc():
            stored = self._store_pairs(held, found)
        touched.update(id_ for pair in stored for id_ in pair)
        self.env["partner.duplicate.touched"]._add(touched.intersection(changed))
        self._note_batch("scores", started, contacts=len(changed), candidates=len(found), pairs=len(stored))
        return True

    def _store_pairs(self, held, pairs):
        """Score pairs of changed contacts and store those above the floor.

        :param pairs: iterable of (a, b, kinds)
        :return: list of the stored (a, b)
        """
        pairs = list(pairs)
        scores = self._comparer(held).scores([pair[:2] for pair in pairs])
        scored = zip(pairs, scores, strict=True)
        kept = [(*pair, score) for pair, score in scored if score is not None and score >= FLOOR]
        if kept:
            a, b, kinds, scores = map(list, zip(*kept, strict=True))
            self.env.cr.execute(
                SQL(
                    """
                    INSERT INTO partner_duplicate_pair AS p (partner_a, partner_b, reasons, score, company_id, scan_id)
                    SELECT f.a, f.b, f.kinds, f.score, COALESCE(mine.company_id, theirs.company_id), %s
                    FROM unnest(%s::int[], %s::int[], %s::int[], %s::float8[]) AS f(a, b, kinds, score)
                    JOIN partner_match_key mine ON mine.id = f.a JOIN partner_match_key theirs ON theirs.id = f.b
                    ON CONFLICT (partner_a, partner_b) DO UPDATE SET reasons = EXCLUDED.reasons,
                        score = EXCLUDED.score, company_id = EXCLUDED.company_id, scan_id = EXCLUDED.scan_id
                    """,
                    self.id,
                    a,
                    b,
                    kinds,
                    scores,
                )
            )
        return [pair[:2] for pair in kept]

    def _comparer(self, held):
        linkage = self.env["partner.match.model"]._matcher()[0]
        if "comparer" not in held:
            held["comparer"] = Comparer(self.env.cr, linkage, *read_all_counts(self.env.cr))
        return held["comparer"]

    def _group_all(self):
        """Store the pairs of this search in place of all others, set the thresholds, and form all groups anew."""
        cr = self.env.cr
        model = self.env["partner.match.model"]._current()
        cr.execute(
            SQL(
                "SELECT sum(number) FROM partner_duplicate_batch, unnest(cells) WITH ORDINALITY AS c(number, cell) "
                "WHERE scan_id = %s GROUP BY cell ORDER BY cell",
                self.id,
            )
        )
        model._shift([int(number) for (number,) in cr.fetchall()] or [0] * CELLS)
        cr.execute("DELETE FROM partner_duplicate_pair")
        cr.execute(
            SQL(
                """
                INSERT INTO partner_duplicate_pair (partner_a, partner_b, reasons, score, company_id, scan_id)
                SELECT p.a, p.b, p.kinds, p.score, COALESCE(mine.company_id, theirs.company_id), %(scan)s
                FROM (
                    SELECT f.a, f.b, f.kinds, f.score + (%(shifts)s::float8[])[f.cell + 1] AS score
                    FROM partner_duplicate_batch batch,
                        unnest(batch.a, batch.b, batch.kinds, batch.scores, batch.pair_cells)
                            AS f(a, b, kinds, score, cell)
                    WHERE batch.scan_id = %(scan)s AND batch.phase = 'scores'
                ) AS p
                JOIN partner_match_key mine ON mine.id = p.a JOIN partner_match_key theirs ON theirs.id = p.b
                WHERE p.score >= %(floor)s
                """,
                scan=self.id,
                shifts=model._matcher()[0].shifts,
                floor=FLOOR,
            )
        )
        stored = cr.rowcount
        cr.execute("DELETE FROM partner_duplicate_touched")
        model._set_thresholds()
        self.env["partner.duplicate.group"]._regroup()
        # until autovacuum comes, the planner would take the tables for empty, and walk through them for each contact
        cr.execute("ANALYZE partner_duplicate_pair, partner_duplicate_group, partner_duplicate_member")
        return {"pairs": stored}

    def _group_touched(self, _held, _pause):
        """Form the groups of contacts anew whose pairs have changed."""
        cr = self.env.cr
        cr.execute("SELECT EXISTS (SELECT FROM partner_duplicate_touched)")
        if not cr.fetchone()[0]:
            return False
        if not self.env["partner.duplicate.group"]._may_regroup():
            return None
        started = time.monotonic()
        cr.execute("DELETE FROM partner_duplicate_touched RETURNING partner_id")
        touched = {id_ for (id_,) in cr.fetchall()}
        self.env["partner.duplicate.group"]._regroup(None if ALL in touched else sorted(touched))
        self._note_batch("groups", started)
        return True
