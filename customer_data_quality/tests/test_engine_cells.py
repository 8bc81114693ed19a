"""Cells of exported files: nothing begins like a formula, and reading gives back what was written."""

import random

from odoo.tests import BaseCase

from ..engine.cells import guard, guard_typed, unguard

STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


class TestEngineCells(BaseCase):
    def test_nothing_begins_like_a_formula(self):
        for start in STARTS:
            with self.subTest(start=repr(start)):
                self.assertTrue(guard(f"{start}cmd|' /C calc'!A0").startswith("'"))

    def test_round_trip(self):
        chance = random.Random(7)
        texts = ["", "'", "+49 30 23125 014", "'s-Hertogenbosch", "''=1", "-5", "@user", "Änne"]
        texts += ["".join(chance.choices("'=+-@\t\rab ", k=chance.randrange(6))) for _n in range(3000)]
        for text in texts:
            self.assertEqual(unguard(guard(text)), text, repr(text))
            self.assertEqual(unguard(guard_typed(text)), text, repr(text))
