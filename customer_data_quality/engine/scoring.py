"""From verdicts to scores, in whole numbers, so that Python and SQL round alike.

A verdict says how far one rule is fulfilled, 0 to 100; None where the rule does not apply. A rule's weight is
its share of the total. Rules on what should stay empty only take points and never give any.
"""

from collections.abc import Iterable
from typing import NamedTuple

DIMENSIONS = ("completeness", "validity", "uniqueness", "consistency", "timeliness")
GRADES = (("A", 90), ("B", 80), ("C", 70), ("D", 60))
LAST_GRADE = "E"


class Verdict(NamedTuple):
    """How one rule judged one contact."""

    rule_id: int
    dimension: str
    weight: int
    fulfilled: int  # 0 to 100
    unwanted: bool


def ratio(earned: int, possible: int) -> int:
    """Return the percentage, rounded half up; 100 where nothing was asked.

    :param earned: sum of weight times fulfilled (0 to 100), less what unwanted data costs
    :param possible: sum of the weights that applied

    >>> ratio(150, 2), ratio(25, 2), ratio(-30, 2), ratio(0, 0)
    (75, 13, 0, 100)
    """
    if possible <= 0:
        return 100 if earned >= 0 else 0
    return (2 * max(earned, 0) + possible) // (2 * possible)


def scores(verdicts: Iterable[Verdict]) -> tuple[int, dict[str, int]]:
    """Return the score, 0 to 100, of all verdicts, and that of each dimension which any of them belongs to.

    >>> bad = Verdict(1, "validity", 1, 0, False)
    >>> good = Verdict(2, "completeness", 3, 100, False)
    >>> hoarded = Verdict(3, "completeness", 1, 0, True)
    >>> scores([good, bad]), scores([good, hoarded]), scores([])
    ((75, {'completeness': 100, 'validity': 0}), (67, {'completeness': 67}), (100, {}))
    """
    earned: dict[str, int] = {}
    possible: dict[str, int] = {}
    for _rule_id, dimension, weight, fulfilled, unwanted in verdicts:
        if unwanted:
            earned[dimension] = earned.get(dimension, 0) - weight * (100 - fulfilled)
        else:
            earned[dimension] = earned.get(dimension, 0) + weight * fulfilled
            possible[dimension] = possible.get(dimension, 0) + weight
    total = ratio(sum(earned.values()), sum(possible.values()))
    return total, {name: ratio(earned[name], possible.get(name, 0)) for name in earned}


def grade(points: int) -> str:
    """Return the grade of a score.

    >>> "".join(grade(points) for points in (100, 90, 89, 80, 70, 60, 59, 0))
    'AABBCDEE'
    """
    return next((letter for letter, least in GRADES if points >= least), LAST_GRADE)


def freshness(age: int, verify_after: int) -> int:
    """Return how fresh a value is, 0 to 100, `age` days after it was last verified.

    Full until `verify_after` days, then falling evenly to nothing at twice that age.

    >>> [freshness(age, 180) for age in (-1, 0, 180, 270, 360, 9999)]
    [100, 100, 100, 50, 0, 0]
    """
    if verify_after <= 0 or age <= verify_after:
        return 100
    return max(0, 200 - (100 * age) // verify_after)
