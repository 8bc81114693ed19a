"""What an import changes besides its rows: Odoo passes addresses and tax numbers on within families of contacts.

A family is a company with its persons, however deep. What changed along in contacts that were there before becomes a
line of its own, so that undoing gives it back. For contacts that the import creates, their values after the last row
that concerned them are kept: whoever changes one of these has worked with the contact.
"""

from datetime import date, datetime
from decimal import Decimal

from odoo import fields, models
from odoo.tools import SQL

from .res_partner_update import EXACT

MAGIC = ("id", "create_uid", "create_date", "write_uid", "write_date")


class PartnerImport(models.Model):
    _inherit = "partner.import"  # pylint: disable=consider-merging-classes-inherited

    def _families(self, lines, partners):
        """The values of all contacts that writing these rows may change: {id: values}."""
        known = lines.partner_id | lines.same_line_id.partner_id
        known |= known.concat(*(line._company() for line in lines))
        known = known.exists()._merged_into()
        return self._entered(partners.browse(known.ids)._import_family())

    def _entered(self, partners):
        """What was entered in contacts, as far as imports change it: {id: {field: value as JSON holds it}}."""
        many = {
            name
            for name in (path.split("/")[0] for path in self.field_paths if path)
            if name in partners._fields and partners._fields[name].type == "many2many"
        }
        rows = partners._import_rows()
        for partner in partners.browse(rows):
            rows[partner.id].update({name: sorted(partner[name].ids) for name in many if partner[name]})
        return rows

    def _note_along(self, lines, before, partners):
        """Note what these rows have changed in other contacts, and how they have left those of this import.

        :param before: what `_families` returned before the rows were written
        """
        self.env.flush_all()
        created = lines.filtered(lambda line: line.state == "created").partner_id
        after = self._entered(partners.browse({*before, *created.ids}))
        moved = {id_ for id_, row in before.items() if id_ in after and after[id_] != row}
        own = {}
        for line in self.env["partner.import.line"].search(
            [("import_id", "=", self.id), ("partner_id", "in", [*moved, *created.ids]), ("state", "=", "created")]
        ):
            own[line.partner_id.id] = line
            line.after = after[line.partner_id.id]
        by_partner = lines.grouped("partner_id")
        by_family = lines.grouped(lambda line: line.partner_id.commercial_partner_id)
        for partner in partners.browse(sorted(moved - own.keys())):
            same = by_partner.get(partner, lines.browse())
            causes = by_family.get(partner.commercial_partner_id, lines)
            self._note_moved(same, causes, partner, before[partner.id], after[partner.id])

    def _note_moved(self, same, causes, partner, before, after):
        """Note what has changed in a contact that no row says to change so.

        :param same: rows about this contact
        :param causes: rows about its company and all of that
        """
        names = [name for name in {**before, **after} if before.get(name, False) != after.get(name, False)]
        names = [name for name in names if not any(name in (each.before or {}) for each in same)]
        if not names:
            return
        # a contact that two rows update: the last one is undone first
        line = same.filtered(lambda each: each.state in ("updated", "unchanged"))[-1:]
        vals = {
            "state": "updated",
            "before": {**{name: before.get(name, False) for name in names}, **(line and line.before or {})},
            "after": {**{name: after.get(name, False) for name in names}, **(line and line.after or {})},
        }
        if line:
            line.write(vals)
            return
        self.env["partner.import.line"].create(
            {
                **vals,
                "import_id": self.id,
                "number": causes[0].number,
                "is_added": True,
                "label": (partner.name or "")[:200],
                "partner_id": partner.id,
                "reason": self.env._("Changed along with its company or a person of it."),
            }
        )


class ResPartner(models.Model):
    _inherit = "res.partner"  # pylint: disable=consider-merging-classes-inherited

    def _fields_sync(self, values):
        if self.env.context.get(EXACT):
            # each contact gets back its own values, also those that had come from others
            return None
        return super()._fields_sync(values)

    def _import_family(self):
        """These contacts with all above them, and all below those."""
        # OFFSET 0: looked up one by one, as the planner would read all contacts for each generation
        self.env.cr.execute(
            SQL(
                """
                WITH RECURSIVE above AS (
                    SELECT id, parent_id FROM res_partner WHERE id = ANY(%s)
                    UNION SELECT p.id, p.parent_id FROM above a CROSS JOIN LATERAL (
                        SELECT id, parent_id FROM res_partner WHERE id = a.parent_id OFFSET 0
                    ) AS p
                ), family AS (
                    SELECT id FROM above
                    UNION SELECT p.id FROM family f CROSS JOIN LATERAL (
                        SELECT id FROM res_partner WHERE parent_id = f.id OFFSET 0
                    ) AS p
                ) SELECT id FROM family
                """,
                self.ids,
            )
        )
        return self.browse(id_ for (id_,) in self.env.cr.fetchall())

    def _import_rows(self):
        """What was entered in these contacts: {id: {field: value as JSON holds it}}, without empty values."""
        names = [field.name for field in self._fields.values() if self._import_is_entered(field)]
        self.flush_model()
        self.env.cr.execute(
            SQL(
                "SELECT id, %s FROM res_partner WHERE id = ANY(%s)",
                SQL(", ").join(map(SQL.identifier, names)),
                self.ids,
            )
        )
        return {
            row[0]: {name: _as_json(value) for name, value in zip(names, row[1:], strict=True) if value}
            for row in self.env.cr.fetchall()
        }

    def _import_is_entered(self, field):
        """Whether a field is a column that people fill in, and whoever imports may."""
        return (
            field.store
            and field.column_type
            and field.column_type[0] != "jsonb"  # by company or language; no such value is passed on
            and field.name not in MAGIC
            and not (field.compute and field.readonly)
            and self._has_field_access(field, "write")
        )


def _as_json(value):
    if isinstance(value, datetime):
        return fields.Datetime.to_string(value)
    if isinstance(value, date):
        return fields.Date.to_string(value)
    return float(value) if isinstance(value, Decimal) else value
