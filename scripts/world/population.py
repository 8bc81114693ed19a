"""The people and organisations of a world, one small group at a time."""

from __future__ import annotations

from world import channels
from world.entities import Entity, Record
from world.errors import HUMAN
from world.households import Households
from world.moods import region, varied, varied_channels
from world.organisations import Organisations
from world.phones import Phones
from world.places import Map
from world.profiles import Profile
from world.rng import Rng
from world.surroundings import Surroundings


class Population:
    """Draws groups of entities that belong together, and what is recorded about them.

    Args:
        rng: the stream of decisions.
        profile: how hard the world is.
        phones: where phone numbers come from.
        places: where people live.
        around: the surroundings of another population that lives in the same world.
    """

    households_of: type[Households] = Households
    organisations_of: type[Organisations] = Organisations

    def __init__(
        self,
        rng: Rng,
        profile: Profile,
        phones: Phones | None = None,
        places: Map | None = None,
        around: Surroundings | None = None,
    ) -> None:
        self.rng, self.profile = rng, profile
        self.slips, self.channels = HUMAN, channels.CHANNELS
        if profile.varied:
            habits = rng.fork("habits")
            self.slips, self.channels = varied(habits, self.slips), varied_channels(habits, self.channels)
            places = places or region(habits, profile)
        self.around = around or Surroundings(rng, profile, phones, places)
        self.households = self.households_of(self.around)
        self.organisations = self.organisations_of(self.around)

    def next_group(self) -> list[Entity]:
        """A household or an organisation, parents before their contact persons."""
        return self.households.any() if self.rng.random() < self.profile.persons else self.organisations.any()

    def first_record(self, entity: Entity) -> Record:
        """The first record about the entity."""
        return channels.first_record(self, entity)

    def later_record(self, first: Record) -> Record:
        """Another record about the same entity."""
        return channels.later_record(self, first)
