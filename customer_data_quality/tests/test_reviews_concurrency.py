import threading
from unittest.mock import Mock

from psycopg2.errors import DeadlockDetected, LockNotAvailable

from odoo.tests import tagged
from odoo.tools import SQL, mute_logger

from ..models.reviews.planner import PLAN_LOCK
from .common import ConcurrencyCase

REFERENCE = "REVIEW CONCURRENCY"


@tagged("-at_install", "post_install")
class TestReviewConcurrency(ConcurrencyCase):
    """Several planners and colleagues at once, each with a connection of its own; what they commit is removed."""

    def setUp(self):
        super().setUp()
        with self.cursor() as cr:
            env = self.environment(cr)
            self.shipped = env["partner.review.policy"].search([]).ids
            env["partner.review.policy"].browse(self.shipped).active = False
            env["partner.review.policy"].create(
                {"name": REFERENCE, "domain": f"[('ref', '=', '{REFERENCE}')]", "daily_cap": 3, "sequence": 0}
            )
            contacts = [{"name": f"C {number}", "ref": REFERENCE, "user_id": 2} for number in range(20)]
            self.ids = env["res.partner"].create(contacts).ids
            env.flush_all()
            cr.execute("UPDATE res_partner SET create_date = now() - interval '3 years' WHERE id = ANY(%s)", [self.ids])

    def clean(self):
        with self.registry.cursor() as cr:
            env = self.environment(cr)
            env["mail.activity"].search([("res_model", "=", "res.partner"), ("res_id", "in", self.ids)]).unlink()
            env["res.partner"].with_context(active_test=False).search([("ref", "=", REFERENCE)]).unlink()
            env["partner.review.policy"].search([("name", "=", REFERENCE)]).unlink()
            env["partner.review.policy"].browse(self.shipped).active = True

    def activities(self):
        with self.cursor() as cr:
            cr.execute(
                "SELECT res_id FROM mail_activity WHERE res_model = 'res.partner' AND res_id = ANY(%s)", [self.ids]
            )
            return [row[0] for row in cr.fetchall()]

    def requests(self, contact):
        return contact.env["partner.review.request"].search([("partner_id", "=", contact.id)])

    def run_planner(self, errors=None):
        try:
            with self.cursor() as cr:
                return self.environment(cr)["partner.review"]._plan(commit=True)
        except Exception as error:
            if errors is None:
                raise
            errors.append(error)

    def test_two_planners_at_once(self):
        errors = []
        threads = [threading.Thread(target=self.run_planner, args=(errors,)) for _number in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertFalse(errors)
        self.run_planner()  # whoever came second may have left something to the next run
        found = self.activities()
        self.assertEqual(len(found), len(set(found)))
        self.assertEqual(len(found), 20)

    def test_the_second_does_not_wait(self):
        with self.cursor() as first:
            first.execute(SQL("SELECT pg_try_advisory_xact_lock(%s)", PLAN_LOCK).code, [PLAN_LOCK])
            self.assertEqual(self.run_planner(), 0)
        self.assertFalse(self.activities())

    def test_reviewed_while_it_is_planned(self):
        """A colleague confirms a contact after the planner has begun: no second activity, no error."""
        self.run_planner()
        with self.cursor() as planner:
            env = self.environment(planner)
            planner.execute("SELECT 1 FROM partner_review")  # the planner's view of the data is of this moment
            with self.cursor() as cr:
                self.environment(cr)["res.partner"].browse(self.ids[0])._review_confirm()
            env["partner.review"]._plan(commit=True)
        with self.cursor() as cr:
            contact = self.environment(cr)["res.partner"].browse(self.ids[0])
            self.assertEqual(contact.review_state, "current")
            self.assertFalse(self.requests(contact).filtered(lambda request: request.state == "open"))

    def test_a_deadlock_is_planned_anew(self):
        with self.cursor() as cr:
            step = Mock(side_effect=[DeadlockDetected("crossed"), 3])
            self.assertEqual(self.environment(cr)["partner.review"]._in_turn(step, commit=True), 3)

    def test_confirming_twice_at_once(self):
        """Two colleagues confirm the same contact: the second does not wait for long, and nothing is counted twice."""
        self.run_planner()
        with self.cursor() as first, self.cursor() as second:
            second.execute("SET LOCAL lock_timeout = '100ms'")
            self.environment(first)["res.partner"].browse(self.ids[0])._review_confirm()
            self.environment(first).flush_all()
            first.flush()
            with self.assertRaises(LockNotAvailable), mute_logger("odoo.sql_db"):
                self.environment(second)["res.partner"].browse(self.ids[0])._review_confirm()
                second.flush()
            second.rollback()
        with self.cursor() as cr:
            requests = self.requests(self.environment(cr)["res.partner"].browse(self.ids[0]))
            self.assertEqual(requests.mapped("state"), ["done"])
