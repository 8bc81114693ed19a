import json

from odoo import api, fields, models
from odoo.tools import SQL

from ..scheduler import wake


class PartnerQualityPending(models.Model):
    """Contacts that wait to be scored in the background. Only ever appended to and taken from: no row is shared
    between transactions, so that nobody waits for anybody."""

    _name = "partner.quality.pending"
    _description = "Contact Waiting for Its Score"
    _log_access = False

    partner_id = fields.Many2one("res.partner", required=True, readonly=True, index=True, ondelete="cascade")

    verified = fields.Json(readonly=True, help="Fields verified meanwhile: name to ISO date.")

    @api.model
    def _add(self, partner_ids, verified=None):
        """Queue contacts by id and wake the scheduler once this transaction is committed.

        :param dict verified: by contact id, what was verified meanwhile, so that it isn't lost: field name to ISO date
        """
        if not partner_ids:
            return
        rows = [{"id": partner_id, "verified": (verified or {}).get(partner_id)} for partner_id in partner_ids]
        self.env.cr.execute(
            SQL(
                "INSERT INTO partner_quality_pending (partner_id, verified) "
                "SELECT id, verified FROM jsonb_to_recordset(%s::jsonb) AS v(id int, verified jsonb)",
                json.dumps(rows),
            )
        )
        wake(self.env, "customer_data_quality.cron_rescore")
