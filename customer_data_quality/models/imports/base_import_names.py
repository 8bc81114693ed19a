from odoo import models

from ...engine.import_columns import recognise


class BaseImport(models.TransientModel):
    """Columns of exports of other programs are recognised by their names."""

    _inherit = "base_import.import"  # pylint: disable=consider-merging-classes-inherited

    def parse_preview(self, options, count=10):
        """Several columns may fill one field where the import matches contacts; Odoo's own would join their values."""
        record = self.with_context(partner_import_match=True) if options.get("match_contacts") else self
        return super(BaseImport, record).parse_preview(options, count)

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
