"""From scores to groups and thresholds, and what the database at hand and decisions change."""

import random
from itertools import combinations, pairwise
from math import inf, log

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matching_contacts import WEIGHTS

from odoo.addons.customer_data_quality.engine import adaptation, calibration
from odoo.addons.customer_data_quality.engine.clusters import MISSING, SATURATION, cluster
from odoo.addons.customer_data_quality.engine.field_levels import FIELDS
from odoo.addons.customer_data_quality.engine.linkage import CELLS, GROUPS, Linkage, probability

quickly = settings(max_examples=300, deadline=None)

SCORES = st.one_of(st.floats(-12, 12).map(lambda score: round(score, 1)), st.sampled_from([-inf, inf]))
PAIRS = st.dictionaries(
    st.tuples(st.integers(1, 9), st.integers(1, 9)).filter(lambda pair: pair[0] < pair[1]), SCORES, max_size=25
).map(lambda scores: [(a, b, score) for (a, b), score in scores.items()])


@quickly
@given(pairs=PAIRS, seed=st.integers())
def test_groups_do_not_depend_on_the_order_of_the_pairs(pairs, seed):
    found = cluster(pairs)
    turned = [(b, a, score) for a, b, score in pairs]
    random.Random(seed).shuffle(turned)
    assert cluster(turned) == found == cluster(iter(pairs))


@quickly
@given(pairs=PAIRS)
def test_groups(pairs):
    scores = {(a, b): score for a, b, score in pairs}
    found = cluster(pairs)
    members = [contact for group in found for contact in group]
    assert len(members) == len(set(members)), "nobody is in two groups"
    assert all(len(group) > 1 and group == sorted(group) for group in found)
    assert found == sorted(found)
    for group in found:
        within = [scores.get(pair, MISSING) for pair in combinations(group, 2)]
        assert -inf not in within
        assert any(score > 0 for score in within)
        # every union had a positive sum across it, so the sum over the group is positive too
        assert sum(max(-SATURATION, min(SATURATION, score)) for score in within) > 0


def test_no_chain_through_a_contradiction():
    assert cluster([(1, 2, 6.0), (2, 3, 5.0), (1, 3, -8.0)]) == [[1, 2]]
    assert cluster([(1, 2, 6.0), (2, 3, 5.0), (1, 3, -4.0)]) == [[1, 2, 3]]
    # a chain of pairs that nobody ever compared the ends of
    chain = [(number, number + 1, 4.0) for number in range(1, 7)]
    assert max(map(len, cluster(chain))) == 3
    # whoever has said that two are different
    assert cluster([(1, 2, 9.0), (2, 3, 9.0), (1, 3, -inf)]) == [[1, 2]]


def test_one_loud_pair_does_not_drown_the_others():
    assert cluster([(1, 2, 50.0), (2, 3, 40.0), (1, 3, -20.0)]) == [[1, 2]]
    assert cluster([]) == cluster([(1, 2, 0.0)]) == cluster([(1, 2, -1.0)]) == []


HISTOGRAM = st.lists(st.tuples(st.integers(-20, 48).map(lambda step: step / 4), st.integers(1, 1000)), max_size=40)
SHARES = st.floats(0.5, 0.999)


@quickly
@given(histogram=HISTOGRAM, one=SHARES, other=SHARES)
def test_the_higher_the_wanted_precision_the_higher_the_threshold(histogram, one, other):
    points = calibration.curve(histogram)
    less, more = sorted((one, other))
    lower, higher = calibration.threshold(points, less), calibration.threshold(points, more)
    assert calibration.LOWEST <= lower <= higher <= calibration.HIGHEST
    assert probability(higher) <= more + 1e-9


@quickly
@given(histogram=HISTOGRAM)
def test_the_curve_falls(histogram):
    points = calibration.curve(histogram)
    assert [point.threshold for point in points] == sorted((score for score, _number in histogram), reverse=True)
    precisions = [point.precision for point in points]
    assert all(left >= right - 1e-12 for left, right in pairwise(precisions))
    assert not points or points[-1].pairs == sum(number for _score, number in histogram)


def test_thresholds_keep_what_was_wanted():
    points = calibration.curve([(8.0, 100), (4.0, 100), (0.0, 10), (-2.0, 1000)])
    assert calibration.threshold(points, 0.95) == 0.0  # (100 + 98.2 + 5) of 210
    assert calibration.threshold(points, 0.99) == 4.0
    assert calibration.threshold([], 0.95) == pytest.approx(log(19))
    assert calibration.threshold(calibration.curve([(9.0, 10**9), (-5.0, 1)]), 0.9) == calibration.LOWEST


