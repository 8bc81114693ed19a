from .common_imports import ImportCase


class TestImportValues(ImportCase):
    """Values as programs and people write them into files become values as contacts hold them."""

    def rows_of(self, text, **options):
        """The rows of a file, as (values, name of the company) in their order."""
        record = self.start(text.encode(), **options)
        lines = record.line_ids.filtered(lambda line: not line.is_added).sorted("number")
        self.assertFalse(record.rejected, lines.mapped("reason"))
        return [(line.vals, line.company_name) for line in lines]

    def values(self, text, *names):
        """Of each row of a file the values of some fields."""
        return [tuple(vals.get(name, "") for name in names) for vals, _company in self.rows_of(text)]

    def test_several_values_in_a_cell(self):
        text = (
            "First Name,Last Name,E-mail 1 - Value,Phone 1 - Value,Address 1 - Street,Address 1 - City\n"
            'Anna,Huber,a@q.example ::: b@q.example,+43 316 570001 ::: +43 664 5700011,"Murgasse 5\nTop 7",Graz\n'
        )
        ((vals, _company),) = self.rows_of(text)
        self.assertEqual((vals["email"], vals["phone"]), ("a@q.example", "+43 316 570001"))
        self.assertEqual((vals["street"], vals["street2"]), ("Murgasse 5", "Top 7"))
        for other in ("b@q.example", "+43 664 5700011"):
            self.assertIn(other, vals["comment"])

    def test_several_columns_of_one_field_and_lines(self):
        text = 'Name,Street,Street 2\nAnna Huber,"Murgasse 5\nTop 7",Hinterhaus\n'
        ((vals, _company),) = self.rows_of(text)
        self.assertEqual((vals["street"], vals["street2"]), ("Murgasse 5", "Hinterhaus"))
        self.assertIn("Top 7", vals["comment"])

    def test_names(self):
        text = "Name;Ort\nHuber, Anna;Graz\nBirnstingl AG;Graz\nHuber, Meier & Partner;Graz\n"
        self.assertEqual(
            self.values(text, "name", "is_company"),
            [("Anna Huber", ""), ("Birnstingl AG", True), ("Huber, Meier & Partner", "")],
        )

    def test_what_the_file_says_of_companies_wins(self):
        text = "Name;Is a Company\nBirnstingl AG;FALSE\nAnna Huber;TRUE\n"
        self.assertEqual(self.values(text, "name", "is_company"), [("Birnstingl AG", ""), ("Anna Huber", True)])

    def test_titles(self):
        text = "Anrede;Titel;Vorname;Nachname\nFrau;Dr.;Anna;Huber\nHerr;;Beat;Moser\n"
        self.assertEqual(self.values(text, "name"), [("Dr. Anna Huber",), ("Beat Moser",)])
        text = "Name Prefix,First Name,Last Name,Display Name\nMrs. Dr.,Anna,Huber,Anna Huber\n"
        self.assertEqual(self.values(text, "name"), [("Dr. Anna Huber",)])

    def test_postcodes(self):
        text = "Name;PLZ;Land\nAnna Huber;1067;Deutschland\nBeat Moser;CH-8001;CH\nEva Lang;A-8010;A\n"
        self.assertEqual(self.values(text, "zip"), [("01067",), ("8001",), ("8010",)])

    def test_address_in_one_line(self):
        text = 'Organization - Name,Organization - Address\nBirnstingl,"Murgasse 5, 8010 Graz, Austria"\n'
        ((street, zip_code, city, country),) = self.values(text, "street", "zip", "city", "country_id")
        self.assertEqual((street, zip_code, city), ("Murgasse 5", "8010", "Graz"))
        self.assertEqual(country, self.env.ref("base.at").id)

    def test_addresses_with_names(self):
        text = "Name;E-Mail\nUrs Wyss;<u@q.example>\nKai Roth;Kai Roth <k@q.example>\n"
        self.assertEqual(self.values(text, "email"), [("u@q.example",), ("k@q.example",)])

    def test_numbers_that_a_spreadsheet_cut_off(self):
        record = self.start(b"Name;Telefon\nAnna Huber;4,36645E+11\nBeat Moser;436645700011\n")
        lines = record.line_ids.sorted("number")
        self.assertEqual(lines.mapped("state"), ["rejected", "matched"])
        self.assertIn("cut off the number 4,36645E+11", lines[0].reason)

    def test_columns_that_mean_something_else_here(self):
        """“Type” of Salesforce is no type of address, and an industry that nobody has entered is none."""
        text = "Account Name,Type,Industry,Salesperson\nBirnstingl AG,Customer,Mills,Nobody\n"
        _file, preview = self.upload(text.encode())
        self.assertEqual(list(preview["matches"].values()), [["parent_id"]])
        self.env["res.partner.industry"].create({"name": "Mills"})
        self.user.name = "Max Wiesenthaler"
        text = "Account Name,Type,Industry,Salesperson\nBirnstingl AG,Invoice,Mills,Max Wiesenthaler\n"
        _file, preview = self.upload(text.encode())
        self.assertEqual(len(preview["matches"]), 4)
        ((vals, _company),) = self.rows_of(text)
        self.assertEqual((vals["type"], vals["user_id"]), ("invoice", self.user.id))

    def test_tags_are_made(self):
        ((vals, _company),) = self.rows_of('Name,Tags\nAnna Huber,"Quitten,Birnen"\n')
        tags = self.env["res.partner.category"].browse(vals["category_id"][0][2])
        self.assertEqual(set(tags.mapped("name")), {"Quitten", "Birnen"})

    def test_title_of_the_list(self):
        text = "Kundenliste 2026;;\nVorname;Nachname;Ort\nAnna;Huber;Graz\n"
        record = self.start(text.encode())
        self.assertEqual((record.line_ids.vals["name"], record.line_ids.number), ("Anna Huber", 3))
        self.assertEqual(record.headings, ["Vorname", "Nachname", "Ort"])

    def test_name_that_was_an_address_only(self):
        anna = self.Partner.create({"name": "Anna@quittenbaum.example", "email": "anna@quittenbaum.example"})
        for name in ("", "Anna Huber"):
            record = self.start(f"Name;E-Mail\n{name};anna@quittenbaum.example\n".encode())
            self.decide(record, possible="empty")
            self.assertEqual(record.line_ids.partner_id, anna)
            self.assertEqual(record.line_ids.state, "updated" if name else "unchanged")
        self.assertEqual(anna.name, "Anna Huber")
