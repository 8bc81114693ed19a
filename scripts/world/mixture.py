"""A world of everything: each group of people comes from one of the other worlds."""

from __future__ import annotations

from world.business import BusinessPopulation
from world.entities import Entity, Record
from world.families import FamilyPopulation
from world.foreign import ForeignPopulation
from world.population import Population
from world.profiles import Profile
from world.rng import Rng, Weighted
from world.shop import ShopPopulation
from world.sparse import thin


class MixedPopulation:
    """Draws from all populations in the proportions of the seed; see :class:`world.population.Population`."""

    def __init__(self, rng: Rng, profile: Profile) -> None:
        self.rng, self.profile = rng, profile
        habits = rng.fork("mixture")
        usual = Population(rng, profile)
        around = usual.around
        sources: list[Population] = [
            usual,
            FamilyPopulation(rng, profile, around=around),
            BusinessPopulation(rng, profile, around=around),
            ShopPopulation(rng, profile, around=around),
            ForeignPopulation(rng, profile, around),
        ]
        self._sources = Weighted((source, 0.03 + habits.random() ** 2) for source in sources)
        self._thin = 0.5 * habits.random() ** 2  # share of records that hold next to nothing
        self._source: Population = usual

    def next_group(self) -> list[Entity]:
        """A group of one of the populations, which also records it."""
        self._source = self.rng.draw(self._sources)
        return self._source.next_group()

    def first_record(self, entity: Entity) -> Record:
        """As the population of the group records it, now and then hardly anything of it."""
        return self._thinned(self._source.first_record(entity))

    def later_record(self, first: Record) -> Record:
        """As the population of the group records it, now and then hardly anything of it."""
        return self._thinned(self._source.later_record(first))

    def _thinned(self, record: Record) -> Record:
        if self.rng.random() < self._thin:
            thin(self.rng, record)
        return record
