"""Persons of whom nothing is known but name and address, in an invented culture."""

from __future__ import annotations

from dataclasses import dataclass, replace

from world import bare_errors
from world.culture import Culture
from world.entities import PRIVATE, Entity, Record
from world.moods import varied
from world.people import Person
from world.places import Town
from world.profiles import Profile
from world.rng import Rng


@dataclass(slots=True)
class Sheet:
    """Name and address in pieces, before they are put into the columns."""

    first: str
    second: str
    last: str
    number: str
    farm: str
    street: str
    kind: str
    unit: str
    zip: str
    city: str
    swapped: bool = False


class BarePopulation:
    """Draws persons, now and then a couple; see :class:`world.population.Population`."""

    def __init__(self, rng: Rng, profile: Profile) -> None:
        self.rng, self.profile = rng, profile
        habits = rng.fork("habits")
        self.culture = Culture(habits, 0.35 + profile.exponent / 1.6, 30 + int(600 * profile.towns))
        self.slips = varied(habits, bare_errors.SLIPS)
        self._case = habits.pick((str, str, str, str.lower, str.lower, str.upper))
        self._surname_first = habits.random() < 0.15
        self._farms, self._units = habits.random() * 0.3, habits.random() * 0.3
        self._gap = habits.random() * 0.04
        self._known: dict[Entity, Sheet] = {}
        self._count = 0
        self._towns: dict[str, Town] = {}

    def next_group(self) -> list[Entity]:
        """One person, or two of one surname under one roof."""
        sheet = self._sheet()
        result = [self._entity(sheet)]
        if self.rng.random() < 0.12 * self.profile.kin:
            other = replace(sheet, first=self._given(), second="")
            if other.first != sheet.first:
                result.append(self._entity(other))
        return result

    def _given(self) -> str:
        return self.rng.draw(self.culture.given[self.rng.pick("fm")])

    def _sheet(self) -> Sheet:
        rng, culture = self.rng, self.culture
        city, postcodes = rng.draw(culture.suburbs)
        number = str(rng.between(1, 40) if rng.random() < 0.6 else rng.between(41, 400))
        return Sheet(
            first=self._given(),
            second=self._given() if rng.random() < 0.04 else "",
            last=rng.draw(culture.family),
            number=number + (rng.pick("abc") if rng.random() < 0.04 else ""),
            farm=rng.pick(culture.farms) if rng.random() < self._farms else "",
            street=rng.draw(culture.streets),
            kind=rng.draw(culture.kinds)[0],
            unit=f"{rng.pick(('Unit', 'Flat', 'Apt'))} {rng.between(1, 30)}" if rng.random() < self._units else "",
            zip=rng.pick(postcodes),
            city=city,
        )

    def _entity(self, sheet: Sheet) -> Entity:
        """The person; what is true about it is kept until its last record is made."""
        self._count += 1
        country = self.culture.country
        town = self._towns.setdefault(sheet.city, Town(sheet.city, country, 0, 0, "", "", 1.0))
        human = Person(sheet.first, sheet.last, "", "", 0)
        entity = Entity(self._count, PRIVATE, human.name, town, zip=sheet.zip, person=human)
        self._known = {known: kept for known, kept in self._known.items() if self._count - known.number < 3}
        self._known[entity] = sheet
        return entity

    def first_record(self, entity: Entity) -> Record:
        """The first record, complete and right but for a gap now and then."""
        sheet = replace(self._known[entity])
        for field in ("first", "number", "street", "zip", "city"):
            if self.rng.random() < self._gap:
                setattr(sheet, field, "")
        return self._record(entity, sheet)

    def later_record(self, first: Record) -> Record:
        """Another record about the same person with several slips."""
        rng, mean = self.rng, self.profile.errors
        sheet = replace(self._known[first.entity])
        ops = ["@bare"]
        while len(ops) < 12:
            if slip := bare_errors.one(rng, self.culture, sheet, self.slips):
                ops.append(slip)
            if rng.random() >= mean / (1 + mean):
                break
        record = self._record(first.entity, sheet)
        record.original, record.ops = first, ops
        return record

    def _record(self, entity: Entity, sheet: Sheet) -> Record:
        names = [sheet.first, sheet.second, sheet.last]
        if sheet.swapped != self._surname_first:
            names = [sheet.last, sheet.first, sheet.second]
        name = " ".join(filter(None, names)) or entity.person.last
        street, city, case = self._street(sheet), sheet.city, self._case
        return Record(entity, case(name), False, case(street), sheet.zip, case(city), entity.town.country)

    def _street(self, sheet: Sheet) -> str:
        style = self.culture.style
        way = f"{sheet.street}{'' if style.joined else ' '}{sheet.kind}".strip() if sheet.street else ""
        line = [sheet.number, way] if style.number_first else [way, sheet.number]
        parts = [sheet.farm, " ".join(filter(None, line)), sheet.unit]
        if style.number_first:
            parts = [sheet.unit, sheet.farm, " ".join(filter(None, line))]
        return ", ".join(filter(None, parts))
