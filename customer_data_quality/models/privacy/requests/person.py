"""Who is searched for: the contacts, addresses, numbers and names of one person."""

from typing import NamedTuple

from odoo import models
from odoo.tools import email_normalize_all, email_split

from ....engine.personal_text import (
    email_pattern,
    is_telling_name,
    is_telling_number,
    name_pattern,
    phone_pattern,
    written_forms,
)


class Person(NamedTuple):
    """One person. Addresses are normalised, numbers as they are written and as E.164, names in lower case."""

    partner_ids: tuple = ()
    emails: tuple = ()
    phones: tuple = ()
    names: tuple = ()

    def strong_patterns(self):
        """Patterns of what belongs to this person alone: addresses and numbers."""
        emails = [email_pattern(email) for email in self.emails]
        phones = [phone_pattern(phone) for phone in self.phones if is_telling_number(phone)]
        return list(dict.fromkeys([*emails, *phones]))

    def weak_patterns(self):
        """Patterns of what others may share: names of at least two words."""
        forms = [form for name in self.names if is_telling_name(name) for form in written_forms(name)]
        return [name_pattern(form) for form in dict.fromkeys(forms)]

    def patterns(self):
        return [*self.strong_patterns(), *self.weak_patterns()]


class ResPartner(models.Model):
    _inherit = "res.partner"  # pylint: disable=consider-merging-classes-inherited

    def _privacy_person(self, terms=()):
        """Who these contacts are, as it is searched for.

        :param terms: further names, addresses and numbers
        :rtype: Person
        """
        partners = self.sudo().with_context(active_test=False)  # sudo: callers have checked who may search
        emails, phones, names = {}, {}, {}
        for partner in partners:
            emails.update(dict.fromkeys(email_normalize_all(partner.email or "")))
            for number in (partner.phone, partner.phone_sanitized, partner.phone and partner._phone_format("phone")):
                phones[number] = None
            names[partner.name] = None
        for term in filter(None, (term.strip() for term in terms if term)):
            if email_split(term):
                emails.update(dict.fromkeys(email_normalize_all(term)))
            elif is_telling_number(term) and not any(char.isalpha() for char in term):
                # without a country only international numbers could be read
                known = partners[:1] or self.env.company.partner_id.sudo()  # sudo: as above
                phones.update(dict.fromkeys((term, known._phone_format(number=term))))
            else:
                names[term] = None
        return Person(
            tuple(partners.ids),
            tuple(filter(None, emails)),
            tuple(phone for phone in phones if phone),
            tuple(dict.fromkeys(name.strip() for name in names if name and name.strip())),
        )


class PartnerPrivacyRequest(models.Model):
    _inherit = "partner.privacy.request"  # pylint: disable=consider-merging-classes-inherited

    def _partners(self):
        """All contacts that are the person of one request: merged ones, too, and addresses when chosen."""
        self.ensure_one()
        contacts = self.env["res.partner"].sudo().with_context(active_test=False)  # sudo: see Person
        partners = contacts.browse(self.partner_id.ids)
        if not partners:
            return partners
        kinds = [("type", "!=", "contact")] if not self.include_people else []
        found = partners
        while partners:
            merged = contacts.search([("merged_into_id", "in", partners.ids)])
            below = contacts.browse()
            if self.include_addresses or self.include_people:
                below = contacts.search([("parent_id", "in", partners.ids), *kinds])
            partners = (merged | below) - found
            found |= partners
        return found

    def _person(self):
        """Who one request is about.

        :rtype: Person
        """
        self.ensure_one()
        terms = [self.person_name, self.person_email, self.person_phone, *(self.further_terms or "").splitlines()]
        partners = self._partners()
        return partners._privacy_person(terms)
