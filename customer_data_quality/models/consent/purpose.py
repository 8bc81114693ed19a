from odoo import api, fields, models
from odoo.exceptions import ValidationError

from .channels import CHANNELS, CODES

LEGAL_BASES = [
    ("consent", "Consent (GDPR Art. 6(1)(a))"),
    ("contract", "Contract (GDPR Art. 6(1)(b))"),
    ("legal_obligation", "Legal Obligation (GDPR Art. 6(1)(c))"),
    ("vital_interests", "Vital Interests (GDPR Art. 6(1)(d))"),
    ("public_task", "Public Task (GDPR Art. 6(1)(e))"),
    ("legitimate_interests", "Legitimate Interests (GDPR Art. 6(1)(f))"),
]


class PartnerConsentPurpose(models.Model):
    """What data about people is used for, and on which ground."""

    _name = "partner.consent.purpose"
    _description = "Purpose of Processing"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    code = fields.Char(required=True, help="The name by which other apps ask: lower-case letters, digits and _.")
    description = fields.Text(translate=True, help="What it is about, in words that customers understand.")
    active = fields.Boolean(default=True)
    sequence = fields.Integer(default=10)
    company_id = fields.Many2one("res.company", help="Empty: for all companies.")
    legal_basis = fields.Selection(LEGAL_BASES, required=True, default="consent")
    swiss_basis = fields.Char(
        string="Swiss Basis",
        translate=True,
        help="The justification under the Swiss Data Protection Act (Art. 31), where one is needed.",
    )
    is_marketing = fields.Boolean(
        string="Direct Marketing", help="People may object at any time and without a reason (GDPR Art. 21(2))."
    )
    is_sensitive = fields.Boolean(
        string="Sensitive Data", help="Special categories of data (GDPR Art. 9): consent has to be explicit."
    )
    data_categories = fields.Char(translate=True, help="Which data is used, such as name, e-mail address, orders.")
    recipients = fields.Char(translate=True, help="Who receives the data besides the company itself.")
    retention = fields.Char(translate=True, help="How long the data is kept.")
    channel_email = fields.Boolean(string="E-mail", default=True)
    channel_phone = fields.Boolean(string="Phone")
    channel_sms = fields.Boolean(string="SMS")
    channel_post = fields.Boolean(string="Post")
    channel_messenger = fields.Boolean(string="Messenger")
    channel_in_person = fields.Boolean(string="In Person")
    double_opt_in = fields.Boolean(
        string="Confirmation by E-mail Needed",
        help="A consent to e-mails counts only once the owner of the address has confirmed it (double opt-in).",
    )
    validity_months = fields.Integer(
        string="Valid for (Months)", help="Consent expires after so many months; 0: it does not expire by itself."
    )
    dormancy_months = fields.Integer(
        string="Dormant after (Months)",
        default=24,
        help="A warning appears when a consent was neither given nor used for so long; 0: never.",
    )
    exemption_ids = fields.Many2many(
        "partner.consent.exemption",
        string="Exemptions",
        help="Cases in which the law allows it without a consent, each under its conditions.",
    )
    text_ids = fields.One2many("partner.consent.text", "purpose_id", string="Texts")
    text_count = fields.Integer(compute="_compute_counts")
    consent_count = fields.Integer(string="Consents", compute="_compute_counts")

    _code_unique = models.Constraint("UNIQUE(code)", "There is a purpose with this code already.")
    _validity_positive = models.Constraint(
        "CHECK (validity_months >= 0 AND dormancy_months >= 0)", "A number of months can't be negative."
    )

    def _channels(self):
        """Codes of the channels of one purpose, in the order of channels.py."""
        self.ensure_one()
        return [code for code in CODES if self[f"channel_{code}"]]

    def _consent_text(self, lang=None, company=None):
        """The wording that is shown today, in the language nearest to the one asked for.

        :param str lang: code such as de_CH, by default the user's
        :param company: record of res.company, by default the present one
        :return: record of partner.consent.text of that company
        :raises UserError: if the purpose has no text
        """
        raise NotImplementedError
