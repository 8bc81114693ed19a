from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from .channels import LIGHTS
from .res_partner import USER

# What one purpose shows of several channels: the first of these that any has.
ORDER = ("green", "amber", "red", "grey")

# What lights are made of, besides the address: read at once.
READ = (
    "email email_normalized phone phone_sanitized commercial_company_name company_id "
    "consent_ids.state consent_ids.last_used_at".split()
)


class ResPartner(models.Model):
    """What is shown of consents on contacts."""

    _inherit = "res.partner"  # pylint: disable=consider-merging-classes-inherited

    consent_lights = fields.Json(
        string="Consent",
        compute="_compute_consent_lights",
        groups=USER,
        help="Each purpose with its light, and why.",
    )
    consent_call_light = fields.Selection(
        LIGHTS,
        string="Advertising Calls",
        compute="_compute_consent_lights",
        groups=USER,
        help="Whether this contact may be called for advertising.",
    )
    consent_purpose_ids = fields.Many2many(
        "partner.consent.purpose",
        string="Allowed for",
        compute="_compute_consent_purpose_ids",
        search="_search_consent_purpose_ids",
        groups=USER,
        help="Purposes that need consent, or that people may object to, and for which this contact may be approached.",
    )
    consent_count = fields.Integer(string="Number of Consents", compute="_compute_record_counts", groups=USER)

    @api.depends(lambda self: [*READ, *self._display_address_depends()])
    @api.depends_context("company", "lang")
    def _compute_consent_lights(self):
        saved = self.filtered(lambda partner: isinstance(partner.id, int))
        (self - saved).update({"consent_lights": False, "consent_call_light": False})
        # sudo: the company of the contact counts, whatever the user may see of it
        for company in dict.fromkeys(partner.company_id or self.env.company for partner in saved.sudo()):
            partners = saved.filtered(
                lambda partner, company=company: (partner.sudo().company_id or self.env.company) == company
            )
            for partner_id, entries in partners._consent_statuses(company, _has_light).items():
                partner = self.browse(partner_id)
                partner.consent_lights = partner._consent_lights_of(entries)
                calls = [e["light"] for e in entries if e["channel"] == "phone" and e["purpose"].is_marketing]
                partner.consent_call_light = min(calls, key=ORDER.index) if calls else False

    def _consent_lights_of(self, entries):
        labels = dict(self.env["partner.consent"]._fields["channel"]._description_selection(self.env))
        purposes = {}
        for entry in entries:
            purpose = entry["purpose"]
            shown = purposes.setdefault(purpose.id, {"id": purpose.id, "name": purpose.name, "channels": []})
            shown["channels"].append(
                {
                    "channel": entry["channel"],
                    "label": labels[entry["channel"]],
                    "light": entry["light"],
                    "reason": entry["reason"],
                    "point": entry["contact_point"] or "",
                    "consent_id": entry["consent"].id,
                    "can_grant": entry["can_grant"] and (purpose._needs_consent() or not entry["allowed"]),
                    "can_withdraw": entry["can_withdraw"],
                    "ending": "withdrawn" if purpose._needs_consent() else "objected",
                }
            )
        for shown in purposes.values():
            shown["light"] = min((channel["light"] for channel in shown["channels"]), key=ORDER.index)
        return list(purposes.values())

    @api.depends("consent_lights")
    def _compute_consent_purpose_ids(self):
        for partner in self:
            partner.consent_purpose_ids = [
                shown["id"]
                for shown in partner.consent_lights or ()
                if any(
                    channel["light"] in ("green", "amber") and channel["can_withdraw"] for channel in shown["channels"]
                )
            ]

    def _search_consent_purpose_ids(self, operator, value):
        purposes = self.env["partner.consent.purpose"]
        shown = Domain("legal_basis", "=", "consent") | Domain("is_marketing", "=", True)
        if operator in ("any", "any!"):
            return self._consent_any_domain(purposes.search(Domain(value) & shown))
        if operator != "in":
            return NotImplemented
        wanted = purposes.browse(id_ for id_ in value if id_).exists()
        domain = self._consent_any_domain(wanted)
        if False in value:
            domain |= ~self._consent_any_domain(purposes.search(shown))
        return domain

    def _consent_any_domain(self, purposes):
        """Contacts that may be approached for any of some purposes on any channel."""
        queries = [self._consent_query(purpose, channel) for purpose in purposes for channel in purpose._channels()]
        return Domain("id", "in", SQL(" UNION ").join(queries)) if queries else Domain.FALSE

    def _record_counts(self):
        return {**super()._record_counts(), "consent_count": ("partner.consent", "partner_id", [])}

    # -- actions ----------------------------------------------------------------------------------

    def action_record_consent(self):
        """Record what the chosen contacts have said."""
        return self._consent_recording_action()

    def action_open_consents(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("customer_data_quality.partner_consent_action")
        return {**action, "domain": [("partner_id", "=", self.id)], "context": {}}

    def _consent_recording_action(self, **defaults):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Record Consent"),
            "res_model": "partner.consent.record",
            "view_mode": "form",
            "target": "new",
            "context": {"default_partner_ids": self.ids, **defaults},
        }


def _has_light(purpose):
    """What contracts and laws ask for is not a matter of lights."""
    return purpose._needs_consent() or purpose.is_marketing
