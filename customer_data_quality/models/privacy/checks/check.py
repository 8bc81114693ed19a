from odoo import api, fields, models
from odoo.exceptions import AccessError

from .finding import AREAS, SEVERITIES

STATES = [
    ("failed", "Needs Action"),
    ("to_attest", "To Be Attested"),
    ("error", "Could Not Be Checked"),
    ("waiting", "Not Checked Yet"),
    ("accepted", "Accepted Risk"),
    ("passed", "Passed"),
    ("not_applicable", "Not Applicable"),
]
# What counts against the score, and what is to be done something about.
OPEN = ("failed", "to_attest", "error")
# What people set; the rest is found out.
BY_HAND = {"responsible_id"}


class PartnerSecurityCheck(models.Model):
    """One thing that is looked at in this database, with what was found last. It concerns all companies."""

    _name = "partner.security.check"
    _description = "Security Check"
    _inherit = ("mail.thread", "mail.activity.mixin")
    _order = "rank, sequence, id"

    code = fields.Char(required=True, readonly=True)
    name = fields.Char(compute="_compute_texts", search="_search_name")
    risk = fields.Text(compute="_compute_texts", help="What may happen.")
    remedy = fields.Text(string="Way to Fix", compute="_compute_texts")
    area = fields.Selection(AREAS, required=True, readonly=True)
    severity = fields.Selection(SEVERITIES, string="Risk Level", required=True, readonly=True)
    sequence = fields.Integer(readonly=True)
    rank = fields.Integer(readonly=True, aggregator=None, help="What needs action comes first, the most severe first.")
    state = fields.Selection(STATES, required=True, readonly=True, default="waiting", tracking=True)
    result = fields.Selection(STATES, readonly=True, default="waiting", help="Without regard to an accepted risk.")
    evidence = fields.Text(readonly=True, translate=True)
    found_count = fields.Integer(string="Found", readonly=True, aggregator=None)
    found_model = fields.Char(readonly=True)
    found_ids = fields.Json(string="Found Records", readonly=True)
    last_run = fields.Datetime(string="Checked", readonly=True)
    open_since = fields.Date(readonly=True)
    responsible_id = fields.Many2one(
        "res.users",
        ondelete="set null",
        domain=lambda self: [("all_group_ids", "in", self.env.ref("customer_data_quality.group_privacy_officer").ids)],
        help="Gets an activity when this needs action. Empty: the first manager.",
    )
    accept_reason = fields.Text(string="Reason", readonly=True)
    accept_until = fields.Date(string="Accepted until", readonly=True, tracking=True)
    accept_user_id = fields.Many2one("res.users", string="Accepted by", readonly=True, ondelete="set null")
    accept_count = fields.Integer(readonly=True, help="How much was found when the risk was accepted.")
    is_attested = fields.Boolean(string="By Attestation", compute="_compute_texts")
    attest_date = fields.Date(string="Attested on", readonly=True, tracking=True)
    attest_until = fields.Date(string="Valid until", compute="_compute_attest_until")
    attest_user_id = fields.Many2one("res.users", string="Attested by", readonly=True, ondelete="set null")
    attest_note = fields.Text(string="What Was Done", readonly=True)
    attest_document_ids = fields.Many2many(
        "ir.attachment",
        "partner_security_check_document_rel",
        "check_id",
        "attachment_id",
        string="Documents",
        readonly=True,
    )
    can_open = fields.Boolean(compute="_compute_can_open")
    can_fix = fields.Boolean(compute="_compute_can_open")

    _code_unique = models.Constraint("UNIQUE(code)", "There is a check with this code already.")

    @api.depends("code")
    @api.depends_context("lang")
    def _compute_texts(self):
        checks = self._checks()
        for record in self:
            check = checks.get(record.code)
            record.name = self.env._(check.label) if check else record.code
            record.risk = self.env._(check.risk) if check else ""
            record.remedy = self.env._(check.remedy) if check else ""
            record.is_attested = bool(check and not check.function)

    @api.model
    def _search_name(self, operator, value):
        if operator not in ("ilike", "=", "in"):
            return NotImplemented
        names = {code: self.env._(check.label).casefold() for code, check in self._checks().items()}
        wanted = [str(each).casefold() for each in (value if operator == "in" else [value])]
        whole = operator != "ilike"
        found = [
            code for code, name in names.items() if any(each == name if whole else each in name for each in wanted)
        ]
        return [("code", "in", found)]

    @api.depends("attest_date")
    def _compute_attest_until(self):
        for record in self:
            record.attest_until = record._attested_until()

    def _attested_until(self):
        """The last day on which the attestation of one check holds; False without one."""
        check = self._checks().get(self.code)
        if not check or not self.attest_date:
            return False
        return fields.Date.add(self.attest_date, months=check.attest_months)

    @api.depends("found_model", "found_ids", "code")
    @api.depends_context("uid")
    def _compute_can_open(self):
        checks, is_admin = self._checks(), self.env.user.has_group("base.group_system")
        for record in self:
            model = record.found_model
            # keys, jobs and servers are for administrators
            record.can_open = bool(
                record.found_ids
                and model in self.env
                and (is_admin or model == "res.users")
                and self.env[model].has_access("read")
            )
            check = checks.get(record.code)
            record.can_fix = bool(
                is_admin and check and check.action and self.env.ref(check.action, raise_if_not_found=False)
            )

    def write(self, vals):
        shared = {name for name in vals if name.startswith(("message_", "activity_"))}
        if not self.env.su and vals.keys() - shared - BY_HAND:
            raise AccessError(
                self.env._("What a check has found can't be changed by hand. Put it right and check again.")
            )
        return super().write(vals)

    # -- what the buttons do ----------------------------------------------------------------------

    def action_open_found(self):
        """Open what the evidence is about, as far as the user may see it."""
        self.ensure_one()
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "name": self.name,
            "res_model": self.found_model,
            "view_mode": "list,form",
            "views": [(False, "list"), (False, "form")],
            "domain": [("id", "in", self.found_ids or [])],
            "context": {"active_test": False, "create": False},
        }

    def action_fix(self):
        """Open the window in which it is put right."""
        self.ensure_one()
        self.check_access("read")
        return self.env["ir.actions.actions"]._for_xml_id(self._checks()[self.code].action)

    def action_accept(self):
        return self._decide("accept", self.env._("Accept Risk"))

    def action_attest(self):
        return self._decide("attest", self.env._("Attest"))

    def _decide(self, kind, title):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": title,
            "res_model": "partner.security.decision",
            "view_mode": "form",
            "target": "new",
            "context": {"default_check_id": self.id, "default_kind": kind},
        }

    def action_reopen(self):
        """Take back that risks were accepted."""
        self.check_access("write")
        # sudo: nobody writes what was decided by hand
        checks = self.sudo()
        checks.write({"accept_until": False, "accept_reason": False, "accept_user_id": False, "accept_count": 0})
        checks._settle()
