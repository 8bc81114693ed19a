import re

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.http import request
from odoo.tools import email_normalize

from .evidence import web_evidence

SEPARATORS = re.compile(r"[,;\s]+")
# Nobody ticks more boxes.
MAX_ANSWERS = 50


class PartnerConsentPurpose(models.Model):
    _inherit = "partner.consent.purpose"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def _form_choices(self, names, company=None, lang=None):
        """What a form needs to ask for consents; see the template consent_form_fields.

        :param list names: "code:channel" of each box, such as "newsletter:email"
        :param company: record of res.company, by default the present one
        :param str lang: language of the form, by default the present one
        :return: list of {value, purpose, text}; `value` is what the ticked box sends. Purposes that are archived or
            have no wording are left out
        """
        choices = []
        for name in names:
            code, _colon, channel = name.partition(":")
            # sudo: visitors of a website read what they are asked
            purpose = self.sudo().browse(self._id_of_code(code)).filtered("active")
            if not purpose or channel not in purpose._channels():
                continue
            try:
                text = purpose._consent_text(lang or self.env.lang, company)
            except UserError:
                continue  # nobody has written a wording yet: there is nothing to agree to
            choices.append({"value": f"{name}:{text.id}", "purpose": purpose, "text": text})
        return choices


class ConsentFormMixin(models.AbstractModel):
    """For records that a form on the website makes: leads, registrations, and contacts themselves.

    A form sends the values of its ticked boxes in the field `consent_answers`. Nothing of it is stored in the record;
    the consents of the person are recorded when it is saved.
    """

    _name = "partner.consent.form.mixin"
    _description = "Consents from a Form"

    consent_answers = fields.Char(
        compute="_compute_consent_answers",
        inverse="_inverse_consent_answers",
        string="Consents Given",
        help="What was ticked on a form: purpose:channel:wording, with commas between them.",
    )

    def _compute_consent_answers(self):
        self.consent_answers = False  # they stand with the contact

    def _inverse_consent_answers(self):
        for record in self:
            answers = record.consent_answers
            if answers:
                partner, email = record._consent_person()
                if partner:
                    partner._consent_from_form(answers, email=email, **record._consent_evidence())
        self.invalidate_recordset(["consent_answers"], flush=False)

    def _consent_person(self):
        """Whose consents one record brings, and the address that was typed in; for models to override.

        :return: (record of res.partner, perhaps empty, e-mail address or None). By default the record's partner, else
            the contact with the record's address, else one made of it
        """
        self.ensure_one()
        email = next((self[name] for name in ("email_from", "email", "partner_email") if name in self._fields), None)
        partner = self._mail_get_partners()[self.id][:1] if hasattr(self, "_mail_get_partners") else None
        partners = self.env["res.partner"]
        address = email_normalize(email or "")
        if not partner and address:
            partner = partners.search([("email_normalized", "=", address)], order="id", limit=1)
        if not partner and address:
            name = next(
                (self[name] for name in ("partner_name", "contact_name", "name") if self._fields.get(name)), email
            )
            partner = partners.create({"name": name or email, "email": email})
        return partner or partners, email

    def _consent_evidence(self):
        """What is known of how the form came in; for models to override."""
        if not request:
            return {}  # made by an import, or by the scheduler
        return web_evidence(self.env.company, request.httprequest.referrer)


class ResPartner(models.Model):
    _name = "res.partner"
    _inherit = ("res.partner", "partner.consent.form.mixin")  # pylint: disable=consider-merging-classes-inherited

    def _consent_from_form(self, answers, *, email=None, company=None, **evidence):
        """Record what one person has ticked on a form that anybody could fill in.

        What needs confirmation is only asked for: the address may be somebody else's.

        :param answers: values of the ticked boxes (see `partner.consent.purpose._form_choices`), a list or a text with
            commas between them; what can't be made out is passed over
        :param str email: the address that was typed in, where it is not the contact's
        :param company: record of res.company, by default the contact's, else the present one
        :param evidence: source_url, ip_address, user_agent, act_date, note, as in `_consent_record`
        :return: the consents
        """
        self.ensure_one()
        company = company or self.company_id or self.env.company
        consents = self.env["partner.consent"]
        if isinstance(answers, str):
            answers = SEPARATORS.split(answers)
        for answer in [answer for answer in dict.fromkeys(answers) if answer][:MAX_ANSWERS]:
            purpose, channel, text = self._consent_answer(answer, company)
            point = email if channel == "email" else self._consent_point(channel)
            if not purpose or (channel == "email" and not email_normalize(email or self.email or "")):
                continue
            if channel in ("phone", "sms") and not point:
                continue
            kind = "requested" if purpose._needs_confirmation(channel) else "granted"
            consents |= self._consent_record(
                purpose, channel, kind, contact_point=point, text=text, company=company, method="web_form", **evidence
            )
        return consents

    def _consent_answer(self, answer, company):
        """(purpose, channel, wording) of a ticked box; (None, None, None) if it is none of ours."""
        code, _colon, rest = answer.partition(":")
        channel, _colon, text_id = rest.partition(":")
        # sudo: whoever fills in the form
        texts = self.env["partner.consent.text"].sudo()
        text = texts.browse(int(text_id)).exists() if text_id.isdecimal() and len(text_id) < 10 else texts
        purpose = text.purpose_id
        if (
            not purpose.active
            or purpose.code != code
            or text.company_id != company
            or channel not in purpose._channels()
        ):
            return None, None, None
        return purpose, channel, text

    def _consent_person(self):
        return self, self.email
