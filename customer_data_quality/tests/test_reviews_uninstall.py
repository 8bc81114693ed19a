from odoo.tests import tagged

from ..models.reviews.uninstall import release_activities
from .common_reviews import ReviewCase


@tagged("-at_install", "post_install")
class TestReviewUninstall(ReviewCase):
    """Without the add-on nobody is left with activities that nothing closes."""

    def test_activities(self):
        done, waiting = self.make_contacts(1), self.make_contacts(1)
        self.plan()
        done._review_confirm()
        past = self.Activity.with_context(active_test=False).search([("res_id", "=", done.id), ("active", "=", False)])
        self.assertEqual(len(past), 1)
        release_activities(self.env)
        self.assertFalse(waiting.activity_ids)
        self.assertEqual(past.activity_type_id, self.env.ref("mail.mail_activity_data_todo"))
        self.env["partner.review.policy"].search([("active", "in", [True, False])]).unlink()
        self.env.ref("customer_data_quality.activity_type_review").unlink()
