import functools

from odoo import api, fields, models
from odoo.tools import SQL, email_normalize

from .consent_derive import objection

PATCHED = "_consent_leaves_out"


class ResCompany(models.Model):
    _inherit = "res.company"  # pylint: disable=consider-merging-classes-inherited

    consent_mailing_purpose_id = fields.Many2one(
        "partner.consent.purpose",
        string="Purpose of Mailings",
        domain=[("channel_email", "=", True)],
        help="What mailings are sent for, unless their mailing lists say otherwise. Recipients who have not agreed to "
        "it are left out. Empty: only those are left out who said no.",
        prefetch="customer_data_quality",
    )


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"  # pylint: disable=consider-merging-classes-inherited

    consent_mailing_purpose_id = fields.Many2one(related="company_id.consent_mailing_purpose_id", readonly=False)


class PartnerConsent(models.Model):
    """Mailings leave out whoever may not be written to. The app for mailings may be missing, or come later."""

    _inherit = "partner.consent"  # pylint: disable=consider-merging-classes-inherited

    def _register_hook(self):
        super()._register_hook()
        if "mailing.mailing" not in self.env:
            return
        mailings = self.env.registry["mailing.mailing"]
        original = mailings._get_remaining_recipients
        if hasattr(original, PATCHED):
            return

        @functools.wraps(original)
        def _get_remaining_recipients(mailing):
            ids = original(mailing)
            left_out = mailing.env["partner.consent"]._mailing_left_out(mailing, ids)
            return [id_ for id_ in ids if id_ not in left_out]

        setattr(_get_remaining_recipients, PATCHED, True)
        mailings._get_remaining_recipients = _get_remaining_recipients

    @api.model
    def _mailing_purposes(self, mailing):
        """The purposes that a mailing is sent for: those of its mailing lists, else the company's."""
        purposes = self.env["partner.consent.target"]._purposes_of_lists(mailing.contact_list_ids)
        # sudo: the setting holds whoever sends the mailing
        return purposes or self._mailing_company(mailing).sudo().consent_mailing_purpose_id

    @api.model
    def _mailing_company(self, mailing):
        return mailing.user_id.company_id or self.env.company

    @api.model
    def _mailing_channel(self, mailing):
        return "sms" if "mailing_type" in mailing._fields and mailing.mailing_type == "sms" else "email"

    @api.model
    def _mailing_left_out(self, mailing, ids):
        """Which of the recipients of a mailing may not be written to.

        :param mailing: record of mailing.mailing
        :param ids: ids of records of its model
        :return: set of ids
        """
        keys = self._keys_of_records(self.env[mailing.mailing_model_real].browse(ids), self._mailing_channel(mailing))
        wanted = {key for key in keys.values() if key}
        allowed = self._allowed_keys(
            wanted, self._mailing_purposes(mailing), self._mailing_channel(mailing), self._mailing_company(mailing)
        )
        # without an address nothing is sent anyhow, and the mailing itself says so
        return {id_ for id_, key in keys.items() if key and key not in allowed}

    @api.model
    def _keys_of_records(self, records, channel):
        """The address or number at which each record of any model is written to: {id: key}."""
        if channel == "email":
            if "email_normalized" in records._fields:
                return {record.id: record.email_normalized for record in records}
            found = records._mail_get_primary_email() if hasattr(records, "_mail_get_primary_email") else {}
            return {record.id: email_normalize(found.get(record.id) or "") for record in records}
        if "phone_sanitized" in records._fields:
            return {record.id: record.phone_sanitized for record in records}
        return dict.fromkeys(records.ids)

    @api.model
    def _allowed_keys(self, keys, purposes, channel, company):
        """Those of some addresses or numbers that may be written to for one of some purposes.

        :param purposes: recordset of partner.consent.purpose; without any, all may be but those where somebody said no
        """
        if not keys:
            return set()
        if not purposes:
            return set(keys) - self._refused_keys(keys, channel, company)
        allowed = set()
        for purpose in purposes.sudo():  # sudo: whoever sends need not see what is answered here
            if purpose._needs_consent():
                allowed |= self._agreed_keys(keys, purpose, channel, company)
            else:
                allowed |= set(keys) - self._refused_keys(keys, channel, company, purpose)
        return allowed

    def _agreed_keys(self, keys, purpose, channel, company):
        self.env["partner.consent"].flush_model()
        against = objection(
            SQL("c.partner_id"), SQL("%s", purpose.id), SQL("%s", purpose.is_marketing), SQL("%s", channel),
            SQL("%s", company.id), SQL("c.granted_at"),
        )  # fmt: skip
        rows = self.env.execute_query(
            SQL(
                """
                SELECT DISTINCT c.point_key FROM partner_consent c
                WHERE c.point_key = ANY(%s) AND c.purpose_id = %s AND c.channel = %s AND c.company_id = %s
                    AND c.folded_into_id IS NULL AND c.is_allowed AND (c.valid_until IS NULL OR c.valid_until >= %s)
                    AND c.partner_id IS NOT NULL AND NOT EXISTS (%s)
                """,
                list(keys),
                purpose.id,
                channel,
                company.id,
                fields.Date.today(),
                against,
            )
        )
        return {key for (key,) in rows}

    def _refused_keys(self, keys, channel, company, purpose=None):
        """Those of some addresses or numbers where somebody has said no, to a purpose or to all direct marketing."""
        self.env["partner.consent"].flush_model()
        self.env["res.partner"].flush_model(["email_normalized", "phone_sanitized"])
        present = SQL.identifier("p", "email_normalized" if channel == "email" else "phone_sanitized")
        if purpose:
            about = SQL(
                "(c.purpose_id = %s AND c.channel IN (%s, 'any') OR c.state = 'objected' AND c.channel = 'any' "
                "AND u.is_marketing AND %s)",
                purpose.id,
                channel,
                purpose.is_marketing,
            )
        else:
            about = SQL("u.is_marketing AND c.state = 'objected' AND c.channel IN (%s, 'any')", channel)
        rows = self.env.execute_query(
            SQL(
                """
                SELECT DISTINCT COALESCE(NULLIF(c.point_key, ''), %(present)s)
                FROM partner_consent c JOIN partner_consent_purpose u ON u.id = c.purpose_id
                    LEFT JOIN res_partner p ON p.id = c.partner_id
                WHERE COALESCE(NULLIF(c.point_key, ''), %(present)s) = ANY(%(keys)s) AND c.company_id = %(company)s
                    AND c.folded_into_id IS NULL AND c.state IN ('refused', 'withdrawn', 'objected') AND %(about)s
                """,
                present=present,
                keys=list(keys),
                company=company.id,
                about=about,
            )
        )
        return {key for (key,) in rows}
