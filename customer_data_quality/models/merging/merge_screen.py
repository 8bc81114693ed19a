from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command

from .claims import MANY, units
from .preview import own_ids


class PartnerMerge(models.Model):
    """What the screens of merging do."""

    _inherit = "partner.merge"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def merge_contacts(self, partner_ids, survivor_id, decisions=None, seen=None, group_id=False):
        """Merge contacts as somebody decided on the screen.

        :param list partner_ids: ids of all contacts, with the one that remains
        :param int survivor_id: the one that remains
        :param dict decisions: by the name of an entry of `preview`, either {"owners": ids of the contacts whose
            value is taken} or {"values": {field name: value}}; what is not decided is settled by the rules
        :param dict seen: {contact id as a text: "changed" as `preview` returned it}
        :param int group_id: the partner.duplicate.group in which it was decided
        :return: what `outcome` returns
        :raises AccessError: for whoever may not merge, or not write one of the fields
        :raises UserError: if the contacts must not be merged, or were changed since they were shown
        """
        self.check_access("read")
        partners = self._contacts_to_merge(partner_ids)
        survivor = partners.browse(own_ids([survivor_id])) & partners
        if not survivor:
            raise UserError(self.env._("The contact that was to remain has been merged meanwhile. Please start again."))
        self._check_unchanged(partners, seen or {})
        group = self.env["partner.duplicate.group"].browse(own_ids([group_id])).exists()
        if group:
            group._check_open()
        merge = self._merge(
            survivor,
            partners - survivor,
            values=self._decided_values(survivor, partners, decisions or {}),
            reason=group.reasons_text or None,
            probability=group.probability or None,
        )
        return merge.outcome()

    def _check_unchanged(self, partners, seen):
        """Nobody merges other values than those that they saw."""
        for partner in partners:
            known = seen.get(str(partner.id))
            if known and known != fields.Datetime.to_string(partner.write_date):
                raise UserError(
                    self.env._(
                        "“%(contact)s” was changed by %(user)s while you were deciding. Please have another look.",
                        contact=partner.display_name,
                        user=partner.write_uid.display_name,
                    )
                )

    @api.model
    def _decided_values(self, survivor, partners, decisions):
        """Decisions as values that `write` takes."""
        decided = {**units(survivor, self.env["partner.merge.rule"]._rules()), "active": ("active",)}
        values = {}
        for unit, decision in decisions.items():
            if unit not in decided or not isinstance(decision, dict):
                raise UserError(self.env._("“%s” can't be decided on when contacts are merged.", unit))
            chosen = decision.get("values")
            for name in decided[unit]:
                field = survivor._fields[name]
                if not survivor._has_field_access(field, "write"):
                    continue  # parts of a block that the user does not see stay with the rules
                if chosen is None:
                    values[name] = self._value_of(partners.browse(own_ids(decision.get("owners"))) & partners, name)
                elif name in chosen:
                    values[name] = [Command.set(own_ids(chosen[name]))] if field.type == MANY else chosen[name]
        self._check_parent(partners, values.get("parent_id"))
        return values

    def _check_parent(self, partners, parent_id):
        """Nobody belongs to a contact that is merged into them, nor to one that belongs to them."""
        parent = partners.browse(own_ids([parent_id]))
        if parent and (parent | parent.sudo()._merge_ancestors()) & partners:  # sudo: companies above may be hidden
            raise UserError(
                self.env._("The contact that remains can't belong to one of the contacts that become one with it.")
            )

    def _value_of(self, owners, name):
        """What contacts hold in a field, joined if there are several, as `write` takes it."""
        field = owners._fields[name]
        if field.type == MANY:
            return [Command.set(owners[name].ids)]
        held = [owner[name] for owner in owners if owner[name]]
        if field.type == "html":
            return self.env["partner.merge.rule"]._joined_html(held)
        return field.convert_to_write(held[0], owners[:1]) if held else False

    def outcome(self):
        """What a merge has done: {"id", "survivor_id", "name": of the contact that remains, "merged": number of
        contacts merged into it, "moves": [{"model", "label", "count"}], "state"}."""
        self.ensure_one()
        self.check_access("read")
        return {
            "id": self.id,
            "survivor_id": self.survivor_id.id,
            "name": self.survivor_id.display_name or self.survivor_name or "",
            "merged": self.merged_count,
            "moves": self.counts or [],
            "state": self.state,
        }

    def undo_conflicts(self):
        """What has changed since these merges, to be decided one by one before they are undone.

        :return: [{"merge_id", "name": of the contact that remains, "conflicts": what `_conflicts` returns}]
        """
        self.check_access("read")
        found = []
        for merge in self:
            conflicts = merge._conflicts()
            if conflicts:
                self._mask_conflicts(conflicts)
                found.append({"merge_id": merge.id, "name": merge.survivor_name or "", "conflicts": conflicts})
        return found

    @api.model
    def _mask_conflicts(self, conflicts):
        """Take what the user may not see out of conflicts; they may decide on them all the same."""
        masked = self.env._("not visible to you")
        ids_of = {}
        for conflict in conflicts:
            if conflict["kind"] == "value" and conflict["model"] in self.env:
                ids_of.setdefault(conflict["model"], []).append(conflict["res_id"])
        readable = {
            model: set(self.env[model].browse(ids).exists()._filtered_access("read").ids)
            for model, ids in ids_of.items()
        }
        for conflict in conflicts:
            if conflict["kind"] != "value":
                continue
            is_seen = conflict["res_id"] in readable.get(conflict["model"], ())
            if not is_seen:
                conflict["label"] = masked
            model = self.env[conflict["model"]] if is_seen else None
            field = model._fields.get(conflict["field"]) if is_seen else None
            if field is None or not model._has_field_access(field, "read"):
                conflict.update(before=masked, merged=masked, present=masked)
