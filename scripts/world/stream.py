"""The rows of a world, in the order in which they came into the database."""

from __future__ import annotations

import heapq
from collections.abc import Iterator

from world.entities import CONTACT, Record, Row
from world.profiles import profile_of
from world.rng import Rng
from world.styles import Inhabitants, population_of

_SPREAD = 20_000  # rows after which a duplicate turns up, on average and at most per world


def records(count: int, seed: int | str, profile: str = "std") -> Iterator[Record]:
    """Records of a world with their ids set; parents and originals come first.

    Args:
        count: number of records.
        seed: the same seed gives the same records.
        profile: a key of :data:`world.profiles.PROFILES`.

    Raises:
        KeyError: there is no such profile.
    """
    rng = Rng("world", seed, profile)
    population = population_of(profile)(rng, profile_of(profile, seed))
    spread = min(_SPREAD, count / 4)
    waiting: list[tuple[float, int, Record]] = []  # (position, tie-breaker, record)
    ticket = written = 0
    while written < count:
        if written + len(waiting) < count and not (waiting and waiting[0][0] <= written):
            for delay, record in _batch(population, spread):
                ticket += 1
                heapq.heappush(waiting, (written + delay, ticket, record))
        record = heapq.heappop(waiting)[2]
        written += 1
        record.id = written
        yield record


def _batch(population: Inhabitants, spread: float) -> Iterator[tuple[float, Record]]:
    """All records about one group of entities, with the rows after which each turns up."""
    rng, profile = population.rng, population.profile
    rate = (1 - profile.later) * profile.duplicates / (1 - profile.duplicates)  # of entities that get duplicates
    found: dict[int, list[tuple[float, Record]]] = {}
    for entity in population.next_group():
        record = population.first_record(entity)
        delay = 0.0 if entity.parent is None or rng.random() < 0.6 else rng.random() * spread / 10
        if entity.parent is not None:
            record.parent = found[entity.parent.number][0][1]
            record.live_at(record.parent)
        entries = found[entity.number] = [(delay, record)]
        if rng.random() < rate:
            while len(entries) < profile.largest:
                delay += 1 + rng.random() * spread
                entries.append((delay, _again(population, entries[0][1], delay, found)))
                if rng.random() >= profile.later:
                    break
        yield from entries


def _again(
    population: Inhabitants, first: Record, delay: float, found: dict[int, list[tuple[float, Record]]]
) -> Record:
    """A later record; a contact person's may hang on any record of the company, or on none."""
    rng = population.rng
    record = population.later_record(first)
    entity = first.entity
    if entity.kind == CONTACT and not record.is_company and rng.random() < 0.58:
        earlier = [company for when, company in found[entity.parent.number] if when < delay]
        record.parent = rng.pick(earlier)
        record.live_at(record.parent)
        if not record.parent.is_company:
            record.ops.append("parent is no company")
    return record


def rows(count: int, seed: int | str, profile: str = "std") -> Iterator[Row]:
    """Rows of the benchmark file.

    >>> first = next(rows(10, 1))
    >>> first.id, first.dup_of, first.parent_id
    (1, '', '')
    """
    for record in records(count, seed, profile):
        yield record.row()
