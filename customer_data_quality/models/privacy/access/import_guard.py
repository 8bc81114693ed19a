from odoo import api, models

from ....engine.cells import unguard


class Base(models.AbstractModel):
    _inherit = "base"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def load(self, fields, data):
        """Files that were exported have an apostrophe before what a spreadsheet would take for a formula."""
        # what is only read, for an import with matching, had it taken away when the file came in
        if self.env.context.get("import_file") and not self.env.context.get("partner_import_collect"):
            data = [[unguard(cell) if isinstance(cell, str) else cell for cell in row] for row in data]
        return super().load(fields, data)
