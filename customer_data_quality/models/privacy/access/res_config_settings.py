from odoo import fields, models

from .alarm import DEFAULT_FACTOR, DEFAULT_MINIMUM, FACTOR, MINIMUM
from .bulk_reading import AT_ONCE, DEFAULT_AT_ONCE, DEFAULT_PER_HOUR, PER_HOUR
from .log import DEFAULT_KEEP_MONTHS, KEEP_MONTHS


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"  # pylint: disable=consider-merging-classes-inherited

    partner_access_bulk_limit = fields.Integer(
        string="Contacts read at once", config_parameter=AT_ONCE, default=DEFAULT_AT_ONCE
    )
    partner_access_hour_limit = fields.Integer(
        string="Contacts read per hour", config_parameter=PER_HOUR, default=DEFAULT_PER_HOUR
    )
    partner_access_alarm_minimum = fields.Integer(
        string="Alarm from", config_parameter=MINIMUM, default=DEFAULT_MINIMUM
    )
    partner_access_alarm_factor = fields.Integer(
        string="Times the usual day", config_parameter=FACTOR, default=DEFAULT_FACTOR
    )
    partner_access_keep_months = fields.Integer(
        string="Keep the access log for", config_parameter=KEEP_MONTHS, default=DEFAULT_KEEP_MONTHS
    )
