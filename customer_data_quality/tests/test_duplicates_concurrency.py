from threading import Barrier, Thread
from unittest.mock import Mock, patch

from psycopg2.errors import LockNotAvailable, SerializationFailure

from odoo.tests import tagged
from odoo.tools import mute_logger

from ..models.duplicates import scan_run, scan_steps
from .common import ConcurrencyCase

GIVEN_NAMES = ("Klara", "Bruno", "Emil", "Rosa", "Vinzenz")
FAMILY_NAMES = (
    "Wiesenthaler Haslacher Steiner Obermoser Kumpusch Zdrahal Lugauer Petschnig Brunnhuber Fankhauser "
    "Gschwandtner Ixmeier Jordanek Quendler Rathgeb Schmölzer Tumler Uranitsch Vavrik Nemeth"
).split()
REFERENCE = "duplicates-concurrency-test"


@tagged("-at_install", "post_install")
class TestConcurrency(ConcurrencyCase):
    """Several transactions at once, each with a connection of its own, for real; what they commit is removed again."""

    def setUp(self):
        super().setUp()
        self.clean()
        with self.cursor() as cr:
            env = self.environment(cr)
            country = env.ref("base.de").id
            contacts = [
                {
                    "name": f"{GIVEN_NAMES[number % 5]} {FAMILY_NAMES[number]}",
                    "street": f"{FAMILY_NAMES[-number]}weg {number + 1}",
                    "zip": str(11000 + 3517 * number),
                    "city": f"{FAMILY_NAMES[-number]}dorf",
                    "country_id": country,
                    "email": f"{FAMILY_NAMES[number]}@example.com",
                    "ref": REFERENCE,
                }
                for number in range(20)
                for _twin in range(2)
            ]
            self.ids = env["res.partner"].create(contacts).ids

    def clean(self):
        with self.registry.cursor() as cr:
            env = self.environment(cr)
            partners = env["res.partner"].with_context(active_test=False)
            partners.search([("ref", "=", REFERENCE)]).unlink()
            env["partner.duplicate.scan"].search([]).unlink()
            for table in ("pair", "group", "todo", "touched"):
                cr.execute(f"DELETE FROM partner_duplicate_{table}")
            cr.execute("DELETE FROM partner_match_frequency")
            env["partner.match.key"]._refresh()
            model = env["partner.match.model"]
            fresh = model.default_get(["threshold_certain", "threshold_possible"])
            model._current().write({"adaptation": False, "threshold_possible": 0.0, **fresh})

    def scan(self, cr, **options):
        return self.environment(cr)["partner.duplicate.scan"]._scan(commit=True, **options)

    def groups(self):
        with self.cursor() as cr:
            cr.execute(
                "SELECT array_agg(partner_id ORDER BY partner_id) FROM partner_duplicate_member "
                "WHERE partner_id = ANY(%s) GROUP BY group_id ORDER BY 1",
                [self.ids],
            )
            return [members for (members,) in cr.fetchall()]

    def expected(self):
        return [self.ids[number : number + 2] for number in range(0, 40, 2)]

    def together(self, *actions):
        """Run actions at once, each in a thread with a cursor; return their results, raise what they raised."""
        barrier, results = Barrier(len(actions)), [None] * len(actions)

        def run(number, action):
            try:
                with self.cursor() as cr:
                    barrier.wait(10)
                    results[number] = action(cr)
            except Exception as error:  # noqa: BLE001 - raised again below
                results[number] = error

        threads = [Thread(target=run, args=each) for each in enumerate(actions)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
            self.assertFalse(thread.is_alive(), "a deadlock")
        for result in results:
            if isinstance(result, Exception):
                raise result
        return results

    def assert_clean(self):
        with self.cursor() as cr:
            cr.execute(
                "SELECT (SELECT count(*) FROM partner_duplicate_batch), (SELECT count(*) FROM partner_duplicate_todo), "
                "(SELECT count(*) FROM partner_duplicate_touched), (SELECT count(*) FROM partner_match_pending), "
                "(SELECT count(*) FROM partner_duplicate_scan WHERE state <> 'done')"
            )
            self.assertEqual(cr.fetchone(), (0, 0, 0, 0, 0))

    def test_two_full_searches_share_the_work(self):
        with patch.object(scan_steps, "PAIRS", 2):
            one, other = self.together(*[lambda cr: self.scan(cr, full=True)] * 2)
        self.assertEqual(self.groups(), self.expected())
        self.assertEqual(one["groups"], other["groups"])
        self.assert_clean()
        with self.cursor() as cr:
            cr.execute("SELECT count(*) FROM partner_duplicate_scan WHERE is_full AND contacts > 0")
            self.assertLessEqual(cr.fetchone()[0], 2)
            cr.execute("SELECT count(*), count(DISTINCT (partner_a, partner_b)) FROM partner_duplicate_pair")
            number, different = cr.fetchone()
            self.assertEqual(number, different)

    def test_the_index_is_made_while_somebody_works_alone(self):
        """Contacts can be read meanwhile, and whoever chooses pairs is not held up."""
        with self.cursor() as cr:
            cr.execute("DROP INDEX partner_match_key_keys_idx")
        with self.cursor() as alone, self.cursor() as cr:
            self.assertTrue(self.environment(alone)["partner.duplicate.scan"]._is_alone())
            scan = self.environment(cr)["partner.duplicate.scan"]._start(full=True)
            cr.commit()  # pylint: disable=invalid-commit
            self.assertTrue(scan._do_beside({}, Mock()))
            alone.execute("SET LOCAL lock_timeout = '1s'")
            alone.execute("SELECT count(*) FROM partner_match_key WHERE keys <> '{}'")
            self.assertGreater(alone.fetchone()[0], 0)
            cr.commit()  # pylint: disable=invalid-commit
            self.assertIsNone(scan._do_beside({}, Mock()), "nothing else can be done beside")
        with self.cursor() as cr:
            self.assertTrue(self.environment(cr)["partner.match.key"]._has_index())
            self.scan(cr)
        self.assertEqual(self.groups(), self.expected())
        self.assert_clean()

    def test_who_has_to_wait_looks_up_again_soon(self):
        with self.cursor() as alone, self.cursor() as cr:
            self.environment(alone)["partner.duplicate.scan"]._is_alone()
            self.environment(cr)["partner.duplicate.scan"]._wait()
            alone.execute("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")
            self.assertEqual(alone.fetchone()[0], 0)

    def test_who_drops_the_index_holds_nobody_up(self):
        with self.cursor() as cr, self.cursor() as colleague:
            keys = self.environment(cr)["partner.match.key"]
            cr.execute("DELETE FROM partner_match_key WHERE id = ANY(%s)", [self.ids])
            self.environment(cr)["partner.match.pending"]._add_outdated()
            cr.commit()  # pylint: disable=invalid-commit
            colleague.execute("SET lock_timeout = '1s'")

            def step(count):
                cr.commit()  # pylint: disable=invalid-commit
                colleague.execute("SELECT count(*) FROM partner_match_key")
                counts.append((count, colleague.fetchone()[0]))
                colleague.rollback()
                return True

            counts = []
            with patch.object(type(keys), "_is_first_fill", lambda *_args: True):
                keys._refresh(step=step)
            self.assertEqual(counts[0][0], 0, "before any keys are made")
            self.assertTrue(keys._has_index())

    def test_two_searches_of_what_has_changed(self):
        with self.cursor() as cr:
            self.scan(cr, full=True)
            self.environment(cr)["res.partner"].browse(self.ids).write({"city": "Altstett"})
        with patch.object(scan_steps, "CHANGED", 3):
            one, other = self.together(self.scan, self.scan)
        self.assertEqual(one["contacts"] + other["contacts"], 40, "each contact once")
        self.assertEqual(self.groups(), self.expected())
        self.assert_clean()

    def test_search_while_contacts_are_saved_and_looked_up(self):
        def save(cr):
            for id_ in self.ids:
                partner = self.environment(cr)["res.partner"].browse(id_)
                partner.phone = f"+49 30 23125 {id_ % 1000}"
                partner._find_duplicates()
                cr.commit()  # pylint: disable=invalid-commit

        def decide(cr):
            for one, other in self.expected()[:5]:
                self.environment(cr)["res.partner"].browse(one).duplicates_mark_different([other])
                cr.commit()  # pylint: disable=invalid-commit

        with patch.object(scan_steps, "PAIRS", 2), patch.object(scan_steps, "CHANGED", 3):
            self.together(
                lambda cr: self.scan(cr, full=True),
                lambda cr: self.retried(cr, save),
                lambda cr: self.scan(cr),
                lambda cr: self.retried(cr, decide),
            )
            with self.cursor() as cr:
                self.scan(cr)
        self.assert_clean()
        groups = self.groups()
        with self.cursor() as cr:
            cr.execute("SELECT partner_a_id FROM partner_duplicate_verdict WHERE state = 'reopened'")
            reopened = [id_ for (id_,) in cr.fetchall()]
        self.assertEqual(
            groups, [pair for pair in self.expected() if pair in self.expected()[5:] or pair[0] in reopened]
        )

    def retried(self, cr, action):
        """As Odoo does with every request that comes into the way of another one."""
        return self.environment(cr)["partner.duplicate.scan"]._retried(lambda: action(cr), commit=True)

    def test_nobody_waits_for_whoever_looks_up(self):
        """A long transaction that has made keys for a lookup holds nobody up."""
        with self.cursor() as importing:
            self.environment(importing)["res.partner"].browse(self.ids[0])._find_duplicates()
            with self.cursor() as colleague:
                colleague.execute("SET lock_timeout = '1s'")
                partner = self.environment(colleague)["res.partner"].browse(self.ids[0])
                partner.city = "Altstett"
                partner._find_duplicates()
                colleague.commit()
                self.scan(colleague)
            importing.commit()
        with self.cursor() as cr:
            self.scan(cr)
        self.assert_clean()

    def test_keys_wait_for_the_one_who_writes_them(self):
        with self.cursor() as cr:
            self.environment(cr)["partner.match.key"]._refresh()
            self.environment(cr)["res.partner"].browse(self.ids[:2]).city = "Altstett"
        with self.cursor() as colleague:
            colleague.execute("SELECT id FROM partner_match_key WHERE id = %s FOR UPDATE", [self.ids[0]])
            with self.cursor() as cr:
                self.environment(cr)["partner.match.key"]._refresh()
                cr.execute("SELECT partner_id FROM partner_match_pending")
                self.assertEqual(cr.fetchall(), [(self.ids[0],)])

    @mute_logger("odoo.sql_db")
    def test_a_search_that_fails_says_why_and_can_be_begun_anew(self):
        with (
            self.cursor() as cr,
            patch.object(scan_steps.PartnerDuplicateScan, "_score_batch", side_effect=ValueError("no such weight")),
            self.assertRaisesRegex(ValueError, "no such weight"),
        ):
            self.scan(cr, full=True)
        with self.cursor() as cr:
            progress = self.environment(cr)["partner.duplicate.group"].scan_progress()
            self.assertEqual((progress["state"], progress["error"]), ("failed", "ValueError: no such weight"))
            self.scan(cr)
        self.assertEqual(self.groups(), self.expected())

    def test_gives_up_on_endless_conflicts(self):
        for error, code in ((SerializationFailure, "40001"), (LockNotAvailable, "55P03")):
            with self.subTest(code), self.cursor() as cr:
                scan = self.environment(cr)["partner.duplicate.scan"]
                query = f"DO $$ BEGIN RAISE EXCEPTION 'crossed' USING ERRCODE = '{code}'; END $$"
                collide = Mock(side_effect=lambda cr=cr, query=query: cr.execute(query))
                with self.assertRaisesRegex(error, "crossed"):
                    scan._retried(collide, commit=True)
                self.assertEqual(collide.call_count, scan_run.MAX_TRIES)
