"""Errors and habits in addresses, mail, phone and VAT; see :mod:`world.errors`."""

from __future__ import annotations

import re

from world import contact_points
from world.entities import Record, put
from world.phones import any_style
from world.places import ALIASES
from world.rng import Rng
from world.spelling import misheard, mistyped, one_word, swapped_digits
from world.tax_numbers import wrong_check_digit


def street_written(rng: Rng, record: Record) -> bool:
    """Straße, Strasse or Str., joined or apart."""
    match = re.search(r"(?i)stra(?:ß|ss)e\b", record.street)
    if match:
        whole, start = match.group(), match.start()
        short = rng.pick(("str.", "str.", "str", "strasse" if "ß" in whole else "straße"))
        if whole[0] == "S" or rng.random() < 0.08:
            short = short.capitalize()
            gap = "" if start == 0 or record.street[start - 1] in " -" else " "
            short = gap + short
        return put(record, "street", record.street[:start] + short + record.street[match.end() :])
    for long, short in (
        ("platz", "pl."),
        ("gasse", "g."),
        ("Rue ", "R. "),
        ("Avenue", "Av."),
        ("Route", "Rte"),
        ("Chemin", "Ch."),
    ):
        if long in record.street:
            return put(record, "street", record.street.replace(long, short, 1))
    return False


def street_mistyped(rng: Rng, record: Record) -> bool:
    """A slip in the name of the street, or the name by ear."""
    change = mistyped if rng.random() < 0.6 else misheard
    return bool(record.street) and put(record, "street", one_word(rng, record.street, change))


def number_changed(rng: Rng, record: Record) -> bool:
    """House number left out, without its letter, with another gap or a wrong digit."""
    match = re.search(r" (\d+) ?([a-f])?((?:[-/]\d+)*)$", record.street)
    if not match:
        return False
    head, number, letter, rest = record.street[: match.start()], match[1], match[2] or "", match[3]
    roll = rng.random()
    if roll < 0.22:
        return put(record, "street", head)
    if (letter or rest) and roll < 0.8:
        return put(record, "street", f"{head} {number}{' ' + letter.upper() if letter and roll < 0.5 else ''}")
    if roll < 0.45:
        return put(record, "street", f"{head} {swapped_digits(rng, number)}{letter}{rest}")
    return put(record, "street", f"{head}{number}{letter}{rest}" if roll < 0.6 else f"{head}, {number}{letter}{rest}")


def street_addition(rng: Rng, record: Record) -> bool:
    """Floor, building or care-of line typed into the street."""
    extra = rng.pick(
        ("2. OG", "EG links", "Hinterhaus", "Gebäude B", "3. Stock", "Top 4", "c/o Empfang", "Eingang Hof")
    )
    return bool(record.street) and put(record, "street", f"{record.street}, {extra}")


def zip_wrong(rng: Rng, record: Record) -> bool:
    """A wrong digit in the postcode."""
    return bool(record.zip) and put(record, "zip", swapped_digits(rng, record.zip))


def zip_prefix(rng: Rng, record: Record) -> bool:
    """The old country letter before the postcode, or the leading zero lost in a spreadsheet."""
    if not record.zip:
        return False
    if record.zip[0] == "0":
        return put(record, "zip", record.zip.lstrip("0"))
    country = record.entity.town.country
    letters = {"DE": "D", "AT": "A", "LI": "FL"}.get(country, country)
    return put(record, "zip", f"{letters}-{record.zip}")


def city_written(rng: Rng, record: Record) -> bool:
    """Another name of the town, or a typing error in it."""
    if not record.city:
        return False
    if record.city in ALIASES and rng.random() < 0.8:
        return put(record, "city", rng.pick(ALIASES[record.city]))
    return put(record, "city", one_word(rng, record.city, mistyped))


def email_mistyped(rng: Rng, record: Record) -> bool:
    """A slip in the mail address."""
    local, at, domain = record.email.partition("@")
    if not at:
        return False
    head, dot, tail = domain.rpartition(".")
    if rng.random() < 0.65 or tail != "example":  # exmaple.com might be somebody's
        return put(record, "email", f"{mistyped(rng, local)}@{domain}")
    return put(record, "email", f"{local}@{mistyped(rng, head)}{dot}{tail}")


def email_other(rng: Rng, record: Record) -> bool:
    """Another mailbox of the same person or company."""
    entity = record.entity
    if entity.other_email:
        return put(record, "email", entity.other_email)
    if entity.person and record.email:
        return put(record, "email", contact_points.private_email(rng, entity.person))
    return False


def phone_mistyped(rng: Rng, record: Record) -> bool:
    """A wrong or exchanged digit at the end of the phone number."""
    field = "phone" if record.phone else "mobile"
    number = getattr(record, field)
    return bool(number) and put(record, field, number[:-4] + swapped_digits(rng, number[-4:]))


def phone_written(rng: Rng, record: Record) -> bool:
    """The numbers written in another style."""
    changed = False
    for field in ("phone", "mobile"):
        number = getattr(record, field)
        if number.startswith("+") and number.count(" ") >= 2:
            changed |= put(record, field, any_style(rng, number))
    return changed


def phones_exchanged(rng: Rng, record: Record) -> bool:
    """The mobile number in the field of the landline."""
    if not record.mobile:
        return False
    record.phone, record.mobile = record.mobile, record.phone if rng.random() < 0.5 else ""
    return True


def extension_dropped(rng: Rng, record: Record) -> bool:
    """The switchboard instead of the direct line."""
    head, hyphen, _tail = record.phone.rpartition("-")
    return bool(hyphen) and len(head) > 6 and put(record, "phone", head + rng.pick(("", "", "-0")))


def vat_written(rng: Rng, record: Record) -> bool:
    """VAT number with blanks, without its prefix, or with a wrong digit."""
    vat = record.vat
    if not vat:
        return False
    roll = rng.random()
    if vat.startswith("CHE"):
        plain = vat.replace("-", "").replace(".", "")
        changed = plain if roll < 0.4 else plain.rsplit(" ", 1)[0] if roll < 0.8 else wrong_check_digit(rng, vat)
    elif roll < 0.4:
        changed = f"{vat[:2]} {vat[2:5]} {vat[5:8]} {vat[8:]}"
    elif roll < 0.7:
        changed = vat[2:]
    else:
        changed = wrong_check_digit(rng, vat)
    return put(record, "vat", changed)


def country_missing(rng: Rng, record: Record) -> bool:
    """No country, because "everybody knows"."""
    return put(record, "country_code", "")


def kind_flipped(rng: Rng, record: Record) -> bool:
    """A company recorded as a person or the other way round."""
    if record.parent:
        return False
    record.is_company = not record.is_company
    return True
