from odoo import api, fields, models

PROPOSALS = [("keep", "Keep"), ("stop", "Stop Asking"), ("hide", "Hide"), ("empty", "Empty")]
DECISIONS = [
    ("none", "To Decide"),
    ("kept", "Kept"),
    ("stopped", "No Longer Asked for"),
    ("hidden", "Hidden"),
    ("emptied", "Emptied"),
]


class PartnerFieldUsage(models.Model):
    """A field of contacts: how often it is filled in, and where anybody reads it.

    What nobody needs should not be kept (GDPR Art. 5 (1) c, revDSG Art. 6 (2) and (3)).
    """

    _name = "partner.field.usage"
    _description = "Use of a Contact Field"
    _order = "proposal_rank desc, filled, name"
    _rec_name = "label"

    name = fields.Char(string="Technical Name", required=True, readonly=True)
    label = fields.Char(compute="_compute_label", string="Field")
    contacts = fields.Integer(readonly=True, help="Contacts that were looked at, without archived ones.")
    filled = fields.Integer(string="Filled in", readonly=True)
    share = fields.Float(string="Filled in (%)", readonly=True, digits=(5, 1), aggregator=None)
    views = fields.Integer(string="Screens", readonly=True, help="Views of contacts in which it stands.")
    reports = fields.Integer(readonly=True, help="Reports, pages and mail templates that name it.")
    rules = fields.Integer(readonly=True, help="Filters, access rules, automations, exports and policies that name it.")
    asked = fields.Integer(string="Asked for", readonly=True, help="Quality rules that ask for it.")
    proposal = fields.Selection(PROPOSALS, readonly=True, required=True, default="keep")
    proposal_rank = fields.Integer(readonly=True, default=0, help="What wins the most comes first.", aggregator=None)
    reason = fields.Char(compute="_compute_reason", string="Why")
    decision = fields.Selection(DECISIONS, required=True, readonly=True, default="none")
    decision_user_id = fields.Many2one("res.users", string="Decided by", readonly=True, ondelete="set null")
    decision_date = fields.Date(string="Decided on", readonly=True)
    stopped_rule_ids = fields.Many2many(
        "partner.quality.rule", readonly=True, context={"active_test": False}, help="Rules that were put aside."
    )
    line_ids = fields.One2many("partner.field.usage.line", "usage_id", readonly=True)
    scanned = fields.Datetime(readonly=True, string="Looked at")

    _name_unique = models.UniqueIndex("(name)")

    @api.depends("name")
    @api.depends_context("lang")
    def _compute_label(self):
        # sudo: fields that the user may not read have labels, too
        labels = self.env["res.partner"].sudo().fields_get(self.mapped("name"), ["string"])
        for usage in self:
            # a field whose app has gone keeps its name until the next look
            usage.label = labels.get(usage.name, {}).get("string") or usage.name

    @api.depends("proposal", "share", "views", "reports", "rules", "asked")
    def _compute_reason(self):
        texts = {
            "keep": self.env._("In use."),
            "stop": self.env._("Asked for, and hardly anybody fills it in."),
            "hide": self.env._("On screens, hardly ever filled in, and used nowhere else."),
            "empty": self.env._("Holds data that no screen, report or rule shows or uses."),
        }
        for usage in self:
            usage.reason = texts[usage.proposal]


class PartnerFieldUsageLine(models.Model):
    """How often a field is filled in for the contacts of one profile, and whether the profile asks for it."""

    _name = "partner.field.usage.line"
    _description = "Use of a Contact Field by Profile"
    _order = "filled desc, id"
    _log_access = False
    _rec_name = "usage_id"

    usage_id = fields.Many2one(
        "partner.field.usage", string="Field", required=True, readonly=True, index=True, ondelete="cascade"
    )
    profile_id = fields.Many2one("partner.quality.profile", required=True, readonly=True, ondelete="cascade")
    contacts = fields.Integer(readonly=True)
    filled = fields.Integer(string="Filled in", readonly=True)
    share = fields.Float(string="Filled in (%)", readonly=True, digits=(5, 1), aggregator="avg")
    is_asked = fields.Boolean(string="Asked for", readonly=True)
    is_over = fields.Boolean(
        string="Collected Unasked", readonly=True, help="Kept for contacts whose profile does not ask for it."
    )
