from datetime import timedelta

from odoo import fields
from odoo.exceptions import ValidationError
from odoo.tests import Form, new_test_user, tagged
from odoo.tools import SQL

from ..engine import rfm
from .common_touchpoints import TouchpointCase


@tagged("-at_install", "post_install")
class TestSegments(TouchpointCase):
    """How recently, how often and for how much customers have bought, in words that people sort by."""

    def setUp(self):
        super().setUp()
        self.Segment = self.env["partner.segment"]
        self.us = self.env.company
        # what others have sold is not looked at
        for model in ("sale.order", "account.move", "pos.order"):
            if model in self.env:
                table = SQL.identifier(self.env[model]._table)
                self.env.cr.execute(SQL("UPDATE %s SET state = 'cancel'", table))

    def orders(self, partner, days_ago, amounts, company=None):
        """Confirmed orders without taxes."""
        if "sale.order" not in self.env:
            self.skipTest("the app for orders is not installed")
        orders = self.env["sale.order"].create(
            [{"partner_id": partner.id, "company_id": (company or self.us).id} for _amount in amounts]
        )
        self.env.flush_all()
        day = fields.Datetime.now() - timedelta(days=days_ago)
        for order, amount in zip(orders, amounts, strict=True):
            # confirming is the app's own matter
            self.env.cr.execute(
                "UPDATE sale_order SET state = 'sale', date_order = %s, amount_untaxed = %s, currency_rate = 1 "
                "WHERE id = %s",
                [day, amount, order.id],
            )
        orders.invalidate_recordset()
        return orders

    def refresh(self, company=None):
        count = self.Segment._refresh_company(company or self.us)
        self.env.invalidate_all()
        return count

    def row(self, partner, company=None):
        return self.Segment.search([("contact", "=", partner.id), ("company_id", "=", (company or self.us).id)])

    def test_users_without_the_role_are_made(self):
        """Users inherit the field from their contact; nobody has to see segments in order to create a user."""
        groups = self.env.ref("base.group_erp_manager") + self.env.ref("base.group_partner_manager")
        maker = new_test_user(self.env, "segment_maker", "base.group_erp_manager,base.group_partner_manager")
        maker.group_ids = [(6, 0, groups.ids)]
        self.env.invalidate_all()
        vals = {"name": "Made", "login": "segment_made", "notification_type": "inbox"}
        made = self.env["res.users"].with_user(maker).create(vals)
        self.env.flush_all()
        self.assertTrue(made.exists())

    def test_every_field_of_the_grid_has_a_segment(self):
        known = dict(self.Segment._fields["segment"].selection)
        met = {rfm.segment(r, f, v) for r in range(1, 6) for f in range(1, 6) for v in range(1, 6)}
        self.assertEqual(met, set(known))
        for frequency in range(1, 6):
            ranks = [rfm.segment(recency, frequency, frequency) for recency in range(1, 6)]
            self.assertEqual(len(set(ranks[:1] + ranks[-1:])), 2, "who bought lately is not where who did not is")

    def test_fixed_limits(self):
        self.us.write({"segment_method": "limits"})
        self.orders(self.person, 10, [20000] * 8)
        self.orders(self.other, 400, [300])
        self.assertEqual(self.refresh(), 2)
        best = self.row(self.company)
        self.assertEqual((best.recency_score, best.frequency_score, best.value_score), (5, 4, 5))
        self.assertEqual((best.frequency, best.value), (8, 160000))
        self.assertEqual(self.company.touchpoint_segment, "champion")
        self.assertEqual(self.person.touchpoint_segment, "champion", "the segment of the company")
        self.assertEqual(self.other.touchpoint_segment, "lost")

    def test_fifths_of_all(self):
        customers = self.Partner.create([{"name": f"Customer {n}"} for n in range(20)])
        for number, customer in enumerate(customers):
            self.orders(customer, 300 - number * 10, [100] if number < 16 else [5000] * (number - 14))
        self.refresh()
        scores = {customer.name: self.row(customer) for customer in customers}
        self.assertEqual(scores["Customer 0"].recency_score, 1)
        self.assertEqual(scores["Customer 19"].recency_score, 5)
        self.assertEqual({scores[f"Customer {n}"].frequency_score for n in range(16)}, {1}, "who ties with the least")
        self.assertEqual(scores["Customer 19"].segment, "champion")
        self.assertEqual(scores["Customer 0"].segment, "lost")
        for row in scores.values():
            self.assertEqual(
                row.segment, rfm.segment(row.recency_score, row.frequency_score, row.value_score), "as the engine says"
            )

    def test_few_customers_make_no_fifths(self):
        self.orders(self.other, 10, [20000] * 16)
        self.refresh()
        self.assertEqual(self.other.touchpoint_segment, "champion", "by the limits, not the first and last of one")

    def test_old_purchases_do_not_count(self):
        self.orders(self.other, 40 * 31, [100])
        self.assertEqual(self.refresh(), 0)
        self.us.segment_months = 60
        self.assertEqual(self.refresh(), 1)
        self.us.segment_months = 12
        self.assertEqual(self.refresh(), 0)
        self.assertFalse(self.other.touchpoint_segment)

    def test_each_company_has_its_own(self):
        second = self.env["res.company"].create({"name": "Second", "segment_method": "limits"})
        self.us.segment_method = "limits"
        self.orders(self.other, 10, [20000] * 16)
        self.refresh()
        self.refresh(second)
        self.assertEqual(self.other.touchpoint_segment, "champion")
        self.assertFalse(self.other.with_company(second).touchpoint_segment)
        found = self.Partner.with_company(second).search([("touchpoint_segment", "=", "champion")])
        self.assertNotIn(self.other, found)

    def test_search_and_group(self):
        self.us.segment_method = "limits"
        self.orders(self.other, 10, [20000] * 16)
        self.orders(self.person, 400, [10])
        self.refresh()
        partners = self.Partner.with_user(self.anna)
        mine = [("id", "in", (self.other + self.company + self.person + self.anna.partner_id).ids)]
        self.assertEqual(partners.search([*mine, ("touchpoint_segment", "in", ["champion", "loyal"])]), self.other)
        self.assertEqual(partners.search([*mine, ("touchpoint_segment", "=", False)]), self.anna.partner_id)
        groups = dict(partners._read_group(mine, ["touchpoint_segment"], ["__count"]))
        self.assertEqual(groups, {"champion": 1, "lost": 2, False: 1})
        self.assertEqual(len(partners.search(mine, order="touchpoint_segment, id")), 4)

    def test_invoices_come_first(self):
        if "account.move" not in self.env or "sale.order" not in self.env:
            self.skipTest("the app for invoices is not installed")
        self.orders(self.other, 10, [100])
        journal = self.env["account.journal"].search([("type", "=", "sale")], limit=1)
        journal = journal or self.env["account.journal"].create({"name": "S", "code": "TPS", "type": "sale"})
        moves = self.env["account.move"].create(
            [
                {"move_type": kind, "partner_id": self.person.id, "journal_id": journal.id}
                for kind in ("out_invoice", "out_invoice", "out_refund")
            ]
        )
        self.env.flush_all()
        for move, amount in zip(moves, (500, 300, -100), strict=True):
            # posting is Invoicing's own matter
            self.env.cr.execute(
                "UPDATE account_move SET state = 'posted', invoice_date = '2026-02-01', amount_untaxed_signed = %s "
                "WHERE id = %s",
                [amount, move.id],
            )
        self.assertEqual(self.refresh(), 1)
        row = self.row(self.company)
        self.assertEqual((row.frequency, row.value), (2, 700), "a return takes off the amount, and is no purchase")
        self.assertFalse(self.row(self.other), "the same sale is not counted twice")

    def test_figures_for_those_alone_who_may_read_the_orders(self):
        self.us.segment_method = "limits"
        self.orders(self.other, 10, [20000] * 16)
        self.refresh()
        shown = self.timeline(self.other)["contact"]["segment"]
        self.assertEqual(shown["label"], "Champions")
        self.assertNotIn("320", shown["reason"])
        self.anna.group_ids += self.env.ref("sales_team.group_sale_salesman")
        self.assertNotIn("320", self.timeline(self.other)["contact"]["segment"]["reason"], "not their own orders")
        self.anna.group_ids += self.env.ref("sales_team.group_sale_salesman_all_leads")
        if "account.move" in self.env:
            self.anna.group_ids += self.env.ref("account.group_account_invoice")
        self.assertIn("320", self.timeline(self.other)["contact"]["segment"]["reason"])
        self.assertFalse(self.timeline(self.company)["contact"]["segment"])

    def test_limits_are_checked(self):
        for text in ("", "1, 2, 3", "4, 3, 2, 1", "a, b, c, d", "1, 2, 3, 4, 5", "1; 2; 3; 4"):
            with self.subTest(text=text), self.assertRaises(ValidationError):
                self.us.write({"segment_method": "limits", "segment_recency": text})
        with self.assertRaises(ValidationError):
            self.us.write({"segment_method": "quintiles", "segment_recency": "4, 3, 2, 1"})

    def test_settings(self):
        self.us.segment_date = "2026-03-02"
        with Form(self.env["res.config.settings"]) as form:
            form.segment_method = "limits"
            form.segment_value = "1000, 5000, 20000, 100000"
        form.record.execute()
        self.assertEqual(self.us._segment_limits("value"), [1000, 5000, 20000, 100000])
        self.assertFalse(self.us.segment_date, "recomputed at once")

    def test_nothing_is_sold(self):
        self.assertEqual(self.refresh(), 0)
        self.assertFalse(self.other.touchpoint_segment)
