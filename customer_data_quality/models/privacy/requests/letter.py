"""The letter that answers a request for access: what article 15 GDPR asks for, and the data as people read it."""

from odoo import models
from odoo.tools import format_amount, format_date, format_time, formatLang

from ....engine.personal_text import MASK
from .export import properties_of, told_fields, value_of
from .third_parties import Masks

REPORT = "customer_data_quality.privacy_letter_report"
# Told in the letter by a section of their own, or of documents that are listed; the files have them all.
FILES_ONLY = {"partner.consent", "partner.consent.event", "account.move.line", "mail.notification"}
# Of use to whoever works with the files, and not to whoever reads a letter.
PLUMBING = {
    "reply_to", "subtype_id", "message_type", "res_model_id", "mail_message_id", "barcode", "automated", "auto_post",
    "currency_rate", "invoice_currency_rate", "email_domain_criterion", "phone_state", "email_state", "mimetype",
    "peppol_eas", "technical_price_unit", "show_as", "file_size", "type", "journal_id", "team_id", "priority",
    "customer_rank", "supplier_rank",
}  # fmt: skip
PLUMBING_WORDS = {"signed"}
EMAIL_FIELDS = {"email_from", "email_to", "email_cc"}
NOT_FOR_READING = {"boolean", "json"}
NOT_ABOUT_PEOPLE = {"res.company", "res.currency", "ir.model", "res.groups"}
# Of one kind of record.
LONGEST = 100


class PartnerPrivacyRequest(models.Model):
    _inherit = "partner.privacy.request"  # pylint: disable=consider-merging-classes-inherited

    def _answer_lang(self):
        """The language in which the person is answered."""
        installed = [code for code, _name in self.env["res.lang"].get_installed()]
        lang = self.partner_id.sudo().lang  # sudo: the officer need not see the contact
        return lang if lang in installed else self.env.lang or installed[0]

    def _letter_values(self):
        """What the letter says, beside the data: {name: value}, in the language of the person."""
        lang, tz = self._answer_lang(), self.partner_id.sudo().tz or self.env.user.tz or "UTC"  # sudo: as above
        request = self.sudo().with_context(lang=lang, tz=tz)  # sudo: what is said is the company's own
        partners = request._partners()
        consents = request.env["partner.consent"].search([("partner_id", "in", partners.ids)])
        purposes = request.env["partner.consent.purpose"].search([("company_id", "in", [False, request.company_id.id])])
        # what rests on a consent is done with those who have been asked
        purposes = purposes.filtered(lambda each: each.legal_basis != "consent" or each in consents.purpose_id)
        officer = request.company_id.privacy_contact_id
        return {
            "request": request,
            "company": request.company_id,
            "partner": request.partner_id,
            "purposes": purposes,
            "consents": consents,
            "kept": request._kept_by_law(),
            "activities": request._activities_about_them(),
            "officer": ", ".join(filter(None, (officer.name, officer.email, officer.phone))),
            "sources": [
                {"date": format_date(request.env, source.date), "names": source.names, "text": source.text}
                for source in request._sources()
            ],
            "parts": request._letter_parts(),
            "lang": request.env.lang,
        }

    def _activities_about_them(self):
        """The company's activities, of its record of processing, that hold data of theirs or were entered by hand."""
        found = {records._name for records in self._chosen_records()}
        activities = self.env["partner.processing.activity"].search([("company_id", "=", self.company_id.id)])
        return activities.filtered(lambda each: not each.model_names or found & set(each.model_names))

    def _kept_by_law(self):
        """The rules by which records of the company are kept: for each model the first one that holds there."""
        rules = self.env["partner.privacy.erasure.rule"].search([("action", "=", "keep"), ("is_hidden", "=", True)])
        country = self.company_id.country_id
        here = rules.filtered(
            lambda rule: rule.model_name in self.env and (not rule.country_ids or country in rule.country_ids)
        )
        return here.browse(group[:1].id for group in here.grouped("model_name").values())

    def _letter_html(self):
        """The letter as one page that loads nothing.

        :rtype: bytes
        """
        letter = self._letter_values()
        body = (
            self.env["ir.qweb"]
            .with_context(lang=letter["lang"])
            ._render("customer_data_quality.privacy_letter_page", {"letter": letter}, minimal_qcontext=True)
        )
        return f"<!DOCTYPE html>\n{body}".encode()

    def _letter_pdf(self):
        """The letter as PDF, or None where the server can't make one.

        :rtype: bytes
        """
        report = self.env["ir.actions.report"].sudo()  # sudo: made of what the officer has reviewed
        if report.get_wkhtmltopdf_state() not in ("ok", "workers"):
            return None
        content, kind = report.with_context(lang=self._answer_lang())._render_qweb_pdf(REPORT, self.ids)
        return content if kind == "pdf" else None

    def _letter_parts(self):
        """The data in the form of a reader: contacts first, then one part for each kind of record.

        :return: list of {"label": str, "count": number of records, "records": list of lists of (label, text)}
        """
        person, parts = self._person(), []
        chosen = list(self._chosen_records())
        masks = Masks(chosen, person)
        for records in chosen:
            if records._name in FILES_ONLY or self._is_part_of_others(records):
                continue
            shown = _read(records[:LONGEST], person, masks)
            if shown:
                label = records.env["ir.model"]._get(records._name).name
                is_contact = records._name == "res.partner"
                parts.append((not is_contact, label, {"label": label, "count": len(records), "records": shown}))
        return [part for *_order, part in sorted(parts, key=lambda part: part[:2])]

    def _is_part_of_others(self, records):
        """Whether records are lines of documents that are listed themselves."""
        links = self.env["partner.discovery"]._person_model(records.browse()).links
        return bool(links) and all(records._fields[name].related for name in links)


