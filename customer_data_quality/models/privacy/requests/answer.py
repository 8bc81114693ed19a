"""The answer to a request for access or portability: a letter, and the data for people and for programs."""

import csv
import io
import json
import zipfile

from odoo import fields, models
from odoo.exceptions import UserError

from .link import PURPOSE

LETTER = "customer_data_quality.privacy_letter"
REPORT = "customer_data_quality.privacy_letter_report"
FORMULA = ("=", "+", "-", "@", "\t", "\r")


class PartnerPrivacyRequest(models.Model):
    _inherit = "partner.privacy.request"  # pylint: disable=consider-merging-classes-inherited

    answer_id = fields.Many2one("ir.attachment", readonly=True, ondelete="set null")
    answered_on = fields.Datetime(readonly=True)
    answer_count = fields.Integer(string="Downloads", readonly=True, aggregator=None)

    def _answer_lang(self):
        """The language in which the person is answered."""
        installed = [code for code, _name in self.env["res.lang"].get_installed()]
        lang = self.partner_id.sudo().lang  # sudo: the officer need not see the contact
        return lang if lang in installed else self.env.lang or installed[0]

    def _letter_values(self):
        """What the letter says, beside the data: {name: value}, in the language of the person."""
        request = self.sudo().with_context(lang=self._answer_lang())  # sudo: what is said is the company's own
        partners = request._partners()
        consents = request.env["partner.consent"].search([("partner_id", "in", partners.ids)])
        purposes = request.env["partner.consent.purpose"].search([("company_id", "in", [False, request.company_id.id])])
        # what rests on a consent is done with those who have been asked
        purposes = purposes.filtered(lambda each: each.legal_basis != "consent" or each in consents.purpose_id)
        return {
            "request": request,
            "company": request.company_id,
            "partner": request.partner_id,
            "purposes": purposes,
            "consents": consents,
            "kept": request._kept_by_law(),
            "origins": _origins(partners),
            "data": request._export_data(),
            "lang": request.env.lang,
        }

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
        values = self._letter_values()
        body = (
            self.env["ir.qweb"]
            .with_context(lang=values["lang"])
            ._render("customer_data_quality.privacy_letter_page", values, minimal_qcontext=True)
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

    def _answer_zip(self):
        """The whole answer.

        :rtype: bytes
        """
        data = self._export_data()
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("letter.html", self._letter_html())
            if pdf := self._letter_pdf():
                archive.writestr("letter.pdf", pdf)
            plain = {
                "reference": self.name,
                "created_at": fields.Datetime.now().isoformat(timespec="seconds") + "Z",
                "controller": self.company_id.name,
                "data": data,
            }
            archive.writestr("data.json", json.dumps(plain, ensure_ascii=False, indent=2, default=str))
            for model, content in data.items():
                archive.writestr(f"csv/{model}.csv", _csv(content))
            for name, content in self._export_files():
                archive.writestr(f"files/{name}", content)
        return buffer.getvalue()

    def action_answer(self):
        """Make the answer."""
        self._step("found", kinds=("access", "portability"))
        if self.job == "search":
            raise UserError(self.env._("Texts are still being searched: %s.", self.job_text))
        if not self.selected_count:
            raise UserError(self.env._("Nothing is chosen. Choose what goes into the answer, or refuse the request."))
        # sudo: the answer is the system's; officers read it through the request
        self.sudo().answer_id.unlink()
        answer = (
            self.env["ir.attachment"]
            .sudo()
            .create(
                {
                    "name": f"{self.name.replace('/', '-')}.zip",
                    "raw": self._answer_zip(),
                    "mimetype": "application/zip",
                    "res_model": self._name,
                    "res_id": self.id,
                }
            )
        )
        # sudo: changes by steps alone
        self.sudo().write({"answer_id": answer.id, "answered_on": fields.Datetime.now(), "answer_count": 0})
        self._log("answered", {"records": self.selected_count, "bytes": answer.file_size})

    def action_download(self):
        """Look at the answer before it is sent."""
        self.ensure_one()
        self._check_officer()
        return {"type": "ir.actions.act_url", "url": f"/privacy/request/{self.id}/answer", "target": "download"}

    def action_send(self):
        """Send the person a link to the answer. Only the mail has the link, and it goes as soon as it is sent."""
        self._step("found", kinds=("access", "portability"))
        if not self.answer_id:
            raise UserError(self.env._("Make the answer first."))
        if not self.person_email or not self.partner_id:
            raise UserError(
                self.env._("There is no contact with an e-mail address. Download the answer, and hand it over.")
            )
        days = self.company_id.privacy_link_days
        links = self.env["partner.link"]
        links._withdraw(PURPOSE, self.partner_id)
        _link, url = links._make(PURPOSE, self.partner_id, days, False, record=self)
        request = self.sudo().with_context(lang=self._answer_lang())  # sudo: the mail is the system's
        body = request.env["ir.qweb"]._render(
            "customer_data_quality.privacy_answer_mail",
            {"request": request, "company": request.company_id, "url": url, "days": days},
            minimal_qcontext=True,
        )
        request.env["mail.mail"].create(
            {
                "subject": request.env._("Your data: %s", request.name),
                "email_to": request.person_email,
                "email_from": request.company_id.email_formatted or request.env.user.email_formatted,
                "body_html": body,
                "auto_delete": True,
            }
        )
        self._log("sent", {"days": days})
        self.message_post(body=self.env._("A link to the answer was sent; it works for %s days.", days))

    def _downloaded(self):
        """Note that the answer was fetched."""
        self.sudo().answer_count += 1  # sudo: visitors have no rights
        self._log("downloaded")
        self.env["partner.access.log"]._log("portability", self.partner_id, details=self.name)


def _csv(content):
    """Records of one model as CSV that spreadsheets open without running anything."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    names = list(content["fields"])
    writer.writerow([content["fields"][name] for name in names])
    for record in content["records"]:
        writer.writerow([_cell(record.get(name)) for name in names])
    return "\ufeff" + buffer.getvalue()


def _cell(value):
    if isinstance(value, (list, tuple)):
        value = ", ".join(map(str, value))
    text = "" if value is None else str(value)
    is_number = isinstance(value, (int, float)) or text.replace(" ", "").lstrip("+").isdigit()
    return f"'{text}" if text.startswith(FORMULA) and not is_number else text


def _origins(partners):
    """Where contacts came from, as far as it is known: list of (date, text)."""
    return [(partner.create_date, partner.create_uid.share and "portal" or "entered") for partner in partners]
