from lxml import etree

from odoo import api, fields, models
from odoo.exceptions import UserError

from .claims import MANY, held_text

MAX_CONTACTS = 10
EDITED_TYPES = ("char", "text", "selection", "boolean", "integer", "float", "monetary", "date", "many2one", MANY)


class PartnerMerge(models.Model):
    """What the screen on which contacts are merged asks for."""

    _inherit = "partner.merge"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def preview(self, partner_ids, survivor_id=False):
        """What would become of contacts that are merged, as the user may see it.

        :param list partner_ids: ids of two to ten contacts; a contact merged earlier stands for what it became
        :param int survivor_id: the one that remains; chosen by the rules if False
        :return: {"survivor_id", "contacts": [{"id", "name", "is_company", "active", "created", "changed"}],
            "fields": what `_preview_fields` returns, "moves": [{"model", "label", "count"}], "refusals": [{"code",
            "message", "partner_ids", "way_out"}]}; dates are texts in UTC
        :raises AccessError: for whoever may not merge, or not read one of the contacts
        :raises UserError: for fewer than two contacts or more than ten
        """
        self.check_access("read")
        partners = self._contacts_to_merge(partner_ids)
        rule = self.env["partner.merge.rule"]
        survivor = partners.browse(own_ids([survivor_id])) & partners
        if survivor:
            refusals = partners._merge_refusals(survivor, partners - survivor)
        else:
            survivor, refusals = rule._choose_survivor(partners)
        others = partners - survivor
        return {
            "survivor_id": survivor.id,
            "contacts": partners._side_by_side(),
            "fields": self._preview_fields(partners, survivor, rule._propose(survivor, others)),
            "moves": self._count_moves(survivor, others),
            "refusals": refusals,
        }

    @api.model
    def _contacts_to_merge(self, partner_ids):
        """The contacts that somebody wants to merge, the best survivor first.

        :raises UserError: for too few or too many
        """
        partners = self.env["res.partner"].browse(own_ids(partner_ids)).exists()
        partners.check_access("read")
        partners = partners._merged_into()
        partners.check_access("read")
        if len(partners) < 2:
            raise UserError(self.env._("Choose at least two contacts that are the same person or company."))
        if len(partners) > MAX_CONTACTS:
            raise UserError(
                self.env._(
                    "At most %(most)s contacts can be compared at once, not %(count)s. Merge some of them first.",
                    most=MAX_CONTACTS,
                    count=len(partners),
                )
            )
        return self.env["partner.merge.rule"]._propose_survivor(partners)

    @api.model
    def _preview_fields(self, partners, survivor, proposals):
        """One entry per field or block of fields that any of the contacts has filled in and the contact's form shows.

        :param dict proposals: from `partner.merge.rule._propose`
        :return: [{"name", "label", "type", "is_joined": whether several values may be taken, "differs", "needs_look",
            "strategy": in words, "owners": ids of the contacts that the proposal is from, "values": {contact id:
            what `_preview_value` returns}, "proposed": {field name: value}, "parts": what `_preview_parts`
            returns, empty if the result can't be edited}]
        """
        names = [name for name in self._shown_fields(partners) if name in proposals]
        descriptions = partners.fields_get(names, ["string", "selection", "relation", "type"])
        units = {}
        for name in names:
            if name in descriptions:
                units.setdefault(proposals[name]["unit"], []).append(name)
        strategies = dict(self.env["partner.merge.rule"]._fields["strategy"]._description_selection(self.env))
        entries = []
        for unit, parts in units.items():
            proposal = proposals[parts[0]]
            owners = proposal["owners"] or survivor.ids
            values = {partner.id: self._preview_value(partner, parts) for partner in partners}
            field_type = descriptions[parts[0]]["type"]
            shows = "raw" if field_type == "boolean" else "text"
            if not any(value[shows] and value[shows] != {parts[0]: False} for value in values.values()):
                continue
            label = descriptions[parts[0]]["string"]
            entries.append(
                {
                    "name": unit,
                    "label": self.env._("Address") if unit == "street" else label,
                    "type": field_type if len(parts) == 1 else "block",
                    "is_joined": field_type in ("html", MANY),
                    "differs": proposal["differs"],
                    "needs_look": proposal["needs_look"],
                    "strategy": strategies[proposal["strategy"]],
                    "owners": owners,
                    "values": values,
                    "proposed": {name: self._raw(proposals[name]["value"]) for name in parts}
                    if proposal["owners"]
                    else values[survivor.id]["raw"],
                    "parts": self._preview_parts(parts, descriptions),
                }
            )
        return entries

    def _preview_parts(self, names, descriptions):
        """How the values of a result are edited: [{"name", "label", "type", "selection", "relation"}]."""
        if any(descriptions[name]["type"] not in EDITED_TYPES for name in names):
            return []
        return [
            {
                "name": name,
                "label": descriptions[name]["string"],
                "type": descriptions[name]["type"],
                "selection": descriptions[name].get("selection", False),
                "relation": descriptions[name].get("relation", False),
            }
            for name in names
        ]

    def _preview_value(self, partner, names):
        """What a contact holds in some fields: {"text": lines of text, "items": names of what many2many
        fields hold, "raw": {field name: value}}."""
        if partner._fields[names[0]].type == "binary":
            has_image = bool(partner.with_context(bin_size=True)[names[0]])
            return {"text": self.env._("Image") if has_image else "", "items": [], "raw": {}}
        texts = {name: self._preview_text(partner, name) for name in names}
        if {"zip", "city"} <= texts.keys():
            texts["city"] = " ".join(filter(None, (texts.pop("zip"), texts["city"])))
        lines = texts.values()
        raw = {name: self._raw(partner._fields[name].convert_to_write(partner[name], partner)) for name in names}
        is_many = partner._fields[names[0]].type == MANY
        items = partner[names[0]].mapped("display_name") if is_many else []
        return {"text": "\n".join(filter(None, lines)), "items": items, "raw": raw}

    def _preview_text(self, partner, name):
        """A field's value as people read it."""
        field, value = partner._fields[name], partner[name]
        if isinstance(value, models.BaseModel):
            return ", ".join(value.mapped("display_name"))
        match field.type:
            case "boolean":
                return self.env._("Yes") if value else self.env._("No")
            case "selection":
                return dict(field._description_selection(self.env)).get(value, value or "")
            case "html":
                return held_text(partner, name)
            case "date" | "datetime":
                return fields.Date.to_string(value) or ""
            case "properties":
                return ", ".join(str(each) for each in dict(value or {}).values() if each)
        return str(value) if value else ""

    @staticmethod
    def _raw(value):
        """A value as the browser takes it; links as ids."""
        if isinstance(value, (list, tuple)) and value and isinstance(value[0], (list, tuple)):
            return list(value[0][2])  # Command.set
        return value if isinstance(value, (str, int, float, bool, list)) else fields.Date.to_string(value) or False

    @api.model
    def _shown_fields(self, partners):
        """Names of the fields on the contact's form, those with a rule first; the rules alone settle the rest."""
        rules = self.env["partner.merge.rule"]._rules()
        view = partners.get_view(self.env.ref("base.view_partner_form").id, "form")
        tree = etree.fromstring(view["arch"])
        on_form = {
            node.get("name")
            for node in tree.iterfind(".//field")
            if node.get("invisible") not in ("1", "True")
            and not any(parent.tag == "field" for parent in node.iterancestors())
        }
        address = partners._address_fields()
        # a block is shown whole where its first field is shown
        on_form.update(address)
        ordered = sorted(on_form & rules.keys(), key=lambda name: rules[name][3])
        rest = [name for name in partners._fields if name in on_form and name not in rules and name not in address]
        street = ordered.index("street") if "street" in ordered else len(ordered)
        ordered[street : street + 1] = address
        # the form shows kind and archiving by other means
        return list(dict.fromkeys([*ordered, "is_company", *rest, "active"]))


def own_ids(values):
    """What of a list from outside are ids of records."""
    return [value for value in values if type(value) is int and value > 0] if isinstance(values, list) else []
