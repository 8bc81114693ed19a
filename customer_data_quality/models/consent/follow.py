from odoo import api, fields, models

from ...engine.consent_states import CLOSED
from .channels import ANY

FOLLOWING = "consent_following"
# Channels whose exclusion list holds an address or number, with that list and its field.
LISTS = {
    "email": ("mail.blacklist", "email"),
    "phone": ("phone.blacklist", "number"),
    "sms": ("phone.blacklist", "number"),
}


class PartnerConsent(models.Model):
    """Odoo's own lists follow: an address at which nobody may advertise any more is excluded at once, and let in
    again by a new consent alone.

    Exclusion lists hold for all companies and purposes, so an address only comes there when no consent to direct
    marketing is left for it. Mailing lists follow the purpose that they are named at.
    """

    _inherit = "partner.consent"  # pylint: disable=consider-merging-classes-inherited

    def _follow_closed(self):
        """Have the lists follow consents that hold no more because the person said no."""
        closed = self.filtered(lambda consent: consent.state in CLOSED and consent.purpose_id.is_marketing)
        if not closed:
            return
        lists = self.env["partner.consent.target"]._mailing_lists(closed.purpose_id)
        for channel, keys in closed._keys_by_channel().items():
            open_keys = self._open_keys(channel, keys)
            excluded = keys - open_keys
            self._exclude(channel, excluded)
            if channel == "email":
                self._set_subscriptions(keys, True, lists)
                self._set_subscriptions(excluded, True)

    def _follow_granted(self):
        """Have the lists follow consents that somebody has just given."""
        granted = self.filtered(
            lambda consent: consent.is_allowed and consent.point_key and consent.purpose_id.is_marketing
        )
        granted -= granted._with_objection()
        lists = self.env["partner.consent.target"]._mailing_lists(granted.purpose_id)
        for channel, keys in granted._keys_by_channel().items():
            self._let_in(channel, keys)
            if channel == "email":
                self._set_subscriptions(keys, False, lists)

    def _keys_by_channel(self):
        """Addresses and numbers that these consents are about: {channel: set of keys}.

        An objection, and a no without an address, is about all that were recorded for the contact, and the present.
        """
        found = {channel: set() for channel in LISTS}
        overall = self.filtered(
            lambda consent: (not consent.point_key or consent.state == "objected") and consent.channel in (ANY, *LISTS)
        )
        for consent in self - overall:
            if consent.channel in LISTS:
                found[consent.channel].add(consent.point_key)
        recorded = self.search(
            [
                ("partner_id", "in", overall.partner_id.ids),
                ("company_id", "in", overall.company_id.ids),
                ("point_key", "!=", ""),
            ]
        )
        for consent in overall:
            for channel in LISTS if consent.channel == ANY else [consent.channel]:
                partner = consent.partner_id
                found[channel].add(partner.email_normalized if channel == "email" else partner.phone_sanitized)
                found[channel].update(
                    recorded.filtered(
                        lambda other, partner=partner, channel=channel: (
                            other.partner_id == partner and other.channel == channel
                        )
                    ).mapped("point_key")
                )
        return {channel: keys - {False, "", None} for channel, keys in found.items() if keys - {False, "", None}}

    @api.model
    def _open_keys(self, channel, keys):
        """Those of some addresses or numbers that may still be written to or called for any kind of advertising."""
        channels = ["email"] if channel == "email" else ["phone", "sms"]
        still = self.search(
            [
                ("point_key", "in", list(keys)),
                ("channel", "in", channels),
                ("is_allowed", "=", True),
                ("folded_into_id", "=", False),
                ("purpose_id.is_marketing", "=", True),
                "|",
                ("valid_until", "=", False),
                ("valid_until", ">=", fields.Date.today()),
            ]
        )
        return set((still - still._with_objection()).mapped("point_key"))

    @api.model
    def _exclude(self, channel, keys):
        name, field = LISTS[channel]
        entries = self.env[name].with_context(**{FOLLOWING: True})
        known = entries.with_context(active_test=False).search([(field, "in", list(keys))])
        known.filtered(lambda entry: not entry.active).active = True
        entries.create([{field: key} for key in sorted(keys - set(known.mapped(field)))])

    @api.model
    def _let_in(self, channel, keys):
        name, field = LISTS[channel]
        entries = self.env[name].with_context(**{FOLLOWING: True})
        entries.search([(field, "in", list(keys))]).active = False

    @api.model
    def _set_subscriptions(self, keys, opt_out, lists=None):
        """Opt addresses out of mailing lists, or in again; by default out of all lists.

        :param lists: recordset of mailing.list
        """
        if "mailing.subscription" not in self.env or (lists is not None and not lists):
            return
        # sudo: whoever records what people said need not manage mailing lists
        domain = [("contact_id.email_normalized", "in", list(keys)), ("opt_out", "!=", opt_out)]
        if lists is not None:
            domain.append(("list_id", "in", lists.ids))
        subscriptions = self.env["mailing.subscription"].sudo().with_context(**{FOLLOWING: True}).search(domain)
        subscriptions.opt_out = opt_out


class PartnerConsentTarget(models.Model):
    """A mailing list whose subscribers are written to for a purpose; the app may be missing."""

    _name = "partner.consent.target"
    _description = "Mailing List of a Purpose"
    _order = "purpose_id, id"

    purpose_id = fields.Many2one("partner.consent.purpose", required=True, index=True, ondelete="cascade")
    target = fields.Reference(selection="_selection_target", string="Mailing List", required=True)

    @api.model
    def _selection_target(self):
        names = [name for name in ("mailing.list",) if name in self.env]
        return [(name, self.env["ir.model"]._get(name).name) for name in names]

    @api.model
    def _mailing_lists(self, purposes):
        """Mailing lists of purposes; None where the app is missing."""
        if "mailing.list" not in self.env:
            return None
        # sudo: lists follow whoever agrees or withdraws, customers too
        targets = self.sudo().search([("purpose_id", "in", purposes.ids), ("target", "like", "mailing.list,%")])
        return self.env["mailing.list"].union(*(target.target for target in targets if target.target)).exists()

    @api.model
    def _purposes_of_lists(self, lists):
        """Purposes for which subscribers of mailing lists are written to."""
        references = [f"mailing.list,{id_}" for id_ in lists.ids]
        # sudo: whoever sends a mailing has to know what for
        return self.sudo().search([("target", "in", references)]).purpose_id


class PartnerConsentPurpose(models.Model):
    _inherit = "partner.consent.purpose"  # pylint: disable=consider-merging-classes-inherited

    target_ids = fields.One2many(
        "partner.consent.target",
        "purpose_id",
        string="Mailing Lists",
        help="Their subscribers are written to for this purpose: whoever withdraws is opted out, whoever agrees is let "
        "in again.",
    )
    has_targets = fields.Boolean(compute="_compute_has_targets")

    def _compute_has_targets(self):
        self.has_targets = "mailing.list" in self.env
