from odoo.tests import new_test_user, tagged

from .common_silos import SilosCase


@tagged("-at_install", "post_install")
class TestMap(SilosCase):
    """How many people are where, how many are connected, and who is known in several places."""

    def test_map(self):
        second = self.Source.create(
            {
                "name": "Second",
                "model": "x_silo_visit",
                "email_field": "x_email",
                "partner_field": "x_partner_id",
                "domain": "[('x_name', '=', 'Klara Wiesenthaler')]",
            }
        )
        partner = self.person()
        self.visit(email="a@new.example", partner_id=partner.id)
        self.visit("Otto", email="otto@new.example")
        self.scan()
        data = self.Source.map_data()
        shown = {source["id"]: source for source in data["sources"]}
        self.assertEqual((shown[self.source.id]["people"], shown[self.source.id]["connected"]), (2, 1))
        self.assertEqual(shown[self.source.id]["unknown"], 1)
        self.assertEqual((shown[second.id]["people"], shown[second.id]["connected"]), (1, 1))
        self.assertEqual(data["overlaps"], [{"a": self.source.id, "b": second.id, "people": 1}])
        self.assertEqual(data["share"], 66.7)
        self.assertAlmostEqual(self.Source._connected_share(), 2 / 3)
        self.assertEqual(len(data["trend"]), 1)
        self.scan()
        self.assertEqual(len(self.Source.map_data()["trend"]), 1, "a second search on the day replaces the first")

    def test_companies(self):
        theirs = self.env["res.company"].create({"name": "Theirs"})
        partner = self.person()
        self.visit(email="a@new.example", partner_id=partner.id, company_id=theirs.id)
        self.visit(email="b@new.example", company_id=self.env.company.id)
        self.scan()
        self.assertEqual(self.Source._connected_share(theirs), 1)
        self.assertEqual(self.Source._connected_share(self.env.company), 0)
        self.assertEqual(self.Source._connected_share(), 0.5)

    def test_nothing_yet(self):
        self.env["partner.silo.snapshot"].search([]).unlink()
        self.assertIsNone(self.Source._connected_share())
        self.assertIs(self.Source.map_data()["share"], False)

    def test_only_places_that_the_user_may_read(self):
        user = new_test_user(self.env, "silo_map_user", "customer_data_quality.group_user")
        self.visit(email="a@new.example")
        self.scan()
        data = self.Source.with_user(user).map_data()
        self.assertTrue(data["sources"])
        self.assertFalse(data["is_partial"])
        self.env["ir.model.access"].search([("name", "=", "x_silo_visit")]).unlink()
        data = self.Source.with_user(user).map_data()
        self.assertEqual((data["sources"], data["is_partial"]), ([], True))
        self.assertFalse(self.env["partner.silo.record"].with_user(user).search([]))
