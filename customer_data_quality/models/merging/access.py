from odoo import api, models

from ..duplicates.access import readable_by


class PartnerMerge(models.Model):
    """Whoever may not read the contact that remains does not read what was merged into it either."""

    _name = "partner.merge"
    _inherit = ("partner.merge", "partner.duplicate.readable")

    @api.model
    def _readable(self):
        """Condition on merges whose remaining contact the user may read."""
        return readable_by(self.env, "survivor_id")
