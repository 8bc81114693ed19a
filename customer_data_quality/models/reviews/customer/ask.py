from odoo import Command, api, fields, models
from odoo.exceptions import UserError

from ...scheduler import wake
from .request import BATCH

CRON = "customer_data_quality.cron_ask_customers"


class PartnerReviewAsk(models.TransientModel):
    """Ask customers by e-mail to check what is stored about them."""

    _name = "partner.review.ask"
    _description = "Ask Customers to Check Their Data"

    partner_ids = fields.Many2many(
        "res.partner",
        string="Contacts",
        default=lambda self: self._default_partners(),
        context={"active_test": False},  # archived ones are counted among those who may not be asked
    )
    template_id = fields.Many2one(
        "mail.template",
        string="Mail",
        required=True,
        domain=[("model", "=", "res.partner")],
        default=lambda self: self.env.ref("customer_data_quality.mail_template_data_check", raise_if_not_found=False),
    )
    ask_again = fields.Boolean(help="Also those who have been asked lately. A link sent before no longer works then.")
    recipient_ids = fields.Many2many("res.partner", compute="_compute_sending")
    sending_count = fields.Integer(compute="_compute_sending", string="Get the Mail")
    no_email_count = fields.Integer(compute="_compute_sending", string="Without E-Mail")
    refused_count = fields.Integer(compute="_compute_sending", string="May Not Be Asked")
    recent_count = fields.Integer(compute="_compute_sending", string="Asked Lately")
    same_count = fields.Integer(compute="_compute_sending", string="Share an Address")
    pause_days = fields.Integer(compute="_compute_sending")

    @api.model
    def _default_partners(self):
        if self.env.context.get("active_model") != "res.partner":
            return False
        return [Command.set(self.env.context.get("active_ids") or [])]

    @api.depends("partner_ids", "ask_again")
    def _compute_sending(self):
        for wizard in self:
            partners = wizard.partner_ids._origin
            reachable = partners.filtered("email_normalized")
            allowed = reachable._review_may_be_asked()
            wizard.pause_days = self.env.company.review_check_pause_days
            recent = allowed._review_check_recent(wizard.pause_days) if not wizard.ask_again else allowed.browse()
            asked = allowed - recent
            # one mail for each address, to the first contact that has it
            first = {partner.email_normalized: partner for partner in reversed(asked)}
            sending = asked.filtered(lambda partner, first=first: first[partner.email_normalized] == partner)
            wizard.recipient_ids = sending
            wizard.sending_count = len(sending)
            wizard.no_email_count = len(partners - reachable)
            wizard.refused_count = len(reachable - allowed)
            wizard.recent_count = len(recent)
            wizard.same_count = len(asked - sending)

    def action_send(self):
        """Send the mails; many of them are left to the scheduler.

        :raises UserError: when nobody may be asked
        """
        self.ensure_one()
        partners = self.recipient_ids
        partners.check_access("write")
        if not partners:
            raise UserError(self.env._("None of these contacts can be asked. The counts above say why."))
        # sudo: requests are made by what people do, not by hand
        requests = self.env["partner.review.request"].sudo()
        requests._cancel_customer_requests(partners)
        requests = requests.create(
            [
                {
                    "partner_id": partner.id,
                    "kind": "customer",
                    "reason": "manual",
                    "user_id": self.env.uid,
                    "company_id": (partner.company_id or self.env.company).id,
                    "mail_template_id": self.template_id.id,
                }
                for partner in partners
            ]
        )
        if len(requests) <= BATCH:
            requests._send_to_customers()
            message = self.env._("%s mails are on their way.", len(requests))
        else:
            wake(self.env, CRON)
            message = self.env._("%s mails are sent in the background.", len(requests))
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {"type": "success", "message": message, "next": {"type": "ir.actions.act_window_close"}},
        }


class PartnerReviewRequest(models.Model):
    _inherit = "partner.review.request"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def _cancel_customer_requests(self, partners):
        """End what these customers were asked before; a link made anew takes the place of the old one."""
        earlier = self.search([("partner_id", "in", partners.ids), ("kind", "=", "customer"), ("state", "=", "open")])
        earlier.mail_template_id = False
        earlier._close("superseded", note=self.env._("Asked anew."))


class ResPartner(models.Model):
    _inherit = "res.partner"  # pylint: disable=consider-merging-classes-inherited

    def _review_check_recent(self, days):
        """Those of these contacts that were asked within so many days."""
        since = fields.Datetime.subtract(fields.Datetime.now(), days=days)
        # sudo: whoever asked
        groups = (
            self.env["partner.review.request"]
            .sudo()
            ._read_group(
                [("partner_id", "in", self.ids), ("kind", "=", "customer"), ("create_date", ">", since)], ["partner_id"]
            )
        )
        return self.browse(partner.id for (partner,) in groups)
