from threading import Barrier, Thread

import psycopg2.errors

from odoo.tests import tagged
from odoo.tools import mute_logger

from ..models.reviews.customer.link import PURPOSE
from .common import ConcurrencyCase

REFERENCE = "customer-check-concurrency-test"


@tagged("-at_install", "post_install")
class TestConcurrency(ConcurrencyCase):
    """Several transactions at once, each with a connection of its own, for real; what they commit is removed again."""

    def setUp(self):
        super().setUp()
        self.clean()
        with self.registry.cursor() as cr:
            env = self.environment(cr)
            partner = env["res.partner"].create({"name": "Olga Esche", "email": "olga@esche.example", "ref": REFERENCE})
            _link, url = env["partner.link"]._make(PURPOSE, partner, 7, True)
            self.partner_id, self.token = partner.id, url.rpartition("/")[2]

    def clean(self):
        with self.registry.cursor() as cr:
            partners = self.environment(cr)["res.partner"].search([("ref", "=", REFERENCE)])
            partners.review_proposal_ids.unlink()
            partners.unlink()

    def answer(self, cr, phone):
        """What the page does with a form that was sent."""
        env = self.environment(cr)
        link = env["partner.link"]._resolve(PURPOSE, self.token)
        if not link:
            return False
        link._count_try()
        form = link.partner_id._review_check_form({"phone": phone})
        if not link._use():
            return False
        link.partner_id._review_check_answered(form, "link")
        return True

    def test_two_posts(self):
        """Of two forms sent at once one wins; the other one is started anew by Odoo and finds the link used."""
        barrier, results = Barrier(2), {}

        def run(phone):
            with self.registry.cursor() as cr:
                # both see the link unused before either goes on
                self.environment(cr)["partner.link"]._resolve(PURPOSE, self.token)
                barrier.wait(10)
                try:
                    results[phone] = self.answer(cr, phone)
                    cr.commit()  # pylint: disable=invalid-commit
                except psycopg2.errors.SerializationFailure:
                    cr.rollback()
                    results[phone] = self.answer(cr, phone)

        threads = [Thread(target=run, args=(phone,)) for phone in ("+43 1 5050100", "+43 1 5050101")]
        with mute_logger("odoo.sql_db"):
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join(60)
                self.assertFalse(thread.is_alive(), "a deadlock")
        self.assertEqual(sorted(results.values()), [False, True])
        winner = next(phone for phone, has_won in results.items() if has_won)
        with self.registry.cursor() as cr:
            proposals = self.environment(cr)["res.partner"].browse(self.partner_id).review_proposal_ids
            self.assertEqual(proposals.line_ids.mapped("new_value"), [winner])

    def test_schedulers(self):
        """Two schedulers at once send each mail once."""
        with self.registry.cursor() as cr:
            env = self.environment(cr)
            template = env.ref("customer_data_quality.mail_template_data_check")
            request = env["partner.review.request"].create(
                {
                    "partner_id": self.partner_id,
                    "kind": "customer",
                    "reason": "manual",
                    "mail_template_id": template.id,
                    "company_id": env.company.id,
                }
            )
            self.addCleanup(self.remove_mails)
        barrier, failures, late = Barrier(2), [], []

        def run():
            try:
                with self.registry.cursor() as cr:
                    env = self.environment(cr)
                    barrier.wait(10)
                    requests = env["partner.review.request"].browse(request.id)
                    requests.try_lock_for_update(allow_referencing=True)._send_to_customers()
            except psycopg2.errors.SerializationFailure as error:
                late.append(error)  # the scheduler tries again later, and finds nothing to send
            except Exception as error:  # noqa: BLE001 - looked at below
                failures.append(error)

        threads = [Thread(target=run) for _number in range(2)]
        with mute_logger("odoo.sql_db"):
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join(60)
        self.assertEqual(failures, [])
        self.assertLess(len(late), 2)
        with self.registry.cursor() as cr:
            mails = self.environment(cr)["mail.mail"].search([("recipient_ids", "in", [self.partner_id])])
            self.assertEqual(len(mails), 1)

    def remove_mails(self):
        with self.registry.cursor() as cr:
            self.environment(cr)["mail.mail"].search([("recipient_ids", "in", [self.partner_id])]).unlink()
