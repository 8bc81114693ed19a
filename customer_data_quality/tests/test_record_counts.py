"""Numbers on the buttons of a contact's form."""

from odoo.tests import TransactionCase, new_test_user, tagged

NUMBERS = ("merge_count", "consent_count", "privacy_request_count", "review_proposal_count", "duplicate_count")


@tagged("post_install", "-at_install")
class TestRecordCounts(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.one, cls.twin, cls.plain = cls.env["res.partner"].create(
            [{"name": f"Zählwerk {number}"} for number in range(3)]
        )
        roles = ("base.group_user", *(f"customer_data_quality.group_{name}" for name in ("merge", "privacy_officer")))
        cls.merger = new_test_user(cls.env, "count-merger", ",".join(roles))
        cls.user = new_test_user(cls.env, "count-user", "base.group_user,customer_data_quality.group_user")

    def numbers(self, partner, names=NUMBERS, user=None):
        self.env.flush_all()
        self.env.invalidate_all()
        return partner.with_user(user or self.merger).read(list(names))[0]

    def test_numbers(self):
        self.assertEqual([self.numbers(self.one)[name] for name in NUMBERS], [0, 0, 0, 0, 0])
        self.env["partner.merge"]._merge(self.one, self.twin, reason="Test")
        for kind in ("access", "rectification"):
            self.env["partner.privacy.request"].create({"kind": kind, "partner_id": self.one.id})
        numbers = self.numbers(self.one | self.plain)
        self.assertEqual([numbers[name] for name in NUMBERS], [1, 0, 2, 0, 0])
        self.assertEqual((self.one | self.plain).mapped("privacy_request_count"), [2, 0])

    def test_an_undone_merge_does_not_count(self):
        merge = self.env["partner.merge"]._merge(self.one, self.twin, reason="Test")
        merge.action_undo()
        self.assertEqual(self.numbers(self.one)["merge_count"], 0)

    def test_fields_of_other_roles_are_in_nobodys_way(self):
        """All numbers are counted together; who may not see merges is not refused the others."""
        self.env["partner.merge"]._merge(self.one, self.twin, reason="Test")
        self.assertEqual(self.numbers(self.one, ["consent_count"], self.user)["consent_count"], 0)
        self.assertNotIn("merge_count", self.user.with_user(self.user).env["res.partner"].fields_get())

    def test_only_what_the_user_may_read_counts(self):
        rule = {
            "name": "no requests",
            "model_id": self.env["ir.model"]._get_id("partner.privacy.request"),
            "domain_force": "[(0, '=', 1)]",
        }
        self.env["partner.privacy.request"].create({"kind": "access", "partner_id": self.one.id})
        self.assertEqual(self.numbers(self.one)["privacy_request_count"], 1)
        self.env["ir.rule"].create(rule)
        self.assertEqual(self.numbers(self.one)["privacy_request_count"], 0)

    def test_nothing_there_is_one_look(self):
        self.numbers(self.plain)
        self.env.invalidate_all()
        partner = self.plain.with_user(self.merger)
        self.assertEqual(partner.name, "Zählwerk 2")
        with self.assertQueryCount(1):
            self.assertEqual([partner[name] for name in NUMBERS], [0, 0, 0, 0, 0])

    def test_likely_duplicates(self):
        self.env["partner.duplicate.group"].create(
            {
                "certainty": "possible",
                "size": 2,
                "member_ids": [(0, 0, {"partner_id": partner.id}) for partner in (self.one, self.twin)],
            }
        )
        self.assertEqual(self.numbers(self.one)["duplicate_count"], 1)
        self.assertEqual((self.one | self.plain).mapped("duplicate_count"), [1, 0])

    def test_what_only_few_have_is_one_look(self):
        """Nobody asks for access rights to lines that are not there."""
        partners = (self.one | self.plain).with_user(self.user)
        self.assertEqual(partners.mapped("name"), ["Zählwerk 0", "Zählwerk 2"])
        with self.assertQueryCount(1):
            self.assertFalse(partners.import_origin_ids)
        self.one._add_origins("A fair")
        self.assertEqual(partners[0].import_origin_ids.source, "A fair")
        self.assertFalse(partners[1].import_origin_ids)

    def test_settings_are_not_read_along(self):
        """Every request reads the company and the user; what the add-on keeps there is of use to few."""
        for model in ("res.company", "res.users"):
            ours = {
                name
                for name, field in self.env[model]._fields.items()
                if field._module == "customer_data_quality" and field.column_type and field.store
            }
            self.assertTrue(ours)
            along = {name for name in ours if self.env[model]._fields[name].prefetch is True}
            self.assertFalse(along, "give them prefetch='customer_data_quality'")

    def test_order_of_classes(self):
        """Known without working it out, and the same."""
        contacts = self.registry["res.partner"]
        self.assertEqual(contacts.mro(), type.mro(contacts))

    def test_unsaved(self):
        self.assertEqual(self.env["res.partner"].new({"name": "?"}).merge_count, 0)
