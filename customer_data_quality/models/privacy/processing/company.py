from odoo import fields, models


class ResCompany(models.Model):
    """Who answers for the data of a company."""

    _inherit = "res.company"  # pylint: disable=consider-merging-classes-inherited

    privacy_representative_id = fields.Many2one(
        "res.partner",
        string="Representative",
        help="In the Union or in Switzerland, for companies outside of it (GDPR Art. 27, DSG Art. 14).",
        prefetch="customer_data_quality",
    )
    privacy_contact_id = fields.Many2one(
        "res.partner",
        string="Data Protection Officer",
        help="Whom people and authorities turn to.",
        prefetch="customer_data_quality",
    )


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"  # pylint: disable=consider-merging-classes-inherited

    privacy_representative_id = fields.Many2one(related="company_id.privacy_representative_id", readonly=False)
    privacy_contact_id = fields.Many2one(related="company_id.privacy_contact_id", readonly=False)
