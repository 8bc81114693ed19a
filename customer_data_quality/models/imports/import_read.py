"""From the cells of a row to the values of a contact, by Odoo's own import; what can't be read is rejected, by row."""

import json
import re
from typing import NamedTuple

from odoo import models
from odoo.tools import SQL, plaintext2html

from odoo.addons.base_import.models.base_import import ImportValidationError

from ...engine import import_values
from ...engine.column_names import FULL
from ...engine.import_columns import ADDRESS, combine, sources
from .countries import Places
from .res_partner_load import Collector
from .spreadsheets import FAILED

READ_AT_ONCE = 2000
# No name, address or number of a contact is longer; PostgreSQL's indexes would refuse longer ones anyhow.
LONGEST = 2000
TAG = re.compile(r"<[a-zA-Z/!][^>]*>")
PARENT = "parent_id"
# What spreadsheets take for a number, if they are let.
NUMBERS = ("phone", "vat", "ref", "company_registry", "barcode")
PLACES = {"country_id": "country_id/.id", "state_id": "state_id/.id"}


class Read(NamedTuple):
    """What was read of a row."""

    id: int
    label: str
    company_name: str
    vals: dict
    xml_id: str
    state: str
    reason: str


class Rejected(Exception):
    """A row that can't be imported; the text says why."""


class PartnerImport(models.Model):
    _inherit = "partner.import"  # pylint: disable=consider-merging-classes-inherited

    def _read_batch(self):
        """Read a batch of waiting rows; return how many.

        Values are read as whoever imports would: dates in their format, records that they may see.
        """
        lines = self.env["partner.import.line"].search(
            [("import_id", "=", self.id), ("state", "=", "waiting")], order="number, id", limit=READ_AT_ONCE
        )
        if lines:
            self._store_read(_Reader(self).make([(line.id, line.raw) for line in lines]))
        return len(lines)

    def _store_read(self, found):
        self.env["partner.import.line"].flush_model()
        self.env.cr.execute(
            SQL(
                """
                UPDATE partner_import_line line SET label = f.label, company_name = f.company_name,
                    vals = f.vals::jsonb, xml_id = f.xml_id, state = f.state, reason = f.reason
                FROM unnest(%s::int[], %s::text[], %s::text[], %s::text[], %s::text[], %s::text[], %s::text[])
                    AS f(id, label, company_name, vals, xml_id, state, reason)
                WHERE line.id = f.id
                """,
                [row.id for row in found],
                [row.label[:200] for row in found],
                [row.company_name or None for row in found],
                [json.dumps(row.vals) for row in found],
                [row.xml_id or None for row in found],
                [row.state for row in found],
                [row.reason or None for row in found],
            )
        )
        self.env["partner.import.line"].invalidate_model(flush=False)


