from threading import Barrier, Thread
from unittest.mock import patch

from psycopg2.errors import LockNotAvailable

from odoo.tests import tagged

from ..models.silos import scan
from .common import ConcurrencyCase

NAMES = ("Wiesenthaler", "Haslacher", "Obermoser", "Kumpusch", "Zdrahal", "Lugauer")


@tagged("-at_install", "post_install")
class TestConcurrency(ConcurrencyCase):
    """Several workers, each with a connection of its own, for real; what they commit is removed again."""

    def setUp(self):
        super().setUp()
        self.clean()
        with self.cursor() as cr:
            env = self.environment(cr)
            self.guests = (
                env["mail.guest"]
                .create([{"name": f"Klara {name}", "email": f"{name}@silo.example"} for name in NAMES])
                .ids
            )
            sources = env["partner.silo.source"]
            sources._propose()
            self.source_id = sources.search([("model", "=", "mail.guest")]).id
            cr.execute("DELETE FROM partner_silo_batch")
            for guest in self.guests:
                cr.execute("INSERT INTO partner_silo_batch (source_id, ids) VALUES (%s, %s)", [self.source_id, [guest]])

    def clean(self):
        with self.registry.cursor() as cr:
            cr.execute("DELETE FROM mail_guest WHERE email LIKE '%@silo.example'")
            for table in ("batch", "record", "snapshot", "overlap"):
                cr.execute(f"DELETE FROM partner_silo_{table}")
            cr.execute("UPDATE partner_silo_source SET scan = 'idle', scanned_until = NULL, scanned_full = NULL")

    def left(self):
        with self.cursor() as cr:
            cr.execute("SELECT count(*) FROM partner_silo_batch")
            return cr.fetchone()[0]

    def found(self):
        with self.cursor() as cr:
            cr.execute("SELECT res_id FROM partner_silo_record WHERE source_id = %s ORDER BY 1", [self.source_id])
            return [id_ for (id_,) in cr.fetchall()]

    def test_two_claim_different_records(self):
        with self.cursor() as one, self.cursor() as other:
            first = self.environment(one)["partner.silo.batch"]._claim()
            second = self.environment(other)["partner.silo.batch"]._claim()
            self.assertEqual((first[1], second[1]), (self.guests[:1], self.guests[1:2]))
            one.rollback()
            other.rollback()
        self.assertEqual(self.left(), len(NAMES), "what a killed worker was at waits for the next")

    def test_two_workers(self):
        start, failed = Barrier(2), []

        def work():
            try:
                with self.cursor() as cr:
                    sources = self.environment(cr)["partner.silo.source"]
                    start.wait()
                    held = {}
                    while sources._work(held, commit=True):
                        cr.commit()  # pylint: disable=invalid-commit
            except Exception as error:  # noqa: BLE001 - looked at below
                failed.append(error)

        threads = [Thread(target=work) for _number in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(failed, [])
        self.assertEqual(self.left(), 0)
        self.assertEqual(self.found(), self.guests)

    def test_a_locked_row_is_tried_again(self):
        with self.cursor() as cr:
            batches = type(self.environment(cr)["partner.silo.batch"])
            with patch.object(batches, "_claim", side_effect=[LockNotAvailable("locked"), None]) as claimed:
                self.assertEqual(self.environment(cr)["partner.silo.source"]._work({}, commit=True), 0)
            self.assertEqual(claimed.call_count, 2)

    def test_killed_while_it_works(self):
        with self.cursor() as cr:
            sources = self.environment(cr)["partner.silo.source"]
            self.assertEqual(sources._work({}, commit=True), 1)
            cr.commit()  # pylint: disable=invalid-commit
            self.assertEqual(sources._work({}, commit=True), 1)
            cr.rollback()  # the connection is lost
        self.assertEqual(self.left(), len(NAMES) - 1)
        self.assertEqual(self.found(), self.guests[:1])
        with self.cursor() as cr:
            self.environment(cr)["partner.silo.source"]._scan(commit=True)
        self.assertEqual(self.found(), self.guests)

    def test_one_queues_at_a_time(self):
        with self.cursor() as one, self.cursor() as other:
            sources = [self.environment(cr)["partner.silo.source"].browse(self.source_id) for cr in (one, other)]
            self.assertTrue(sources[0]._take())
            self.assertFalse(sources[1]._take())
        self.assertGreater(scan.MAX_TRIES, 1)
