from odoo.exceptions import AccessError
from odoo.tests import HttpCase, new_test_user

from .common_imports import ImportCase


class TestImportLoad(ImportCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.anna = cls.Partner.create({"name": "Anna Wiesenthaler", "email": "anna.wiesenthaler@quittenbaum.example"})

    def load(self, *rows, **context):
        partners = self.Partner.with_user(self.user).with_context(**context)
        result = partners.load(["name", "email", "city", "phone"], [list(row) for row in rows])
        self.assertFalse(result["messages"])
        return self.Partner.browse(result["ids"])

    ANNA = ("Anna Wiesenthaler", "anna.wiesenthaler@quittenbaum.example", "Graz", "")
    JOSEF = ("Josef Grubmair", "josef.grubmair@quittenbaum.example", "Linz", "")

    def test_plain(self):
        """Without the context key nothing is different."""
        anna, josef = self.load(self.ANNA, self.JOSEF)
        self.assertNotEqual(anna, self.anna)
        self.assertFalse(self.anna.city)
        self.assertFalse(josef.import_origin_ids)

    def test_matched(self):
        again = (*self.JOSEF[:3], "+43 732 570002")
        anna, josef, same = self.load(self.ANNA, self.JOSEF, again, match_contacts="empty")
        self.assertEqual((anna, self.anna.city), (self.anna, "Graz"))
        self.assertEqual(josef, same)
        self.assertTrue(josef.phone)
        self.load((*self.ANNA[:2], "Wien", ""), match_contacts="empty")
        self.assertEqual(self.anna.city, "Graz")
        self.load((*self.ANNA[:2], "Wien", ""), match_contacts="all")
        self.assertEqual(self.anna.city, "Wien")
        self.assertEqual(self.load((*self.ANNA[:2], "Wels", ""), match_contacts="skip"), self.anna)
        self.assertEqual(self.anna.city, "Wien")

    def test_wrong_key(self):
        result = self.Partner.with_context(match_contacts="perhaps").load(["name"], [["Josef Grubmair"]])
        self.assertFalse(result["ids"])
        self.assertIn("empty, all, skip", result["messages"][0]["message"])

    def test_odoos_own_import_remembers_the_file(self):
        file, _preview = self.upload(b"Name\nJosef Grubmair\n", "Messe.csv")
        result = file.execute_import(["name"], ["name"], {"has_headers": True, "quoting": '"', "separator": ","})
        josef = self.Partner.browse(result["ids"])
        self.assertEqual(josef._origins()[josef.id][0]["source"], "Messe.csv")
        self.assertEqual(self.anna._origins(), {self.anna.id: []})

    def test_origins_by_hand(self):
        steward = new_test_user(self.env, "imports_steward", "customer_data_quality.group_steward")
        self.env["partner.origin"].with_user(steward).create({"partner_id": self.anna.id, "source": "Trade fair"})
        self.assertEqual(self.anna._origins()[self.anna.id][0]["user"], steward.name)
        with self.assertRaises(AccessError):
            self.env["partner.origin"].with_user(self.user).create({"partner_id": self.anna.id, "source": "x"})

    def test_origins_follow_merged_contacts(self):
        josef = self.load(self.JOSEF)
        josef._add_origins("Messe.csv")
        self.env["partner.merge"]._merge(self.anna, josef)
        self.assertEqual([o["source"] for o in self.anna._origins()[self.anna.id]], ["Messe.csv"])


class TestImportRejectedFile(HttpCase, ImportCase):
    def test_rejected_rows(self):
        rows = [["Anna Huber", "Germny", "+43 1 2"], ["Mia", "AT", ""], ["＝A1", "Germny", ""]]
        record = self.start([["Name", "Country", "Phone"], *rows])
        self.authenticate("imports_user", "imports_user")
        url = f"/customer_data_quality/import/{record.id}/rejected"
        response = self.url_open(url)
        self.assertEqual(response.status_code, 200)
        lines = response.content.decode("utf-8-sig").splitlines()
        self.assertEqual(lines[0], "Name,Country,Phone,Reason")
        self.assertTrue(lines[1].startswith("Anna Huber,Germny,'+43 1 2,"), lines[1])
        self.assertTrue(lines[2].startswith("'＝A1,Germny,,"), lines[2])
        self.assertEqual(len(lines), 3)
        new_test_user(self.env, "imports_other", "customer_data_quality.group_user,base.group_partner_manager")
        self.authenticate("imports_other", "imports_other")
        self.assertEqual(self.url_open(url).status_code, 404)
