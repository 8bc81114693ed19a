from odoo import models
from odoo.exceptions import UserError

from ...engine.consent_states import CLOSED
from ...engine.masking import masked
from .channels import ANY, POINTED

# Somebody who was never asked, or is served under an exemption, objects; whoever has agreed withdraws.
AGREED = ("requested", "granted", "confirmed")


class ResPartner(models.Model):
    """What people decide themselves, on the page behind a link or in the portal."""

    _inherit = "res.partner"  # pylint: disable=consider-merging-classes-inherited

    def _consent_introduction(self, company):
        """The first sentence of the preference page."""
        return self.env._("What %s may use your data for. Each choice takes effect at once.", company.name)

    def _consent_preferences(self, company, hide=False):
        """All purposes of one contact with their channels, as the preference page shows them.

        :param company: record of res.company whose consents they are
        :param bool hide: show addresses and numbers so that only their owner recognises them
        :return: list of {purpose, choices}; a choice is an entry of `_consent_status` and besides `key`, `label`,
            `point`, `text` (the wording to agree to, a record), `shown` (the wording that was agreed to) and `waiting`
            (for a confirmation)
        """
        self.ensure_one()
        labels = dict(self.env["partner.consent"]._fields["channel"]._description_selection(self.env))
        purposes = {}
        for entry in self._consent_status(company):
            purpose = entry["purpose"]
            consent = entry["consent"]
            if not consent and not entry["contact_point"] and entry["channel"] in POINTED:
                continue  # there is nothing to decide about a number that nobody knows
            group = purposes.setdefault(purpose.id, {"purpose": purpose, "choices": []})
            group["choices"].append(
                {
                    **entry,
                    "key": f"{purpose.code}:{entry['channel']}",
                    "label": labels[entry["channel"]],
                    "point": masked(entry["contact_point"] or "") if hide else entry["contact_point"],
                    "text": self._consent_wording(purpose, company) if entry["can_grant"] else None,
                    "shown": consent.text_id if entry["allowed"] else None,
                    "waiting": bool(consent.requested_at) and consent.confirmation_state == "waiting",
                }
            )
        return list(purposes.values())

    def _consent_wording(self, purpose, company):
        """The wording of a purpose in the contact's language; None where nobody has written one yet."""
        try:
            return purpose._consent_text(self.lang or self.env.lang, company)
        except UserError:
            return None

    def _consent_choose(self, action, value, company, **evidence):
        """Do what one contact has chosen.

        :param str action: grant, withdraw, object (to all direct marketing) or off (everything)
        :param str value: `key` of a choice; for grant with ":" and the id of the wording that was read
        :param company: record of res.company
        :param evidence: what `_consent_record` takes: method, source_url, ip_address, user_agent
        :return: what was done: granted, asked, withdrawn, objected, off, outdated (the wording has changed) or nothing
        """
        self.ensure_one()
        if action == "object":
            return self._consent_object(company, evidence)
        choices = {choice["key"]: choice for group in self._consent_preferences(company) for choice in group["choices"]}
        if action == "off":
            for choice in choices.values():
                self._consent_end(choice, company, evidence)
            return "off"
        key, _colon, text_id = value.rpartition(":") if action == "grant" else (value, "", "")
        choice = choices.get(key)
        if choice and action == "grant" and choice["can_grant"] and choice["text"]:
            if str(choice["text"].id) != text_id:
                return "outdated"
            return self._consent_grant(choice, company, evidence)
        if choice and action == "withdraw":
            return self._consent_end(choice, company, evidence)
        return "nothing"

    def _consent_grant(self, choice, company, evidence):
        purpose = choice["purpose"]
        confirm = purpose._needs_confirmation(choice["channel"])
        # a request opens nothing that was closed: only the answer to the mail does
        consent = self._consent_record(
            purpose,
            choice["channel"],
            "requested" if confirm else "granted",
            contact_point=choice["contact_point"],
            text=choice["text"],
            company=company,
            **evidence,
        )
        return "asked" if consent.confirmation_state == "waiting" else "granted"

    def _consent_end(self, choice, company, evidence):
        """End what one choice stands for, at each address or number that holds."""
        if not (choice["can_withdraw"] or choice["waiting"]):
            return "nothing"
        return self._consent_stop(choice["purpose"], choice["channel"], company, evidence)

    def _consent_stop(self, purpose, channel, company, evidence):
        """Record that one contact wants to hear no more for a purpose on a channel, at whichever address.

        :return: withdrawn, objected, or nothing if it was stopped before
        """
        # sudo: whoever holds the link need not be a user
        consents = (
            self.env["partner.consent"]
            .sudo()
            .search(
                [
                    ("partner_id", "=", self.id),
                    ("company_id", "=", company.id),
                    ("purpose_id", "=", purpose.id),
                    ("channel", "=", channel),
                    ("folded_into_id", "=", False),
                ]
            )
        )
        still = consents.filtered(lambda consent: consent.is_allowed or consent.requested_at or consent.state in AGREED)
        key = self._consent_key_or_none(channel, self._consent_point(channel))
        stopped = consents.filtered(lambda consent: consent.state in CLOSED and consent.point_key in ("", key))
        if stopped and not still:
            return "nothing"  # however often a form is sent
        kind = "withdrawn" if any(consent.state in AGREED for consent in still) else "objected"
        self._consent_record(purpose, channel, kind, company=company, **evidence)
        consents._forget_links()
        return kind

    def _consent_object(self, company, evidence):
        """Record the objection of one contact to direct marketing (GDPR Art. 21(2)): all channels of its purposes."""
        # sudo: whoever holds the link need not be a user
        purposes = (
            self.env["partner.consent.purpose"]
            .sudo()
            .search([("is_marketing", "=", True), ("company_id", "in", [False, company.id])])
        )
        # sudo: as above
        consents = (
            self.env["partner.consent"]
            .sudo()
            .search(
                [
                    ("partner_id", "=", self.id),
                    ("company_id", "=", company.id),
                    ("purpose_id", "in", purposes.ids),
                    ("folded_into_id", "=", False),
                ]
            )
        )
        objected = consents.filtered(lambda consent: consent.channel == ANY and consent.state == "objected")
        for purpose in purposes - objected.purpose_id:
            self._consent_record(purpose, ANY, "objected", company=company, **evidence)
        consents._forget_links()
        return "objected"
