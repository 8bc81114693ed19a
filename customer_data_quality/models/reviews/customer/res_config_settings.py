from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"  # pylint: disable=consider-merging-classes-inherited

    review_check_valid_days = fields.Integer(
        string="Links Are Valid for (Days)", default=30, required=True, prefetch="customer_data_quality"
    )
    review_check_pause_days = fields.Integer(
        string="Ask Customers at Most Every (Days)", default=90, required=True, prefetch="customer_data_quality"
    )
    review_check_user_id = fields.Many2one(
        "res.users",
        string="Corrections Without a Salesperson Go to",
        domain=[("share", "=", False)],
        prefetch="customer_data_quality",
    )

    _review_check_days = models.Constraint(
        "CHECK (review_check_valid_days BETWEEN 1 AND 365 AND review_check_pause_days >= 0)",
        "Links to check data are valid for 1 to 365 days, and the pause can't be negative.",
    )


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"  # pylint: disable=consider-merging-classes-inherited

    review_check_valid_days = fields.Integer(related="company_id.review_check_valid_days", readonly=False)
    review_check_pause_days = fields.Integer(related="company_id.review_check_pause_days", readonly=False)
    review_check_user_id = fields.Many2one(related="company_id.review_check_user_id", readonly=False)
