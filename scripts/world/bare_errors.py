"""What goes wrong when names and addresses are all there is, and are typed carelessly."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from world.rng import Rng, Weighted
from world.spelling import misheard, misread, mistyped, swapped_digits

if TYPE_CHECKING:
    from world.bare import Sheet
    from world.culture import Culture

Slip = Callable[[Rng, "Culture", "Sheet"], bool]
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def _inserted(rng: Rng, word: str) -> str:
    at = rng.between(0, len(word))
    return word[:at] + rng.pick(_LETTERS) + word[at:]


def _deleted(rng: Rng, word: str) -> str:
    at = rng.below(len(word))
    return word[:at] + word[at + 1 :]


def _substituted(rng: Rng, word: str) -> str:
    at = rng.below(len(word))
    return word[:at] + rng.pick(_LETTERS) + word[at + 1 :]


def _transposed(rng: Rng, word: str) -> str:
    at = rng.below(len(word) - 1)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def _split(rng: Rng, word: str) -> str:
    at = rng.between(1, len(word) - 1)
    return f"{word[:at]} {word[at:]}"


_WORD_SLIPS: Weighted[Callable[[Rng, str], str]] = Weighted(
    [
        (_inserted, 16),
        (_deleted, 18),
        (_substituted, 18),
        (_transposed, 12),
        (mistyped, 12),
        (misheard, 18),
        (misread, 6),
        (_split, 4),
    ]
)
_WORDS = Weighted({"first": 30, "last": 32, "street": 24, "city": 20, "kind": 3, "farm": 4}.items())


def word(rng: Rng, culture: Culture, sheet: Sheet) -> bool:
    """One wrong, missing, extra or exchanged letter, or the word by ear."""
    field = rng.draw(_WORDS)
    text = getattr(sheet, field)
    if len(text) < 3:
        return False
    changed = rng.draw(_WORD_SLIPS)(rng, text)
    setattr(sheet, field, changed)
    return changed != text


def words(rng: Rng, culture: Culture, sheet: Sheet) -> bool:
    """Two slips in the same word."""
    field = rng.draw(_WORDS)
    text = changed = getattr(sheet, field)
    if len(text) < 5:
        return False
    for _slip in range(2):
        changed = rng.draw(_WORD_SLIPS)(rng, changed)
    setattr(sheet, field, changed)
    return changed != text


def names_swapped(rng: Rng, culture: Culture, sheet: Sheet) -> bool:
    """Given and family name in each other's place."""
    sheet.swapped = not sheet.swapped
    return True


def given_missing(rng: Rng, culture: Culture, sheet: Sheet) -> bool:
    """No given name, or its letter alone."""
    had, sheet.first = sheet.first, f"{sheet.first[:1]}." if sheet.first and rng.random() < 0.35 else ""
    return bool(had) and bool(sheet.last)


def last_missing(rng: Rng, culture: Culture, sheet: Sheet) -> bool:
    """No family name."""
    if not sheet.first or not sheet.last:
        return False
    sheet.last = ""
    return True


def short_name(rng: Rng, culture: Culture, sheet: Sheet) -> bool:
    """What friends call the person."""
    if len(sheet.first) < 4:
        return False
    sheet.first = culture.nickname(sheet.first)
    return True


def second_name(rng: Rng, culture: Culture, sheet: Sheet) -> bool:
    """A second given name, which another record lacks, or its letter."""
    if sheet.second:
        sheet.second = rng.pick(("", f"{sheet.second[0]}."))
    else:
        sheet.second = rng.pick(_LETTERS).upper() + "."
    return True


def married(rng: Rng, culture: Culture, sheet: Sheet) -> bool:
    """Another family name."""
    sheet.last = rng.draw(culture.family)
    return True


def zip_wrong(rng: Rng, culture: Culture, sheet: Sheet) -> bool:
    """A wrong digit, or two exchanged, in the postcode."""
    had, sheet.zip = sheet.zip, swapped_digits(rng, sheet.zip)
    return had != sheet.zip


def value_missing(rng: Rng, culture: Culture, sheet: Sheet) -> bool:
    """No postcode, house number, street or town."""
    field = rng.pick(("zip", "zip", "number", "city", "street", "unit", "farm"))
    had = getattr(sheet, field)
    setattr(sheet, field, "")
    return bool(had)


def number_wrong(rng: Rng, culture: Culture, sheet: Sheet) -> bool:
    """A wrong or extra digit in the house number."""
    if not sheet.number:
        return False
    sheet.number = swapped_digits(rng, sheet.number) if rng.random() < 0.7 else sheet.number + str(rng.below(10))
    return True


def kind_shortened(rng: Rng, culture: Culture, sheet: Sheet) -> bool:
    """The word for the street shortened."""
    short = dict(culture.style.kinds).get(sheet.kind)
    if not short:
        return False
    sheet.kind = rng.pick(short)
    return True


def kind_other(rng: Rng, culture: Culture, sheet: Sheet) -> bool:
    """The word for the street left out, or another one."""
    had, sheet.kind = sheet.kind, "" if rng.random() < 0.6 else rng.draw(culture.kinds)[0]
    return had != sheet.kind


def columns_swapped(rng: Rng, culture: Culture, sheet: Sheet) -> bool:
    """Street and town in each other's place, or the postcode behind the town."""
    if rng.random() < 0.5 and sheet.zip and sheet.city:
        sheet.city, sheet.zip = rng.pick((f"{sheet.city} {sheet.zip}", f"{sheet.zip} {sheet.city}")), ""
        return True
    if not sheet.street or not sheet.city:
        return False
    if rng.random() < 0.5:
        sheet.city = f"{sheet.street} {sheet.kind}, {sheet.city}"
        sheet.street = sheet.kind = ""
    else:
        sheet.street, sheet.city = sheet.city, sheet.street
    return True


def moved(rng: Rng, culture: Culture, sheet: Sheet) -> bool:
    """Another house, mostly in the same suburb."""
    sheet.street, sheet.kind, sheet.number = (
        rng.draw(culture.streets),
        rng.draw(culture.kinds)[0],
        str(rng.between(1, 90)),
    )
    sheet.unit = sheet.farm = ""
    if rng.random() < 0.25:
        sheet.city, (sheet.zip, *_others) = rng.draw(culture.suburbs)
    return True


SLIPS: Weighted[Slip] = Weighted(
    {
        word: 52,
        words: 10,
        names_swapped: 5,
        given_missing: 3,
        last_missing: 0.8,
        short_name: 3,
        second_name: 1.5,
        married: 0.8,
        zip_wrong: 7,
        value_missing: 6,
        number_wrong: 7,
        kind_shortened: 6,
        kind_other: 3,
        columns_swapped: 2.5,
        moved: 1.2,
    }.items()
)


def one(rng: Rng, culture: Culture, sheet: Sheet, table: Weighted[Slip]) -> str:
    """Make one slip that can happen; its name, or nothing if none could."""
    for _try in range(4):
        slip = rng.draw(table)
        if slip(rng, culture, sheet):
            return slip.__name__
    return ""
