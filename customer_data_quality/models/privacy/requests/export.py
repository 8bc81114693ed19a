"""The data of one person as it is handed out: own values in, those of third parties masked, secrets left out."""

import base64
import re

from odoo import models
from odoo.tools import email_split, html2plaintext

from ....engine.personal_text import masked_emails

# Fields that say nothing about the person: of programs, or secret.
LEFT_OUT_WORDS = {
    "token", "password", "secret", "salt", "hash", "digest", "key", "checksum", "params", "arch", "store", "fname",
    "signaling", "defaults", "totp", "sequence", "color", "datas", "raw", "property", "autopost", "normalized",
    "sanitized", "calendar",
}  # fmt: skip
LEFT_OUT = {
    "id", "create_uid", "write_uid", "write_date", "parent_path", "display_name", "message_main_attachment_id",
    "activity_ids", "res_model", "model", "index_content", "access_warning", "message_id", "complete_name", "active",
    "partner_share", "quality_id", "commercial_partner_id", "email_add_signature", "record_company_id", "is_internal",
}  # fmt: skip
TYPES = {
    "char", "text", "html", "date", "datetime", "integer", "float", "monetary", "boolean", "selection", "many2one",
    "many2many", "json", "reference",
}  # fmt: skip
EMAIL_WORDS = {"email", "reply"}
# Models whose records name people who are not the person.
PEOPLE = {"res.users", "res.partner"}
LARGEST_FILE = 25 * 1024 * 1024


class PartnerPrivacyRequest(models.Model):
    _inherit = "partner.privacy.request"  # pylint: disable=consider-merging-classes-inherited

    def _export_data(self):
        """What is handed out to the person of one request.

        :return: {model: {"label": name of the model, "fields": {name: label}, "records": [{field: value}]}}, of the
            findings that are chosen
        """
        self.ensure_one()
        request = self.sudo()  # sudo: the officer has reviewed what goes out, whoever may open it
        person = request._person()
        lang = request._answer_lang()
        data = {}
        chosen = request.finding_ids.filtered("is_selected")
        for model, group in chosen.grouped("res_model").items():
            if model not in self.env:
                continue
            records = self.env[model].sudo().with_context(active_test=False, lang=lang)  # sudo: as above
            records = records.browse(group.mapped("res_id")).exists()
            if records:
                data[model] = _exported(records, person)
        return data

    def _export_files(self):
        """Files of the person that are chosen: [(name, bytes)]."""
        chosen = self.sudo().finding_ids.filtered(  # sudo: as above
            lambda finding: finding.is_selected and finding.res_model == "ir.attachment"
        )
        files = self.env["ir.attachment"].sudo().browse(chosen.mapped("res_id")).exists()  # sudo: as above
        found = []
        for number, file in enumerate(files.filtered(lambda file: file.type == "binary" and not file.res_field), 1):
            if file.file_size <= LARGEST_FILE and file.datas:
                safe = re.sub(r"[^\w.-]+", "_", file.name or "file")[-80:]
                found.append((f"{number:03d}_{safe}", base64.b64decode(file.datas)))
        return found


def _exported(records, person):
    fields_of = {
        name: field
        for name, field in records._fields.items()
        if field.store
        and field.type in TYPES
        and name not in LEFT_OUT
        and not LEFT_OUT_WORDS & set(re.split(r"_", name))
        and not (field.groups and "system" in field.groups)
    }
    labels = records.fields_get(list(fields_of), ["string"])
    rows = [_row(record, fields_of, person) for record in records]
    used = {name for row in rows for name in row}
    return {
        "label": records.env["ir.model"]._get(records._name).name,
        "fields": {name: labels[name]["string"] for name in fields_of if name in used and name in labels},
        "records": rows,
    }


def _row(record, fields_of, person):
    row = {}
    for name, field in fields_of.items():
        value = record[name]
        if value or (field.type in ("integer", "float", "monetary") and name.startswith("amount")):
            shown = _value(record, field, value, person)
            if shown not in ("", None, []):
                row[name] = shown
    return row


def _value(record, field, value, person):
    if field.type in ("many2one", "many2many", "reference"):
        shown = [_linked(other, person) for other in value[:50]]
        return shown[0] if field.type != "many2many" and shown else shown
    if field.type == "selection":
        return dict(field._description_selection(record.env)).get(value, value)
    if field.type in ("date", "datetime"):
        return value.isoformat()
    if field.type == "html":
        value = html2plaintext(value)
    if not isinstance(value, str):
        return value
    if EMAIL_WORDS & set(field.name.split("_")):
        # of "Bert <bert@…>" the name is somebody else's, too
        value = ", ".join(email_split(value)) or value
    return masked_emails(value, set(person.emails))


def _linked(other, person):
    """The name of a linked record; who is somebody else stays so."""
    if other._name not in PEOPLE:
        return masked_emails(other.display_name or "", set(person.emails))
    partner = other if other._name == "res.partner" else other.partner_id
    if partner.id in person.partner_ids or partner.is_company:
        return partner.name or ""
    return "***"
