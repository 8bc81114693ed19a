from unittest.mock import patch

from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged

from .common_merging import MergingCase


@tagged("-at_install", "post_install")
class TestRefusals(MergingCase):
    """Contacts that must not be merged, with the reason and the way out."""

    def setUp(self):
        super().setUp()
        self.survivor, self.other = self.contact("Klara"), self.contact("Clara")

    def refused(self, code, survivor=None, others=None, user=None):
        """Assert that there is one reason of a kind, that merging says it, and return it."""
        survivor, others = survivor or self.survivor, self.other if others is None else others
        if user:
            survivor, others = survivor.with_user(user), others.with_user(user)
        refusals = survivor.env["res.partner"]._merge_refusals(survivor, others)
        self.assertEqual([refusal["code"] for refusal in refusals], [code])
        self.assertTrue(refusals[0]["message"])
        self.assertTrue(refusals[0]["way_out"])
        with self.assertRaises(AccessError if code == "access" else UserError) as caught:
            survivor.env["partner.merge"]._merge(survivor, others)
        self.assertIn(refusals[0]["message"], str(caught.exception))
        return refusals[0]

    def test_none(self):
        self.assertEqual(self.Partner._merge_refusals(self.survivor, self.other), [])

    def test_too_few(self):
        self.refused("too_few", others=self.survivor)
        self.refused("too_few", others=self.Partner)
        gone = self.contact()
        gone.unlink()
        self.refused("too_few", others=gone)

    def test_access(self):
        clerk = new_test_user(self.env, "merging_clerk", "customer_data_quality.group_user,base.group_partner_manager")
        self.refused("access", user=clerk)
        merger = new_test_user(self.env, "merging_merger", "customer_data_quality.group_merge")
        company = self.env["res.company"].create({"name": "Elsewhere"})
        hidden = self.contact("Hidden", company_id=company.id)
        refusal = self.refused("access", others=hidden, user=merger)
        self.assertEqual(refusal["partner_ids"], hidden.ids)
        self.assertNotIn("Hidden", refusal["message"])

    def test_merged_already(self):
        self.merge(self.survivor, self.other)
        refusal = self.refused("already_merged", survivor=self.contact("Third"))
        self.assertIn("into Klara", refusal["message"])

    def test_system_contacts(self):
        for xmlid in ("base.partner_root", "base.public_partner"):
            self.refused("protected", others=self.env.ref(xmlid).with_context(active_test=False))
            survivor = self.env.ref(xmlid).with_context(active_test=False)
            self.refused("protected", survivor=survivor, others=self.contact(company_id=survivor.company_id.id))

    def test_own_company(self):
        company = self.env["res.company"].create({"name": "Second"})
        self.refused("protected", others=company.partner_id)
        merge = self.merge(company.partner_id, self.other)
        self.assertEqual(merge.survivor_id, company.partner_id)

    def test_two_logins(self):
        one = new_test_user(self.env, "merging_one", "base.group_portal", partner_id=self.survivor.id)
        two = new_test_user(self.env, "merging_two", "base.group_portal", partner_id=self.other.id)
        refusal = self.refused("users")
        self.assertIn("merging_one, merging_two", refusal["message"])
        two.active = False
        self.refused("users")
        one.unlink()
        two.partner_id = self.other
        self.assertEqual(self.Partner._merge_refusals(self.survivor, self.other), [])

    def test_family(self):
        child = self.contact("Kind", parent_id=self.survivor.id)
        grandchild = self.contact("Enkel", parent_id=child.id)
        self.refused("family", others=child)
        self.refused("family", others=grandchild)
        self.refused("family", survivor=grandchild, others=self.survivor | self.other)
        sister = self.contact("Schwester", parent_id=self.survivor.id)
        self.assertEqual(self.Partner._merge_refusals(child, sister), [])

    def test_companies(self):
        first, second = self.env["res.company"].create([{"name": "First"}, {"name": "Second"}])
        self.survivor.company_id, self.other.company_id = first, second
        self.refused("company")
        self.other.company_id = False
        self.assertIn("Choose the shared contact", self.refused("company")["way_out"])
        self.assertEqual(self.Partner._merge_refusals(self.other, self.survivor), [])
        self.other.company_id = first
        merge = self.merge(self.survivor, self.other)
        self.assertEqual(merge.company_id, first)
        elsewhere = new_test_user(self.env, "merging_elsewhere", "customer_data_quality.group_merge")
        self.assertFalse(self.Merge.with_user(elsewhere).search([("id", "=", merge.id)]))
        with self.assertRaises(AccessError):
            merge.with_user(elsewhere).action_undo()

    def test_held(self):
        with patch.object(type(self.Partner), "_merge_is_held", lambda partners: partners & self.other):
            refusal = self.refused("held")
        self.assertEqual(refusal["partner_ids"], self.other.ids)

    def test_several_reasons_at_once(self):
        self.other.parent_id = self.survivor
        self.merge(self.contact("Third"), self.contact("Fourth"))
        merged = self.Partner.with_context(active_test=False).search([("name", "=", "Fourth")])
        codes = [each["code"] for each in self.Partner._merge_refusals(self.survivor, self.other | merged)]
        self.assertEqual(codes, ["already_merged", "family"])

    def test_archived_contacts(self):
        """An archived contact may be merged, and one that is in use does not vanish into it."""
        self.survivor.active = False
        merge = self.merge(self.survivor, self.other)
        self.assertTrue(self.survivor.active)
        merge.action_undo()
        self.assertFalse(self.survivor.active)
        self.assertTrue(self.other.active)
        archived = self.contact("Archived", active=False)
        merge = self.merge(self.other, archived)
        self.assertEqual(archived.merged_into_id, self.other)
        merge.action_undo()
        self.assertFalse(archived.active)
