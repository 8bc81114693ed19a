"""Properties of the state machine, the merge matrix and the chain, over what chance comes up with."""

import random
from datetime import datetime, timedelta
from itertools import permutations, product

from odoo.tests import BaseCase, tagged

from ..engine import chain, consent_merge
from ..engine.consent_states import CLOSED, ENDING, GRANTING, HOLDING, KINDS, STATES, Event, State, derive, in_order

START = datetime(2026, 1, 1)
SAID = ("granted", "confirmed", *CLOSED)


def random_events(rng, size=6, undated=0.2):
    """Events as they come about: recorded one after the other, some of them long after the act."""
    events, recorded = [], START
    for number in range(1, size + 1):
        recorded += timedelta(hours=rng.choice((0, 1, 24)))
        acted = rng.choice((recorded, recorded, recorded - timedelta(days=rng.randrange(5))))
        events.append(Event(rng.choice(KINDS), recorded, number, None if rng.random() < undated else acted))
    return events


@tagged("-at_install", "post_install")
class TestConsentStates(BaseCase):
    def setUp(self):
        super().setUp()
        self.rng = random.Random(20261122)

    def worlds(self, number=2000, **options):
        for _world in range(number):
            yield random_events(self.rng, self.rng.randrange(8), **options)

    def test_every_state_is_known_and_reached(self):
        reached = {derive(events).name for events in self.worlds()}
        self.assertEqual(reached, set(STATES))

    def test_the_order_of_reading_does_not_matter(self):
        for events in self.worlds(300):
            expected = derive(events)
            shuffled = events[:]
            self.rng.shuffle(shuffled)
            self.assertEqual(derive(shuffled), expected, events)

    def test_a_no_never_opens_anything(self):
        for events in self.worlds():
            before = derive(events)
            number = len(events) + 1
            for kind in ENDING:
                now = START + timedelta(days=99)
                after = derive([*events, Event(kind, now, number, now)])
                self.assertNotIn(after.name, HOLDING)
                earlier = derive([*events, Event(kind, now, number, START - timedelta(days=99))])
                if before.name not in HOLDING:
                    self.assertNotIn(earlier.name, HOLDING, events)

    def test_an_older_yes_does_not_lift_a_later_no(self):
        for events in self.worlds():
            if derive(events).name not in CLOSED:
                continue
            last_no = max(event.acted or event.recorded for event in events if event.kind in ENDING)
            late = START + timedelta(days=50)
            for kind, acted in product(GRANTING, (None, last_no - timedelta(seconds=1), last_no)):
                after = derive([*events, Event(kind, late, 99, acted)])
                self.assertNotIn(after.name, HOLDING, (events, kind, acted))

    def test_a_second_that_ends_between_act_and_record_changes_no_order(self):
        """An expiry and a new consent within one second, of which the consent was written down in the next."""
        second = timedelta(seconds=1)
        given = Event("granted", START - 400 * timedelta(days=1), 1, START - 400 * timedelta(days=1))
        ended = Event("expired", START, 2, START)
        again = Event("granted", START + second, 3, START)
        self.assertEqual(derive([given, ended, again]).name, "granted")
        typed_in_later = Event("granted", START + 60 * second, 3, START)
        self.assertEqual(derive([given, ended, typed_in_later]).name, "expired", "in doubt there is none")

    def test_only_a_yes_leads_to_a_consent(self):
        for events in self.worlds():
            state = derive(events)
            if state.name in HOLDING:
                by = next(event for event in events if event.number == state.granted)
                self.assertIn(by.kind, GRANTING)
            else:
                self.assertIsNone(state.granted)

    def test_what_changes_nothing(self):
        for events in self.worlds(500):
            for kind in ("used", "reminded", "erased"):
                self.assertEqual(derive([*events, Event(kind, START + timedelta(days=9), 99)]), derive(events))

    def test_objections_last_until_a_new_yes(self):
        day = START + timedelta(days=60)
        for events in self.worlds(500):
            objected = [*events, Event("objected", day, 50, day)]
            for kind in KINDS:
                later = day + timedelta(days=1)
                after = derive([*objected, Event(kind, later, 51, later)])
                self.assertEqual(after.name, {"granted": "granted"}.get(kind, "objected"), kind)

    def test_confirmation_takes_a_request_that_is_open(self):
        for kinds, expected in (
            (("requested", "confirmed"), "confirmed"),
            (("requested", "withdrawn", "confirmed"), "withdrawn"),
            (("requested", "expired", "confirmed"), "expired"),
            (("withdrawn", "requested", "confirmed"), "confirmed"),
            (("objected", "requested"), "objected"),
            (("granted", "requested"), "granted"),
            (("granted", "requested", "confirmed"), "confirmed"),
            (("exempted", "objected"), "objected"),
            (("granted", "invalidated"), "invalidated"),
            (("granted", "expired", "granted"), "granted"),
            (("refused", "exempted"), "refused"),
        ):
            events = [
                Event(kind, START + timedelta(days=number), number, START + timedelta(days=number))
                for number, kind in enumerate(kinds, 1)
            ]
            self.assertEqual(derive(events).name, expected, kinds)

    def test_order_is_total(self):
        events = [Event(kind, START, number, START) for number, kind in enumerate(("granted", "withdrawn", "refused"))]
        orders = {tuple(event.number for event in in_order(each)) for each in permutations(events)}
        self.assertEqual(len(orders), 1)


