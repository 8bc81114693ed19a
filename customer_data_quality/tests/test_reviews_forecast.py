from odoo.exceptions import AccessError
from odoo.tests import new_test_user, tagged

from .common_reviews import ReviewCase


@tagged("-at_install", "post_install")
class TestForecast(ReviewCase):
    """What policies would mean for the next twelve months, before they are saved."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        groups = "base.group_partner_manager,customer_data_quality.group_manager"
        cls.manager = new_test_user(cls.env, "review_manager", groups)

    def preview(self, policy=None, **vals):
        policies = self.Policy.with_user(self.manager)
        return policies.preview_forecast(policy.id if policy else 0, vals)

    def test_backlog_then_again_after_the_interval(self):
        self.make_contacts(30)
        forecast = self.preview(self.policy)
        self.assertEqual((len(forecast["months"]), forecast["months"][0]), (12, "Mar 26"))
        self.assertEqual(forecast["due"], [30, 0, 0, 0, 0, 0, 30, 0, 0, 0, 0, 0])
        self.assertEqual(forecast["left"], [0] * 12)
        self.assertEqual(forecast["contacts"], 30)

    def test_unsaved_values_count_and_are_not_kept(self):
        self.make_contacts(30)
        forecast = self.preview(self.policy, interval_months=3)
        self.assertEqual(forecast["due"], [30, 0, 0] * 4)
        self.assertEqual(self.policy.interval_months, 6)
        self.assertFalse(self.Review.search([("policy_id", "=", self.policy.id)]))

    def test_too_much(self):
        self.make_contacts(100)
        forecast = self.preview(self.policy, daily_cap=1, interval_months=1)
        self.assertGreater(forecast["left"][-1], 0)
        self.assertEqual(forecast["done"][0], 22, "the working days of March")
        self.assertEqual(forecast["people"][0]["name"], "Anna Arnold")
        self.assertEqual(forecast["people"][0]["left"], forecast["left"][-1])

    def test_new_policy(self):
        self.make_contacts(5)
        self.make_contacts(3, ref="REVIEW NEW", user_id=False)
        forecast = self.preview(
            name="New", sequence=0, domain="[('ref', '=', 'REVIEW NEW')]", interval_months=12, daily_cap=5
        )
        self.assertEqual((forecast["contacts"], forecast["nobody"]), (3, 3))
        self.assertEqual(sum(forecast["due"]), 10, "the five of the other policy, twice")

    def test_in_turn(self):
        self.make_contacts(4)
        forecast = self.preview(self.policy, responsible="users", user_ids=[[4, self.anna.id, 0], [4, self.ben.id, 0]])
        self.assertEqual({each["name"] for each in forecast["people"]}, {"Anna Arnold", "Ben Brunner"})

    def test_switched_off(self):
        self.make_contacts(4)
        self.assertEqual(sum(self.preview(self.policy, active=False)["due"]), 0)

    def test_rights(self):
        with self.assertRaises(AccessError):
            self.Policy.with_user(self.anna).preview_forecast(self.policy.id, {})