CONTEXT = WEIGHTS["context"]
RELATIVES = 2 * GROUPS.index("relatives") + 1
SAME = 2 * GROUPS.index("same_person") + 1


def _cells(scale=1.0, **factors):
    """Counts as training saw them, those of some groups times a factor."""
    counts = [scale * share for share in CONTEXT["expected"]]
    for group, factor in factors.items():
        for place in (0, 1):
            counts[2 * GROUPS.index(group) + place] *= factor
    return counts


def test_a_database_as_the_worlds_shifts_nothing_that_its_size_does_not():
    assert adaptation.surplus(_cells(1e6), CONTEXT["expected"])[RELATIVES][:2] == pytest.approx((0, 0), abs=0.02)
    assert all(abs(shift) < 1.5 for shift in adaptation.shifts([0] * CELLS, CONTEXT))


def test_families_speak_against_relatives_being_one():
    usual = adaptation.shifts(_cells(1000), CONTEXT)
    families = adaptation.shifts(_cells(1000, relatives=20), CONTEXT)
    assert families[RELATIVES] < usual[RELATIVES] - 1
    # a register without families: most pairs of one name and given names that differ are slips of the pen
    register = adaptation.shifts(_cells(1000, relatives=0.02), CONTEXT)
    assert register[RELATIVES] > usual[RELATIVES] + 0.5


def test_a_few_pairs_shift_little():
    few, many = (adaptation.shifts(_cells(scale, relatives=20), CONTEXT)[RELATIVES] for scale in (1, 1000))
    none = adaptation.shifts([0] * CELLS, CONTEXT)[RELATIVES]
    assert abs(few - none) < abs(many - none) / 2


@quickly
@given(counts=st.lists(st.one_of(st.just(0), st.integers(0, 10**9)), min_size=CELLS, max_size=CELLS))
def test_no_shift_is_larger_than_the_largest(counts):
    found = adaptation.shifts(counts, CONTEXT)
    assert len(found) == CELLS
    assert all(abs(shift) <= adaptation.LARGEST for shift in found)


def test_shifts_are_added_to_the_cells_they_are_for():
    plain = Linkage(WEIGHTS["groups"])
    shifted = Linkage(WEIGHTS["groups"], [float(number) for number in range(CELLS)])
    agreement = list(FIELDS).index("agreement")
    for agreeing in (0, 2):
        levels = [0] * len(FIELDS)
        levels[agreement] = agreeing
        assert shifted.shift_of(levels) == SAME - 1 + (agreeing > 0)
        assert shifted.add_up(tuple(levels)) == plain.add_up(tuple(levels))


PHONE = list(FIELDS).index("phone")


def _levels(**levels):
    return tuple(FIELDS[field].index(levels[field]) if field in levels else 0 for field in FIELDS)


def test_verdicts_move_points_in_their_direction():
    crowd = _levels(phone="same_crowd")
    mail = _levels(email="same")
    verdicts = [(crowd, 2.0, False)] * 30 + [(mail, 0.5, True)] * 30
    changes = {(change.field, change.level): change for change in adaptation.learn(verdicts)}
    assert changes["phone", "same_crowd"].points < -0.3
    assert changes["email", "same"].points > 0.2
    assert changes["phone", "same_crowd"].verdicts == 30
    # fields that were not compared keep their points
    assert {field for field, _level in changes} <= {"phone", "email", "name", "rarity"}
    learned = Linkage(WEIGHTS["groups"], changes={"phone": {"same_crowd": -1.0}})
    assert learned.add_up(crowd) == pytest.approx(Linkage(WEIGHTS["groups"]).add_up(crowd) - 1)


def test_verdicts_as_expected_change_little_and_few_change_less():
    assert adaptation.learn([]) == []
    crowd = _levels(phone="same_crowd")
    assert adaptation.learn([(crowd, 8.0, True)] * 50) == []

    def moved(number):
        changes = adaptation.learn([(crowd, 2.0, False)] * number)
        return -sum(change.points for change in changes if change.field == "phone")

    assert 0 <= moved(1) < 0.3 < moved(20) < moved(200) < 3


def test_learning_agrees_with_the_decisions_it_learnt_from():
    generator = random.Random(4)
    verdicts = []
    for _number in range(200):
        level = generator.choice(("same", "same_shared"))
        levels = _levels(phone=level, name="person_same_close")
        verdicts.append((levels, 0.0, generator.random() < (0.9 if level == "same" else 0.1)))
    changes = {(change.field, change.level): change.points for change in adaptation.learn(verdicts)}
    assert changes["phone", "same"] > 0.5
    assert changes["phone", "same_shared"] < -0.5
    assert adaptation.learn(verdicts) == adaptation.learn(list(verdicts))
