from odoo import api, fields, models
from odoo.exceptions import UserError

LONGEST_MONTHS = 12


class PartnerSecurityDecision(models.TransientModel):
    """The window in which somebody accepts a risk, or attests what the database can't tell."""

    _name = "partner.security.decision"
    _description = "Decision on a Security Check"

    check_id = fields.Many2one("partner.security.check", required=True, readonly=True, ondelete="cascade")
    kind = fields.Selection([("accept", "Accept Risk"), ("attest", "Attest")], required=True, readonly=True)
    risk = fields.Text(related="check_id.risk")
    remedy = fields.Text(related="check_id.remedy")
    needs_document = fields.Boolean(compute="_compute_needs_document")
    reason = fields.Text(required=True)
    until = fields.Date(
        string="Accepted until",
        default=lambda self: fields.Date.add(fields.Date.context_today(self), months=6),
        help="On the next day the check needs action again.",
    )
    date = fields.Date(string="Done on", default=fields.Date.context_today)
    document_ids = fields.Many2many(
        "ir.attachment", "partner_security_decision_document_rel", "decision_id", "attachment_id", string="Documents"
    )

    @api.depends("check_id", "kind")
    def _compute_needs_document(self):
        checks = self.env["partner.security.check"]._checks()
        for decision in self:
            check = checks.get(decision.check_id.code)
            decision.needs_document = bool(check and check.needs_document and decision.kind == "attest")

    def action_confirm(self):
        """Note the decision in the check."""
        self.ensure_one()
        check = self.check_id
        check.check_access("write")
        if not (self.reason or "").strip():
            raise UserError(self.env._("Write a few words: an auditor will ask for the reason."))
        today = fields.Date.context_today(self)
        # sudo: nobody writes by hand what a check says; this is the one way to
        check = check.sudo()
        if self.kind == "accept":
            self._accept(check, today)
        else:
            self._attest(check, today)
        check._settle()
        return {"type": "ir.actions.client", "tag": "soft_reload"}

    def _accept(self, check, today):
        latest = fields.Date.add(today, months=LONGEST_MONTHS)
        if not self.until or not today <= self.until <= latest:
            raise UserError(
                self.env._("A risk is accepted for a time: choose a day from today on, within twelve months.")
            )
        check.write(
            {
                "accept_reason": self.reason,
                "accept_until": self.until,
                "accept_user_id": self.env.uid,
                "accept_count": check.found_count,
            }
        )
        check._message_log(body=self.env._("Accepted as a risk: %s", self.reason))

    def _attest(self, check, today):
        if not check.is_attested:
            raise UserError(self.env._("This check finds out by itself. Run it again instead."))
        if not self.date or self.date > today:
            raise UserError(self.env._("Only what was done already can be attested: choose today or a day before."))
        if self.needs_document and not self.document_ids:
            raise UserError(self.env._("Attach the document: without it nobody can show the proof."))
        if any(each.create_uid != self.env.user or each.res_id for each in self.document_ids):
            raise UserError(self.env._("Upload the document here: it will belong to this check."))
        # sudo: documents of the window belong to the check from now on, and are read by those who read it
        self.document_ids.sudo().write({"res_model": check._name, "res_id": check.id})
        check.write(
            {
                "attest_date": self.date,
                "attest_note": self.reason,
                "attest_user_id": self.env.uid,
                "attest_document_ids": [(6, 0, self.document_ids.ids)],
            }
        )
        check._note(check._look_at_attestation(), fields.Datetime.now())
        check._message_log(body=self.env._("Attested: %s", self.reason))
