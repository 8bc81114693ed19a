from odoo import SUPERUSER_ID, api, fields, models

from ..request import BY_CUSTOMER
from .form import CheckForm

USER = "customer_data_quality.group_user"
# From one account within a day; a machine sends more.
DAILY_ANSWERS = 10


class ResPartner(models.Model):
    """Customers check their own data."""

    _inherit = "res.partner"  # pylint: disable=consider-merging-classes-inherited

    review_proposal_ids = fields.One2many(
        "partner.review.proposal", "partner_id", string="Corrections by the Customer", groups=USER
    )
    review_proposal_count = fields.Integer(compute="_compute_record_counts", string="Open Corrections", groups=USER)

    @api.depends("review_proposal_ids.state")
    def _compute_record_counts(self):
        return super()._compute_record_counts()

    def _record_counts(self):
        return {
            **super()._record_counts(),
            "review_proposal_count": ("partner.review.proposal", "partner_id", [("state", "=", "open")]),
        }

    def action_open_review_proposals(self):
        """Open what this customer has corrected and nobody has decided on."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("customer_data_quality.partner_review_proposal_action")
        proposals = self.review_proposal_ids.filtered(lambda proposal: proposal.state == "open")
        if len(proposals) == 1:
            return {**action, "views": [(False, "form")], "view_mode": "form", "res_id": proposals.id}
        return {**action, "domain": [("partner_id", "=", self.id)]}

    def _review_may_be_asked(self):
        """Those of these contacts that may be asked by e-mail to check their data.

        Add-ons override this to leave out more, such as those who object.
        """
        # sudo: a blacklist holds whoever may read it
        return self.filtered(
            lambda partner: (
                partner.active
                and partner.email_normalized
                and not partner.sudo().is_blacklisted
                and not any(not user.share for user in partner.sudo().user_ids)
            )
        )

    def _review_check_form(self, sent=None, lang=None):
        """What this customer is shown and has sent.

        :param sent: mapping of field names to texts, None when the page is opened
        :param str lang: code of a language; by default the customer's
        :rtype: CheckForm
        """
        self.ensure_one()
        # sudo, and as the system: the customer is no user; what may be seen and corrected is what the company chose
        partner = self.with_user(SUPERUSER_ID).with_context(lang=lang or self._review_check_lang())
        return CheckForm(partner.with_company(self.sudo().company_id or self.env.company), sent)

    def _review_check_lang(self):
        """The code of the language in which this customer reads, None if it is not installed."""
        # sudo: the customer is no user
        lang = self.env["res.lang"]._get_data(code=self.sudo().lang or "")
        return lang.code or None

    def _review_check_answered(self, form, origin, request=None):
        """Take what a customer has confirmed or corrected.

        :param form: CheckForm without problems
        :param str origin: "link" or "portal"
        :param request: record of partner.review.request by which it was asked
        :return: the proposal, no record if everything was confirmed
        """
        partner = form.partner
        user = partner._review_check_user(request)
        # what colleagues read is in their language
        partner = partner.with_context(lang=user.lang or partner.env.company.partner_id.lang)
        changes, confirmed = form.changes, form.confirmed
        proposal = partner.env["partner.review.proposal"]
        if changes or form.note:
            proposal = proposal._propose(partner, changes, form.note, origin, user, request)
        if confirmed:
            # the customer did it, and is no user who could be named
            theirs = partner.with_context(**{BY_CUSTOMER: True})
            theirs._review_confirm(confirmed, note=partner.env._("Confirmed by the customer."))
        if request:
            verdicts = {**dict.fromkeys(confirmed, "confirmed"), **dict.fromkeys(changes, "corrected")}
            request._close("corrected" if changes else "confirmed", note=form.note, verdicts=verdicts)
        if confirmed and not changes:
            labels = [field._title() for field in form.fields.with_env(partner.env) if field.field_name in confirmed]
            body = partner.env._("The customer has confirmed: %s", ", ".join(labels))
            partner._message_log(body=body, author_id=partner.id)
        return proposal

    def _review_check_is_limited(self):
        """Whether this contact has sent so many corrections today that it can wait."""
        since = fields.Datetime.subtract(fields.Datetime.now(), days=1)
        # sudo: the customer's own corrections
        sent = self.env["partner.review.proposal"].sudo()
        return sent.search_count([("partner_id", "in", self.ids), ("create_date", ">", since)]) >= DAILY_ANSWERS

    def _review_check_user(self, request=None):
        """Who looks at the corrections of this contact: its salesperson, the company's, the responsible of its
        reviews, whoever asked, the one the settings name."""
        self.ensure_one()
        company = self.company_id or self.env.company
        candidates = (
            self.user_id,
            self.commercial_partner_id.user_id,
            self.review_id.user_id,
            request.create_uid if request else self.env["res.users"],
            company.review_check_user_id,
            *self.env.ref("customer_data_quality.group_manager").all_user_ids,
        )
        return next(filter(self._review_check_may_decide, candidates), self.env["res.users"])

    def _review_check_may_decide(self, user):
        """Whether a user is there, and sees this contact and its corrections."""
        return (
            user.active
            and not user.share
            and user.id != SUPERUSER_ID
            and user.has_group(USER)
            and self.with_user(user).has_access("read")
        )

    def action_ask_customer(self):
        """Open the wizard that asks these customers to check their data."""
        action = self.env["ir.actions.act_window"]._for_xml_id("customer_data_quality.partner_review_ask_action")
        return {**action, "context": {"active_model": self._name, "active_ids": self.ids}}
