"""The ways a record comes into the database, each with what it captures and gets wrong."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from world import contact_points
from world import errors_in_names as names
from world import errors_in_points as points
from world.entities import CONTACT, PRIVATE, Entity, Record
from world.phones import any_style, written
from world.rng import Rng, Weighted
from world.spelling import CHARSETS, misheard, misread, one_word

if TYPE_CHECKING:
    from world.population import Population


@dataclass(frozen=True, slots=True)
class Channel:
    """How often each optional field is captured (0 to 1), and the habits of the channel."""

    name: str
    address: float
    email: float
    phone: float
    mobile: float
    vat: float
    website: float
    habits: Callable[[Rng, Record], None]


def _clerk(rng: Rng, record: Record) -> None:
    """A colleague who types into the form: a habit for phones, little else."""
    points.phone_written(rng, record)
    if rng.random() < 0.3:
        points.street_written(rng, record)


def _telephone(rng: Rng, record: Record) -> None:
    """Somebody rang up: names by ear."""
    if rng.random() < 0.45:
        names.name_misheard(rng, record)
    if rng.random() < 0.3 and record.street:
        record.street = one_word(rng, record.street, misheard)
    record.phone = written(record.phone, "national") if record.phone else ""
    if rng.random() < 0.25:
        names.salutation(rng, record)


def _web_form(rng: Rng, record: Record) -> None:
    """The customer typed it on a phone: small letters, nicknames, the private mailbox."""
    roll = rng.random()
    if roll < 0.16:
        record.name, record.street, record.city = record.name.lower(), record.street.lower(), record.city.lower()
    elif roll < 0.24:
        names.nickname(rng, record)
    elif roll < 0.3:
        names.surname_first(rng, record)
    if rng.random() < 0.25:
        points.email_other(rng, record)
    if record.email and rng.random() < 0.2:
        record.email = record.email.capitalize() + rng.pick(("", " "))
    record.phone, record.mobile = (
        written(number, "plain") if number else "" for number in (record.phone, record.mobile)
    )


def _fair(rng: Rng, record: Record) -> None:
    """A badge scanned at a trade fair: title and function in the name."""
    human = record.entity.person
    if human and rng.random() < 0.3:
        record.name = human.formal
    if human and rng.random() < 0.12:
        record.name += rng.pick((", Geschäftsführer", ", Einkauf", " (Leitung)", ", CEO", ", Verkauf"))


def _legacy(rng: Rng, record: Record) -> None:
    """Taken over from old software: capitals, 30 characters, no umlauts, surname first."""
    if rng.random() < 0.45:
        names.surname_first(rng, record)
    if rng.random() < 0.6:
        charset = rng.draw(CHARSETS)
        record.name, record.street, record.city = map(charset, (record.name, record.street, record.city))
    if rng.random() < 0.55:
        record.name, record.street, record.city = record.name.upper(), record.street.upper(), record.city.upper()
    record.name, record.street = record.name[:30].rstrip(), record.street[:30].rstrip()
    points.street_written(rng, record)
    style = rng.pick(("slash", "hyphen", "plain"))
    record.phone, record.mobile = (written(number, style) if number else "" for number in (record.phone, record.mobile))
    if rng.random() < 0.3:
        points.zip_prefix(rng, record)


def _scanner(rng: Rng, record: Record) -> None:
    """A business card or letterhead that a program read."""
    for field, probability in (("name", 0.35), ("street", 0.3), ("email", 0.15), ("city", 0.12), ("phone", 0.08)):
        text = getattr(record, field)
        if not text or rng.random() >= probability:
            continue
        if field == "email":
            local, at, domain = text.partition("@")
            record.email = misread(rng, local) + at + domain
        elif field == "phone":
            record.phone = text.replace("0", "O", 1)
        else:
            setattr(record, field, one_word(rng, text, misread))


def _accounting(rng: Rng, record: Record) -> None:
    """Set up from an incoming invoice: the full legal name, the mailbox of the accounts."""
    if record.is_company:
        record.name = record.entity.name
        if record.entity.other_email and rng.random() < 0.5:
            record.email = record.entity.other_email
        if rng.random() < 0.12:
            record.street = f"Postfach {rng.between(10, 9999)}"
    if rng.random() < 0.5:
        record.vat = re.sub(r"[ .-]", "", record.vat)


CLERK = Channel("clerk", 0.94, 0.78, 0.8, 0.55, 0.72, 0.62, _clerk)
CHANNELS = Weighted(
    [
        (Channel("clerk", 0.85, 0.62, 0.72, 0.42, 0.4, 0.35, _clerk), 26),
        (Channel("telephone", 0.7, 0.34, 0.88, 0.45, 0.03, 0.05, _telephone), 17),
        (Channel("web", 0.97, 0.97, 0.5, 0.45, 0.25, 0.0, _web_form), 22),
        (Channel("fair", 0.16, 0.86, 0.45, 0.6, 0.0, 0.4, _fair), 10),
        (Channel("legacy", 0.95, 0.34, 0.85, 0.25, 0.45, 0.1, _legacy), 13),
        (Channel("scan", 0.9, 0.85, 0.85, 0.5, 0.3, 0.6, _scanner), 8),
        (Channel("accounting", 0.98, 0.7, 0.5, 0.05, 0.92, 0.1, _accounting), 7),
    ]
)


def record_of(rng: Rng, entity: Entity, channel: Channel, captured: float = 1.0) -> Record:
    """What the channel captures about the entity, still without errors."""
    draw, town = rng.random, entity.town
    record = Record(entity, entity.name, entity.is_company)
    if draw() < channel.address or entity.kind == PRIVATE and draw() < 0.6:
        record.street, record.zip, record.city = entity.street, entity.zip, town.name
    elif draw() < 0.6:
        record.city = town.name
        record.zip = entity.zip if draw() < 0.5 else ""
    if record.city and draw() < 0.95:
        record.country_code = town.country
    if entity.email and draw() < channel.email * captured:
        record.email = entity.email
    if entity.phone and draw() < channel.phone * captured:
        record.phone = entity.phone
    if entity.mobile and draw() < channel.mobile * captured:
        record.mobile = entity.mobile
    if entity.vat and draw() < channel.vat * captured and entity.is_company:
        record.vat = entity.vat
    if entity.website and draw() < channel.website * captured:
        record.website = entity.website
    return record


def first_record(population: Population, entity: Entity) -> Record:
    """The first record about an entity, typed with ordinary care."""
    rng, profile = population.rng, population.profile
    record = record_of(rng, entity, CLERK, profile.captured)
    roll = rng.random()
    if roll < 0.55:
        pass
    elif roll < 0.9:
        record.phone, record.mobile = (
            any_style(rng, number) if number else "" for number in (record.phone, record.mobile)
        )
        if roll < 0.7:
            points.street_written(rng, record)
    else:
        names.legal_form(rng, record) if roll < 0.93 else rng.draw(population.slips)(rng, record)
    return record


def later_record(population: Population, first: Record) -> Record:
    """Another record about the same entity, from another channel and with errors."""
    rng, profile, entity = population.rng, population.profile, first.entity
    channel = rng.draw(population.channels)
    record = record_of(rng, entity, channel, profile.captured)
    record.original, record.ops = first, [f"@{channel.name}"]
    if entity.kind in (PRIVATE, CONTACT) and rng.random() < 0.05 * profile.kin and names.married(rng, record):
        record.ops.append("married")
    if entity.kind == PRIVATE and record.street and rng.random() < 0.07 * profile.kin:
        move(population, record)
    channel.habits(rng, record)
    while rng.random() < profile.errors / (1 + profile.errors):
        err(population, record)
    if not _ties(first) & _ties(record) and rng.random() >= profile.bare:
        _anchor(first, record)
    return record


def err(population: Population, record: Record) -> None:
    """One human error, of a kind that can happen to what was captured."""
    rng = population.rng
    for _try in range(4):
        error = rng.draw(population.slips)
        if error(rng, record):
            record.ops.append(error.__name__)
            return


def move(population: Population, record: Record) -> None:
    """The person has moved and kept mailbox and mobile number."""
    rng = population.rng
    town, street, postcode = population.around.home(population.around.places.town(rng, record.entity.town.country))
    record.street, record.zip, record.city, record.country_code = street, postcode, town.name, town.country
    record.email = record.email or record.entity.email
    record.mobile = record.mobile or record.entity.mobile
    record.phone = ""
    record.ops.append("moved")


def _ties(record: Record) -> set[str]:
    """What ties the record to others about the same entity, besides the name."""
    ties = {record.email.strip().lower(), re.sub(r"\D", "", record.vat)}
    ties |= {re.sub(r"\D", "", number)[-6:] for number in (record.phone, record.mobile)}
    if record.street and record.zip:
        ties.add(record.zip + record.street[:4].lower())
    return ties - {""}


def tie(first: Record, record: Record) -> None:
    """Make sure that the two records have a value in common, besides the name."""
    if not _ties(first) & _ties(record):
        _anchor(first, record)


def _anchor(first: Record, record: Record) -> None:
    """Add a contact point of the first record, so that the pair can be found at all."""
    for field in ("email", "phone", "mobile", "vat"):
        value = getattr(first, field)
        if value and (field != "vat" or record.is_company):
            setattr(record, field, value)
            return
    if first.street:
        record.street, record.zip, record.city = first.street, first.zip, first.city
    elif not first.email:
        email = first.entity.email or contact_points.slug(first.entity.name) + "@example.org"
        first.email = record.email = email
