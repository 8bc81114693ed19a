from odoo import models

from ...engine.consent_states import CLOSED
from .channels import ANY, CODES, POINTED

# Read along with the search for them.
SHOWN_OF_PURPOSES = ["name", "active", "legal_basis", "is_marketing", "double_opt_in", *(f"channel_{c}" for c in CODES)]


class ResPartner(models.Model):
    """How contacts stand with all purposes; for screens and the preference page."""

    _inherit = "res.partner"  # pylint: disable=consider-merging-classes-inherited

    def _consent_status(self, company=None):
        """All purposes and channels of one contact as they stand.

        :param company: record of res.company that is responsible, by default the contact's, else the present one
        :return: list of dicts, by order of purposes: purpose and consent (records; consent is empty where nothing was
            recorded), channel, contact_point (present address or number), state, allowed, light (green, amber, red or
            grey), reason (a sentence), can_grant, can_withdraw, can_object
        """
        self.ensure_one()
        return self._consent_statuses(company or self.company_id or self.env.company)[self.id]

    def _consents_with(self, company):
        """Consents of these contacts with a company, without those that are continued in others."""
        domain = [("partner_id", "in", self.ids), ("company_id", "=", company.id), ("folded_into_id", "=", False)]
        # sudo: whoever sees the contact may be told how it may be approached; whoever holds a link need not be a user
        return self.env["partner.consent"].sudo().search(domain, order="id")

    def _consent_statuses(self, company, is_wanted=None):
        """The same for many contacts: {contact id: list}. The number of queries does not grow with the contacts.

        :param is_wanted: function of a purpose, by default all are looked at
        """
        consents = self._consents_with(company)
        # sudo: as in `_consents_with`
        purposes = self.env["partner.consent.purpose"].sudo()
        purposes = purposes.search_fetch([("company_id", "in", [False, company.id])], SHOWN_OF_PURPOSES)
        by_partner = {partner_id: consents.browse() for partner_id in self.ids}
        for consent in consents:
            by_partner[consent.partner_id.id] += consent
        statuses = {partner_id: [] for partner_id in self.ids}
        purposes = (purposes | consents.purpose_id).filtered(is_wanted or (lambda _purpose: True))
        pairs = [(purpose, channel) for purpose in purposes for channel in purpose._channels()]
        # without an effective consent there is nothing to ask where one is needed
        effective = {(consent.purpose_id, consent.channel) for consent in consents if consent.is_allowed}
        asked = [pair for pair in pairs if pair in effective or not pair[0]._needs_consent()]
        allowed = self._consent_allowed(asked, company)
        for purpose, channel in pairs:
            for partner in self:
                mine = by_partner[partner.id]
                if purpose.active or mine.filtered(lambda one, purpose=purpose: one.purpose_id == purpose):
                    entry = partner._consent_entry(purpose, channel, (purpose, channel, partner.id) in allowed, mine)
                    statuses[partner.id].append(entry)
        return statuses

    def _consent_entry(self, purpose, channel, allowed, consents):
        point = self._consent_point(channel)
        key = self._consent_key_or_none(channel, point)
        here = consents.filtered(lambda one: one.purpose_id == purpose and one.channel == channel)
        # of the present address; a record of the person without an address; else of an earlier address
        consent = (
            here.filtered(lambda one: one.point_key == key)[:1] or here.filtered(lambda one: not one.point_key)[:1]
        )
        overall = consents.filtered(lambda one: one.purpose_id == purpose and one.channel == ANY)[:1]
        usable = bool(point) or channel not in POINTED
        state = consent.state or "none"
        if not allowed and state in ("granted", "confirmed", "exempt", "none") and overall.state in CLOSED:
            state = overall.state
        earlier = bool(here) and not consent
        needs_consent = purpose._needs_consent()
        return {
            "purpose": purpose,
            "channel": channel,
            "contact_point": point,
            "consent": consent,
            "state": state,
            "allowed": allowed,
            "light": self._consent_light(allowed, needs_consent, consent, state),
            "reason": self._consent_reason(allowed, needs_consent, purpose, consent, state, usable, earlier),
            "can_grant": usable and purpose.active and not (allowed and needs_consent),
            "can_withdraw": allowed or consent.state in ("requested", "granted", "confirmed", "exempt"),
            "can_object": allowed and (purpose.is_marketing or not needs_consent),
        }

    def _consent_key_or_none(self, channel, point):
        if not point or channel not in POINTED:
            return ""
        if channel == "email":
            return self.email_normalized or None
        return self.phone_sanitized or self._consent_number(point) or None

    def _consent_light(self, allowed, needs_consent, consent, state):
        if allowed:
            return "amber" if needs_consent and consent.light == "amber" else "green"
        if state in CLOSED:
            return "red"
        # agreed, but something stands against it: an objection, a missing confirmation, the end of its time
        if consent.light in ("amber", "red"):
            return consent.light
        return "grey" if needs_consent else "red"

    def _consent_reason(self, allowed, needs_consent, purpose, consent, state, usable, earlier):
        """Why the light is what it is, in a sentence."""
        if allowed:
            return self._consent_reason_for(needs_consent, consent)
        if not usable:
            return self.env._("There is no address or number.")
        if state == "objected" or (state != "none" and consent.light == "red" and state not in CLOSED):
            return self.env._("The person has objected.")
        if state == "withdrawn":
            return self.env._("The person has withdrawn the consent.")
        if state == "refused":
            return self.env._("The person has refused.")
        if state == "requested" or (state == "granted" and purpose._needs_confirmation(consent.channel)):
            return self.env._("The confirmation is waited for.")
        if state in ("granted", "confirmed", "exempt", "expired"):
            return self.env._("The consent has expired.")
        if state == "invalidated":
            return self.env._("The consent is not valid.")
        if not needs_consent:
            return self.env._("The person has objected.")
        return (
            self.env._("Agreed only for an earlier address or number.") if earlier else self.env._("Nobody has asked.")
        )

    def _consent_reason_for(self, needs_consent, consent):
        """Why somebody may be approached."""
        if not needs_consent or not consent:
            return self.env._("No consent is needed.")
        if consent.is_dormant:
            return self.env._("Not used for a long time: ask again before you rely on it.")
        if consent.light == "amber":
            return self.env._("Ends on %s.", consent.valid_until)
        if consent.state == "exempt":
            return self.env._("Allowed by law: %s.", consent.exemption_id.display_name)
        return self.env._("Confirmed.") if consent.state == "confirmed" else self.env._("Agreed.")
