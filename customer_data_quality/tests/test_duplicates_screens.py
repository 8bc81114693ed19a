from unittest.mock import patch

from odoo.exceptions import AccessError
from odoo.tests import TransactionCase, new_test_user, tagged

from ..models.duplicates.screen_group import PartnerDuplicateGroup as ScreenGroup


@tagged("post_install", "-at_install")
class TestDuplicateScreens(TransactionCase):
    """What the screens of duplicates ask the server for."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.Partner = cls.env["res.partner"]
        cls.Group = cls.env["partner.duplicate.group"]
        cls.user = new_test_user(
            cls.env, "duplicates_user", "base.group_partner_manager,customer_data_quality.group_user"
        )
        cls.anna = cls.Partner.create(
            {"name": "Anna Huber", "zip": "8010", "city": "Graz", "email": "Anna@example.com", "ref": "4711"}
        )
        cls.anne = cls.Partner.create({"name": "Anne Huber", "city": "Graz", "email": "anna@example.com"})
        cls.group = cls._group(cls.anna, cls.anne)

    @classmethod
    def _group(cls, *partners):
        return cls.Group.create(
            {
                "certainty": "possible",
                "probability": 0.8,
                "size": len(partners),
                "reasons": "name email",
                "company_id": partners[0].company_id.id,
                "member_ids": [
                    (0, 0, {"partner_id": partner.id, "probability": 0.9 - n / 10})
                    for n, partner in enumerate(partners)
                ],
            }
        )

    def _line(self, review, name):
        return next((line for line in review["fields"] if line["name"] == name), None)

    def test_review(self):
        """Contacts stand in the order of their likeness, with each value that any of them has."""
        review = self.group.with_user(self.user).review()
        self.assertEqual([contact["id"] for contact in review["contacts"]], [self.anna.id, self.anne.id])
        self.assertTrue(review["names_differ"])
        self.assertEqual(self._line(review, "city")["values"], ["8010 Graz", "Graz"])
        self.assertTrue(self._line(review, "city")["differs"])
        self.assertIsNone(self._line(review, "phone"))

    def test_review_same(self):
        """Case, blanks and what is empty make no difference."""
        review = self.group.review()
        self.assertFalse(self._line(review, "email")["differs"])
        self.assertEqual(self._line(review, "ref")["values"], ["4711", ""])
        self.assertFalse(self._line(review, "ref")["differs"])

    def test_review_archived(self):
        """An archived contact is shown as such, and may have no name."""
        self.anne.write({"active": False, "type": "invoice", "name": False, "parent_id": self.anna.id})
        review = self.group.review()
        self.assertEqual([contact["active"] for contact in review["contacts"]], [True, False])

    def test_review_rights(self):
        """Who may not read the contacts gets nothing of them."""
        company = self.env["res.company"].create({"name": "Elsewhere"})
        (self.anna | self.anne).company_id = company
        self.group.company_id = company
        self.env.flush_all()
        with self.assertRaises(AccessError):
            self.group.with_user(self.user).review()

    def test_documents(self):
        """Documents are counted by contact and kind, the most frequent first."""
        self.env["res.partner.bank"].create(
            [{"partner_id": self.anna.id, "acc_number": f"acc {number}"} for number in range(2)]
        )
        with patch.object(ScreenGroup, "_document_models", lambda self: ["res.partner.bank"]):
            counts = self.Group._document_counts(self.anna | self.anne)
        label = self.env["ir.model"]._get("res.partner.bank").name
        self.assertEqual(counts, {self.anna.id: [{"label": label, "count": 2}]})

    def test_document_models(self):
        """Counted are documents of installed apps that the user may read, not what is merely linked."""
        names = self.Group.with_user(self.user)._document_models()
        self.assertFalse({"res.users", "res.partner", "partner.duplicate.member"} & set(names))
        for name in names:
            self.assertTrue(self.env[name].with_user(self.user).has_access("read"), name)

    def test_place(self):
        """Each place once, in the order of the contacts."""
        self.assertEqual(self.group.place, "Graz")
        self.anne.city = "Wien"
        self.assertEqual(self.group.place, "Graz, Wien")

    def test_list(self):
        """The number of queries does not grow with the groups of a list."""
        groups = self.group
        for number in range(6):
            groups += self._group(*self.Partner.create([{"name": f"Listig {number}"} for _n in range(2)]))

        def queries(shown):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            read = shown.with_user(self.user).read(["partner_ids", "name", "place"])
            self.assertEqual(set(read[0]["partner_ids"]), set(shown[0].member_ids.partner_id.ids))
            return self.env.cr.sql_log_count - before

        queries(groups)
        self.assertEqual(queries(groups), queries(groups[:2]))

    def test_open_duplicates(self):
        """The button on a contact leads to the group it is in."""
        action = self.anna.with_user(self.user).action_open_duplicates()
        self.assertEqual((action["res_model"], action["res_id"]), ("partner.duplicate.group", self.group.id))

    def test_typing_odd_values(self):
        """What a program sends where the id of a record belongs is no reason to fail, and finds nobody less."""
        partners = self.Partner.with_user(self.user)
        typed = {"name": "Anna Huber", "email": "anna@example.com", "zip": "8010", "city": "Graz"}
        for odd in ("abc", [1, "x"], {"id": 1}, 1 << 40, -1, True, 1.5):
            for name in ("parent_id", "country_id", "company_id", "id"):
                with self.subTest(name, odd=odd):
                    partner_id = odd if name == "id" else False
                    found = partners.duplicates_while_typing({**typed, name: odd}, partner_id)
                    self.assertIn(self.anna.id, [match["id"] for match in found])

    def test_dismissed_one_is_gone(self):
        """A contact that was deleted while the form was open does not keep the new one from being saved."""
        gone = self.Partner.create({"name": "Emil"})
        gone.unlink()
        contact = self.Partner.create({"name": "Hanna Huber", "duplicates_dismissed": [gone.id, self.anna.id]})
        verdict = self.env["partner.duplicate.verdict"].search([("partner_b_id", "=", contact.id)])
        self.assertEqual((verdict.partner_a_id, verdict.verdict), (self.anna, "different"))

    def test_dismissed(self):
        """What is dismissed while typing is noted with the contact; nothing is left to show."""
        contact = self.Partner.with_user(self.user).create(
            {"name": "Hanna Huber", "duplicates_dismissed": [self.anna.id, "x", True, None]}
        )
        verdict = self.env["partner.duplicate.verdict"].search([("partner_b_id", "=", contact.id)])
        self.assertEqual((verdict.partner_a_id, verdict.verdict), (self.anna, "different"))
        self.assertFalse(contact.duplicates_dismissed)

    def test_curve(self):
        """Each step counts the pairs from there on, and how many of them are expected to be right."""
        self.env.cr.execute("DELETE FROM partner_duplicate_pair")
        self.env.cr.execute(
            "INSERT INTO partner_duplicate_pair (partner_a, partner_b, score) VALUES (1, 2, 20), (1, 3, 0), (2, 3, 20)"
        )
        model = self.env["partner.match.model"].search([], limit=1)
        points = model.precision_curve()
        self.assertEqual([(point["threshold"], point["pairs"]) for point in points], [(20, 2), (0, 3)])
        self.assertAlmostEqual(points[0]["precision"], 1)
        self.assertAlmostEqual(points[1]["precision"], 2.5 / 3)

    def test_curve_empty(self):
        """Before the first search there is no curve."""
        self.env.cr.execute("DELETE FROM partner_duplicate_pair")
        model = self.env["partner.match.model"].search([], limit=1)
        self.assertEqual(model.precision_curve(), [])

    def test_curve_rights(self):
        """The curve spans all companies: it is for those who may see how matching is set."""
        model = self.env["partner.match.model"].search([], limit=1)
        with self.assertRaises(AccessError):
            model.with_user(self.user).precision_curve()

    def test_learning_report(self):
        """What learning has changed is told in words, and to nobody who may not see how matching is set."""
        model = self.env["partner.match.model"].search([], limit=1)
        model.report = [{"field": "email", "level": "same", "points": 0.5, "verdicts": 12}]
        self.assertEqual(
            model.learning_report(),
            [{"label": "Email", "level_label": "Same email", "points": 0.5, "verdicts": 12}],
        )
        with self.assertRaises(AccessError):
            model.with_user(self.user).learning_report()

    def test_form_without_role(self):
        """Who has no role of the add-on gets the form as it was."""
        colleague = new_test_user(self.env, "duplicates_nobody", "base.group_user,base.group_partner_manager")
        arch = self.Partner.with_user(colleague).get_view(self.env.ref("base.view_partner_form").id, "form")["arch"]
        self.assertNotRegex(arch, "duplicates?_")
        arch = self.Partner.with_user(self.user).get_view(self.env.ref("base.view_partner_form").id, "form")["arch"]
        self.assertIn("duplicate_banner", arch)
