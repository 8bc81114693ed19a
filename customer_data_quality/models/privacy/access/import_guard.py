from odoo import api, models

from ....engine.cells import unguard


class Base(models.AbstractModel):
    _inherit = "base"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def load(self, fields, data):
        """Files that were exported have an apostrophe before what a spreadsheet would take for a formula."""
        if self.env.context.get("import_file"):
            data = [[unguard(cell) if isinstance(cell, str) else cell for cell in row] for row in data]
        return super().load(fields, data)
