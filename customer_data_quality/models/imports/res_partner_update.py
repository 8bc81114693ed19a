from odoo import Command, fields, models
from odoo.tools import html2plaintext, is_html_empty

# What a file never changes in a contact that exists.
FIXED = ("id", "is_company", "company_type", "active")
MANY = ("many2many", "one2many")
TEXTS = ("text", "html")
# In the context while values are given back: nothing is passed on from one contact to another.
EXACT = "partner_import_exact"


class ResPartner(models.Model):
    """What imported values change in a contact that exists."""

    _inherit = "res.partner"  # pylint: disable=consider-merging-classes-inherited

    def _import_changes(self, vals, how):
        """The values that have to be written; empty values never replace anything.

        :param dict vals: as for `create`
        :param str how: "empty" for fields in which the contact has nothing, "all" for all that differ
        :return: dict as for `write`. An address is filled only as far as it does not contradict the contact's; tags
            are added, notes appended.
        """
        self.ensure_one()
        vals = {name: value for name, value in vals.items() if value and name not in FIXED and name in self._fields}
        vals.update(self._quality_normalise(vals, self._quality_normalisers()))
        changes = {}
        for name, value in vals.items():
            field, held = self._fields[name], self[name]
            if field.type in MANY:
                added = _linked(value) - set(held.ids)
                if added:
                    changes[name] = [Command.link(id_) for id_ in sorted(added)]
            elif self._import_is_empty(name):
                if not held or value.casefold() != held.casefold():
                    changes[name] = value
            elif field.type in TEXTS and how == "all":
                if _plain(value) not in _plain(held):
                    # Odoo sanitises it as it is written
                    changes[name] = f"{held}{value}" if field.type == "html" else f"{held}\n{value}"
            elif how == "all" and value != self._import_value(name):
                changes[name] = value
        if how == "empty":
            self._import_drop_address(vals, changes)
        return changes

    def _import_drop_address(self, vals, changes):
        """Leave the address alone where the contact's is another one: half of each would be nobody's."""
        for names in self._merge_blocks():
            given = [name for name in names if name in vals and not self._import_is_empty(name)]
            if any(_folded(vals[name]) != _folded(self._import_value(name)) for name in given):
                for name in names:
                    changes.pop(name, None)

    def _import_is_empty(self, name):
        if name == "name" and self.name and self.email:
            return self.name.casefold() == self.email.casefold()  # as mails and forms without a name leave it
        return is_html_empty(self[name]) if self._fields[name].type == "html" else not self[name]

    def _import_value(self, name):
        """The value of a field as JSON holds it: ids of records, dates as texts."""
        field, value = self._fields[name], self[name]
        if field.type in MANY:
            return value.ids
        if field.type == "many2one":
            return value.id
        if field.type == "date":
            return fields.Date.to_string(value)
        if field.type == "datetime":
            return fields.Datetime.to_string(value)
        if field.type == "binary":
            return value.decode() if value else False
        if field.type == "properties":
            return [dict(each) for each in field.convert_to_read(value, self)] if value else []
        return str(value) if isinstance(value, str) else value

    def _import_restore(self, before):
        """Values as `_import_value` gave them, as for `write`."""
        return {
            name: [Command.set(value)] if self._fields[name].type in MANY else value for name, value in before.items()
        }

    def _import_words(self, changes):
        """Changes in words: ["Phone: – → +43 1 2", …]."""
        self.ensure_one()
        labels = self.fields_get(list(changes), ["string"])
        return [
            f"{labels[name]['string']}: {self._import_text(name, self[name])} → {self._import_text(name, value)}"
            for name, value in changes.items()
            if name in labels
        ]

    def _import_text(self, name, value):
        field = self._fields[name]
        if field.type in MANY and not isinstance(value, models.BaseModel):
            value = self.env[field.comodel_name].browse(_linked(value))
        elif field.type == "many2one" and not isinstance(value, models.BaseModel):
            value = self.env[field.comodel_name].browse(value or ())
        if isinstance(value, models.BaseModel):
            return ", ".join(value.mapped("display_name")) or "–"
        if field.type == "html":
            value = _plain(value)
        text = str(value or "–")
        return f"{text[:60]}…" if len(text) > 60 else text


def _linked(commands):
    """Ids that commands link or set; what they would create is not looked at."""
    ids = set()
    for command in commands:
        if command[0] == Command.SET:
            ids.update(command[2])
        elif command[0] == Command.LINK:
            ids.add(command[1])
    return ids


def _plain(value):
    return " ".join(html2plaintext(value or "").split())


def _folded(value):
    return " ".join(value.casefold().split()) if isinstance(value, str) else value
