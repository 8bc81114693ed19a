import csv
import io

from odoo import http
from odoo.http import content_disposition, request

from ..engine.cells import guard


class ImportRejected(http.Controller):
    @http.route("/customer_data_quality/import/<int:import_id>/rejected", type="http", auth="user", methods=["GET"])
    def rejected(self, import_id):
        """The rejected rows of one's import as CSV, as they were, each with the reason."""
        record = request.env["partner.import"].search([("id", "=", import_id)])
        if not record:
            return request.not_found()
        out = io.StringIO()
        writer = csv.writer(out, delimiter=(record.options or {}).get("separator") or ",")
        if record.headings:
            writer.writerow(map(guard, [*record.headings, request.env._("Reason")]))
        lines = request.env["partner.import.line"].search(
            [("import_id", "=", record.id), ("state", "=", "rejected"), ("is_added", "=", False)], order="number, id"
        )
        width = len(record.field_paths)
        for line in lines:
            cells = line.raw or []
            writer.writerow(map(guard, [*cells, *[""] * (width - len(cells)), line.reason or ""]))
        name = f"{record.name.rpartition('.')[0] or record.name} - {request.env._('rejected')}.csv"
        return request.make_response(
            # the mark tells spreadsheets that it is UTF-8
            out.getvalue().encode("utf-8-sig"),
            [("Content-Type", "text/csv; charset=utf-8"), ("Content-Disposition", content_disposition(name))],
        )
