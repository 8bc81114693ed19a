"""How hard a world is for somebody who looks for duplicates."""

from __future__ import annotations

from dataclasses import dataclass

from world.rng import Rng


@dataclass(frozen=True, slots=True)
class Profile:
    """How hard a world is for somebody who looks for duplicates.

    Attributes:
        duplicates: share of the records that are about an entity recorded before.
        errors: mean number of human errors in such a record.
        captured: factor on how often an optional field is filled in (0 to 1).
        kin: factor on relatives, groups and other look-alikes.
        bare: share of duplicates that may share nothing but the name with the first.
        later: chance that a duplicate is followed by one more of the same entity.
        largest: number of records about one entity at most.
        persons: share of groups that are private households.
        crowd: share of households with one of the few most common names of the world.
        exponent: of Zipf's law for these names; the larger, the more namesakes.
        tail: share of contacts that live in villages.
        towns: share of all towns that the world has contacts in.
        varied: whether this world has its own frequencies of every habit and error.
    """

    duplicates: float
    errors: float
    captured: float
    kin: float
    bare: float
    later: float = 0.28
    largest: int = 6
    persons: float = 0.62
    crowd: float = 0.0
    exponent: float = 0.8
    tail: float = 0.3
    towns: float = 1.0
    varied: bool = False


Range = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Mood:
    """Ranges that the seed of a world draws a profile from; see :class:`Profile`.

    So that worlds of one kind differ as databases of different companies do: hardly a
    rate is the same for two seeds.
    """

    duplicates: Range = (0.02, 0.4)
    errors: Range = (0.3, 2.4)
    captured: Range = (0.6, 1.0)
    kin: Range = (0.4, 2.2)
    bare: Range = (0.0, 0.05)
    later: Range = (0.05, 0.55)
    largest: int = 6
    persons: Range = (0.2, 0.9)
    crowd: Range = (0.0, 0.5)
    exponent: Range = (0.4, 1.2)
    tail: Range = (0.05, 0.7)
    towns: Range = (0.1, 1.0)

    def draw(self, rng: Rng) -> Profile:
        """A profile within the ranges.

        >>> Mood().draw(Rng(1)) == Mood().draw(Rng(1)) != Mood().draw(Rng(2))
        True
        """

        def within(bounds: Range) -> float:
            low, high = bounds
            return low + (high - low) * rng.random()

        return Profile(
            duplicates=within(self.duplicates),
            errors=within(self.errors),
            captured=within(self.captured),
            kin=within(self.kin),
            bare=within(self.bare),
            later=within(self.later),
            largest=self.largest,
            persons=within(self.persons),
            crowd=within(self.crowd),
            exponent=within(self.exponent),
            tail=within(self.tail),
            towns=within(self.towns),
            varied=True,
        )


PROFILES: dict[str, Profile | Mood] = {
    # An ordinary company: persons, companies and their contact persons, one duplicate in six records.
    "std": Profile(duplicates=0.18, errors=0.9, captured=1.0, kin=1.0, bare=0.0),
    # The same with twice the errors, fewer values and more relatives, groups and other look-alikes.
    "hard": Profile(duplicates=0.22, errors=1.9, captured=0.82, kin=1.9, bare=0.03),
    # Persons by name and address alone, outside the German-speaking countries, with names of an invented
    # culture and several slips in each duplicate; nothing else tells two records apart or ties them.
    "bare": Mood(errors=(0.8, 5.0), kin=(0.0, 0.5), duplicates=(0.1, 0.5), later=(0.0, 0.6)),
    # The same brought together from registers that have each person once: no households, fewer slips.
    "register": Mood(errors=(0.5, 2.5), kin=(0.0, 0.05), duplicates=(0.15, 0.5), later=(0.0, 0.2), towns=(0.5, 1.0)),
    # Households of one surname with one landline and mailbox, fathers and sons of one name, and namesakes
    # in the same town; few duplicates, so that most look-alikes are different people.
    "families": Mood(duplicates=(0.02, 0.12), kin=(1.2, 2.5), persons=(0.9, 1.0), crowd=(0.2, 0.7), towns=(0.05, 0.3)),
    # Companies: groups, numbered branches, clubs of one town, houses with many unrelated firms and clients
    # of one tax adviser, recorded again by colleagues who call them otherwise.
    "business": Mood(persons=(0.0, 0.08), kin=(0.8, 2.2), towns=(0.1, 0.6)),
    # Orders of private persons in a web shop: always a mailbox, names as they happen to be typed, and up
    # to eight records of one customer who marries, moves and has parcels sent to work.
    "shop": Mood(persons=(0.9, 1.0), duplicates=(0.1, 0.5), later=(0.3, 0.75), largest=8, errors=(0.2, 1.2)),
    # As std, but each record has only its name and one or two values, not the same ones each time.
    "sparse": Mood(bare=(0.0, 0.2), errors=(0.2, 1.2)),
    # Persons and firms of eight countries with their own names, legal forms, addresses and numbers.
    "foreign": Mood(persons=(0.3, 0.7)),
    # Something of all these in proportions that the seed draws, as in the database of a whole company.
    "mixed": Mood(),
}


def profile_of(name: str, seed: int | str) -> Profile:
    """The profile of that name; its rates hang on the seed, save those of std and hard.

    Raises:
        KeyError: there is no such profile.

    >>> profile_of("std", 1) == profile_of("std", 2), profile_of("mixed", 1) == profile_of("mixed", 2)
    (True, False)
    """
    profile = PROFILES[name]
    return profile.draw(Rng("mood", seed, name)) if isinstance(profile, Mood) else profile
