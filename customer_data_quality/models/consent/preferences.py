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
        :return: list of {purpose, fixed, text, shown, choices}. Fixed purposes rest on a contract or a law, so there is
            nothing to choose. `text` is the wording to agree to and `shown` the one that was agreed to, records or
            None. A choice is an entry of `_consent_status` and besides `key`, `label`, `point`, `waiting` (for a
            confirmation) and `offered` (it can be agreed to)
        """
        self.ensure_one()
        labels = dict(self.env["partner.consent"]._fields["channel"]._description_selection(self.env))
        entries = {}
        for entry in self._consent_status(company):
            # there is nothing to decide about a number that nobody knows
            if entry["consent"] or entry["contact_point"] or entry["channel"] not in POINTED:
                entries.setdefault(entry["purpose"], []).append(entry)
        groups = []
        for purpose, found in entries.items():
            fixed = not purpose._can_be_stopped()
            wanted = not fixed and any(entry["can_grant"] and not entry["allowed"] for entry in found)
            text = self._consent_wording(purpose, company) if wanted else None
            agreed = [entry["consent"].text_id for entry in found if entry["allowed"] and entry["consent"].text_id]
            choices = []
            for entry in found:
                consent, point = entry["consent"], entry["contact_point"] or ""
                choices.append(
                    {
                        **entry,
                        "key": f"{purpose.code}:{entry['channel']}",
                        "label": labels[entry["channel"]],
                        "point": masked(point) if hide else point,
                        "waiting": consent.confirmation_state == "waiting",
                        "offered": bool(text) and entry["can_grant"] and not entry["allowed"],
                    }
                )
            shown = agreed[0] if agreed and agreed[0] != text else None
            groups.append({"purpose": purpose, "fixed": fixed, "text": text, "shown": shown, "choices": choices})
        return groups

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
        groups = [group for group in self._consent_preferences(company) if not group["fixed"]]
        choices = {choice["key"]: (group, choice) for group in groups for choice in group["choices"]}
        if action == "off":
            for _group, choice in choices.values():
                self._consent_end(choice, company, evidence)
            return "off"
        key, _colon, text_id = value.rpartition(":") if action == "grant" else (value, "", "")
        group, choice = choices.get(key, (None, None))
        if choice and action == "grant" and choice["offered"]:
            if str(group["text"].id) != text_id:
                return "outdated"
            return self._consent_grant(choice, group["text"], company, evidence)
        if choice and action == "withdraw":
            return self._consent_end(choice, company, evidence)
        return "nothing"

    def _consent_grant(self, choice, text, company, evidence):
        purpose = choice["purpose"]
        confirm = purpose._needs_confirmation(choice["channel"])
        # a request opens nothing that was closed: only the answer to the mail does
        consent = self._consent_record(
            purpose,
            choice["channel"],
            "requested" if confirm else "granted",
            contact_point=choice["contact_point"],
            text=text,
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
        consents = self._consents_with(company).filtered_domain(
            [("purpose_id", "=", purpose.id), ("channel", "=", channel)]
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
        consents = self._consents_with(company).filtered(lambda consent: consent.purpose_id in purposes)
        objected = consents.filtered(lambda consent: consent.channel == ANY and consent.state == "objected")
        for purpose in purposes - objected.purpose_id:
            self._consent_record(purpose, ANY, "objected", company=company, **evidence)
        consents._forget_links()
        return "objected"
