import json
import secrets

from odoo import api, fields, models
from odoo.exceptions import UserError

from ...engine import chain
from .channels import ALL_CHANNELS, KINDS, METHODS

# What the hash of a row covers, in this order; a change of the order or the form is another version.
VERSION = "1"
HASHED = (
    "company_id",
    "consent_id",
    "contact_ref",
    "purpose_id",
    "channel",
    "kind",
    "date",
    "act_date",
    "user_id",
    "method",
    "text_id",
    "text_hash",
    "exemption_id",
    "details",
    "document_hashes",
    "personal_hash",
)
PERSONAL = ("contact_point", "source_url", "ip_address", "user_agent", "note")
CHAINED = ("sequence", "previous_hash", "hash")
OFFICER = "customer_data_quality.group_privacy_officer"


def hashed_values(values):
    """What is hashed of a row, given as its columns' values in the order of HASHED."""
    return (VERSION, *(None if value is None or value is False else str(value) for value in values))


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
    partner_id = fields.Many2one(related="consent_id.partner_id")
    company_id = fields.Many2one("res.company", required=True, readonly=True, ondelete="restrict")
    purpose_id = fields.Many2one("partner.consent.purpose", required=True, readonly=True, ondelete="restrict")
    channel = fields.Selection(ALL_CHANNELS, required=True, readonly=True)
    kind = fields.Selection(KINDS, string="Event", required=True, readonly=True)
    date = fields.Datetime(string="Recorded on", required=True, readonly=True, index=True, help="Exact time, in UTC.")
    act_date = fields.Datetime(string="Date of the Act", readonly=True, help="When the person acted; empty: unknown.")
    user_id = fields.Many2one("res.users", string="Recorded by", readonly=True, ondelete="restrict")
    method = fields.Selection(METHODS, required=True, readonly=True)
    text_id = fields.Many2one(
        "partner.consent.text", string="Wording", readonly=True, index="btree_not_null", ondelete="restrict"
    )
    text_hash = fields.Char(readonly=True)
    exemption_id = fields.Many2one("partner.consent.exemption", readonly=True, ondelete="restrict")
    contact_ref = fields.Integer(
        string="Contact at That Time", readonly=True, aggregator=None, help="Id of the contact, before any merging."
    )
    details = fields.Text(readonly=True, help="Further facts that are not personal, as JSON.")
    document_hashes = fields.Char(readonly=True, help="SHA-256 of the documents that prove it.")
    attachment_ids = fields.One2many(
        "ir.attachment",
        "res_id",
        domain=[("res_model", "=", "partner.consent.event")],
        string="Documents",
        readonly=True,
    )
    personal = fields.Text(
        readonly=True,
        groups=OFFICER,
        help="Contact point, IP address, browser, source and note, as JSON; empty once erased.",
    )
    salt = fields.Char(readonly=True, groups=OFFICER)
    personal_hash = fields.Char(readonly=True)
    digest = fields.Char(readonly=True, required=True, help="SHA-256 of this row.")
    # -- the chain
    sequence = fields.Integer(string="No.", readonly=True, aggregator=None, help="Place in the company's chain.")
    previous_hash = fields.Char(readonly=True)
    hash = fields.Char(readonly=True, help="SHA-256 of the number, this row and the hash before it.")

    # -- what of the personal content whoever sees the consent may see
    contact_point = fields.Char(compute="_compute_personal", compute_sudo=True)
    source_url = fields.Char(compute="_compute_personal", compute_sudo=True, string="Source")
    note = fields.Char(compute="_compute_personal", compute_sudo=True)
    ip_address = fields.Char(compute="_compute_personal", compute_sudo=True, string="IP Address", groups=OFFICER)
    user_agent = fields.Char(compute="_compute_personal", compute_sudo=True, string="Browser", groups=OFFICER)

    _chain_unique = models.UniqueIndex("(company_id, sequence) WHERE hash IS NOT NULL")
    _waiting_idx = models.Index("(company_id, id) WHERE hash IS NULL")

    def init(self):
        """Rows are protected from whoever works with the database, too.

        Two changes are let through: sealing a row that is not sealed yet, and emptying what is personal.
        """
        self.env.cr.execute(
            """
            CREATE OR REPLACE FUNCTION partner_consent_event_guard() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF TG_OP = 'UPDATE' THEN
                    IF OLD.hash IS NULL AND NEW.hash IS NOT NULL AND
                        to_jsonb(NEW) - '{sequence,previous_hash,hash}'::text[] =
                        to_jsonb(OLD) - '{sequence,previous_hash,hash}'::text[]
                    THEN
                        RETURN NEW;
                    END IF;
                    IF NEW.personal IS NULL AND NEW.salt IS NULL AND
                        to_jsonb(NEW) - '{personal,salt}'::text[] = to_jsonb(OLD) - '{personal,salt}'::text[]
                    THEN
                        RETURN NEW;
                    END IF;
                END IF;
                RAISE EXCEPTION 'Consent events are kept as they are: % refused', TG_OP
                    USING ERRCODE = 'restrict_violation';
            END $$;
            DROP TRIGGER IF EXISTS partner_consent_event_guard ON partner_consent_event;
            CREATE TRIGGER partner_consent_event_guard BEFORE UPDATE OR DELETE ON partner_consent_event
                FOR EACH ROW EXECUTE FUNCTION partner_consent_event_guard();
            DROP TRIGGER IF EXISTS partner_consent_event_no_truncate ON partner_consent_event;
            CREATE TRIGGER partner_consent_event_no_truncate BEFORE TRUNCATE ON partner_consent_event
                FOR EACH STATEMENT EXECUTE FUNCTION partner_consent_event_guard();
            """
        )
        return super().init()

    @api.depends("personal")
    def _compute_personal(self):
        for event in self:
            content = json.loads(event.personal or "{}")
            for name in PERSONAL:
                event[name] = content.get(name, False)

    @api.model_create_multi
    def create(self, vals_list):
        """Add events. Beside the fields, values may hold those of PERSONAL."""
        now = fields.Datetime.now()
        rows = []
        for vals in vals_list:
            personal = {name: vals[name] for name in PERSONAL if vals.get(name)}
            row = {name: value for name, value in vals.items() if name not in (*PERSONAL, *CHAINED)}
            row["date"] = now
            row["user_id"] = self.env.uid
            row["salt"] = row["personal"] = row["personal_hash"] = False
            if personal:
                row["salt"] = secrets.token_hex(16)
                row["personal"] = json.dumps(personal, sort_keys=True, ensure_ascii=False)
                row["personal_hash"] = chain.personal_digest(row["salt"], row["personal"])
            # texts and facts are stored as the database will give them back
            row["act_date"] = fields.Datetime.to_datetime(row.get("act_date")) or False
            row["contact_ref"] = row.get("contact_ref") or 0
            row["digest"] = chain.row_digest(hashed_values(row.get(name) for name in HASHED))
            rows.append(row)
        events = super().create(rows)
        self._seal_after_commit()
        return events

    # nothing may ever get to `super`, on whichever way
    def write(self, vals):  # pylint: disable=method-required-super
        raise UserError(self.env._("What was recorded about consents can't be changed. Record what is right instead."))

    def unlink(self):  # pylint: disable=method-required-super
        message = self.env._("What was recorded about consents can't be deleted: it is the proof.")
        raise UserError(message)  # pylint: disable=no-raise-unlink

    def copy_data(self, default=None):
        raise UserError(self.env._("What was recorded about consents can't be copied."))
