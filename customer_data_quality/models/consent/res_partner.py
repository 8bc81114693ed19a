from odoo import fields, models
from odoo.exceptions import AccessError

from .recording import Recording

USER = "customer_data_quality.group_user"


class ResPartner(models.Model):
    _inherit = "res.partner"  # pylint: disable=consider-merging-classes-inherited

    consent_ids = fields.One2many(
        "partner.consent",
        "partner_id",
        string="Consents",
        groups=USER,
        domain=[("folded_into_id", "=", False)],
        readonly=True,
        copy=False,
    )

    def _consent_record(self, purpose, channel, kind="granted", *, method, company=None, **facts):
        """Record what these contacts did, or what happened.

        The chain, the state, the light, blacklists and subscriptions follow in the same transaction.

        :param purpose: record of partner.consent.purpose, or its code
        :param str channel: one of channels.CODES; "any" for a no on all channels
        :param str kind: requested, granted, confirmed, exempted, refused, withdrawn, objected, expired, invalidated,
            reminded or used
        :param str method: web_form, paper, phone, in_person, import, portal, email_link, email or system
        :param company: record of res.company that is responsible, by default the contact's, else the present one
        :param facts: what is known beside it, all optional:
            contact_point: address or number that it is about; a string, or {contact id: string}. By default the
            contact's present one; a no without one is about all addresses or numbers of that channel
            act_date: when the person acted, naive UTC datetime; by default now; False if nobody knows
            text: record of partner.consent.text that was shown; by default, unless imported, the present one of the
            purpose, and for a confirmation the one that was asked with
            lang: language in which the text was shown, by default the contact's
            source_url, ip_address, user_agent, note: personal, kept apart so that they can be erased
            documents: recordset of ir.attachment, which is copied, or list of (file name, bytes)
            exemption: record of partner.consent.exemption, for "exempted"
            details: dict of further facts that are not personal; for "exempted" {"conditions": [ids of all conditions
            of the exemption, as checked]}
        :return: recordset of partner.consent, one for each contact, in their order
        :raises AccessError: for those who may not record consents, or not see a contact
        :raises UserError: if the channel is not one of the purpose's, there is no contact point, the date lies ahead,
            or the kind needs what is missing
        """
        self.check_access("read")
        if not self.env.su and not self.env.user.has_group(USER):
            raise AccessError(
                self.env._("You may not record consents. Ask for the role “User” of Customer Data Quality.")
            )
        purpose = self.env["partner.consent.purpose"]._named(purpose)
        # sudo: the company of the contact counts, whatever the user may see of it
        companies = {partner.id: company or partner.company_id or self.env.company for partner in self.sudo()}
        consents = {}
        for responsible in dict.fromkeys(companies.values()):
            partners = self.filtered(lambda partner, responsible=responsible: companies[partner.id] == responsible)
            # sudo: nobody may write consents; they are added here alone, after the checks above
            recording = Recording(partners.sudo(), purpose.sudo(), channel, kind, method, responsible.sudo(), facts)
            consents.update(recording.run())
        return self.env["partner.consent"].browse(consents[partner.id].id for partner in self)
