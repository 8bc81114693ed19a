from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ...engine import adaptation, calibration, signature
from ...engine.contact import Contact
from ...engine.field_levels import compare
from .comparing import read_all_counts
from .match_model import _shipped_weights

# Fewer decisions say too little about single fields.
LEAST_VERDICTS = 20
# No more decisions than these, the newest, are learnt from.
MOST_VERDICTS = 5000
# Width of the steps in which scores are counted, log-odds.
STEP = 0.25


class PartnerMatchModel(models.Model):
    """How the shipped weights follow the database at hand: by its contacts, and by what its users decide."""

    _inherit = "partner.match.model"  # pylint: disable=consider-merging-classes-inherited

    def _shift(self, cells):
        """Shift points by how frequent kinds of pairs are here, see engine.adaptation.

        :param list cells: number of compared pairs by cell
        """
        self.ensure_one()
        shifts = [round(shift, 3) for shift in adaptation.shifts(cells, _shipped_weights()["context"])]
        learned = self.adaptation or {}
        if learned.get("shifts") != shifts:
            self.adaptation = {**learned, "cells": cells, "shifts": shifts}
            self.flush_recordset()

    def _set_thresholds(self):
        """Set the thresholds from which pairs have the wanted precisions, as the pairs that are stored promise."""
        self.ensure_one()
        points = calibration.curve(self._histogram())
        possible = calibration.threshold(points, self.precision_possible)
        certain = max(possible, calibration.threshold(points, self.precision_certain))
        if (possible, certain) != (self.threshold_possible, self.threshold_certain):
            self.write({"threshold_possible": possible, "threshold_certain": certain})
            self.flush_recordset()

    @api.model
    def _histogram(self):
        """Number of stored pairs by the lower edge of their score's step."""
        # nobody sees single pairs here: the numbers are of all companies, as the thresholds are
        return self.env.execute_query(
            SQL(
                "SELECT (floor(score / %(step)s) * %(step)s)::float8 AS threshold, count(*) "
                "FROM partner_duplicate_pair GROUP BY 1",
                step=STEP,
            )
        )

    def write(self, vals):
        result = super().write(vals)
        if {"precision_certain", "precision_possible"} & vals.keys():
            for model in self.filtered("is_current"):
                model._set_thresholds()
                self.env["partner.duplicate.group"].sudo()._regroup_all_live()  # sudo: the groups of all companies
        return result

    def action_learn(self):
        """Learn from users' decisions: make a new model of this one, with changed points, and use it.

        The former one stays as it is, to go back to.

        :raises UserError: if there are too few decisions
        """
        self.ensure_one()
        self.check_access("write")
        verdicts = self._compared_verdicts()
        if len(verdicts) < LEAST_VERDICTS:
            raise UserError(
                self.env._(
                    "There are %(count)s decisions that can be learnt from. Please decide on some more groups first: "
                    "it takes at least %(least)s.",
                    count=len(verdicts),
                    least=LEAST_VERDICTS,
                )
            )
        changes = adaptation.learn(verdicts)
        by_field = {}
        for change in changes:
            by_field.setdefault(change.field, {})[change.level] = change.points
        learned = self.copy(
            {
                "name": self.env._("Learnt from %(count)s decisions", count=len(verdicts)),
                "adaptation": {**(self.adaptation or {}), "changes": by_field},
                "report": [change._asdict() for change in changes],
                "verdict_count": len(verdicts),
            }
        )
        learned.action_use()
        return learned._get_records_action()

    def _compared_verdicts(self):
        """Decided pairs as they compare now: list of (levels, log-odds without what was learnt, whether one)."""
        self.env["partner.duplicate.verdict"].flush_model()
        # sudo is not needed for SQL: the weights are learnt from everybody's decisions, and show none of them
        rows = self.env.execute_query(
            SQL(
                """
                SELECT mine.signature, theirs.signature, v.verdict = 'same'
                FROM partner_duplicate_verdict v
                JOIN partner_match_key mine ON mine.id = v.partner_a_id
                JOIN partner_match_key theirs ON theirs.id = v.partner_b_id
                WHERE v.state = 'active' ORDER BY v.id DESC LIMIT %s
                """,
                MOST_VERDICTS,
            )
        )
        counts, total = read_all_counts(self.env.cr)
        linkage = self._linkage({**(self.adaptation or {}), "changes": {}})
        found = []
        for mine, theirs, is_same in rows:
            one, other = (Contact(signature.load(text), counts, total) for text in (mine, theirs))
            levels = compare(one, other, counts)
            found.append((levels, linkage.add_up(levels) + linkage.shift_of(levels), is_same))
        return found
