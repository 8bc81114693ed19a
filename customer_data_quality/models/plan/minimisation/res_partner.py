from odoo import api, models, tools


class ResPartner(models.Model):
    """Fields that somebody decided to hide are on no screen of contacts."""

    _inherit = "res.partner"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    @tools.ormcache()
    def _hidden_fields(self):
        # sudo: what is hidden is hidden for everybody
        usages = self.env["partner.field.usage"].sudo().search([("decision", "=", "hidden")])
        return frozenset(usages.mapped("name"))

    @api.model
    def _get_view(self, view_id=None, view_type="form", **options):
        arch, view = super()._get_view(view_id, view_type, **options)
        for name in self._hidden_fields() if view_type in ("form", "list", "kanban") else ():
            attribute = "column_invisible" if view_type == "list" else "invisible"
            for node in arch.xpath("//field[@name=$name] | //label[@for=$name]", name=name):
                node.set(attribute, "1")
                # what isn't shown can't be asked for
                node.attrib.pop("required", None)
        return arch, view
