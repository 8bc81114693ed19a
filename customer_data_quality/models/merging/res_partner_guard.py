from odoo import api, models


class ResPartner(models.Model):
    _inherit = "res.partner"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def _merge_refusals(self, survivor, others):
        """Why contacts must not be merged.

        :param survivor: record of res.partner that would remain
        :param others: recordset of res.partner
        :return: list of {"code": "access", "too_few", "already_merged", "protected", "users", "family", "company",
            "hashed" or "held", "message": text for the user, "partner_ids": ids of the contacts it is about,
            "way_out": text, what to do instead}; empty if they may be merged
        """
        raise NotImplementedError

    def _merge_is_held(self):
        """Those of these contacts that must stay as they are for legal reasons; a hook for other capabilities."""
        return self.browse()

    @api.model
    def _merge_consent(self, survivor, others):
        """Carry consent over; a hook for other capabilities, called within the merge, so that undo takes it back.

        What is due: the person's latest explicit act wins, undated or tied acts mean withdrawn, objections always
        survive, proofs move.

        :param survivor: record of res.partner that remains
        :param others: recordset of res.partner that is merged into it
        """
