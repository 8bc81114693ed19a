from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL


class PartnerPrivacyRestriction(models.Model):
    """A contact whose data is stored and not used: article 18 GDPR, after a request or an objection."""

    _name = "partner.privacy.restriction"
    _description = "Restriction of Processing"
    _order = "id desc"
    _rec_name = "partner_id"

    partner_id = fields.Many2one("res.partner", string="Contact", required=True, readonly=True, ondelete="cascade")
    request_id = fields.Many2one("partner.privacy.request", readonly=True, index=True, ondelete="set null")
    company_id = fields.Many2one("res.company", readonly=True, ondelete="cascade")
    since = fields.Date(required=True, readonly=True, default=fields.Date.today)
    lifted_on = fields.Date(readonly=True)
    lifted_user_id = fields.Many2one("res.users", string="Lifted by", readonly=True, ondelete="set null")

    _in_force = models.UniqueIndex("(partner_id) WHERE lifted_on IS NULL")

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("A restriction can't be deleted; lift it."))

    def action_lift(self):
        """Lift restrictions; the person has to be told before (article 18 (3) GDPR)."""
        self.env["partner.privacy.request"]._check_officer()
        # sudo: restrictions change by these steps alone
        standing = self.sudo().filtered(lambda restriction: not restriction.lifted_on)
        standing.write({"lifted_on": fields.Date.today(), "lifted_user_id": self.env.uid})
        for restriction in standing:
            restriction.request_id._log("lifted")
            restriction.partner_id._message_log(body=self.env._("The restriction of processing was lifted."))
        self.env["res.partner"].invalidate_model(["privacy_restricted"], flush=False)

    @api.model
    def _restrict(self, partners, request):
        """Restrict contacts.

        :param partners: recordset of res.partner
        :param request: record of partner.privacy.request
        """
        restrictions = self.sudo()  # sudo: made by the step alone
        standing = restrictions.search([("partner_id", "in", partners.ids), ("lifted_on", "=", False)]).partner_id
        new = partners.sudo() - standing  # sudo: merged and archived contacts are restricted, too
        common = {"request_id": request.id, "company_id": request.company_id.id}
        restrictions.create([{"partner_id": partner.id, **common} for partner in new])
        text = self.env._("Processing was restricted: no mailing, no merge, no export.")
        new._message_log_batch(dict.fromkeys(new.ids, text))
        partners.invalidate_model(["privacy_restricted"], flush=False)


class ResPartner(models.Model):
    """Contacts whose data must not be used."""

    _inherit = "res.partner"  # pylint: disable=consider-merging-classes-inherited

    privacy_restricted = fields.Boolean(
        string="Processing Restricted",
        compute="_compute_privacy_restricted",
        search="_search_privacy_restricted",
        help="The data is stored, but not used: no mailing, no merging, no export.",
    )

    def _compute_privacy_restricted(self):
        restricted = self._privacy_filter_restricted()
        for partner in self:
            partner.privacy_restricted = partner._origin in restricted

    @api.model
    def _search_privacy_restricted(self, operator, value):
        if operator != "in":
            return NotImplemented
        restricted = Domain("id", "in", self._privacy_restricted_query())
        return restricted if set(value) == {True} else ~restricted if set(value) == {False} else Domain.TRUE

    @api.model
    def _privacy_restricted_query(self):
        """SQL of the ids of contacts whose processing is restricted, or that are kept by law alone."""
        self.env["partner.privacy.restriction"].flush_model()
        self.env["partner.privacy.hold"].flush_model()
        return SQL(
            "(SELECT partner_id FROM partner_privacy_restriction WHERE lifted_on IS NULL UNION ALL "
            "SELECT res_id FROM partner_privacy_hold WHERE res_model = 'res.partner' AND is_active)"
        )

    def _privacy_filter_restricted(self):
        """Those of these contacts whose data must not be used."""
        ids = self._origin.ids
        if not ids:
            return self.browse()
        self.env.cr.execute(
            SQL("SELECT r.id FROM %s AS r(id) WHERE r.id = ANY(%s)", self._privacy_restricted_query(), ids)
        )
        found = {id_ for (id_,) in self.env.cr.fetchall()}
        return self.browse(id_ for id_ in ids if id_ in found)

    # -- no merging -----------------------------------------------------------------------------------

    def _merge_is_held(self):
        return super()._merge_is_held() | self._privacy_filter_restricted()

    # -- no export ------------------------------------------------------------------------------------

    def _export_rows(self, fields, *, _is_toplevel_call=True):
        """Restricted contacts are left out of exports, also where other records name their fields."""
        usable = self - self._privacy_filter_restricted()
        return super(ResPartner, usable)._export_rows(fields, _is_toplevel_call=_is_toplevel_call)

    # -- no mailing -----------------------------------------------------------------------------------

    @api.model
    def _consent_query(self, purpose, channel, company=None, ids=None):
        allowed = super()._consent_query(purpose, channel, company, ids)
        return SQL(
            "SELECT allowed.id FROM (%s) AS allowed(id) WHERE allowed.id NOT IN (SELECT r.id FROM %s AS r(id))",
            allowed,
            self._privacy_restricted_query(),
        )


class PartnerConsent(models.Model):
    """Addresses of restricted contacts get no mailing, whatever they belong to besides."""

    _inherit = "partner.consent"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def _allowed_keys(self, keys, purposes, channel, company):
        allowed = super()._allowed_keys(keys, purposes, channel, company)
        return allowed - self._restricted_keys(allowed, channel) if allowed else allowed

    @api.model
    def _restricted_keys(self, keys, channel):
        """Those of some addresses or numbers that belong to a restricted contact."""
        name = "email_normalized" if channel == "email" else "phone_sanitized"
        partners = self.env["res.partner"].sudo()  # sudo: whoever sends need not see the contact
        partners.flush_model([name])
        rows = self.env.execute_query(
            SQL(
                "SELECT DISTINCT p.%(column)s FROM %(restricted)s AS r(id) JOIN res_partner p ON p.id = r.id "
                "WHERE p.%(column)s = ANY(%(keys)s)",
                column=SQL.identifier(name),
                restricted=partners._privacy_restricted_query(),
                keys=list(keys),
            )
        )
        return {key for (key,) in rows}


class MailComposeMessage(models.TransientModel):
    """Messages to many leave restricted contacts out, whatever they are for."""

    _inherit = "mail.compose.message"  # pylint: disable=consider-merging-classes-inherited

    def _get_optout_emails(self, mail_values_dict):
        emails = super()._get_optout_emails(mail_values_dict)
        if self.composition_mode != "mass_mail":
            return emails
        recipients = self._get_recipients_data(mail_values_dict)
        addresses = {address for data in recipients.values() for address in data["mail_to_normalized"] if address}
        return [*emails, *sorted(self.env["partner.consent"]._restricted_keys(addresses, "email"))]
