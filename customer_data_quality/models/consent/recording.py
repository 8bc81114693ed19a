"""One act of recording: checks, the rows that it is about, the events, and what follows from them."""

import base64
import hashlib
import json

from dateutil.relativedelta import relativedelta

from odoo import fields
from odoo.exceptions import UserError
from odoo.tools import SQL

from ...engine.consent_states import ENDING, GRANTING
from .channels import ANY, CODES, KINDS, METHODS, POINTED

FACTS = {
    "contact_point", "act_date", "text", "lang", "source_url", "ip_address", "user_agent", "note", "documents",
    "exemption", "details",
}  # fmt: skip
# Longer texts come from those who try what a form can bear.
LONGEST = 2000
# Clocks differ a little.
AHEAD = relativedelta(minutes=5)
SHOWN = ("requested", "granted", "refused")


class Recording:
    """What several contacts did in the same way. Works with superuser rights: check what the user may do before."""

    def __init__(self, partners, purpose, channel, kind, method, company, facts):
        if unknown := facts.keys() - FACTS:
            raise TypeError(f"unknown facts: {', '.join(sorted(unknown))}")
        self.env = partners.env
        self.partners = partners
        self.purpose = purpose
        self.channel = channel
        self.kind = kind
        self.method = method
        self.company = company
        self.facts = facts
        self._texts = {}

    def run(self):
        """Record it; return {contact id: consent}."""
        self._check()
        self.documents = self._documents()
        self.document_hashes = " ".join(hashlib.sha256(data).hexdigest() for _name, data in self.documents)
        heads = self._heads()
        touched = self._touched(heads)
        values = [vals for partner, consents in touched for vals in self._events(partner, consents)]
        events = self.env["partner.consent.event"].create(values)
        self._attach(events)
        consents = self.env["partner.consent"].union(*(consents for _partner, consents in touched))
        self._note_last(events)
        consents._derive()
        if self.kind in GRANTING:
            # an older act that came in late opens nothing
            consents.filtered(
                lambda consent: consent.is_allowed and consent.granted_at == self.act_date
            )._follow_granted()
        return heads

    # -- checks -----------------------------------------------------------------------------------

    def _check(self):
        purpose, channel, kind = self.purpose, self.channel, self.kind
        purpose.ensure_one()
        if kind not in dict(KINDS) or kind == "erased":
            raise UserError(self.env._("“%s” is nothing that can be recorded.", kind))
        if self.method not in dict(METHODS):
            raise UserError(self.env._("“%s” is no way of recording.", self.method))
        if channel not in (*CODES, ANY) or (channel == ANY and kind not in ENDING):
            raise UserError(
                self.env._(
                    "“%(channel)s” is no channel: use one of %(channels)s.", channel=channel, channels=", ".join(CODES)
                )
            )
        if kind in ("requested", *GRANTING) and channel not in purpose._channels():
            label = dict(purpose.env["partner.consent"]._fields["channel"]._description_selection(self.env))[channel]
            raise UserError(
                self.env._("The purpose “%(name)s” is not meant for %(channel)s.", name=purpose.name, channel=label)
            )
        if purpose.company_id and purpose.company_id != self.company:
            raise UserError(
                self.env._(
                    "“%(name)s” is a purpose of %(company)s alone.", name=purpose.name, company=purpose.company_id.name
                )
            )
        self.act_date = self._checked_date()
        if kind == "exempted":
            self._check_exemption()
        if self.method == "import" and kind in GRANTING:
            self._check_import()

    def _checked_date(self):
        date = self.facts.get("act_date")
        if date is None:
            return fields.Datetime.now()
        if not date:
            return False
        date = fields.Datetime.to_datetime(date)
        if date > fields.Datetime.now() + AHEAD:
            raise UserError(self.env._("The date %s lies ahead. Write when the person acted.", date))
        return date.replace(microsecond=0)

    def _check_exemption(self):
        exemption = self.facts.get("exemption")
        if not exemption or exemption not in self.purpose.exemption_ids or exemption.channel != self.channel:
            raise UserError(
                self.env._("Name an exemption that the purpose “%s” provides for on this channel.", self.purpose.name)
            )
        checked = set((self.facts.get("details") or {}).get("conditions", ()))
        missing = exemption.condition_ids.filtered(lambda condition: condition.id not in checked)
        if missing:
            raise UserError(
                self.env._(
                    "The exemption only holds if all its conditions do. Not checked: %s",
                    "; ".join(missing.mapped("name")),
                )
            )

    def _check_import(self):
        if not self.facts.get("act_date"):
            raise UserError(self.env._("A consent can only be imported with the date on which it was given."))
        if not any(self.facts.get(name) for name in ("source_url", "note", "documents")):
            raise UserError(
                self.env._("A consent can only be imported with its source: where and how it was given, or a document.")
            )

    # -- which rows -------------------------------------------------------------------------------

    def _points(self):
        """{contact: (contact point, key)}"""
        given, points = self.facts.get("contact_point"), {}
        for partner in self.partners:
            point = given.get(partner.id) if isinstance(given, dict) else given
            if self.channel == ANY:
                points[partner] = ("", "")
                continue
            point = _clean(point or partner._consent_point(self.channel))
            if not point and self.channel in POINTED and self.kind not in ENDING:
                raise UserError(
                    self.env._(
                        "%s has no address or number for this channel, so nothing can be recorded.",
                        partner.display_name,
                    )
                )
            points[partner] = (point, partner._consent_point_key(self.channel, point))
        return points

    def _heads(self):
        """{contact id: the consent that it is about}, made where it is missing."""
        points = self._points()
        consents = self.env["partner.consent"]
        consents.flush_model()
        # whoever makes the same row at the same time begins anew, and finds it
        self.env.cr.execute(
            SQL(
                "INSERT INTO partner_consent (company_id, partner_id, purpose_id, channel, contact_point, "
                "point_key, state, is_allowed, create_uid, create_date, write_uid, write_date) "
                "SELECT %s, f.partner_id, %s, %s, f.contact_point, f.point_key, 'none', false, %s, %s, %s, %s "
                "FROM unnest(%s::int[], %s::text[], %s::text[]) AS f(partner_id, contact_point, point_key) "
                "ON CONFLICT (company_id, partner_id, purpose_id, channel, point_key) WHERE folded_into_id IS NULL "
                "DO NOTHING",
                self.company.id,
                self.purpose.id,
                self.channel,
                *(self.env.uid, self.env.cr.now()) * 2,
                [partner.id for partner in points],
                [point or None for point, _key in points.values()],
                [key for _point, key in points.values()],
            )
        )
        consents.invalidate_model(flush=False)
        found = consents.search(
            [
                ("company_id", "=", self.company.id),
                ("partner_id", "in", self.partners.ids),
                ("purpose_id", "=", self.purpose.id),
                ("channel", "=", self.channel),
                ("folded_into_id", "=", False),
            ]
        )
        by_key = {(consent.partner_id.id, consent.point_key): consent for consent in found}
        return {partner.id: by_key[partner.id, key] for partner, (_point, key) in points.items()}

    def _touched(self, heads):
        """(contact, consents that get an event) for each contact.

        A no that names no address is about all of them; it also reaches records that were continued in these when
        contacts were merged, so that it outlasts an undo.
        """
        others = self.env["partner.consent"]
        if self.kind in ENDING and not self.facts.get("contact_point"):
            domain = [
                ("company_id", "=", self.company.id),
                ("partner_id", "in", self.partners.ids),
                ("purpose_id", "=", self.purpose.id),
                ("folded_into_id", "=", False),
                ("state", "in", ("requested", "granted", "confirmed", "exempt")),
            ]
            if self.channel != ANY:
                domain.append(("channel", "=", self.channel))
            others = others.search(domain)
        result = []
        for partner in self.partners:
            consents = heads[partner.id] | others.filtered(lambda other, partner=partner: other.partner_id == partner)
            if self.kind in ENDING:
                level = consents
                while level := level.folded_ids:
                    consents |= level
            result.append((partner, consents))
        return result

    # -- events -----------------------------------------------------------------------------------

    def _events(self, partner, consents):
        details = self.facts.get("details")
        text = self._text(partner, consents[:1])
        for consent in consents:
            yield {
                "consent_id": consent.id,
                "company_id": self.company.id,
                "purpose_id": self.purpose.id,
                "channel": consent.channel,
                "contact_ref": partner.id,
                "kind": self.kind,
                "act_date": self.act_date,
                "method": self.method,
                "text_id": text.id,
                "text_hash": text.hash,
                "exemption_id": self.facts["exemption"].id if self.kind == "exempted" else False,
                "details": json.dumps(details, sort_keys=True, ensure_ascii=False) if details else False,
                "document_hashes": self.document_hashes or False,
                "contact_point": consent.contact_point,
                **{name: _clean(self.facts.get(name)) for name in ("source_url", "ip_address", "user_agent", "note")},
            }

    def _text(self, partner, consent):
        """The wording that was shown, if any."""
        texts = self.env["partner.consent.text"]
        text = self.facts.get("text")
        if text:
            if text.purpose_id != self.purpose or text.company_id != self.company:
                raise UserError(self.env._("The text “%s” is not one of this purpose and company.", text.display_name))
            return text
        if self.kind == "confirmed":
            asked = consent.event_ids.filtered(lambda event: event.kind in SHOWN and event.text_id)
            if asked:
                return asked[-1].text_id
        if self.method == "import" or self.kind not in ("requested", "granted", "confirmed"):
            return texts
        lang = self.facts.get("lang") or partner.lang
        if lang not in self._texts:
            self._texts[lang] = self.purpose._consent_text(lang, self.company)
        return self._texts[lang]

    def _documents(self):
        documents = self.facts.get("documents") or ()
        if hasattr(documents, "_name"):
            return [(document.name, document.raw or b"") for document in documents]
        return list(documents)

    def _attach(self, events):
        self.env["ir.attachment"].create(
            [
                {
                    "name": name,
                    "datas": base64.b64encode(data),
                    "res_model": events._name,
                    "res_id": event.id,
                }
                for event in events
                for name, data in self.documents
            ]
        )

    def _note_last(self, events):
        """Let each row tell its last event: whoever records about the same row at the same time begins anew."""
        for event in events:
            event.consent_id.last_event = event.id
        if self.kind == "used":
            for event in events:
                event.consent_id.last_used_at = max(
                    event.act_date or event.date, event.consent_id.last_used_at or event.date
                )


def _clean(value):
    """Text that PostgreSQL can keep, and no longer than anybody writes."""
    if not value:
        return False
    return value.replace("\0", "").encode("utf-8", "replace").decode()[:LONGEST].strip() or False
