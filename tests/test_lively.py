"""What scripts/demo does beyond the demo data."""

from lib import lively

from odoo.tests import TransactionCase, new_test_user, tagged


@tagged("-at_install", "post_install")
class TestLively(TransactionCase):
    def test_greeting(self):
        """Whoever logs in is greeted with the overview, of which the plan is a part."""
        user = new_test_user(self.env, "greeted", groups="customer_data_quality.group_user")
        outsider = new_test_user(self.env, "not_greeted", groups="base.group_user")
        lively._greet(self.env)
        self.assertEqual(user.action_id.id, self.env.ref("customer_data_quality.partner_dashboard_action").id)
        self.assertFalse(outsider.action_id)
