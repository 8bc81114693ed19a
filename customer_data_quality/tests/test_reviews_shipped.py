from datetime import date

from odoo.tests import TransactionCase, tagged


@tagged("-at_install", "post_install")
class TestShippedPolicies(TransactionCase):
    """What comes with the add-on does the sensible thing in an empty database."""

    def test_policies(self):
        policies = self.env["partner.review.policy"].search([])
        self.assertEqual(
            [(policy.get_external_id()[policy.id].partition(".")[2], policy.interval_months) for policy in policies],
            [("policy_active_customers", 6), ("policy_suppliers", 12), ("policy_others", 12)],
        )
        self.assertFalse(any(policies.mapped("problem")))
        self.assertEqual(len(self.env["partner.review.policy"]._applied().policies), 3)

    def test_who_gets_which(self):
        partners = self.env["res.partner"]
        tags = self.env["res.partner.category"].create([{"name": "Customer"}, {"name": "Supplier"}])
        customer = partners.create({"name": "A", "is_company": True, "category_id": tags[0].ids})
        person = partners.create({"name": "A A", "parent_id": customer.id})
        address = partners.create({"name": "A D", "parent_id": customer.id, "type": "delivery"})
        supplier = partners.create({"name": "B", "category_id": tags[1].ids})
        other = partners.create({"name": "C"})
        colleague = self.env.user.partner_id
        everybody = customer | person | address | supplier | other | colleague
        self.env["partner.review"]._refresh(everybody.ids)
        names = [partner.review_policy_id.name for partner in everybody]
        self.assertEqual(names, ["Active customers", "Active customers", False, "Suppliers", "All others", False])
        self.assertGreater(other.review_due_date, date.today())

    def test_priorities_of_missing_apps_are_passed_over(self):
        ranks = self.env["partner.review.rank"].search([])
        self.assertEqual(len(ranks), 5)
        applied = [rank for rank in ranks if not rank.problem]
        self.assertIn(self.env.ref("customer_data_quality.rank_poor_data"), applied)
        self.assertEqual(len(self.env["partner.review.policy"]._applied().ranks), len(applied))
