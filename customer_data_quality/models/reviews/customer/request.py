from odoo import api, fields, models
from odoo.fields import Domain

from .link import PURPOSE

BATCH = 50


class PartnerReviewRequest(models.Model):
    """Requests to customers: a mail with a link, sent by the scheduler when there are many."""

    _inherit = "partner.review.request"  # pylint: disable=consider-merging-classes-inherited

    mail_template_id = fields.Many2one(
        "mail.template",
        string="To Be Sent With",
        readonly=True,
        ondelete="set null",
        index="btree_not_null",
        help="Empty once the mail is on its way.",
    )

    @api.model
    def _cron_ask_customers(self):
        """Send what waits, a batch per transaction."""
        waiting = Domain("mail_template_id", "!=", False) & Domain("state", "=", "open")
        while True:
            # claimed, so that a second scheduler takes others
            requests = self.search(waiting, limit=BATCH, order="id").try_lock_for_update(allow_referencing=True)
            if not requests:
                return
            requests._send_to_customers()
            remaining = self.search_count(waiting)
            if not self.env["ir.cron"]._commit_progress(len(requests), remaining=remaining):
                return

    @api.autovacuum
    def _gc_unanswered(self):
        """Close requests whose link works no more: the customer did not answer."""
        for company in self.env["res.company"].search([]):  # pylint: disable=no-search-all
            sent_before = fields.Datetime.subtract(fields.Datetime.now(), days=company.review_check_valid_days + 1)
            unanswered = (
                Domain("kind", "=", "customer")
                & Domain("state", "=", "open")
                & Domain("mail_template_id", "=", False)
                & Domain("company_id", "=", company.id)
                & Domain("create_date", "<", sent_before)
            )
            self.search(unanswered)._close("unreachable", note=self.env._("The customer did not answer."))

    def _send_to_customers(self):
        """Send these customers their links, each in the customer's language; who may no longer be asked is left out.

        The link stands in the mail alone: the mail belongs to no record and goes once it is sent, so that no colleague
        finds the link in a chatter.
        """
        allowed = self.partner_id._review_may_be_asked()
        refused = self.filtered(lambda request: request.partner_id not in allowed)
        refused.mail_template_id = False
        refused._close("superseded", note=self.env._("The contact may not be asked by e-mail."))
        groups = (self - refused).grouped(
            lambda request: (request.mail_template_id, request.company_id, request.create_uid)
        )
        for (template, company, sender), requests in groups.items():
            # sudo: mails go in the name of whoever asked; links are made by the system alone
            as_sender = requests.with_user(sender).with_context(lang=sender.lang).sudo()
            as_sender.with_company(company or sender.company_id)._send_batch(template)

    def _send_batch(self, template):
        """Send requests of one company, with one template, in the name of the current user."""
        links = self.env["partner.link"]
        # one for each request: after a merge a contact may have two
        partners = self.partner_id.browse([request.partner_id.id for request in self])
        links._withdraw(PURPOSE, partners)  # only the newest link works
        valid_days = self.env.company.review_check_valid_days
        pairs = links._make_batch(PURPOSE, partners, valid_days, True, records=self)
        urls = {link.partner_id.id: url for link, url in pairs}
        expiry = fields.Date.add(fields.Date.context_today(self), days=valid_days)
        template.with_env(self.env).with_context(data_check_urls=urls, data_check_expiry=expiry).send_mail_batch(
            self.partner_id.ids, email_values={"model": False, "res_id": False, "auto_delete": True}
        )
        self.mail_template_id = False
        body = self.env._("Asked by e-mail to check the stored data.")
        self.partner_id._message_log_batch(bodies=dict.fromkeys(self.partner_id.ids, body))
