from odoo import api, fields, models


class MailComposeMessage(models.TransientModel):
    """Whoever writes to many is told whom they may not write to; those are left out."""

    _inherit = "mail.compose.message"  # pylint: disable=consider-merging-classes-inherited

    consent_purpose_id = fields.Many2one(
        "partner.consent.purpose",
        string="Purpose",
        domain=[("channel_email", "=", True)],
        help="What the message is sent for. Recipients who have not agreed to it are left out.",
    )
    consent_warning = fields.Char(compute="_compute_consent_warning")

    @api.depends("consent_purpose_id", "composition_mode", "model", "res_ids", "res_domain")
    def _compute_consent_warning(self):
        for composer in self:
            composer.consent_warning = composer._consent_warning()

    def _consent_warning(self):
        if self.composition_mode != "mass_mail" or not self.model or self.model not in self.env:
            return False
        records = self.env[self.model].browse(self._evaluate_res_ids() or ())
        if not records and self.res_domain:
            records = records.search(self._evaluate_res_domain())
        if len(records) < 2:
            return False
        keys = self.env["partner.consent"]._keys_of_records(records, "email")
        allowed = self._consent_allowed({key for key in keys.values() if key})
        number = sum(1 for key in keys.values() if key and key not in allowed)
        if not number:
            return False
        if self._consent_purposes():
            return self.env._(
                "%(number)s of %(all)s have not agreed to this purpose and are left out.",
                number=number,
                all=len(records),
            )
        return self.env._(
            "%(number)s of %(all)s have objected to advertising. If this is advertising, choose its purpose: whoever "
            "has not agreed is left out then.",
            number=number,
            all=len(records),
        )

    def _consent_mailing(self):
        """The mailing that this sends, where the app is there; None otherwise."""
        return self.mass_mailing_id if "mass_mailing_id" in self._fields and self.mass_mailing_id else None

    def _consent_purposes(self):
        if self.consent_purpose_id:
            return self.consent_purpose_id
        mailing = self._consent_mailing()
        consents = self.env["partner.consent"]
        return consents._mailing_purposes(mailing) if mailing else self.env["partner.consent.purpose"]

    def _consent_allowed(self, addresses):
        mailing = self._consent_mailing()
        consents = self.env["partner.consent"]
        company = consents._mailing_company(mailing) if mailing else self.env.company
        return consents._allowed_keys(addresses, self._consent_purposes(), "email", company)

    def _get_optout_emails(self, mail_values_dict):
        emails = super()._get_optout_emails(mail_values_dict)
        # without a purpose it may be an invoice, which people get whatever they said to advertising
        if self.composition_mode != "mass_mail" or not (self._consent_purposes() or self._consent_mailing()):
            return emails
        recipients = self._get_recipients_data(mail_values_dict)
        addresses = {address for data in recipients.values() for address in data["mail_to_normalized"] if address}
        return [*emails, *sorted(addresses - self._consent_allowed(addresses))]

    def _prepare_mail_values(self, res_ids):
        values = super()._prepare_mail_values(res_ids)
        purpose = self._consent_purposes()[:1]
        if purpose and self.composition_mode == "mass_mail":
            for mail in values.values():
                mail["consent_purpose_id"] = purpose.id
        return values
