from odoo.tests import new_test_user, tagged

from .common_merging import MergingCase


@tagged("-at_install", "post_install")
class TestMergingDeleted(MergingCase):
    """What belonged to merged contacts was deleted since: they come back all the same, without it."""

    def setUp(self):
        super().setUp()
        self.survivor = self.contact("Klara Wiesenthaler", city="Neustett")
        self.other = self.contact("Clara Wiesenthaler", email="clara@example.com", phone="+49 30 23125 100")

    def assert_undone(self, merge):
        self.env.flush_all()
        self.assertIs(merge.action_undo(), True)
        self.env.invalidate_all()
        self.assertTrue(self.other.active)
        self.assertFalse(self.other.merged_into_id)

    def test_tag(self):
        gone, there = self.env["res.partner.category"].create([{"name": "Gone"}, {"name": "There"}])
        self.other.category_id = gone | there
        merge = self.merge(self.survivor, self.other)
        gone.unlink()
        self.assert_undone(merge)
        self.assertEqual(self.other.category_id, there)
        self.assertEqual(self.survivor.category_id, self.env["res.partner.category"])

    def test_message(self):
        message = self.contact("Emil").message_post(body="Hello", partner_ids=self.other.ids)
        merge = self.merge(self.survivor, self.other)
        message.unlink()
        self.assert_undone(merge)

    def test_followed_contact(self):
        """Both followed it, so that one follower was dropped by the merge."""
        followed = self.contact("Emil")
        followed.message_subscribe((self.survivor | self.other).ids)
        merge = self.merge(self.survivor, self.other)
        followed.unlink()
        self.assert_undone(merge)

    def test_meeting(self):
        self.needs("calendar")
        values = {"name": "Talk", "start": "2026-01-01 10:00:00", "stop": "2026-01-01 11:00:00"}
        meeting = self.env["calendar.event"].create({**values, "partner_ids": self.other.ids})
        merge = self.merge(self.survivor, self.other)
        meeting.unlink()
        self.assert_undone(merge)

    def test_third_of_the_group(self):
        values = {"email": "q.wasserfall@example.com", "phone": "+49 30 2312577", "city": "Berlin"}
        self.survivor, self.other, third = (self.contact("Quirin Wasserfall", **values) for _each in range(3))
        self.env.flush_all()
        self.env["partner.duplicate.group"]._scan(full=True)
        self.env.invalidate_all()
        self.assertEqual(self.survivor.duplicate_group_id.size, 3)
        merge = self.merge(self.survivor, self.other)
        third.unlink()
        self.assert_undone(merge)
        self.assertFalse(merge.remarks, "what the search makes anew is not worth a remark")

    def test_former_values(self):
        """A value that points to nothing any more becomes blank, and the journal tells."""
        industry, other = self.env["res.partner.industry"].create([{"name": "Mills"}, {"name": "Ships"}])
        company = self.contact("Emil")
        salesperson = new_test_user(self.env, "merging_deleted", groups="base.group_user")
        self.survivor.write({"industry_id": industry.id, "parent_id": company.id, "user_id": salesperson.id})
        values = {"industry_id": other.id, "parent_id": False, "user_id": self.env.uid, "city": "Altstett"}
        merge = self.merge(self.survivor, self.other, values=values)
        for gone in (industry, company, salesperson):
            gone.unlink()
        self.assert_undone(merge)
        self.assertFalse(any(self.survivor[name] for name in ("industry_id", "parent_id", "user_id")))
        self.assertEqual(self.survivor.city, "Neustett")
        self.assertEqual(len(merge.remarks), 1)
        self.assertIn("Contact (1)", merge.remarks[0])

    def test_nothing(self):
        merge = self.merge(self.survivor, self.other)
        self.assert_undone(merge)
        self.assertFalse(merge.remarks)

    def test_many_conflicts(self):
        """Names of records are read for all at once."""
        children = self.Partner.create(
            [{"name": f"Child {number}", "parent_id": self.other.id} for number in range(60)]
        )
        merge = self.merge(self.survivor, self.other)
        children.parent_id = self.contact("Emil")
        self.env.flush_all()
        self.env.invalidate_all()
        with self.assertQueryCount(60):  # as for one: each tenth of the children would add as many
            conflicts = merge._conflicts()
        self.assertGreaterEqual(len(conflicts), 60)
