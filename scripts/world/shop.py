"""Customers of a web shop, who type their particulars anew with each order."""

from __future__ import annotations

from world import channels, companies
from world import errors_in_names as names
from world.entities import COMPANY, Entity, Record
from world.given_names import NICKNAMES
from world.moods import varied
from world.phones import Phones, any_style, written
from world.places import Map
from world.population import Population
from world.profiles import Profile
from world.rng import Rng, Weighted
from world.spelling import mistyped, one_word, stripped, written_out
from world.surroundings import Surroundings


def _first(record: Record) -> str:
    human = record.entity.person
    return human.first if human and record.name == human.name else ""


def plain(rng: Rng, record: Record) -> None:
    """As it should be."""


def small(rng: Rng, record: Record) -> None:
    """Everything in small letters."""
    record.name, record.street, record.city = record.name.lower(), record.street.lower(), record.city.lower()


def capitals(rng: Rng, record: Record) -> None:
    """Everything in capitals."""
    record.name, record.street, record.city = record.name.upper(), record.street.upper(), record.city.upper()


def shaken(rng: Rng, record: Record) -> None:
    """Capitals in the wrong places."""
    record.name = "".join(char.upper() if rng.random() < 0.25 else char.lower() for char in record.name)


def first_only(rng: Rng, record: Record) -> None:
    """The given name alone."""
    record.name = _first(record) or record.name


def last_letter(rng: Rng, record: Record) -> None:
    """The given name and a letter of the surname."""
    if first := _first(record):
        record.name = f"{first} {record.entity.person.last[0]}{rng.pick(('.', ''))}"


def short_name(rng: Rng, record: Record) -> None:
    """The nickname, with the surname or without."""
    first = _first(record)
    if first in NICKNAMES:
        last = record.entity.person.last
        record.name = f"{rng.pick(NICKNAMES[first])} {last if rng.random() < 0.85 else ''}".strip()


def no_umlauts(rng: Rng, record: Record) -> None:
    """Typed on a keyboard without umlauts."""
    change = written_out if rng.random() < 0.6 else stripped
    record.name, record.street, record.city = map(change, (record.name, record.street, record.city))


def mailbox_as_name(rng: Rng, record: Record) -> None:
    """What stands before the @, filled in by the browser."""
    record.name = record.email.partition("@")[0].strip() or record.name


def surname_first(rng: Rng, record: Record) -> None:
    """The fields of the form exchanged."""
    names.surname_first(rng, record)


def stray_blanks(rng: Rng, record: Record) -> None:
    """Blanks that a phone's keyboard puts in."""
    record.name = f"{record.name} " if rng.random() < 0.5 else record.name.replace(" ", "  ")
    record.email = f"{record.email} " if record.email else ""


_WAYS = Weighted(
    {
        plain: 38,
        small: 17,
        capitals: 5,
        shaken: 2,
        first_only: 4,
        last_letter: 3,
        short_name: 8,
        no_umlauts: 10,
        mailbox_as_name: 1.5,
        surname_first: 3,
        stray_blanks: 4,
    }.items()
)


class ShopPopulation(Population):
    """Mostly private persons; see :class:`world.population.Population`."""

    def __init__(
        self,
        rng: Rng,
        profile: Profile,
        phones: Phones | None = None,
        places: Map | None = None,
        around: Surroundings | None = None,
    ) -> None:
        super().__init__(rng, profile, phones, places, around)
        habits = rng.fork("shop")
        self._ways = varied(habits, _WAYS)
        self._other, self._moves, self._marries, self._to_work = (
            habits.random() * most for most in (0.3, 0.2, 0.06, 0.1)
        )
        self._asks_phone = 0.2 + 0.6 * habits.random()
        self._guests = [self.around.only_one(companies.firm, self.around.places.town(rng)) for _ in range(20)]

    def first_record(self, entity: Entity) -> Record:
        """The first order."""
        return self._order(entity)

    def later_record(self, first: Record) -> Record:
        """One more order, perhaps from another mailbox, name or place."""
        rng, entity = self.rng, first.entity
        record = self._order(entity)
        record.original, record.ops = first, ["@web", *record.ops]
        human = entity.person
        if human and rng.random() < self._marries and names.married(rng, record):
            record.ops.append("married")
        if rng.random() < self._other and entity.other_email:
            record.email = entity.other_email
            record.ops.append("email_other")
        if human and rng.random() < self._moves:
            channels.move(self, record)
        elif human and rng.random() < self._to_work:
            self._at_work(record)
        while rng.random() < self.profile.errors / (1 + self.profile.errors):
            if rng.random() < 0.4:
                self._typing(record)
            else:
                channels.err(self, record)
        if rng.random() >= self.profile.bare:
            channels.tie(first, record)
        return record

    def _order(self, entity: Entity) -> Record:
        """What the form of the shop asks for."""
        rng, town = self.rng, entity.town
        record = Record(entity, entity.person.name if entity.person else entity.name, entity.kind == COMPANY)
        record.email = entity.email if rng.random() < 0.98 else ""
        record.street, record.zip, record.city = entity.street, entity.zip, town.name
        record.country_code = town.country if rng.random() < 0.9 else ""
        if rng.random() < self._asks_phone:
            number = entity.mobile or entity.phone
            record.mobile, record.phone = (number, "") if entity.mobile and rng.random() < 0.7 else ("", number)
        style = "plain" if rng.random() < 0.6 else ""
        record.phone, record.mobile = (
            (written(number, style) if style else any_style(rng, number)) if number else ""
            for number in (record.phone, record.mobile)
        )
        way = rng.draw(self._ways)
        way(rng, record)
        if way is not plain:
            record.ops.append(way.__name__)
        return record

    def _at_work(self, record: Record) -> None:
        """The parcel goes to the place of work, which stands in the name or in the street."""
        rng, town = self.rng, record.entity.town
        firm = rng.pick(self._guests)
        _town, street, record.zip = self.around.address(town)
        if rng.random() < 0.5:
            record.name = f"{record.name}{rng.pick((' c/o ', ', ', ' bei '))}{firm.name}"
            record.street = street
        else:
            record.street = f"{rng.pick(('c/o ', 'Fa. ', ''))}{firm.name}, {street}"
        record.ops.append("at_work")

    def _typing(self, record: Record) -> None:
        """A slip of the thumb in any field."""
        rng = self.rng
        field = rng.pick(("name", "name", "street", "city", "email"))
        text = getattr(record, field)
        local, at, host = text.partition("@")
        if local:
            setattr(record, field, one_word(rng, local, mistyped) + at + host)
            record.ops.append(f"{field}_thumbed")
