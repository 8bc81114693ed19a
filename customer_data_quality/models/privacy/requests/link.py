from odoo import api, models

PURPOSE = "privacy_answer"
PATH = "/privacy/answer"


class PartnerLink(models.Model):
    _inherit = "partner.link"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def _purposes(self):
        return {**super()._purposes(), PURPOSE: PATH}
