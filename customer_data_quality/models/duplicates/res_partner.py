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
        compute="_compute_duplicate_group_id",
        search="_search_duplicate_group_id",
        groups=USER,
        help="The undecided group of likely duplicates that this contact is in.",
    )
    duplicate_count = fields.Integer(
        compute="_compute_record_counts",
        search="_search_duplicate_count",
        string="Likely Duplicates",
        groups=USER,
        help="Number of other contacts that likely are the same as this one.",
    )

    def _compute_duplicate_group_id(self):
        groups = self._undecided_groups(self._origin.ids)
        for partner in self:
            partner.duplicate_group_id = groups.get(partner._origin.id)

    def _record_counts(self):
        return {
            **super()._record_counts(),
            "duplicate_count": ("partner.duplicate.member", "partner_id", self._count_duplicates),
        }

    def _count_duplicates(self, ids):
        return {id_: group.size - 1 for id_, group in self._undecided_groups(ids).items()}

    def _undecided_groups(self, ids):
        """The undecided groups of contacts: {contact id: record of partner.duplicate.group}.

        The group's access rights decide: who may not open all of its contacts does not learn of it.
        """
        self.env["partner.duplicate.member"].flush_model(["partner_id", "group_id"])
        self.env["partner.duplicate.group"].flush_model(["state"])
        rows = self.env.execute_query(
            SQL(
                """SELECT m.partner_id, m.group_id FROM partner_duplicate_member m
                JOIN partner_duplicate_group g ON g.id = m.group_id AND g.state = 'open'
                WHERE m.partner_id = ANY(%s)""",
                ids,
            )
        )
        groups = self.env["partner.duplicate.group"].browse({group_id for _id, group_id in rows})
        readable = {group.id: group for group in groups._filtered_access("read")} if groups else {}
        return {id_: readable[group_id] for id_, group_id in rows if group_id in readable}

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
