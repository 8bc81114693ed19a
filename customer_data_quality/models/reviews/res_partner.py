from odoo import models

from ..side_link import OptionalSideLink
from ..side_value import SideDate, SideMany2one, SideSelection

USER = "customer_data_quality.group_user"


class ResPartner(models.Model):
    _inherit = "res.partner"  # pylint: disable=consider-merging-classes-inherited

    review_id = OptionalSideLink(
        "partner.review",
        string="Review State",
        compute="_compute_review_id",
        groups=USER,
        export_string_translation=False,
    )
    review_last_date = SideDate(related="review_id.last_date", string="Last Review", groups=USER)
    review_last_user_id = SideMany2one(related="review_id.last_user_id", string="Last Reviewed by", groups=USER)
    review_due_date = SideDate(related="review_id.due_date", string="Review Due", groups=USER)
    review_state = SideSelection(related="review_id.state", string="Review", groups=USER)
    review_policy_id = SideMany2one(related="review_id.policy_id", string="Review Policy", groups=USER)
    review_user_id = SideMany2one(related="review_id.user_id", string="Review Responsible", groups=USER)

    def _compute_review_id(self):
        """Nothing to compute, see OptionalSideLink."""
