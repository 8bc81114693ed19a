from odoo import api, models

# Purposes of signed links, as partner.link knows them.
CONFIRM = "consent_confirm"
PREFERENCES = "consent_preferences"


class PartnerLink(models.Model):
    _inherit = "partner.link"

    @api.model
    def _purposes(self):
        return {**super()._purposes(), CONFIRM: "/consent/confirm", PREFERENCES: "/consent/preferences"}
