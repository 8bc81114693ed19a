from odoo import models

from ...engine.consent_states import CLOSED
from .channels import ANY, POINTED


class ResPartner(models.Model):
    """How one contact stands with all purposes; for screens and the preference page."""

    _inherit = "res.partner"  # pylint: disable=consider-merging-classes-inherited

    def _consent_status(self, company=None):
        """All purposes and channels of one contact as they stand.

        :param company: record of res.company that is responsible, by default the contact's, else the present one
        :return: list of dicts, by order of purposes: purpose and consent (records; consent is empty where nothing was
            recorded), channel, contact_point (present address or number), state, allowed, light (green, amber, red or
            grey), reason (a sentence), can_grant, can_withdraw, can_object
        """
        self.ensure_one()
        company = company or self.company_id or self.env.company
        # sudo: whoever sees the contact may be told how it may be approached
        consents = self.env["partner.consent"].sudo().search(
            [("partner_id", "=", self.id), ("company_id", "=", company.id), ("folded_into_id", "=", False)]
        )
        purposes = self.env["partner.consent.purpose"].sudo().search([("company_id", "in", [False, company.id])])
        return [
            self._consent_entry(purpose, channel, company, consents)
            for purpose in purposes | consents.purpose_id
            for channel in purpose._channels()
        ]

    def _consent_entry(self, purpose, channel, company, consents):
        point = self._consent_point(channel)
        key = self._consent_key_or_none(channel, point)
        here = consents.filtered(lambda consent: consent.purpose_id == purpose and consent.channel == channel)
        # of the present address; a record of the person without an address; else of an earlier address
        consent = here.filtered(lambda one: one.point_key == key)[:1] or here.filtered(lambda one: not one.point_key)[:1]
        overall = consents.filtered(lambda one: one.purpose_id == purpose and one.channel == ANY)[:1]
        allowed = self._consent_allows(purpose, channel, company)
        usable = bool(point) or channel not in POINTED
        state = consent.state or "none"
        if not allowed and state in ("granted", "confirmed", "exempt", "none") and overall.state in CLOSED:
            state = overall.state
        elsewhere = bool(here - consent) and not consent
        return {
            "purpose": purpose,
            "channel": channel,
            "contact_point": point,
            "consent": consent,
            "state": state,
            "allowed": allowed,
            "light": self._consent_light(allowed, consent, state),
            "reason": self._consent_reason(allowed, purpose, consent, state, usable, elsewhere),
            "can_grant": usable and purpose.active and not (allowed and purpose._needs_consent()),
            "can_withdraw": allowed or consent.state in ("requested", "granted", "confirmed", "exempt"),
            "can_object": allowed and (purpose.is_marketing or not purpose._needs_consent()),
        }

    def _consent_key_or_none(self, channel, point):
        if not point or channel not in POINTED:
            return ""
        if channel == "email":
            return self.email_normalized or None
        return self.phone_sanitized or self._consent_point_key(channel, point)

    def _consent_light(self, allowed, consent, state):
        if allowed:
            return "amber" if consent.light == "amber" else "green"
        if state in CLOSED:
            return "red"
        # agreed, but something stands against it: an objection, a missing confirmation, the end of its time
        if consent.light in ("amber", "red"):
            return consent.light
        return "grey"

    def _consent_reason(self, allowed, purpose, consent, state, usable, elsewhere):
        """Why the light is what it is, in a sentence."""
        _ = self.env._
        if allowed:
            if not consent:
                return _("No consent is needed.")
            if consent.is_dormant:
                return _("Not used for a long time: ask again before you rely on it.")
            if consent.light == "amber":
                return _("Ends on %s.", consent.valid_until)
            if consent.state == "exempt":
                return _("Allowed by law: %s.", consent.exemption_id.display_name)
            return _("Confirmed.") if consent.state == "confirmed" else _("Agreed.")
        if not usable:
            return _("There is no address or number.")
        if state == "objected":
            return _("The person has objected.")
        if state in ("withdrawn", "refused"):
            return _("The person has withdrawn the consent.") if state == "withdrawn" else _("The person has refused.")
        if state == "requested" or (state == "granted" and purpose._needs_confirmation(consent.channel)):
            return _("The confirmation is waited for.")
        if consent.light == "red":
            return _("The person has objected.")
        if state in ("granted", "confirmed", "exempt", "expired"):
            return _("The consent has expired.")
        if state == "invalidated":
            return _("The consent is not valid.")
        return _("Agreed only for an earlier address or number.") if elsewhere else _("Nobody has asked.")
