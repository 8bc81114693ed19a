from datetime import date

from odoo.exceptions import UserError

from .common_imports import ImportCase

HEAD = ["Name", "Company", "Email", "Phone", "City"]


class TestImportUndo(ImportCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.anna = cls.Partner.create({"name": "Anna Wiesenthaler", "email": "anna.wiesenthaler@quittenbaum.example"})

    def imported(self):
        record = self.start(
            [
                HEAD,
                ["Anna Wiesenthaler", "", "anna.wiesenthaler@quittenbaum.example", "+43 316 570001", "Graz"],
                ["Josef Grubmair", "Birnstingl AG", "josef.grubmair@quittenbaum.example", "", ""],
                ["Klara Zenz", "Birnstingl AG", "klara.zenz@quittenbaum.example", "", ""],
            ]
        )
        self.decide(record, possible="create")
        self.assertEqual((record.created, record.updated), (3, 1))
        return record

    def undo(self, record):
        record.with_user(self.user).action_undo()
        self.run_cron()

    def contact(self, name):
        return self.Partner.with_context(active_test=False).search([("name", "=", name)])

    def test_untouched(self):
        """Created contacts are gone, updated ones as they were, and nothing is left to say where they came from."""
        self.env.flush_all()
        before = self.anna.read(["phone", "city", "email", "name"])
        record = self.imported()
        self.undo(record)
        self.assertEqual(record.state, "undone")
        self.assertEqual((record.undone, record.kept), (4, 0))
        for name in ("Josef Grubmair", "Klara Zenz", "Birnstingl AG"):
            self.assertFalse(self.contact(name))
        self.assertEqual(self.anna.read(["phone", "city", "email", "name"]), before)
        self.assertFalse(self.anna.import_origin_ids)

    def test_touched_since(self):
        """What somebody has changed or used stays, and is listed; once that is settled, undoing can be tried again."""
        record = self.imported()
        self.anna.phone = "+43 316 999999"
        josef, klara = self.contact("Josef Grubmair"), self.contact("Klara Zenz")
        josef.city = "Linz"
        klara.message_post(body="Called her", message_type="comment")
        self.undo(record)
        self.assertTrue(josef.exists() and klara.exists())
        self.assertTrue(self.contact("Birnstingl AG"), "the company of persons that stay")
        self.assertEqual((self.anna.phone, self.anna.city), ("+43 316 999999", False))
        self.assertEqual((record.state, record.kept), ("undone", 4))
        reasons = {line.label: line.reason for line in record.rejected_line_ids}
        self.assertIn("Phone", reasons["Anna Wiesenthaler"])
        self.assertIn("changed or used", reasons["Josef Grubmair"])
        self.anna.phone = "+43 316 570001"
        self.undo(record)
        self.assertFalse(self.anna.phone)

    def test_nobodys_work(self):
        """What the database does by itself with new contacts holds up nothing."""
        record = self.imported()
        josef, klara = self.contact("Josef Grubmair"), self.contact("Klara Zenz")
        self.touch(josef)
        self.env["partner.silo.source"]._propose()
        source = self.env["partner.silo.source"].search([], limit=1)
        self.env["partner.silo.record"].create(
            {
                "source_id": source.id,
                "res_model": source.model,
                "res_id": 1,
                "slot": "email",
                "kind": "one",
                "partner_id": josef.id,
            }
        )
        asked = {
            "user_id": self.user.id,
            "id": josef.id,
            "name": josef.name,
            "date_due": date(2026, 12, 1),
            "policy_id": self.env["partner.review.policy"].search([], limit=1).id,
            "company_id": None,
            "priority": 0,
            "reason": "interval",
            "type_id": None,
        }
        self.assertEqual(self.env["partner.review.request"]._ask([asked], {self.user.id: date(2026, 11, 23)}), 1)
        wizard = self.env["partner.review.postpone"].create({"partner_ids": klara.ids})
        klara.parent_id.name = "Birnstingl & Co AG"
        self.undo(record)
        self.assertFalse(josef.exists() or klara.exists())
        self.assertEqual((record.kept, record.rejected_line_ids.label), (1, "Birnstingl AG"))
        self.assertFalse(wizard.partner_ids)

    def test_pointed_to(self):
        """A contact that a record of another model needs is no mistake any more."""
        record = self.imported()
        klara = self.contact("Klara Zenz")
        self.env["res.users"].create({"name": "Klara Zenz", "login": "imports_klara", "partner_id": klara.id})
        self.undo(record)
        self.assertTrue(klara.exists())
        self.assertFalse(self.contact("Josef Grubmair"))

    def test_files_of_people(self):
        """A document that somebody has put there is work, the picture that came along is not."""
        record = self.imported()
        josef, klara = self.contact("Josef Grubmair"), self.contact("Klara Zenz")
        values = {"name": "x", "raw": b"x", "res_model": "res.partner"}
        self.env["ir.attachment"].create([{**values, "res_id": josef.id}])
        self.env["ir.attachment"].create([{**values, "res_id": klara.id, "res_field": "image_1920"}])
        self.undo(record)
        self.assertTrue(josef.exists())
        self.assertFalse(klara.exists())

    def test_changed_along(self):
        """Odoo passes addresses on between companies and persons; all of them get theirs back."""
        graz, wels = ({"street": street, "zip": code, "city": city} for street, code, city in (
            ("Murgasse 5", "8010", "Graz"), ("Ringstr. 1", "4600", "Wels")))  # fmt: skip
        firm = self.Partner.create({"name": "Nussbaumer KG", "is_company": True, "email": "nuss@quittenbaum.example"})
        colleague = self.Partner.create({"name": "Leo Aigner", "parent_id": firm.id, **graz})
        bare = self.Partner.create({"name": "Quittenbaum OG", "is_company": True, "vat": "ATU12345675"})
        self.anna.write({"parent_id": firm.id})
        family = firm | colleague | bare | self.anna
        shown = ["street", "zip", "city", "vat", "phone", "parent_id"]
        before = family.read(shown)
        head = ["Name", "Company", "Email", "Street", "Zip", "City", "Phone"]
        record = self.start(
            [
                head,
                ["Anna Wiesenthaler", "", self.anna.email, *wels.values(), "+43 316 570001"],
                ["Josef Grubmair", "Quittenbaum OG", "", *wels.values(), ""],
            ]
        )
        self.decide(record, certain="all", possible="create")
        self.assertEqual({partner.city for partner in family}, {"Wels"}, "which is what Odoo does")
        self.assertEqual(record.total, 2)
        self.assertEqual(record.updated, 4)
        self.undo(record)
        self.assertEqual(record.kept, 0, record.rejected_line_ids.mapped("reason"))
        self.assertEqual(family.read(shown), before)
        self.assertFalse(self.contact("Josef Grubmair"))

    def test_one_that_refuses(self):
        """A contact that can't be given back its values holds up no other one."""
        mine = self.Partner.create(
            [{"name": name, "email": f"{name[:3].lower()}@quittenbaum.example"} for name in ("Mia Tobler", "Ute Nagl")]
        )
        record = self.start([HEAD, *([each.name, "", each.email, "", "Linz"] for each in mine),
                             ["Anna Wiesenthaler", "", self.anna.email, "+43 316 570001", ""]])  # fmt: skip
        self.decide(record, certain="all")
        self.assertEqual(record.updated, 3)
        original = type(self.anna).write

        def write(partners, vals):
            if mine[0].id in partners.ids and "city" in vals:
                raise UserError("Not this one.")  # pylint: disable=translation-required
            return original(partners, vals)

        self.patch(type(self.anna), "write", write)
        self.undo(record)
        self.assertEqual(mine.mapped("city"), ["Linz", False])
        self.assertFalse(self.anna.phone)
        self.assertEqual(record.rejected_line_ids.mapped("reason"), ["Not this one."])

    def test_refused_deletion(self):
        """A contact that can't be deleted is archived."""
        record = self.imported()
        josef = self.contact("Josef Grubmair")

        def refuse(partners):
            if josef.id in partners.ids:
                raise UserError("Archived files keep it.")  # pylint: disable=translation-required
            return original(partners)

        original = type(josef).unlink
        self.patch(type(josef), "unlink", refuse)
        self.undo(record)
        self.assertFalse(josef.active)
        line = record.line_ids.filtered(lambda line: line.label == "Josef Grubmair")
        self.assertEqual(line.state, "undone")
        self.assertIn("archived", line.reason)

    def test_stop(self):
        record = self.start([HEAD, ["Josef Grubmair", "", "", "", ""]])
        record.with_user(self.user).action_import()
        record.with_user(self.user).action_stop()
        self.assertEqual((record.state, record.skipped), ("done", 1))
        record = self.start([HEAD, ["Josef Grubmair", "", "", "", ""]])
        record.with_user(self.user).action_stop()
        self.assertFalse(record.exists())

    def test_rows_are_deleted_after_a_time(self):
        record = self.imported()
        josef = self.contact("Josef Grubmair")
        self.env["ir.config_parameter"].set_param("customer_data_quality.import_retention_days", "1")
        record.write({"date_start": "2026-01-01", "date_end": "2026-01-01"})
        self.Import._gc_rows()
        self.assertFalse(record.line_ids)
        self.assertEqual((record.state, record.created, record.updated), ("closed", 3, 1))
        self.assertTrue(josef._origins()[josef.id], "where a contact is from stays known")