class _Reader:
    """Reads rows of one import."""

    def __init__(self, record):
        self.env = record._as_user()
        self.creates = dict((record.options or {}).get("name_create_enabled_fields") or {})
        if self.env["res.partner.category"].has_access("create"):
            self.creates.setdefault("category_id", True)  # nobody wants to make tags first
        self.options = dict(record.options or {})
        self.headings = record.headings or []
        self.width = len(record.field_paths)
        self.columns = sources(self.headings, record.field_paths)
        self.partners = self.env["res.partner"]
        self.places = Places(self.env)
        self.has_whole_name = all(source.part in ("", FULL) for source in self.columns.get("name", ()))
        more = ["name", "is_company", "street2"] if "street" in self.columns else ["name", "is_company"]
        self.is_one_line = "street" in self.columns and not {"zip", "city", "country_id"} & self.columns.keys()
        if self.is_one_line:
            more += ADDRESS
        self.names = [PLACES.get(name, name) for name in dict.fromkeys([*self.columns, *more]) if name != PARENT]
        if "comment" not in self.names:
            self.names.append("comment")
        self.texts = {
            name for name in self.names if (field := self.partners._fields.get(name)) and field.type == "char"
        }

    def make(self, rows):
        """Read rows: (id, cells) → list of Read, in another order."""
        prepared, result = [], []
        for id_, cells in rows:
            label = " ".join(cell for cell in cells if cell)[:200]
            try:
                values, company_name = self._prepare(cells)
            except Rejected as error:
                result.append(Read(id_, label, "", {}, "", "rejected", str(error)))
            else:
                prepared.append((id_, values["name"], company_name, [values.get(name, "") for name in self.names]))
        loaded, refused = self._load(prepared)
        for id_, label, company_name, _values in prepared:
            if id_ in refused:
                result.append(Read(id_, label, company_name, {}, "", "rejected", refused[id_]))
            else:
                vals, xml_id, warning = loaded[id_]
                result.append(Read(id_, label, company_name, vals, xml_id, "read", warning))
        return result

    # -- before Odoo's import ------------------------------------------------------------------

    def _prepare(self, cells):
        """Values of one row as texts by field, and the name of its company.

        :raises Rejected: if the row can't be imported
        """
        if len(cells) > self.width and any(cells[self.width :]) or len(cells) == self.width + 1:
            raise Rejected(self.env._("The row has more columns than the heading. Perhaps a quote is missing."))
        if failed := FAILED.intersection(cells):
            raise Rejected(self.env._("A formula has failed: %s. Please mend it in the file.", failed.pop()))
        values, left = combine([*cells, *[""] * (self.width - len(cells))], self.columns)
        self._tidy_address(values, left)
        self._check_numbers(values)
        if values.get("email"):
            values["email"] = import_values.address(values["email"])
        company_name = values.pop(PARENT, "")
        name = values.get("name", "")
        if company_name and (not name or name.casefold() == company_name.casefold()):
            values.update(name=company_name, is_company="1")
            company_name = ""
        elif not name:
            values["name"] = values.get("email", "")
        elif self.has_whole_name and not values.get("is_company"):
            if not company_name and import_values.is_company(name):
                values["is_company"] = "1"
            else:
                values["name"] = import_values.spoken(name)
        if not values["name"] and not (values.get("id") or values.get(".id")):
            raise Rejected(self.env._("The row has neither a name, nor a company, nor an e-mail address."))
        for field in self.texts & values.keys():
            if len(values[field]) > LONGEST:
                label = self.partners.fields_get([field], ["string"]).get(field, {}).get("string", field)
                raise Rejected(self.env._("“%(field)s” is too long: %(size)s.", field=label, size=len(values[field])))
        if len(company_name) > LONGEST:
            raise Rejected(self.env._("The name of the company is too long: %s.", len(company_name)))
        self._add_notes(values, left)
        return values, company_name

    def _check_numbers(self, values):
        for field in NUMBERS:
            if import_values.is_cut_off(values.get(field, "")):
                raise Rejected(
                    self.env._(
                        "A spreadsheet has cut off the number %s. Please have it show the column as text, and save the "
                        "file anew.",
                        values[field],
                    )
                )

    def _tidy_address(self, values, left):
        """An address in its fields, whether it came in one line or in several."""
        if self.is_one_line:
            values.update(import_values.one_line(values["street"]))
        first, *others = import_values.lines(values.get("street", "")) or [""]
        if others:
            values["street"] = first
            text = ", ".join(others)
            if values.get("street2"):
                left.append((self.env._("Street"), text))
            else:
                values["street2"] = text
        country = self._fill_places(values, left)
        if values.get("zip"):
            values["zip"] = import_values.postcode(values["zip"], self.places.code(country))

    def _fill_places(self, values, left):
        """Replace country and state by their ids; return the country's."""
        country = None
        if text := values.pop("country_id", ""):
            country = self.places.country(text)
            if not country and "country_id" not in self.options.get("import_set_empty_fields", ()):
                raise Rejected(self.env._("“%s” is not the name or code of a country.", text[:100]))
            values[PLACES["country_id"]] = str(country or "")
        if text := values.pop("state_id", ""):
            state = self.places.state(text, country)
            values[PLACES["state_id"]] = str(state or "")
            if not state:
                # many programs put a region here that is no state in Odoo
                left.append((self.env._("State"), text))
        return country

    def _add_notes(self, values, left):
        """Texts as the notes need them, with what had no room elsewhere."""
        notes = values.get("comment", "")
        if notes and not TAG.search(notes):
            notes = plaintext2html(notes)
        if left:
            notes += plaintext2html("\n".join(f"{heading}: {value}" if heading else value for heading, value in left))
        values["comment"] = str(notes)

    # -- through Odoo's import -----------------------------------------------------------------

    def _load(self, prepared):
        """What Odoo's import makes of rows: ({id: (vals, external id, warning)}, {id: why it was refused})."""
        file = self.env["base_import.import"].new({"res_model": "res.partner"})
        rows, refused = self._parse(file, prepared)
        loaded = {}
        while rows:
            data = [list(row[3]) for row in rows]
            if self.options.get("fallback_values"):
                data = file._handle_fallback_values(self.names, data, dict(self.options["fallback_values"]))
            collector = Collector()
            messages = self.partners.with_context(
                partner_import_collect=collector,
                name_create_enabled_fields=self.creates,
                import_set_empty_fields=self.options.get("import_set_empty_fields", []),
                import_skip_records=self.options.get("import_skip_records", []),
            ).load(self.names, data)["messages"]
            errors, warnings = self._by_row(messages, rows)
            refused.update(errors)
            if not errors:
                for found in collector.rows:
                    id_ = rows[found["info"]["rows"]["from"]][0]
                    vals = {name: value for name, value in found["values"].items() if value}
                    loaded[id_] = (vals, found["xml_id"] or "", warnings.get(id_, ""))
                for row in rows:
                    if row[0] not in loaded:
                        refused[row[0]] = self.env._("A value is not known, and such rows were to be left out.")
                break
            # what was created along, such as tags, was taken back together with the refused rows: once more without
            rows = [row for row in rows if row[0] not in refused]
        return loaded, refused

    def _by_row(self, messages, rows):
        errors, warnings = {}, {}
        for message in messages:
            of_kind = errors if message["type"] == "error" else warnings
            for number in range(message["rows"]["from"], message["rows"]["to"] + 1) if "rows" in message else ():
                of_kind.setdefault(rows[number][0], message["message"])
        return errors, warnings

    def _parse(self, file, rows):
        """Dates and numbers as the options say; one wrong cell refuses its row, not the file."""
        if not rows:
            return [], {}
        try:
            data = file._parse_import_data([list(row[3]) for row in rows], list(self.names), dict(self.options))
        except ImportValidationError as error:
            if len(rows) == 1:
                return [], {rows[0][0]: error.message}
        else:
            return [(*row[:3], values) for row, values in zip(rows, data, strict=True)], {}
        half = len(rows) // 2
        (first, refused), (second, more) = self._parse(file, rows[:half]), self._parse(file, rows[half:])
        return first + second, refused | more
