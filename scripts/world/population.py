"""The people and organisations of a world, one small group at a time."""

from __future__ import annotations

from world.entities import Entity
from world.households import Households
from world.organisations import Organisations
from world.phones import Phones
from world.places import Map
from world.profiles import Profile
from world.rng import Rng
from world.surroundings import Surroundings


class Population:
    """Draws groups of entities that belong together; arguments as of Surroundings."""

    def __init__(self, rng: Rng, profile: Profile, phones: Phones | None = None, places: Map | None = None) -> None:
        self.rng, self.profile = rng, profile
        self.around = Surroundings(rng, profile, phones, places)
        self.households = Households(self.around)
        self.organisations = Organisations(self.around)

    def next_group(self) -> list[Entity]:
        """A household or an organisation, parents before their contact persons."""
        return self.households.any() if self.rng.random() < 0.62 else self.organisations.any()
