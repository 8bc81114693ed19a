from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ...engine.consent_states import CLOSED
from .channels import ALL_CHANNELS, LIGHTS, METHODS, STATES

# A consent is amber so many days before it ends.
EXPIRING_DAYS = 30
# Proof of consent to calls is kept for five years after it was given and after each use (UWG section 7a).
PHONE_PROOF_YEARS = 5


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
    folded_at = fields.Datetime(readonly=True, help="When that was.")
    folded_number = fields.Integer(readonly=True, aggregator=None, help="Id of the last event before that.")
    folded_ids = fields.One2many("partner.consent", "folded_into_id", string="Continues", readonly=True)
    # -- what follows from the events
    last_event = fields.Integer(readonly=True, aggregator=None, help="Id of the last event.")
    state = fields.Selection(STATES, compute="_compute_derived", store=True, required=True, index=True)
    is_allowed = fields.Boolean(
        compute="_compute_derived",
        store=True,
        help="It may be relied upon, unless its time is over or an objection stands against it.",
    )
    since = fields.Datetime(compute="_compute_derived", store=True, help="When the person acted, as far as known.")
    requested_at = fields.Datetime(
        compute="_compute_derived", store=True, help="When the confirmation was asked for that is waited for."
    )
    granted_at = fields.Datetime(
        string="Agreed on", compute="_compute_derived", store=True, help="When the person agreed, as far as known."
    )
    method = fields.Selection(METHODS, compute="_compute_derived", store=True)
    text_id = fields.Many2one(
        "partner.consent.text", string="Wording", compute="_compute_derived", store=True, ondelete="restrict"
    )
    exemption_id = fields.Many2one(
        "partner.consent.exemption", compute="_compute_derived", store=True, ondelete="restrict"
    )
    valid_until = fields.Date(
        compute="_compute_derived", store=True, help="The last day on which it may be relied upon; empty: no end."
    )
    upheld_at = fields.Datetime(
        readonly=True, help="An objection outlasts what was agreed before this moment, at which contacts were merged."
    )
    last_used_at = fields.Datetime(string="Last Used", readonly=True)
    # -- for the eye
    light = fields.Selection(LIGHTS, compute="_compute_light", search="_search_light")
    is_dormant = fields.Boolean(compute="_compute_is_dormant", search="_search_is_dormant", string="Dormant")
    keep_until = fields.Date(compute="_compute_keep_until", help="Until when the proof has to be kept at least.")
    event_count = fields.Integer(string="Number of Events", compute="_compute_event_count")

    _key_unique = models.UniqueIndex(
        "(company_id, partner_id, purpose_id, channel, point_key) WHERE folded_into_id IS NULL"
    )
    _asked_idx = models.Index("(purpose_id, channel, company_id, partner_id) WHERE folded_into_id IS NULL")
    _ending_idx = models.Index("(valid_until) WHERE is_allowed")
    _point_idx = models.Index("(point_key) WHERE point_key <> ''")

    @api.depends("purpose_id", "channel", "contact_point")
    def _compute_display_name(self):
        labels = dict(self._fields["channel"]._description_selection(self.env))
        for consent in self:
            parts = [consent.purpose_id.name, labels.get(consent.channel), consent.contact_point]
            consent.display_name = " · ".join(part for part in parts if part)

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            raise UserError(self.env._("Consents are recorded by events. Use “Record Consent” on the contact."))
        return super().create(vals_list)

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(
            self.env._(
                "A consent can't be deleted: it is the proof. A privacy officer can erase what is personal in it."
            )
        )

    def _compute_event_count(self):
        # sudo: of consents that the user may see
        groups = (
            self.env["partner.consent.event"]
            .sudo()
            ._read_group([("consent_id", "in", self.ids)], ["consent_id"], ["__count"])
        )
        counts = {consent.id: count for consent, count in groups}
        for consent in self:
            consent.event_count = counts.get(consent.id, 0)

    # -- the light --------------------------------------------------------------------------------

    @api.depends("state", "is_allowed", "valid_until", "granted_at", "last_used_at")
    def _compute_light(self):
        today = fields.Date.today()
        soon = today + relativedelta(days=EXPIRING_DAYS)
        standing = self._with_objection()
        for consent in self:
            if consent in standing or consent.state in CLOSED:
                consent.light = "red"
            elif consent.is_allowed and (not consent.valid_until or consent.valid_until >= today):
                ending = consent.valid_until and consent.valid_until <= soon
                consent.light = "amber" if ending or consent.is_dormant else "green"
            elif consent.state in ("requested", "granted", "confirmed", "exempt"):
                consent.light = "amber" if not consent.valid_until or consent.valid_until >= today else "grey"
            else:
                consent.light = "grey"

    def _search_light(self, operator, value):
        if operator != "in":
            return NotImplemented
        # as many rows as match the states at all are looked at; the light also depends on objections to others
        candidates = self.search(Domain("folded_into_id", "=", False))
        return [("id", "in", candidates.filtered(lambda consent: consent.light in value).ids)]

    @api.depends("is_allowed", "purpose_id.dormancy_months", "granted_at", "last_used_at")
    def _compute_is_dormant(self):
        now = fields.Datetime.now()
        for consent in self:
            months = consent.purpose_id.dormancy_months
            last = max(filter(None, (consent.granted_at, consent.last_used_at)), default=None)
            consent.is_dormant = bool(
                consent.is_allowed and months and (last is None or last < now - relativedelta(months=months))
            )

    def _search_is_dormant(self, operator, value):
        if operator != "in":
            return NotImplemented
        dormant = Domain.OR(
            Domain("purpose_id", "in", purposes.ids)
            & Domain("granted_at", "<", before)
            & (Domain("last_used_at", "=", False) | Domain("last_used_at", "<", before))
            | Domain("purpose_id", "in", purposes.ids)
            & Domain("granted_at", "=", False)
            & (Domain("last_used_at", "=", False) | Domain("last_used_at", "<", before))
            for before, purposes in self._dormancies()
        ) & Domain("is_allowed", "=", True)
        return dormant if set(value) == {True} else ~dormant if set(value) == {False} else Domain.TRUE

    def _dormancies(self):
        """(time, purposes) for each period after which consents are dormant."""
        now = fields.Datetime.now()
        groups = (
            self.env["partner.consent.purpose"]
            .with_context(active_test=False)
            ._read_group([("dormancy_months", ">", 0)], ["dormancy_months"], ["id:recordset"])
        )
        return [(now - relativedelta(months=months), purposes) for months, purposes in groups]

    @api.depends("channel", "granted_at", "last_used_at")
    def _compute_keep_until(self):
        for consent in self:
            last = max(filter(None, (consent.granted_at, consent.last_used_at)), default=None)
            consent.keep_until = (
                last.date() + relativedelta(years=PHONE_PROOF_YEARS) if last and consent.channel == "phone" else False
            )
