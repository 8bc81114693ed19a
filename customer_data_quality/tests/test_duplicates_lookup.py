from odoo.tests import new_test_user, tagged

from .common_duplicates import DuplicatesCase


@tagged("-at_install", "post_install")
class TestLookup(DuplicatesCase):
    """Finding the likely duplicates of one contact, or of values."""

    def values(self, **values):
        return {
            "name": "Klara Wiesenthaler",
            "street": "Ahornweg 7",
            "zip": "99987",
            "city": "Neustett",
            "country_id": self.germany.id,
            **values,
        }

    def test_just_created(self):
        one, other = self.person(), self.person()
        self.assertEqual(self.found(one), [other.id])
        self.assertEqual(self.found(other), [one.id])

    def test_values(self):
        one = self.person()
        (match,) = self.Partner._find_duplicates_for_values(self.values())
        self.assertEqual(match["partner_id"], one.id)
        self.assertGreater(match["probability"], 0.9)
        reasons = {reason["field"]: reason for reason in match["reasons"]}
        self.assertEqual(reasons["street"]["level_label"], "Same address")
        self.assertEqual(reasons["street"]["label"], "Street")
        self.assertGreater(reasons["street"]["points"], 0)

    def test_typo_and_umlaut(self):
        one = self.person(name="Jörg Müllenbröck", email="joerg@example.com")
        for name in ("Joerg Muellenbroeck", "Jorg Mullenbrock", "Jörg Müllenbrök", "Müllenbröck, Jörg"):
            with self.subTest(name):
                found = self.Partner._find_duplicates_for_values(self.values(name=name))
                self.assertEqual([match["partner_id"] for match in found], [one.id])

    def test_email_alone(self):
        one = self.person(email="k.wiesenthaler@example.com", street=False, zip=False, city=False)
        found = self.Partner._find_duplicates_for_values(
            {"name": "Klara Wiesenthaler", "email": "K.Wiesenthaler@EXAMPLE.com"}
        )
        self.assertEqual([match["partner_id"] for match in found], [one.id])

    def test_phone_without_country(self):
        """A number typed as at home is read by the country of the contact's company, or of the first one."""
        austria = self.env.ref("base.at")
        self.env["res.company"].search([], limit=1, order="id").country_id = austria
        elsewhere = self.env["res.company"].create({"name": "Elsewhere", "country_id": self.germany.id})
        bare = {"street": False, "zip": False, "city": False}
        one = self.person(phone="+43 664 5885812", **bare, country_id=False)
        other = self.person(name="Jörg Müllenbröck", phone="030/23125-124", country_id=False, company_id=elsewhere.id)
        typed = {"name": "Klara Wiesenthaler", "phone": "0664/5885812"}
        self.assertEqual([each["partner_id"] for each in self.Partner._find_duplicates_for_values(typed)], [one.id])
        typed = {"name": "Jörg Müllenbröck", "phone": "+49 30 23125 124", "company_id": elsewhere.id}
        self.assertEqual([each["partner_id"] for each in self.Partner._find_duplicates_for_values(typed)], [other.id])

    def test_phone_alone(self):
        one = self.person(phone="+49 30 23125 123", street=False, zip=False, city=False)
        found = self.Partner._find_duplicates_for_values(
            {"name": "Klara Wiesenthaler", "phone": "030/23125-123", "country_id": self.germany.id}
        )
        self.assertEqual([match["partner_id"] for match in found], [one.id])

    def test_nothing_known(self):
        self.person()
        for vals in ({}, {"name": False}, {"name": ""}, {"email": "klara"}):
            self.assertEqual(self.Partner._find_duplicates_for_values(vals), [])

    def test_many_values(self):
        one, other = self.person(), self.person(name="Bruno Haslacher")
        found = self.Partner._find_duplicates_for_values(
            [self.values(name="Bruno Haslacher"), {"name": "Nobody Known"}, self.values()]
        )
        self.assertEqual([[match["partner_id"] for match in each] for each in found], [[other.id], [], [one.id]])

    def test_many_contacts(self):
        one, other, alone = self.person(), self.person(), self.person(name="Bruno Haslacher")
        found = (one | other | alone)._find_duplicates()
        self.assertEqual(
            {id_: [match["partner_id"] for match in each] for id_, each in found.items()},
            {one.id: [other.id], other.id: [one.id], alone.id: []},
        )

    def test_best_first_and_limit(self):
        exact = self.person(email="klara@example.com", phone="+49 30 23125 124")
        less = self.person(email="klara@example.com")
        least = self.person()
        vals = self.values(email="klara@example.com", phone="+49 30 23125 124")
        found = [match["partner_id"] for match in self.Partner._find_duplicates_for_values(vals)]
        self.assertEqual(found, [exact.id, less.id, least.id])
        found = self.Partner._find_duplicates_for_values(vals, limit=2)
        self.assertEqual([match["partner_id"] for match in found], [exact.id, less.id])

    def test_threshold(self):
        self.person()
        weak = self.values(street="Birkenallee 12", zip="99986", city="Altstett")
        self.assertEqual(self.Partner._find_duplicates_for_values(weak), [])
        (match,) = self.Partner._find_duplicates_for_values(weak, threshold=0)
        self.assertLess(match["probability"], 0.5)
        self.assertEqual(self.Partner._find_duplicates_for_values(weak, threshold=1), [])

    def test_archived_is_not_proposed(self):
        one, other = self.person(), self.person()
        other.active = False
        self.assertEqual(self.found(one), [])
        other.active = True
        self.assertEqual(self.found(one), [other.id])

    def test_deleted_is_not_proposed(self):
        one, other = self.person(), self.person()
        self.assertEqual(self.found(one), [other.id])
        other.unlink()
        self.assertEqual(self.found(one), [])

    def test_a_company_and_its_person(self):
        company = self.person(name="Wiesenthaler GmbH", is_company=True)
        self.person(name="Klara Wiesenthaler", parent_id=company.id)
        self.assertEqual(self.found(company), [])

    def test_other_company(self):
        mine, yours = self.env["res.company"].create([{"name": "Mine"}, {"name": "Yours"}])
        user = new_test_user(
            self.env, "mine", "customer_data_quality.group_user", company_id=mine.id, company_ids=[(6, 0, mine.ids)]
        )
        of_mine, of_yours, shared = (self.person(company_id=company) for company in (mine.id, yours.id, False))
        partners = self.Partner.with_user(user)
        found = partners._find_duplicates_for_values(self.values())
        self.assertEqual({match["partner_id"] for match in found}, {of_mine.id, shared.id}, "not those of others")
        self.assertEqual(set(self.found(of_mine)), {shared.id}, "of another company even for somebody who sees both")
        self.assertEqual(set(self.found(shared)), {of_mine.id, of_yours.id})

    def test_record_rules_count(self):
        one, other, hidden = self.person(), self.person(), self.person(ref="secret")
        user = new_test_user(self.env, "ruled", "customer_data_quality.group_user")
        self.assertEqual(set(self.found(one.with_user(user))), {other.id, hidden.id})
        self.env["ir.rule"].create(
            {
                "name": "no secrets",
                "model_id": self.env["ir.model"]._get_id("res.partner"),
                "domain_force": "[('ref', '!=', 'secret')]",
            }
        )
        self.assertEqual(self.found(one.with_user(user)), [other.id])

    def test_hostile_text(self):
        texts = ("'; DROP TABLE res_partner; --", "<script>alert(1)</script>", "%s %(a)s {0}", "Ж漢字\u202e", "a\0b")
        for text in (*texts, "x" * 100_000, "1 " * 50_000, "é" * 10_000):
            one = self.person(name=text, street=text, email=text, phone=text, vat=text, website=text[:1000])
            other = self.person(name=text, street=text, email=text, phone=text, vat=text, website=text[:1000])
            with self.subTest(text[:20]):
                self.assertIn(self.found(one), ([], [other.id]))
                self.Partner._find_duplicates_for_values({"name": text, "email": text, "phone": text, "vat": text})

    def test_numbers_where_texts_belong(self):
        one = self.person(zip="99987")
        found = self.Partner._find_duplicates_for_values(self.values(zip=99987, phone=4930))
        self.assertEqual([match["partner_id"] for match in found], [one.id])

    def test_a_common_value_is_no_reason_to_look(self):
        """More contacts than a probe reads share one phone; the one with the same name is found nevertheless."""
        self.Partner.create([{"name": f"Contact{n} Number{n}", "phone": "+49 30 23125 125"} for n in range(1100)])
        one = self.person(phone="+49 30 23125 125")
        found = self.Partner._find_duplicates_for_values(self.values(phone="+49 30 23125 125"))
        self.assertNotIn(one.id, [match["partner_id"] for match in found], "waits: too many were saved at once")
        self.Key._refresh()
        found = self.Partner._find_duplicates_for_values(self.values(phone="+49 30 23125 125"))
        self.assertEqual([match["partner_id"] for match in found], [one.id])

    def test_queries(self):
        one, _other = self.person(), self.person()
        self.found(one)
        self.env.flush_all()
        with self.assertQueryCount(9):
            self.Partner._find_duplicates_for_values(self.values())
        vals_list = [self.values(name=f"Klara{n} Wiesenthaler") for n in range(100)]
        with self.assertQueryCount(9):
            self.Partner._find_duplicates_for_values(vals_list)
