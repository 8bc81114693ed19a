from odoo import models

# What a contract or a law asks for goes on whatever people say (GDPR Art. 6(1)(b) to (d), Art. 21(1)).
FIXED = ("contract", "legal_obligation", "vital_interests")


class PartnerConsentPurpose(models.Model):
    _inherit = "partner.consent.purpose"  # pylint: disable=consider-merging-classes-inherited

    def _can_be_stopped(self):
        """Whether people may withdraw from a purpose or object to it."""
        self.ensure_one()
        return self.is_marketing or self.legal_basis not in FIXED
