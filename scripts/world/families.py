"""Households full of look-alikes: one surname, one landline, and now and then one name."""

from __future__ import annotations

from collections import deque

from world import people
from world.entities import Entity
from world.households import Households
from world.people import Person
from world.places import Town
from world.population import Population
from world.surroundings import Surroundings

#: how father and son of one name are told apart
_SUFFIXES = (("sen.", "jun."), ("sr.", "jr."), ("senior", "junior"), ("", "jun."), ("", "junior"))


class Families(Households):
    """Draws large families, fathers and sons of one name, and namesakes of former residents."""

    landline = 0.85
    mailbox = 0.6

    def __init__(self, surroundings: Surroundings) -> None:
        super().__init__(surroundings)
        self._residents: deque[tuple[Person, Town]] = deque(maxlen=2000)

    def any(self) -> list[Entity]:
        roll = self.rng.random()
        if roll < 0.1:
            return self.generations()
        if roll < 0.22 and self._residents:
            return [self.namesake()]
        household = super().any()
        self._residents.extend((entity.person, entity.town) for entity in household if entity.person)
        return household

    def generations(self) -> list[Entity]:
        """A parent and a child of the same name, perhaps under the same roof, with partners."""
        rng = self.rng
        elder, *partner = people.couple(rng, self.around.places.town(rng))
        home = self.around.home(self.around.places.town(rng))
        younger = people.child(rng, home[0], elder)
        younger.gender, younger.first, younger.last, younger.second = elder.gender, elder.first, elder.last, ""
        landline = self.around.phones.landline(rng, home[0]) if rng.random() < self.landline else ""
        entities = [self._resident(human, *home, landline, "") for human in (elder, *partner, younger)]
        suffixes = rng.pick(_SUFFIXES)
        if rng.random() < 0.4:  # the child has a home of its own
            child, (town, street, postcode) = entities[-1], self.around.home(home[0])
            child.town, child.street, child.zip = town, street, postcode
            child.phone = self.around.phones.landline(rng, town) if rng.random() < 0.5 else ""
            suffixes = suffixes if rng.random() < 0.5 else ("", "")
        for entity, suffix in zip((entities[0], entities[-1]), suffixes, strict=True):
            entity.name = f"{entity.person.name} {suffix}".strip()
        return entities

    def namesake(self) -> Entity:
        """Somebody of the same name and town as an earlier resident, but no relative."""
        rng = self.rng
        other, town = rng.pick(self._residents)
        human = people.person(rng, town, other.last, None, other.gender, other.origin)
        human.first, human.last = other.first, other.last
        landline = self.around.phones.landline(rng, town) if rng.random() < self.landline else ""
        return self._resident(human, *self.around.home(town), landline, "")


class FamilyPopulation(Population):
    """Mostly private households."""

    households_of = Families
