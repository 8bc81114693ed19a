import re

from markupsafe import Markup, escape

from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import email_normalize, html2plaintext
from odoo.tools.mail import append_content_to_html

from .link import PREFERENCES
from .mail_server import UNSUBSCRIBE

FOOTER = "customer_data_quality.consent_mail_footer"
# What stands in the mail until it is sent; nobody who looks into the queue can confirm in another's name.
PLACEHOLDER = re.compile(r"""(?<=href=["'])[^"']*/consent/confirm(?=["'])""")
# Old mails are searched for their link, and each mail needs a row for its own: a year, and some weeks.
FOOTER_DAYS = 400


class MailMail(models.Model):
    """Mails that ask to confirm a consent, and mails that rest on one."""

    _inherit = "mail.mail"

    consent_id = fields.Many2one(
        "partner.consent", string="Consent to Confirm", readonly=True, index="btree_not_null", ondelete="cascade"
    )
    consent_purpose_id = fields.Many2one(
        "partner.consent.purpose",
        string="Purpose",
        ondelete="set null",
        index="btree_not_null",
        help="What the mail is sent for: its recipients get a link to their choices, and can unsubscribe by one click.",
    )

    def _prepare_outgoing_list(self, mail_server=False, doc_to_followers=None):
        emails = super()._prepare_outgoing_list(mail_server=mail_server, doc_to_followers=doc_to_followers)
        if self.consent_id:
            return [self._with_confirmation_link(email) for email in emails]
        purpose = self._consent_purpose().sudo()  # sudo: whoever sends the queue
        return [self._with_preferences_link(email, purpose) for email in emails] if purpose else emails

    def _consent_purpose(self):
        """The purpose that one mail is sent for; overridden by what knows it from elsewhere."""
        return self.consent_purpose_id

    def _with_confirmation_link(self, email):
        """The mail that asks to confirm, with its link: to the one address that was written down, or not at all."""
        consent = self.sudo().consent_id  # sudo: whoever sends the queue
        if email["email_to_normalized"] != [consent._confirmation_address()]:
            raise UserError(
                self.env._("This request was not sent: it goes to another address than the one that was written down.")
            )
        url = consent._confirmation_link()
        body = PLACEHOLDER.sub(lambda _found: str(escape(url)), email["body"])
        if url not in body:
            button = Markup('<p><a href="%s">%s</a></p>') % (url, url)
            body = append_content_to_html(body, button, plaintext=False)
        return {**email, "body": Markup(body), "body_alternative": html2plaintext(body)}  # noqa: S704

    def _with_preferences_link(self, email, purpose):
        """A mail for a purpose, with a footer and headers for its one recipient."""
        # mails that a contract or a law asks for can't be unsubscribed from;
        # one copy for several people, or for readers in copy, would hand out the key of the first to all
        if (
            not purpose._can_be_stopped()
            or len(email["email_to_normalized"]) != 1
            or email["email_cc"]
            or not email["body"]
        ):
            return email
        partner = self._consent_recipient(email)
        if not partner:
            return email
        company = self._consent_company(partner, purpose)
        lang = partner.lang or self.env.lang
        purpose = purpose.sudo().with_context(lang=lang)  # sudo: whoever sends the queue
        # sudo: whoever sends the queue
        _link, url = (
            self.env["partner.link"].sudo()._make(PREFERENCES, partner, FOOTER_DAYS, single_use=False, record=company)
        )
        footer = self.env["ir.qweb"]._render(
            FOOTER,
            {
                "url": url,
                "reason": purpose.env._(
                    "You receive this message from %(company)s for the purpose “%(purpose)s”.",
                    company=company.name,
                    purpose=purpose.name,
                ),
            },
            lang=lang,
            minimal_qcontext=True,
        )
        body = append_content_to_html(email["body"], footer, plaintext=False)
        return {
            **email,
            "body": body,
            "body_alternative": html2plaintext(body),
            # a dictionary of its own: the mail's recipients share one
            "headers": {**email["headers"], UNSUBSCRIBE: f"{url}/unsubscribe/{purpose.code}"},
        }

    def _postprocess_sent_message(self, success_pids, success_emails, failure_reason=False, failure_type=None):
        """Note that the consents of those who got a mail were used: unused ones fall asleep."""
        if not failure_type:
            for mail in self:
                purpose = mail._consent_purpose()
                if purpose and not mail.consent_id:
                    # sudo: whoever sends the queue
                    mail._note_consent_used(purpose.sudo(), success_pids, success_emails)
        return super()._postprocess_sent_message(
            success_pids, success_emails, failure_reason=failure_reason, failure_type=failure_type
        )

    def _note_consent_used(self, purpose, success_pids, success_emails):
        partners = self.env["res.partner"].sudo().union(*success_pids)  # sudo: whoever sends the queue
        addresses = [address for address in map(email_normalize, success_emails) if address]
        if addresses:
            partners |= partners.search([("email_normalized", "in", addresses)])
        for company, group in partners.grouped(lambda partner: self._consent_company(partner, purpose)).items():
            group._consent_used(purpose, "email", company)

    def _consent_recipient(self, email):
        """The contact that one copy of the mail goes to; empty if there is none at that address."""
        partners = self.env["res.partner"].sudo()  # sudo: whoever sends the queue
        address = email["email_to_normalized"][0]
        if email["partner_id"]:
            return email["partner_id"].sudo()
        if self.model and self.res_id and self.model in self.env:
            document = self.env[self.model].sudo().browse(self.res_id).exists()  # sudo: as above
            for partner in document._mail_get_partners()[document.id] if document else ():
                if partner.email_normalized == address:
                    return partner
        found = partners.search([("email_normalized", "=", address)], order="id", limit=10)
        return found.filtered("consent_ids")[:1] or found[:1]

    def _consent_company(self, partner, purpose):
        """The company that a mail for a purpose comes from."""
        if "mailing_id" in self._fields and self.mailing_id:
            return self.env["partner.consent"]._mailing_company(self.mailing_id)
        document = self.env[self.model].sudo() if self.model in self.env else None  # sudo: whoever sends the queue
        if document is not None and self.res_id and "company_id" in document._fields:
            company = document.browse(self.res_id).exists().company_id
            if company:
                return company
        return partner.company_id or purpose.company_id or self.env.company
