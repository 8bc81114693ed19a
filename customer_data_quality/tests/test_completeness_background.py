from unittest.mock import patch

from odoo.tests import tagged
from odoo.tools import SQL

from ..models.completeness import quality, quality_bulk
from .common import QualityCase
from .common_planner import without_hashing


@tagged("-at_install", "post_install")
class TestBackground(QualityCase):
    """What is too much for one transaction, or was changed behind the ORM's back, is scored by the scheduler."""

    def setUp(self):
        super().setUp()
        self.profile = self.make_profile(self.filled("email"), self.filled("phone"))
        self.partners = self.Partner.create([{"name": f"Contact {number}"} for number in range(20)])
        self.env.flush_all()
        self.env.cr.execute("DELETE FROM partner_quality_pending")
        # each test stands for a transaction of its own
        self.env.cr.precommit.data.clear()
        self.env.cr.postcommit.clear()

    def run_job(self, name):
        with self.enter_registry_test_mode(), self.registry.cursor() as cr:
            getattr(self.env(cr=cr)["partner.quality"], name)()

    def outdated(self):
        self.env.flush_all()
        version = self.Profile._ruleset().version
        self.env.cr.execute(
            "SELECT id FROM partner_quality WHERE version IS DISTINCT FROM %s AND id = ANY(%s)",
            [version, self.partners.ids],
        )
        return {row[0] for row in self.env.cr.fetchall()}

    def triggers(self):
        cron = self.env.ref("customer_data_quality.cron_rescore")
        return self.env["ir.cron.trigger"].search_count([("cron_id", "=", cron.id)])

    def test_more_than_the_limit_waits(self):
        before = self.triggers()
        with patch.object(quality, "LIVE_LIMIT", 10):
            self.partners.email = "a@example.com"
            self.env.flush_all()
        self.assertEqual(self.pending(), set(self.partners.ids))
        self.assertEqual(self.partners[0].quality_score, 0, "not scored yet")
        self.assertEqual(self.triggers(), before + 1)
        self.run_job("_cron_rescore")
        self.assertEqual(self.pending(), set())
        self.assertEqual(set(self.partners.mapped("quality_score")), {50})

    def test_batches_keep_their_size_whatever_the_plan(self):
        with patch.object(quality, "LIVE_LIMIT", 10):
            self.partners.email = "a@example.com"
            self.env.flush_all()
        without_hashing(self.env.cr)
        with patch.object(quality_bulk, "BATCH", 8):
            self.env["partner.quality"]._rescore_pending()
        self.assertEqual(len(self.pending()), 12)

    def test_up_to_the_limit_is_scored_at_once(self):
        with patch.object(quality, "LIVE_LIMIT", 20):
            self.partners.email = "a@example.com"
            self.assertEqual(set(self.partners.mapped("quality_score")), {50})
        self.assertEqual(self.pending(), set())

    def test_limit_counts_contacts_over_the_whole_transaction(self):
        with patch.object(quality, "LIVE_LIMIT", 10):
            for partner in self.partners:
                partner.email = "a@example.com"
                self.env.flush_all()
        self.assertEqual(self.pending(), set(self.partners[10:].ids))

    def test_same_contact_many_times_counts_once(self):
        with patch.object(quality, "LIVE_LIMIT", 10):
            for number in range(30):
                self.partners[0].email = f"a{number}@example.com"
                self.env.flush_all()
        self.assertEqual(self.pending(), set())

    def test_verified_fields_are_not_lost_in_the_queue(self):
        values = {"name": "current", "kind": "current", "field_name": "email", "verify_after": 9}
        self.Rule.create({"profile_id": self.profile.id, **values})
        with patch.object(quality, "LIVE_LIMIT", 10):
            self.partners.email = "a@example.com"
            self.env.flush_all()
        self.run_job("_cron_rescore")
        self.env.cr.execute(
            "SELECT count(*) FROM partner_quality WHERE id = ANY(%s) AND verified ? 'email'", [self.partners.ids]
        )
        self.assertEqual(self.env.cr.fetchone()[0], 20)

    def test_changed_rules_are_applied_in_the_background(self):
        self.assertFalse(self.outdated())
        before = self.triggers()
        self.profile.rule_ids[0].weight = 30
        self.assertEqual(self.outdated(), set(self.partners.ids))
        self.assertGreater(self.triggers(), before, "the scheduler is woken")
        self.assertLess(self.Profile.rescore_progress(), 100)
        self.run_job("_cron_rescore")
        self.assertFalse(self.outdated())
        self.assertEqual(self.Profile.rescore_progress(), 100)
        self.assertEqual(self.profile.progress, 100)
        with self.assertQueryCount(0):  # on large databases counting takes a second, and screens ask often
            self.Profile.rescore_progress()
        self.profile.rule_ids[0].weight = 40
        self.assertLess(self.Profile.rescore_progress(), 100)

    def test_progress_is_complete_only_at_the_end(self):
        self.Quality._rescore()
        self.env.cr.execute("UPDATE partner_quality SET version = 0 WHERE id = %s", [self.partners[0].id])
        self.assertEqual(self.Profile.rescore_progress(), 100 * (self.total() - 1) // self.total())
        self.assertLess(self.Profile.rescore_progress(), 100)

    def total(self):
        return self.Partner.with_context(active_test=False).search_count([])

    def test_goes_on_where_it_was_interrupted(self):
        self.profile.rule_ids[0].weight = 30
        self.env.flush_all()
        scored = self.interrupt("_cron_rescore", batch=5, after=2)
        self.assertTrue(self.outdated())
        self.assertLess(len(self.outdated()), 20 + 1)
        again = self.interrupt("_cron_rescore", batch=5, after=99)
        self.assertFalse(self.outdated())
        self.assertFalse(scored & again, "what was done is not done again")

    def test_nightly_run_goes_on_where_it_was_interrupted(self):
        self.Quality._rescore()
        scored = self.interrupt("_cron_nightly", batch=5, after=2)
        again = self.interrupt("_cron_nightly", batch=5, after=99)
        self.assertFalse(scored & again)
        everyone = set(self.Partner.with_context(active_test=False).search([]).ids)
        self.assertEqual(scored | again, everyone)
        third = self.interrupt("_cron_nightly", batch=5, after=99)
        self.assertEqual(third, everyone, "the next night it starts from the beginning")

    def interrupt(self, job, batch, after):
        """Run a job that is killed after so many batches; return the ids of the contacts it looked at."""
        looked_at = set()
        original = type(self.Quality)._rescore_where

        class Killed(Exception):
            pass

        def counted(model, where, *arguments, **options):
            if len(calls) >= after:
                raise Killed
            calls.append(1)
            chosen = SQL("SELECT id FROM res_partner WHERE %s", where("res_partner"))
            looked_at.update(row[0] for row in model.env.execute_query(chosen))
            return original(model, where, *arguments, **options)

        calls = []
        with (
            patch.object(quality_bulk, "BATCH", batch),
            patch.object(type(self.Quality), "_rescore_where", counted),
        ):
            try:
                self.run_job(job)
            except Killed:
                self.env.invalidate_all()
        return looked_at

    def test_nightly_run_catches_changes_made_by_sql(self):
        partner, other = self.partners[:2]
        self.env.cr.execute("UPDATE res_partner SET email = 'a@example.com' WHERE id = %s", [partner.id])
        # a copy, because installed apps have columns that must not be empty
        self.env.cr.execute(
            """
            INSERT INTO res_partner SELECT (jsonb_populate_record(p, jsonb_build_object(
                'id', nextval('res_partner_id_seq'), 'email', 'b@example.com'))).*
            FROM res_partner p WHERE id = %s RETURNING id
            """,
            [other.id],
        )
        inserted = self.Partner.browse(self.env.cr.fetchone()[0])
        self.env.cr.execute("DELETE FROM partner_quality WHERE id = %s", [other.id])
        self.env.invalidate_all()
        self.assertEqual(self.stored(inserted.ids)[inserted.id]["score"], None, "the trigger has made its row")
        self.run_job("_cron_nightly")
        rows = self.stored([partner.id, other.id, inserted.id])
        self.assertEqual([rows[each.id]["score"] for each in (partner, other, inserted)], [50, 0, 50])

    def test_nightly_run_judges_single_values_again_that_sql_changed(self):
        self.Rule.create({"profile_id": self.profile.id, "name": "valid", "kind": "email", "field_name": "email"})
        self.Quality._rescore()
        partner = self.partners[0]
        self.env.cr.execute("UPDATE res_partner SET email = 'a@@b' WHERE id = %s", [partner.id])
        self.env.invalidate_all()
        self.run_job("_cron_nightly")
        self.assertEqual(self.stored(partner.ids)[partner.id]["failed_checks"], ["email:email"])
        self.assertIn("valid", self.gap_names(partner))

    def test_domain_limits_what_is_scored(self):
        self.env.cr.execute("UPDATE partner_quality SET score = 77 WHERE id = ANY(%s)", [self.partners.ids])
        self.assertEqual(self.Quality._rescore([("id", "in", self.partners[:3].ids)]), 3)
        scores = [row["score"] for row in self.stored(self.partners.ids).values()]
        self.assertEqual(sorted(scores), [0] * 3 + [77] * 17)

    def test_archived_contacts_are_scored(self):
        partner = self.partners[0]
        partner.write({"active": False, "email": "a@example.com"})
        self.assertEqual(self.row(partner)["score"], 50)
        self.env.cr.execute("UPDATE partner_quality SET score = 1 WHERE id = %s", [partner.id])
        self.Quality._rescore()
        self.assertEqual(self.row(partner)["score"], 50)

    def test_the_scheduler_is_woken_again_after_a_rollback(self):
        before = self.triggers()
        with self.assertRaises(ZeroDivisionError), self.env.cr.savepoint():
            self.profile.rule_ids[0].weight = 30
            raise ZeroDivisionError
        self.Profile._rules_changed()
        self.profile.rule_ids[0].weight = 40
        self.assertGreater(self.triggers(), before)
