from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import email_normalize

from .channels import CHANNELS


class PartnerConsentImport(models.TransientModel):
    """One imported consent. Use Odoo's import on this list: each row is recorded as it is created.

    Without the date of the act and its source nothing is taken over: it would prove nothing.
    """

    _name = "partner.consent.import"
    _description = "Consent to Import"

    partner_id = fields.Many2one("res.partner", string="Contact", help="Or give the e-mail address.")
    email = fields.Char(string="E-mail", help="Finds the contact where it is not given.")
    purpose_id = fields.Many2one("partner.consent.purpose", required=True)
    channel = fields.Selection(CHANNELS, required=True, default="email")
    contact_point = fields.Char(string="Address or Number", help="Empty: the one that the contact has now.")
    kind = fields.Selection(
        [("granted", "Agrees"), ("refused", "Refuses"), ("withdrawn", "Withdraws"), ("objected", "Objects")],
        string="The Person",
        required=True,
        default="granted",
    )
    act_date = fields.Datetime(string="Date of the Act", required=True)
    source = fields.Char(required=True, help="Where and how it was said: the form, the fair, the former system.")
    wording = fields.Char(help="What the person agreed to, if it is known.")
    consent_id = fields.Many2one("partner.consent", readonly=True)

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        for line in lines:
            line.consent_id = line._contact()._consent_record(
                line.purpose_id,
                line.channel,
                line.kind,
                method="import",
                act_date=line.act_date,
                contact_point=line.contact_point or (line.email if line.channel == "email" else None),
                note=line.source.strip(),
                details={"wording": line.wording} if line.wording else None,
            )
        return lines

    def _contact(self):
        if self.partner_id:
            return self.partner_id
        found = self.env["res.partner"].search([("email_normalized", "=", email_normalize(self.email) or "-")], limit=2)
        if len(found) != 1:
            raise UserError(
                self.env._("No contact has the e-mail address “%s”.", self.email)
                if not found
                else self.env._("Several contacts have the e-mail address “%s”: name the contact.", self.email)
            )
        return found
