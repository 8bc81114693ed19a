from odoo import models


class PartnerSiloRecord(models.Model):
    _inherit = "partner.silo.record"

    def _contact_values(self):
        return {**super()._contact_values(), "comment": f"From: {self.source_id.name}"}
