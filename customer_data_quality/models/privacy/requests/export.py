"""The data of one person as it is handed out: own values in, those of third parties masked, secrets left out."""

import base64
import re

from odoo import models
from odoo.tools import email_split, html2plaintext

from ....engine.personal_text import MASK
from .third_parties import PEOPLE, Masks

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
    "many2many", "json", "reference", "properties",
}  # fmt: skip
EMAIL_WORDS = {"email", "reply"}
# The person's own values once more, in a form for programs.
NOT_TOLD = {"partner.match.key", "partner.quality"}
LARGEST_FILE = 25 * 1024 * 1024
NUMBERS = ("integer", "float", "monetary")
NOTHING = ("", None, [])
MOST_LINKED = 50


class PartnerPrivacyRequest(models.Model):
    _inherit = "partner.privacy.request"  # pylint: disable=consider-merging-classes-inherited

    def _export_data(self):
        """What is handed out to the person of one request.

        :return: {model: {"label": name of the model, "fields": {name: label}, "records": [{field: value}]}}, of the
            findings that are chosen
        """
        self.ensure_one()
        person = self._person()
        chosen = list(self._chosen_records())
        masks = Masks(chosen, person)
        return {records._name: _exported(records, person, masks) for records in chosen}

    def _chosen_records(self):
        """What goes out: one recordset for each model, with all rights, in the language of the person."""
        self.ensure_one()
        request = self.sudo()  # sudo: the officer has reviewed what goes out, whoever may open it
        lang = request._answer_lang()
        for model, group in request.finding_ids.filtered("is_selected").grouped("res_model").items():
            if model in self.env and model not in NOT_TOLD:
                # keeps the time zone of letters
                records = request.env[model].with_context(active_test=False, lang=lang).browse(group.mapped("res_id"))
                if records := records.exists().sorted("id"):
                    yield records

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


def told_fields(records):
    """The fields of a model that say something about the person: {name: field}."""
    return {
        name: field
        for name, field in records._fields.items()
        if field.store
        and field.type in TYPES
        and name not in LEFT_OUT
        and not LEFT_OUT_WORDS & set(name.split("_"))
        and not (field.groups and "system" in field.groups)
    }


def _exported(records, person, masks):
    told = told_fields(records)
    labels = {name: field["string"] for name, field in records.fields_get(list(told), ["string"]).items()}
    rows = []
    for record in records:
        row = {}
        for name, field in told.items():
            if field.type == "properties":
                for key, label, value in properties_of(record, name, person, masks):
                    row[key], labels[key] = value, label
            elif (value := value_of(record, field, person, masks)) not in NOTHING:
                row[name] = value
        rows.append(row)
    used = {name for row in rows for name in row}
    return {
        "label": records.env["ir.model"]._get(records._name).name,
        "fields": {name: label for name, label in labels.items() if name in used},
        "records": rows,
    }


def value_of(record, field, person, masks):
    """What one field of a record tells, as JSON holds it; nothing of what is empty.

    :param person: Person
    :param masks: Masks
    """
    value = record[field.name]
    if not value and not (field.type in NUMBERS and field.name.startswith("amount")):
        return None
    if field.type in ("many2one", "many2many", "reference"):
        shown = [_linked(other, record, person, masks) for other in value[:MOST_LINKED]]
        return shown if field.type == "many2many" else shown[0]
    if field.type == "selection":
        return dict(field._description_selection(record.env)).get(value, value)
    if field.type in ("date", "datetime"):
        return value.isoformat(timespec="seconds") if field.type == "datetime" else value.isoformat()
    if field.type == "json":
        return _masked_deeply(value, record, masks)
    if field.type == "html" or (field.type == "text" and "html" in field.name):
        value = html2plaintext(value, include_references=False)
    if not isinstance(value, str):
        return value
    if EMAIL_WORDS & set(field.name.split("_")):
        # of "Bert <bert@…>" the name is somebody else's, too
        value = ", ".join(email_split(value)) or value
    return masks.masked(value, record)


def properties_of(record, name, person, masks):
    """What the properties of one record tell: (key, label, value) of each that holds something."""
    field = record._fields[name]
    for each in field.convert_to_read(record[name], record) or ():
        value = each.get("value")
        if value in NOTHING or value is False or each["type"] == "separator":
            continue
        if each["type"] in ("many2one", "many2many"):
            pairs = value if each["type"] == "many2many" else [value]
            others = record.env[each["comodel"]].browse(pair[0] for pair in pairs).exists()
            value = [_linked(other, record, person, masks) for other in others]
        elif each["type"] in ("selection", "tags"):
            labels = {option[0]: option[1] for option in each.get(each["type"]) or ()}
            value = [labels.get(key, key) for key in (value if isinstance(value, list) else [value])]
        elif isinstance(value, str):
            value = masks.masked(value, record)
        if isinstance(value, list):
            value = ", ".join(map(str, value))
        if value not in NOTHING:
            yield f"{name}.{each['name']}", each.get("string") or each["name"], value


def _masked_deeply(value, record, masks):
    if isinstance(value, str):
        return masks.masked(value, record)
    if isinstance(value, list):
        return [_masked_deeply(each, record, masks) for each in value]
    if isinstance(value, dict):
        return {key: _masked_deeply(each, record, masks) for key, each in value.items()}
    return value


def _linked(other, record, person, masks):
    """The name of a linked record; who is somebody else stays so."""
    if other._name not in PEOPLE:
        return masks.masked(other.display_name or "", record)
    partner = other if other._name == "res.partner" else other.partner_id
    if partner.id in person.partner_ids or partner.is_company:
        return partner.name or ""
    return MASK
