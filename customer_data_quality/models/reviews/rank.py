from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..completeness.text import nul_free


class PartnerReviewRank(models.Model):
    """Who comes first when there is more to review than the days have room for."""

    _name = "partner.review.rank"
    _description = "Contact Review Priority"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    active = fields.Boolean(default=True)
    sequence = fields.Integer(default=10, help="The first priority whose condition a contact meets is its own.")
    domain = fields.Char(string="Contacts", default="[]", required=True)
    problem = fields.Char(compute="_compute_problem", help="Why this priority can't be applied at present.")

    @api.depends("domain")
    def _compute_problem(self):
        for rank in self:
            rank.problem = _find_problem(rank)

    @api.constrains("domain", "active")
    def _check_domain(self):
        _check_domains(self)

    @api.model_create_multi
    def create(self, vals_list):
        ranks = super().create([{**vals, **nul_free(vals)} for vals in vals_list])
        self.env["partner.review.policy"]._policies_changed()
        return ranks

    def write(self, vals):
        result = super().write({**vals, **nul_free(vals)})
        self.env["partner.review.policy"]._policies_changed()
        return result

    def unlink(self):
        result = super().unlink()
        self.env["partner.review.policy"]._policies_changed()
        return result


def _find_problem(record):
    """Why the domain of a policy or priority can't be applied, False if it can."""
    try:
        record.env["partner.quality.rule"]._parse(record.domain)
    except ValidationError as error:
        return error.args[0]
    return False


def _check_domains(records):
    """Refuse domains that can't be applied; shipped ones name fields of apps that may come later.

    :raises ValidationError: with what is wrong, for people
    """
    if records.env.context.get("install_mode"):
        return
    for record in records.filtered("active"):
        problem = _find_problem(record)
        if problem:
            raise ValidationError(
                record.env._("“%(name)s” can't be applied: %(problem)s", name=record.name, problem=problem)
            )
