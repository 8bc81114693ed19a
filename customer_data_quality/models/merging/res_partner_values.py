from odoo import models
from odoo.tools import SQL

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
            for company in self.env["res.company"].search([]):
                own = partners.with_company(company)
                sums.append((company, {name: sum(own.mapped(name)) for name in dependent}))
        return sums

    def _merge_children_moved(self, survivor):
        """Compute again what the persons and addresses of these contacts derive from the one they belong to now."""
        children = self.with_context(active_test=False).search([("parent_id", "=", survivor.id)])
        if children:
            with self.env.protecting(self._merge_entered_fields(), children):
                children.modified(["parent_id"])
                self.env.flush_all()

    def _merge_texts(self):
        """The values of a contact as texts to show: {field name: text}."""
        self.ensure_one()
        texts = {}
        for name, field in self._fields.items():
            if field.store and field.type not in ("one2many", "binary", "json") and name not in UNTOLD:
                if not field.compute or not field.readonly:
                    texts[name] = self._merge_text(field, self[name])
        return texts

    def _merge_text(self, field, value):
        if field.type in ("many2one", "many2many", "reference"):
            return ", ".join(record.display_name or "" for record in value) if value else ""
        if field.type == "selection":
            return dict(field._description_selection(self.env)).get(value, value or "")
        if field.type == "properties":
            return str(field.convert_to_read(value, self) or "") if value else ""
        return str(value) if value or value == 0 and field.type in ("integer", "float", "monetary") else ""

    def _merge_changes(self, before):
        """[{field, label, before, after}] of the values that are others than before."""
        self.invalidate_recordset()
        after = self._merge_texts()
        return [
            {
                "field": name,
                "label": self._fields[name]._description_string(self.env),
                "before": text,
                "after": after[name],
            }
            for name, text in before.items()
            if after[name] != text
        ]
