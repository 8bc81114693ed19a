from itertools import permutations

from odoo import sql_db
from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, new_test_user

from .common_imports import ImportCase

HEAD = ["Vorname", "Nachname", "Firma", "E-Mail", "Telefon", "Straße", "PLZ", "Ort", "Land"]


class TestImportFlow(ImportCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.austria = cls.env.ref("base.at")
        cls.anna = cls.Partner.create(
            {
                "name": "Anna Wiesenthaler",
                "email": "anna.wiesenthaler@quittenbaum.example",
                "street": "Murgasse 5",
                "zip": "8010",
                "city": "Graz",
                "country_id": cls.austria.id,
            }
        )

    def anna_row(self, **changes):
        row = dict(
            zip(
                HEAD,
                ["Anna", "Wiesenthaler", "", "anna.wiesenthaler@quittenbaum.example", "+43 316 570001",
                 "Murgasse 5", "8010", "Graz", "Österreich"],
                strict=True,
            )
        )  # fmt: skip
        return list({**row, **changes}.values())

    def new_row(self, given, family, company="", **changes):
        row = dict.fromkeys(HEAD, "")
        row.update({"Vorname": given, "Nachname": family, "Firma": company, "Land": "AT", **changes})
        return list(row.values())

    def test_known_and_new(self):
        """A known contact gets what it lacks, a new one is created; both remember the file."""
        record = self.start([HEAD, self.anna_row(), self.new_row("Josef", "Grubmair", Ort="Linz")], "Messe.csv")
        self.assertEqual(record.state, "decide")
        self.assertEqual(self.rows(record), [(2, "certain", "matched", self.anna.name), (3, "new", "matched", False)])
        self.assertIn("+43", record.line_ids[0].changes)
        self.assertFalse(self.Partner.search([("name", "=", "Josef Grubmair")]))
        self.decide(record)
        self.assertEqual((record.state, record.created, record.updated), ("done", 1, 1))
        self.assertEqual(self.anna.phone.replace(" ", ""), "+43316570001")
        josef = self.Partner.search([("name", "=", "Josef Grubmair")])
        self.assertEqual((josef.city, josef.country_id), ("Linz", self.austria))
        origins = (josef | self.anna)._origins()
        self.assertEqual([o["source"] for o in origins[josef.id] + origins[self.anna.id]], ["Messe.csv", "Messe.csv"])
        self.assertEqual(origins[josef.id][0]["user"], self.user.name)

    def test_only_empty_fields_or_all(self):
        self.anna.phone = "+43 316 111111"
        record = self.start([HEAD, self.anna_row(Straße="Herrengasse 1", Telefon="+43 316 222222")])
        self.decide(record, certain="empty")
        self.assertEqual((self.anna.street, self.anna.phone), ("Murgasse 5", "+43 316 111111"))
        self.assertEqual(self.rows(record)[0][2], "unchanged")
        record = self.start([HEAD, self.anna_row(Straße="Herrengasse 1", Telefon="+43 316 222222")])
        self.decide(record, certain="all")
        self.assertEqual((self.anna.street, self.anna.phone), ("Herrengasse 1", "+43 316 222222"))

    def test_rows_that_change_nothing_are_cheap(self):
        """A customer list that is read in again costs next to nothing for each row."""
        words = ("Ahorn", "Birnbaum", "Distel", "Eibisch", "Fenchel", "Ginster", "Holunder", "Kamille", "Lavendel")
        known = [(f"{one} {other}handel GmbH", f"buero@{one}-{other}.example") for one, other in permutations(words, 2)]
        self.Partner.create([{"name": name, "email": email, "is_company": True} for name, email in known])

        def statements(count):
            record = self.start([["Name", "E-Mail"], *known[:count]])
            before = sql_db.sql_counter
            self.decide(record, certain="empty", possible="empty")
            self.assertEqual(record.unchanged, count)
            return sql_db.sql_counter - before

        few, many = statements(10), statements(60)
        self.assertLess((many - few) / 50, 2.5, "opening and closing a savepoint, and nothing else")

    def test_half_an_address_is_not_mixed(self):
        self.anna.write({"zip": False, "city": False, "street": "Ringstraße 9"})
        record = self.start([HEAD, self.anna_row()])
        self.decide(record)
        self.assertEqual((self.anna.street, self.anna.city), ("Ringstraße 9", False))

    def test_skip_and_create_by_row(self):
        record = self.start([HEAD, self.anna_row(), self.new_row("Josef", "Grubmair")])
        lines = record.with_user(self.user).line_ids
        self.assertEqual(len(lines[0].decisions), 4)
        self.assertEqual(lines[1].decisions, ["create", "skip"], "there is nothing to update")
        lines[0].decision = "create"
        lines[1].with_context(decision="skip").action_decide()
        with self.assertRaises(UserError):
            lines[1].decision = "empty"
        self.decide(record)
        self.assertEqual([row[2] for row in self.rows(record)], ["created", "skipped"])
        self.assertEqual(self.Partner.search_count([("name", "=", self.anna.name)]), 2)

    def test_decide_on_the_form(self):
        """What the form shows of a row follows the decision at once."""
        self.anna.phone = "+43 316 111111"
        record = self.start([HEAD, self.anna_row(Telefon="+43 316 222222"), self.new_row("Josef", "Grubmair")])
        with Form(record.with_user(self.user)) as form:
            with form.certain_line_ids.edit(0) as line:
                self.assertFalse(line.changes)
                line.decision = "all"
                self.assertIn("+43 316 222222", line.changes)
            with form.new_line_ids.edit(0) as line:
                line.decision = "skip"
        self.assertEqual(record.line_ids.mapped("decision"), ["all", "skip"])

    def test_companies_and_their_persons(self):
        """A company is created or matched once, however many rows name it; a row of its own stands for it."""
        firm = self.Partner.create({"name": "Holzapfel Möbel GmbH", "is_company": True})
        rows = [
            self.new_row("Josef", "Grubmair", "Holzapfel Möbel GmbH"),
            self.new_row("Klara", "Zenz", "holzapfel  möbel gmbh"),
            self.new_row("Mia", "Tobler", "Birnstingl AG", Ort="Wels"),
            self.new_row("Ida", "Ferner", "Birnstingl AG", Ort="Wels"),
            self.new_row("", "", "Nussbaumer KG"),
            self.new_row("Leo", "Aigner", "Nussbaumer KG"),
        ]
        record = self.start([HEAD, *rows])
        self.decide(record, possible="create")
        self.assertEqual(record.total, 6)
        found = {p.name: p for p in record.line_ids.partner_id}
        self.assertEqual(found["Josef Grubmair"].parent_id, firm)
        self.assertEqual(found["Klara Zenz"].parent_id, firm)
        birn = self.Partner.search([("name", "=", "Birnstingl AG")])
        self.assertTrue(birn.is_company)
        self.assertEqual(len(birn), 1)
        self.assertEqual((found["Mia Tobler"] | found["Ida Ferner"]).parent_id, birn)
        nuss = self.Partner.search([("name", "=", "Nussbaumer KG")])
        self.assertEqual((len(nuss), nuss.is_company), (1, True))
        self.assertEqual(found["Leo Aigner"].parent_id, nuss)

    def test_repeated_rows(self):
        row = self.new_row("Josef", "Grubmair", **{"E-Mail": "josef.grubmair@quittenbaum.example", "Ort": "Linz"})
        again = self.new_row(
            "Josef", "Grubmair", **{"E-Mail": "josef.grubmair@quittenbaum.example", "Telefon": "+43 732 570002"}
        )
        record = self.start([HEAD, row, again])
        self.assertEqual([line[1] for line in self.rows(record)], ["new", "repeated"])
        self.assertEqual(record.line_ids.filtered("same_line_id").same_line_id.number, 2)
        self.decide(record)
        josef = self.Partner.search([("name", "=", "Josef Grubmair")])
        self.assertEqual(len(josef), 1)
        self.assertEqual(josef.city, "Linz")
        self.assertTrue(josef.phone)

    def test_possible_matches_need_a_decision(self):
        self.Partner.create({"name": "Klara Zenz", "city": "Graz", "zip": "8010", "country_id": self.austria.id})
        record = self.start([HEAD, self.new_row("Clara", "Zentz", PLZ="8010", Ort="Graz")])
        if record.possible != 1:
            line = record.line_ids
            line.write({"match": "possible", "partner_id": self.anna.id})
            record.invalidate_recordset()
        self.assertEqual(record.undecided, 1)
        with self.assertRaises(UserError):
            record.with_user(self.user).action_import()
        self.decide(record, possible="skip")
        self.assertEqual(record.skipped, 1)

    def test_others_are_quicker(self):
        """What a colleague imports meanwhile is found before the second file is written."""
        rows = [HEAD, self.new_row("Josef", "Grubmair", **{"E-Mail": "josef.grubmair@quittenbaum.example"})]
        colleague = new_test_user(
            self.env, "imports_colleague", "base.group_partner_manager,customer_data_quality.group_user"
        )
        mine, theirs = self.start(rows), self.start(rows, user=colleague)
        self.assertEqual([mine.new_rows, theirs.new_rows], [1, 1])
        self.decide(mine)
        self.decide(theirs)
        self.assertEqual(self.Partner.search_count([("name", "=", "Josef Grubmair")]), 1)
        self.assertEqual(self.rows(theirs)[0][1:3], ("certain", "unchanged"))

    def test_merged_meanwhile(self):
        other = self.Partner.create({"name": "Anna W. Wiesenthaler"})
        record = self.start([HEAD, self.anna_row()])
        self.env["partner.merge"]._merge(other, self.anna)
        self.decide(record)
        self.assertEqual(record.line_ids.partner_id, other)
        self.assertTrue(other.phone)

    def test_deleted_meanwhile(self):
        record = self.start([HEAD, self.anna_row()])
        self.anna.unlink()
        record.line_ids.partner_id = False
        self.decide(record)
        self.assertEqual(record.rejected, 1)

    def test_rights(self):
        record = self.start([HEAD, self.anna_row()])
        reader = new_test_user(self.env, "imports_reader", "customer_data_quality.group_user")
        colleague = new_test_user(
            self.env, "imports_colleague", "base.group_partner_manager,customer_data_quality.group_user"
        )
        manager = new_test_user(self.env, "imports_manager", "customer_data_quality.group_manager")
        file, preview = self.upload(b"Name\nAnna Huber\n")
        with self.assertRaises(AccessError):
            self.Import.with_user(reader).start(file.id, ["name"], preview["options"])
        self.assertFalse(self.Import.with_user(colleague).search([]))
        self.assertFalse(self.env["partner.import.line"].with_user(colleague).search([]))
        self.assertIn(record, self.Import.with_user(manager).search([]))
        with self.assertRaises(AccessError):
            record.with_user(colleague).action_import()
        with self.assertRaises(AccessError):
            record.with_user(self.user).state = "done"
        with self.assertRaises(AccessError):
            record.with_user(self.user).line_ids.vals = {"name": "Somebody"}
        with self.assertRaises(AccessError):
            self.Import.with_user(colleague).create({"name": "x", "source": "x"})

    def test_companies_of_the_database(self):
        """Contacts of another company are neither found nor shown."""
        company = self.env["res.company"].create({"name": "Elsewhere"})
        self.anna.company_id = company
        record = self.start([HEAD, self.anna_row()])
        self.assertEqual(self.rows(record)[0][1], "new")

    def test_without_duplicates_twice(self):
        """The same file once more creates nothing."""
        rows = [
            HEAD,
            *(self.new_row("Josef", f"Grubmair{n}", **{"E-Mail": f"j{n}@quittenbaum.example"}) for n in range(5)),
        ]
        self.decide(self.start(rows), possible="create")
        before = self.Partner.search_count([])
        self.decide(self.start(rows), possible="skip")
        self.assertEqual(self.Partner.search_count([]), before)
