from unittest.mock import patch

from psycopg2.errors import DeadlockDetected, LockNotAvailable, SerializationFailure

from odoo.tests import tagged
from odoo.tools import SQL, mute_logger

from .common import ConcurrencyCase

REFERENCE = "concurrency-test"


@tagged("-at_install", "post_install")
class TestConcurrency(ConcurrencyCase):
    """Several transactions at once, each with a connection of its own, for real; what they commit is removed again."""

    def setUp(self):
        super().setUp()
        with self.cursor() as cr:
            contacts = [{"name": f"C {number}", "ref": REFERENCE} for number in range(3)]
            self.ids = self.environment(cr)["res.partner"].create(contacts).ids

    def cursor(self):
        cr = self.registry.cursor()
        cr.execute("SET LOCAL lock_timeout = '5s'; SET LOCAL statement_timeout = '20s'")
        return cr

    def clean(self):
        with self.registry.cursor() as cr:
            partners = self.environment(cr)["res.partner"].with_context(active_test=False)
            partners.search([("ref", "=", REFERENCE)]).unlink()

    def scores(self):
        with self.cursor() as cr:
            cr.execute(
                "SELECT score, verified ? 'email' FROM partner_quality WHERE id = ANY(%s) ORDER BY id", [self.ids]
            )
            return cr.fetchall()

    def run_job(self):
        with self.cursor() as cr:
            self.environment(cr)["partner.quality"]._cron_rescore()

    def waiting(self):
        with self.cursor() as cr:
            cr.execute("SELECT partner_id FROM partner_quality_pending WHERE partner_id = ANY(%s)", [self.ids])
            return {row[0] for row in cr.fetchall()}

    def test_a_locked_score_does_not_block_a_save(self):
        before = self.scores()
        with self.cursor() as colleague:
            colleague.execute("SELECT id FROM partner_quality WHERE id = %s FOR UPDATE", [self.ids[0]])
            with self.cursor() as cr:
                # waits for nobody, or the lock timeout strikes
                self.environment(cr)["res.partner"].browse(self.ids).email = "a@example.com"
            after = self.scores()
            self.assertEqual(after[0], before[0], "locked")
            self.assertGreater(after[1][0], before[1][0], "the others are scored at once")
            self.assertEqual(self.waiting(), {self.ids[0]})
        self.run_job()
        self.assertEqual(self.scores()[0], after[1], "scored later, and the verified field is not forgotten")
        self.assertEqual(self.waiting(), set())

    def test_rescoring_does_not_lock_contacts(self):
        with self.cursor() as job:
            self.environment(job)["partner.quality"]._rescore([("id", "in", self.ids)])
            job.execute("UPDATE partner_quality SET score = 1 WHERE id = ANY(%s)", [self.ids])
            with self.cursor() as cr:
                self.environment(cr)["res.partner"].browse(self.ids).email = "a@example.com"
            job.rollback()
        self.run_job()
        self.assertEqual(len(set(self.scores())), 1)
        self.assertEqual(self.waiting(), set())

    def test_two_saves_in_opposite_order(self):
        """Rows locked crosswise would be a deadlock; whoever comes second leaves the row to the background."""
        one, other = self.ids[:2]
        with self.cursor() as first, self.cursor() as second:
            for cr, own in ((first, one), (second, other)):
                self.environment(cr)["res.partner"].browse(own).email = "a@example.com"
                cr.flush()
            for cr, locked in ((first, other), (second, one)):
                partner = self.environment(cr)["res.partner"].browse(locked)
                # so that there is something to write
                partner._quality_verify(["email"])
                partner._quality_rescore()
        self.assertEqual(self.waiting(), {one, other})
        self.run_job()
        self.assertEqual(self.waiting(), set())
        self.assertEqual([verified for _score, verified in self.scores()[:2]], [True, True])

    def test_two_schedulers_share_the_queue(self):
        with self.cursor() as cr:
            self.environment(cr)["partner.quality.pending"]._add(self.ids)
        with self.cursor() as first:
            first.execute(
                "SELECT id FROM partner_quality_pending WHERE partner_id = %s FOR UPDATE SKIP LOCKED", [self.ids[0]]
            )
            with self.cursor() as second:
                self.environment(second)["partner.quality"]._rescore_pending()
            self.assertEqual(self.waiting(), {self.ids[0]}, "what the first has taken is left to it")

    @mute_logger("odoo.sql_db")
    def test_batch_is_scored_again_when_a_colleague_was_quicker(self):
        with self.cursor() as job:
            env = self.environment(job)
            job.execute("SELECT 1 FROM partner_quality")  # the job's view of the data is of this moment
            with self.cursor() as cr:
                self.environment(cr)["res.partner"].browse(self.ids).email = "a@example.com"
            job.execute("SELECT count(*) FROM res_partner WHERE id = ANY(%s) AND email IS NULL", [self.ids])
            self.assertEqual(job.fetchone()[0], 3, "the job does not see the change yet")
            where = self.condition()
            # forces a write to each row, which PostgreSQL refuses after the colleague's
            job.execute("SAVEPOINT s")
            with self.assertRaises(SerializationFailure):
                job.execute("UPDATE partner_quality SET score = 2 WHERE id = ANY(%s)", [self.ids])
            job.execute("ROLLBACK TO SAVEPOINT s")
            env["partner.quality"]._rescore_batch(where, commit=True, recheck=True)
        after = self.scores()
        self.assertEqual(len(set(after)), 1)
        self.assertTrue(after[0][1])
        with self.cursor() as cr:
            cr.execute("SELECT version FROM partner_quality WHERE id = ANY(%s)", [self.ids])
            version = self.environment(cr)["partner.quality.profile"]._ruleset().version
            self.assertEqual({row[0] for row in cr.fetchall()}, {version})

    def test_a_batch_that_met_a_deadlock_is_scored_again(self):
        with self.cursor() as cr:
            quality = self.environment(cr)["partner.quality"]
            outcomes = [DeadlockDetected("crossed"), None]
            with patch.object(type(quality), "_rescore_where", side_effect=outcomes) as scored:
                quality._rescore_batch(self.condition(), commit=True, recheck=True)
            self.assertEqual(scored.call_count, 2)

    def condition(self):
        ids = self.ids
        return lambda alias: SQL("%s = ANY(%s)", SQL.identifier(alias, "id"), ids)

    def test_lock_timeout_is_in_force(self):
        """The tests above prove nothing if a lock were waited for."""
        with self.cursor() as colleague, self.cursor() as cr:
            colleague.execute("SELECT id FROM partner_quality WHERE id = %s FOR UPDATE", [self.ids[0]])
            with self.assertRaises(LockNotAvailable), mute_logger("odoo.sql_db"):
                cr.execute("SET LOCAL lock_timeout = '100ms'")
                cr.execute("SELECT id FROM partner_quality WHERE id = %s FOR UPDATE", [self.ids[0]])
