from odoo import api, models
from odoo.fields import Domain

HIDE_MERGED = "without_merged_contacts"


class ResPartner(models.Model):
    """Core warns of contacts with the same tax ID, archived ones too. One that was merged is not another contact."""

    _inherit = "res.partner"  # pylint: disable=consider-merging-classes-inherited

    # no dependency on `merged_into_id` is declared: uninstalling would take the field away from users along with it
    def _compute_same_vat_partner_id(self):
        return super(ResPartner, self.with_context(**{HIDE_MERGED: True}))._compute_same_vat_partner_id()

    @api.model
    def _search(self, domain, *args, **kwargs):
        if self.env.context.get(HIDE_MERGED):
            domain = Domain(domain) & Domain("merged_into_id", "=", False)
        return super()._search(domain, *args, **kwargs)
