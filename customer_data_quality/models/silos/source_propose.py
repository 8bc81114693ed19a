"""Which models are worth looking at, and where in them a person's particulars stand: told by the registry alone."""

import re

from odoo import api, models

from ..discovery import CUSTOM

# Odoo's own models of these begin so, and hold addresses of systems, logs and copies, not people of their own.
TECHNICAL = ("ir.", "base.", "bus.", "res.", "sms.", "iap.", "payment.", "account.", "fetchmail.", "privacy.", "phone.")
MAIL = ("mail.", "mailing.")
PEOPLE_OF_MAIL = {"mail.guest", "mailing.contact"}
# Words in names of models that tell the same of models nobody here has heard of.
TECHNICAL_WORDS = {
    *("log", "logs", "trace", "template", "blacklist", "report", "gateway", "server", "settings", "config", "queue"),
    *("platform", "tag", "stage", "wizard"),
}
# Found, but switched off until somebody decides otherwise: colleagues are no customers.
INTERNAL = {"hr.employee"}
MESSAGE = "mail.message"
OWN_MODULE = "customer_data_quality"
POINTLESS = re.compile(r"(^|_)(cc|criterion|layout|to|emergency|private)(_|$)")


class PartnerSiloSource(models.Model):
    _inherit = "partner.silo.source"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def _propose(self):
        """Add a source for each model that holds people and has none yet.

        :return: the new sources
        """
        known = set(self.search([("active", "in", [True, False])]).mapped("model"))
        found = [each for each in self.env["partner.discovery"]._person_models() if self._holds_people(each)]
        vals_list = [
            {**self._proposal(each.model), "is_found": True, "active": each.model not in INTERNAL}
            for each in found
            if each.model not in known
        ]
        return self.create([vals for vals in vals_list if vals.get("email_field") or vals.get("phone_field")])

    @api.model
    def _holds_people(self, found):
        """Whether a model of `partner.discovery` is worth looking at: it holds people of its own."""
        name, model = found.model, self.env[found.model]
        if name == MESSAGE:
            return True
        if not found.reachable or not model._log_access or model._original_module == OWN_MODULE:
            return False
        if name in PEOPLE_OF_MAIL:
            return True
        if name.startswith((*TECHNICAL, *MAIL)) or TECHNICAL_WORDS.intersection(re.split(r"[._]", name)):
            return False
        # an address without a name or a link is one of a system
        return found.linked or bool(self._name_fields(found, model)[0])

    @api.model
    def _proposal(self, model_name):
        """Values of a source for a model, as far as the registry tells.

        :param str model_name: technical name
        :rtype: dict
        """
        model = self.env[model_name]
        found = self.env["partner.discovery"]._person_model(model)
        name, company_name = self._name_fields(found, model)
        values = {
            "model": model_name,
            "name_field": name,
            "company_name_field": company_name,
            "email_field": self._first_of(found.emails, getattr(model, "_primary_email", None)),
            "phone_field": self._first_of(found.phones, *self._phone_order(model)),
            "partner_field": self._first_of(found.links, "partner_id"),
            "domain": False,
            "is_per_address": False,
        }
        if model_name == MESSAGE:
            values |= {
                "name_field": False,
                "partner_field": "author_id",
                "domain": "[('message_type', '=', 'email'), ('author_id', '=', False)]",
                "is_per_address": True,
            }
        return values

    @api.model
    def _name_fields(self, found, model):
        """Fields of a person's name and of the company's, False where there is none."""
        by_meaning = {re.sub(r"^x_(studio_)?", "", name): name for name in reversed(found.names)}
        if "contact_name" in by_meaning:
            return by_meaning["contact_name"], by_meaning.get("partner_name", False)
        persons = [by_meaning[each] for each in ("partner_name", "author_name", "name") if each in by_meaning]
        record_name = model._fields.get(model._rec_name or "")
        if not persons and record_name is not None and record_name.store and record_name.type == "char":
            persons = [record_name.name]
        return (persons[0] if persons else False), by_meaning.get("company_name", False)

    @api.model
    def _phone_order(self, model):
        return model._phone_get_number_fields() if hasattr(model, "_phone_get_number_fields") else ()

    @api.model
    def _first_of(self, names, *preferred):
        """The field to take of several: a preferred one, or else the first that is no copy or secondary one."""
        names = list(names)
        for name in preferred:
            for custom in CUSTOM:
                if f"{custom}{name}" in names:
                    return f"{custom}{name}"
        return next((name for name in names if not POINTLESS.search(name)), False)