@tagged("-at_install", "post_install")
class TestConsentMergeMatrix(BaseCase):
    now = START + timedelta(days=300)

    def states(self):
        """Each state dated early, dated late and undated."""
        for name in STATES:
            granted = 1 if name in HOLDING else None
            yield State(name, START, True, None, granted)
            yield State(name, START + timedelta(days=9), True, None, granted)
            yield State(name, None if name in HOLDING else START, False, None, granted)

    def pairs(self):
        return product(self.states(), repeat=2)

    def test_same_point_is_one_record_whatever_the_order(self):
        for one, other in self.pairs():
            kept, same = consent_merge.merge(one, other, self.now)
            self.assertEqual(kept, same)
            self.assertEqual(consent_merge.merge(other, one, self.now)[0].name, kept.name, (one, other))
            self.assertIn(kept.name, (one.name, other.name))

    def test_objections_always_survive(self):
        for (one, other), same_point in product(self.pairs(), (True, False)):
            if "objected" in (one.name, other.name):
                merged = consent_merge.merge(one, other, self.now, same_point)
                self.assertEqual([state.name for state in merged], ["objected", "objected"])
                self.assertEqual(merged[0].since, self.now)

    def test_different_points_go_on_side_by_side(self):
        for one, other in self.pairs():
            if "objected" not in (one.name, other.name):
                self.assertEqual(consent_merge.merge(one, other, self.now, same_point=False), (one, other))

    def test_the_latest_explicit_act_wins(self):
        for one, other in self.pairs():
            if {one.name, other.name} <= set(SAID) and "objected" not in (one.name, other.name):
                kept = consent_merge.merge(one, other, self.now)[0]
                if {one.name, other.name} == {"granted", "confirmed"}:
                    self.assertEqual(kept.name, "confirmed", "both say yes, and one of them has proved it")
                elif one.dated and other.dated and one.since != other.since:
                    self.assertEqual(kept.name, max((one, other), key=lambda state: state.since).name)
                elif {one.name, other.name} & set(CLOSED):
                    self.assertIn(kept.name, CLOSED, "tied or undated means no")

    def test_nothing_that_one_alone_holds_is_lost(self):
        for state in self.states():
            self.assertEqual(consent_merge.merge(state, State(), self.now)[0].name, state.name)
            if state.name in SAID:
                for noted in ("requested", "expired", "invalidated", "exempt"):
                    kept = consent_merge.merge(state, State(noted, START, True), self.now)[0]
                    self.assertEqual(kept.name, state.name, noted)

    def test_a_merge_of_many_never_depends_on_luck(self):
        """Whatever is merged into whatever: a no that came last, an objection and a missing yes stay what they are."""
        rng = random.Random(7)
        for _world in range(500):
            streams = [random_events(rng, rng.randrange(5), undated=0) for _stream in range(2)]
            one, other = (consent_merge.Node(events) for events in streams)
            alone = [derive(events).name for events in streams]
            fold = (99, self.now, other)
            merged = consent_merge.derive(consent_merge.Node(one.events, [fold]))
            if "objected" in alone:
                self.assertEqual(merged.name, "objected")
            if not set(alone) & set(HOLDING):
                self.assertNotIn(merged.name, HOLDING)
            later = self.now + timedelta(days=1)
            events = [*one.events, Event("granted", later, 100, later)]
            again = consent_merge.derive(consent_merge.Node(events, [fold]))
            self.assertIn(again.name, ("granted", "confirmed"))
            stale = [*one.events, Event("granted", later, 100, START - timedelta(days=400))]
            if merged.name in CLOSED:
                self.assertEqual(consent_merge.derive(consent_merge.Node(stale, [fold])).name, merged.name)


