"""Which population each profile has."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from world.bare import BarePopulation
from world.business import BusinessPopulation
from world.entities import Entity, Record
from world.families import FamilyPopulation
from world.foreign import ForeignPopulation
from world.mixture import MixedPopulation
from world.population import Population
from world.profiles import Profile
from world.rng import Rng
from world.shop import ShopPopulation
from world.sparse import SparsePopulation


class Inhabitants(Protocol):
    """What the stream of rows asks of a population."""

    rng: Rng
    profile: Profile

    def next_group(self) -> list[Entity]: ...

    def first_record(self, entity: Entity) -> Record: ...

    def later_record(self, first: Record) -> Record: ...


_POPULATIONS: dict[str, Callable[[Rng, Profile], Inhabitants]] = {
    "bare": BarePopulation,
    "register": BarePopulation,
    "business": BusinessPopulation,
    "families": FamilyPopulation,
    "foreign": ForeignPopulation,
    "mixed": MixedPopulation,
    "shop": ShopPopulation,
    "sparse": SparsePopulation,
}


def population_of(profile: str) -> Callable[[Rng, Profile], Inhabitants]:
    """What draws the people of worlds with that profile; the usual ones unless it has its own."""
    return _POPULATIONS.get(profile, Population)
