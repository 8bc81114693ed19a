from odoo import api, fields, models, tools
from odoo.fields import Domain

TAGS = ["Supplier", "Vendor", "Lieferant", "Lieferantin", "Fournisseur", "Fornitore"]


class ResPartner(models.Model):
    """Who is a supplier: Community alone has no word for it, Invoicing has."""

    _inherit = "res.partner"  # pylint: disable=consider-merging-classes-inherited

    quality_is_supplier = fields.Boolean(
        compute="_compute_quality_is_supplier",
        search="_search_quality_is_supplier",
        string="Is a Supplier",
        groups="customer_data_quality.group_user",
        help="Known by a tag such as “Supplier” and, where Invoicing is installed, by its vendor bills.",
    )

    @api.depends(lambda self: ("category_id.name", *(("supplier_rank",) if "supplier_rank" in self._fields else ())))
    def _compute_quality_is_supplier(self):
        has_rank = "supplier_rank" in self._fields
        tag_ids = self.env["res.partner.category"]._quality_supplier_ids()
        for partner in self:
            # most databases have no such tag, and then nobody's tags need to be read
            partner.quality_is_supplier = (has_rank and partner.supplier_rank > 0) or bool(
                tag_ids and not tag_ids.isdisjoint(partner.category_id.ids)
            )

    @api.model
    def _search_quality_is_supplier(self, operator, value):
        if operator != "in":
            return NotImplemented
        domain = Domain("category_id", "in", list(self.env["res.partner.category"]._quality_supplier_ids()))
        if "supplier_rank" in self._fields:
            domain |= Domain("supplier_rank", ">", 0)
        return domain


class ResPartnerCategory(models.Model):
    _inherit = "res.partner.category"

    @api.model
    @tools.ormcache()
    def _quality_supplier_ids(self):
        """Ids of the tags that make a contact a supplier, archived ones too, by their source names."""
        # sudo: the tag counts, whoever may see it
        tags = self.sudo().with_context(active_test=False, lang=None).search([("name", "in", TAGS)])
        return frozenset(tags.ids)

    @api.model_create_multi
    def create(self, vals_list):
        tags = super().create(vals_list)
        self.env.registry.clear_cache()
        return tags

    def write(self, vals):
        result = super().write(vals)
        if "name" in vals:
            self.env.registry.clear_cache()
        return result

    def unlink(self):
        self.env.registry.clear_cache()
        return super().unlink()
