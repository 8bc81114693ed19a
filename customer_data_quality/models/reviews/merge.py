from odoo import api, models


class BasePartnerMergeAutomaticWizard(models.TransientModel):
    _inherit = "base.partner.merge.automatic.wizard"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def _update_foreign_keys(self, src_partners, dst_partner):
        """One contact is left, and one review of it; what was reviewed before is kept for the survivor.

        Core would delete all reviews of a contact if the open one could not be moved.
        """
        open_ones = (src_partners | dst_partner)._review_open_requests()
        kept = open_ones.filtered(lambda request: request.partner_id == dst_partner) or open_ones[:1]
        (open_ones - kept)._close("superseded")
        return super()._update_foreign_keys(src_partners, dst_partner)
