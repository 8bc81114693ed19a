"""Seeded random choices that give the same results on every supported Python.

Only ``random.Random.random`` is used: its sequence for a seed is promised by the
standard library, which is not true of ``choice``, ``sample`` and their like.
"""

from __future__ import annotations

import random
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import Generic, TypeVar

T = TypeVar("T")


class Weighted(Generic[T]):
    """Items with weights, ready to be drawn from by :meth:`Rng.draw`.

    >>> table = Weighted([("rare", 1), ("common", 9)])
    >>> sum(Rng(n).draw(table) == "common" for n in range(1000)) > 850
    True
    """

    __slots__ = ("bounds", "items", "total")

    def __init__(self, pairs: Iterable[tuple[T, float]]) -> None:
        pairs = list(pairs)
        self.items = [item for item, _weight in pairs]
        self.bounds = list(accumulate(weight for _item, weight in pairs))
        self.total = self.bounds[-1]

    @classmethod
    def zipf(cls, items: Sequence[T], exponent: float = 0.8, flat: float = 4.0) -> Weighted[T]:
        """Weights by rank, as names have them: ``1 / (rank + flat) ** exponent``."""
        return cls((item, (rank + flat) ** -exponent) for rank, item in enumerate(items))


class Rng:
    """A stream of random decisions, the same for the same seed.

    >>> Rng("a").digits(6) == Rng("a").digits(6)
    True
    >>> Rng("a").digits(6) == Rng("b").digits(6)
    False
    """

    __slots__ = ("random", "seed")

    def __init__(self, *seed: object) -> None:
        self.seed = "/".join(map(str, seed))
        self.random = random.Random(self.seed).random

    def fork(self, *label: object) -> Rng:
        """A stream of its own, so that what one part draws does not move another."""
        return Rng(self.seed, *label)

    def chance(self, probability: float) -> bool:
        """True with the given probability."""
        return self.random() < probability

    def below(self, limit: int) -> int:
        """A whole number from 0 to ``limit - 1``."""
        return int(self.random() * limit)

    def between(self, low: int, high: int) -> int:
        """A whole number from ``low`` to ``high``, both included."""
        return low + int(self.random() * (high - low + 1))

    def pick(self, items: Sequence[T]) -> T:
        """One item, all equally likely."""
        return items[int(self.random() * len(items))]

    def draw(self, table: Weighted[T]) -> T:
        """One item by its weight."""
        return table.items[bisect_right(table.bounds, self.random() * table.total)]

    def shuffled(self, items: Iterable[T]) -> list[T]:
        """The items in random order."""
        return [item for _key, item in sorted(((self.random(), item) for item in items), key=lambda pair: pair[0])]

    def digits(self, count: int) -> str:
        """A string of decimal digits, the first of them not 0."""
        return str(self.between(10 ** (count - 1), 10**count - 1))
