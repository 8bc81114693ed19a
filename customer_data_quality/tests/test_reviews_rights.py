from odoo.exceptions import AccessError, ValidationError
from odoo.tests import new_test_user, tagged

from .common_reviews import ReviewCase


@tagged("-at_install", "post_install")
class TestReviewRights(ReviewCase):
    """Nobody sees reviews of contacts that they may not open; state and history are written by the system."""

    def test_foreign_company(self):
        other = self.env["res.company"].create({"name": "Other"})
        mine, foreign = self.make_contacts(1), self.make_contacts(1, user_id=False)
        self.policy.fallback_user_id = self.env.ref("base.user_admin")
        self.env.ref("base.user_admin").company_ids |= other
        foreign.company_id = other
        self.plan()
        self.assertEqual(len(self.open_requests()), 2)
        seen = self.Request.with_user(self.anna)
        self.assertEqual(seen.search([]).partner_id, mine)
        self.assertEqual(seen.search_count([]), 1)
        with self.assertRaises(AccessError):
            self.open_requests(foreign).with_user(self.anna).read(["note"])

    def test_a_rule_of_the_database_counts_too(self):
        mine, hidden = self.make_contacts(1), self.make_contacts(1, city="Secret")
        self.plan()
        self.env["ir.rule"].create(
            {
                "name": "Secret",
                "model_id": self.env["ir.model"]._get_id("res.partner"),
                "domain_force": "[('city', '!=', 'Secret')]",
                "groups": [(6, 0, self.env.ref("base.group_user").ids)],
            }
        )
        self.assertEqual(self.Request.with_user(self.anna).search([]).partner_id, mine)
        queue = self.Request.with_user(self.anna).my_reviews()["queue"]
        self.assertEqual([each["partner_id"] for each in queue], mine.ids)
        self.assertEqual(self.Request.search([("partner_id", "=", hidden.id)]).state, "open")

    def test_nobody_writes_history(self):
        self.make_contacts(1)
        self.plan()
        request = self.open_requests().with_user(self.anna)
        with self.assertRaises(AccessError):
            request.write({"state": "done"})
        with self.assertRaises(AccessError):
            request.unlink()
        with self.assertRaises(AccessError):
            self.Review.with_user(self.anna).search([])

    def test_only_managers_change_policies(self):
        with self.assertRaises(AccessError):
            self.policy.with_user(self.anna).interval_months = 1
        steward = new_test_user(self.env, "review_steward", "customer_data_quality.group_steward")
        with self.assertRaises(AccessError):
            self.policy.with_user(steward).interval_months = 1
        manager = new_test_user(self.env, "review_manager", "customer_data_quality.group_manager")
        self.policy.with_user(manager).interval_months = 2
        self.assertEqual(self.policy.interval_months, 2)

    def test_without_the_role_nothing_is_shown(self):
        plain = new_test_user(self.env, "review_plain", "base.group_user")
        plain.group_ids -= self.env.ref("customer_data_quality.group_user")
        if plain.has_group("customer_data_quality.group_user"):
            self.env.ref("base.group_user").implied_ids -= self.env.ref("customer_data_quality.group_user")
        contact = self.make_contacts(1).with_user(plain)
        self.assertNotIn("review_state", contact.fields_get())
        for order in ("review_due_date", "review_state"):
            with self.assertRaises(AccessError):
                contact.search([], order=order)

    def test_report_counts_what_may_be_seen(self):
        self.make_contacts(2)
        self.plan()
        self.open_requests()[0].partner_id._review_confirm()
        steward = new_test_user(self.env, "review_steward", "customer_data_quality.group_steward")
        report = self.env["partner.review.report"].with_user(steward)
        groups = report._read_group(
            [("user_id", "=", self.anna.id)], ["user_id", "date:week"], ["planned:sum", "done:sum", "overdue:sum"]
        )
        self.assertEqual([group[2:] for group in groups], [(2, 1, 0)])

    def test_broken_conditions(self):
        for domain in ("nonsense", "[('no_such_field', '=', 1)]", "[('review_due_date', '=', False)]"):
            with self.subTest(domain), self.assertRaises(ValidationError):
                self.make_policy(domain=domain)

    def test_a_policy_that_broke_later_is_passed_over(self):
        contact = self.make_contacts(1)
        self.env.flush_all()
        self.env.cr.execute("UPDATE partner_review_policy SET domain = 'broken' WHERE id = %s", [self.policy.id])
        self.env.invalidate_all()
        self.env.registry.clear_cache()
        self.assertEqual(self.plan(), 0)
        self.assertFalse(contact.review_policy_id)
        self.assertTrue(self.policy.problem)
