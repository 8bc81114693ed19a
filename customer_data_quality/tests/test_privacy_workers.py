from threading import Barrier, Thread
from unittest.mock import patch

from psycopg2 import OperationalError
from psycopg2.errors import DeadlockDetected

from odoo.api import Environment
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import ConcurrencyCase
from .common_privacy import PrivacyCase

NAMES = ("Wanda Doppelwerk", "Werner Doppelwerk", "Wilma Doppelwerk")


@tagged("post_install", "-at_install")
class TestPrivacyWorkers(ConcurrencyCase):
    """Several workers search for several requests, each with a connection of its own."""

    def setUp(self):
        super().setUp()
        self.clean()
        with self.cursor() as cr:
            env = self.environment(cr)
            for name in NAMES:
                email = f"{name.split()[0].lower()}@doppelwerk.example"
                partner = env["res.partner"].create({"name": name, "email": email})
                env["mail.blacklist"].create({"email": f"x.{email}"})
                tag = env["res.partner.category"].create({"name": f"Friends of {email}"})
                self.assertTrue(tag)
                request = env["partner.privacy.request"].create(
                    {"kind": "access", "partner_id": partner.id, "identity_method": "known"}
                )
                request.action_identify()
                request.action_search()

    def clean(self):
        with self.registry.cursor() as cr:
            cr.execute("ALTER TABLE partner_privacy_log DISABLE TRIGGER USER")  # it refuses
            of = "SELECT id FROM partner_privacy_request WHERE person_email LIKE '%@doppelwerk.example'"
            for table in ("log", "finding"):
                cr.execute(f"DELETE FROM partner_privacy_{table} WHERE request_id IN ({of})")
            for model, table in (("mail.message", "mail_message"), ("mail.activity", "mail_activity")):
                column = "model" if model == "mail.message" else "res_model"
                cr.execute(f"DELETE FROM {table} WHERE {column} = 'partner.privacy.request' AND res_id IN ({of})")
            cr.execute(f"DELETE FROM partner_privacy_request WHERE id IN ({of})")
            cr.execute("ALTER TABLE partner_privacy_log ENABLE TRIGGER USER")
            cr.execute("DELETE FROM mail_blacklist WHERE email LIKE '%@doppelwerk.example'")
            cr.execute("DELETE FROM res_partner_category WHERE name::text LIKE '%@doppelwerk.example%'")
            cr.execute("DELETE FROM res_partner WHERE email LIKE '%@doppelwerk.example'")

    def query(self, query):
        with self.cursor() as cr:
            cr.execute(query)
            return cr.fetchall()

    def test_two_claim_different_requests(self):
        with self.cursor() as one, self.cursor() as other:
            first = self.environment(one)["partner.privacy.request"]._claim()
            second = self.environment(other)["partner.privacy.request"]._claim()
            self.assertTrue(first and second)
            self.assertNotEqual(first.id, second.id)

    def test_a_deadlock_is_no_end(self):
        query, asked = Environment.execute_query, []

        def execute_query(env, *args):
            asked.append(args)
            if len(asked) == 1:
                raise DeadlockDetected("crossed")
            return query(env, *args)

        with self.cursor() as cr, patch.object(Environment, "execute_query", execute_query):
            self.assertTrue(self.environment(cr)["partner.privacy.request"]._claim())

    def test_two_workers(self):
        start, failed = Barrier(2), []

        def work():
            try:
                with self.cursor() as cr:
                    requests = self.environment(cr)["partner.privacy.request"]
                    start.wait()
                    while request := requests._claim():
                        request._search_tables(60)
                        cr.commit()  # pylint: disable=invalid-commit
            except Exception as error:  # noqa: BLE001 - looked at below
                failed.append(error)

        workers = [Thread(target=work) for _number in range(2)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join(120)
        self.assertFalse(failed)
        self.assertEqual(self.query("SELECT count(*) FROM partner_privacy_request WHERE job IS NOT NULL"), [(0,)])
        found = self.query(
            "SELECT r.person_name, count(*), count(DISTINCT f.res_id) FROM partner_privacy_finding f "
            "JOIN partner_privacy_request r ON r.id = f.request_id "
            "WHERE f.res_model = 'res.partner.category' GROUP BY 1 ORDER BY 1"
        )
        self.assertEqual(found, [(name, 1, 1) for name in NAMES], "each found once")


@tagged("post_install", "-at_install")
class TestPrivacyFailure(PrivacyCase):
    def test_one_that_fails_does_not_hold_up_others(self):
        first, second = self.ask("access"), self.ask("access", partner=self.bystander)
        first.action_search()
        second.action_search()
        finding, fails = type(self.Finding), self.Finding._find_text

        def find_text(self, request, person, table):
            if request.id == first.id:
                raise OperationalError("the disk is full")
            return fails(request, person, table)

        with (
            patch.object(finding, "_find_text", find_text),
            patch.object(type(self.env["ir.cron"]), "_commit_progress", lambda *_args, **_options: 60),
            mute_logger("odoo.addons.customer_data_quality.models.privacy.requests.job"),
            self.assertRaisesRegex(OperationalError, "disk is full"),
        ):
            self.Request._cron_search()
        self.assertEqual((first.job, second.job), ("search", False))
        self.assertTrue(first.job_text)
