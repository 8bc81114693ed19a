from odoo import models

from ...engine import calibration


class PartnerMatchModel(models.Model):
    """What the screen of the matching model shows beside its own fields."""

    _inherit = "partner.match.model"  # pylint: disable=consider-merging-classes-inherited

    def precision_curve(self):
        """How right the pairs of the own database are expected to be, the more of them are shown.

        It is what the scores of the pairs found promise: each pair is right with its own probability.

        :return: [{"threshold": log-odds, "precision": share from 0 to 1, "pairs": number of pairs from there on}],
            from few and sure pairs to many
        """
        self.ensure_one()
        self.check_access("read")
        return [point._asdict() for point in calibration.curve(self._histogram())]

    def learning_report(self):
        """What learning from decisions has changed, in the user's language.

        :return: [{"label": compared field, "level_label": how its values agree, "points": change in log-odds,
            "verdicts": number of decisions that it rests on}], the largest change first
        """
        self.ensure_one()
        self.check_access("read")
        return [
            {
                "label": self._field_label(change["field"]),
                "level_label": self._level_label(change["field"], change["level"]),
                "points": change["points"],
                "verdicts": change["verdicts"],
            }
            for change in self.report or ()
        ]
