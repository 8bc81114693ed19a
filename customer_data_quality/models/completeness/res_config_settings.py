from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    quality_normalise_blanks = fields.Boolean(
        string="Trim and Collapse Blanks", default=True, prefetch="customer_data_quality"
    )
    quality_normalise_phone = fields.Boolean(
        string="International Phone Format", default=True, prefetch="customer_data_quality"
    )
    quality_normalise_email = fields.Boolean(string="Lower-Case E-Mail", default=True, prefetch="customer_data_quality")
    quality_normalise_website = fields.Boolean(
        string="Website with Scheme", default=True, prefetch="customer_data_quality"
    )
    quality_normalise_vat = fields.Boolean(
        string="VAT Number without Layout", default=True, prefetch="customer_data_quality"
    )

    def write(self, vals):
        result = super().write(vals)
        if any(name.startswith("quality_normalise_") for name in vals):
            self.env.registry.clear_cache()  # see res.partner._quality_normalisers
        return result


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    quality_normalise_blanks = fields.Boolean(related="company_id.quality_normalise_blanks", readonly=False)
    quality_normalise_phone = fields.Boolean(related="company_id.quality_normalise_phone", readonly=False)
    quality_normalise_email = fields.Boolean(related="company_id.quality_normalise_email", readonly=False)
    quality_normalise_website = fields.Boolean(related="company_id.quality_normalise_website", readonly=False)
    quality_normalise_vat = fields.Boolean(related="company_id.quality_normalise_vat", readonly=False)
