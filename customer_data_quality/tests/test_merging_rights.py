import json

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged

from .common_merging import MergingCase

SECRET = "Geheimagentin"


@tagged("-at_install", "post_install")
class TestMergingRights(MergingCase):
    """Merging and its journal show nobody what they could not see before, and merged contacts stay as they are."""

    def setUp(self):
        super().setUp()
        self.survivor = self.contact("Klara Wiesenthaler", city="Neustett")
        self.other = self.contact("Clara Vormals", email="clara@example.com")
        groups = "base.group_partner_manager,base.group_allow_export,customer_data_quality.group_merge"
        self.user = new_test_user(self.env, "merging_rights", groups=groups)

    def test_journal_of_hidden_contacts(self):
        merge = self.merge(self.survivor, self.other)
        journal = self.Merge.with_user(self.user)
        self.assertEqual(journal.search([("id", "=", merge.id)]), merge)
        self.env["ir.rule"].create(
            {
                "name": "Own contacts",
                "model_id": self.env.ref("base.model_res_partner").id,
                "domain_force": "[('user_id', '=', user.id)]",
                "groups": [Command.link(self.env.ref("customer_data_quality.group_merge").id)],
            }
        )
        self.assertFalse(journal.search([("id", "=", merge.id)]))
        with self.assertRaises(AccessError):
            merge.with_user(self.user).read(["merged_names"])
        with self.assertRaises(AccessError):
            merge.with_user(self.user).action_undo()

    def protect(self):
        group = self.env.ref("base.group_system").ids
        values = {"field_name": "function", "name": "Job", "enabled": True, "group_ids": [Command.set(group)]}
        self.env["partner.sensitive.field"].create(values)

    def test_protected_fields(self):
        self.protect()
        self.other.function = SECRET
        merge = self.merge(self.survivor, self.other)
        for_user = merge.with_user(self.user)
        self.assertIn(SECRET, json.dumps(merge.told_changes))
        self.assertNotIn("function", json.dumps(for_user.told_changes))
        self.assertIn("email", json.dumps(for_user.told_changes))
        for read in (lambda: for_user.read(["changes"]), lambda: for_user.export_data(["changes"])):
            with self.assertRaises(AccessError):
                read()
        self.survivor.function = "Spionin"
        self.env.flush_all()
        (conflict,) = for_user.undo_conflicts()[0]["conflicts"]
        self.assertEqual((conflict["field"], conflict["merged"]), ("function", "not visible to you"))
        self.assertNotIn(SECRET, json.dumps(conflict))
        self.assertNotIn("Spionin", json.dumps(conflict))
        self.assertIs(for_user.action_undo({conflict["key"]: "keep"}), True)
        self.env.invalidate_all()
        self.assertEqual((self.survivor.function, self.other.function), ("Spionin", SECRET))

    def test_records_of_other_departments(self):
        self.needs("crm")
        lead = self.env["crm.lead"].create({"name": SECRET, "partner_id": self.other.id})
        merge = self.merge(self.survivor, self.other)
        lead.partner_id = self.contact("Emil Anders")
        self.env.flush_all()
        self.assertFalse(self.env["crm.lead"].with_user(self.user).has_access("read"))
        told = json.dumps(merge.with_user(self.user).undo_conflicts())
        self.assertIn("crm.lead", told)
        self.assertNotIn(SECRET, told)
        self.assertNotIn("Emil Anders", told)

    def test_written_in_a_form_left_open(self):
        self.merge(self.survivor, self.other)
        # as when the form was open before
        form = self.other.with_user(self.user)
        with self.assertRaisesRegex(UserError, "was merged into Klara Wiesenthaler"):
            form.write({"phone": "+49 30 999999"})
        with self.assertRaisesRegex(UserError, "undo the merge"):
            form.action_unarchive()
        with self.assertRaises(UserError):
            self.other.sudo().active = True
        self.other.sudo().write({"comment": "as programs do"})
        self.assertIn("programs", self.other.comment)

    def test_survivor_not_told_to_whom_it_is_hidden(self):
        self.merge(self.survivor, self.other)
        company = self.env["res.company"].create({"name": "Other"})
        self.survivor.company_id = company
        with self.assertRaises(UserError) as raised:
            self.other.with_user(self.user).write({"phone": "+49 30 999999"})
        self.assertNotIn("Klara", str(raised.exception))

    def test_brought_back_by_sql_is_not_deleted(self):
        """What is in use is not deleted when the time for undoing is over."""
        merge = self.merge(self.survivor, self.other)
        self.env.cr.execute("UPDATE res_partner SET active = TRUE WHERE id = %s", [self.other.id])
        self.env.invalidate_all()
        merge._purge()
        self.assertTrue(self.other.exists())

    def test_belongs_to_a_merged_one(self):
        child = self.contact("Emil", parent_id=self.other.id)
        self.env.flush_all()
        for parent in (self.other, child):
            with self.assertRaisesRegex(UserError, "can't belong to one of the contacts"):
                decisions = {"parent_id": {"values": {"parent_id": parent.id}}}
                self.Merge.merge_contacts((self.survivor | self.other).ids, self.survivor.id, decisions=decisions)
        self.assertTrue(self.other.active)
