from odoo import api, fields, models

from .channels import ALL_CHANNELS, LIGHTS, METHODS, STATES


class PartnerConsent(models.Model):
    """What holds for one contact, purpose, channel and contact point: derived from the events, never edited."""

    _name = "partner.consent"
    _description = "Consent"
    _order = "partner_id, purpose_id, channel, id"
    _rec_name = "purpose_id"

    company_id = fields.Many2one("res.company", required=True, readonly=True, ondelete="restrict")
    partner_id = fields.Many2one("res.partner", string="Contact", readonly=True, index=True, ondelete="set null")
    purpose_id = fields.Many2one("partner.consent.purpose", required=True, readonly=True, ondelete="restrict")
    channel = fields.Selection(ALL_CHANNELS, required=True, readonly=True)
    contact_point = fields.Char(readonly=True, help="The address or number as it was when this began.")
    point_key = fields.Char(readonly=True, required=True, default="", help="The same, in a form that can be compared.")
    event_ids = fields.One2many("partner.consent.event", "consent_id", string="Events", readonly=True)
    folded_into_id = fields.Many2one(
        "partner.consent",
        string="Continued in",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
        help="When contacts were merged that had a record of the same contact point each, one of them goes on.",
    )
    folded_ids = fields.One2many("partner.consent", "folded_into_id", string="Continues", readonly=True)
    # -- what follows from the events
    state = fields.Selection(STATES, required=True, readonly=True, default="none", index=True)
    is_allowed = fields.Boolean(readonly=True, help="It may be relied upon, unless it has expired or an objection stands.")
    since = fields.Datetime(readonly=True, help="When the person acted, as far as known.")
    requested_at = fields.Datetime(readonly=True, help="When the confirmation was asked for that is waited for.")
    granted_at = fields.Datetime(readonly=True, help="When the person agreed, as far as known.")
    method = fields.Selection(METHODS, readonly=True)
    text_id = fields.Many2one("partner.consent.text", string="Wording", readonly=True, ondelete="restrict")
    exemption_id = fields.Many2one("partner.consent.exemption", readonly=True, ondelete="restrict")
    valid_until = fields.Date(readonly=True, help="The last day on which it may be relied upon; empty: no end.")
    last_used_at = fields.Datetime(string="Last Used", readonly=True)
    # -- for the eye
    light = fields.Selection(LIGHTS, compute="_compute_light", search="_search_light")
    is_dormant = fields.Boolean(compute="_compute_is_dormant", search="_search_is_dormant", string="Dormant")
    keep_until = fields.Date(compute="_compute_keep_until", help="Until when the proof has to be kept.")
    event_count = fields.Integer(compute="_compute_event_count")

    _key_unique = models.UniqueIndex(
        "(company_id, partner_id, purpose_id, channel, point_key) WHERE folded_into_id IS NULL"
    )
    _asked_idx = models.Index("(purpose_id, channel, company_id, partner_id) WHERE folded_into_id IS NULL")
    _point_idx = models.Index("(point_key) WHERE point_key <> ''")
