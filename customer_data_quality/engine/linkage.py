"""Whether two contacts are one: evidence added up in points (Fellegi and Sunter).

Each compared field adds the points of its level; points are log-odds, so their sum gives the probability. How much a
field says depends on how the names relate: the same telephone means much between equal names and little between
colleagues. Fellegi and Sunter, "A theory for record linkage" (1969); weights fitted as a logistic regression.
"""

from collections.abc import Mapping
from math import exp
from operator import getitem
from typing import NamedTuple

from .field_levels import FIELDS, compare
from .name_relations import LEVELS as NAME_LEVELS
from .signature import Signature

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

    >>> probability(0.0), round(probability(4.6), 2), probability(-1000.0)
    (0.5, 0.99, 0.0)
    """
    return 1 / (1 + exp(-max(-700.0, min(700.0, score))))


class Linkage:
    """The points of every level of every field, and what they say of two contacts.

    :param weights: points by group, field and level as in match_weights.json; levels that are not named have none
    :param shifts: points added by relation of names, as learned from the database at hand, see :mod:`adaptation`
    """

    def __init__(self, weights: Mapping[str, Mapping[str, Mapping[str, float]]], shifts: Mapping[str, float] = ()):
        shifts = dict(shifts)
        tables = []
        for group in GROUPS:
            points = weights.get(group, {})
            table = [[points.get(field, {}).get(level, 0.0) for level in levels] for field, levels in FIELDS.items()]
            table[0] = [number + shifts.get(level, 0.0) for level, number in zip(NAME_LEVELS, table[0], strict=True)]
            tables.append(tuple(table))
        self._tables = tuple(tables[group] for group in GROUP_OF_NAME)

    def score(self, left: Signature, right: Signature, counts: Mapping[int, int], total: int) -> float:
        """Log-odds that two contacts are one; arguments as for :func:`field_levels.compare`."""
        return self.add_up(compare(left, right, counts, total))

    def add_up(self, levels: tuple[int, ...]) -> float:
        """Sum of the points of a comparison."""
        return sum(map(getitem, self._tables[levels[0]], levels))

    def explain(self, left: Signature, right: Signature, counts: Mapping[int, int], total: int) -> list[Reason]:
        """What each compared field says, in the order of the fields; fields that say nothing are left out."""
        levels = compare(left, right, counts, total)
        reasons = []
        for (field, codes), level, table in zip(FIELDS.items(), levels, self._tables[levels[0]], strict=True):
            if field == "name" or table[level]:
                reasons.append(Reason(field, codes[level], table[level]))
        return reasons
