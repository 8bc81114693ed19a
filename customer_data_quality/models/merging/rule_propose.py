from markupsafe import Markup

from odoo import api, models
from odoo.fields import Command

from ...engine.folding import MAX_LENGTH, fold
from ...engine.survivorship import choose, same_key
from .claims import MANY, NUMBER_TYPES, Claims, units
from .rule import DEFAULT


class PartnerMergeRule(models.Model):
    """What the rules make of contacts that are merged."""

    _inherit = "partner.merge.rule"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def _propose(self, survivor, others):
        """The value that each field gets by the rules when contacts are merged.

        Fields that belong together, such as those of an address, are taken from the same contact. Sums that other
        modules make of fields (`_get_summable_fields`) are not proposed.

        :param survivor: record of res.partner that remains
        :param others: recordset of res.partner that is merged into it
        :return: {field name: {"value": as `write` takes it, "from": id of the contact that it is from, False if from
            several or none, "owners": ids of all that it is from, "strategy": of the rule, "unit": name of the field
            under which it is decided, "differs": whether contacts hold different values, "needs_look": whether
            somebody should look at them}}
        """
        # sudo: what the user may not see is not to be lost
        partners = (survivor | others).sudo()
        survivor = survivor.sudo()
        rules = self._rules()
        decided = units(survivor, rules)
        for name in self.env["base.partner.merge.automatic.wizard"]._get_summable_fields():
            decided.pop(name, None)
        claims = Claims(partners, decided, rules)
        proposals = {}
        for unit, names in decided.items():
            strategy, _source, needs_look, _place = rules.get(unit, (DEFAULT, None, False, 0))
            held = claims.of(unit, survivor)
            differs = _differs(unit, held)
            winners = choose(strategy, self._possible(survivor, partners, unit, held))
            is_block = len(names) > 1 and winners
            for place, name in enumerate(names):
                value = winners[0].value[place] if is_block else self._composed(survivor, name, winners)
                proposals[name] = {
                    "value": _empty(survivor._fields[name]) if value is None else value,
                    "from": winners[0].owner if len(winners) == 1 else False,
                    "owners": [claim.owner for claim in winners],
                    "strategy": strategy,
                    "unit": unit,
                    "differs": differs,
                    "needs_look": differs and needs_look,
                }
        self._keep_address_of_parent(partners, decided.get("street", ()), claims, proposals)
        proposals["active"] = self._proposed_active(survivor, partners)
        return proposals

    def _keep_address_of_parent(self, partners, names, claims, proposals):
        """A person of a company has its address: that is taken, and where others differ, somebody should look."""
        parent_id = proposals["parent_id"]["value"]
        if not names or not parent_id or proposals["type"]["value"] != "contact":
            return
        related = [partner.id for partner in partners if partner.parent_id.id == parent_id]
        owner = next((id_ for id_ in related if any(claims.values[id_][name] for name in names)), None)
        for name in names:
            proposal = proposals[name]
            proposal["needs_look"] = proposal["differs"] or bool(proposal["owners"] and not owner)
            if owner:
                value = claims.values[owner][name]
                value = _empty(partners._fields[name]) if value is None else value
                proposal.update({"value": value, "from": owner, "owners": [owner]})

    @api.model
    def _proposed_values(self, survivor, others, values=None):
        """What the rules write to the contact that remains.

        :param dict values: what is decided already; fields that belong together with one of these are left out
        :return: dict of values that differ from those that the survivor has, as `write` takes them
        """
        proposals = self._propose(survivor, others)
        named = {proposals[name]["unit"] for name in values or () if name in proposals}
        survivor = survivor.sudo()  # sudo: as above
        written = {}
        for name, proposal in proposals.items():
            field = survivor._fields[name]
            if proposal["unit"] in named or not proposal["owners"]:
                continue  # where nobody holds a value, a default stays a default
            if field.type == MANY and proposal["strategy"] == "join":
                continue  # the links of all contacts move anyway
            written.update(self._as_written(survivor, survivor | others.sudo(), name, proposal))
        return written

    def _as_written(self, survivor, partners, name, proposal):
        """{name: value} as `write` takes it, empty if the survivor has that value."""
        field, value = survivor._fields[name], proposal["value"]
        if field.type == MANY:
            # rows of all contacts are the survivor's by then
            return {name: [Command.set(value)]} if set(value) != set(partners[name].ids) else {}
        if field.type == "binary":
            # from the contact that was chosen; what was compared was its size
            owner = partners.browse(proposal["from"]).with_context(bin_size=False)
            return {name: owner[name]} if proposal["from"] and owner != survivor else {}
        if field.type == "properties":
            present = dict(survivor[name] or {})
            value = {**present, **(value or {})}
            return {name: value} if value != present else {}
        present = field.convert_to_write(survivor[name], survivor)
        return {} if present == value or not (present or value) else {name: value}

    @api.model
    def _proposed_active(self, survivor, partners):
        """Whoever is in use stays in use: an archived survivor comes back if one of the others is active."""
        active = partners.filtered("active")
        owner = survivor if survivor.active or not active else active[0]
        return {
            "value": bool(active),
            "from": owner.id,
            "owners": [owner.id],
            "strategy": DEFAULT,
            "unit": "active",
            "differs": 0 < len(active) < len(partners),
            "needs_look": False,
        }

    def _possible(self, survivor, partners, unit, held):
        """The claims without those that would make a contact its own parent."""
        if unit != "parent_id":
            return held
        parents = partners.browse([claim.value for claim in held if claim.value]).with_context(active_test=False)
        forbidden = {
            parent.id
            for parent in parents
            if parent in partners or any(ancestor in partners for ancestor in _ancestors(parent))
        }
        return [claim for claim in held if claim.value not in forbidden]

    def _composed(self, partner, name, winners):
        """One value of the claims that win; several of them are joined."""
        values = [claim.value for claim in winners]
        field = partner._fields[name]
        if field.type == MANY:
            return sorted({id_ for ids in values for id_ in ids})
        if field.type == "properties":
            # the first that holds a property wins
            return {key: each for value in reversed(values) for key, each in value.items()} or None
        if len(values) > 1:
            return self._joined_html(values) if field.type == "html" else "\n".join(values)
        return values[0] if values else None

    @api.model
    def _joined_html(self, values):
        """Values of an HTML field one below the other, False for none."""
        return Markup("<hr/>").join(values) if values else False

    @api.model
    def _propose_survivor(self, partners):
        """Which of several contacts should remain.

        The one somebody logs in with; then one in use; one that others belong to; the one with most business; the
        one with most values; the oldest.

        :param partners: recordset of res.partner that the user may read
        :return: these, best first
        """
        # sudo: logins, and what the user may not see of contacts, count too
        partners_sudo = partners.sudo().with_context(active_test=False)
        ranks = [name for name in ("customer_rank", "supplier_rank") if name in partners._fields]
        names = [name for names in units(partners, {}).values() for name in names]

        def key(partner):
            return (
                not partner.user_ids,
                not partner.active,
                -len(partner.child_ids),
                -sum(partner[rank] for rank in ranks),
                -sum(bool(partner[name]) for name in names if partner._fields[name].type == "char"),
                partner.id,
            )

        return partners.browse(partner.id for partner in partners_sudo.sorted(key))

    @api.model
    def _choose_survivor(self, partners):
        """The contact that should remain, and what speaks against merging the others into it.

        :param partners: recordset of res.partner that the user may read
        :return: (record of res.partner, refusals as of `res.partner._merge_refusals`)
        """
        ordered = self._propose_survivor(partners)
        refusals = []
        for number, survivor in enumerate(ordered):
            found = partners._merge_refusals(survivor, partners - survivor)
            if not found:
                return survivor, []
            if not number:
                refusals = found
        return ordered[:1], refusals


def _differs(unit, claims):
    """Whether contacts hold different values; blanks and spelling make no difference."""
    return len({_compared(unit, claim) for claim in claims if claim.value is not None}) > 1


def _compared(unit, claim):
    if not claim.text:
        return repr(claim.value)
    if len(claim.text) > MAX_LENGTH:  # of a longer one, the engine reads the beginning
        return " ".join(claim.text.casefold().split())
    if claim.is_prose:
        return same_key(claim.text) or claim.text
    if unit in ("email", "website"):  # every sign counts
        return claim.text.casefold().strip()
    # numbers are typed with and without blanks and strokes
    return "".join(fold(claim.text).split()) or claim.text


def _empty(field):
    if field.type == MANY:
        return []
    return 0 if field.type in NUMBER_TYPES else False


def _ancestors(partner):
    seen = partner.browse()
    while (partner := partner.parent_id) and partner not in seen:
        seen |= partner
    return seen
