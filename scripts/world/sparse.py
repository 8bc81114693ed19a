"""Contacts that hold next to nothing: a name and one or two values."""

from __future__ import annotations

from world import channels
from world.entities import BRANCH, Entity, Record
from world.population import Population
from world.rng import Rng, Weighted

#: what may be known, with how often it is
_KNOWN: Weighted[tuple[str, ...]] = Weighted(
    {
        ("email",): 30,
        ("phone",): 22,
        ("mobile",): 14,
        ("street", "zip", "city"): 16,
        ("zip", "city"): 9,
        ("city",): 9,
        ("street", "city"): 4,
        ("vat",): 5,
        ("website",): 5,
        ("country_code",): 6,
    }.items()
)
_VALUES = ("street", "zip", "city", "country_code", "email", "phone", "mobile", "vat", "website")


def thin(rng: Rng, record: Record) -> None:
    """Empty everything but the name and one or two values."""
    kept: set[str] = {"city", "zip"} if record.entity.kind == BRANCH else set()  # nothing else tells it from its head
    wanted = 1 if rng.random() < 0.45 else 2
    for _try in range(12):
        fields = rng.draw(_KNOWN)
        if any(getattr(record, field) for field in fields):
            kept.update(fields)
            wanted -= 1
            if not wanted:
                break
    for field in _VALUES:
        if field not in kept:
            setattr(record, field, "")


class SparsePopulation(Population):
    """The usual people, recorded in a hurry."""

    def first_record(self, entity: Entity) -> Record:
        record = channels.first_record(self, entity)
        thin(self.rng, record)
        return record

    def later_record(self, first: Record) -> Record:
        record = channels.later_record(self, first)
        thin(self.rng, record)
        if self.rng.random() >= 0.12 + self.profile.bare:
            channels.tie(first, record)
        return record
