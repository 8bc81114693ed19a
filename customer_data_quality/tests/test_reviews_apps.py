from datetime import datetime

from odoo import Command
from odoo.tests import tagged

from .common_reviews import ReviewCase


@tagged("-at_install", "post_install")
class TestApps(ReviewCase):
    """What other apps know of customers is found when they are installed, and not missed when they are not."""

    def setUp(self):
        super().setUp()
        self.contact = self.make_contacts(1, days_ago=100, email="a@example.com", phone="+41 44 668 18 00")
        self.Review._refresh(self.contact.ids)

    def happens(self, model, switch, make):
        """Something happens, where the app is there: the card says so, and the contact is an active customer."""
        sources = {source.model for source in self.Partner._review_contact_sources()}
        self.assertEqual(model in sources, model in self.env)
        if model not in self.env:
            self.assertFalse(self.contact.review_card)
            return
        make()
        self.env.flush_all()
        self.env.invalidate_all()
        self.assertEqual(self.contact.with_user(self.anna).review_card["switch"], switch)
        self.assertTrue(self.contact.review_active_customer)
        self.policy[switch] = False
        self.env.invalidate_all()
        self.assertFalse(self.contact.review_card)

    def test_meeting(self):
        def make():
            self.env["calendar.event"].create(
                {
                    "name": "Visit",
                    "start": datetime(2026, 3, 1, 9),
                    "stop": datetime(2026, 3, 1, 10),
                    "partner_ids": [Command.link(self.contact.id)],
                }
            )

        self.happens("calendar.event", "at_meeting", make)

    def test_meeting_to_come(self):
        if "calendar.event" in self.env:
            self.env["calendar.event"].create(
                {
                    "name": "Visit",
                    "start": datetime(2026, 3, 3, 9),
                    "stop": datetime(2026, 3, 3, 10),
                    "partner_ids": [Command.link(self.contact.id)],
                }
            )
        self.assertFalse(self.contact.review_card)

    def test_order(self):
        def make():
            order = self.env["sale.order"].create({"partner_id": self.contact.id})
            order.write({"state": "sale", "date_order": datetime(2026, 3, 1, 9)})

        self.happens("sale.order", "at_order", make)

    def test_invoice(self):
        def make():
            journal = self.env["account.journal"].search([("type", "=", "sale")], limit=1)
            journal = journal or self.env["account.journal"].create({"name": "S", "code": "RVS", "type": "sale"})
            move = self.env["account.move"].create(
                {"move_type": "out_invoice", "partner_id": self.contact.id, "journal_id": journal.id}
            )
            self.env.flush_all()
            # posting is Invoicing's own matter
            self.env.cr.execute(
                "UPDATE account_move SET state = 'posted', invoice_date = '2026-03-01' WHERE id = %s", [move.id]
            )

        self.happens("account.move", "at_invoice", make)

    def test_open_deal_comes_first(self):
        if "opportunity_ids" not in self.Partner._fields:
            self.assertTrue(self.env.ref("customer_data_quality.rank_open_deals").problem)
            return
        rank = self.env.ref("customer_data_quality.rank_open_deals")
        rank.active = True
        self.assertFalse(rank.problem)
        first, second = self.make_contacts(1, days_ago=2000), self.make_contacts(1)
        self.env["crm.lead"].create({"name": "Deal", "partner_id": second.id, "type": "opportunity"})
        self.policy.write({"daily_cap": 1, "lead_days": 0})
        self.plan()
        self.assertEqual(self.open_requests().partner_id, second)
        self.assertTrue(second.review_active_customer)
        self.assertFalse(first.review_active_customer)

    def test_vies(self):
        if "vies_valid" not in self.Partner._fields:
            self.assertFalse(self.Review._has_vies())
            return
        self.contact._review_confirm()
        self.plan()
        self.assertEqual(self.contact.review_state, "current")
        self.contact.vies_valid = not self.contact.vies_valid
        self.plan()
        self.assertEqual(self.contact.review_state, "due")
        self.assertEqual(self.open_requests(self.contact).reason, "vies")
        self.contact._review_confirm()
        self.plan()
        self.assertFalse(self.open_requests(self.contact), "once")
