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
        self.touch(josef)
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

    def test_pointed_to(self):
        """A contact that a record of another model needs is no mistake any more."""
        record = self.imported()
        klara = self.contact("Klara Zenz")
        self.env["res.users"].create({"name": "Klara Zenz", "login": "imports_klara", "partner_id": klara.id})
        self.undo(record)
        self.assertTrue(klara.exists())
        self.assertFalse(self.contact("Josef Grubmair"))

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
