"""Errors that happen to names and addresses from abroad; see :mod:`world.errors`."""

from __future__ import annotations

import unicodedata

from world import errors, foreign_firms
from world.entities import Record, put
from world.errors import Error
from world.foreign_names import NICKNAMES
from world.foreign_places import SHORTENED
from world.rng import Rng, Weighted

_SALUTATIONS = {
    "FR": ("M.", "Mme"), "IT": ("Sig.", "Sig.ra"), "NL": ("Dhr.", "Mevr."), "PL": ("Pan", "Pani"),
    "CZ": ("Pan", "Paní"), "HU": ("", "Dr."), "GB": ("Mr", "Mrs"), "US": ("Mr.", "Ms."),
}  # fmt: skip


def without_accents(text: str) -> str:
    """The letters alone.

    >>> without_accents("Wójcik Łódź Dvořák")
    'Wojcik Lodz Dvorak'
    """
    plain = text.replace("ł", "l").replace("Ł", "L").replace("ß", "ss")
    return unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode()


def accents_left_out(rng: Rng, record: Record) -> bool:
    """Typed on a keyboard without those letters."""
    changed = put(record, "name", without_accents(record.name))
    changed |= put(record, "street", without_accents(record.street))
    return put(record, "city", without_accents(record.city)) or changed


def foreign_form(rng: Rng, record: Record) -> bool:
    """The legal form left out or written in another way."""
    firm = record.entity.firm
    if not firm or not firm.form or not record.name.endswith(firm.form):
        return False
    other = "" if rng.random() < 0.5 else rng.pick(foreign_firms.other_forms(firm.form) or ("",))
    return put(record, "name", f"{record.name.removesuffix(firm.form)}{other}".strip())


def foreign_street(rng: Rng, record: Record) -> bool:
    """The word for the street shortened, as everybody does there."""
    fitting = [pair for pair in SHORTENED[record.entity.town.country] if pair[0] in record.street]
    if not fitting:
        return False
    long, short = rng.pick(fitting)
    return put(record, "street", record.street.replace(long, short, 1))


def number_moved(rng: Rng, record: Record) -> bool:
    """The house number on the side where we write it."""
    first, _blank, rest = record.street.partition(" ")
    if first.strip(",").isdigit() and rest:
        return put(record, "street", f"{rest} {first.strip(',')}")
    head, _blank, last = record.street.rpartition(" ")
    return last.isdigit() and put(record, "street", f"{last} {head}")


def foreign_nickname(rng: Rng, record: Record) -> bool:
    """What friends call the person."""
    human = record.entity.person
    if not human or human.first not in NICKNAMES or human.first not in record.name:
        return False
    return put(record, "name", record.name.replace(human.first, NICKNAMES[human.first], 1))


def foreign_salutation(rng: Rng, record: Record) -> bool:
    """The salutation of the country in front of the name."""
    human = record.entity.person
    if not human or record.is_company:
        return False
    word = _SALUTATIONS[record.entity.town.country][human.gender == "f"]
    return bool(word) and put(record, "name", f"{word} {record.name}")


def zip_unspaced(rng: Rng, record: Record) -> bool:
    """The postcode without its blank or hyphen."""
    return put(record, "zip", record.zip.replace(" ", "").replace("-", ""))


_GERMAN = (
    "salutation",
    "surname_only",
    "legal_form",
    "street_written",
    "city_written",
    "company_addition",
    "zip_prefix",
)
_usual = zip(errors.HUMAN.items, [0.0, *errors.HUMAN.bounds], errors.HUMAN.bounds, strict=False)

#: errors that may happen to contacts abroad, with their frequency
SLIPS: Weighted[Error] = Weighted(
    [(error, high - low) for error, low, high in _usual if error.__name__ not in _GERMAN]
    + [
        (accents_left_out, 20),
        (foreign_form, 16),
        (foreign_street, 14),
        (number_moved, 4),
        (foreign_nickname, 6),
        (foreign_salutation, 4),
        (zip_unspaced, 5),
    ]
)
