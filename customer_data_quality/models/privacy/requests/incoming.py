from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import html2plaintext
from odoo.tools.mail import email_split_tuples

from ....engine.privacy_words import guess_kind
from .request import KINDS, OPEN_STATES

LONGEST = 5000
# Requests that one customer may make in the portal, a day and at the same time.
PER_DAY = 3
AT_ONCE = 5


class PartnerPrivacyRequest(models.Model):
    """Requests that come by mail, from the portal and from the contact."""

    _inherit = "partner.privacy.request"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def message_new(self, msg_dict, custom_values=None):
        """A mail to the address for privacy makes a request; what it asks for is guessed from its words."""
        name, email = next(iter(email_split_tuples(msg_dict.get("email_from") or "")), ("", ""))
        text = html2plaintext(msg_dict.get("body") or "").strip()[:LONGEST]
        partner = self._partner_of(email)
        values = {
            "kind": guess_kind(f"{msg_dict.get('subject') or ''}\n{text}"),
            "origin": "mail",
            "message": text,
            "partner_id": partner.id,
            "person_name": partner.name or name or partner.display_name or email,
            "person_email": email,
            "user_id": False,
            **(custom_values or {}),
        }
        return super().message_new(msg_dict, custom_values=values)

    @api.model
    def _request_from_portal(self, partner, kind, message, company):
        """Make a request of somebody who is logged in.

        :param partner: contact of the user
        :param str kind: one of KINDS
        :param str message: what they wrote besides
        :return: the request, with all rights; no record if there were too many or the kind is unknown
        """
        requests = self.sudo().with_company(company)  # sudo: customers have no right to the model
        if kind not in dict(KINDS) or requests._is_limited(partner):
            return requests.browse()
        today = fields.Date.context_today(self)
        request = requests.create(
            {
                "kind": kind,
                "origin": "portal",
                "partner_id": partner.id,
                "company_id": company.id,
                "message": (message or "").strip()[:LONGEST],
                "state": "identified",
                "identity_method": "login",
                "identity_date": today,
                "user_id": False,
            }
        )
        request._log("identified", {"method": "login"})
        return request

    @api.model
    def _is_limited(self, partner):
        """Whether a customer has made so many requests that they must wait."""
        own = [("partner_id", "=", partner.id), ("origin", "=", "portal")]
        since = fields.Datetime.now() - timedelta(days=1)
        return (
            self.search_count([*own, ("create_date", ">", since)]) >= PER_DAY
            or self.search_count([*own, ("state", "in", OPEN_STATES)]) >= AT_ONCE
        )


class ResPartner(models.Model):
    _inherit = "res.partner"  # pylint: disable=consider-merging-classes-inherited

    privacy_request_count = fields.Integer(
        string="Privacy Requests", compute="_compute_record_counts", groups="customer_data_quality.group_user"
    )

    def _record_counts(self):
        return {
            **super()._record_counts(),
            "privacy_request_count": ("partner.privacy.request", "partner_id", []),
        }

    def action_privacy_requests(self):
        """Show the requests of a contact."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Privacy Requests"),
            "res_model": "partner.privacy.request",
            "view_mode": "list,form",
            "domain": [("partner_id", "=", self.id)],
            "context": {"default_partner_id": self.id},
        }

    def action_new_privacy_request(self):
        """Take down a request of a contact."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("New Privacy Request"),
            "res_model": "partner.privacy.request",
            "view_mode": "form",
            "context": {"default_partner_id": self.id, "default_company_id": self.company_id.id or self.env.company.id},
        }
