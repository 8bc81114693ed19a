import json

from odoo import models
from odoo.exceptions import UserError

REPORT = "customer_data_quality.consent_proof_report"


class PartnerConsent(models.Model):
    _inherit = "partner.consent"  # pylint: disable=consider-merging-classes-inherited

    def action_print_proof(self):
        """Show the proof of these consents as PDF."""
        self.check_access("read")
        return self.env.ref(REPORT).report_action(self.ids, config=False)

    def action_download_proof(self):
        """Download the proof of these consents as JSON."""
        self.check_access("read")
        ids = ",".join(map(str, self.ids))
        return {"type": "ir.actions.act_url", "url": f"/consent/proof/{ids}.json", "target": "download"}

    def _proof_json(self):
        """The proof as the text of a file.

        :raises AccessError: if the user may not read these consents
        """
        return json.dumps(self._proof(), ensure_ascii=False, indent=2)

    def _proof_name(self):
        """The file name of a proof, without its ending."""
        names = sorted({consent.partner_id.name or "" for consent in self})
        name = names[0] if len(names) == 1 else ""
        safe = "".join(char if char.isalnum() else "_" for char in name)[:60]
        return "_".join(filter(None, ("consent_proof", safe)))


class ResPartner(models.Model):
    _inherit = "res.partner"  # pylint: disable=consider-merging-classes-inherited

    def action_print_consent_proof(self):
        """Show the proof of all consents of these contacts as PDF."""
        return self._consents_to_prove().action_print_proof()

    def action_download_consent_proof(self):
        """Download the proof of all consents of these contacts as JSON."""
        return self._consents_to_prove().action_download_proof()

    def _consents_to_prove(self):
        self.check_access("read")
        consents = self.env["partner.consent"].search([("partner_id", "in", self.ids)])
        if not consents:
            raise UserError(self.env._("Nothing has been recorded about consents yet, so there is nothing to prove."))
        return consents
