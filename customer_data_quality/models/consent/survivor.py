from odoo import models


class ResPartner(models.Model):
    """Whom old links speak of after contacts were merged."""

    _inherit = "res.partner"  # pylint: disable=consider-merging-classes-inherited

    def _consent_survivor(self):
        """The contact that one contact has become by merging; the contact itself where it was not merged.

        :return: record of res.partner, empty if it is archived for another reason or no longer exists
        """
        partner = self.exists()._merged_into()
        return partner if partner.active else self.browse()
