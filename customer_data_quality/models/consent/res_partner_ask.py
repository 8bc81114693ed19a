from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL

from .channels import CODES, POINTED
from .consent_derive import objection
from .res_partner_point import present_key


class ResPartner(models.Model):
    """The questions that other code asks before it approaches people."""

    _inherit = "res.partner"  # pylint: disable=consider-merging-classes-inherited

    def _consent_allows(self, purpose, channel, company=None):
        """Whether one contact may be approached for a purpose on a channel, at its present address or number.

        :param purpose: record of partner.consent.purpose, or its code
        :param str channel: one of channels.CODES
        :param company: record of res.company that is responsible, by default the present one
        :return: bool; False for an empty recordset
        :raises UserError: if there is no such purpose or channel
        """
        return bool(self) and self._filter_consent(purpose, channel, company) == self

    def _filter_consent(self, purpose, channel, company=None):
        """Those of these contacts that may be approached; one query, in the order given.

        :param purpose, channel, company: see `_consent_allows`
        """
        if not self.ids:
            return self.browse()
        allowed = self._consent_query(purpose, channel, company, self.ids)
        self.env.cr.execute(allowed)
        found = {id_ for (id_,) in self.env.cr.fetchall()}
        return self.browse(id_ for id_ in self._ids if id_ in found)

    def _consent_allowed(self, pairs, company=None):
        """Which of these contacts may be approached for which purposes on which channels, by one query.

        :param list pairs: of (purpose, channel), see `_consent_allows`
        :return: set of (purpose, channel, contact id)
        """
        if not (pairs and self.ids):
            return set()
        parts = [
            SQL("SELECT %s, allowed.id FROM (%s) AS allowed(id)", number, self._consent_query(*pair, company, self.ids))
            for number, pair in enumerate(pairs)
        ]
        rows = self.env.execute_query(SQL(" UNION ALL ").join(parts))
        return {(*pairs[number], id_) for number, id_ in rows}

    @api.model
    def _consent_domain(self, purpose, channel, company=None):
        """The same as a domain on contacts, for mailings, filters and record rules."""
        return Domain("id", "in", self._consent_query(purpose, channel, company))

    @api.model
    def _consent_query(self, purpose, channel, company=None, ids=None):
        """SQL of the ids of contacts that may be approached.

        :param list ids: only look at these
        """
        purpose = self.env["partner.consent.purpose"]._named(purpose)
        purpose.ensure_one()
        if channel not in CODES:
            raise UserError(
                self.env._(
                    "“%(channel)s” is no channel: use one of %(channels)s.", channel=channel, channels=", ".join(CODES)
                )
            )
        company = company or self.env.company
        # sudo: whoever sees a contact may be told whether it may be approached
        purpose = purpose.sudo()
        self.env["partner.consent"].flush_model()
        purpose.flush_model(["is_marketing"])
        self.env["res.partner"].flush_model(["email", "email_normalized", "phone", "phone_sanitized"])
        if channel not in purpose._channels():
            return SQL("SELECT id FROM res_partner WHERE false")
        if purpose._needs_consent():
            return self._consent_query_agreed(purpose, channel, company, ids)
        return self._consent_query_open(purpose, channel, company, ids)

    def _consent_query_agreed(self, purpose, channel, company, ids):
        """Ids of contacts of whom a consent is there, for the address or number of today."""
        against = objection(
            SQL("c.partner_id"), SQL("%s", purpose.id), SQL("%s", purpose.is_marketing), SQL("%s", channel),
            SQL("%s", company.id), SQL("c.granted_at"),
        )  # fmt: skip
        point = SQL()
        if channel in POINTED:
            point = SQL("JOIN res_partner p ON p.id = c.partner_id AND c.point_key = %s", present_key(channel, "p"))
        return SQL(
            """
            SELECT c.partner_id FROM partner_consent c %(point)s
            WHERE c.purpose_id = %(purpose)s AND c.channel = %(channel)s AND c.company_id = %(company)s
                AND c.folded_into_id IS NULL AND c.is_allowed
                AND (c.valid_until IS NULL OR c.valid_until >= %(today)s) %(some)s
                AND NOT EXISTS (%(against)s)
            """,
            point=point,
            purpose=purpose.id,
            channel=channel,
            company=company.id,
            today=fields.Date.today(),
            some=SQL("AND c.partner_id = ANY(%s)", list(ids)) if ids is not None else SQL(),
            against=against,
        )

    def _consent_query_open(self, purpose, channel, company, ids):
        """Ids of contacts who need not agree and have not said no."""
        against = objection(
            SQL("p.id"), SQL("%s", purpose.id), SQL("%s", purpose.is_marketing), SQL("%s", channel),
            SQL("%s", company.id), SQL("NULL::timestamp"),
        )  # fmt: skip
        same_point = SQL("AND no.point_key IN ('', %s)", present_key(channel, "p")) if channel in POINTED else SQL()
        return SQL(
            """
            SELECT p.id FROM res_partner p
            WHERE %(some)s AND NOT EXISTS (%(against)s) AND NOT EXISTS (
                SELECT FROM partner_consent no
                WHERE no.partner_id = p.id AND no.purpose_id = %(purpose)s AND no.company_id = %(company)s
                    AND no.channel = %(channel)s AND no.folded_into_id IS NULL
                    AND no.state IN ('refused', 'withdrawn', 'objected') %(same_point)s)
            """,
            some=SQL("p.id = ANY(%s)", list(ids)) if ids is not None else SQL("true"),
            against=against,
            purpose=purpose.id,
            company=company.id,
            channel=channel,
            same_point=same_point,
        )

    def _consent_used(self, purpose, channel, company=None, date=None):
        """Note that consents of these contacts were used: something was sent, somebody was called.

        A call is an event of its own, because its proof has to be kept for years after each use.

        :param purpose, channel, company: see `_consent_allows`
        :param datetime date: naive UTC, by default now
        """
        purpose = self.env["partner.consent.purpose"]._named(purpose)
        company = company or self.env.company
        if channel == "phone":
            self._filter_consent(purpose, channel, company)._consent_record(
                purpose, channel, "used", method="system", act_date=date, company=company
            )
        consents = self.env["partner.consent"]
        consents.flush_model()
        self.env.cr.execute(
            SQL(
                """
                WITH free AS (
                    SELECT id FROM partner_consent
                    WHERE partner_id = ANY(%(ids)s) AND purpose_id = %(purpose)s AND channel = %(channel)s
                        AND company_id = %(company)s AND folded_into_id IS NULL AND is_allowed
                    ORDER BY id FOR NO KEY UPDATE SKIP LOCKED
                )
                UPDATE partner_consent c SET last_used_at = GREATEST(c.last_used_at, %(date)s)
                FROM free WHERE c.id = free.id
                """,
                ids=list(self.ids),
                purpose=purpose.id,
                channel=channel,
                company=company.id,
                date=date or fields.Datetime.now(),
            )
        )
        consents.invalidate_model(flush=False)
