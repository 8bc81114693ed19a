from odoo import models


class PropertiesBaseDefinition(models.Model):
    _inherit = "properties.base.definition"

    def write(self, vals):
        result = super().write(vals)
        # a rule on a property that is gone is skipped from now on, and says so itself; the type says what is empty
        rules = self.env["partner.quality.rule"].sudo()  # sudo: whoever changes properties may not see rules
        if rules.search_count([("field_name", "=", "properties")], limit=1):
            self.env["partner.quality.profile"]._rules_changed()
        return result
