import operator as op

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

COMPARISONS = {">": op.gt, ">=": op.ge, "<": op.lt, "<=": op.le}
USER = "customer_data_quality.group_user"


class ResPartner(models.Model):
    _inherit = "res.partner"  # pylint: disable=consider-merging-classes-inherited

    duplicate_group_id = fields.Many2one(
        "partner.duplicate.group",
        compute="_compute_duplicates",
        search="_search_duplicate_group_id",
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
        group_ids = self._undecided_groups()
        groups = self.env["partner.duplicate.group"].browse(group_ids.values())
        # the group's access rights decide: who may not open all of its contacts does not learn of it
        by_id = {group.id: group for group in groups._filtered_access("read")} if groups else {}
        for partner in self:
            group = by_id.get(group_ids.get(partner._origin.id))
            partner.duplicate_group_id = group
            partner.duplicate_count = group.size - 1 if group else 0

    def _undecided_groups(self):
        """The undecided group of each of these contacts, whoever may read it: {contact id: group id}.

        Asked by SQL because every form asks, and most contacts have none.
        """
        self.env["partner.duplicate.member"].flush_model(["partner_id", "group_id"])
        self.env["partner.duplicate.group"].flush_model(["state"])
        return dict(
            self.env.execute_query(
                SQL(
                    """SELECT m.partner_id, m.group_id FROM partner_duplicate_member m
                    JOIN partner_duplicate_group g ON g.id = m.group_id AND g.state = 'open'
                    WHERE m.partner_id = ANY(%s)""",
                    self._origin.ids,
                )
            )
        )

    @api.model
    def _search_duplicate_group_id(self, operator, value):
        if operator == "any":
            return self._duplicate_members_of(Domain(value))
        if operator != "in":
            return NotImplemented
        domain = self._duplicate_members_of(Domain("id", "in", [id_ for id_ in value if id_]))
        if False in value:
            domain |= ~self._duplicate_members_of(Domain.TRUE)
        return domain

    def _duplicate_members_of(self, domain):
        """Condition on the contacts in undecided groups of a domain that the user may read."""
        groups = self.env["partner.duplicate.group"]._search(domain & Domain("state", "=", "open"))
        # sudo: the members of groups that the user may read
        members = self.env["partner.duplicate.member"].sudo()._search([("group_id", "in", groups)])
        return Domain("id", "in", members.subselect("partner_id"))

    @api.model
    def _search_duplicate_count(self, operator, value):
        if operator == "in":
            sizes, has_none = [count + 1 for count in value if count], not all(value)
            domain = self._duplicate_members_of(Domain("size", "in", sizes))
        elif operator in COMPARISONS:
            has_none = COMPARISONS[operator](0, value)
            domain = self._duplicate_members_of(Domain("size", operator, value + 1))
        else:
            return NotImplemented
        return domain | ~self._duplicate_members_of(Domain.TRUE) if has_none else domain
