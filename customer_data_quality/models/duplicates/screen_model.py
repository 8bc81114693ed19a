from odoo import models
from odoo.tools import SQL

from ...engine import calibration

# Width of the steps of the curve, in log-odds.
STEP = 0.25


class PartnerMatchModel(models.Model):
    """What the screen of the matching model shows beside its own fields."""

    _inherit = "partner.match.model"  # pylint: disable=consider-merging-classes-inherited

    def precision_curve(self):
        """How right the pairs of the own database are expected to be, the more of them are shown.

        Until something was measured (field `curve`), it is what the scores of the pairs found promise: each pair is
        right with its own probability.

        :return: [{"threshold": log-odds, "precision": share from 0 to 1, "pairs": number of pairs from there on}],
            from few and sure pairs to many
        """
        self.ensure_one()
        self.check_access("read")
        if self.curve:
            return self.curve
        # nobody sees single pairs here: the numbers are of all companies, as the thresholds are
        histogram = self.env.execute_query(
            SQL(
                "SELECT (floor(score / %(step)s) * %(step)s)::float8 AS threshold, count(*) "
                "FROM partner_duplicate_pair GROUP BY 1",
                step=STEP,
            )
        )
        return [point._asdict() for point in calibration.curve(histogram)]
