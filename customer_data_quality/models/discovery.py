import re
from typing import NamedTuple

from odoo import api, models, tools

# What the names of fields tell, taken apart at underscores: "x_studio_contact_email" is an address.
EMAIL_WORDS = {"email", "emails", "mail"}
PHONE_WORDS = {"phone", "mobile", "telephone", "tel", "fax", "phonenumber", "whatsapp"}
# Fields that are derived from others, or say something about an address rather than hold one.
DERIVED_WORDS = {"normalized", "sanitized", "blacklisted", "state", "count", "server", "template", "id", "ids"}
NAME_FIELDS = ("contact_name", "partner_name", "name", "author_name", "company_name")
# How fields begin that were added without programming.
CUSTOM = ("", "x_", "x_studio_")


class PersonModel(NamedTuple):
    """Where a model holds people: names of stored fields with a column (or a relation) of their own."""

    model: str
    links: tuple  # many2one to contacts
    many_links: tuple  # many2many to contacts
    emails: tuple
    phones: tuple
    names: tuple

    @property
    def linked(self):
        return bool(self.links or self.many_links)

    @property
    def reachable(self):
        return bool(self.emails or self.phones)


class PartnerDiscovery(models.AbstractModel):
    """Where people are in this database, found in the registry, so that apps nobody here has heard of count too."""

    _name = "partner.discovery"
    _description = "Models That Hold People"

    @api.model
    @tools.ormcache(cache="stable")
    def _person_models(self):
        """Every stored model (wizards and views of the database left out) with a link to contacts, an e-mail address
        or a phone number. Contacts themselves are not among them.

        :rtype: tuple of PersonModel, by name of model
        """
        tables = self._real_tables()
        found = (
            self._person_model(self.env[name])
            for name, model in sorted(self.env.registry.items())
            if name != "res.partner"
            and model._auto
            and not model._abstract
            and not model._transient
            and model._table in tables
        )
        return tuple(each for each in found if each.linked or each.reachable)

    @api.model
    def _person_model(self, model):
        """Where one model holds people.

        :param model: empty recordset
        :rtype: PersonModel
        """
        stored = {
            name: field
            for name, field in model._fields.items()
            if field.store
            and not field.inherited
            # a value for each company stands in JSON
            and not field.company_dependent
            and (field.column_type or field.type == "many2many")
        }
        texts = [name for name, field in stored.items() if field.type == "char" and not field.translate]
        emails = [name for name in texts if _says(name, EMAIL_WORDS)]
        phones = [name for name in texts if _says(name, PHONE_WORDS)]
        # what the mixins for mail and phone know better than names tell
        primary = getattr(model, "_primary_email", None)
        if primary in texts:
            emails = [primary, *(name for name in emails if name != primary)]
        if "phone" in model._name.split(".") and "number" in texts:
            phones.append("number")
        if hasattr(model, "_phone_get_number_fields"):
            phones += [name for name in model._phone_get_number_fields() if name in texts and name not in phones]
        links = [
            name for name, field in stored.items() if field.type == "many2one" and field.comodel_name == "res.partner"
        ]
        many = [
            name for name, field in stored.items() if field.type == "many2many" and field.comodel_name == "res.partner"
        ]
        return PersonModel(
            model._name,
            tuple(links),
            tuple(many),
            tuple(emails),
            tuple(phones),
            tuple(f"{custom}{name}" for name in NAME_FIELDS for custom in CUSTOM if f"{custom}{name}" in texts),
        )

    @api.model
    def _real_tables(self):
        """Names of tables, without views."""
        self.env.cr.execute(
            "SELECT relname FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = current_schema::regnamespace"
        )
        return {name for (name,) in self.env.cr.fetchall()}


def _says(name, words):
    parts = re.split(r"[_\d]+", name.lower())
    return bool(words.intersection(parts)) and not DERIVED_WORDS.intersection(parts)
