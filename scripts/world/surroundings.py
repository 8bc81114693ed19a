"""What all groups of a world share: places, numbers, domains, house fronts."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from typing import TypeVar
from zlib import crc32

from world import contact_points, people
from world.companies import Firm
from world.entities import Entity
from world.moods import Fashion
from world.people import Person
from world.phones import Phones, RandomPhones
from world.places import Map, Town
from world.profiles import Profile
from world.rng import Rng
from world.streets import house_number, street_line, street_name

T = TypeVar("T")
Address = tuple[Town, str, str]  # town, street and number, postcode


class Surroundings:
    """Hands out what entities need; nothing of it twice that only one can have.

    Args:
        rng: the stream of decisions.
        profile: how many look-alikes there are.
        phones: where phone numbers come from.
        places: where people live.
        beside: other surroundings of the same world; clusters and domains are told apart from theirs.
    """

    def __init__(
        self,
        rng: Rng,
        profile: Profile,
        phones: Phones | None = None,
        places: Map | None = None,
        beside: Surroundings | None = None,
    ) -> None:
        self.rng, self.profile = rng, profile
        self.phones = phones or RandomPhones()
        self.places = places or Map()
        self.fashion = Fashion(rng, profile)
        self._numbers = beside._numbers if beside else count(1)
        self._taken: set[int] = (
            beside._taken if beside else set()
        )  # checksums of domains, and of company names in their towns
        self._centres = [self.address(self.places.town(rng)) for _ in range(12)]
        self._advisers = [self._adviser() for _ in range(12)]

    def next_number(self) -> int:
        """The number of the next cluster."""
        return next(self._numbers)

    def entity(self, kind: str, name: str, town: Town, **values) -> Entity:
        """A new entity, in a cluster of its own."""
        return Entity(self.next_number(), kind, name, town, **values)

    def address(self, town: Town) -> Address:
        """An address in the town, now and then a post-office box."""
        return town, street_line(self.rng, town), town.postcode(self.rng)

    def home(self, town: Town) -> Address:
        """An address in the town to live at, with its postcode."""
        rng = self.rng
        if town.language == "fr":
            return self.address(town)
        return town, f"{street_name(rng, town)} {house_number(rng, town)}", town.postcode(rng)

    def _take(self, text: str) -> bool:
        """Whether the text was free; only one company may have a domain, or a name in a town."""
        key = crc32(text.encode())
        free = key not in self._taken
        self._taken.add(key)
        return free

    def only_one(self, make: Callable[[Rng, Town], Firm], town: Town) -> Firm:
        """An organisation whose name nobody else in the town has."""
        for _try in range(20):
            firm = make(self.rng, town)
            if self._take(f"{firm.core}/{town.name}"):
                return firm
        firm.core = f"{firm.core} {people.person(self.rng, town).last}"
        return firm

    def domain(self, firm: Firm, town: Town) -> str:
        """A domain that no other company has."""
        at = contact_points.domain(self.rng, firm, town.name)
        label, number = at.removesuffix(".example"), 1
        while not self._take(at):
            number += 1
            place = contact_points.slug(town.name)
            at = f"{label}-{place}.example" if number == 2 else f"{label}-{number + self.rng.below(97)}.example"
        return at

    def private_email(self, human: Person) -> str:
        """A mailbox of the person, and nobody else's: providers give each address once."""
        at = contact_points.private_email(self.rng, human)
        number = 1
        while not self._take(at):
            if self.profile.varied:
                local, _at, host = contact_points.private_email(self.rng, human).partition("@")
                at = f"{local}{self.rng.between(1, 9999)}@{host}"
            else:
                number += 1
                local, _at, host = at.partition("@")
                at = f"{local}{number}@{host}"
        return at

    def business_centre(self) -> Address:
        """A house with many companies."""
        return self._shared(self._centres, lambda: self.address(self.places.town(self.rng)))

    def adviser(self) -> tuple[str, str]:
        """Mailbox and phone of a tax adviser whom several clients name as theirs."""
        return self._shared(self._advisers, self._adviser)

    def _adviser(self) -> tuple[str, str]:
        rng, town = self.rng, self.places.town(self.rng)
        core = f"Treuhand {people.person(rng, town).last}"
        at = self.domain(Firm(core, "", core, "M"), town)
        return contact_points.role_email(rng, at), self.phones.landline(rng, town)

    def _shared(self, stock: list[T], make: Callable[[], T]) -> T:
        """One of the stock, which is renewed so slowly that about ten companies share each."""
        at = self.rng.below(len(stock))
        if self.rng.random() < 0.1:
            stock[at] = make()
        return stock[at]

    def german_speaking_town(self) -> Town:
        """A town outside French and Italian Switzerland."""
        town = self.places.town(self.rng)
        while town.language != "de":
            town = self.places.town(self.rng)
        return town
