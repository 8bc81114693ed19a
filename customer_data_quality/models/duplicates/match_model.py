import json
from functools import lru_cache

from odoo import api, fields, models, tools
from odoo.exceptions import ValidationError
from odoo.tools.misc import file_open

from ...engine.linkage import Linkage, log_odds

WEIGHTS = "customer_data_quality/engine/match_weights.json"


class PartnerMatchModel(models.Model):
    """How contacts are compared in this database: the shipped weights, what was learnt here, and the thresholds.

    One record is the current one. Former ones stay, so that one can go back to them.
    """

    _name = "partner.match.model"
    _description = "Duplicate Matching Model"
    _order = "is_current desc, id desc"

    name = fields.Char(required=True, translate=True)
    is_current = fields.Boolean(string="Current", readonly=True, copy=False)
    precision_certain = fields.Float(
        string="Precision of Certain Duplicates",
        required=True,
        default=0.99,
        digits=(4, 3),
        help="How many of the pairs shown as certain should be right, as a share: 0.99 is one wrong in a hundred.",
    )
    precision_possible = fields.Float(
        string="Precision of All Duplicates",
        required=True,
        default=0.95,
        digits=(4, 3),
        help="How many of all pairs shown should be right, as a share: 0.95 is one wrong in twenty.",
    )
    threshold_certain = fields.Float(
        readonly=True, digits=(6, 2), default=lambda self: log_odds(0.98), help="Log-odds of a certain pair."
    )
    threshold_possible = fields.Float(readonly=True, digits=(6, 2), help="Log-odds of a pair that is shown at all.")
    adaptation = fields.Json(
        readonly=True,
        help="What was learnt here, on top of the shipped weights: counts of compared pairs and shifts by cell from "
        "the contacts, changes by field and level from decisions.",
    )
    report = fields.Json(readonly=True, help="What learning has changed: old and new weights.")
    verdict_count = fields.Integer(readonly=True, help="Number of decisions that it learnt from.")

    _one_current = models.UniqueIndex("(is_current) WHERE is_current", "There is one current model.")

    @api.constrains("precision_certain", "precision_possible")
    def _check_precisions(self):
        for model in self:
            if not 0.5 <= model.precision_possible <= model.precision_certain < 1:
                raise ValidationError(
                    self.env._(
                        "Please choose precisions from 0.5 to 0.999, that of certain duplicates not below that of all."
                    )
                )

    @api.model
    def _current(self):
        """The model in use.

        :raises ValidationError: if there is none
        """
        model = self.sudo().search([("is_current", "=", True)])  # sudo: it decides for everybody
        if not model:
            raise ValidationError(self.env._("No matching model is in use. Please choose one under “Matching”."))
        return model

    @api.model
    @tools.ormcache()
    def _matcher(self):
        """What is used on every comparison: (engine.linkage.Linkage, certain, possible), thresholds in log-odds."""
        model = self._current()
        return self._linkage(model.adaptation or {}), model.threshold_certain, model.threshold_possible

    @api.model
    def _linkage(self, learned):
        return Linkage(_shipped_weights()["groups"], learned.get("shifts", ()), learned.get("changes", {}))

    @api.model
    def _thresholds(self):
        """Log-odds from which a pair is certain, and from which it is shown at all."""
        return self._matcher()[1:]

    @api.model_create_multi
    def create(self, vals_list):
        self.env.registry.clear_cache()
        return super().create(vals_list)

    def write(self, vals):
        self.env.registry.clear_cache()
        return super().write(vals)

    def action_use(self):
        """Make this the current model; contacts are compared anew by it with the next search."""
        self.ensure_one()
        self._current().is_current = False
        self.flush_model()
        self.is_current = True
        self.env["partner.match.frequency"]._expect_all()


@lru_cache(maxsize=1)
def _shipped_weights():
    with file_open(WEIGHTS, "r") as file:
        return json.load(file)
