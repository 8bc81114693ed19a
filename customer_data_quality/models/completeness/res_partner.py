from odoo import api, fields, models

from ...engine.scoring import DIMENSIONS
from ..side_value import SideBoolean, SideInteger, SideMany2one, SideSelection, SideValue
from . import live
from .link_field import QualityLink
from .ruleset import as_judge

USER = "customer_data_quality.group_user"
# What is shown of a score, without what makes it.
SHOWN = [
    f"quality_{name}"
    for name in ("live", "gaps", "gap_ids", "score", "grade", "profile_id", "below_target", *DIMENSIONS)
]


class ResPartner(models.Model):
    _inherit = "res.partner"

    quality_id = QualityLink(
        "partner.quality", string="Quality", compute="_compute_quality_id", groups=USER, export_string_translation=False
    )
    quality_score = SideInteger(related="quality_id.score", string="Quality Score", groups=USER, aggregator="avg")
    quality_completeness = SideInteger(
        related="quality_id.completeness", string="Completeness", groups=USER, aggregator="avg"
    )
    quality_grade = SideSelection(related="quality_id.grade", string="Quality Grade", groups=USER)
    quality_profile_id = SideMany2one(
        "partner.quality.profile", related="quality_id.profile_id", string="Quality Profile", groups=USER
    )
    quality_below_target = SideBoolean(related="quality_id.below_target", string="Below Target", groups=USER)
    quality_validity = SideInteger(related="quality_id.validity", string="Validity", groups=USER, aggregator="avg")
    quality_uniqueness = SideInteger(
        related="quality_id.uniqueness", string="Uniqueness", groups=USER, aggregator="avg"
    )
    quality_consistency = SideInteger(
        related="quality_id.consistency", string="Consistency", groups=USER, aggregator="avg"
    )
    quality_timeliness = SideInteger(
        related="quality_id.timeliness", string="Timeliness", groups=USER, aggregator="avg"
    )
    quality_gap_ids = fields.Many2many(
        "partner.quality.rule",
        compute="_compute_quality_gap_ids",
        search="_search_quality_gap_ids",
        string="Missing or Wrong",
        groups=USER,
        help="The rules that this contact does not fulfil.",
    )
    quality_live = fields.Json(
        compute="_compute_quality_live",
        groups=USER,
        export_string_translation=False,
        help="Score, grade and gaps as they are at this moment, also of a contact that is not saved yet.",
    )
    quality_gaps = fields.Json(
        compute="_compute_quality_live",
        groups=USER,
        help="What takes points: rule, dimension, points lost, field and hint of each gap, the costliest first.",
    )

    @api.depends(lambda self: self.env["partner.quality.profile"]._dependency_paths(self))
    def _compute_quality_id(self):
        """Score the contacts; see QualityLink for why this happens here."""
        saved = self.filtered(lambda partner: isinstance(partner.id, int))
        for partner in self:
            partner.quality_id = partner._origin.id
        # sudo: the score follows the contact, whoever changes it and whatever that person may see
        self.env["partner.quality"].sudo()._score(saved.sudo())

    def _traverse_related_sql(self, alias, field, query):
        # Whoever may not see scores or reviews may not sort or group by them either: Odoo asks this of stored fields,
        # of related ones it does not.
        if isinstance(field, SideValue):
            self._check_field_access(field, "read")
        return super()._traverse_related_sql(alias, field, query)

    @api.depends("quality_id.gap_ids")
    def _compute_quality_gap_ids(self):
        for partner in self:
            # sudo: the gaps of a contact that the user may read
            partner.quality_gap_ids = partner.sudo().quality_id.gap_ids

    def _search_quality_gap_ids(self, operator, value):
        # sudo: the contacts found are filtered by the user's own access rights
        return [("quality_id", "any!", [("gap_ids", operator, value)])]

    @api.depends(lambda self: self.env["partner.quality.profile"]._dependency_paths(self))
    def _compute_quality_live(self):
        ruleset = self.env["partner.quality.profile"]._ruleset()
        partners = as_judge(self)
        evaluator = live.Evaluator(ruleset, partners)
        verified = self._quality_verified()
        results = [evaluator.evaluate(partner, verified.get(partner._origin.id) or {}) for partner in partners]
        wording = self.env["partner.quality.rule"]._wording()
        for partner, result in zip(self, results, strict=True):
            partner.quality_gaps = gaps = _describe_gaps(result, wording)
            partner.quality_live = {
                "score": result.score,
                "grade": result.grade,
                "target": result.profile.target if result.profile else None,
                "dimensions": {name: result.dimensions[name] for name in DIMENSIONS if name in result.dimensions},
                "rules": len(result.verdicts),
                "gaps": gaps,
            }

    def _quality_verified(self):
        """When which field was last verified: {contact id: {field name: ISO date}}."""
        ids = [partner._origin.id for partner in self if partner._origin.id]
        if not ids:
            return {}
        # sudo: what has been verified in this very transaction is noted when the contact is scored, for everybody
        self.browse(ids).sudo()._recompute_recordset(["quality_id"])
        self.env.cr.execute("SELECT id, verified FROM partner_quality WHERE id = ANY(%s)", [ids])
        return dict(self.env.cr.fetchall())

    def _quality_rescore(self):
        """Score these contacts now, in this transaction."""
        self.env.flush_all()
        # sudo: scores are written for everybody, whatever the caller may write
        self.env["partner.quality"].sudo()._score(self.sudo())
        self._quality_forget()

    def _quality_forget(self):
        """Have everything that is shown of the scores read anew; of all contacts if called on none."""
        if self:
            self.invalidate_recordset(SHOWN, flush=False)
        else:
            self.invalidate_model(SHOWN, flush=False)

    def _quality_verify(self, names):
        """Note that fields were verified today: looked at and found right, or just entered.

        :param names: names of fields
        """
        verified = self.env.cr.precommit.data.setdefault("partner.quality.verified", {})
        for partner in self:
            verified.setdefault(partner.id, set()).update(names)
        # sudo: verifying is open to all who may see the contact; callers check more where they need more
        self.env.add_to_compute(self._fields["quality_id"], self.sudo())
        self._quality_forget()


def _describe_gaps(result, wording):
    """Each gap with what it costs in points of the score and how to close it, the costliest first."""
    if not result.profile:
        return []
    weights = sum(verdict.weight for verdict in result.verdicts if not verdict.unwanted) or 1
    compiled = {rule.id: rule for rule in result.profile.rules}
    gaps = []
    for verdict in result.gaps:
        rule = compiled[verdict.rule_id]
        told = wording[rule.id]
        gaps.append(
            {
                **told,
                "dimension": verdict.dimension,
                "points": round(verdict.weight * (100 - verdict.fulfilled) / weights, 1),
                "field": rule.field or told["field"],
                "entry": rule.entry,
            }
        )
    return sorted(gaps, key=lambda gap: -gap["points"])
