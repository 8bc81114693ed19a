from datetime import timedelta

from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"  # pylint: disable=consider-merging-classes-inherited

    consent_confirm_days = fields.Integer(
        string="Days to Confirm",
        default=14,
        help="For so many days the link to confirm a consent can be used.",
        prefetch="customer_data_quality",
    )
    consent_reminders = fields.Integer(
        string="Reminders",
        default=1,
        help="How often somebody who does not answer is reminded. A reminder is a mail that nobody has asked for, so "
        "at most two are sent.",
        prefetch="customer_data_quality",
    )
    consent_reminder_days = fields.Integer(string="Days between Reminders", default=4, prefetch="customer_data_quality")
    consent_keep_ip = fields.Boolean(
        string="Keep IP Address and Browser",
        default=True,
        help="Of whoever answers on a web page, as evidence. They are personal data: keep them where your privacy "
        "notice says so.",
        prefetch="customer_data_quality",
    )

    _consent_confirm_days_range = models.Constraint(
        "CHECK (consent_confirm_days BETWEEN 1 AND 90)", "A link to confirm works for 1 to 90 days."
    )
    _consent_reminders_range = models.Constraint(
        "CHECK (consent_reminders BETWEEN 0 AND 2)", "Please choose 0, 1 or 2 reminders."
    )
    _consent_reminder_days_range = models.Constraint(
        "CHECK (consent_reminder_days BETWEEN 1 AND 60)", "Between reminders there are 1 to 60 days."
    )

    def _consent_address(self):
        """The postal address of one company in a line, without its name."""
        lines = self.partner_id._display_address(without_company=True).splitlines()
        return ", ".join(line.strip() for line in lines if line.strip())

    def _consent_oldest(self, now):
        """When the requests were sent whose links expire at a moment.

        :param datetime now: naive, UTC
        """
        return now - timedelta(days=self.consent_confirm_days)


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"  # pylint: disable=consider-merging-classes-inherited

    consent_confirm_days = fields.Integer(related="company_id.consent_confirm_days", readonly=False)
    consent_reminders = fields.Integer(related="company_id.consent_reminders", readonly=False)
    consent_reminder_days = fields.Integer(related="company_id.consent_reminder_days", readonly=False)
    consent_keep_ip = fields.Boolean(related="company_id.consent_keep_ip", readonly=False)
