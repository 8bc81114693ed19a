"""Consents of contacts that turn out to be the same person."""

from datetime import timedelta
from itertools import product

from odoo import fields
from odoo.tests import tagged

from ..hooks import uninstall_hook
from .common_consent import ConsentCase

COLUMNS = (
    "id, partner_id, folded_into_id, folded_at, folded_number, state, is_allowed, since, granted_at, upheld_at, "
    "valid_until, method, text_id"
)


@tagged("-at_install", "post_install")
class TestConsentMerge(ConsentCase):
    def setUp(self):
        super().setUp()
        self.twin = self.Partner.create({"name": "Anna Wiesenthaler", "email": "anna@example.com"})
        self.moved = self.Partner.create({"name": "Anna Wiesenthaler", "email": "anna.w@example.com"})

    def merge(self, survivor, *others):
        self.Partner._merge_consent(survivor, self.Partner.union(*others))
        self.env.flush_all()

    def rows(self):
        self.env.flush_all()
        self.env.cr.execute(
            f"SELECT {COLUMNS} FROM partner_consent WHERE purpose_id = %s ORDER BY id", [self.purpose.id]
        )
        return self.env.cr.fetchall()

    def test_matrix_on_the_same_address(self):
        """Either order of contacts, for each pair of acts, before and after: the engine's matrix is what holds."""
        expected = {
            ("granted", "withdrawn"): {"older": "withdrawn", "newer": "granted"},
            ("withdrawn", "granted"): {"older": "granted", "newer": "withdrawn"},
            ("objected", "granted"): {"older": "objected", "newer": "objected"},
            ("granted", "objected"): {"older": "objected", "newer": "objected"},
            ("granted", "granted"): {"older": "granted", "newer": "granted"},
            ("refused", "withdrawn"): {"older": "withdrawn", "newer": "refused"},
        }
        for (kinds, results), swapped in product(expected.items(), (False, True)):
            for first, result in results.items():
                with self.subTest(kinds=kinds, first=first, swapped=swapped), self.env.cr.savepoint() as savepoint:
                    days = (20, 10) if first == "older" else (10, 20)
                    for contact, kind, ago in zip((self.anna, self.twin), kinds, days, strict=True):
                        self.record(contact, kind, days=ago, contact_point="anna@example.com")
                    survivor, other = (self.twin, self.anna) if swapped else (self.anna, self.twin)
                    self.merge(survivor, other)
                    self.assertEqual(survivor.consent_ids.mapped("state"), [result])
                    self.assertEqual(bool(self.allowed(survivor)), result == "granted")
                    savepoint.rollback()
                    self.env.invalidate_all()

    def test_undated_means_no(self):
        self.record(self.anna, "granted", days=5)
        self.record(self.twin, "withdrawn", act_date=False, contact_point="anna@example.com")
        self.merge(self.anna, self.twin)
        self.assertFalse(self.allowed(self.anna))

    def test_proofs_move_and_no_event_changes(self):
        mine = self.record(self.anna, days=20)
        theirs = self.record(self.twin, "withdrawn", days=10, contact_point="anna@example.com")
        events = (mine | theirs).event_ids
        before = [event.digest for event in events]
        self.merge(self.anna, self.twin)
        self.assertEqual(theirs.partner_id, self.anna)
        self.assertEqual((theirs.folded_into_id, self.anna.consent_ids), (mine, mine))
        self.assertEqual([event.digest for event in events], before)
        self.assertEqual(mine.folded_ids.event_ids.contact_ref, self.twin.id)
        self.Event._seal()
        self.assertEqual(self.Event._verify_chain(self.env.company), [])
        self.assertEqual(self.Consent._verify_states(self.env.company), [])

    def test_other_addresses_go_on_side_by_side(self):
        self.record(self.anna, days=20)
        self.record(self.moved, "withdrawn", days=10, contact_point="anna.w@example.com")
        self.merge(self.anna, self.moved)
        states = {consent.point_key: consent.state for consent in self.anna.consent_ids}
        self.assertEqual(states, {"anna@example.com": "granted", "anna.w@example.com": "withdrawn"})
        self.assertTrue(self.allowed(self.anna))

    def test_objection_about_another_address_survives(self):
        self.record(self.moved, "objected", days=30)
        self.record(self.anna, days=1)
        self.merge(self.anna, self.moved)
        self.assertFalse(self.allowed(self.anna), "nobody knows whether the later yes took back that no")
        self.assertTrue(self.excluded("anna@example.com"))
        self.record(self.anna, act_date=fields.Datetime.now() + timedelta(seconds=2))
        self.assertTrue(self.allowed(self.anna))
        self.assertFalse(self.excluded("anna@example.com"))

    def test_an_objection_that_the_same_person_has_taken_back_stays_so(self):
        self.record(self.anna, "objected", "any", days=30)
        self.record(self.anna, days=1)
        self.assertTrue(self.allowed(self.anna))
        self.merge(self.anna, self.moved)
        self.assertTrue(self.allowed(self.anna))

    def test_general_objection_survives(self):
        self.record(self.twin, "objected", "any", days=30)
        self.record(self.anna, days=1)
        self.merge(self.anna, self.twin)
        self.assertFalse(self.allowed(self.anna))

    def test_a_no_after_the_merge_outlasts_its_undoing(self):
        mine, theirs = self.record(self.anna, days=9), self.record(self.twin, days=8)
        self.merge(self.anna, self.twin)
        self.record(self.anna, "withdrawn", method="phone")
        theirs.write({"folded_into_id": False, "folded_at": False, "folded_number": 0, "partner_id": self.twin.id})
        (mine | theirs)._derive()
        self.assertEqual((mine | theirs).mapped("state"), ["withdrawn", "withdrawn"])

    def test_restoring_the_rows_gives_back_what_was(self):
        self.record(self.anna, days=20)
        self.record(self.anna, channel="phone", days=20)
        self.record(self.twin, "withdrawn", days=10)
        self.record(self.moved, "objected", days=15)
        before = self.rows()
        self.merge(self.anna, self.twin, self.moved)
        self.assertNotEqual(self.rows(), before)
        names = [name.strip() for name in COLUMNS.split(",")][1:]
        values = ", ".join(f"{name} = %s" for name in names)
        for id_, *row in before:
            self.env.cr.execute(f"UPDATE partner_consent SET {values} WHERE id = %s", [*row, id_])
        self.env.invalidate_all()
        consents = self.Consent.search([("purpose_id", "=", self.purpose.id)])
        self.assertFalse(consents._derive(), "the states of before are those that follow from the events")
        self.assertEqual(self.rows(), before)

    def test_chains_of_merges(self):
        self.record(self.anna, days=30)
        self.record(self.twin, "withdrawn", days=20)
        self.merge(self.twin, self.anna)
        third = self.Partner.create({"name": "Anna", "email": "anna@example.com"})
        self.record(third, days=10)
        self.merge(third, self.twin)
        self.assertTrue(self.allowed(third))
        self.assertEqual(len(third.consent_ids), 1)
        self.assertEqual(third.consent_ids.folded_ids.folded_ids.event_ids.kind, "granted")
        self.assertEqual(self.Consent._verify_states(self.env.company), [])
        self.merge(third, self.twin)
        self.assertTrue(self.allowed(third), "a second time does nothing")

    def test_core_wizard(self):
        """Core deletes what it can't move; here nothing is in its way."""
        mine, theirs = self.record(self.anna, days=20), self.record(self.twin, "withdrawn", days=10)
        wizard = self.env["base.partner.merge.automatic.wizard"]
        wizard._update_foreign_keys(self.twin, self.anna)
        self.env.invalidate_all()
        self.assertEqual((mine | theirs).partner_id, self.anna)
        self.assertEqual(mine.state, "withdrawn")

    def test_uninstalling_with_folded_consents(self):
        for contact in (self.anna, self.twin):
            self.record(contact, "granted", contact_point="anna@example.com")
        self.merge(self.anna, self.twin)
        self.assertTrue(any(folded for _id, _partner, folded, *_rest in self.rows()), "nothing was folded")
        uninstall_hook(self.env)
        self.env.cr.execute("SELECT count(*) FROM partner_consent")
        self.assertEqual(self.env.cr.fetchone(), (0,))
