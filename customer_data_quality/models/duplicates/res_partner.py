from odoo import api, fields, models

USER = "customer_data_quality.group_user"


class ResPartner(models.Model):
    _inherit = "res.partner"  # pylint: disable=consider-merging-classes-inherited

    duplicate_group_id = fields.Many2one(
        "partner.duplicate.group",
        compute="_compute_duplicates",
        search="_search_duplicate_group_id",
        string="Duplicate Group",
        groups=USER,
        help="The undecided group of likely duplicates that this contact is in.",
    )
    duplicate_count = fields.Integer(
        compute="_compute_duplicates",
        search="_search_duplicate_count",
        string="Likely Duplicates",
        groups=USER,
        help="Number of other contacts that likely are the same as this one.",
    )

    def _compute_duplicates(self):
        # the group's access rights decide: who may not open all of its contacts does not learn of it
        groups = self.env["partner.duplicate.group"].search([("partner_ids", "in", self.ids), ("state", "=", "open")])
        # sudo: the members of groups that the user may read
        members = groups.sudo().member_ids
        by_partner = {member.partner_id.id: member.group_id for member in members}
        for partner in self:
            group = by_partner.get(partner._origin.id)
            partner.duplicate_group_id = group.sudo(False) if group else False
            partner.duplicate_count = group.size - 1 if group else 0

    @api.model
    def _search_duplicate_group_id(self, operator, value):
        if operator not in ("in", "any"):
            return NotImplemented
        groups = self.env["partner.duplicate.group"]
        if operator == "any":
            found = groups.search(value)
        else:
            found = groups.browse([id_ for id_ in value if id_])
        members = self.env["partner.duplicate.member"].sudo()  # sudo: of groups that the user may read
        open_groups = groups.search([("state", "=", "open")])
        chosen = found & open_groups
        query = members._search([("group_id", "in", chosen.ids)])
        domain = [("id", "in", query.subselect("partner_id"))]
        if operator == "in" and False in value:
            without = members._search([("group_id", "in", open_groups.ids)])
            domain = ["|", *domain, ("id", "not in", without.subselect("partner_id"))]
        return domain

    @api.model
    def _search_duplicate_count(self, operator, value):
        return NotImplemented