def _read(records, person, masks):
    """Records as lists of (label, text); those that tell nothing but dates are left out."""
    told = {
        name: field
        for name, field in told_fields(records).items()
        if name not in PLUMBING
        and not PLUMBING_WORDS & set(name.split("_"))
        and field.type not in NOT_FOR_READING
        and field.comodel_name not in NOT_ABOUT_PEOPLE
    }
    labels = {name: field["string"] for name, field in records.fields_get(list(told), ["string"]).items()}
    shown = []
    for record in records:
        lines, says = [], False
        for name, field in told.items():
            if field.type == "properties":
                lines += [(label, str(value)) for _key, label, value in properties_of(record, name, person, masks)]
            elif text := _readable(record, field, person, masks):
                lines.append((labels[name], text))
            else:
                continue
            says = says or field.type not in ("date", "datetime", "many2one", "selection")
        if says:
            # the date of a row is of interest where it has no other one
            created = labels.get("create_date")
            dates = [name for name, field in told.items() if field.type in ("date", "datetime") and record[name]]
            shown.append([line for line in lines if line[0] != created or dates == ["create_date"]])
    return shown


def _readable(record, field, person, masks):
    """One value as it is written in the language of the environment; "" if there is nothing to read."""
    value, env = record[field.name], record.env
    if not value or (isinstance(value, float) and not round(value, 6)):
        return ""
    if field.type == "date":
        return format_date(env, value)
    if field.type == "datetime":
        return f"{format_date(env, value)}, {format_time(env, value, tz=env.context.get('tz'), time_format='short')}"
    if field.type == "monetary":
        currency = record[field.get_currency_field(record)]
        return format_amount(env, value, currency) if currency else formatLang(env, value)
    if field.type == "float":
        return formatLang(env, value, digits=2)
    text = value_of(record, field, person, masks)
    if isinstance(text, list):
        text = ", ".join(each for each in text if each != MASK)
    if field.name in EMAIL_FIELDS and MASK in (text or ""):
        # of letters alone who wrote them is of interest; that it was somebody is not
        text = ", ".join(each for each in text.split(", ") if MASK not in each)
    return "" if text in (None, MASK) else str(text).strip()
