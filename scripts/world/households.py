"""Private customers and the households they live in."""

from __future__ import annotations

from collections import deque

from world import contact_points, people
from world.entities import PRIVATE, Entity
from world.people import Person
from world.places import Town
from world.surroundings import Address, Surroundings


class Households:
    """Draws households; remembers the latest for neighbours and relatives."""

    landline = 0.6  # share of households with one
    mailbox = 0.12  # share of households that share one

    def __init__(self, surroundings: Surroundings) -> None:
        self.around, self.rng = surroundings, surroundings.rng
        self._recent: deque[Address] = deque(maxlen=400)
        self._surnames: deque[tuple[Town, str, str]] = deque(maxlen=400)

    def any(self) -> list[Entity]:
        """Private customers who live under one roof."""
        rng, kin = self.rng, self.around.profile.kin
        address = None
        roll = rng.random()
        if self._recent and roll < 0.1:
            address = rng.pick(self._recent)  # neighbours in a block of flats
        town, street, postcode = address or self.around.home(self.around.places.town(rng))
        members = self.around.fashion.follow(self._members(town))
        if self._surnames and rng.random() < 0.05 * kin:  # relatives in the same village
            town, last, origin = rng.pick(self._surnames)
            town, street, postcode = self.around.home(town)
            members = [people.person(rng, town, last=last, origin=origin)]
        self._recent.append((town, street, postcode))
        self._surnames.append((town, members[0].last, members[0].origin))
        landline = self.around.phones.landline(rng, town) if rng.random() < self.landline else ""
        shared = contact_points.family_email(rng, members[0].last) if rng.random() < self.mailbox else ""
        return [self._resident(human, town, street, postcode, landline, shared) for human in members]

    def _members(self, town: Town) -> list[Person]:
        """The adults of a household."""
        rng = self.rng
        roll = rng.random() / (0.45 + 0.55 * self.around.profile.kin)
        if roll >= 0.46:
            return [people.person(rng, town)]
        if roll < 0.04:  # flat share
            return [people.person(rng, town, born=rng.between(1985, 2004)) for _ in range(rng.between(2, 4))]
        if roll < 0.08:
            first = people.person(rng, town)
            return [first, people.sibling(rng, town, first)]
        pair = people.couple(rng, town)
        if roll < 0.2 and pair[0].born < 1982:
            pair += [people.child(rng, town, pair[0]) for _ in range(rng.between(1, 2))]
        return pair if rng.random() < 0.85 else [pair[0], *pair[2:]]

    def _resident(self, human: Person, town: Town, street: str, postcode: str, landline: str, shared: str) -> Entity:
        rng = self.rng
        own = self.around.private_email(human)
        return self.around.entity(
            PRIVATE,
            human.formal if rng.random() < 0.6 else human.name,
            town,
            street=street,
            zip=postcode,
            email=shared if shared and rng.random() < 0.6 else own,
            other_email=self.around.private_email(human) if self.around.profile.varied or rng.random() < 0.35 else "",
            phone=landline,
            mobile=self.around.phones.mobile(rng, town.country) if rng.random() < 0.75 else "",
            person=human,
        )
