from odoo import api, models
from odoo.exceptions import UserError

from .follow import FOLLOWING


class ConsentBlacklist(models.AbstractModel):
    """What the exclusion lists of addresses and of numbers share: they are an act of the person too.

    Inherited before the list itself, so that what is done here comes around it.
    """

    _name = "partner.consent.blacklist.mixin"
    _description = "Exclusion List That Goes with Consents"

    def _consent_channels(self):
        raise NotImplementedError

    def _consent_keys(self):
        raise NotImplementedError

    def _consent_excluded(self):
        """Record for the addresses or numbers of these entries that the person wants no more advertising."""
        if self.env.context.get(FOLLOWING) or not self:
            return
        # sudo: whoever excludes an address need not see the consents
        consents = (
            self.env["partner.consent"]
            .sudo()
            .search(
                [
                    ("point_key", "in", self._consent_keys()),
                    ("channel", "in", self._consent_channels()),
                    ("state", "in", ("requested", "granted", "confirmed", "exempt")),
                    ("folded_into_id", "=", False),
                    ("purpose_id.is_marketing", "=", True),
                    ("partner_id", "!=", False),
                ]
            )
        )
        for consent in consents:
            consent.partner_id.with_context(**{FOLLOWING: True})._consent_record(
                consent.purpose_id,
                consent.channel,
                "withdrawn",
                method="system",
                company=consent.company_id,
                contact_point=consent.contact_point,
                details={"excluded_by": self._name},
            )

    def _consent_refuse_to_let_in(self):
        """Raise if the person said no and has not agreed anew."""
        if self.env.context.get(FOLLOWING) or not self:
            return
        keys, channels = self._consent_keys(), self._consent_channels()
        # sudo: whoever edits the list need not see the consents
        consents = self.env["partner.consent"].sudo()
        said_no = consents.search(
            [
                ("point_key", "in", keys),
                ("channel", "in", channels),
                ("state", "in", ("refused", "withdrawn", "objected")),
                ("folded_into_id", "=", False),
                ("purpose_id.is_marketing", "=", True),
            ]
        )
        closed = set(said_no.mapped("point_key")) - consents._open_keys(channels[0], keys)
        if closed:
            raise UserError(
                self.env._(
                    "%s stays excluded: the person wants no advertising there. Record a new consent on the contact; "
                    "it lifts the exclusion.",
                    ", ".join(sorted(closed)),
                )
            )

    @api.model_create_multi
    def create(self, vals_list):
        entries = super().create(vals_list)
        entries.filtered("active")._consent_excluded()
        return entries

    def write(self, vals):
        if vals.get("active") is False:
            self.filtered("active")._consent_refuse_to_let_in()
        result = super().write(vals)
        if vals.get("active"):
            self._consent_excluded()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_closed(self):
        self._consent_refuse_to_let_in()


class MailBlacklist(models.Model):
    _name = "mail.blacklist"
    _inherit = ["partner.consent.blacklist.mixin", "mail.blacklist"]  # noqa: RUF012

    def _consent_channels(self):
        return ["email"]

    def _consent_keys(self):
        return self.mapped("email")


class PhoneBlacklist(models.Model):
    _name = "phone.blacklist"
    _inherit = ["partner.consent.blacklist.mixin", "phone.blacklist"]  # noqa: RUF012

    def _consent_channels(self):
        return ["phone", "sms"]

    def _consent_keys(self):
        return self.mapped("number")
