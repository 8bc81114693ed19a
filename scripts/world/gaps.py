"""Random gaps, for benchmarks of completeness."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from world.entities import Row
from world.rng import Rng

#: fields that real contacts may lack; the name is never emptied
FILLABLE = ("street", "zip", "city", "country_code", "email", "phone", "mobile", "vat", "website")


def gaps(rows: Iterable[Row], seed: int | str, share: float) -> Iterator[Row]:
    """The rows with each optional value emptied with the probability ``share`` (0 to 1).

    Raises:
        ValueError: the share is not between 0 and 1.

    >>> row = Row(1, 1, "private", 0, "", "A", "B 1", "1", "C", "AT", "", "", "", "", "", "", "")
    >>> next(gaps([row], 1, 1.0)).street
    ''
    >>> next(gaps([row], 1, 0.0)) == row
    True
    """
    if not 0 <= share <= 1:
        raise ValueError(f"The share of gaps is {share}; it must lie between 0 and 1.")
    return _gaps(rows, Rng("gaps", seed), share)


def _gaps(rows: Iterable[Row], rng: Rng, share: float) -> Iterator[Row]:
    for row in rows:
        emptied = {field: "" for field in FILLABLE if rng.random() < share}
        yield row._replace(**emptied) if emptied else row
