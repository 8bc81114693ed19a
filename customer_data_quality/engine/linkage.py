"""Whether two contacts are one: evidence added up in points (Fellegi and Sunter).

Each compared field adds the points of its level; points are log-odds, so their sum gives the probability. How much a
field says depends on how the names relate: the same telephone means much between equal names and little between
colleagues. Fellegi and Sunter, "A theory for record linkage" (1969); weights fitted as a logistic regression.
"""

from collections.abc import Mapping, Sequence
from math import exp, inf, log
from operator import getitem
from types import MappingProxyType
from typing import NamedTuple

from .contact import Contact
from .field_levels import FIELDS, compare
from .name_relations import LEVELS as NAME_LEVELS

GROUPS = (
    "same_person",
    "similar_person",
    "given_missing",
    "relatives",
    "other_family",
    "other_person",
    "same_company",
    "similar_company",
    "contained_company",
    "one_word_company",
    "other_company",
    "mixed",
    "unknown",
)
"""Kinds of relation between names that have weights of their own."""


DATABASE_LEVELS = ("seldom_two", "often_two")
"""Whether pairs of such a kind are rarer or more frequent here than in the worlds of the training."""


class Reason(NamedTuple):
    """What one compared field says: its level and its points, log-odds, for (positive) or against (negative)."""

    field: str
    level: str
    points: float


def _group_of(level: str) -> str:
    if level.startswith("person_"):
        family, given = level[7:].split("_", 1)
        if family == "other":
            return "other_family" if given in ("same", "short", "part", "close", "sound") else "other_person"
        if given in ("alike", "other", "two_known"):
            return "relatives"
        if given == "missing" or family == "missing":
            return "given_missing"
        return "same_person" if family == "same" and given in ("same", "short") else "similar_person"
    if level.startswith("company_"):
        return {
            "same": "same_company",
            "order": "same_company",
            "joined": "same_company",
            "typo": "similar_company",
            "alike": "similar_company",
            "initials": "similar_company",
            "more_place": "contained_company",
            "more_owner": "contained_company",
            "more_trade": "contained_company",
            "more": "contained_company",
            "one_shortened": "contained_company",
            "one_trade_word": "one_word_company",
            "one_word": "one_word_company",
        }.get(level[8:], "other_company")
    return "mixed" if level.startswith("mixed_") else "unknown"


GROUP_OF_NAME = tuple(GROUPS.index(_group_of(level)) for level in NAME_LEVELS)
"""The group of weights that a relation between names belongs to."""


def probability(score: float) -> float:
    """Turn log-odds into a probability.

    >>> probability(0.0), round(probability(4.6), 2), 0 < probability(-1000.0) < 1e-300
    (0.5, 0.99, True)
    """
    return 1 / (1 + exp(-max(-700.0, min(700.0, score))))


def log_odds(share: float) -> float:
    """Turn a probability into log-odds; infinite outside of 0 to 1.

    >>> log_odds(0.5), round(log_odds(0.99), 1), log_odds(0), log_odds(1)
    (0.0, 4.6, -inf, inf)
    """
    if 0 < share < 1:
        return log(share / (1 - share))
    return -inf if share <= 0 else inf


# for names that are alike: the level of equal names
_SAME_NAME = tuple(
    {"similar_person": NAME_LEVELS.index("person_same_same"), "similar_company": NAME_LEVELS.index("company_same")}.get(
        GROUPS[group]
    )
    for group in GROUP_OF_NAME
)

CELLS = 2 * len(GROUPS)
"""Number of cells: each group of name relations, without and with agreement elsewhere; see :mod:`adaptation`."""

_AGREEMENT = list(FIELDS).index("agreement")


def cell_of(levels: Sequence[int]) -> int:
    """The cell of a comparison, 0 to :data:`CELLS` - 1."""
    return 2 * GROUP_OF_NAME[levels[0]] + (levels[_AGREEMENT] > 0)


class Linkage:
    """The points of every level of every field, and what they say of two contacts.

    :param weights: points by group, field and level as in match_weights.json; levels that are not named have none
    :param shifts: points added in each cell, as the database at hand asks for, see :func:`adaptation.shifts`
    :param changes: points added to levels of fields, as learned from users' verdicts, see :func:`adaptation.learn`
    """

    def __init__(
        self,
        weights: Mapping[str, Mapping[str, Mapping[str, float]]],
        shifts: Sequence[float] = (),
        changes: Mapping[str, Mapping[str, float]] = MappingProxyType({}),
    ):
        tables = []
        for group in GROUPS:
            points = weights.get(group, {})
            tables.append(
                tuple(
                    [points.get(field, {}).get(level, 0.0) + changes.get(field, {}).get(level, 0.0) for level in levels]
                    for field, levels in FIELDS.items()
                )
            )
        self._tables = tuple(tables[group] for group in GROUP_OF_NAME)
        self.shifts = list(shifts) or [0.0] * CELLS

    def score(self, left: Contact, right: Contact, counts: Mapping[int, int]) -> float:
        """Log-odds that two contacts are one; arguments as for :func:`field_levels.compare`."""
        return self.score_of(compare(left, right, counts))

    def score_of(self, levels: tuple[int, ...]) -> float:
        """Log-odds that a comparison says."""
        return self.add_up(levels) + self.shift_of(levels)

    def judge(self, left: Contact, right: Contact, counts: Mapping[int, int]) -> tuple[float, int]:
        """Log-odds before they are shifted, and the cell of the comparison."""
        levels = compare(left, right, counts)
        return self.add_up(levels), cell_of(levels)

    def shift_of(self, levels: Sequence[int]) -> float:
        """Points by which the cell of a comparison is shifted."""
        return self.shifts[cell_of(levels)]

    def add_up(self, levels: tuple[int, ...]) -> float:
        """Sum of the points of a comparison, before its cell is shifted.

        A misspelt name never makes more than the same name would, all else being equal.
        """
        points = sum(map(getitem, self._tables[levels[0]], levels))
        same = _SAME_NAME[levels[0]]
        return points if same is None else min(points, sum(map(getitem, self._tables[same], (same, *levels[1:]))))

    def explain(self, left: Contact, right: Contact, counts: Mapping[int, int]) -> list[Reason]:
        """What each compared field says, in the order of the fields; fields that say nothing are left out.

        The last one, "database", is what the frequency of such pairs in the database at hand says.
        """
        levels = compare(left, right, counts)
        read = levels
        same = _SAME_NAME[levels[0]]
        if same is not None and self.add_up((same, *levels[1:])) <= self.add_up(levels):
            read = (same, *levels[1:])
        reasons = []
        for (field, codes), level, used, table in zip(FIELDS.items(), levels, read, self._tables[read[0]], strict=True):
            if field == "name" or table[used]:
                reasons.append(Reason(field, codes[level], table[used]))
        shift = self.shift_of(levels)
        if abs(shift) >= 0.05:
            reasons.append(Reason("database", DATABASE_LEVELS[shift < 0], shift))
        return reasons
