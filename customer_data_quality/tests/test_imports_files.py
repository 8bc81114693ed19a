import io
from datetime import datetime

import openpyxl

from odoo.exceptions import UserError

from .common_imports import ImportCase, as_csv


class TestImportFiles(ImportCase):
    def names(self, record):
        return record.line_ids.filtered(lambda line: line.state == "matched" and not line.is_added).mapped("label")

    def reasons(self, record):
        return record.line_ids.filtered(lambda line: line.state == "rejected").mapped("reason")

    def test_encodings_and_separators(self):
        rows = [["Name", "Ort"], ["Jürgen Groß", "Köln, Süd"], ["Zoë Brûlé", "Genève"]]
        for encoding in ("utf-8", "utf-8-sig", "latin-1", "cp1252", "utf-16", "utf-16-le"):
            for separator in (";", "\t", ","):
                with self.subTest(encoding=encoding, separator=separator):
                    _file, preview = self.upload(as_csv(rows, encoding, separator))
                    self.assertEqual(preview.get("headers"), ["Name", "Ort"])
                    self.assertEqual(preview["preview"][0], ["Jürgen Groß", "Zoë Brûlé"])

    def test_broken_quotes(self):
        """One broken row is rejected alone, with its text; no other row is swallowed."""
        text = 'Name,City\nAnna Huber,Graz\n"Josef Grubmair,Linz\nKlara Zenz,Wien\n"Mia ""M"" Tobler",Wels\n'
        record = self.start(text.encode())
        self.assertEqual(self.names(record), ["Anna Huber", "Klara Zenz", 'Mia "M" Tobler'])
        self.assertIn("quote", self.reasons(record)[0])
        self.authenticated_file(record, "Josef Grubmair")

    def authenticated_file(self, record, expected):
        line = record.line_ids.filtered(lambda line: line.state == "rejected")
        self.assertIn(expected, "".join(line.raw))

    def test_files_without_contacts(self):
        for content in (b"", b"Name,City\n", b"\n\n\n", b"\xff\xfe"):
            with self.subTest(content=content):
                _file, preview = self.upload(content)
                self.assertTrue(preview["error"])
                self.assertNotIn("index", preview["error"])
        file, preview = self.upload(b"Name,City\nAnna Huber,Graz\n")
        file.file = b""
        with self.assertRaises(UserError):
            self.Import.with_user(self.user).start(file.id, ["name", "city"], preview["options"])
        with self.assertRaises(UserError):
            self.Import.with_user(self.user).start(file.id, [False, False], preview["options"])

    def test_many_columns(self):
        rows = [
            ["Name", *(f"Column {n}" for n in range(300)), "City"],
            ["Anna Huber", *(str(n) for n in range(300)), "Graz"],
        ]
        record = self.start(rows)
        self.decide(record)
        self.assertEqual(record.line_ids.partner_id.city, "Graz")

    def test_a_cell_of_a_megabyte(self):
        record = self.start([["Name", "Notes"], ["x" * 1_000_000, ""], ["Anna Huber", "n" * 1_000_000]])
        self.assertEqual(self.names(record), ["Anna Huber"])
        self.assertIn("1000000", self.reasons(record)[0].replace(",", ""))
        self.decide(record)
        self.assertEqual(record.created, 1)

    def test_hostile_texts(self):
        """Nothing in a cell is run, by the database, the browser or a spreadsheet."""
        names = [
            "<script>alert(1)</script>",
            "Robert'); DROP TABLE res_partner;--",
            "=cmd|' /C calc'!A1",
            "%s %(x)s {0}",
        ]
        record = self.start([["Name", "Notes"], *([name, "a <b & c\nd"] for name in names)])
        self.decide(record, possible="create")
        created = record.line_ids.sorted("number").partner_id
        self.assertEqual(created.mapped("name"), names)
        self.assertIn("a &lt;b &amp; c", created[0].comment)

    def test_nul_and_invalid_characters(self):
        record = self.start(b"Name,City\nAnna\x00 Huber,Graz\n")
        self.decide(record)
        self.assertEqual(record.line_ids.partner_id.name, "Anna Huber")

    def test_countries_and_states(self):
        rows = [["Name", "Country", "State"]] + [
            [f"Anna Huber {text}", text, "Nowhere"]
            for text in ("Deutschland", "DE", "germany", "Allemagne", "D", "Schweiz", "USA", "Germny")
        ]
        record = self.start(rows)
        self.assertEqual(len(self.reasons(record)), 1)
        self.assertIn("Germny", self.reasons(record)[0])
        self.decide(record, possible="create", repeated="create")
        codes = record.line_ids.sorted("number").partner_id.mapped("country_id.code")
        self.assertEqual(sorted(set(codes)), ["CH", "DE", "US"])
        self.assertIn("Nowhere", record.line_ids.partner_id[0].comment)

    def test_dates_in_their_format(self):
        """A wrong date rejects its row alone."""
        rows = [["Name", "Date"], ["Anna Huber", "31.12.2026"], ["Josef Grubmair", "31.31.2026"]]
        day = self.env["ir.model.fields"].create(
            {
                "name": "x_imports_day",
                "ttype": "date",
                "field_description": "Day",
                "model_id": self.env["ir.model"]._get("res.partner").id,
            }
        )
        # the registry of the tests that follow does not know it
        self.addCleanup(day.unlink)
        record = self.start(rows, fields=["name", "x_imports_day"], date_format="%d.%m.%Y")
        self.assertEqual(self.names(record), ["Anna Huber"])
        self.assertIn("31.31.2026", self.reasons(record)[0])

    def test_spreadsheet(self):
        book = openpyxl.Workbook()
        sheet = book.active
        sheet.append(["Name", "PLZ", "Ort"])
        sheet.append(["Jürgen Groß", 8010, "Graz"])
        sheet.append(['=CONCATENATE("a","b")', 8020, "Graz"])
        out = io.BytesIO()
        book.save(out)
        record = self.start(out.getvalue(), "contacts.xlsx")
        self.assertEqual(self.names(record), ["Jürgen Groß"])
        self.decide(record)
        self.assertEqual(record.line_ids.partner_id.zip, "8010")

    def test_sheets_as_people_see_them(self):
        """Numbers keep the zeros that Excel shows, dates are dates, and one failed formula costs one row."""
        book = openpyxl.Workbook()
        book.active.title = "Notes"
        book.active.append(["nothing of use"])
        sheet = book.create_sheet("Kunden 2026")
        sheet.append(["Name", "Firma", "PLZ", "Telefon", "Bemerkung", "Ort"])
        for row in (
            ["Anna Huber", "Birnstingl AG", "01067", "+49 351 5550101", datetime(2026, 11, 23), "Dresden"],
            ["Josef Grubmair", None, 1067, 493515550102, datetime(2026, 11, 23, 9, 30), "Dresden"],
            ["Klara Zenz", None, 8010.0, 435550103.0, 1.5, "Graz"],
            ["Mia Tobler", None, "8010", "#N/A", None, "Graz"],
            [None, None, " ", None, None, None],
            ["Ida Ferner", "Nussbaumer KG", 8010, True, None, "Graz"],
        ):
            sheet.append(row)
        sheet["C3"].number_format = "00000"
        sheet["D5"].data_type = "e"
        sheet.merge_cells("B2:B4")
        out = io.BytesIO()
        book.save(out)
        _file, preview = self.upload(out.getvalue(), "kunden.xlsx")
        chosen = preview["options"]
        self.assertEqual((chosen["sheets"], chosen["sheet"]), (["Notes", "Kunden 2026"], "Kunden 2026"))
        self.assertIn("error", self.upload(out.getvalue(), "kunden.xlsx", sheet="Notes")[1])
        record = self.start(out.getvalue(), "kunden.xlsx")
        self.assertEqual(self.reasons(record), ["A formula has failed: #N/A. Please mend it in the file."])
        self.decide(record, possible="create")
        lines = record.line_ids.filtered(lambda line: not line.is_added and line.partner_id).sorted("number")
        self.assertEqual([line.vals["zip"] for line in lines], ["01067", "01067", "8010", "8010"])
        self.assertEqual([line.company_name for line in lines], [*["Birnstingl AG"] * 3, "Nussbaumer KG"])
        anna, josef, _klara, _ida = lines.partner_id
        self.assertEqual(josef.phone.replace(" ", "").removeprefix("+"), "493515550102")
        self.assertIn("2026", anna.comment)
        self.assertIn("09:30", josef.comment)

    def test_vcards(self):
        cards = (
            "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Anna Wiesenthaler\r\nN:Wiesenthaler;Anna;;;\r\n"
            "ORG:Birnstingl AG;Sales\r\nTITLE:Buyer\r\nEMAIL;TYPE=WORK:anna@quittenbaum.example\r\n"
            "TEL;TYPE=WORK:+43 316 570001\r\nTEL;TYPE=CELL:+43 664 5700011\r\n"
            "ADR;TYPE=WORK:;;Murgasse 5;Graz;;8010;Austria\r\nEND:VCARD\r\n"
            "BEGIN:VCARD\r\nVERSION:2.1\r\nFN;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:J=C3=BCrgen Gro=C3=9F\r\n"
            "N:;\r\nEND:VCARD\r\n"
            "BEGIN:VCARD\r\nVERSION:4.0\r\nKIND:org\r\nFN:Nussbaumer KG\r\nEND:VCARD\r\n"
        )
        record = self.start(cards.encode(), "contacts.vcf")
        self.decide(record, possible="create")
        anna = self.Partner.search([("name", "=", "Anna Wiesenthaler"), ("function", "=", "Buyer")])
        self.assertEqual(
            (anna.parent_id.name, anna.zip, anna.country_id.code, anna.email),
            ("Birnstingl AG", "8010", "AT", "anna@quittenbaum.example"),
        )
        self.assertIn("664", anna.comment, "a number that has no field of its own is not lost")
        self.assertTrue(self.Partner.search([("name", "=", "Jürgen Groß")]))
        self.assertTrue(self.Partner.search([("name", "=", "Nussbaumer KG")]).is_company)

    def test_datev(self):
        text = (
            '"EXTF";700;16;"Debitoren/Kreditoren";5;20261101;;;;;1;1;20260101;4;;;;\r\n'
            "Konto;Name (Adressattyp Unternehmen);Name (Adressattyp natürl. Person);"
            "Vorname (Adressattyp natürl. Person);Adressattyp;EU-Land;EU-UStID;Straße;Postleitzahl;Ort;Land;E-Mail\r\n"
            "10000;Nussbaumer KG;;;2;AT;U12345675;Ringstr. 1;8010;Graz;AT;office@nussbaumer.example\r\n"
            "10001;;Grubmair;Josef;1;;;Murgasse 5;8020;Graz;AT;\r\n"
        )
        record = self.start(text.encode("cp1252"), "EXTF_Debitoren.csv")
        self.decide(record, possible="create")
        firm, person = record.line_ids.sorted("number").partner_id
        self.assertEqual(
            (firm.name, firm.is_company, firm.vat, firm.ref), ("Nussbaumer KG", True, "ATU12345675", "10000")
        )
        self.assertEqual((person.name, person.is_company, person.zip), ("Josef Grubmair", False, "8020"))

    def test_external_ids(self):
        """A row finds the contact of its external id again, and gives it to the contact that it creates."""
        record = self.start([["External ID", "Name"], ["import_test.josef", "Josef Grubmair"]])
        self.decide(record)
        josef = self.env.ref("import_test.josef")
        josef.name = "Somebody Else"
        record = self.start([["External ID", "Name", "City"], ["import_test.josef", "Josef Grubmair", "Linz"]])
        self.assertEqual(self.rows(record)[0][1], "certain")
        self.decide(record)
        self.assertEqual(josef.city, "Linz")

    def test_a_row_that_odoo_refuses(self):
        """What another module's rule refuses is rejected alone; the others are created."""
        original = type(self.Partner).create

        def create(partners, vals_list):
            if any(vals.get("name") == "Mia Tobler" for vals in vals_list):
                raise UserError("Nobody is called so.")  # pylint: disable=translation-required
            return original(partners, vals_list)

        self.patch(type(self.Partner), "create", create)
        record = self.start([["Name"], *([f"Josef Grubmair {n}"] for n in range(4)), ["Mia Tobler"]])
        self.decide(record, possible="create", repeated="create")
        self.assertEqual((record.created, record.rejected), (4, 1))
        self.assertEqual(self.reasons(record), ["Nobody is called so."])

    def test_one2many_columns_are_refused(self):
        file, preview = self.upload(b"Name,Kids\nAnna Huber,Mia\n")
        with self.assertRaisesRegex(UserError, "row of their own"):
            self.Import.with_user(self.user).start(file.id, ["name", "child_ids/name"], preview["options"])
