import json

from odoo import api, models
from odoo.tools import SQL, html2plaintext

from .recorder import current

# What Odoo itself keeps.
UNTOLD = ("id", "create_uid", "create_date", "write_uid", "write_date", "complete_name", "commercial_partner_id")


class ResPartner(models.Model):
    """The values of contacts that are being merged."""

    _inherit = "res.partner"  # pylint: disable=consider-merging-classes-inherited

    def _merge_write(self, others, vals, sums):
        """Write what was settled to the contact that remains; what computes itself leaves what people entered.

        :param sums: what `_merge_sums` returned
        """
        translated = self._merge_translations(others, vals)
        with self.env.protecting(self._merge_entered_fields(), self):
            if vals:
                self.write(vals)
            for company, amounts in sums:
                partner = self.with_company(company) if company else self
                partner.write({name: amount for name, amount in amounts.items() if name not in vals})
            self.env.flush_all()
        for name, source in translated.items():
            # all languages of the text that was chosen, not only the user's
            self.env.cr.execute(
                SQL(
                    "UPDATE res_partner p SET %(name)s = s.%(name)s FROM res_partner s "
                    "WHERE p.id = %(id)s AND s.id = %(source)s",
                    name=SQL.identifier(name),
                    id=self.id,
                    source=source,
                )
            )
        if translated:
            self.invalidate_recordset(list(translated), flush=False)

    def _fields_sync(self, values):
        """While contacts are merged, what was decided is what comes out, and the company above stays as it is.

        Odoo would write a person's address and tax number to their company, and from there to all colleagues.
        """
        if not current(self.env):
            return super()._fields_sync(values)
        if values.get("parent_id"):
            self.sudo()._commercial_sync_from_company()  # sudo: as Odoo does, whoever may write the company
        return self._children_sync(values)

    def _merge_entered_fields(self):
        """Stored fields that are computed, but that people may change."""
        return [field for field in self._fields.values() if field.compute and field.store and not field.readonly]

    def _merge_translations(self, others, vals):
        """Fields with translations whose value is that of another contact: {field name: contact id}."""
        found = {}
        for name, value in vals.items():
            field = self._fields.get(name)
            if field is not None and field.translate and field.store and value:
                source = next((other for other in others if other[name] == value), None)
                if source and self[name] != value:
                    found[name] = source.id
        return found

    def _merge_sums(self, others, names):
        """Sums of numbers that add up: list of (company or None, {field name: sum})."""
        partners = self | others
        plain = {
            name: sum(partners.mapped(name))
            for name in names
            if name in self._fields and not self._fields[name].company_dependent and any(others.mapped(name))
        }
        sums = [(None, plain)] if plain else []
        dependent = [name for name in names if name in self._fields and self._fields[name].company_dependent]
        if dependent:
            for company in self.env["res.company"].search([]):  # pylint: disable=no-search-all
                own = partners.with_company(company)
                sums.append((company, {name: sum(own.mapped(name)) for name in dependent}))
        return sums

    def _merge_children_moved(self, survivor):
        """Give the persons and addresses of these contacts what they have from the one they belong to now."""
        children = self.with_context(active_test=False).search([("parent_id", "=", survivor.id)])
        if not children:
            return
        with self.env.protecting(self._merge_entered_fields(), children):
            children.modified(["parent_id"])
            self.env.flush_all()
        # tax number, payment terms and the like: of each company of the database
        company = survivor.commercial_partner_id.with_context(active_test=False)
        dependent = self._company_dependent_commercial_fields()
        company._commercial_sync_to_descendants()
        for owner in self.env["res.company"].search([]) - self.env.company:  # pylint: disable=no-search-all
            if dependent:
                company.with_company(owner)._commercial_sync_to_descendants(dependent)
        self.env.flush_all()

    # -- what the journal shows -----------------------------------------------------------------

    def _merge_changes(self, lines):
        """What became of the values of this contact, by the lines of the journal.

        :param list lines: what `Recorder.lines` returned
        :return: list of {field, label, before, after}, as texts to show
        """
        self.ensure_one()
        found = {}
        for line in lines:
            if line["table_name"] == "res_partner" and line["kind"] == "update":
                for old, new, ids in line["rows"]:
                    if self.id in ids:
                        first, _last = found.get(line["column_name"], (old, new))
                        found[line["column_name"]] = (first, new)
        changes = [
            self._merge_change(field, self._merge_shown(field, old), self._merge_shown(field, new))
            for name, (old, new) in found.items()
            if (field := self._fields.get(name)) is not None and self._merge_is_told(field)
        ]
        changes += self._merge_link_changes(lines)
        return [change for change in changes if change["before"] != change["after"]]

    def _merge_change(self, field, before, after):
        label = field._description_string(self.env)
        return {"field": field.name, "label": label, "before": before, "after": after}

    def _merge_is_told(self, field):
        return field.name not in UNTOLD and not (field.compute and field.readonly)

    def _merge_link_changes(self, lines):
        """The same of tags and other many2many fields."""
        changed = {line["table_name"] for line in lines if line["kind"] in ("insert", "delete")}
        changes = []
        for field in self._fields.values():
            if field.type != "many2many" or not field.store or field.relation not in changed:
                continue
            if not self._merge_is_told(field):
                continue
            present = self.with_context(active_test=False)[field.name]
            added, removed = (self._merge_linked(field, lines, kind) for kind in ("insert", "delete"))
            before = (present - added) | removed
            names = [", ".join(record.display_name or "" for record in each) for each in (before, present)]
            changes.append(self._merge_change(field, *names))
        return changes

    def _merge_linked(self, field, lines, kind):
        """The records that a many2many field of this contact won or lost."""
        ids = []
        for line in lines:
            if line["table_name"] == field.relation and line["kind"] == kind:
                own, other = (line["rows"]["columns"].index(name) for name in (field.column1, field.column2))
                ids += [int(row[other]) for row in line["rows"]["rows"] if row[own] == str(self.id)]
        return self.env[field.comodel_name].browse(ids).exists()

    @api.model
    def _merge_shown(self, field, text):
        """A stored value, as PostgreSQL writes it, as the user knows it."""
        if text is None:
            return ""
        if field.company_dependent:
            text = self._merge_own_value(text, str(self.env.company.id))
        elif field.translate:
            text = self._merge_own_value(text, self.env.lang or "en_US")
        if text in (None, ""):
            return ""
        if field.type == "many2one":
            record = self.env[field.comodel_name].browse(int(text)).exists()
            return record.display_name if record else text
        if field.type == "selection":
            return dict(field._description_selection(self.env)).get(text, text)
        if field.type == "boolean":
            return self.env._("Yes") if text == "true" else self.env._("No")
        return html2plaintext(text) if field.type == "html" else text

    def _merge_own_value(self, text, key):
        """Of a value for each company or language, the one that the user sees."""
        values = json.loads(text) or {}
        value = values.get(key, next(iter(values.values()), None))
        if value is None or isinstance(value, str):
            return value
        return json.dumps(value)
