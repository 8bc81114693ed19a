"""What writes to the access log by itself."""

from odoo import api, models


class Base(models.AbstractModel):
    _inherit = "base"  # pylint: disable=consider-merging-classes-inherited

    def export_data(self, fields_to_export):
        """Exports of whatever holds people are logged, through the screen and by remote calls alike."""
        result = super().export_data(fields_to_export)
        if self._name in self.env["partner.access.log"]._watched_models():
            self.env["partner.access.log"]._log("export", self, details=", ".join(map(str, fields_to_export)))
        return result


class PartnerMerge(models.Model):
    _inherit = "partner.merge"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def _merge(self, survivor, others, values=None, reason=None, probability=None):
        merge = super()._merge(survivor, others, values=values, reason=reason, probability=probability)
        self.env["partner.access.log"]._log("merge", survivor, reason=reason, count=len(survivor | others))
        return merge


class PartnerConsent(models.Model):
    _inherit = "partner.consent"  # pylint: disable=consider-merging-classes-inherited

    def _proof_json(self):
        content = super()._proof_json()
        self.env["partner.access.log"]._log("proof", self, details="JSON")
        return content
