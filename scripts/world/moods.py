"""What differs from world to world besides the rates of its profile: habits, region, fashion."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from world.given_names import GIVEN, MIDDLE
from world.people import Person, generation
from world.places import TOWNS, Map
from world.profiles import Profile
from world.rng import Rng, Weighted
from world.surnames import SURNAMES

if TYPE_CHECKING:
    from world.channels import Channel

T = TypeVar("T")
_CAPTURED = ("address", "email", "phone", "mobile", "vat", "website")


def _factor(rng: Rng, most: float = 3.0) -> float:
    """A factor between one ``most``-th and ``most``, as often below as above 1."""
    return most ** (2 * rng.random() - 1)


def varied(rng: Rng, table: Weighted[T]) -> Weighted[T]:
    """The same items with other weights, between a third and thrice as much.

    >>> varied(Rng(1), Weighted([("a", 1), ("b", 1)])).items
    ['a', 'b']
    """
    weights = [high - low for low, high in zip([0.0, *table.bounds], table.bounds, strict=False)]
    return Weighted((item, weight * _factor(rng)) for item, weight in zip(table.items, weights, strict=True))


def varied_channels(rng: Rng, table: Weighted[Channel]) -> Weighted[Channel]:
    """The channels with other shares, in a company that asks for other fields."""
    asked = {field: _factor(rng, 1.7) for field in _CAPTURED}
    result = varied(rng, table)
    result.items = [
        replace(channel, **{field: min(1.0, getattr(channel, field) * asked[field]) for field in _CAPTURED})
        for channel in result.items
    ]
    return result


def region(rng: Rng, profile: Profile) -> Map:
    """The part of the map where the contacts of one company live, large towns more or less favoured."""
    shares = {"DE": 0.62, "AT": 0.16, "CH": 0.205, "LI": 0.015}
    places = Map(profile.tail, {country: share * _factor(rng) for country, share in shares.items()})
    power = 0.4 + rng.random()
    for country, towns in TOWNS.items():
        kept = rng.shuffled(towns)[: max(3, round(len(towns) * profile.towns))]
        places.towns[country] = Weighted((town, town.weight**power) for town in kept)
    for country, villages in places.villages.items():
        kept = rng.shuffled(villages.items)[: max(3, round(len(villages.items) * profile.towns))]
        places.villages[country] = Weighted.zipf(kept, power, 10)
    return places


class Fashion:
    """The names that are most common in one world.

    Args:
        rng: the stream of decisions.
        profile: share of people with these names, and the exponent of Zipf's law.
    """

    def __init__(self, rng: Rng, profile: Profile) -> None:
        self._rng, self._share = rng, profile.crowd
        exponent = profile.exponent
        self._last = {origin: Weighted.zipf(names[:30], exponent, 1) for origin, names in SURNAMES.items()}
        self._first = {key: Weighted.zipf(names[:20], exponent, 1) for key, names in GIVEN.items()}

    def follow(self, humans: list[Person]) -> list[Person]:
        """Members of a household, some of them renamed; relatives keep a common surname.

        No two of them get the same name by fashion.
        """
        rng = self._rng
        if not self._share or rng.random() >= self._share:
            return humans
        old, new = humans[0].last, rng.draw(self._last[humans[0].origin])
        for human in humans:
            if human.last == old:
                human.last = new
        taken = {human.name for human in humans}
        for human in humans:
            if rng.random() < self._share:
                key = human.origin, human.gender, generation(human.born)
                first = rng.draw(self._first.get(key) or self._first[human.origin, human.gender, MIDDLE])
                if f"{first} {human.last}" not in taken:
                    human.first = first
                    taken.add(human.name)
        return humans
