from odoo import api, fields, models
from odoo.exceptions import UserError

STATES = [
    ("open", "To Decide"),
    ("accepted", "Accepted"),
    ("declined", "Declined"),
    ("replaced", "Replaced by a Newer One"),
]


class PartnerReviewProposalLine(models.Model):
    """One field that a customer wants to have changed."""

    _name = "partner.review.proposal.line"
    _description = "Corrected Field"
    _inherit = ("partner.duplicate.readable",)
    _order = "id"
    _rec_name = "field_name"

    proposal_id = fields.Many2one(
        "partner.review.proposal", required=True, readonly=True, index=True, ondelete="cascade"
    )
    partner_id = fields.Many2one(related="proposal_id.partner_id")
    field_name = fields.Char(required=True, readonly=True)
    label = fields.Char(compute="_compute_texts", string="Field")
    old_value = fields.Json(readonly=True, help="What the customer saw.")
    new_value = fields.Json(readonly=True, help="What the customer wants.")
    old_text = fields.Char(compute="_compute_texts", string="Before")
    new_text = fields.Char(compute="_compute_texts", string="After")
    now_text = fields.Char(compute="_compute_texts", string="Stored Now")
    has_conflict = fields.Boolean(
        compute="_compute_texts", help="Somebody has changed the contact since the customer saw it."
    )
    state = fields.Selection(STATES, required=True, readonly=True, default="open")
    decision_user_id = fields.Many2one("res.users", string="Decided by", readonly=True, ondelete="set null")
    decision_date = fields.Datetime(string="Decided on", readonly=True)

    @api.model
    def _readable(self):
        return fields.Domain("proposal_id", "any", [])

    @api.depends("field_name", "old_value", "new_value", "proposal_id.partner_id")
    @api.depends_context("lang")
    def _compute_texts(self):
        for line in self:
            field = line._review_field()
            known = field.field_name in self.env["res.partner"]._fields
            line.label = field._title() if known else line.field_name
            line.old_text = field._text(line.old_value) if known else line.old_value
            line.new_text = field._text(line.new_value) if known else line.new_value
            now = field._raw(line.proposal_id.partner_id) if known else line.old_value
            line.now_text = field._text(now) if known else ""
            line.has_conflict = line.state == "open" and now not in (line.old_value, line.new_value)

    def _review_field(self):
        """How the field is shown, also when customers no longer check it."""
        chosen = self.env["partner.review.field"].with_context(active_test=False)
        found = chosen.search([("field_name", "=", self.field_name)], limit=1)
        return found or chosen.new({"field_name": self.field_name})

    def action_accept(self, overwrite=False):
        """Take over what the customer wants, with the user's own rights on the contact.

        :param bool overwrite: also where the contact has been changed meanwhile
        :raises AccessError: when the user may not change the contact
        :raises UserError: when somebody decided already, or changed the contact meanwhile
        """
        self._check_open()
        self.partner_id.check_access("write")
        if gone := self.filtered(lambda line: line.field_name not in line.partner_id._fields):
            raise UserError(self.env._("Contacts no longer have the field “%s”. Please decline this.", gone[0].label))
        self.invalidate_recordset(["has_conflict", "now_text"])
        changed = self.filtered("has_conflict")
        if changed and not overwrite:
            raise UserError(
                self.env._(
                    "“%(field)s” has been changed to “%(value)s” since the customer saw it. Please decide which one is "
                    "right.",
                    field=changed[0].label,
                    value=changed[0].now_text or "–",
                )
            )
        for proposal, lines in self.grouped("proposal_id").items():
            partner = proposal.partner_id
            partner.write({line.field_name: line.new_value for line in lines})
            lines._decide("accepted")
            partner._review_confirm(lines.mapped("field_name"), outcome="corrected")
            proposal._log_accepted(lines)
            proposal._finish_decided()

    def action_decline(self):
        """Leave the contact as it is.

        :raises AccessError: when the user may not change the contact
        :raises UserError: when somebody decided already
        """
        self._check_open()
        self.partner_id.check_access("write")
        self._decide("declined")
        self.proposal_id._finish_decided()

    def _check_open(self):
        self.check_access("read")
        if self.filtered(lambda line: line.state != "open"):
            raise UserError(self.env._("This correction is decided already. Please reload the page."))

    def _decide(self, state):
        # sudo: lines are changed by decisions only; whoever may change the contact may decide
        self.sudo().write({"state": state, "decision_user_id": self.env.uid, "decision_date": fields.Datetime.now()})

    def _as_screen(self):
        return {
            "id": self.id,
            "name": self.field_name,
            "label": self.label,
            "old": self.old_text or "",
            "new": self.new_text or "",
            "now": self.now_text or "",
            "conflict": self.has_conflict,
            "state": self.state,
            "decided_by": self.decision_user_id.display_name or "",
            "decided_on": fields.Datetime.to_string(self.decision_date) if self.decision_date else "",
        }
