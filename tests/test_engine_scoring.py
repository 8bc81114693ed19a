"""Laws that every score obeys."""

from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.customer_data_quality.engine import scoring
from odoo.addons.customer_data_quality.engine.scoring import Verdict

WEIGHTS = st.integers(min_value=0, max_value=1000)
PERCENT = st.integers(min_value=0, max_value=100)
VERDICTS = st.lists(
    st.builds(
        Verdict,
        rule_id=st.integers(min_value=1, max_value=10**6),
        dimension=st.sampled_from(scoring.DIMENSIONS),
        weight=WEIGHTS,
        fulfilled=PERCENT,
        unwanted=st.booleans(),
    ),
    max_size=60,
)
GRADE_ORDER = "EDCBA"


def total(verdicts):
    return scoring.scores(verdicts)[0]


@given(VERDICTS)
def test_scores_are_percentages(verdicts):
    score, dimensions = scoring.scores(verdicts)
    assert 0 <= score <= 100
    assert all(0 <= points <= 100 for points in dimensions.values())
    assert set(dimensions) == {verdict.dimension for verdict in verdicts}


@given(VERDICTS)
def test_order_of_rules_does_not_matter(verdicts):
    assert scoring.scores(verdicts) == scoring.scores(verdicts[::-1])


@given(VERDICTS, st.data())
def test_fulfilling_more_never_costs(verdicts, data):
    if not verdicts:
        return
    index = data.draw(st.integers(min_value=0, max_value=len(verdicts) - 1))
    better = list(verdicts)
    fulfilled = data.draw(st.integers(min_value=verdicts[index].fulfilled, max_value=100))
    better[index] = verdicts[index]._replace(fulfilled=fulfilled)
    assert total(better) >= total(verdicts)


@given(VERDICTS, st.integers(min_value=1, max_value=1000))
def test_unwanted_data_takes_and_never_gives(verdicts, weight):
    hoarded = Verdict(1, "completeness", weight, 0, True)
    assert total([*verdicts, hoarded]) <= total(verdicts)
    assert total([*verdicts, hoarded._replace(fulfilled=100)]) == total(verdicts)


@given(VERDICTS)
def test_all_fulfilled_is_full_score(verdicts):
    full = [verdict._replace(fulfilled=100) for verdict in verdicts]
    score, dimensions = scoring.scores(full)
    assert score == 100
    assert set(dimensions.values()) <= {100}


@given(VERDICTS)
def test_rules_without_weight_change_nothing(verdicts):
    idle = Verdict(1, "validity", 0, 0, False)
    assert total([*verdicts, idle]) == total(verdicts)


@given(st.lists(st.tuples(WEIGHTS, PERCENT), min_size=1, max_size=20), st.integers(min_value=2, max_value=9))
def test_only_the_proportion_of_weights_counts(pairs, factor):
    verdicts = [Verdict(n, "completeness", weight, done, False) for n, (weight, done) in enumerate(pairs)]
    scaled = [verdict._replace(weight=verdict.weight * factor) for verdict in verdicts]
    assert total(scaled) == total(verdicts)


@given(st.integers(min_value=-(10**9), max_value=10**9), st.integers(min_value=-5, max_value=10**7))
def test_ratio_is_rounded_half_up(earned, possible):
    earned = min(earned, 100 * possible) if possible > 0 else earned
    ratio = scoring.ratio(earned, possible)
    assert 0 <= ratio <= 100
    if possible > 0:
        exact = max(earned, 0) / possible
        assert abs(ratio - exact) <= 0.5 + 1e-9


@given(PERCENT, PERCENT)
def test_grades_follow_the_score(one, other):
    low, high = sorted((one, other))
    assert GRADE_ORDER.index(scoring.grade(low)) <= GRADE_ORDER.index(scoring.grade(high))


@given(st.integers(min_value=-1000, max_value=10**6), st.integers(min_value=0, max_value=5000))
def test_freshness_falls_with_age(age, verify_after):
    now, tomorrow = scoring.freshness(age, verify_after), scoring.freshness(age + 1, verify_after)
    assert 0 <= tomorrow <= now <= 100
    if age <= verify_after:
        assert now == 100
    if verify_after > 0 and age >= 2 * verify_after:
        assert now == 0


@given(st.integers(min_value=-1000, max_value=10**6), st.integers(min_value=1, max_value=5000))
def test_longer_intervals_keep_values_fresh_longer(age, verify_after):
    assert scoring.freshness(age, verify_after) <= scoring.freshness(age, verify_after + 1)
