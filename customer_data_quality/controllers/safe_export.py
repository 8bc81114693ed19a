"""Files of exports in which nothing is taken for a formula, and downloads of contacts that are noted."""

from odoo.http import request, route

from odoo.addons.web.controllers.export import CSVExport, ExcelExport, ExportXlsxWriter, GroupExportXlsxWriter
from odoo.addons.web.controllers.vcard import Partner

from ..engine.cells import guard, guard_typed


class SafeCsvExport(CSVExport):
    def from_data(self, fields, columns_headers, rows):
        """Odoo guards fewer characters, and so that importing the file could not tell what was there before."""
        safe = [[guard(_text(cell)) if isinstance(cell, (str, bytes)) else cell for cell in row] for row in rows]
        return super().from_data(fields, [guard(header) for header in columns_headers], safe)


def _text(cell):
    return cell.decode() if isinstance(cell, bytes) else cell


class TextCells:
    """Texts are written as texts: of themselves, the writer makes formulas and links of some."""

    def write(self, row, column, cell_value, style=None):
        if isinstance(cell_value, str) and cell_value:
            return self.worksheet.write_string(row, column, guard_typed(cell_value), style)
        return super().write(row, column, cell_value, style)


class SafeXlsxWriter(TextCells, ExportXlsxWriter):
    pass


class SafeGroupXlsxWriter(TextCells, GroupExportXlsxWriter):
    pass


class SafeExcelExport(ExcelExport):
    def from_data(self, fields, columns_headers, rows):
        with SafeXlsxWriter(fields, columns_headers, len(rows)) as writer:
            for row_index, row in enumerate(rows, 1):
                for column, cell in enumerate(row):
                    writer.write_cell(row_index, column, cell)
        return writer.value

    def from_group_data(self, fields, columns_headers, groups):
        with SafeGroupXlsxWriter(fields, columns_headers, groups.count) as writer:
            row, column = 1, 0
            for name, group in groups.children.items():
                row, column = writer.write_group(row, column, name, group)
        return writer.value


class LoggedVcard(Partner):
    @route()
    def download_vcard(self, partner_ids=None, partner=None, **kwargs):
        """Restricted contacts are left out, as of other exports."""
        asked = partner or request.env["res.partner"]
        asked |= asked.browse(int(each) for each in (partner_ids or "").split(",") if each.isdigit())
        restricted = asked._privacy_filter_restricted()
        if restricted and restricted == asked:
            return request.not_found()
        if restricted:
            partner_ids, partner = ",".join(map(str, (asked - restricted).ids)), None
        response = super().download_vcard(partner_ids=partner_ids, partner=partner, **kwargs)
        if response.status_code == 200:
            ids = [int(each) for each in (partner_ids or "").split(",") if each.isdigit()] or partner.ids
            request.env["partner.access.log"]._log("export", request.env["res.partner"].browse(ids), details="vCard")
        return response
