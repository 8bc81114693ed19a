"""How shipped weights are corrected by the database at hand, and by what its users decide.

**By the data.** A family at one address and one person with two first names look the same, pair by pair. What tells
them apart is how often they occur: where contacts of one family name at one address are many times as frequent as
plain duplicates, they are families; where they are rarer than slips of the pen, they are slips. So the pairs that a
scan compares are counted by how their names relate and whether anything else agrees (a cell), and each cell's points
are shifted by how far its count, beside that of equal names that agree elsewhere, is from what training saw. How much
a surplus is worth was learned over many worlds, as the effect of a group's frequency in a hierarchical model (Gelman
and Hill, "Data Analysis Using Regression and Multilevel/Hierarchical Models", 2007). Pseudo-counts keep small
databases near the shipped weights, and no shift exceeds :data:`LARGEST`.

**By verdicts.** What users merge or call different moves the points of the levels seen, as far as a Gaussian prior
around the shipped points allows (maximum a posteriori).
"""

from collections.abc import Iterable, Mapping, Sequence
from math import log
from typing import NamedTuple

from .field_levels import FIELDS
from .linkage import CELLS, GROUPS, probability

LARGEST = 4.0
"""No cell is shifted by more, in log-odds."""

_PSEUDO = 10.0
_PERSONS = frozenset(range(GROUPS.index("same_company")))
_SAME = {True: 2 * GROUPS.index("same_person") + 1, False: 2 * GROUPS.index("same_company") + 1}
_SIMILAR = {True: 2 * GROUPS.index("similar_person") + 1, False: 2 * GROUPS.index("similar_company") + 1}


def plain_of(cell: int) -> int:
    """The cell that others are counted beside: equal names, of persons or companies, that agree elsewhere."""
    return _SAME[cell // 2 in _PERSONS]


def surplus(counts: Sequence[float], expected: Sequence[float]) -> list[tuple[float, float, float]]:
    """How far the cells' counts are from what training saw, as logarithms.

    :param counts: number of compared pairs by cell
    :param expected: what training saw, each count divided by that of equal names that agree elsewhere
    :return: for each cell its own surplus, that of misspelt names and that of all pairs together
    """
    found = []
    for cell in range(CELLS):
        person = cell // 2 in _PERSONS
        same, similar = _SAME[person], _SIMILAR[person]
        cells = [other for other in range(CELLS) if (other // 2 in _PERSONS) == person]
        plain = counts[same] + _PSEUDO
        own = 0.0
        if cell % 2 and cell != same:
            own = log((counts[cell] + _PSEUDO * expected[cell]) / plain) - log(expected[cell])
        misspelt = log((counts[similar] + _PSEUDO * expected[similar]) / plain) - log(expected[similar])
        all_pairs = sum(counts[other] for other in cells)
        together = log((all_pairs + 12 * _PSEUDO) / plain) - log(12)
        found.append((_bounded(own, 4), _bounded(misspelt, 4), _bounded(together, 3)))
    return found


def shifts(counts: Sequence[float], context: Mapping[str, Sequence]) -> list[float]:
    """Points to add in each cell.

    :param counts: number of compared pairs by cell
    :param context: "expected" and "slopes" as in match_weights.json, one entry a cell
    """
    found = surplus(counts, context["expected"])
    return [
        _bounded(sum(slope * value for slope, value in zip(slopes, values, strict=True)), LARGEST)
        for slopes, values in zip(context["slopes"], found, strict=True)
    ]


def _bounded(value: float, limit: float) -> float:
    return max(-limit, min(limit, value))


class Change(NamedTuple):
    """How the points of one level change, and on how many verdicts that rests."""

    field: str
    level: str
    points: float
    verdicts: int


def learn(
    verdicts: Iterable[tuple[Sequence[int], float, bool]], spread: float = 0.5, rounds: int = 200
) -> list[Change]:
    """Learn from users' verdicts how much the points of single levels should change.

    :param verdicts: comparison, its score in log-odds, and whether the user called the two one
    :param spread: standard deviation of the prior around the shipped points
    :return: changes of at least 0.05 points, largest first; the same for all groups

    >>> sure = [((0,) * len(FIELDS), 0.0, True)] * 20
    >>> [change.verdicts for change in learn(sure)], learn([])
    ([20], [])
    """
    samples = list(verdicts)
    names = [(field, level) for field, levels in FIELDS.items() for level in levels]
    start, offset = [], 0
    for levels in FIELDS.values():
        start.append(offset)
        offset += len(levels)
    # missing values say nothing and stay so; the name always has a level
    used = [
        [start[i] + level for i, level in enumerate(levels) if level or i == 0] for levels, _score, _same in samples
    ]
    seen = [0] * len(names)
    for places in used:
        for place in places:
            seen[place] += 1
    points = [0.0] * len(names)
    rate = 1.0 / (len(FIELDS) * max(1, len(samples)) / 4 + 1 / spread**2)
    for _round in range(rounds if samples else 0):
        slope = [-point / spread**2 for point in points]
        for places, (_levels, score, same) in zip(used, samples, strict=True):
            miss = same - probability(score + sum(points[place] for place in places))
            for place in places:
                slope[place] += miss
        points = [point + rate * step for point, step in zip(points, slope, strict=True)]
    changes = [
        Change(*names[place], round(point, 2), seen[place]) for place, point in enumerate(points) if abs(point) >= 0.05
    ]
    return sorted(changes, key=lambda change: -abs(change.points))
