"""Persons and the families they live in."""

from __future__ import annotations

from dataclasses import dataclass, replace

from world.given_names import GIVEN, LOOKALIKES, MIDDLE, OLD, YOUNG
from world.places import Town
from world.rng import Rng, Weighted
from world.surnames import surname


@dataclass(slots=True)
class Person:
    """A human being of the invented world.

    Attributes:
        origin: which names the family uses (de, at, ch, fr, it, tr, sl, wd).
        born: year of birth, as some e-mail addresses tell it.
        second: a second given name, mostly empty.
        title: an academic title, mostly empty.
        birth_name: the surname before a marriage, mostly empty.
    """

    first: str
    last: str
    gender: str
    origin: str
    born: int
    second: str = ""
    title: str = ""
    birth_name: str = ""

    @property
    def name(self) -> str:
        """Given name and surname, as the person is listed among the contacts."""
        return f"{self.first} {self.last}"

    @property
    def formal(self) -> str:
        """The name with the academic title in front."""
        return f"{self.title} {self.name}" if self.title else self.name


_ORIGINS = {
    "DE": Weighted({"de": 77, "sl": 8, "tr": 6, "at": 3, "wd": 3.5, "it": 1.7, "fr": 0.8}.items()),
    "AT": Weighted({"at": 73, "de": 8, "sl": 11, "tr": 4.5, "wd": 2.5, "it": 1}.items()),
    "CH": Weighted({"ch": 63, "de": 12, "sl": 9, "it": 6, "wd": 5, "tr": 2.5, "fr": 2.5}.items()),
    "fr": Weighted({"fr": 67, "ch": 9, "wd": 12, "it": 7, "sl": 5}.items()),
    "it": Weighted({"it": 73, "ch": 11, "sl": 7, "de": 5, "wd": 4}.items()),
}
_ORIGINS["LI"] = _ORIGINS["CH"]
_ORIGINS.update(
    (f"{origin}-foreign", Weighted([(origin, 92), ("wd", 8)])) for origin in ("fr", "it", "nl", "pl", "cz", "hu", "en")
)

_GIVEN = {key: Weighted.zipf(names, 0.7, 5) for key, names in GIVEN.items()}
_TITLES = ("Dr.", "Dr.", "Dr.", "Prof. Dr.", "Dr. med.", "Dipl.-Ing.")
_TITLES_AT = ("Dr.", "Mag.", "Mag.", "DI", "Ing.", "Dr. med.", "Mag. Dr.", "Univ.-Prof. Dr.")


def generation(born: int) -> str:
    """The generation that a year of birth belongs to, for the choice of names."""
    return OLD if born < 1963 else MIDDLE if born < 1986 else YOUNG


def given_name(rng: Rng, origin: str, gender: str, born: int) -> str:
    """A given name of the origin and generation by its frequency.

    >>> given_name(Rng(3), "fr", "f", 1990) in GIVEN["fr", "f", MIDDLE]
    True
    """
    when = generation(born)
    if origin in ("at", "ch") and rng.random() < 0.4:  # the names shared by all three countries
        origin = "de"
    table = _GIVEN.get((origin, gender, when)) or _GIVEN[origin, gender, MIDDLE]
    return rng.draw(table)


def person(
    rng: Rng,
    town: Town,
    last: str | None = None,
    born: int | None = None,
    gender: str | None = None,
    origin: str | None = None,
) -> Person:
    """A person of the town, with the given particulars kept."""
    if origin is None:
        origin = rng.draw(_ORIGINS[town.language if town.language != "de" else town.country])
    gender = gender or ("m" if rng.random() < 0.52 else "f")
    born = born or rng.between(1940, 2004)
    first = given_name(rng, origin, gender, born)
    last = last or surname(rng, origin)
    human = Person(first, last, gender, origin, born)
    roll = rng.random()
    if roll < 0.055 and rng.random() < 0.8:
        human.title = rng.pick(_TITLES_AT if town.country == "AT" else _TITLES)
    elif roll < 0.12:
        human.second = given_name(rng, origin, gender, born)
    elif roll < 0.13 and origin in ("de", "at"):
        human.last = rng.pick(("von ", "von der ", "zu ", "van ", "de ")) + last
    elif roll < 0.16 and gender == "f":
        human.birth_name = surname(rng, origin)
        human.last = f"{last}-{human.birth_name}" if rng.random() < 0.6 else last
    elif gender == "f" and roll < 0.45 and born < 1995:
        human.birth_name = surname(rng, origin)
    return human


def couple(rng: Rng, town: Town) -> list[Person]:
    """Two partners, mostly with one surname."""
    first = person(rng, town, born=rng.between(1940, 1998))
    gender = "f" if (first.gender == "m") == (rng.random() < 0.96) else "m"
    born = min(2004, first.born + rng.between(-8, 8))
    second = person(rng, town, first.last, born, gender, first.origin)
    if rng.random() < 0.22:
        second.last, second.birth_name = surname(rng, first.origin), ""
    elif rng.random() < 0.02:
        pair = rng.pick(LOOKALIKES)
        if first.gender == "f":
            pair = pair[::-1]
        first.first, second.first = pair
    return [first, second]


def child(rng: Rng, town: Town, parent: Person) -> Person:
    """A grown-up child, now and then with the first name of the parent."""
    young = person(rng, town, parent.last, min(2005, parent.born + rng.between(21, 36)), None, parent.origin)
    young.last, young.title = parent.last, ""
    if young.gender == parent.gender and rng.random() < 0.06:
        young.first = parent.first
    return young


def sibling(rng: Rng, town: Town, other: Person) -> Person:
    """A brother or sister of nearly the same age; twins like short, similar names."""
    twin = replace(other, born=other.born + rng.between(-5, 5), title="", second="", birth_name="")
    twin.gender = rng.pick("mf")
    if rng.random() < 0.15:
        first, second = rng.pick(LOOKALIKES)
        other_first = second if other.first == first else first
        twin.first = other_first
    else:
        twin.first = given_name(rng, twin.origin, twin.gender, twin.born)
    if twin.first == other.first:
        twin.first = given_name(rng, twin.origin, "f" if twin.gender == "m" else "m", twin.born)
    return twin
