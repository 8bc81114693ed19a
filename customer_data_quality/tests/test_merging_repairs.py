"""What core's merge damages, and what ours makes of the same."""

from odoo import Command
from odoo.exceptions import UserError
from odoo.tests import new_test_user, tagged
from odoo.tools import mute_logger

from .common_merging import MergingCase


@tagged("-at_install", "post_install")
class TestRepairs(MergingCase):
    """Each point twice: core's wizard alone, whose damage is shown, and our merge, which does none."""

    def core(self, survivor, others):
        """Merge with core's wizard, as a program that calls it."""
        self.env.flush_all()
        with mute_logger("odoo.addons.base.partner.merge", "odoo.sql_db"):
            self.env["base.partner.merge.automatic.wizard"]._merge((survivor | others).ids, survivor)
        self.env.invalidate_all()

    # 1. booleans
    def test_booleans_are_not_ored(self):
        def make():
            return self.contact(is_company=False), self.contact(is_company=True)

        survivor, other = make()
        self.core(survivor, other)
        self.assertTrue(survivor.is_company, "core: whatever is true of one contact becomes true of all")
        survivor, other = make()
        self.merge(survivor, other)
        self.assertFalse(survivor.is_company)

    # 2. unique constraints and indexes
    def make_followers(self):
        survivor, other = self.contact(), self.contact()
        shared, own = self.contact("Shared"), self.contact("Own")
        shared.message_subscribe((survivor | other).ids)
        own.message_subscribe(other.ids)
        return survivor, other, shared, own

    def test_only_what_collides_is_touched(self):
        survivor, other, shared, own = self.make_followers()
        self.core(survivor, other)
        self.assertFalse(own.message_partner_ids & survivor, "core: all of the contact's followers are gone")
        survivor, other, shared, own = self.make_followers()
        merge = self.merge(survivor, other)
        self.assertIn(survivor, own.message_partner_ids)
        self.assertEqual(shared.message_partner_ids & (survivor | other), survivor)
        self.assertIn(
            ("mail.followers", 1, "dropped"),
            [(each["model"], each["count"], each["resolution"]) for each in merge.collisions],
        )

    def make_members(self):
        survivor, other = self.contact(), self.contact()
        both, alone = self.env["discuss.channel"].create([{"name": "Both"}, {"name": "Alone"}])
        both.add_members((survivor | other).ids)
        alone.add_members(other.ids)
        return survivor, other, both, alone

    def test_unique_index_that_is_no_constraint(self):
        """Members of channels are unique by a partial index."""
        survivor, other, both, alone = self.make_members()
        self.core(survivor, other)
        self.assertNotIn(survivor, alone.channel_member_ids.partner_id, "core: out of all channels because of one")
        survivor, other, both, alone = self.make_members()
        self.merge(survivor, other)
        self.assertIn(survivor, alone.channel_member_ids.partner_id)
        self.assertIn(survivor, both.channel_member_ids.partner_id)
        kept = both.sudo().with_context(active_test=False).channel_member_ids.partner_id
        self.assertIn(other, kept, "nothing with a life of its own is deleted")

    # 3. computed fields that people may edit
    def test_entered_values_of_computed_fields_survive(self):
        anna, bert = (new_test_user(self.env, name, "base.group_user") for name in ("merging_anna", "merging_bert"))
        company = self.contact("Ahornwerk GmbH", is_company=True, user_id=bert.id)

        def make():
            return self.contact(company_registry=False), self.contact(
                user_id=anna.id, company_registry="HRB 4711", parent_id=company.id
            )

        survivor, other = make()
        self.core(survivor, other)
        self.assertFalse(
            survivor.user_id == anna and survivor.company_registry == "HRB 4711", "core: computed fields don't count"
        )
        survivor, other = make()
        self.merge(survivor, other)
        self.assertEqual(survivor.user_id, anna)
        self.assertEqual(survivor.company_registry, "HRB 4711")

    # 4. addresses
    def test_an_address_moves_as_one_block(self):
        def make():
            return (
                self.contact(street="Ahornweg 7", zip="99987", city="Neustett"),
                self.contact(street2="Hinterhaus", city="Altstett", state_id=self.env.ref("base.state_de_be").id),
            )

        survivor, other = make()
        self.core(survivor, other)
        self.assertEqual(
            (survivor.street, survivor.street2, survivor.city),
            ("Ahornweg 7", "Hinterhaus", "Neustett"),
            "core: an address that nobody lives at",
        )
        survivor, other = make()
        self.merge(survivor, other)
        self.assertIn(
            (survivor.street, survivor.street2, survivor.city),
            (("Ahornweg 7", False, "Neustett"), (False, "Hinterhaus", "Altstett")),
        )

    # 5. sealed accounting entries
    def make_hashed(self):
        survivor, other = self.contact(), self.contact()
        company = self.env.company
        journal = self.env["account.journal"].search([("type", "=", "sale"), ("company_id", "=", company.id)], limit=1)
        account = self.env["account.account"].search(
            [("account_type", "=", "income"), ("company_ids", "in", company.ids)], limit=1
        )
        if not journal or not account:
            self.skipTest("needs a chart of accounts")
        journal = journal.copy({"restrict_mode_hash_table": True, "code": "HASHT"})
        invoice = self.env["account.move"].create(
            {
                "move_type": "out_invoice",
                "partner_id": other.id,
                "journal_id": journal.id,
                "invoice_date": "2026-01-31",
                "invoice_line_ids": [
                    Command.create({"name": "Honey", "price_unit": 10, "account_id": account.id, "tax_ids": []})
                ],
            }
        )
        invoice.action_post()
        if not invoice.inalterable_hash:
            invoice.button_hash()
        self.assertTrue(invoice.inalterable_hash)
        return survivor, other, invoice

    def intact(self, invoice):
        """Whether the seal still fits what it seals."""
        fits = invoice.with_context(hash_version=4)._calculate_hashes("")
        return fits[invoice] == invoice.inalterable_hash

    def test_sealed_entries(self):
        self.needs("account")
        survivor, other, invoice = self.make_hashed()
        self.assertTrue(self.intact(invoice))
        with self.assertRaisesRegex(UserError, "sealed by a hash.*Choose Klara"):
            self.merge(survivor, other)
        with self.subTest("the other way round"), self.env.cr.savepoint() as savepoint:
            self.merge(other, survivor)
            self.assertTrue(self.intact(invoice))
            savepoint.rollback()
        self.env.invalidate_all()
        self.core(survivor, other)
        self.assertFalse(self.intact(invoice), "core: the entry looks tampered with")

    # 6. see test_merging_refusals

    # 7. any number
    def test_any_number_at_once(self):
        def make():
            return self.contact(), self.Partner.union(*[self.contact() for _number in range(7)])

        survivor, others = make()
        with self.assertRaisesRegex(UserError, "more than 3"):
            self.core(survivor, others)
        for other in others:
            self.contact("Kind", parent_id=other.id)
        merge = self.merge(survivor, others)
        self.assertEqual(merge.merged_count, 7)
        self.assertEqual(len(survivor.child_ids), 7)
        self.assertEqual(others.mapped("merged_into_id"), survivor)
        merge.action_undo()
        self.assertFalse(survivor.child_ids)
        self.assertEqual(len(others.child_ids), 7)

    # 8. see test_merging_carried

    # 9. columns without an index
    def test_columns_without_index_are_read_once(self):
        """However many contacts and columns: one statement looks for the rows of a table without an index."""
        survivor, others = self.contact(), self.Partner.union(*[self.contact() for _number in range(4)])
        self.env.flush_all()
        catalog = self.Merge._catalog("res.partner").pointers
        slow = [table for table, pointers in catalog.items() if any(not pointer.indexed for pointer in pointers)]
        self.assertTrue(slow)
        self.env.cr.execute("SELECT 1")
        with self.statements() as statements:
            self.merge(survivor, others)
        for table in slow:
            looks = [text for text in statements if f'"{table}"' in text and "array_agg(id)" in text]
            self.assertLessEqual(len(looks), 2, "one look for each slice of contacts")

    def statements(self):
        """Context manager that yields the list of statements that are executed within."""
        from contextlib import contextmanager
        from unittest.mock import patch

        cursor = type(self.env.cr)
        execute = cursor.execute

        @contextmanager
        def noting():
            noted = []

            def note(cr, query, *args, **kwargs):
                noted.append(query if isinstance(query, str) else query.code)
                return execute(cr, query, *args, **kwargs)

            with patch.object(cursor, "execute", note):
                yield noted

        return noting()
