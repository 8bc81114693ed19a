from odoo import api, fields, models

from .channels import KINDS, METHODS


class PartnerConsentEvent(models.Model):
    """What happened to a consent. Rows are added and never changed.

    Each row is sealed after its transaction: it gets the next number of its company and a hash that covers the row
    and the hash before it (event_seal.py). What is personal stands apart under a hash of its own, with a random salt,
    so that it can be emptied and the chain still be checked.
    """

    _name = "partner.consent.event"
    _description = "Consent Event"
    _order = "id"
    _log_access = False
    _rec_name = "kind"

    consent_id = fields.Many2one("partner.consent", required=True, readonly=True, index=True, ondelete="restrict")
    company_id = fields.Many2one("res.company", required=True, readonly=True, ondelete="restrict")
    kind = fields.Selection(KINDS, required=True, readonly=True)
    date = fields.Datetime(string="Recorded on", required=True, readonly=True, help="Exact time, in UTC.")
    act_date = fields.Datetime(string="Date of the Act", readonly=True, help="When the person acted; empty: unknown.")
    user_id = fields.Many2one("res.users", string="Recorded by", readonly=True, ondelete="restrict")
    method = fields.Selection(METHODS, required=True, readonly=True)
    text_id = fields.Many2one("partner.consent.text", string="Wording", readonly=True, ondelete="restrict")
    text_hash = fields.Char(readonly=True)
    exemption_id = fields.Many2one("partner.consent.exemption", readonly=True, ondelete="restrict")
    contact_ref = fields.Integer(
        string="Contact at That Time", readonly=True, aggregator=None, help="Id of the contact, before any merging."
    )
    details = fields.Text(readonly=True, help="Further facts that are not personal, as JSON.")
    document_hashes = fields.Char(readonly=True, help="SHA-256 of the documents that prove it.")
    attachment_ids = fields.One2many(
        "ir.attachment", "res_id", domain=[("res_model", "=", "partner.consent.event")], string="Documents", readonly=True
    )
    personal = fields.Text(
        readonly=True,
        groups="customer_data_quality.group_privacy_officer",
        help="Contact point, IP address, browser, source and note, as JSON; empty once erased.",
    )
    salt = fields.Char(readonly=True, groups="base.group_no_one")
    personal_hash = fields.Char(readonly=True)
    digest = fields.Char(readonly=True, required=True, help="SHA-256 of this row.")
    # -- the chain
    sequence = fields.Integer(readonly=True, aggregator=None, help="Number in the chain of the company.")
    previous_hash = fields.Char(readonly=True)
    hash = fields.Char(readonly=True, help="SHA-256 of the number, this row and the hash before it.")

    # -- what of the personal content may be shown to whoever sees the consent
    contact_point = fields.Char(compute="_compute_personal")
    source_url = fields.Char(compute="_compute_personal")
    note = fields.Char(compute="_compute_personal")
    ip_address = fields.Char(compute="_compute_personal", groups="customer_data_quality.group_privacy_officer")
    user_agent = fields.Char(compute="_compute_personal", groups="customer_data_quality.group_privacy_officer")

    _chain_unique = models.UniqueIndex("(company_id, sequence) WHERE sequence IS NOT NULL")
    _waiting_idx = models.Index("(company_id, id) WHERE sequence IS NULL")
