from odoo import models

from ...engine.linkage import probability
from .within import Within

HOW = ("empty", "all", "skip")


class Collector:
    """Takes what `load` has read, instead of having it saved; remembers which records other fields may name by id."""

    def __init__(self):
        self.rows = []
        self.named = {}


class ResPartner(models.Model):
    """`load`, the way of every import, with matching for whoever asks for it.

    With `match_contacts` in the context, rows that certainly are a contact that exists, or repeat an earlier row,
    update only its empty fields ("empty"), all fields that they have a value for ("all"), or are left out ("skip"). The
    ids that `load` returns are those of the contacts, in the order of the rows. Without it nothing is different.
    """

    _inherit = "res.partner"  # pylint: disable=consider-merging-classes-inherited

    def _load_records(self, data_list, update=False):
        collector = self.env.context.get("partner_import_collect")
        if isinstance(collector, Collector):
            collector.rows.extend(data_list)
            return self.browse()
        how = self.env.context.get("match_contacts")
        if how and not update:
            if how not in HOW:
                raise ValueError(f"match_contacts is one of {', '.join(HOW)}, not {how!r}.")
            return self._load_matched(data_list, how)
        return super()._load_records(data_list, update)

    def _load_records_create(self, vals_list):
        records = super()._load_records_create(vals_list)
        if self.env.context.get("import_file") and not self.env.context.get("partner_import_id"):
            records._add_origins(self._origin_of_file())
        return records

    def _convert_fields_to_values(self, field_names):
        # sudo: what persons get from their company Odoo writes with all rights, but reads with those of whoever
        # imports: without this, nobody outside of accounting could import a person of a company
        partners = self.sudo() if self.env.context.get("partner_import_id") else self
        return super(ResPartner, partners)._convert_fields_to_values(field_names)

    def _load_matched(self, data_list, how):
        """Create the rows that are new, write or leave out the others; return the contact of each row."""
        # sudo: external ids are for administrators; records that exist are written with the user's rights
        lookup = self.env["ir.model.data"].sudo()._lookup_xmlids
        known = {f"{row[1]}.{row[2]}" for row in lookup([d["xml_id"] for d in data_list if d.get("xml_id")], self)}
        free = [
            number
            for number, data in enumerate(data_list)
            if not data["values"].get("id") and data.get("xml_id") not in known
        ]
        matches, repeats = self._load_matches(free, [data_list[number]["values"] for number in free])
        saved = [number for number in range(len(data_list)) if number not in matches and number not in repeats]
        records = self.with_context(match_contacts=False)._load_records([data_list[number] for number in saved])
        found = dict(zip(saved, records.with_env(self.env), strict=True))
        found.update({number: self.browse(id_) for number, id_ in matches.items()})
        for number in sorted(matches.keys() | repeats.keys()):
            partner = found[number] = found.get(number) or found[repeats[number]]
            if how != "skip":
                changes = partner._import_changes(data_list[number]["values"], how)
                if changes:
                    partner.write(changes)
                if data_list[number].get("xml_id"):
                    partner._import_name(data_list[number]["xml_id"])
        return self.browse(found[number].id for number in range(len(data_list)))

    def _load_matches(self, numbers, vals_list):
        """Rows that certainly are contacts, {number: contact id}, and rows that repeat one, {number: its number}."""
        self.env["partner.match.key"]._refresh()
        _linkage, certain, _possible = self.env["partner.match.model"]._matcher()
        probes = self._duplicate_probes(
            [{**vals, "id": -number - 1} for number, vals in zip(numbers, vals_list, strict=True)]
        )
        matches = {
            number: found[0]["partner_id"]
            for number, found in zip(numbers, self._match(probes, 1, probability(certain)), strict=True)
            if found
        }
        within = Within(self.env)
        within.add([number + 1 for number in numbers], probes)
        repeats = {}
        for one, other, _score in sorted(within.pairs(certain)):
            first, second = one - 1, other - 1
            if second not in matches and second not in repeats:
                repeats[second] = repeats.get(first, first)
        return matches, repeats


class IrFieldsConverter(models.AbstractModel):
    _inherit = "ir.fields.converter"  # pylint: disable=consider-merging-classes-inherited

    def db_id_for(self, model, field, subfield, value, savepoint):
        collector = self.env.context.get("partner_import_collect")
        if not isinstance(collector, Collector) or subfield != ".id":
            return super().db_id_for(model, field, subfield, value, savepoint)
        # all rows name the same few countries and states, and Odoo would ask for each whether it exists
        key = (field.comodel_name, value)
        if key not in collector.named:
            collector.named[key] = super().db_id_for(model, field, subfield, value, savepoint)
        return collector.named[key]
