from odoo import fields, models
from odoo.tools import SQL

from ..side_link import OptionalSideLink
from .segment import SEGMENTS

USER = "customer_data_quality.group_user"


class SegmentField(fields.Selection):
    """The segment of the contact's company, as one's own company sees it: read, searched and grouped in SQL."""

    _column_type = None

    def _get_attrs(self, model_class, name):
        attrs = super()._get_attrs(model_class, name)
        if not attrs.get("related"):  # users inherit it from their contact, and compute it with everybody's rights
            attrs.update(store=True, copy=False, readonly=True, prefetch=False)
        return attrs

    # there is no column to read, create or write
    # pylint: disable=method-required-super

    def read(self, records):
        query = records._as_query(ordered=False)
        rows = records.env.execute_query(
            query.select(SQL.identifier(records._table, "id"), self.to_sql(records, records._table))
        )
        segments = dict(rows)
        self._insert_cache(records, [segments.get(id_) for id_ in records._ids])

    def create(self, record_values):
        """Nothing to store."""

    def write(self, records, value):
        """Nothing to store."""

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
    touchpoint_last = fields.Date(
        related="touchpoint_id.last_date",
        string="Last Touch",
        groups=USER,
        help="The last order, invoice, meeting, mail and so on, as of last night. Of a company, what happened with its "
        "persons counts too.",
    )
    touchpoint_next = fields.Date(
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
