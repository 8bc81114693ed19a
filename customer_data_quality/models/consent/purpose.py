import re

from odoo import api, fields, models, tools
from odoo.exceptions import UserError, ValidationError

from .channels import CODES

CODE = re.compile(r"[a-z][a-z0-9_]*")
FALLBACK = "en"

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

    @api.constrains("code")
    def _check_code(self):
        for purpose in self:
            if not CODE.fullmatch(purpose.code):
                raise ValidationError(
                    self.env._(
                        "“%s” can't be the code of a purpose: use lower-case letters, digits and _, beginning with a "
                        "letter.",
                        purpose.code,
                    )
                )

    @api.constrains(*(f"channel_{code}" for code in CODES))
    def _check_channels(self):
        for purpose in self:
            if not purpose._channels():
                raise ValidationError(self.env._("Choose at least one channel for the purpose “%s”.", purpose.name))

    @api.depends("text_ids")
    def _compute_counts(self):
        texts = dict(
            self.env["partner.consent.text"]._read_group([("purpose_id", "in", self.ids)], ["purpose_id"], ["__count"])
        )
        consents = dict(
            self.env["partner.consent"]._read_group([("purpose_id", "in", self.ids)], ["purpose_id"], ["__count"])
        )
        for purpose in self:
            purpose.text_count = texts.get(purpose._origin, 0)
            purpose.consent_count = consents.get(purpose._origin, 0)

    @api.model_create_multi
    def create(self, vals_list):
        self.env.registry.clear_cache()
        return super().create(vals_list)

    def write(self, vals):
        if "code" in vals:
            self.env.registry.clear_cache()
            self._refuse_if_used(lambda purpose: purpose.code != vals["code"])
        if "legal_basis" in vals:
            self._refuse_if_used(lambda purpose: purpose.legal_basis != vals["legal_basis"])
        result = super().write(vals)
        if {"double_opt_in", "validity_months"} & vals.keys():
            # sudo: what follows from a purpose holds for all companies
            self.env["partner.consent"].sudo()._derive_of_purposes(self)
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_used(self):
        self._refuse_if_used(lambda purpose: True)
        self.env.registry.clear_cache()

    def _refuse_if_used(self, changes):
        # sudo: consents of other companies count too
        consents = self.env["partner.consent"].sudo()
        used = self.filtered(changes).filtered(
            lambda purpose: consents.search_count([("purpose_id", "=", purpose.id)], limit=1)
        )
        if used:
            raise UserError(
                self.env._(
                    "People have been asked about %s; its code and legal basis are part of the proof. Archive it, and "
                    "make a new purpose instead.",
                    ", ".join(used.mapped("name")),
                )
            )

    # -- asking -----------------------------------------------------------------------------------

    @api.model
    @tools.ormcache("code")
    def _id_of_code(self, code):
        # sudo: which purposes there are is no secret
        return self.sudo().with_context(active_test=False).search([("code", "=", code)]).id

    @api.model
    def _named(self, purpose):
        """A purpose, given as record or code.

        :raises UserError: if there is none of that code
        """
        if not isinstance(purpose, str):
            return purpose
        found = self._id_of_code(purpose)
        if not found:
            raise UserError(self.env._("There is no purpose with the code “%s”.", purpose))
        return self.browse(found)

    def _channels(self):
        """Codes of the channels of one purpose, in the order of channels.py."""
        self.ensure_one()
        return [code for code in CODES if self[f"channel_{code}"]]

    def _needs_consent(self):
        """Whether people have to agree; otherwise they may be approached until they object."""
        self.ensure_one()
        return self.legal_basis == "consent"

    def _needs_confirmation(self, channel):
        """Whether a consent on a channel counts only once it is confirmed."""
        self.ensure_one()
        return self.double_opt_in and channel == "email"

    def _consent_text(self, lang=None, company=None):
        """The wording that is shown today, in the language nearest to the one asked for.

        :param str lang: code such as de_CH, by default the user's
        :param company: record of res.company, by default the present one
        :return: record of partner.consent.text of that company
        :raises UserError: if the purpose has no text
        """
        self.ensure_one()
        lang, company = lang or self.env.lang or FALLBACK, company or self.env.company
        # sudo: whoever asks somebody for consent needs the words; reading them is open to all users anyhow
        texts = self.env["partner.consent.text"].sudo()
        found = texts.search([("purpose_id", "=", self.id), ("company_id", "in", [company.id, False])])
        for wanted in dict.fromkeys((lang, lang.split("_")[0], FALLBACK, *found.mapped("lang"))):
            here = found.filtered(lambda text, wanted=wanted: text.lang == wanted)
            own = here.filtered("company_id")[:1]
            pattern = here.filtered(lambda text: not text.company_id)[:1]
            if own and (not own.template_id or not pattern):
                return own
            if pattern:
                return pattern._for_company(company, own)
        raise UserError(
            self.env._("There is no text for the purpose “%s” yet. Write one under Consent, Wordings.", self.name)
        )
