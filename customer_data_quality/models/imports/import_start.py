import json

from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ...engine.cells import unguard
from ..scheduler import wake
from .partner_import import CRON

MOST_ROWS = 500_000


class PartnerImport(models.Model):
    _inherit = "partner.import"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def start(self, file_id, field_paths, options, source=None):
        """Take the rows of an uploaded file and have them matched in the background.

        :param int file_id: id of the base_import.import that holds the file
        :param list field_paths: the field of each column, false for columns that are left out
        :param dict options: as for Odoo's own import
        :param str source: where the contacts come from; the name of the file if None
        :return: action that shows the import
        :raises UserError: if the file can't be read or columns can't be imported
        """
        self.env["res.partner"].check_access("create")
        self.env["res.partner"].check_access("write")
        file = (
            self.env["base_import.import"]
            .browse(file_id)
            .with_context(partner_import_match=True, partner_import_ragged=True)
        )
        file.check_access("read")
        self._check_paths(field_paths)
        try:
            _length, rows = file._read_file(options)
        except Exception as error:
            # as Odoo's preview does: whatever a reader raises says what is wrong with the file
            raise UserError(str(error)) from error
        headings = [_cell(file, value, options) for value in rows.pop(0)] if options.get("has_headers") else []
        if headings and len(headings) != len(field_paths):
            raise UserError(self.env._("The file has %s columns now. Please load it anew.", len(headings)))
        if len(rows) > MOST_ROWS:
            raise UserError(self.env._("The file has more than %s rows. Please split it.", f"{MOST_ROWS:,}"))
        name = file.file_name or self.env._("File without a name")
        # sudo: nobody writes imports but these methods and the scheduler
        record = self.sudo().create(
            {
                "name": name,
                "source": source or name,
                "user_id": self.env.uid,
                "company_id": self.env.company.id,
                "company_ids": self.env.companies.ids,
                "headings": headings,
                "field_paths": field_paths,
                "options": options,
            }
        )
        record._add_rows([[_cell(file, value, options) for value in row] for row in rows])
        wake(self.env, CRON)
        return record._action_form()

    def _action_form(self):
        action = self.env["ir.actions.act_window"]._for_xml_id("customer_data_quality.partner_import_action")
        return {**action, "res_id": self.id, "views": [(False, "form")]}

    @api.model
    def _check_paths(self, field_paths):
        """Refuse columns that make no sense here.

        :raises UserError: always with what to do
        """
        if not any(field_paths):
            raise UserError(self.env._("Please choose the field of at least one column."))
        partners = self.env["res.partner"]
        for path in filter(None, field_paths):
            field = partners._fields.get(path.split("/")[0].split(".")[0])
            if field and field.type == "one2many":
                raise UserError(
                    self.env._(
                        "“%s” would add records to each contact. Give each person a row of their own with the name of "
                        "the company, or use Odoo's import without matching.",
                        partners.fields_get([field.name], ["string"]).get(field.name, {}).get("string", path),
                    )
                )
        if not {"name", "parent_id", "id", ".id", "email"} & set(field_paths):
            raise UserError(self.env._("Please choose the column with the name of the contact or the company."))

    def _add_rows(self, rows):
        first = 2 + self.options.get("title_rows", 0) if self.headings else 1
        self.env["partner.import.line"].flush_model()
        for start in range(0, len(rows), 5000):
            some = rows[start : start + 5000]
            self.env.cr.execute(
                SQL(
                    "INSERT INTO partner_import_line (import_id, number, level, raw, state) "
                    "SELECT %s, f.number, 1, f.raw::jsonb, 'waiting' FROM unnest(%s, %s) AS f(number, raw)",
                    self.id,
                    list(range(first + start, first + start + len(some))),
                    [json.dumps(row) for row in some],
                )
            )


def _cell(file, value, options):
    """A cell as text that the database can hold, without what protects texts from being read as formulas."""
    text = file._stringify_date_like_objects(value, options)
    text = str(text) if text is not None else ""
    return unguard(text.replace("\0", "").encode("utf-8", "replace").decode())