@tagged("-at_install", "post_install")
class TestConsentChainEngine(BaseCase):
    def setUp(self):
        super().setUp()
        self.rng = random.Random(11)
        self.start = chain.genesis("7")
        self.rows, last = [], self.start
        for number in range(1, 30):
            values = tuple(self.rng.choice((None, "", "Ä", "x" * number, str(number))) for _value in range(4))
            personal = ("5a17", f"person {number}")
            digest = chain.row_digest(values)
            hash_ = chain.link(last, number, digest)
            self.rows.append(
                chain.Link(number, values, digest, last, hash_, (*personal, chain.personal_digest(*personal)))
            )
            last = hash_

    def problems(self, rows, end=None):
        walker = chain.Walker(self.start)
        found = [problem for row in rows for problem in walker.step(row)]
        last = end or self.rows[-1]
        return found + list(walker.end(last.sequence, last.hash))

    def test_intact(self):
        self.assertEqual(self.problems(self.rows), [])

    def test_each_value_of_each_row(self):
        for place, row in enumerate(self.rows):
            for column in range(4):
                values = list(row.values)
                values[column] = "forged"
                changed = chain.Link(row.sequence, tuple(values), row.digest, row.previous, row.hash, row.personal)
                self.assertEqual(
                    self.problems([*self.rows[:place], changed, *self.rows[place + 1 :]]),
                    [chain.Problem("changed", row.sequence)],
                )

    def test_removed_swapped_repeated_cut_off(self):
        for place in range(1, len(self.rows) - 1):
            rows = self.rows
            self.assertTrue(self.problems(rows[:place] + rows[place + 1 :]), "removed")
            swapped = [*rows[:place], rows[place + 1], rows[place], *rows[place + 2 :]]
            self.assertTrue(self.problems(swapped), "swapped")
            self.assertTrue(self.problems([*rows[:place], rows[place], *rows[place:]]), "repeated")
            self.assertEqual([problem.kind for problem in self.problems(rows[:place])], ["end"])

    def test_emptied_content_leaves_the_chain_intact(self):
        row = self.rows[4]
        empty = chain.Link(row.sequence, row.values, row.digest, row.previous, row.hash, (None, None, row.personal[2]))
        self.assertEqual(self.problems([*self.rows[:4], empty, *self.rows[5:]]), [])
        forged = chain.Link(
            row.sequence, row.values, row.digest, row.previous, row.hash, ("5a17", "x", row.personal[2])
        )
        found = self.problems([*self.rows[:4], forged, *self.rows[5:]])
        self.assertEqual(found, [chain.Problem("personal", row.sequence)])

    def test_no_two_lists_of_values_are_hashed_alike(self):
        seen = {}
        for size in range(4):
            for values in product((None, "", "1", "1:", "-,", "0:,", "11"), repeat=size):
                self.assertIsNone(seen.setdefault(chain.row_digest(values), None) and values)
                seen[chain.row_digest(values)] = values
        self.assertEqual(len(seen), sum(7**size for size in range(4)))
