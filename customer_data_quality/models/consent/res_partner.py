from odoo import api, fields, models

USER = "customer_data_quality.group_user"


class ResPartner(models.Model):
    """The public methods of consent."""

    _inherit = "res.partner"  # pylint: disable=consider-merging-classes-inherited

    consent_ids = fields.One2many(
        "partner.consent", "partner_id", string="Consents", groups=USER, domain=[("folded_into_id", "=", False)]
    )

    def _consent_record(
        self,
        purpose,
        channel,
        kind="granted",
        *,
        method,
        contact_point=None,
        act_date=None,
        text=None,
        lang=None,
        source_url=None,
        documents=(),
        ip_address=None,
        user_agent=None,
        note=None,
        exemption=None,
        details=None,
        company=None,
    ):
        """Record what these contacts did.

        The chain, the state, the light, blacklists and subscriptions follow in the same transaction.

        :param purpose: record of partner.consent.purpose, or its code
        :param str channel: one of channels.CODES; "any" for refusals of all kinds, with no contact point
        :param str kind: requested, granted, confirmed, exempted, refused, withdrawn, objected, invalidated, reminded
            or used
        :param str method: web_form, paper, phone, in_person, import, portal, email_link, email or system
        :param contact_point: address or number that it is about, by default the contact's present one; a string, or
            {contact id: string}
        :param act_date: when the person acted, naive UTC; by default now; False if nobody knows
        :param text: record of partner.consent.text that was shown; by default, for consents and requests that were
            not imported, the purpose's current one
        :param str lang: language of the text shown, by default the contact's
        :param documents: recordset of ir.attachment that is copied, or pairs (file name, bytes)
        :param dict details: further facts that are not personal, JSON-able
        :param company: record of res.company that is responsible, by default the contact's, else the present one
        :return: recordset of partner.consent, one for each contact, in their order
        :raises UserError: if the purpose does not have the channel, there is no contact point, the date lies ahead,
            or the kind needs a text or an exemption that is missing
        """
        raise NotImplementedError

    def _consent_allows(self, purpose, channel, company=None):
        """Whether one contact may be approached for a purpose on a channel, at its present address or number.

        :return: bool; False for an empty recordset
        """
        raise NotImplementedError

    def _filter_consent(self, purpose, channel, company=None):
        """Those of these contacts that may be approached; one query, in the order given."""
        raise NotImplementedError

    def _consent_used(self, purpose, channel, company=None, date=None):
        """Note that consents of these contacts were used: something was sent, somebody was called."""
        raise NotImplementedError

    def _consent_status(self, company=None):
        """All purposes and channels of one contact as they stand, for screens and the preference page.

        :return: list of {purpose, channel, contact_point, consent (record or empty), state, allowed, light, reason,
            can_grant, can_withdraw, can_object}
        """
        raise NotImplementedError

    @api.model
    def _merge_consent(self, survivor, others):
        """Carry consent over when contacts are merged; see res_partner_merge.py."""
        raise NotImplementedError
