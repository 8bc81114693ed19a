from odoo import api, models

PURPOSE = "data_check"
PATH = "/my-data"


class PartnerLink(models.Model):
    _inherit = "partner.link"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def _purposes(self):
        return {**super()._purposes(), PURPOSE: PATH}
