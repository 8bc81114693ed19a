from markupsafe import Markup

from odoo import api, fields, models
from odoo.exceptions import AccessError

from ...duplicates.access import readable_by

FIXED = {"partner_id", "request_id", "origin", "state", "note", "line_ids", "company_id"}


class PartnerReviewProposal(models.Model):
    """What a customer wants to have changed about a contact. Colleagues accept or decline it field by field."""

    _name = "partner.review.proposal"
    _description = "Correction by a Customer"
    _inherit = ("mail.thread", "mail.activity.mixin", "partner.duplicate.readable")
    _order = "state desc, id desc"
    _rec_name = "partner_id"
    _mail_post_access = "read"

    partner_id = fields.Many2one(
        "res.partner", string="Contact", required=True, readonly=True, index=True, ondelete="cascade"
    )
    request_id = fields.Many2one("partner.review.request", readonly=True, index="btree_not_null", ondelete="set null")
    origin = fields.Selection([("link", "Link in a Mail"), ("portal", "Portal")], required=True, readonly=True)
    state = fields.Selection(
        [("open", "To Decide"), ("done", "Decided")], required=True, readonly=True, default="open", index=True
    )
    user_id = fields.Many2one("res.users", string="Responsible", index="btree_not_null", ondelete="set null")
    note = fields.Text(string="Message", readonly=True, help="What the customer wrote besides.")
    line_ids = fields.One2many("partner.review.proposal.line", "proposal_id", readonly=True)
    field_names = fields.Char(string="Fields", compute="_compute_field_names")
    company_id = fields.Many2one("res.company", readonly=True, ondelete="cascade")

    @api.depends("line_ids.label")
    def _compute_field_names(self):
        for proposal in self:
            proposal.field_names = ", ".join(proposal.line_ids.mapped("label"))

    @api.model
    def _readable(self):
        """Condition on the corrections of contacts that the user may read."""
        return readable_by(self.env, "partner_id")

    @api.model
    def _propose(self, partner, changes, note, origin, user, request=None):
        """Note what a customer wants to have changed, and have somebody look at it.

        What the same customer proposed before and nobody decided on yet is replaced.

        :param partner: contact with all rights
        :param dict changes: field name to (old, new), as of partner.review.field `_raw`
        :param str note: what the customer wrote besides
        :param str origin: "link" or "portal"
        :param user: who looks at it; may be no record
        :param request: record of partner.review.request by which it was asked
        :return: the proposal
        """
        self.search([("partner_id", "=", partner.id), ("state", "=", "open")])._replace()
        proposal = self.create(
            {
                "partner_id": partner.id,
                "request_id": request.id if request else False,
                "origin": origin,
                "user_id": user.id,
                "note": note or False,
                "company_id": partner.company_id.id,
                "line_ids": [
                    fields.Command.create({"field_name": name, "old_value": old, "new_value": new})
                    for name, (old, new) in changes.items()
                ],
            }
        )
        # no mail: whoever has many customers would get many
        proposal.with_context(mail_activity_quick_update=True).activity_schedule(
            "mail.mail_activity_data_todo",
            summary=self.with_context(lang=user.lang or self.env.lang).env._("Corrections by %s", partner.display_name),
            user_id=user.id or False,
        )
        return proposal

    def write(self, vals):
        """Hand over with the activity; what the customer sent and what was decided is changed by the system alone."""
        if not self.env.su and not FIXED.isdisjoint(vals):
            raise AccessError(self.env._("What a customer has sent can be accepted or declined, not changed."))
        result = super().write(vals)
        if vals.get("user_id"):
            # sudo: whoever hands it over need not be the one it was assigned to; no mail, as in _propose
            activities = self.sudo().with_context(mail_activity_quick_update=True).activity_ids
            activities.write({"user_id": vals["user_id"]})
        return result

    def _replace(self):
        self.line_ids.filtered(lambda line: line.state == "open").write({"state": "replaced"})
        self._finish(self.env._("The customer has sent a newer correction."))

    def action_done(self):
        """Close what was only a message."""
        self.check_access("write")
        self._finish_decided()

    def _finish_decided(self):
        """Close those of these proposals of which nothing is left to decide."""
        # sudo: the state follows from what was decided, which is checked there
        decided = self.sudo().filtered(lambda proposal: "open" not in proposal.line_ids.mapped("state"))
        decided._finish()

    def _finish(self, feedback=False):
        self.write({"state": "done"})
        self.activity_ids.action_feedback(feedback=feedback)

    def _log_accepted(self, lines):
        """Say in the contact's chatter what was taken over from the customer."""
        item = Markup("<li>%s: %s → %s</li>")
        items = Markup("").join(item % (line.label, line.old_text or "–", line.new_text or "–") for line in lines)
        title = self.env._("Corrected by the customer, accepted by %s:", self.env.user.name)
        self.partner_id._message_log(body=Markup("%s<ul>%s</ul>") % (title, items))

    def review(self):
        """What the screen of one proposal shows.

        :return: {"partner_id", "partner", "writable", "spreads", "note", "lines": [{"id", "name", "label", "old",
            "new", "now", "state", "conflict", "decided_by", "decided_on"}]}; `spreads` names the company whose address
            changes with the contact's
        :raises AccessError: when the user may not read the contact
        """
        self.ensure_one()
        self.check_access("read")
        partner = self.partner_id
        shared = partner.parent_id if partner.type == "contact" else partner.parent_id.browse()
        address = set(partner._address_fields()) & set(self.line_ids.mapped("field_name"))
        return {
            "partner_id": partner.id,
            "partner": partner.display_name,
            "writable": partner.has_access("write"),
            "spreads": shared.display_name if shared and address else "",
            "note": self.note or "",
            "lines": [line._as_screen() for line in self.line_ids],
        }
