from odoo import models

from odoo.addons.base_import.models.base_import import ImportValidationError

from ...engine import text_files
from ...engine.import_columns import title_rows
from . import spreadsheets, vcards

DATEV_MARKS = ("EXTF", "DTVF")


class BaseImport(models.TransientModel):
    """Files of contacts: encodings and separators as programs write them, broken quotes, vCards."""

    _inherit = "base_import.import"  # pylint: disable=consider-merging-classes-inherited

    def _read_file(self, options):
        if self.res_model != "res.partner":
            return super()._read_file(options)
        if not self.file:
            raise ImportValidationError(self.env._("The file is empty."))
        is_card = vcards.BEGIN.encode() in self.file[:200].upper()  # whatever the browser takes it for
        length, rows = self._read_vcf(options) if is_card else super()._read_file(options)
        if self.env.context.get("partner_import_match") and options.get("has_headers"):
            options["title_rows"] = title_rows(rows)
            rows = rows[options["title_rows"] :]
            length = len(rows)
        if len(rows) <= bool(options.get("has_headers")):
            raise ImportValidationError(self.env._("The file has no contacts, at most the names of columns."))
        return length, rows

    def _read_csv(self, options):
        """Where contacts are matched: never guess wrong where the bytes tell, and lose no row to a broken quote."""
        if not self.env.context.get("partner_import_match"):
            return super()._read_csv(options)
        text = self._partner_text(options)
        quote = options.get("quoting") or '"'
        if len(quote) != 1:
            raise ImportValidationError(self.env._("The text delimiter has to be a single character."))
        if not options.get("separator"):
            options["separator"] = text_files.separator_of(_without_mark(text), quote)
        rows = text_files.rows_of(_without_mark(text), options["separator"], quote)
        if self.env.context.get("partner_import_ragged") or not rows:
            return len(rows), rows
        # Odoo's preview needs rows of one length
        width = len(rows[0])
        return len(rows), [(row + [""] * width)[:width] for row in rows]

    def _read_xlsx(self, options):
        """Where contacts are matched: postcodes with their zeros, and a formula that failed costs one row."""
        if not self.env.context.get("partner_import_match"):
            return super()._read_xlsx(options)
        options["sheets"], options["sheet"], rows = spreadsheets.read(self.file, options.get("sheet"))
        return len(rows), rows

    def _read_vcf(self, options):
        """Read vCards; called by Odoo's reader for files that end so."""
        rows = vcards.rows(self._partner_text(options))
        return len(rows), rows

    def _partner_text(self, options):
        options["encoding"] = options.get("encoding") or text_files.encoding_of(self.file)
        try:
            return self.file.decode(options["encoding"])
        except (UnicodeDecodeError, LookupError) as error:
            raise ImportValidationError(
                self.env._("The file can't be read as “%s”. Please choose another encoding.", options["encoding"])
            ) from error


def _without_mark(text):
    """Text without the line that DATEV puts before the names of columns."""
    text = text.removeprefix("\ufeff")
    if text.lstrip('"').startswith(DATEV_MARKS):
        return text.partition("\n")[2]
    return text
