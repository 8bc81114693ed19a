"""From the precision that is wanted to the score from which on pairs are shown."""

from collections.abc import Iterable
from typing import NamedTuple

from .linkage import log_odds, probability

LOWEST, HIGHEST = -2.5, 7.0
"""No threshold lies outside, in log-odds: a pair of less than 8 % is never proposed."""


class Point(NamedTuple):
    """What one threshold gives: the expected share of right pairs above it, and how many pairs are above it."""

    threshold: float
    precision: float
    pairs: int


def curve(histogram: Iterable[tuple[float, int]]) -> list[Point]:
    """Expected precision for every threshold: the mean probability of the pairs above it.

    :param histogram: scores in log-odds (the lower edge of their bin) and the number of pairs, in any order

    >>> [(p.threshold, round(p.precision, 2), p.pairs) for p in curve([(0.0, 2), (9.0, 2)])]
    [(9.0, 1.0, 2), (0.0, 0.75, 4)]
    """
    points, right, pairs = [], 0.0, 0
    for score, number in sorted(histogram, reverse=True):
        right += number * probability(score)
        pairs += number
        points.append(Point(score, right / pairs, pairs))
    return points


def threshold(points: Iterable[Point], wanted: float) -> float:
    """Lowest score from which on pairs have the wanted expected precision, within :data:`LOWEST` and :data:`HIGHEST`.

    It is never above the score whose own probability is the wanted one: pairs that will be found later count too.

    >>> threshold(curve([(0.0, 2), (9.0, 2)]), 0.7), round(threshold(curve([(9.0, 2)]), 0.95), 2)
    (0.0, 2.94)
    """
    fitting = [point.threshold for point in points if point.precision >= wanted]
    return max(LOWEST, min(HIGHEST, log_odds(wanted), *fitting))
