from odoo import fields, models
from odoo.tools import SQL

from .channels import CHANNELS


class PartnerConsentCoverage(models.Model):
    """How many contacts may be approached, per purpose and channel."""

    _name = "partner.consent.coverage"
    _description = "Coverage of Consents"
    _auto = False
    _order = "purpose_id, channel"
    _rec_name = "purpose_id"

    company_id = fields.Many2one("res.company", readonly=True)
    purpose_id = fields.Many2one("partner.consent.purpose", readonly=True)
    channel = fields.Selection(CHANNELS, readonly=True)
    contacts = fields.Integer(
        readonly=True, help="Contacts of the company, or of all, with an address or number for it."
    )
    allowed = fields.Integer(readonly=True)
    waiting = fields.Integer(string="To Confirm", readonly=True)
    closed = fields.Integer(string="Said No", readonly=True)
    expiring = fields.Integer(readonly=True, help="Ends within 30 days.")
    share = fields.Float(string="Allowed (%)", readonly=True, aggregator="avg", digits=(5, 1))

    @property
    def _table_query(self):
        return SQL(
            """
            WITH reach AS (
                SELECT k.id AS company_id, count(*) FILTER (WHERE p.email_normalized IS NOT NULL) AS email,
                    count(*) FILTER (WHERE p.phone_sanitized IS NOT NULL) AS phone,
                    count(*) FILTER (WHERE p.zip IS NOT NULL OR p.city IS NOT NULL) AS post, count(*) AS everybody
                FROM res_company k JOIN res_partner p ON p.active AND (p.company_id = k.id OR p.company_id IS NULL)
                GROUP BY k.id
            ), found AS (
                SELECT c.company_id, c.purpose_id, c.channel, count(DISTINCT c.partner_id) FILTER (
                        WHERE c.is_allowed AND (c.valid_until IS NULL OR c.valid_until >= CURRENT_DATE)) AS allowed,
                    count(DISTINCT c.partner_id) FILTER (
                        WHERE NOT c.is_allowed AND c.state IN ('requested', 'granted')) AS waiting,
                    count(DISTINCT c.partner_id) FILTER (
                        WHERE c.state IN ('refused', 'withdrawn', 'objected')) AS closed,
                    count(DISTINCT c.partner_id) FILTER (WHERE c.is_allowed
                        AND c.valid_until BETWEEN CURRENT_DATE AND CURRENT_DATE + 30) AS expiring
                FROM partner_consent c WHERE c.folded_into_id IS NULL GROUP BY c.company_id, c.purpose_id, c.channel
            )
            SELECT row_number() OVER (ORDER BY r.company_id, u.id, way.channel) AS id, r.company_id,
                u.id AS purpose_id, way.channel, way.contacts::int, COALESCE(f.allowed, 0)::int AS allowed,
                COALESCE(f.waiting, 0)::int AS waiting, COALESCE(f.closed, 0)::int AS closed,
                COALESCE(f.expiring, 0)::int AS expiring,
                100.0 * COALESCE(f.allowed, 0) / NULLIF(way.contacts, 0) AS share
            FROM reach r
                JOIN partner_consent_purpose u ON u.active AND u.legal_basis = 'consent'
                    AND (u.company_id IS NULL OR u.company_id = r.company_id)
                CROSS JOIN LATERAL (VALUES
                    ('email', u.channel_email, r.email), ('phone', u.channel_phone, r.phone),
                    ('sms', u.channel_sms, r.phone), ('post', u.channel_post, r.post),
                    ('messenger', u.channel_messenger, r.everybody), ('in_person', u.channel_in_person, r.everybody)
                ) AS way (channel, is_used, contacts)
                LEFT JOIN found f ON f.company_id = r.company_id AND f.purpose_id = u.id AND f.channel = way.channel
            WHERE way.is_used
            """
        )

    def _read_group_select(self, aggregate_spec, query):
        if aggregate_spec == "share:avg":
            # the share of several rows together, not the average of their shares
            allowed = self._field_to_sql(self._table, "allowed", query)
            contacts = self._field_to_sql(self._table, "contacts", query)
            return SQL("100.0 * SUM(%s) / NULLIF(SUM(%s), 0)", allowed, contacts)
        return super()._read_group_select(aggregate_spec, query)
