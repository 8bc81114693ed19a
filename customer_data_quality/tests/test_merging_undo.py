from unittest.mock import patch

from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged

from ..models.merging import merge_run, moving, replay, wizard
from ..models.merging.res_partner_values import ResPartner as Values
from .common_merging import MergingCase


@tagged("-at_install", "post_install")
class TestUndo(MergingCase):
    """Taking merges back, and what stands in the way."""

    def setUp(self):
        super().setUp()
        self.survivor = self.contact("Klara", city="Neustett")
        self.other = self.contact("Clara", email="clara@example.com", phone="+49 30 23125 100")

    def keys(self, merge):
        return {(each["kind"], each["model"], each["field"]): each["key"] for each in merge._conflicts()}

    def test_journal(self):
        self.other.message_post(body="Hello")
        number = len(self.other.message_ids)
        merge = self.merge(self.survivor, self.other, reason="the same person", probability=0.97)
        self.assertEqual(merge.user_id, self.env.user)
        self.assertEqual(merge.reason, "the same person")
        self.assertEqual(merge.probability, 0.97)
        self.assertEqual((merge.survivor_id, merge.merged_ids), (self.survivor, self.other))
        self.assertEqual((merge.survivor_name, merge.merged_names), ("Klara", "Clara"))
        changes = {each["field"]: (each["before"], each["after"]) for each in merge.changes}
        self.assertEqual(changes["email"], ("", "clara@example.com"))
        self.assertNotIn("city", changes)
        counts = {each["model"]: each["count"] for each in merge.counts}
        self.assertEqual(counts["mail.message"], number)
        moved = merge.sudo().line_ids.filtered(lambda line: line.table_name == "mail_message" and line.kind == "update")
        self.assertEqual(moved.column_name, "res_id")
        self.assertEqual(moved.rows[0][:2], [str(self.other.id), str(self.survivor.id)])
        self.assertEqual(merge.state, "done")
        self.assertIn("Merged with", self.survivor.message_ids[0].body)

    def test_counted_before(self):
        self.other.message_post(body="Hello")
        self.contact("Kind", parent_id=self.other.id)
        number = len(self.other.message_ids)
        counts = {each["model"]: each["count"] for each in self.Merge._count_moves(self.survivor, self.other)}
        self.assertEqual(counts["mail.message"], number)
        self.assertEqual(counts["res.partner"], 1)
        merge = self.merge(self.survivor, self.other)
        self.assertEqual({each["model"]: each["count"] for each in merge.counts}["mail.message"], number)

    def test_twice(self):
        merge = self.merge(self.survivor, self.other)
        merge.action_undo()
        self.assertEqual(merge.state, "undone")
        self.assertEqual(merge.undone_user_id, self.env.user)
        self.assertTrue(self.other.active)
        with self.assertRaisesRegex(UserError, "undone already"):
            merge.action_undo()
        again = self.merge(self.survivor, self.other)
        self.assertEqual(again.state, "done")

    def test_chain(self):
        last = self.contact("Clara Wiesenthaler", ref="4711")
        message = self.other.message_post(body="Hello")
        before = self.database()
        first = self.merge(self.survivor, self.other)
        second = self.merge(last, self.survivor)
        self.assertEqual(message.res_id, last.id)
        self.assertEqual(self.other._merged_into(), last)
        self.assertEqual((self.other | self.survivor | last)._merged_into(), last)
        with self.assertRaisesRegex(UserError, "was itself merged into Clara Wiesenthaler since"):
            first.action_undo()
        self.assertEqual(message.res_id, last.id)
        second.action_undo()
        self.assertEqual(self.other._merged_into(), self.survivor)
        first.action_undo()
        self.assert_same_database(before)

    def test_chain_at_once(self):
        last = self.contact("Clara Wiesenthaler")
        before = self.database()
        merges = self.merge(self.survivor, self.other) | self.merge(last, self.survivor)
        self.assertIs(merges.action_undo(), True)
        self.assert_same_database(before)

    def test_two_into_one_undone_in_any_order(self):
        third = self.contact("Klare", website="https://example.com")
        before = self.database()
        first = self.merge(self.survivor, self.other)
        second = self.merge(self.survivor, third)
        self.assertEqual(first._conflicts(), [])
        first.action_undo()
        self.assertEqual(third.merged_into_id, self.survivor)
        self.assertFalse(self.survivor.email)
        second.action_undo()
        self.assert_same_database(before)

    # -- conflicts ------------------------------------------------------------------------------

    def test_value_changed_since(self):
        merge = self.merge(self.survivor, self.other)
        self.survivor.email = "klara@example.com"
        (conflict,) = merge._conflicts()
        self.assertEqual(conflict["kind"], "value")
        self.assertEqual((conflict["model"], conflict["field"]), ("res.partner", "email"))
        self.assertEqual(
            (conflict["before"], conflict["merged"], conflict["present"]),
            ("", "clara@example.com", "klara@example.com"),
        )
        self.assertEqual(conflict["choices"], ["keep", "take_back"])
        action = merge.action_undo()
        self.assertEqual(action["params"], {"merge_ids": merge.ids})
        self.assertEqual(merge.state, "done", "nothing is done before everything is decided")
        self.assertTrue(self.survivor.phone)
        self.assertEqual(merge.action_undo({conflict["key"]: "nonsense"})["type"], "ir.actions.client")
        with self.subTest("keep"), self.env.cr.savepoint() as savepoint:
            self.assertIs(merge.action_undo({conflict["key"]: "keep"}), True)
            self.assertEqual(self.survivor.email, "klara@example.com")
            self.assertEqual(self.survivor.email_normalized, "klara@example.com")
            self.assertFalse(self.survivor.phone)
            savepoint.rollback()
        self.env.invalidate_all()
        with self.subTest("take back"):
            self.assertIs(merge.action_undo({conflict["key"]: "take_back"}), True)
            self.assertFalse(self.survivor.email)
            self.assertFalse(self.survivor.email_normalized)

    def test_changed_to_what_it_was_before(self):
        merge = self.merge(self.survivor, self.other)
        self.survivor.email = False
        self.assertEqual(merge._conflicts(), [])

    def test_record_given_to_somebody_else_since(self):
        child, stranger = self.contact("Kind", parent_id=self.other.id), self.contact("Emil")
        merge = self.merge(self.survivor, self.other)
        child.parent_id = stranger
        key = self.keys(merge)["value", "res.partner", "parent_id"]
        merge.action_undo({key: "keep"})
        self.assertEqual(child.parent_id, stranger)
        self.assertEqual(child.complete_name, "Emil, Kind")
        self.assertEqual(child.commercial_partner_id, stranger)

    def test_new_records_since(self):
        self.contact("Kind", parent_id=self.other.id)
        merge = self.merge(self.survivor, self.other)
        # a transaction has one time, so make it later
        self.env.cr.execute("UPDATE partner_merge SET create_date = create_date - interval '1 day'")
        self.env.cr.execute(
            "UPDATE res_partner SET create_date = create_date - interval '2 days' WHERE parent_id = %s",
            [self.survivor.id],
        )
        self.env.invalidate_all()
        child = self.contact("Neues Kind", parent_id=self.survivor.id)
        (conflict,) = merge._conflicts()
        self.assertEqual((conflict["kind"], conflict["count"]), ("links", 1))
        with self.subTest("keep"), self.env.cr.savepoint() as savepoint:
            merge.action_undo({conflict["key"]: "keep"})
            self.assertEqual(child.parent_id, self.survivor)
            savepoint.rollback()
        self.env.invalidate_all()
        with self.subTest("take back"):
            merge.action_undo({conflict["key"]: "take_back"})
            self.assertEqual(child.parent_id, self.other)

    def test_deleted_since(self):
        child = self.contact("Kind", parent_id=self.other.id)
        attachment = self.env["ir.attachment"].create(
            {"name": "x", "res_model": "res.partner", "res_id": self.other.id, "raw": b"x"}
        )
        merge = self.merge(self.survivor, self.other)
        child.unlink()
        attachment.unlink()
        self.assertIs(merge.action_undo(), True)
        self.assertTrue(self.other.active)

    def test_contact_deleted_since(self):
        merge = self.merge(self.survivor, self.other)
        self.other.unlink()
        with self.assertRaisesRegex(UserError, "has been deleted since"):
            merge.action_undo()

    def test_survivor_deleted_since(self):
        merge = self.merge(self.survivor, self.other)
        self.survivor.unlink()
        merge.invalidate_recordset()
        with self.assertRaisesRegex(UserError, "has been deleted since"):
            merge.action_undo()

    # -- rights -----------------------------------------------------------------------------------

    def test_rights(self):
        clerk = new_test_user(self.env, "merging_clerk", "customer_data_quality.group_user,base.group_partner_manager")
        merger = new_test_user(self.env, "merging_merger", "customer_data_quality.group_merge")
        with self.assertRaisesRegex(AccessError, "may not merge"):
            self.Merge.with_user(clerk)._merge(self.survivor, self.other)
        merge = self.Merge.with_user(merger)._merge(self.survivor.with_user(merger), self.other.with_user(merger))
        self.assertEqual(merge.user_id, merger)
        self.assertFalse(merge.env.su)
        with self.assertRaises(AccessError):
            merge.with_user(clerk).action_undo()
        with self.assertRaises(AccessError):
            merge.with_user(clerk).read(["told_changes"])
        with self.assertRaises(AccessError):
            merge.line_ids.read(["rows"])
        with self.assertRaises(AccessError):
            merge.write({"reason": "x"})
        with self.assertRaises(AccessError):
            merge.unlink()
        self.assertIs(merge.action_undo(), True)

    # -- failure ------------------------------------------------------------------------------------

    def test_failure_after_each_step(self):
        """Whatever fails, nothing is done."""
        self.contact("Kind", parent_id=self.other.id)
        self.other.bank_ids = [(0, 0, {"acc_number": "DE001"})]
        wizards = wizard.BasePartnerMergeAutomaticWizard
        steps = [
            (wizards, "_merge_bank_accounts"),
            (wizards, "_update_foreign_keys_generic"),
            (wizards, "_update_reference_fields_generic"),
            (wizards, "_update_values"),
            (moving.Mover, "move"),
            (Values, "_merge_write"),
            (Values, "_merge_children_moved"),
            (merge_run.PartnerMerge, "_forget_caches"),
            (merge_run.Recorder, "lines"),
        ]
        before = self.database()
        for owner, name in steps:
            step = getattr(owner, name)

            def fail(*args, step=step, **kwargs):
                step(*args, **kwargs)
                raise ZeroDivisionError(step.__name__)

            with self.subTest(name), patch.object(owner, name, fail), self.assertRaises(ZeroDivisionError):
                self.merge(self.survivor, self.other)
            self.env.invalidate_all()
            self.assert_same_database(before)
            self.assertFalse(self.Merge.search([("survivor_id", "=", self.survivor.id)]))
            self.assertIsNone(merge_run.Recorder and self.env.cr.cache.get("partner.merge.recorder"))

    def test_undo_that_fails_does_nothing(self):
        self.contact("Kind", parent_id=self.other.id)
        merge = self.merge(self.survivor, self.other)
        before = self.database()
        for name in ("_delete_added", "_insert_deleted", "_restore"):
            step = getattr(replay.Replay, name)

            def fail(*args, step=step, **kwargs):
                step(*args, **kwargs)
                raise ZeroDivisionError(step.__name__)

            with self.subTest(name), patch.object(replay.Replay, name, fail), self.assertRaises(ZeroDivisionError):
                merge.action_undo()
            self.env.invalidate_all()
            self.assert_same_database(before)
            self.assertEqual(merge.state, "done")
