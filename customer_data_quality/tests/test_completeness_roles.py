from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import Form, new_test_user, tagged

from .common import QualityCase

GROUPS = {
    "user": "customer_data_quality.group_user",
    "steward": "customer_data_quality.group_steward",
    "privacy": "customer_data_quality.group_privacy_officer",
    "manager": "customer_data_quality.group_manager",
}
CHANGES = ("write", "create", "unlink")


@tagged("-at_install", "post_install")
class TestRoles(QualityCase):
    """Each role can do what it should, and no more."""

    def setUp(self):
        super().setUp()
        self.profile = self.make_profile(self.filled("email", name="E-mail"), self.filled("phone"))
        self.partner = self.Partner.create({"name": "Anna Huber", "email": "anna@example.com"})
        self.users = {
            role: new_test_user(self.env, f"role-{role}", groups=f"{group},base.group_partner_manager")
            for role, group in GROUPS.items()
        }
        self.employee = new_test_user(self.env, "role-employee", groups="base.group_user,base.group_partner_manager")
        self.employee.group_ids = [
            Command.set((self.env.ref("base.group_user") + self.env.ref("base.group_partner_manager")).ids)
        ]
        self.outsiders = {
            "portal": new_test_user(self.env, "role-portal", groups="base.group_portal"),
            "public": new_test_user(self.env, "role-public", groups="base.group_public"),
        }
        self.env.flush_all()

    def models(self):
        """The add-on's own models that keep data."""
        names = self.env["ir.model.data"].search([("module", "=", "customer_data_quality"), ("model", "=", "ir.model")])
        models = self.env["ir.model"].browse(names.mapped("res_id"))
        return [model for model in models if model.model in self.env and model.model.startswith("partner.quality")]

    def test_every_model_has_access_rights(self):
        self.assertGreaterEqual(len(self.models()), 5)
        for model in self.models():
            with self.subTest(model=model.model):
                self.assertTrue(model.access_ids, "without rights nobody but the superuser gets in")
                self.assertFalse(model.access_ids.filtered(lambda access: not access.group_id), "rights of everybody")
                ours = self.env["res.groups"].browse(self.env.ref(group).id for group in GROUPS.values())
                self.assertLessEqual(model.access_ids.group_id, ours)

    def test_every_model_about_contacts_or_companies_has_a_record_rule(self):
        for model in self.models():
            fields = self.env[model.model]._fields
            if "partner_id" in fields or "company_id" in fields:
                with self.subTest(model=model.model):
                    self.assertTrue(self.env["ir.rule"].search([("model_id", "=", model.id)]))

    def test_who_may_change_rules_and_profiles(self):
        rights = {"user": (), "privacy": (), "steward": CHANGES, "manager": CHANGES}
        for role, allowed in rights.items():
            for records in (self.profile, self.profile.rule_ids):
                records = records.with_user(self.users[role])
                with self.subTest(role=role, model=records._name):
                    self.assertTrue(records.has_access("read"))
                    self.assertTrue(records.mapped("name"))
                    self.assertEqual(tuple(right for right in CHANGES if records.has_access(right)), allowed)
        with self.assertRaises(AccessError):
            self.profile.rule_ids[0].with_user(self.users["user"]).weight = 1
        self.profile.rule_ids[0].with_user(self.users["steward"]).weight = 1

    def test_nobody_changes_scores_or_snapshots(self):
        self.env["partner.quality.snapshot"]._take()
        for role, user in self.users.items():
            for name in ("partner.quality", "partner.quality.pending", "partner.quality.snapshot"):
                records = self.env[name].with_user(user)
                with self.subTest(role=role, model=name):
                    self.assertFalse([right for right in CHANGES if records.has_access(right)])

    def test_who_sees_snapshots(self):
        for role, seen in {"user": False, "privacy": False, "steward": True, "manager": True}.items():
            snapshots = self.env["partner.quality.snapshot"].with_user(self.users[role])
            self.assertEqual(snapshots.has_access("read"), seen, role)

    def test_user_reads_scores(self):
        for role, user in self.users.items():
            with self.subTest(role=role):
                partner = self.partner.with_user(user)
                self.assertEqual((partner.quality_score, partner.quality_grade), (50, "E"))
                self.assertEqual(partner.quality_gap_ids.mapped("name"), ["phone"])
                self.assertEqual(partner.quality_live["score"], 50)
                self.assertEqual(partner.quality_profile_id.name, "Test profile")
                self.assertIn(partner, partner.search([("quality_score", "=", 50)], order="quality_score"))

    def test_others_do_not_see_that_scores_exist(self):
        for role, user in {**self.outsiders, "employee": self.employee}.items():
            with self.subTest(role=role):
                partners = self.Partner.with_user(user)
                self.assertFalse([name for name in partners.fields_get() if name.startswith("quality_")])
                for name in ("quality_score", "quality_gap_ids", "quality_live", "quality_id"):
                    with self.assertRaises(AccessError):
                        user.partner_id.with_user(user).read([name])
                    with self.assertRaises(AccessError):
                        partners.search([(name, "!=", False)])
                for group_by, aggregate in (("quality_grade", "__count"), ("name", "quality_score:avg")):
                    with self.assertRaises(AccessError):
                        partners.formatted_read_group([], [group_by], [aggregate])
                with self.assertRaises(AccessError):
                    partners.web_search_read([], {"name": {}}, order="quality_score")
                with self.assertRaises(AccessError):
                    self.env["res.users"].with_user(user).search([], order="quality_score")
                for model in ("partner.quality", "partner.quality.rule", "partner.quality.profile"):
                    with self.assertRaises(AccessError):
                        self.env[model].with_user(user).search([])

    def test_employee_without_the_role_saves_contacts_that_are_scored(self):
        partners = self.Partner.with_user(self.employee)
        with Form(partners) as form:
            form.name = "By an employee"
        partner = form.record.sudo()
        self.assertEqual(self.row(partner)["score"], 0)
        with Form(partner.with_user(self.employee)) as form:
            self.assertNotIn("quality_live", form._view["fields"])
            form.email = "employee@example.com"
        self.assertEqual(self.row(partner)["score"], 50)
        partner.with_user(self.employee).write({"phone": "+43 1 5050100"})
        self.assertEqual(self.row(partner)["score"], 100)

    def test_portal_user_changes_own_address_and_is_scored(self):
        user = self.outsiders["portal"]
        user.partner_id.write({"phone": False, "email": "portal@example.com"})
        self.assertEqual(self.row(user.partner_id)["score"], 50)
        user.partner_id.with_user(user).sudo().write({"phone": "+43 1 5050100"})
        self.assertEqual(self.row(user.partner_id)["score"], 100)

    def test_counts_hold_only_what_the_user_may_see(self):
        branch = self.env["res.company"].create({"name": "Branch AG"})
        phone = self.profile.rule_ids[1]
        before = phone.with_user(self.users["steward"]).failing_count
        contacts = self.profile.with_user(self.users["steward"]).contact_count
        self.Partner.create([{"name": f"Secret {n}", "company_id": branch.id} for n in range(3)])
        self.env.invalidate_all()
        self.assertEqual(phone.with_user(self.users["steward"]).failing_count, before)
        self.assertEqual(self.profile.with_user(self.users["steward"]).contact_count, contacts)
        self.users["steward"].company_ids += branch
        self.env.invalidate_all()
        both = {"allowed_company_ids": (self.env.company + branch).ids}
        steward = self.users["steward"]
        self.assertEqual(phone.with_user(steward).with_context(**both).failing_count, before + 3)
        self.assertEqual(self.profile.with_user(steward).with_context(**both).contact_count, contacts + 3)

    def test_scores_of_contacts_of_other_companies(self):
        branch = self.env["res.company"].create({"name": "Branch AG"})
        secret = self.Partner.create({"name": "Secret", "company_id": branch.id})
        self.env.flush_all()
        with self.assertRaises(AccessError):
            secret.with_user(self.users["user"]).read(["quality_score"])
        rows = self.Quality.with_user(self.users["manager"]).search([])
        self.assertNotIn(secret.id, rows.ids)
        self.assertIn(self.partner.id, rows.ids)

    def test_roles_stand_on_each_other(self):
        manager = self.env.ref(GROUPS["manager"])
        implied = manager.all_implied_ids
        for role in ("user", "steward", "privacy"):
            self.assertIn(self.env.ref(GROUPS[role]), implied)
        self.assertNotIn(self.env.ref(GROUPS["steward"]), self.env.ref(GROUPS["privacy"]).all_implied_ids)
        self.assertTrue(self.env.ref("base.user_admin").has_group(GROUPS["manager"]))

    def test_new_colleagues_see_scores(self):
        user = self.env["res.users"].create({"name": "New", "login": "new-colleague"})
        self.assertTrue(user.has_group(GROUPS["user"]))
        self.assertFalse(user.has_group(GROUPS["steward"]))

    def test_whoever_is_no_employee_any_more_has_no_role_of_ours(self):
        """The role that new employees have implies theirs; nobody is employee and portal user at once."""
        user = self.env["res.users"].create({"name": "Paula Portal", "login": "quality_portal"})
        self.assertTrue(user.has_group("customer_data_quality.group_user"))
        portal, employee = self.env.ref("base.group_portal"), self.env.ref("base.group_user")
        user.write({"group_ids": [(4, portal.id), (3, employee.id)]})
        self.assertEqual(user.all_group_ids & (portal | employee), portal)
        self.assertFalse(user.has_group("customer_data_quality.group_user"))

    def test_other_changes_of_roles_leave_ours(self):
        user = new_test_user(self.env, "quality_changes", "base.group_user,customer_data_quality.group_steward")
        user.write({"group_ids": [(4, self.env.ref("base.group_partner_manager").id)]})
        user.write({"group_ids": [(3, self.env.ref("base.group_partner_manager").id)], "name": "Changed"})
        self.assertTrue(user.has_group("customer_data_quality.group_steward"))
