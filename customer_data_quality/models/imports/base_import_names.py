from odoo import models

from ...engine.import_columns import recognise

SHOWN = 50  # characters of a value in the preview; longer ones are cut
# Columns that the import of contacts reads itself, or whose records it makes.
OF_ITS_OWN = ("country_id", "state_id", "parent_id", "category_id")


class BaseImport(models.TransientModel):
    """Columns of exports of other programs are recognised by their names."""

    _inherit = "base_import.import"  # pylint: disable=consider-merging-classes-inherited

    def parse_preview(self, options, count=10):
        """Several columns may fill one field where the import matches contacts; Odoo's own would join their values."""
        if not options.get("match_contacts") or self.res_model != "res.partner":
            return super().parse_preview(options, count)
        found = super(BaseImport, self.with_context(partner_import_match=True)).parse_preview(options, count)
        if not options.get("keep_matches"):
            for number, path in dict(found.get("matches") or {}).items():
                if not self._partner_knows(path, found["preview"][number]):
                    del found["matches"][number]
        return found

    def _partner_knows(self, path, texts):
        """Whether a suggested field can hold what its column has: “Type” means something else in each program.

        :param list path: names of fields
        :param list texts: the first values of the column
        """
        field = self.env["res.partner"]._fields.get(path[0])
        texts = [text.strip() for text in texts if text.strip() and len(text) <= SHOWN]
        if len(path) > 1 or field is None or field.name in OF_ITS_OWN or not texts:
            return True
        if field.type == "selection":
            known = {text.casefold() for each in field._description_selection(self.env) for text in each}
            return known.issuperset(text.casefold() for text in texts)
        if field.type in ("many2one", "many2many"):
            others = self.env[field.comodel_name]
            return all(others.name_search(text, operator="=", limit=1) for text in texts)
        return True

    def _get_mapping_suggestions(self, headers, header_types, fields_tree):
        """What somebody has chosen for a name of a column before wins, then what is known, then Odoo's likeness."""
        suggestions = super()._get_mapping_suggestions(headers, header_types, fields_tree)
        if self.res_model != "res.partner":
            return suggestions
        saved = {
            name.casefold()
            for (name,) in self.env["base_import.mapping"]._read_group(
                [("res_model", "=", "res.partner"), ("column_name", "!=", False)], ["column_name"]
            )
        }
        importable = {field["name"] for field in fields_tree}
        known = {
            (number, heading): column
            for number, (heading, column) in enumerate(zip(headers, recognise(headers), strict=True))
            if column and column.field in importable and heading.casefold() not in saved
        }
        taken = {column.field for column in known.values()}
        for key, suggestion in list(suggestions.items()):
            # a likeness must not fill what a known column fills
            if key not in known and suggestion and suggestion["field_path"][0] in taken and suggestion["distance"] > 0:
                del suggestions[key]
        filled = set()
        for key, column in sorted(known.items(), key=lambda item: item[1].part):
            if column.field == "name" or column.field not in filled or self.env.context.get("partner_import_match"):
                suggestions[key] = {"field_path": [column.field], "distance": 0}
            else:
                suggestions.pop(key, None)
            filled.add(column.field)
        return suggestions
