from odoo import api, fields, models
from odoo.fields import Domain

from .source_propose import MESSAGE


class PartnerSiloSource(models.Model):
    _inherit = "partner.silo.source"  # pylint: disable=consider-merging-classes-inherited

    own_name = fields.Char(
        translate=True, help="What somebody has named it; empty if it is called what its app calls it."
    )
    # no column: a place that was found by itself is called by everybody in their own language
    name = fields.Char(compute="_compute_name", inverse="_inverse_name", search="_search_name")

    @api.depends("own_name", "model")
    @api.depends_context("lang")
    def _compute_name(self):
        given = self._given_names()
        for source in self:
            source.name = source.own_name or given.get(source.model) or source.model

    def _inverse_name(self):
        given = self._given_names()
        for source in self:
            source.own_name = source.name if source.name != given.get(source.model) else False
        # whoever empties it sees at once what it is called then
        self.invalidate_recordset(["name"])

    @api.model
    def _search_name(self, operator, value):
        # there are as many places as there are apps
        places = self.search([("active", "in", [True, False])])
        return Domain("id", "in", places.filtered_domain(Domain("name", operator, value)).ids)

    def _given_names(self):
        """What the apps call their records, in the language of whoever looks: {technical name: name}."""
        # sudo: names of models are no secret, but users may not read the list
        known = self.env["ir.model"].sudo().search_fetch([("model", "in", self.mapped("model"))], ["model", "name"])
        names = {each.model: each.name for each in known}
        return {**names, MESSAGE: self.env._("Unknown Senders of Emails")}

    @api.depends("name")
    @api.depends_context("lang")
    def _compute_display_name(self):
        return super()._compute_display_name()
