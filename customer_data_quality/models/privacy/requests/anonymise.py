from odoo import models
from odoo.exceptions import UserError
from odoo.tools import SQL

# Nothing of what is written here may be told of in the chatter: that would keep the old values.
QUIET = {
    "tracking_disable": True,
    "mail_notrack": True,
    "mail_create_nolog": True,
    "no_vat_validation": True,
    # otherwise a login that has just ended would still forbid to archive its contact
    "active_test": True,
    "mail_activity_quick_update": True,
}
# What tells where somebody is or belongs, beside what people type in.
TELLING = ("parent_id", "state_id", "partner_latitude", "partner_longitude")
# Odoo tells people that their login has changed: not those who are erased.
SILENT = "privacy_ends_login"


class ResPartner(models.Model):
    """What is personal in a contact is taken away, for good."""

    _inherit = "res.partner"  # pylint: disable=consider-merging-classes-inherited

    def _privacy_anonymise(self, keep=()):
        """Empty everything personal in these contacts and what hangs on them, and archive them. For good.

        The contacts stay as empty shells, so that documents keep what they point to. Messages, attachments, trackings,
        activities, bank accounts, links and proposals of the contacts are deleted; the journal of merges and the
        personal part of consents are emptied, and logins of the portal end. Callers check rights.

        :param keep: names of fields that stay as they are; bank accounts stay with "bank_ids", and the contact stays
            active with "active"
        :raises UserError: for contacts of colleagues, own companies and the system
        """
        partners = self.sudo().with_context(**QUIET).exists()  # sudo: callers check rights
        refused = partners._privacy_refused()
        if refused:
            raise UserError(
                self.env._(
                    "%s: contacts of colleagues, of your own companies and of the system can't be anonymised. End the "
                    "login or the company first.",
                    ", ".join(refused.mapped("display_name")),
                )
            )
        partners._privacy_empty_around(keep)
        partners.env.flush_all()
        values = {name: value for name, value in partners._privacy_blank_values().items() if name not in keep}
        if "name" not in keep:
            values["name"] = self.env._("Anonymised contact")
        if "active" not in keep:
            values["active"] = False
        partners.write(values)
        partners._privacy_empty_by_company(keep)
        partners._privacy_forget_keys()

    def _privacy_refused(self):
        """Those of these contacts that stand for colleagues, own companies or the system."""
        users = self.env["res.users"].sudo().with_context(active_test=False)  # sudo: whoever logs in is checked
        logins = users.search([("partner_id", "in", self.ids)])
        taken = logins.filtered(lambda user: not user.share or user._is_public() or user._is_superuser()).partner_id
        companies = self.env["res.company"].sudo().with_context(active_test=False)  # sudo: as above
        return self & (taken | companies.search([("partner_id", "in", self.ids)]).partner_id)

    def _privacy_blank_values(self):
        """What is written to empty a contact: {field: value}, without its name."""
        names = [*self._merge_personal_fields(), *TELLING]
        names += [name for name, field in self._fields.items() if field.type == "properties" and field.store]
        values = {name: False for name in names if name in self._fields}
        if self._fields["category_id"].store:
            values["category_id"] = [(5, 0, 0)]
        return values

    def _privacy_empty_by_company(self, keep):
        """Values by company are emptied for all of them; the ORM would do so for one."""
        names = [
            name
            for name, field in self._fields.items()
            if field.store and field.company_dependent and field.type in ("char", "text", "html") and name not in keep
        ]
        if names and self.ids:
            columns = SQL(", ").join(SQL("%s = NULL", SQL.identifier(name)) for name in names)
            self.env.flush_all()
            self.env.cr.execute(SQL("UPDATE res_partner SET %s WHERE id = ANY(%s)", columns, list(self.ids)))
            self.invalidate_recordset(names, flush=False)

    def _privacy_empty_around(self, keep):
        """Delete or empty what hangs on these contacts."""
        env = self.with_context(active_test=False).env
        ids = self.ids
        self._privacy_end_logins()
        if "bank_ids" not in keep:
            # before the messages: it is told in the chatter
            self._privacy_end_banks()
        env["partner.merge"]._erase(self)
        # what is proven must stay provable; the chain can be checked without what is personal
        consents = env["partner.consent"].search([("partner_id", "in", ids)])
        consents.filtered(lambda consent: not (consent.point_key or "").startswith("erased:")).action_erase()
        for model, field in (
            ("mail.activity", "res_id"),
            ("mail.message", "res_id"),
            ("mail.followers", "res_id"),
            ("ir.attachment", "res_id"),
        ):
            domain = [("res_model" if "res_model" in env[model]._fields else "model", "=", "res.partner")]
            if model == "ir.attachment":
                # pictures of fields, too
                domain += ["|", ("res_field", "=", False), ("res_field", "!=", False)]
            env[model].search([*domain, (field, "in", ids)]).unlink()
        env["partner.review.proposal"].search([("partner_id", "in", ids)]).unlink()
        env["partner.link"].search([("partner_id", "in", ids)]).unlink()

    def _privacy_end_banks(self):
        """Bank accounts lose what tells whose they are. Odoo archives them instead of deleting them."""
        banks = self.env["res.partner.bank"].with_context(active_test=False).search([("partner_id", "in", self.ids)])
        for bank in banks:
            bank.write({"acc_number": f"erased-{bank.id}", "active": False})
        banks.acc_holder_name = False

    def _privacy_end_logins(self):
        """Logins of the portal end: nobody can log in, and nothing tells who did."""
        users = self.env["res.users"].with_context(active_test=False).search([("partner_id", "in", self.ids)])
        for user in users.with_context(**{**QUIET, SILENT: True}):
            user.write(
                {
                    "login": f"erased-{user.id}",
                    "password": "",
                    "active": False,
                    "signature": False,
                }
            )
            for model in ("res.users.log", "res.users.apikeys", "auth_totp.device", "res.device.log"):
                if model in self.env and self.env[model]._auto:
                    column = "user_id" if "user_id" in self.env[model]._fields else "create_uid"
                    self.env[model].search([(column, "=", user.id)]).unlink()

    def _privacy_forget_keys(self):
        """What contacts are compared by holds their values; it is made anew from what is left."""
        self.env.flush_all()
        self.env.cr.execute(SQL("DELETE FROM partner_match_key WHERE id = ANY(%s)", list(self.ids)))
        self.env["partner.match.key"].invalidate_model(flush=False)


class ResUsers(models.Model):
    _inherit = "res.users"  # pylint: disable=consider-merging-classes-inherited

    def _notify_security_setting_update(self, subject, content, mail_values=None, **kwargs):
        if self.env.context.get(SILENT):
            return self.env["mail.mail"]
        return super()._notify_security_setting_update(subject, content, mail_values=mail_values, **kwargs)
