"""Where records that are linked disagree with their contact."""

from typing import NamedTuple

from odoo import api, models
from odoo.tools import SQL

from ...engine import signature
from ...engine.emails import email as read_email
from ...engine.phones import phone as read_phone
from .matcher import Finding

# Names of another person or company: no contradiction, but somebody else of the same customer.
OTHERS = {"relatives", "other_family", "other_person", "other_company", "mixed", "one_word_company"}


class PartnerSiloSource(models.Model):
    _inherit = "partner.silo.source"  # pylint: disable=consider-merging-classes-inherited

    def _contradictions(self, people, matcher):
        """What is found of linked records: where they disagree with their contact."""
        contacts = self._contact_points({person.partner_id for person in people})
        doubtful = []
        for person in people:
            contact = contacts.get(person.partner_id)
            if contact is None:
                continue
            country = contact.country or matcher.country(person)
            slots = []
            if person.email and contact.email and _differ(read_email, person.email, contact.email):
                slots.append("email")
            if person.phone and contact.phone:
                mine, theirs = read_phone(person.phone, country), read_phone(contact.phone, country)
                if mine.national and theirs.national and mine.national != theirs.national:
                    slots.append("phone")
            if slots:
                doubtful.append((person, slots))
        if not doubtful:
            return []
        matcher.comparer._hold({person.partner_id for person, _slots in doubtful})
        family = self._family_points({person.partner_id for person, _slots in doubtful})
        findings = []
        for person, slots in doubtful:
            other = matcher.comparer._contacts.get(person.partner_id)
            known = matcher.signature(person)
            if other is None or matcher.relation(matcher.contact(known), other) in OTHERS:
                continue
            emails, phones = family.get(person.partner_id, ((), ()))
            for slot in slots:
                # a colleague's address, or the switchboard's number, is no contradiction
                theirs = (
                    known.local and f"{known.local}@{known.domain}" in emails
                    if slot == "email"
                    else known.phone in phones
                )
                if not theirs:
                    company_id = person.company_id or contacts[person.partner_id].company_id
                    findings.append(
                        Finding(
                            person.id,
                            slot,
                            "contradiction",
                            ((person.partner_id, None, None),),
                            company_id,
                            None,
                            person.fingerprint,
                        )
                    )
        return findings

    @api.model
    def _contact_points(self, ids):
        """E-mail, phone and country of contacts, by id."""
        self.env["res.partner"].flush_model(["email", "phone", "country_id", "company_id"])
        rows = self.env.execute_query(
            SQL(
                "SELECT p.id, p.email, p.phone, c.code, p.company_id FROM res_partner p "
                "LEFT JOIN res_country c ON c.id = p.country_id WHERE p.id = ANY(%s)",
                list(ids),
            )
        )
        return {row[0]: _ContactPoints(*row[1:]) for row in rows}

    @api.model
    def _family_points(self, ids):
        """Addresses and numbers of the others of a contact's company: {contact: (set of addresses, set of numbers)}."""
        rows = self.env.execute_query(
            SQL(
                """
                SELECT p.id, array_agg(k.signature) FROM res_partner p
                JOIN res_partner other ON other.commercial_partner_id = p.commercial_partner_id
                JOIN partner_match_key k ON k.id = other.id
                WHERE p.id = ANY(%s) GROUP BY p.id
                """,
                list(ids),
            )
        )
        family = {}
        for id_, texts in rows:
            known = [signature.load(text) for text in texts]
            family[id_] = (
                {f"{each.local}@{each.domain}" for each in known if each.local},
                {number for each in known for number in (each.phone, each.base) if number},
            )
        return family


class _ContactPoints(NamedTuple):
    email: str | None
    phone: str | None
    country: str | None
    company_id: int | None


def _differ(read, one, other):
    """Whether two addresses are two; what can't be read differs from nothing."""
    if one == other:
        return False
    mine, theirs = read(one).address, read(other).address
    return bool(mine and theirs and mine != theirs)
