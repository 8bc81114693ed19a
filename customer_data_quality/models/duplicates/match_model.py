from odoo import fields, models


class PartnerMatchModel(models.Model):
    """How contacts are compared in this database: the shipped weights, what was learnt here, and the thresholds.

    One record is the current one. Former ones stay, so that one can go back to them.
    """

    _name = "partner.match.model"
    _description = "Duplicate Matching Model"
    _order = "is_current desc, id desc"

    name = fields.Char(required=True)
    is_current = fields.Boolean(string="Current", readonly=True, copy=False)
    precision_certain = fields.Float(
        string="Precision of Certain Duplicates",
        required=True,
        default=0.99,
        digits=(4, 3),
        help="How many of the pairs that are shown as certain should be right, as a share: 0.99 is one wrong in a hundred.",
    )
    precision_possible = fields.Float(
        string="Precision of Possible Duplicates",
        required=True,
        default=0.5,
        digits=(4, 3),
        help="How probable a pair has to be, as a share, before it is shown at all.",
    )
    threshold_certain = fields.Float(readonly=True, digits=(6, 2), help="Log-odds from which a pair counts as certain.")
    threshold_possible = fields.Float(readonly=True, digits=(6, 2), help="Log-odds from which a pair is shown.")
    adaptation = fields.Json(readonly=True, help="What was learnt here, on top of the shipped weights.")
    curve = fields.Json(readonly=True, help="Measured here: precision and share found, by threshold.")
    report = fields.Json(readonly=True, help="What learning has changed: old and new weights.")
    verdict_count = fields.Integer(readonly=True, help="Number of decisions that it learnt from.")

    _one_current = models.UniqueIndex("(is_current) WHERE is_current", "There is one current model.")
