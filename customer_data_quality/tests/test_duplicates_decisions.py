from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged

from .common_duplicates import DuplicatesCase


@tagged("-at_install", "post_install")
class TestDecisions(DuplicatesCase):
    """What people decide about groups and pairs, and what becomes of it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.user = new_test_user(cls.env, "duplicates_user", "customer_data_quality.group_user")
        cls.steward = new_test_user(cls.env, "duplicates_steward", "customer_data_quality.group_steward")

    def setUp(self):
        super().setUp()
        self.one, self.two, self.three = self.person(), self.person(), self.person()
        self.scan(full=True)
        self.group = self.one.duplicate_group_id.with_user(self.user)

    def scan(self, **options):
        self.env.flush_all()
        self.Group._scan(**options)

    def verdicts(self, state="active"):
        found = self.Verdict.search([("state", "=", state)])
        return {(verdict.partner_a_id.id, verdict.partner_b_id.id) for verdict in found}

    def test_none_are_duplicates(self):
        activity = self.group.sudo().activity_schedule("mail.mail_activity_data_todo", user_id=self.env.uid)
        self.group.action_not_duplicates(note="three sisters")
        self.assertEqual(self.group.state, "dismissed")
        self.assertEqual(self.group.decision_user_id, self.user)
        self.assertTrue(self.group.decision_date)
        self.assertFalse(activity.active, "what was planned is done")
        self.assertEqual(len(self.verdicts()), 3)
        verdict = self.Verdict.search([], limit=1)
        self.assertEqual(verdict.user_id, self.user)
        self.assertEqual(verdict.note, "three sisters")
        self.assertGreater(verdict.score, 0)
        self.assertFalse(self.one.duplicate_group_id)
        self.assertEqual(self.found(self.one), [])
        for full in (False, True):
            self.scan(full=full)
            self.assertEqual(self.groups_of(self.one | self.two | self.three), [], "dismissed pairs stay away")
        self.assertTrue(self.group.exists(), "a decision is kept")
        self.assertEqual(len(self.group.member_ids), 3)

    def test_taken_back(self):
        self.group.action_not_duplicates()
        self.group.action_reopen()
        self.assertEqual(self.group.state, "open")
        self.assertFalse(self.group.decision_user_id)
        self.assertEqual(self.verdicts(), set())
        self.assertEqual(len(self.verdicts("withdrawn")), 3)
        self.assertEqual(self.groups_of(self.one), [{self.one.id, self.two.id, self.three.id}])
        self.assertEqual(self.one.duplicate_group_id, self.group)
        self.assertEqual(set(self.found(self.one)), {self.two.id, self.three.id})

    def test_one_does_not_belong(self):
        self.group.action_not_duplicates([self.three.id])
        self.assertEqual(self.group.state, "open")
        self.assertEqual(self.verdicts(), {(self.one.id, self.three.id), (self.two.id, self.three.id)})
        self.assertEqual(self.one.duplicate_group_id, self.group)
        self.assertEqual(self.groups_of(self.one), [{self.one.id, self.two.id}])
        self.assertEqual(self.group.size, 2)
        self.group.action_reopen()
        self.assertEqual(self.groups_of(self.three), [{self.one.id, self.two.id, self.three.id}])

    def test_two_do_not_belong(self):
        """They are taken out of the group, but may be the same as each other."""
        fourth = self.person()
        self.scan()
        self.group.action_not_duplicates([self.three.id, fourth.id])
        self.assertEqual(
            sorted(map(sorted, self.groups_of(self.one | fourth))),
            [[self.one.id, self.two.id], [self.three.id, fourth.id]],
        )

    def test_all_but_one_do_not_belong(self):
        self.group.action_not_duplicates([self.two.id, self.three.id])
        self.assertEqual(self.verdicts(), {(self.one.id, self.two.id), (self.one.id, self.three.id)})
        self.assertEqual(self.groups_of(self.two), [{self.two.id, self.three.id}])

    def test_decided_twice(self):
        self.group.action_not_duplicates()
        with self.assertRaisesRegex(UserError, "decided already"):
            self.group.action_not_duplicates()

    def test_reopened_when_a_compared_value_changes(self):
        self.group.action_not_duplicates()
        self.two.ref = "4711"
        self.scan()
        self.assertEqual(len(self.verdicts()), 3, "not a compared value")
        self.two.phone = "+49 30 23125 130"
        self.scan()
        self.assertEqual(self.verdicts(), {(self.one.id, self.three.id)})
        self.assertEqual(len(self.verdicts("reopened")), 2)
        (group,) = self.groups_of(self.two)
        self.assertIn(self.two.id, group)
        self.assertEqual(len(group), 2)
        self.assertEqual(self.two.duplicate_group_id, self.group, "the same group, open again")

    def test_withdraw_and_restore_one(self):
        self.group.action_not_duplicates()
        verdict = self.Verdict.search([("partner_a_id", "=", self.one.id), ("partner_b_id", "=", self.two.id)])
        verdict.with_user(self.user).action_withdraw()
        self.assertEqual(verdict.state, "withdrawn")
        self.assertEqual(self.groups_of(self.one), [{self.one.id, self.two.id}])
        verdict.with_user(self.user).action_restore()
        self.assertEqual(verdict.state, "active")
        self.assertEqual(self.groups_of(self.one), [])

    def test_same(self):
        """Who says that two are the same is believed, whatever the values say."""
        other = self.person(name="Emil Steiner", street="Birkenallee 1", zip="99900", city="Hochstett")
        self.assertEqual(self.groups_of(other), [])
        self.Verdict._decide([(other.id, self.one.id)], "same")
        self.Group._regroup_live([other.id])
        self.assertEqual(len(self.groups_of(other)[0] & {self.one.id, other.id}), 2)

    def test_mark_different(self):
        self.one.with_user(self.user).duplicates_mark_different([self.two.id], note="twins")
        self.assertEqual(self.verdicts(), {(self.one.id, self.two.id)})
        self.assertEqual(self.found(self.one), [self.three.id])
        self.one.duplicates_mark_different([self.one.id])
        self.assertEqual(self.verdicts(), {(self.one.id, self.two.id)}, "nobody differs from itself")

    def test_explain(self):
        self.two.write({"phone": "+49 30 23125 131", "street": "Ahornweg 8"})
        explanation = self.group.explain(self.one.id, self.two.id)
        rows = {row["field"]: row for row in explanation["rows"]}
        self.assertEqual((rows["street"]["value_a"], rows["street"]["value_b"]), ("Ahornweg 7", "Ahornweg 8"))
        self.assertEqual(rows["city"]["level_label"], "Same city")
        self.assertAlmostEqual(explanation["total"], sum(row["points"] for row in rows.values()), 1)
        self.assertEqual(max(abs(row["share"]) for row in rows.values()), 1)
        self.assertTrue(0 < explanation["probability"] < 1)

    def test_open_contacts(self):
        action = self.group.action_open_contacts()
        self.assertEqual(len(self.env[action["res_model"]].search(action["domain"])), 3)

    def test_merge(self):
        with self.assertRaises(AccessError):
            self.group.action_merge()
        partners = self.one | self.two | self.three
        params = self.group.with_user(self.steward).action_merge()["params"]
        self.assertEqual(params, {"partner_ids": partners.ids, "group_id": self.group.id, "left": 0})
        merges = self.env["partner.merge"].with_user(self.steward)
        merges.merge_contacts(params["partner_ids"], self.two.id, group_id=params["group_id"])
        survivor = self.two
        self.assertEqual(partners.filtered("active"), survivor)
        self.assertEqual(self.group.state, "done")
        self.assertEqual(self.group.sudo().member_ids.partner_id, survivor)
        self.scan(full=True)
        self.assertTrue(self.group.exists(), "what was done is kept")
        self.assertFalse(survivor.duplicate_group_id)

    def test_merge_keeps_decisions(self):
        other, friend = self.person(name="Clara Wiesenthaler"), self.person(name="Klaro Wiesenthaler")
        other.duplicates_mark_different([self.one.id, self.three.id, friend.id])
        self.one.duplicates_mark_different([self.two.id])
        self.env["base.partner.merge.automatic.wizard"]._merge([self.one.id, self.two.id, self.three.id], self.two)
        decided = {frozenset((verdict.partner_a_id.id, verdict.partner_b_id.id)) for verdict in self.Verdict.search([])}
        self.assertEqual(decided, {frozenset((self.two.id, other.id)), frozenset((other.id, friend.id))})

    def test_deleted_contacts_leave_their_group(self):
        self.three.unlink()
        self.assertEqual(self.group.size, 2)
        self.two.unlink()
        self.assertFalse(self.group.exists())

    def test_count_and_search(self):
        self.assertEqual(self.one.with_user(self.user).duplicate_count, 2)
        alone = self.person(name="Bruno Haslacher")
        self.assertEqual(alone.duplicate_count, 0)
        partners = self.one | self.two | self.three
        everybody = partners | alone
        inside = [("id", "in", everybody.ids)]
        for domain, found in (
            ([("duplicate_count", ">", 0)], partners),
            ([("duplicate_count", ">=", 0)], everybody),
            ([("duplicate_count", "=", 2)], partners),
            ([("duplicate_count", "=", 1)], alone.browse()),
            ([("duplicate_count", "=", 0)], alone),
            ([("duplicate_count", "<", 3)], everybody),
            ([("duplicate_count", "!=", 2)], alone),
            ([("duplicate_group_id", "!=", False)], partners),
            ([("duplicate_group_id", "=", False)], alone),
            ([("duplicate_group_id", "=", self.group.id)], partners),
            ([("duplicate_group_id.certainty", "=", "certain")], partners),
        ):
            with self.subTest(domain):
                self.assertEqual(self.Partner.with_user(self.user).search(inside + domain), found)

    def test_count_in_one_query(self):
        partners = self.one | self.two | self.three
        partners.mapped("duplicate_count")
        self.env.invalidate_all()
        with self.assertQueryCount(4):
            partners.mapped("duplicate_count")

    def test_search_by_name(self):
        self.assertEqual(self.Group.search([("name", "ilike", "wiesenthal")]), self.group)
        self.assertEqual(self.Group.search([("partner_ids", "=", self.two.id)]), self.group)
        self.assertEqual(self.Group.name_search("Wiesenthaler"), [(self.group.id, "Klara Wiesenthaler")])

    def test_typing(self):
        partners = self.Partner.with_user(self.user)
        values = {"name": "Klara Wiesenthaler", "street": "Ahornweg 7", "zip": "99987", "city": "Neustett"}
        match = partners.duplicates_while_typing({**values, "country_id": self.germany.id}, limit=1)
        self.assertEqual(len(match), 1)
        self.assertEqual(match[0]["name"], "Klara Wiesenthaler")
        self.assertEqual(match[0]["facts"], "99987 Neustett")
        self.assertEqual(match[0]["certainty"], "certain")
        self.assertIn("Same city", match[0]["reasons"])
        found = partners.duplicates_while_typing(values, self.one.id)
        self.assertNotIn(self.one.id, [each["id"] for each in found], "a contact is no duplicate of itself")
        self.one.duplicates_mark_different([self.two.id])
        found = partners.duplicates_while_typing(values, self.one.id)
        self.assertEqual([each["id"] for each in found], [self.three.id])
