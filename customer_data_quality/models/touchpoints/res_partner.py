from odoo import models
from odoo.tools import SQL

from ..side_link import OptionalSideLink
from ..side_value import SideDate
from ..sql_selection import SqlSelection
from .segment import SEGMENTS

USER = "customer_data_quality.group_user"


class SegmentField(SqlSelection):
    """The segment of the contact's company, as one's own company sees it: read, searched and grouped in SQL."""

    def to_sql(self, model, alias):
        return SQL(
            "(SELECT s.segment FROM partner_segment s WHERE s.contact = %s AND s.company_id = %s)",
            SQL.identifier(alias, "commercial_partner_id"),
            model.env.company.id,
        )


class ResPartner(models.Model):
    _inherit = "res.partner"  # pylint: disable=consider-merging-classes-inherited

    touchpoint_id = OptionalSideLink(
        "partner.touchpoint",
        string="Touchpoint State",
        compute="_compute_touchpoint_id",
        groups=USER,
        export_string_translation=False,
    )
    touchpoint_last = SideDate(
        related="touchpoint_id.last_date",
        string="Last Touch",
        groups=USER,
        help="The last order, invoice, meeting, mail and so on, as of last night. Of a company, what happened with its "
        "persons counts too.",
    )
    touchpoint_next = SideDate(
        related="touchpoint_id.next_date",
        string="Next Touch",
        groups=USER,
        help="The next meeting, planned call, event and so on, as of last night.",
    )
    touchpoint_segment = SegmentField(
        SEGMENTS,
        string="Customer Segment",
        depends_context=("company",),
        groups=USER,
        help="How recently, how often and for how much the customer has bought from this company, compared with the "
        "others.",
    )

    def _compute_touchpoint_id(self):
        """Nothing to compute, see OptionalSideLink."""
