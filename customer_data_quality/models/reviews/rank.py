from odoo import api, fields, models

from ..completeness.text import nul_free
from .conditions import check_domains, find_problem


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
            rank.problem = find_problem(rank)

    @api.constrains("domain", "active")
    def _check_domain(self):
        check_domains(self.filtered("active"))

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
