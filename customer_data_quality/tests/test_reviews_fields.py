from odoo.tests import tagged

from .common_reviews import ReviewCase


@tagged("-at_install", "post_install")
class TestReviewFields(ReviewCase):
    """The fields on contacts sort, filter and group in SQL; res_partner is never written."""

    def setUp(self):
        super().setUp()
        self.due = self.make_contacts(1, days_ago=185)
        self.overdue = self.make_contacts(1, days_ago=500)
        self.current = self.make_contacts(1, days_ago=10)
        self.none = self.make_contacts(1, ref="OTHER")
        self.all = self.due | self.overdue | self.current | self.none
        self.Review._refresh(self.all.ids)
        self.domain = [("id", "in", self.all.ids)]

    def search(self, *domain, **kwargs):
        return self.Partner.search([*self.domain, *domain], **kwargs)

    def test_states(self):
        self.assertEqual(self.all.mapped("review_state"), ["due", "overdue", "current", False])
        for partner, state in zip(self.all, ("due", "overdue", "current", False), strict=True):
            self.assertEqual(self.search(("review_state", "=", state)), partner)
        self.assertEqual(self.search(("review_state", "in", ["due", "overdue"])), self.due | self.overdue)
        self.assertEqual(self.search(("review_state", "!=", "due")), self.all - self.due)

    def test_sort(self):
        self.assertEqual(self.search(("review_due_date", "!=", False), order="review_due_date")[0], self.overdue)
        self.assertEqual(len(self.search(order="review_state")), 4)

    def test_group(self):
        groups = dict(self.Partner._read_group(self.domain, ["review_state"], ["__count"]))
        self.assertEqual(groups, {"due": 1, "overdue": 1, "current": 1, False: 1})
        self.assertEqual(len(self.Partner._read_group(self.domain, ["review_due_date:month"], ["__count"])), 4)
        users = dict(self.Partner._read_group(self.domain, ["review_user_id"], ["__count"]))
        self.assertEqual(users[self.anna], 3)

    def test_never_reviewed(self):
        self.due._review_confirm()
        self.assertEqual(self.search(("review_last_date", "=", False)), self.all - self.due)
        self.assertEqual(self.search(("review_last_user_id", "=", self.env.uid)), self.due)

    def test_contacts_are_not_written(self):
        self.env.flush_all()
        self.env.cr.execute("SELECT id, xmin::text, ctid::text FROM res_partner WHERE id = ANY(%s)", [self.all.ids])
        before = self.env.cr.fetchall()
        self.plan()
        self.all._review_confirm()
        self.all._review_due_now("letter")
        self.all._review_put_off("unreachable")
        self.env.flush_all()
        self.env.cr.execute("SELECT id, xmin::text, ctid::text FROM res_partner WHERE id = ANY(%s)", [self.all.ids])
        self.assertEqual(sorted(self.env.cr.fetchall()), sorted(before))

    def test_refresh_writes_only_what_changes(self):
        self.assertEqual(self.Review._refresh(self.all.ids), 0)
        self.policy.interval_months = 7
        self.assertEqual(self.Review._refresh(self.all.ids), 3)

    def test_deleted_contacts_leave_nothing(self):
        ids = self.all.ids
        self.plan()
        self.all.unlink()
        self.env.flush_all()
        self.env.cr.execute("SELECT count(*) FROM partner_review WHERE id = ANY(%s)", [ids])
        self.assertEqual(self.env.cr.fetchone()[0], 0)
        self.assertFalse(self.Request.search([("partner_id", "in", ids)]))

    def test_new_contact_has_no_state_yet(self):
        draft = self.Partner.new({"name": "Draft"})
        self.assertFalse(draft.review_state)
        self.assertFalse(draft.review_card)
