"""From scored pairs to groups of contacts that are one person or company, without chains through contradictions."""

from collections.abc import Iterable
from math import inf

MISSING = -3.0
"""Score, in log-odds, of two contacts that were never worth a comparison."""

SATURATION = 9.0
"""No single pair speaks louder than this, for or against."""


def cluster(
    pairs: Iterable[tuple[int, int, float]], missing: float = MISSING, saturation: float = SATURATION
) -> list[list[int]]:
    """Group contacts greedily: pairs by falling score, two groups joined while the sum across them stays positive.

    Average-linkage correlation clustering (Bansal, Blum and Chawla 2004) with a missing pair counting against the
    union; a pair of score -inf is never in one group.

    :param pairs: contact, contact, score in log-odds; pairs below zero count as evidence against
    :return: groups of at least two contacts, each sorted, in the order of their first contact

    >>> cluster([(1, 2, 5.0), (2, 3, 4.0), (1, 3, 2.0), (3, 4, 3.0)])
    [[1, 2, 3]]
    >>> cluster([(1, 2, 5.0), (2, 3, 6.0), (1, 3, float("-inf"))])
    [[2, 3]]
    """
    neighbours: dict[int, dict[int, float]] = {}
    order = []
    for left, right, score in pairs:
        bounded = score if score == -inf else max(-saturation, min(saturation, score))
        neighbours.setdefault(left, {})[right] = bounded
        neighbours.setdefault(right, {})[left] = bounded
        if score > 0:
            order.append((-score, min(left, right), max(left, right)))
    order.sort()
    group_of: dict[int, list[int]] = {}
    for _, left, right in order:
        mine = group_of.get(left) or [left]
        theirs = group_of.get(right) or [right]
        if mine is theirs:
            continue
        across = 0.0
        for one in mine:
            known = neighbours[one]
            for other in theirs:
                across += known.get(other, missing)
        if across > 0:
            union = mine + theirs
            for contact in union:
                group_of[contact] = union
    groups = {id(group): sorted(group) for group in group_of.values()}
    return sorted(groups.values())
