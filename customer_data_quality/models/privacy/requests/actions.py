from odoo import fields, models
from odoo.exceptions import UserError

from .request import OPEN_STATES

ORDER = ("received", "identified", "found", "confirm", "done", "refused")


class PartnerPrivacyRequest(models.Model):
    """The steps of a request, as its buttons."""

    _inherit = "partner.privacy.request"  # pylint: disable=consider-merging-classes-inherited

    searched_at = fields.Datetime(readonly=True, help="When the data was searched last.")
    asked_by_id = fields.Many2one("res.users", string="Asked for by", readonly=True, ondelete="set null")
    confirmed_by_id = fields.Many2one("res.users", string="Confirmed by", readonly=True, ondelete="set null")
    needs_second = fields.Boolean(compute="_compute_needs_second")

    def _compute_needs_second(self):
        for request in self:
            # sudo: a setting of the company
            request.needs_second = request.kind == "erasure" and request.company_id.sudo().privacy_two_persons

    def _step(self, *states, kinds=()):
        """Check that a step may be taken now.

        :raises AccessError, UserError: else
        """
        self.ensure_one()
        self._check_officer()
        if self.state not in states:
            labels = dict(self._fields["state"]._description_selection(self.env))
            raise UserError(
                self.env._(
                    "%(name)s is at “%(state)s”: this can't be done now.", name=self.name, state=labels[self.state]
                )
            )
        if kinds and self.kind not in kinds:
            raise UserError(self.env._("%s asks for something else.", self.name))

    def action_identify(self):
        """Note that the identity was checked."""
        self._step("received")
        if not self.identity_method:
            raise UserError(self.env._("Say how the identity was checked."))
        # sudo: changes by steps alone
        self.sudo().write(
            {"state": "identified", "identity_user_id": self.env.uid, "identity_date": fields.Date.context_today(self)}
        )
        self._log("identified", {"method": self.identity_method})
        self._move_activity(self.env._("Answer the request"))

    def action_search(self):
        """Find the data: links and addresses at once, texts in the background."""
        self._step("identified", "found")
        if not any((self.partner_id, self.person_email, self.person_phone, self.person_name)):
            raise UserError(self.env._("Choose the contact, or enter an e-mail address, a number or a name."))
        self._forget_answer()
        findings = self._find()
        # sudo: changes by steps alone
        self.sudo().state = "found"
        self._log("searched", {"records": len(findings)})
        self._start("search", self._person())
        return self.action_open_findings() if findings else None

    def action_open_findings(self):
        """Show what was found."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Found Data"),
            "res_model": "partner.privacy.finding",
            "view_mode": "list",
            "domain": [("request_id", "=", self.id)],
            # of an erasure one wants to know first what becomes of how many
            "context": {
                **({"search_default_group_action": 1} if self.kind == "erasure" else {}),
                "search_default_group_model": 2,
                "is_erasure": self.kind == "erasure",
            },
        }

    def action_erase(self):
        """Erase; with two persons, the first one asks the second."""
        self._step("found", kinds=("erasure",))
        self._check_searched()
        if self.needs_second:
            self.sudo().write({"state": "confirm", "asked_by_id": self.env.uid})  # sudo: changes by steps alone
            self._log("asked")
            return
        self._finish_erasure()

    def action_confirm(self):
        """Erase, as the second person."""
        self._step("confirm", kinds=("erasure",))
        if self.asked_by_id == self.env.user:
            raise UserError(self.env._("Somebody else has to confirm: you asked for it."))
        self.sudo().confirmed_by_id = self.env.user  # sudo: changes by steps alone
        self._finish_erasure()

    def action_back(self):
        """Back to what was found, instead of confirming."""
        self._step("confirm")
        self.sudo().write({"state": "found", "asked_by_id": False})  # sudo: changes by steps alone

    def _check_searched(self):
        if self.job == "search":
            raise UserError(
                self.env._(
                    "Texts are still being searched: %s. Wait until it is done, then look at the list again.",
                    self.job_text,
                )
            )
        if not self.finding_ids:
            raise UserError(self.env._("Find the data first."))

    def _finish_erasure(self):
        person = self._person()
        outcome = self._erase()
        # sudo: changes by steps alone
        self.sudo().write({"state": "done", "closed_on": fields.Date.context_today(self), "outcome": outcome})
        self._forget_person()
        self._start("verify", person)

    def action_restrict(self):
        """Restrict processing, or record the objection."""
        self._step("identified", "found", kinds=("restriction", "objection"))
        partners = self._partners()
        if not partners:
            raise UserError(self.env._("Choose the contact."))
        if self.kind == "restriction" or self.objection_scope == "all":
            self.env["partner.privacy.restriction"]._restrict(partners, self)
            self._log("restricted", {"contacts": len(partners)})
        if self.kind == "objection":
            # sudo: all of the company's
            purposes = (
                self.env["partner.consent.purpose"]
                .sudo()
                .search([("is_marketing", "=", True), ("company_id", "in", [False, self.company_id.id])])
            )
            contact = self.partner_id.sudo()  # sudo: the officer need not be able to change contacts
            for purpose in purposes:
                contact._consent_record(purpose, "any", "objected", method="system", company=self.company_id)
            self._log("objected", {"purposes": len(purposes)})
        self._close("done")

    def action_done(self):
        """Close a request that was answered."""
        self._step("identified", "found")
        if self.kind in ("access", "portability") and not self.answered_on:
            raise UserError(self.env._("Make the answer first, and send it."))
        if self.kind in ("erasure", "restriction", "objection"):
            raise UserError(self.env._("Use the button of the right that is asked for, or refuse with a reason."))
        self._close("done")

    def action_refuse(self):
        """Close a request with a reason (article 12 (4) GDPR: the person is told why, and where to complain)."""
        self._step(*OPEN_STATES)
        if not self.refusal_reason:
            raise UserError(self.env._("Say why, in the field “Reason of Refusal”."))
        self._close("refused")

    def _close(self, state):
        # sudo: changes by steps alone; activities of others are done with it
        request = self.sudo()
        request.write({"state": state, "closed_on": fields.Date.context_today(self)})
        request.activity_ids.action_feedback()
        self._log(state)

    def _move_activity(self, summary):
        """The next thing to do."""
        request = self.sudo().with_context(mail_activity_quick_update=True)  # sudo: activities of colleagues
        request.activity_ids.action_feedback()
        request.activity_schedule(
            "mail.mail_activity_data_todo",
            date_deadline=max(fields.Date.context_today(self), self.deadline),
            summary=summary,
            user_id=self.user_id.id or self.env.uid,
        )

    def write(self, vals):
        """An extension is told in the log, and has to have a reason."""
        result = super().write(vals)
        if vals.get("extension_days"):
            for request in self:
                if not request.extension_reason:
                    raise UserError(self.env._("Say why the time is extended; the person has to be told, too."))
                request._log("extended", {"days": request.extension_days, "deadline": str(request.deadline)})
        return result
