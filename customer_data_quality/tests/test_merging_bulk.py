from contextlib import suppress
from itertools import combinations
from unittest.mock import patch

from psycopg2.errors import SerializationFailure

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import new_test_user, tagged
from odoo.tools import mute_logger

from ..models.merging.batch_run import MAX_TRIES, PartnerMergeBatch
from ..models.merging.merge_run import PartnerMerge
from .test_merging_rules import MergingRulesCase


class MergingBulkCase(MergingRulesCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.Group = cls.env["partner.duplicate.group"]
        cls.Batch = cls.env["partner.merge.batch"]
        cls.Group.search([]).unlink()
        cls.merger = new_test_user(cls.env, "merging_merger", "customer_data_quality.group_merge")
        cls.reader = new_test_user(cls.env, "merging_user", "customer_data_quality.group_user")

    def group(self, *partners, certainty="certain"):
        """A group of contacts that have little in common: somebody has said that they are one."""
        self.env["partner.duplicate.verdict"]._decide(list(combinations(sorted(p.id for p in partners), 2)), "same")
        return self.Group.create(
            {
                "certainty": certainty,
                "probability": 0.998,
                "size": len(partners),
                "reasons": "name email",
                "company_id": partners[0].company_id.id,
                "member_ids": [Command.create({"partner_id": partner.id}) for partner in partners],
            }
        )

    def pair(self, name, one=None, other=None):
        """A group of two contacts of one name."""
        return self.group(self.contact(name, **(one or {})), self.contact(name, **(other or {})))

    def start(self, user=None):
        self.Batch.with_user(user or self.merger).start()
        return self.Batch.search([], limit=1)

    def run_cron(self):
        """Run the scheduled action on this test's data, with its commits made harmless."""
        self.env.flush_all()
        with self.enter_registry_test_mode(), self.registry.cursor() as cr:
            self.env(cr=cr).ref("customer_data_quality.cron_merge_batch").method_direct_trigger()
        self.env.invalidate_all()

    def states(self, batch):
        return batch.line_ids.sorted("id").mapped("state")


@tagged("post_install", "-at_install")
class TestMergingBulk(MergingBulkCase):
    """Merging all certain groups in the background."""

    def test_merges_what_is_certain(self):
        groups = self.pair("Anna Huber") + self.pair("Josef Gruber", other={"city": "Graz"})
        possible = self.group(self.contact("Maria Quitte"), self.contact("Maria Quitte"), certainty="possible")
        batch = self.start()
        self.run_cron()
        self.assertEqual((batch.state, batch.total, batch.merged, batch.skipped), ("done", 2, 2, 0))
        self.assertEqual((batch.progress, bool(batch.date_end)), (100, True))
        self.assertEqual(groups.mapped("state"), ["done", "done"])
        self.assertEqual(possible.state, "open")
        self.assertEqual(batch.merge_ids.user_id, self.merger)
        self.assertEqual(batch.merge_ids.mapped("probability"), [0.998, 0.998])
        survivor = self.Partner.search([("name", "=", "Josef Gruber")])
        self.assertEqual((len(survivor), survivor.city), (1, "Graz"))

    def test_skips_what_needs_a_look(self):
        """Refusals, values that matter, several companies: with the reason, and the rest is merged."""
        company = self.env["res.company"].create({"name": "Elsewhere"})
        self.merger.company_ids += company
        refs = self.pair("Anna Huber", {"ref": "A1"}, {"ref": "B2"})
        parent = self.contact("Josef Gruber")
        family = self.group(parent, self.contact("Josef Gruber", parent_id=parent.id))
        companies = self.pair("Eva Quitte", {"company_id": company.id}, {"company_id": self.env.company.id})
        shared = self.pair("Ida Quitte", {"company_id": self.env.company.id})
        fine = self.pair("Maria Holzapfel")
        batch = self.start()
        self.run_cron()
        reasons = {line.group_id: line.reason for line in batch.line_ids}
        self.assertIn("Reference", reasons[refs])
        self.assertIn("belongs to another", reasons[family])
        self.assertIn("several companies", reasons.get(companies, "several companies"))
        self.assertIn("several companies", reasons[shared])
        self.assertFalse(reasons[fine])
        self.assertEqual((batch.merged, batch.skipped), (1, batch.total - 1))
        self.assertEqual((refs + family + shared).mapped("state"), ["open"] * 3)
        skipped = batch.line_ids.filtered(lambda line: line.state == "skipped").group_id
        self.assertEqual(batch.action_open_skipped()["domain"], [("id", "in", skipped.ids)])

    def test_reasons_name_nobody(self):
        """The report stays; names of contacts have no place in it."""
        parent = self.contact("Josef Gruber")
        self.group(parent, self.contact("Josef Gruber", parent_id=parent.id))
        batch = self.start()
        self.run_cron()
        self.assertNotIn("Gruber", batch.line_ids.reason)

    def test_undo(self):
        """The whole batch, backwards; contacts are as they were, and the groups open again."""
        groups = self.pair("Anna Huber", other={"phone": "+43 1 5885812"}) + self.pair("Josef Gruber")
        partners = groups.member_ids.partner_id
        batch = self.start()
        self.run_cron()
        batch.with_user(self.merger).action_undo()
        self.assertEqual(batch.state, "undoing")
        self.run_cron()
        self.assertEqual((batch.state, batch.undone, batch.merged), ("undone", 2, 0))
        self.assertEqual(partners.mapped("active"), [True] * 4)
        self.assertEqual(groups.mapped("state"), ["open", "open"])

    def test_undo_conflict(self):
        """What was changed since is left to be decided on, and the rest is undone."""
        self.pair("Anna Huber", {"city": "Graz", "email": "anna@example.com"}, {"phone": "+43 1 5885812"})
        self.pair("Josef Gruber")
        batch = self.start()
        self.run_cron()
        anna = self.Partner.search([("name", "=", "Anna Huber")])
        anna.phone = "+43 1 5885899"
        batch.action_undo()
        self.run_cron()
        self.assertEqual((batch.state, batch.undone, batch.kept), ("done", 1, 1))
        kept = batch.line_ids.filtered(lambda line: line.state == "kept")
        self.assertEqual((kept.merge_id.survivor_id, bool(kept.reason)), (anna, True))
        self.assertEqual(anna.phone, "+43 1 5885899")
        merge = kept.merge_id
        merge.action_undo({conflict["key"]: conflict["choices"][0] for conflict in merge._conflicts()})
        batch.action_undo()
        self.run_cron()
        self.assertEqual(batch.state, "undone")

    def test_resumes(self):
        """A killed process loses the group it was at; the next run goes on."""
        for name in ("Anna Huber", "Josef Gruber", "Maria Quitte"):
            self.pair(name)
        batch = self.start()
        work, calls = PartnerMergeBatch._work, []

        def killed(self, give_up=False):
            calls.append(self)
            if len(calls) == 2:
                raise KeyboardInterrupt
            return work(self, give_up)

        self.env.flush_all()
        with self.enter_registry_test_mode(), self.registry.cursor() as cr:
            # assertRaises would take everything back
            with patch.object(PartnerMergeBatch, "_work", killed), suppress(KeyboardInterrupt):
                self.env(cr=cr)["partner.merge.batch"]._cron_merge()
            cr.rollback()
        self.assertEqual(len(calls), 2)
        self.env.invalidate_all()
        self.assertEqual(self.states(batch), ["merged", "waiting", "waiting"])
        self.assertEqual((batch.state, batch.progress), ("running", 33))
        self.run_cron()
        self.assertEqual(self.states(batch), ["merged"] * 3)

    def test_out_of_time(self):
        """When the scheduler's time is up, the rest waits for its next run."""
        self.pair("Anna Huber")
        self.pair("Josef Gruber")
        batch = self.start()
        cron = type(self.env["ir.cron"])
        with patch.object(cron, "_commit_progress", lambda self, processed=0, **options: 0 if processed else 60):
            self.Batch._cron_merge()
        self.assertEqual(self.states(batch), ["merged", "waiting"])

    @mute_logger("odoo.addons.customer_data_quality.models.merging.batch_run")
    def test_failure(self):
        """What goes wrong with one group, in whatever module, stops no other and leaves nothing half done."""
        self.pair("Anna Huber", other={"phone": "+43 1 5885812"})
        self.pair("Josef Gruber")
        batch = self.start()
        merge = PartnerMerge._merge

        def failing(self, survivor, others, **options):
            done = merge(self, survivor, others, **options)
            if survivor.name == "Anna Huber":
                raise ZeroDivisionError("of another module")
            return done

        with patch.object(PartnerMerge, "_merge", failing):
            self.run_cron()
        self.assertEqual(self.states(batch), ["skipped", "merged"])
        self.assertIn("ZeroDivisionError", batch.line_ids[0].reason)
        self.assertEqual(self.Partner.search_count([("name", "=", "Anna Huber")]), 2)

    def test_conflict_with_others(self):
        """Somebody else was quicker: again, and in the end the group is left to be looked at."""
        self.pair("Anna Huber")
        self.pair("Josef Gruber")
        batch = self.start()
        tries = []
        merge = PartnerMerge._merge

        def conflicting(self, survivor, others, **options):
            if survivor.name == "Anna Huber":
                tries.append(survivor)
                raise SerializationFailure("could not serialize access")
            return merge(self, survivor, others, **options)

        with patch.object(PartnerMerge, "_merge", conflicting):
            self.run_cron()
        self.assertEqual(len(tries), MAX_TRIES + 1)
        self.assertEqual(self.states(batch), ["skipped", "merged"])

    def test_decided_meanwhile(self):
        group = self.pair("Anna Huber")
        batch = self.start()
        group.action_not_duplicates()
        self.run_cron()
        self.assertEqual(self.states(batch), ["skipped"])
        self.assertEqual(len(group.member_ids.partner_id.filtered("active")), 2)

    def test_stop(self):
        self.pair("Anna Huber")
        batch = self.start()
        batch.with_user(self.merger).action_stop()
        self.assertEqual((batch.state, batch.total), ("done", 0))
        self.run_cron()
        self.assertEqual(self.Partner.search_count([("name", "=", "Anna Huber")]), 2)

    def test_status(self):
        """What the panel above the queue shows."""
        batches = self.Batch.with_user(self.merger)
        self.assertEqual(batches.status(), {"certain": 0, "batch": False})
        with self.assertRaises(UserError):
            batches.start()
        self.pair("Anna Huber")
        status = batches.start()
        self.assertEqual((status["certain"], status["batch"]["state"], status["batch"]["progress"]), (1, "running", 0))
        # a second click starts no second batch
        self.assertEqual(batches.start()["batch"]["id"], status["batch"]["id"])
        self.run_cron()
        status = batches.status()
        self.assertEqual((status["certain"], status["batch"]["state"], status["batch"]["merged"]), (0, "done", 1))

    def test_rights(self):
        """Only who may merge; a batch is seen by who started it, and by managers of the company."""
        self.pair("Anna Huber")
        with self.assertRaises(AccessError):
            self.Batch.with_user(self.reader).start()
        with self.assertRaises(AccessError):
            self.Batch.with_user(self.reader).status()
        batch = self.start()
        other = new_test_user(self.env, "merging_other", "customer_data_quality.group_merge")
        manager = new_test_user(self.env, "merging_manager", "customer_data_quality.group_manager")
        self.assertFalse(self.Batch.with_user(other).search([]))
        self.assertEqual(self.Batch.with_user(manager).search([]), batch)
        self.assertEqual(len(self.Batch.with_user(manager).search([]).line_ids), 1)
        self.assertFalse(self.env["partner.merge.batch.line"].with_user(other).search([]))
        with self.assertRaises(AccessError):
            batch.with_user(other).action_undo()
        with self.assertRaises(AccessError):
            batch.with_user(self.merger).state = "done"

    def test_rights_of_who_started_it(self):
        """Groups are merged with the rights of the user who asked for it, not with the scheduler's."""
        company = self.env["res.company"].create({"name": "Elsewhere"})
        hidden = self.pair("Anna Huber", {"company_id": company.id}, {"company_id": company.id})
        seen = self.pair("Josef Gruber")
        batch = self.start()
        self.assertEqual(batch.line_ids.group_id, seen)
        self.merger.group_ids -= self.env.ref("customer_data_quality.group_merge")
        self.run_cron()
        self.assertEqual(self.states(batch), ["skipped"])
        self.assertEqual((hidden + seen).mapped("state"), ["open", "open"])
