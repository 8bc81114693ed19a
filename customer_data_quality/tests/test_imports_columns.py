import csv
import io

from .common_imports import ImportCase

# The first columns of what each program exports, with one contact, and what becomes of it.
EXPORTS = {
    "Outlook": (
        "Title,First Name,Middle Name,Last Name,Suffix,Company,Department,Job Title,Business Street,Business City,"
        "Business Postal Code,Business Country/Region,Home Street,Home City,Business Phone,Mobile Phone,"
        "E-mail Address\n"
        "Ms.,Anna,,Huber,,Birnstingl AG,,Buyer,Murgasse 5,Graz,8010,Austria,Heimweg 1,Wels,+43 316 570001,"
        "+43 664 5700011,anna@quittenbaum.example\n"
    ),
    "Outlook, German": (
        "Anrede;Vorname;Nachname;Firma;Position;Straße geschäftlich;Ort geschäftlich;Postleitzahl geschäftlich;"
        "Land/Region geschäftlich;Telefon geschäftlich;Mobiltelefon;E-Mail-Adresse\n"
        "Frau;Anna;Huber;Birnstingl AG;Buyer;Murgasse 5;Graz;8010;Österreich;+43 316 570001;+43 664 5700011;"
        "anna@quittenbaum.example\n"
    ),
    "Outlook, French": (
        "Prénom,Nom,Société,Titre professionnel,Rue (bureau),Ville (bureau),Code postal (bureau),"
        "Pays/Région (bureau),Téléphone (bureau),Tél. mobile,Adresse de messagerie\n"
        "Anna,Huber,Birnstingl AG,Buyer,Murgasse 5,Graz,8010,Autriche,+43 316 570001,+43 664 5700011,"
        "anna@quittenbaum.example\n"
    ),
    "Outlook, Italian": (
        "Nome,Cognome,Società,Posizione,Via (uff.),Città (uff.),CAP (uff.),Paese/Area geografica (uff.),Ufficio,"
        "Cellulare,Indirizzo posta elettronica\n"
        "Anna,Huber,Birnstingl AG,Buyer,Murgasse 5,Graz,8010,Austria,+43 316 570001,+43 664 5700011,"
        "anna@quittenbaum.example\n"
    ),
    "Google Contacts": (
        "First Name,Middle Name,Last Name,Organization Name,Organization Title,Notes,Labels,E-mail 1 - Label,"
        "E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value,Phone 2 - Label,Phone 2 - Value,Address 1 - Street,"
        "Address 1 - City,Address 1 - Postal Code,Address 1 - Country\n"
        "Anna,,Huber,Birnstingl AG,Buyer,,* myContacts,Work,anna@quittenbaum.example,Work,+43 316 570001,Mobile,"
        "+43 664 5700011,Murgasse 5,Graz,8010,Austria\n"
    ),
    "HubSpot": (
        "Record ID,First Name,Last Name,Email,Phone Number,Mobile Phone Number,Company Name,Job Title,Street Address,"
        "City,Postal Code,Country/Region\n"
        "1001,Anna,Huber,anna@quittenbaum.example,+43 316 570001,+43 664 5700011,Birnstingl AG,Buyer,Murgasse 5,Graz,"
        "8010,Austria\n"
    ),
    "Salesforce": (
        "First Name,Last Name,Title,Account Name,Mailing Street,Mailing City,Mailing Zip/Postal Code,Mailing Country,"
        "Phone,Mobile,Email\n"
        "Anna,Huber,Buyer,Birnstingl AG,Murgasse 5,Graz,8010,AT,+43 316 570001,+43 664 5700011,"
        "anna@quittenbaum.example\n"
    ),
    "Pipedrive": (
        "Person - Name,Person - Organization,Person - Email - Work,Person - Phone - Work,Person - Phone - Mobile,"
        "Person - Job title,Street,City,Zip,Country\n"
        "Anna Huber,Birnstingl AG,anna@quittenbaum.example,+43 316 570001,+43 664 5700011,Buyer,Murgasse 5,Graz,8010,"
        "Austria\n"
    ),
}


class TestImportColumns(ImportCase):
    def test_exports(self):
        for program, text in EXPORTS.items():
            with self.subTest(program):
                record = self.start(text.encode())
                self.assertFalse(record.rejected, record.line_ids.mapped("reason"))
                line = record.line_ids.filtered(lambda line: not line.is_added)
                vals = line.vals
                self.assertEqual((vals["name"], line.company_name), ("Anna Huber", "Birnstingl AG"))
                self.assertEqual((vals["street"], vals["zip"], vals["city"]), ("Murgasse 5", "8010", "Graz"))
                self.assertEqual(vals["country_id"], self.env.ref("base.at").id)
                self.assertEqual((vals["phone"], vals["email"]), ("+43 316 570001", "anna@quittenbaum.example"))
                self.assertEqual(vals["function"], "Buyer")
                self.assertIn("+43 664 5700011", vals["comment"])
                if program == "Outlook":
                    self.assertIn("Heimweg 1", vals["comment"], "an address that has no room is not lost")
                record.with_user(self.user).action_stop()

    def test_a_choice_of_before_wins(self):
        self.env["base_import.mapping"].create(
            {"res_model": "res.partner", "column_name": "firma", "field_name": "company_registry"}
        )
        _file, preview = self.upload(b"Name,Firma\nAnna Huber,Birnstingl AG\n")
        self.assertEqual(preview["matches"][1], ["company_registry"])

    def test_plain_import_joins_no_numbers(self):
        """Odoo's own import would write two numbers into one field; it is offered one column for it."""
        text = b"Name,Phone,Mobile\nAnna Huber,+43 316 570001,+43 664 5700011\n"
        _file, preview = self.upload(text, match_contacts=False)
        self.assertEqual(list(preview["matches"].values()).count(["phone"]), 1)
        _file, preview = self.upload(text)
        self.assertEqual(list(preview["matches"].values()).count(["phone"]), 2)

    def test_files_without_headings(self):
        record = self.start(b"Anna Huber,Graz\nJosef Grubmair,Linz\n", fields=["name", "city"], has_headers=False)
        self.decide(record, possible="create")
        self.assertEqual(record.line_ids.sorted("number").partner_id.mapped("city"), ["Graz", "Linz"])
        self.assertEqual(record.line_ids.sorted("number").mapped("number"), [1, 2])

    def test_rejected_rows_can_be_imported_again(self):
        out = io.StringIO()
        csv.writer(out).writerows([["Name", "Phone", "Country"], ["Anna Huber", "'+43 316 570001", "AT"]])
        record = self.start(out.getvalue().encode())
        self.assertEqual(record.line_ids.vals["phone"], "+43 316 570001")

    def test_guarded_once_and_unguarded_once(self):
        """An apostrophe of the text itself survives, whatever else spreadsheets take for a formula loses its guard."""
        rows = [["Name", "City"], ["''=Anna", "'＝Graz"], ["'s-Hertogenbosch GmbH", "'\tLinz"]]
        record = self.start(rows)
        lines = record.line_ids.sorted("number")
        self.assertEqual(lines.mapped("raw"), [["'=Anna", "＝Graz"], ["'s-Hertogenbosch GmbH", "\tLinz"]])
        self.assertEqual([line.vals["name"] for line in lines], ["'=Anna", "'s-Hertogenbosch GmbH"])
