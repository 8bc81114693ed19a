from odoo import api, fields, models
from odoo.tools.translate import LazyTranslate

_lt = LazyTranslate(__name__)

KINDS = [
    ("one", "Matches a Contact"),
    ("several", "Matches Several Contacts"),
    ("unknown", "Unknown"),
    ("contradiction", "Disagrees with Its Contact"),
    ("company", "Contact of Another Company"),
    ("no_access", "Contact Closed to the Person in Charge"),
]
STATES = [("open", "To Decide"), ("done", "Done"), ("ignored", "Ignored")]
SLOT_LABELS = {"email": _lt("Email"), "phone": _lt("Phone")}


class PartnerSiloRecord(models.Model):
    """One record of an app that is not connected with a contact as it should be.

    Names, addresses and numbers are not kept here: they are read from the record whenever they are shown, with the
    rights of whoever looks. Beside the fields below the table has the columns `email_key` and `phone_key`, by which
    records are found again when a contact comes that they match.
    """

    _name = "partner.silo.record"
    _description = "Record Not Connected"
    _order = "is_certain desc, probability desc, id"
    _log_access = False
    _rec_name = "title"

    source_id = fields.Many2one("partner.silo.source", required=True, readonly=True, ondelete="cascade", string="Place")
    res_model = fields.Char(required=True, readonly=True)
    res_id = fields.Many2oneReference(required=True, readonly=True, model_field="res_model", string="Record")
    slot = fields.Char(required=True, readonly=True, help="What of the record this is about.")
    kind = fields.Selection(KINDS, required=True, readonly=True, index=True)
    partner_id = fields.Many2one(
        "res.partner", readonly=True, index="btree_not_null", ondelete="set null", string="Contact"
    )
    match_ids = fields.One2many("partner.silo.match", "record_id", readonly=True)
    match_count = fields.Integer(readonly=True, string="Matches")
    probability = fields.Float(readonly=True, aggregator=None, help="That record and contact are one, 0 to 1.")
    is_certain = fields.Boolean(readonly=True, string="Certain")
    evidence = fields.Char(readonly=True)
    company_id = fields.Many2one("res.company", readonly=True, index="btree_not_null", ondelete="cascade")
    user_id = fields.Many2one("res.users", readonly=True, ondelete="cascade", string="Person in Charge")
    state = fields.Selection(STATES, required=True, readonly=True, index=True, default="open")
    fingerprint = fields.Integer(readonly=True)
    found_date = fields.Datetime(readonly=True, string="Found")
    note = fields.Char(readonly=True, help="Why the last attempt to settle this came to nothing.")
    todo = fields.Char(readonly=True, help="What the scheduler is to do with it.")
    todo_user_id = fields.Many2one("res.users", readonly=True, ondelete="set null")
    todo_company_ids = fields.Json(readonly=True)

    title = fields.Char(compute="_compute_shown", search="_search_title", string="Name")
    email = fields.Char(compute="_compute_shown")
    phone = fields.Char(compute="_compute_shown")
    disagreement = fields.Char(compute="_compute_disagreement", string="What Disagrees")
    is_linkless = fields.Boolean(compute="_compute_is_linkless")
    reasons = fields.Char(compute="_compute_reasons", string="Why")
    can_create = fields.Boolean(compute="_compute_can_create", help="Whether the user may create contacts at all.")

    _one_per_slot = models.UniqueIndex("(source_id, res_id, slot)")
    _todo_idx = models.Index("(id) WHERE todo IS NOT NULL")
    _connected_idx = models.Index("(res_id) WHERE slot = 'link' AND state = 'done'")

    def init(self):
        self.env.cr.execute(
            """
            ALTER TABLE partner_silo_record ADD COLUMN IF NOT EXISTS email_key bigint,
                ADD COLUMN IF NOT EXISTS phone_key bigint;
            CREATE INDEX IF NOT EXISTS partner_silo_record_email_key_idx
                ON partner_silo_record (email_key) WHERE email_key IS NOT NULL;
            CREATE INDEX IF NOT EXISTS partner_silo_record_phone_key_idx
                ON partner_silo_record (phone_key) WHERE phone_key IS NOT NULL;
            """
        )
        return super().init()

    def _compute_shown(self):
        self.title = self.email = self.phone = False
        for source, findings in self.grouped("source_id").items():
            # sudo: what is read are settings; records are read with the user's own rights
            people = source.sudo()._shown(findings.mapped("res_id"), self.env)
            for finding in findings:
                person = people.get(finding.res_id)
                if person:
                    finding.title = person["name"] or person["email"] or person["phone"] or person["display_name"]
                    finding.email, finding.phone = person["email"], person["phone"]

    @api.depends("kind", "slot")
    def _compute_disagreement(self):
        for finding in self:
            finding.disagreement = False
            if finding.kind == "contradiction" and finding.partner_id:
                finding.disagreement = self.env._(
                    "%(field)s: %(mine)s here, %(theirs)s in the contact",
                    field=SLOT_LABELS[finding.slot],
                    mine=finding[finding.slot] or "–",
                    theirs=finding.partner_id[finding.slot] or "–",
                )
            elif finding.kind == "no_access":
                finding.disagreement = self.env._("%s may not open the contact", finding.user_id.name)
            elif finding.kind == "company":
                finding.disagreement = self.env._(
                    "The contact belongs to %s", finding.partner_id.company_id.display_name or "–"
                )

    @api.depends("evidence", "disagreement")
    def _compute_reasons(self):
        for finding in self:
            finding.reasons = self._reasons_text(finding.evidence) or finding.disagreement

    @api.model
    def _reasons_text(self, evidence):
        """Stored evidence in the words of the user's language."""
        wording = self.env["partner.match.model"]
        pairs = (pair.split(":", 1) for pair in (evidence or "").split(",") if pair)
        return ", ".join(wording._level_label(field, level) for field, level in pairs)

    @api.depends("source_id")
    def _compute_is_linkless(self):
        for finding in self:
            # sudo: as in `_compute_shown`
            finding.is_linkless = not finding.source_id.sudo().partner_field

    @api.depends_context("uid")
    def _compute_can_create(self):
        self.can_create = self.env["res.partner"].has_access("create")

    @api.model
    def _get_view_cache_key(self, view_id=None, view_type="form", **options):
        key = super()._get_view_cache_key(view_id, view_type, **options)
        return (*key, self.env["res.partner"].has_access("create"))

    @api.model
    def _get_view(self, view_id=None, view_type="form", **options):
        arch, view = super()._get_view(view_id, view_type, **options)
        if view_type == "list" and not self.env["res.partner"].has_access("create"):
            # above a list there is no record that could tell
            for button in arch.xpath("header/button[@name='action_create_contact']"):
                button.getparent().remove(button)
        return arch, view

    @api.depends("title")
    def _compute_display_name(self):
        for finding in self:
            finding.display_name = finding.title or finding.source_id.name

    def _target(self):
        """The record that this finding is about, with the user's own rights.

        :rtype: recordset, empty if it was deleted or its app is gone
        """
        self.ensure_one()
        if self.res_model not in self.env:
            return self.env["res.partner"].browse()
        return self.env[self.res_model].browse(self.res_id).exists()


class PartnerSiloMatch(models.Model):
    """One of several contacts that a record may be about."""

    _name = "partner.silo.match"
    _description = "Contact That a Record May Be About"
    _order = "probability desc, id"
    _log_access = False
    _rec_name = "partner_id"

    record_id = fields.Many2one("partner.silo.record", required=True, readonly=True, index=True, ondelete="cascade")
    partner_id = fields.Many2one(
        "res.partner", required=True, readonly=True, index=True, ondelete="cascade", string="Contact"
    )
    probability = fields.Float(readonly=True, aggregator=None)
    evidence = fields.Char(readonly=True)
    reasons = fields.Char(compute="_compute_reasons", string="Why")
    email = fields.Char(related="partner_id.email")
    phone = fields.Char(related="partner_id.phone")
    city = fields.Char(related="partner_id.city")

    @api.depends("evidence")
    def _compute_reasons(self):
        for match in self:
            match.reasons = self.env["partner.silo.record"]._reasons_text(match.evidence)

    def action_choose(self):
        """Link the record to this contact."""
        self.ensure_one()
        return self.record_id._decide("link", partner=self.partner_id)
