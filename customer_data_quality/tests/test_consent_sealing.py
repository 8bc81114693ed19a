"""Several transactions at once, each with a connection of its own; what they commit stays, as events do."""

import logging
import time
from threading import Barrier, Thread

from odoo.service.model import retrying
from odoo.tests import get_db_name, tagged
from odoo.tools import mute_logger

from ..models.consent.event_seal import seal_committed
from .common import ConcurrencyCase

WORKERS, EVENTS = 4, 8


@tagged("-at_install", "post_install")
class TestConsentConcurrency(ConcurrencyCase):
    """The company is one of its own, and its triggers are put aside to take away what the test has left."""

    def setUp(self):
        super().setUp()
        with self.cursor() as cr:
            env = self.environment(cr)
            self.company_id = env["res.company"].create({"name": "Consent Concurrency"}).id
            self.purpose_id = env["partner.consent.purpose"].create({"name": "Test", "code": "test_concurrency"}).id
            self.partner_ids = (
                env["res.partner"]
                .create([{"name": f"Contact {n}", "email": f"contact{n}@example.com"} for n in range(WORKERS * EVENTS)])
                .ids
            )

    def clean(self):
        with self.cursor() as cr:
            cr.execute("ALTER TABLE partner_consent_event DISABLE TRIGGER USER")
            for table in ("event", "check", "chain"):
                cr.execute(f"DELETE FROM partner_consent_{table} WHERE company_id = %s", [self.company_id])
            cr.execute("DELETE FROM partner_consent WHERE company_id = %s", [self.company_id])
            cr.execute("ALTER TABLE partner_consent_event ENABLE TRIGGER USER")
            env = self.environment(cr)
            env["partner.consent.purpose"].browse(self.purpose_id).unlink()
            env["res.partner"].browse(self.partner_ids).unlink()
            company = env["res.company"].browse(self.company_id)
            partner = company.partner_id
            company.unlink()
            partner.unlink()

    def record(self, cr, partner_ids, kind="granted"):
        env = self.environment(cr)
        return (
            env["res.partner"]
            .browse(partner_ids)
            ._consent_record(
                env["partner.consent.purpose"].browse(self.purpose_id),
                "email",
                kind,
                method="import",
                act_date="2026-01-01 00:00:00",
                note="Test",
                company=env["res.company"].browse(self.company_id),
            )
        )

    def together(self, *actions):
        barrier, errors = Barrier(len(actions)), []

        def run(action):
            try:
                barrier.wait(10)
                action()
            except Exception as error:  # noqa: BLE001 - raised again below
                errors.append(error)

        threads = [Thread(target=run, args=[action]) for action in actions]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
            self.assertFalse(thread.is_alive(), "a deadlock")
        if errors:
            raise errors[0]

    def chain(self):
        with self.cursor() as cr:
            cr.execute(
                "SELECT sequence, previous_hash, hash FROM partner_consent_event WHERE company_id = %s "
                "ORDER BY sequence NULLS LAST",
                [self.company_id],
            )
            rows = cr.fetchall()
            env = self.environment(cr)
            problems = env["partner.consent.event"]._verify_chain(env["res.company"].browse(self.company_id))
        self.assertEqual(problems, [])
        return rows

    def assert_whole(self, number):
        rows = self.chain()
        self.assertEqual([sequence for sequence, _previous, _hash in rows], list(range(1, number + 1)), "no gaps")
        self.assertEqual([row[2] for row in rows][:-1], [row[1] for row in rows][1:], "no forks")

    def test_many_at_once(self):
        def record(mine):
            for id_ in mine:
                with self.cursor() as cr:
                    self.record(cr, [id_])

        shares = [self.partner_ids[worker::WORKERS] for worker in range(WORKERS)]
        self.together(*[lambda mine=mine: record(mine) for mine in shares])
        self.assert_whole(WORKERS * EVENTS)

    def test_what_is_rolled_back_leaves_no_gap(self):
        with self.cursor() as cr:
            self.record(cr, self.partner_ids[:1])
        with self.cursor() as cr:
            self.record(cr, self.partner_ids[1:2])
            cr.rollback()  # pylint: disable=invalid-commit
        with self.cursor() as cr:
            self.record(cr, self.partner_ids[2:3])
        self.assert_whole(2)

    def test_nobody_waits_for_a_long_transaction(self):
        with self.cursor() as importing:
            self.record(importing, self.partner_ids[:5])
            start = time.monotonic()
            with self.cursor() as colleague:
                colleague.execute("SET lock_timeout = '1s'")
                self.record(colleague, self.partner_ids[5:6])
            self.assertLess(time.monotonic() - start, 5)
            with self.cursor() as cr:
                cr.execute(
                    "SELECT count(*) FROM partner_consent_event WHERE company_id = %s AND hash IS NOT NULL",
                    [self.company_id],
                )
                self.assertEqual(cr.fetchone(), (1,), "sealed while the import goes on")
        self.assert_whole(6)

    def test_a_lock_that_lasts_leaves_the_seal_to_the_scheduler(self):
        with self.cursor() as cr:
            self.record(cr, self.partner_ids[:1])
        with self.cursor() as holder:
            holder.execute("SELECT FROM partner_consent_chain WHERE company_id = %s FOR UPDATE", [self.company_id])
            with mute_logger("odoo.sql_db"), self.cursor() as cr:
                self.record(cr, self.partner_ids[1:2])
            with self.cursor() as cr:
                cr.execute(
                    "SELECT count(*) FROM partner_consent_event WHERE company_id = %s AND hash IS NULL",
                    [self.company_id],
                )
                self.assertEqual(cr.fetchone(), (1,))
        seal_committed(get_db_name())
        self.assert_whole(2)

    def test_two_about_the_same_consent(self):
        """Whoever comes second begins anew, sees what the first has recorded, and the state follows from both."""

        def act(kind):
            with self.cursor() as cr:
                env = self.environment(cr)
                retrying(lambda: self.record(cr, self.partner_ids[:1], kind), env)

        level = logging.getLogger("odoo.service.model").level
        with mute_logger("odoo.sql_db", "odoo.service.model"):
            self.together(*[lambda kind=kind: act(kind) for kind in ("granted", "withdrawn", "granted", "requested")])
        logging.getLogger("odoo.service.model").setLevel(level)
        self.assert_whole(4)
        with self.cursor() as cr:
            env = self.environment(cr)
            consent = env["partner.consent"].search([("company_id", "=", self.company_id)])
            self.assertEqual(len(consent), 1)
            self.assertEqual(consent.state, "withdrawn", "at the same instant, a no counts")
            self.assertEqual(env["partner.consent"]._verify_states(env["res.company"].browse(self.company_id)), [])
