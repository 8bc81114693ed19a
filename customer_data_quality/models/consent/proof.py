from odoo import fields, models, release

# Version of the structure that docs/consent-proof.schema.json describes.
SCHEMA_VERSION = "customer_data_quality/1 (ISO/IEC TS 27560:2023)"
# ISO/IEC TS 27560 (and the Data Privacy Vocabulary) name the stage of a consent after what has been done.
EVENT_STATES = {
    "requested": "consent requested",
    "reminded": "consent requested",
    "granted": "consent given",
    "confirmed": "consent confirmed",
    "exempted": "not based on consent",
    "refused": "consent refused",
    "withdrawn": "consent withdrawn",
    "objected": "consent withdrawn",
    "expired": "consent expired",
    "invalidated": "consent invalidated",
    "used": "consent used",
    "erased": "personal content erased",
}
EXPRESSED = {"granted", "confirmed"}
RIGHTS = ("withdrawal", "objection", "access", "rectification", "erasure", "restriction", "portability")


class PartnerConsent(models.Model):
    """The proof of consents as a record after ISO/IEC TS 27560: whatever is known, with the check of the chain."""

    _inherit = "partner.consent"  # pylint: disable=consider-merging-classes-inherited

    def _proof(self):
        """The proof of these consents, ready for JSON.

        :return: dict after docs/consent-proof.schema.json
        :raises AccessError: if the user may not read them
        """
        self.check_access("read")
        consents = self | self.folded_ids
        events = self.env["partner.consent.event"]
        # what has just been recorded gets its place in the chain first, so that the proof is complete
        events.sudo()._seal()  # sudo: sealing is the system's
        return {
            "schema_version": SCHEMA_VERSION,
            "generated_at": _utc(fields.Datetime.now()),
            "generated_by": f"Odoo {release.version}, customer_data_quality",
            "records": [consent._proof_record() for consent in consents],
            "chains": [self._proof_chain(company) for company in consents.company_id],
        }

    def _proof_record(self):
        """The record of one consent: header, processing, parties, events, and what the standard has no field for."""
        self.ensure_one()
        events = self.event_ids.sorted("id")
        texts = events.text_id
        # what was shown when the person agreed; what was shown last, where nobody did
        text = self.text_id or texts[-1:]
        return {
            "record_header": {
                "schema_version": SCHEMA_VERSION,
                "record_id": f"consent-{self.id}",
                "pii_principal_id": f"partner-{self.partner_id.id}" if self.partner_id else "erased",
            },
            "pii_processing": self._proof_processing(text),
            "party_identification": [self._proof_controller()],
            "events": [self._proof_event(event) for event in events],
            "consent": {
                "principal_name": self.partner_id.name or "",
                "channel": self.channel,
                "contact_point": self.contact_point or "",
                "state": self.state,
                "may_be_relied_upon": self.is_allowed,
                "since": _utc(self.since),
                "valid_until": _day(self.valid_until),
                "last_used_at": _utc(self.last_used_at),
                "keep_until": _day(self.keep_until),
                "exemption": self.exemption_id.display_name or None,
                "continued_in": f"consent-{self.folded_into_id.id}" if self.folded_into_id else None,
                "texts": [self._proof_text(shown) for shown in texts],
            },
        }

    def _proof_processing(self, text):
        purpose = self.purpose_id
        categories = [part.strip() for part in (purpose.data_categories or "").split(",") if part.strip()]
        country = self.company_id.country_id
        return {
            "privacy_notice": text.notice_url or text.notice_version or "",
            "language": (text.lang or "").replace("_", "-"),
            "purpose": purpose.name,
            "purpose_code": purpose.code,
            "purpose_type": "direct marketing" if purpose.is_marketing else "other",
            "lawful_basis": purpose.legal_basis,
            "pii_information": [
                {"pii_type": category, "sensitive_pii_category": purpose.is_sensitive} for category in categories
            ],
            "pii_controllers": [f"company-{self.company_id.id}"],
            "collection_method": self.method or "",
            "storage_locations": [country.code] if country else [],
            "retention_period": purpose.retention or "",
            "jurisdiction": country.code or "",
            "recipient_third_parties": [purpose.recipients] if purpose.recipients else [],
            "withdrawal_method": f"{self.company_id.get_base_url()}/my/consents",
            "privacy_rights": list(RIGHTS),
        }

    def _proof_controller(self):
        company = self.company_id
        return {
            "party_id": f"company-{company.id}",
            "party_name": company.name,
            "party_role": "pii controller",
            "party_address": company._consent_address(),
            "party_email": company.email or "",
            "party_phone": company.phone or "",
            "party_url": company.website or "",
        }

    def _proof_event(self, event):
        officer = self.env.user.has_group("customer_data_quality.group_privacy_officer")
        return {
            "event_time": _utc(event.date),
            "event_type": "explicitly expressed" if event.kind in EXPRESSED else "recorded",
            "event_state": EVENT_STATES[event.kind],
            "entity_id": f"user-{event.user_id.id}" if event.user_id else "system",
            "kind": event.kind,
            "act_time": _utc(event.act_date),
            "method": event.method,
            "recorded_by": event.user_id.name or "",
            "principal_at_that_time": f"partner-{event.contact_ref}",
            "contact_point": event.contact_point or None,
            "source": event.source_url or None,
            "note": event.note or None,
            # addresses of browsers are for those who answer for data protection
            "ip_address": (event.ip_address or None) if officer else None,
            "user_agent": (event.user_agent or None) if officer else None,
            "text_hash": event.text_hash or None,
            "document_hashes": event.document_hashes.split() if event.document_hashes else [],
            "chain": {
                "number": event.sequence or None,
                "digest": event.digest,
                "previous_hash": event.previous_hash or None,
                "hash": event.hash or None,
            },
        }

    def _proof_text(self, text):
        return {
            "language": text.lang.replace("_", "-"),
            "version": text.version,
            "body": text.body,
            "notice_version": text.notice_version or None,
            "notice_url": text.notice_url or None,
            "hash": text.hash,
        }

    def _proof_chain(self, company):
        """What the check of a company's chain says now."""
        # sudo: whoever proves one consent may know whether the chain that it stands in is intact
        problems = self.env["partner.consent.event"].sudo()._verify_chain(company, limit=20)
        end = self.env["partner.consent.chain"].sudo().search([("company_id", "=", company.id)])  # sudo: as above
        return {
            "company": f"company-{company.id}",
            "checked_at": _utc(fields.Datetime.now()),
            "is_intact": not problems,
            "events": end.sequence,
            "last_hash": end.hash or None,
            "problems": [{"kind": problem["kind"], "number": problem["sequence"] or None} for problem in problems],
        }


def _utc(moment):
    """A naive moment in UTC as ISO 8601, None for none."""
    return f"{moment.isoformat(timespec='seconds')}Z" if moment else None


def _day(date):
    return date.isoformat() if date else None
