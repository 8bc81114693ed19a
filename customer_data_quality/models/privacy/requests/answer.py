"""The answer to a request for access or portability: the letter, and the data for people and for programs."""

import csv
import io
import json
import zipfile

from odoo import fields, models
from odoo.exceptions import UserError

from ....engine.cells import guard
from .link import PURPOSE
from .request import OFFICER


class PartnerPrivacyRequest(models.Model):
    _inherit = "partner.privacy.request"  # pylint: disable=consider-merging-classes-inherited

    # the file is of this field, so that whoever took the request down does not see it among its attachments
    answer_id = fields.Many2one("ir.attachment", readonly=True, ondelete="set null", groups=OFFICER)
    answered_on = fields.Datetime(readonly=True)
    answer_count = fields.Integer(string="Downloads", readonly=True, aggregator=None)

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
        self._forget_answer()
        # sudo: the answer is the system's; officers read it through the request
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
                    "res_field": "answer_id",
                }
            )
        )
        # sudo: changes by steps alone
        self.sudo().write({"answer_id": answer.id, "answered_on": fields.Datetime.now(), "answer_count": 0})
        self._log("answered", {"records": self.selected_count, "bytes": answer.file_size})

    def _forget_answer(self):
        """Delete an answer that was made; a link to it ends."""
        request = self.sudo()  # sudo: the answer is the system's
        request.answer_id.unlink()
        request.write({"answered_on": False, "answer_count": 0})

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
    return text if is_number else guard(text)
