from odoo.exceptions import AccessError
from odoo.tests import new_test_user, tagged

from .common_duplicates import DuplicatesCase

SYSTEM = (
    "partner.match.key",
    "partner.match.pending",
    "partner.match.frequency",
    "partner.duplicate.todo",
    "partner.duplicate.touched",
    "partner.duplicate.pair",
    "partner.duplicate.batch",
)


@tagged("-at_install", "post_install")
class TestRights(DuplicatesCase):
    """Nobody learns of contacts that he may not read."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.companies = cls.env["res.company"].create([{"name": name} for name in ("Anton", "Berta", "Cäsar")])
        cls.users = [
            new_test_user(
                cls.env,
                f"user_of_{company.name}",
                "customer_data_quality.group_user",
                company_id=company.id,
                company_ids=[(6, 0, company.ids)],
            )
            for company in cls.companies
        ]
        cls.steward = new_test_user(cls.env, "the_steward", "customer_data_quality.group_steward")
        cls.manager = new_test_user(cls.env, "the_manager", "customer_data_quality.group_manager")
        cls.employee = new_test_user(cls.env, "an_employee", "base.group_user")
        cls.portal = new_test_user(cls.env, "a_customer", "base.group_portal")
        cls.employee.group_ids -= cls.env.ref("customer_data_quality.group_user")

    def setUp(self):
        super().setUp()
        self.pairs = [
            (self.person(company_id=company.id), self.person(company_id=company.id)) for company in self.companies
        ]
        self.scan()
        self.groups = [one.duplicate_group_id for one, _other in self.pairs]

    def scan(self):
        self.env.flush_all()
        self.Group._scan(full=True)

    def test_each_company_has_its_group(self):
        self.assertEqual([group.company_id for group in self.groups], list(self.companies))
        for user, group, (one, other) in zip(self.users, self.groups, self.pairs, strict=True):
            found = self.Group.with_user(user).search([])
            self.assertEqual(found, group)
            self.assertEqual(self.Group.with_user(user).search_count([]), 1)
            self.assertEqual(found.name, "Klara Wiesenthaler")
            self.assertEqual(found.partner_ids, one | other)
            self.assertEqual(self.Group.with_user(user).scan_progress()["groups"], 1)
            self.assertEqual(one.with_user(user).duplicate_count, 1)
            self.assertEqual(self.found(one.with_user(user)), [other.id])
            self.assertEqual(self.Group.with_user(user)._read_group([], ["certainty"], ["__count"]), [("certain", 1)])

    def test_of_others_nothing(self):
        user, foreign = self.users[0], self.groups[1]
        one, other = self.pairs[1]
        group = foreign.with_user(user)
        for forbidden in (
            lambda: group.read(["name"]),
            lambda: group.action_not_duplicates(),
            lambda: group.action_reopen(),
            lambda: group.action_open_contacts(),
            lambda: group.explain(one.id, other.id),
            lambda: self.groups[0].with_user(user).explain(one.id, other.id),
            lambda: self.pairs[0][0].with_user(user).duplicates_mark_different([one.id]),
            lambda: self.Verdict.with_user(user).create(
                {"partner_a_id": one.id, "partner_b_id": other.id, "verdict": "different"}
            ),
        ):
            with self.assertRaises(AccessError):
                forbidden()
        members = self.env["partner.duplicate.member"].with_user(user)
        self.assertEqual(members.search([]).partner_id, self.pairs[0][0] | self.pairs[0][1])

    def test_a_contact_hidden_by_a_rule_of_the_database(self):
        """Groups and decisions go by what may be read, whatever decides on that."""
        user = self.users[0]
        one, other = self.pairs[0]
        other.ref = "secret"
        one.duplicates_mark_different([self.person(company_id=self.companies[0].id, ref="secret").id])
        verdicts = self.Verdict.with_user(user)
        self.assertEqual(len(verdicts.search([])), 1)
        self.env["ir.rule"].create(
            {
                "name": "no secrets",
                "model_id": self.env["ir.model"]._get_id("res.partner"),
                "domain_force": "[('ref', '!=', 'secret')]",
            }
        )
        self.assertFalse(self.Group.with_user(user).search([]))
        self.assertFalse(self.env["partner.duplicate.member"].with_user(user).search([]))
        self.assertFalse(verdicts.search([]))
        self.assertEqual(one.with_user(user).duplicate_count, 0)
        with self.assertRaises(AccessError):
            self.groups[0].with_user(user).read(["name"])
        with self.assertRaises(AccessError):
            self.Verdict.search([]).with_user(user).read(["note"])
        with self.assertRaises(AccessError):
            self.groups[0].member_ids.with_user(user).read(["probability"])

    def test_archived_contacts_hide_nothing(self):
        _one, other = self.pairs[0]
        other.active = False
        self.assertTrue(self.groups[0].with_user(self.users[0]).read(["size"]))

    def test_what_the_system_works_with(self):
        for name in SYSTEM:
            for user in (self.users[0], self.steward, self.portal, self.employee):
                with self.assertRaises(AccessError):
                    self.env[name].with_user(user).search([])
            self.assertFalse(self.env[name].with_user(self.manager).search([]), name)

    def test_roles(self):
        user = self.users[0]
        scans, models, words = (
            self.env[name] for name in ("partner.duplicate.scan", "partner.match.model", "partner.match.word")
        )
        for model in (scans, models, words):
            self.assertFalse(model.with_user(user).has_access("read"))
            self.assertTrue(model.with_user(self.steward).has_access("read"))
            self.assertFalse(model.with_user(self.steward).has_access("write"))
        for model in (models, words):
            self.assertTrue(model.with_user(self.manager).has_access("write"))
        with self.assertRaises(AccessError):
            self.Group.with_user(user).action_scan()
        self.Group.with_user(self.steward).action_scan()
        for outsider in (self.portal, self.employee):
            for model in (self.Group, self.Verdict, self.env["partner.duplicate.member"]):
                self.assertFalse(model.with_user(outsider).has_access("read"))
            with self.assertRaises(AccessError):
                self.Group.with_user(outsider).scan_progress()
            with self.assertRaises(AccessError):
                self.Partner.with_user(outsider).duplicates_while_typing({"name": "Klara Wiesenthaler"})
            with self.assertRaises(AccessError):
                self.pairs[0][0].with_user(outsider).duplicates_mark_different([self.pairs[0][1].id])
