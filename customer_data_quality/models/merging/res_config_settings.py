from odoo import fields, models

from .purge import PARAMETER


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"  # pylint: disable=consider-merging-classes-inherited

    partner_merge_retention_months = fields.Integer(
        string="Delete merged contacts after",
        config_parameter=PARAMETER,
        help="Months for which a merge can be undone; 0 to keep what it takes for ever.",
    )
