from odoo.tests import tagged

from .common_reviews import ReviewCase


@tagged("-at_install", "post_install")
class TestMerge(ReviewCase):
    """When contacts are merged, what was reviewed is kept, and the survivor is asked for once."""

    def merge(self, survivor, other):
        wizard = self.env["base.partner.merge.automatic.wizard"]
        wizard._merge((survivor | other).ids, survivor, extra_checks=False)
        self.env.invalidate_all()

    def test_both_are_due(self):
        survivor, other = self.make_contacts(1), self.make_contacts(1)
        other._review_confirm()
        other._review_due_now("letter")
        self.plan()
        self.assertEqual(len(self.open_requests()), 2)
        self.merge(survivor, other)
        requests = self.Request.search([("partner_id", "=", survivor.id)])
        self.assertEqual(sorted(requests.mapped("state")), ["cancelled", "done", "open"])
        self.assertEqual(survivor.activity_ids, requests.filtered(lambda each: each.state == "open").activity_id)
        self.plan()
        self.assertEqual(len(self.open_requests()), 1)

    def test_only_the_other_is_due(self):
        survivor, other = self.make_contacts(1, days_ago=1), self.make_contacts(1)
        self.plan()
        request = self.open_requests()
        self.merge(survivor, other)
        self.assertEqual((request.partner_id, request.state), (survivor, "open"))
        self.plan()
        self.assertEqual(request.state, "cancelled", "the survivor is not due")
        self.assertFalse(survivor.activity_ids)
