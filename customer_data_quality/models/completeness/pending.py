from odoo import api, fields, models
from odoo.tools import SQL


class PartnerQualityPending(models.Model):
    """Contacts that wait to be scored in the background. Only ever appended to and taken from: no row is shared
    between transactions, so that nobody waits for anybody."""

    _name = "partner.quality.pending"
    _description = "Contact Waiting for Its Score"
    _log_access = False

    partner_id = fields.Many2one("res.partner", required=True, readonly=True, index=True, ondelete="cascade")

    @api.model
    def _add(self, partner_ids):
        """Queue contacts by id and wake the scheduler once this transaction is committed."""
        if partner_ids:
            self.env.cr.execute(
                SQL("INSERT INTO partner_quality_pending (partner_id) SELECT unnest(%s::int[])", list(partner_ids))
            )
            self._wake()

    @api.model
    def _wake(self):
        if not self.env.cr.cache.get("partner_quality_woken"):
            self.env.cr.cache["partner_quality_woken"] = True
            # sudo: whoever edits a contact may cause a background job, but may not touch the scheduler
            cron = self.env.ref("customer_data_quality.cron_rescore", raise_if_not_found=False)
            if cron:
                cron.sudo()._trigger()
