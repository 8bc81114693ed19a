from odoo import api, fields, models
from odoo.exceptions import UserError

from .channels import CHANNELS, POINTED

KINDS = [
    ("granted", "Agrees"),
    ("refused", "Refuses"),
    ("withdrawn", "Withdraws"),
    ("objected", "Objects"),
    ("exempted", "Exempt by Law"),
]
# How colleagues get to know of it.
METHODS = [
    ("phone", "Phone"),
    ("in_person", "In Person"),
    ("paper", "Paper"),
    ("email", "E-mail"),
    ("web_form", "Web Form"),
]


class PartnerConsentRecord(models.TransientModel):
    """Write down in seconds what one or many contacts have said, with the words that they were told."""

    _name = "partner.consent.record"
    _description = "Record Consent"

    partner_ids = fields.Many2many("res.partner", string="Contacts", required=True)
    purpose_id = fields.Many2one(
        "partner.consent.purpose", required=True, default=lambda self: self._default_purpose_id()
    )
    channel = fields.Selection(
        [*CHANNELS, ("any", "All Channels")], compute="_compute_channel", store=True, readonly=False
    )
    kind = fields.Selection(KINDS, string="The Person", required=True, default="granted")
    method = fields.Selection(METHODS, string="How", required=True, default="phone")
    act_date = fields.Datetime(string="When", default=fields.Datetime.now, help="When the person said or signed it.")
    is_undated = fields.Boolean(
        string="Date unknown", help="A consent without a date counts as older than everything else that is known."
    )
    is_single = fields.Boolean(compute="_compute_is_single")
    contact_point = fields.Char(
        string="Address or Number", compute="_compute_contact_point", store=True, readonly=False,
        help="The consent holds for it alone.",
    )  # fmt: skip
    lang = fields.Selection(
        selection="_selection_lang", string="Language", compute="_compute_lang", store=True, readonly=False
    )
    words = fields.Text(compute="_compute_words", help="Read this out, or make sure that it stands on the form.")
    text_id = fields.Many2one("partner.consent.text", compute="_compute_words")
    needs_confirmation = fields.Boolean(compute="_compute_words")
    was_read = fields.Boolean(string="The person heard or read these words")
    exemption_id = fields.Many2one("partner.consent.exemption", domain="[('id', 'in', allowed_exemption_ids)]")
    allowed_exemption_ids = fields.Many2many("partner.consent.exemption", compute="_compute_allowed_exemption_ids")
    condition_ids = fields.Many2many(
        "partner.consent.exemption.condition",
        string="Conditions That Hold",
        domain="[('exemption_id', '=', exemption_id)]",
    )
    note = fields.Char(help="Where and with whom, for example “Fair in Neustett, booth 7”.")
    attachment_ids = fields.Many2many("ir.attachment", string="Documents", help="The signed form, the mail …")
    skipped = fields.Char(compute="_compute_skipped")

    @api.model
    def _default_purpose_id(self):
        return self.env["partner.consent.purpose"].search([("legal_basis", "=", "consent")], limit=1)

    @api.model
    def _selection_lang(self):
        # sudo: which wordings there are is no secret
        codes = {text.lang for text in self.env["partner.consent.text"].sudo().search([])} | {"en"}
        return [(code, code) for code in sorted(codes)]

    @api.depends("partner_ids")
    def _compute_is_single(self):
        for wizard in self:
            wizard.is_single = len(wizard.partner_ids) == 1

    @api.depends("purpose_id", "kind")
    def _compute_channel(self):
        for wizard in self:
            allowed = wizard.purpose_id._channels() if wizard.purpose_id else []
            everywhere = wizard.channel == "any" and wizard.kind not in ("granted", "exempted")
            if wizard.channel not in allowed and not everywhere:
                wizard.channel = allowed[:1] and allowed[0]

    @api.depends("partner_ids", "channel")
    def _compute_contact_point(self):
        for wizard in self:
            partner = wizard.partner_ids[:1]
            single = len(wizard.partner_ids) == 1 and wizard.channel in POINTED
            wizard.contact_point = partner._consent_point(wizard.channel) if single else False

    @api.depends("partner_ids", "purpose_id")
    def _compute_lang(self):
        known = dict(self._selection_lang())
        for wizard in self:
            wanted = wizard.partner_ids[:1].lang or self.env.lang or "en"
            wizard.lang = next((lang for lang in (wanted, wanted.split("_")[0]) if lang in known), "en")

    @api.depends("purpose_id", "lang", "kind", "channel")
    def _compute_words(self):
        for wizard in self:
            purpose = wizard.purpose_id
            text = self.env["partner.consent.text"]
            if purpose and wizard.kind in ("granted", "refused"):
                # sudo: nobody writes texts here, but the company's own may have to be made
                has_text = purpose.sudo().text_ids
                text = purpose._consent_text(wizard.lang, wizard._company()).sudo(False) if has_text else text
            wizard.text_id = text
            wizard.words = text.body
            wizard.needs_confirmation = bool(
                purpose and wizard.kind == "granted" and purpose._needs_confirmation(wizard.channel)
            )

    def _company(self):
        return self.partner_ids[:1].company_id or self.env.company

    @api.depends("purpose_id", "channel")
    def _compute_allowed_exemption_ids(self):
        for wizard in self:
            wizard.allowed_exemption_ids = wizard.purpose_id.exemption_ids.filtered(
                lambda exemption, wizard=wizard: exemption.channel == wizard.channel
            )

    @api.depends("partner_ids", "channel", "kind")
    def _compute_skipped(self):
        for wizard in self:
            missing = wizard._without_point()
            wizard.skipped = (
                self.env._("%s contacts have no address or number for this and are passed over.", len(missing))
                if missing and not wizard.is_single
                else False
            )

    def _without_point(self):
        """Contacts for which there is nothing that the consent could be about."""
        if self.channel not in POINTED or self.kind not in ("granted", "exempted"):
            return self.env["res.partner"]
        return self.partner_ids.filtered(
            lambda partner: not partner._consent_key_or_none(self.channel, partner._consent_point(self.channel))
        )

    def action_record(self):
        """Record it, and tell what became of it."""
        self.ensure_one()
        partners = self.partner_ids - (self._without_point() if not self.is_single else self.env["res.partner"])
        if not partners:
            raise UserError(self.env._("None of these contacts has an address or number for this."))
        if self.kind == "granted" and not self.was_read:
            raise UserError(
                self.env._("Please confirm that the person heard or read the words: they are what is proved.")
            )
        if not self.is_single and self.kind == "granted" and not (self.note or self.attachment_ids):
            raise UserError(
                self.env._("For several contacts at once, say where the consents come from, or add the documents.")
            )
        facts = {
            "act_date": False if self.is_undated else self.act_date or fields.Datetime.now(),
            "contact_point": (self.contact_point or None) if self.is_single else None,
            "lang": self.lang,
            "text": self.text_id
            if self.text_id and self.text_id.company_id == self._company() and self.is_single
            else None,
            "note": self.note,
            "documents": self.attachment_ids,
        }
        if self.kind == "exempted":
            facts["exemption"] = self.exemption_id
            facts["details"] = {"conditions": self.condition_ids.ids}
        consents = partners._consent_record(self.purpose_id, self.channel, self.kind, method=self.method, **facts)
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": self._told(consents),
                "next": {"type": "ir.actions.act_window_close"},
            },
        }

    def _told(self, consents):
        if self.needs_confirmation and not any(consents.mapped("is_allowed")):
            return self.env._("Recorded. It counts once the owner of the address has confirmed it.")
        return self.env._(
            "Recorded for %s.",
            ", ".join(consents.partner_id[:3].mapped("display_name")) if len(consents) < 4 else len(consents),
        )
