from odoo import api, fields, models


class ConsentProofReport(models.AbstractModel):
    _name = "report.customer_data_quality.consent_proof"
    _description = "Proof of Consent"

    @api.model
    def _get_report_values(self, docids, data=None):
        """One part for each company: its consents, and what the check of its chain says."""
        consents = self.env["partner.consent"].browse(docids)
        consents.check_access("read")
        # as in _proof: what has just been recorded gets its place in the chain first
        self.env["partner.consent.event"].sudo()._seal()  # sudo: sealing is the system's
        self.env["partner.access.log"]._log("proof", consents, details="PDF")
        consents |= consents.folded_ids
        return {
            "doc_ids": docids,
            "doc_model": "partner.consent",
            "docs": [
                {
                    "company": company,
                    "consents": consents.filtered(lambda consent, company=company: consent.company_id == company),
                    "chain": consents._proof_chain(company),
                    "printed": fields.Datetime.to_string(fields.Datetime.now()),
                }
                for company in consents.company_id
            ],
            "officer": self.env.user.has_group("customer_data_quality.group_privacy_officer"),
            "utc": lambda moment: fields.Datetime.to_string(moment) if moment else "",
        }
