"""From what people chose to what is asked at each access: remembered, since it is asked for every value."""

from typing import NamedTuple

from odoo import SUPERUSER_ID, api, models, tools

from .sensitive_field import NEEDED, OWN_MODULE

PARTNER = "res.partner"
# Fields of own companies are no data of customers.
UNTOUCHED = {"res.company"}
# Within a transaction, {user id: hidden fields}: asked for every value that is read, this is ten times quicker.
REMEMBERED = "customer_data_quality.hidden_fields"


class Protection(NamedTuple):
    """What is protected. Readers are a tuple of sets of group ids: a reader is a member of one of each set."""

    fields: dict  # {model: {field: readers}}
    bank: tuple
    addresses: dict  # {type: readers}


class PartnerSensitiveField(models.Model):
    _inherit = "partner.sensitive.field"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    @tools.ormcache()
    def _protection(self):
        """What is protected at present, with all fields that show the same.

        :rtype: Protection
        """
        if not tools.sql.table_exists(self.env.cr, self._table):
            return Protection({}, (), {})
        # sudo: the same for whoever asks
        records = self.with_user(SUPERUSER_ID).search([("enabled", "=", True)])
        present = records.filtered("is_present")
        direct, bank, addresses = {}, (), {}
        for record in present:
            readers = (frozenset(record.group_ids.ids),)
            if record.kind == "field":
                direct[record.field_name] = readers
            elif record.kind == "bank":
                bank = readers
            else:
                addresses[record.address_type] = readers
        return Protection(self._with_derived(direct) if direct else {}, bank, addresses)

    @api.model
    def _with_derived(self, direct):
        """Fields of all models that show protected ones: computed from them, or related to them.

        :param dict direct: readers by field of contacts
        """
        registry = self.env.registry
        found = {PARTNER: dict(direct)}
        added = True
        while added:
            added = False
            for name, field in self.env[PARTNER]._fields.items():
                if name in found[PARTNER] or name in NEEDED or field._module == OWN_MODULE or not field.compute:
                    continue
                paths = registry.field_depends.get(field, ())
                readers = {each for path in paths for each in self._readers_along(PARTNER, path, found[PARTNER])}
                if readers:
                    found[PARTNER][name] = tuple(readers)
                    added = True
        for model_name, model in registry.items():
            if model_name not in UNTOUCHED and model_name != PARTNER:
                shown = {
                    name: readers
                    for name, field in model._fields.items()
                    if field.related and (readers := self._readers_along(model_name, field.related, found[PARTNER]))
                }
                if shown:
                    found[model_name] = shown
        return found

    @api.model
    def _readers_along(self, model_name, path, protected):
        """Readers of what a path of fields shows, empty if it shows nothing protected."""
        readers = ()
        for name in path.split("."):
            field = self.env[model_name]._fields.get(name)
            if field is None:
                break
            if model_name == PARTNER:
                readers += protected.get(name, ())
            if not field.comodel_name:
                break
            model_name = field.comodel_name
        return readers

    @api.model
    def _hidden_fields(self, model_name):
        """Names of the fields of a model that the user may not read.

        :rtype: frozenset
        """
        return self._all_hidden_fields().get(model_name, frozenset())

    @api.model
    @tools.ormcache("self.env.uid")
    def _all_hidden_fields(self):
        """The fields that the user may not read: {model: names}, without models that have none."""
        hidden = {}
        for model_name, protected in self._protection().fields.items():
            names = frozenset(name for name, readers in protected.items() if not self._is_reader(readers))
            if names:
                hidden[model_name] = names
        return hidden

    @api.model
    @tools.ormcache("self.env.uid")
    def _hidden_records(self):
        """Whether bank accounts are hidden from the user, and the types of addresses that are.

        :return: tuple of bool and frozenset
        """
        protection = self._protection()
        return (
            not self._is_reader(protection.bank),
            frozenset(each for each, readers in protection.addresses.items() if not self._is_reader(readers)),
        )

    @api.model
    def _is_reader(self, readers):
        if self.env.uid == SUPERUSER_ID:
            return True
        mine = self.env.user._get_group_ids()
        return all(not group_ids.isdisjoint(mine) for group_ids in readers)
