"""What the matcher knows of one contact: its values in normalised form, small enough to be stored beside it."""

from collections.abc import Sequence
from typing import NamedTuple

from .company_names import company, may_have_form
from .emails import email as read_email
from .emails import website as read_website
from .person_names import person
from .phones import phone as read_phone
from .places import place
from .streets import street as read_street
from .tax import register as read_register
from .tax import vat as read_vat
from .words import DEFAULT, Words

VERSION = 4
"""Grows whenever stored signatures or keys have to be made anew."""

COLUMNS = (
    "id",
    "name",
    "is_company",
    "parent_id",
    "street",
    "street2",
    "zip",
    "city",
    "country_code",
    "email",
    "phone",
    "vat",
    "website",
    "company_registry",
)
"""The values of a contact that :func:`build` reads, in this order."""

_COUNTRY, _PHONE = COLUMNS.index("country_code"), COLUMNS.index("phone")

LONGEST = 500
"""Nothing beyond so many characters of a value is read, so that no value takes long or fills the memory."""

_FIELD, _WORD = "\x1f", " "


class Signature(NamedTuple):
    """One contact, normalised. Empty text and empty tuples stand for what is unknown."""

    company: bool
    given: tuple[str, ...]  # of a company: the words in its name that are given names
    family: tuple[str, ...]  # of a company: only where its name may be a person's
    suffix: str
    short: str  # the full form of the first given name: johann for Hans
    known: bool  # whether the first given name is a common one
    core: tuple[str, ...]
    weak: tuple[str, ...]  # words of the core that say little: of a trade, a country
    legal: str
    street: str
    number: str
    letter: str
    unit: str
    box: str
    zip: str
    city: str
    country: str
    phone: str
    base: str
    local: str
    domain: str
    role: bool
    free: bool
    host: str
    vat: str
    register: str
    id: int
    parent: int


def needs_home(values: Sequence) -> bool:
    """Whether the phone number of a contact is read by the country where it would be dialled.

    :param values: the contact's values in the order of :data:`COLUMNS`

    >>> needs_home((5, "Anna", *[""] * 8, "0664 1234567", "", "", ""))
    True
    >>> needs_home((5, "Anna", *[""] * 8, "+43 664 1234567", "", "", ""))
    False
    """
    number = values[_PHONE]
    return bool(number) and not values[_COUNTRY] and not str(number).startswith("+")


def build(values: Sequence, words: Words = DEFAULT, home: str | None = "") -> Signature:
    """Normalise the values of one contact.

    :param values: the contact's values in the order of :data:`COLUMNS`; None, False and "" are all empty
    :param home: ISO 3166 code of the country by which the phone number of a contact without a country is read

    >>> build((5, "Müller GmbH", True, None, "Hauptstr. 5a", "", "80331", "München", "DE", "Info@Mueller.example",
    ...        "089/12345-0", "", "", ""))[6:12]
    (('mueller',), (), 'gmbh', 'hauptstr', '5', 'a')
    """
    contact, name, is_company, parent, line, line2, zip_code, town, country, mail, number, tax, site, registry = (
        value[:LONGEST] if isinstance(value, str) else value or "" for value in values
    )
    given, family, suffix, short, known, core, legal = (), (), "", "", False, (), ""
    firm = company(name, words) if name and (is_company or may_have_form(name, words)) else None
    if firm and (firm.legal or is_company and not _names_a_person(firm.core, words)):
        is_company, core, legal = True, firm.core, firm.legal
        if not legal and 1 < len(core) < 4 and words.generic.isdisjoint(core):
            given, family = core[:-1], core[-1:]
        else:
            given = tuple(word for word in core if word in words.given_names)
    elif name:
        human = person(name, words)
        given, family, suffix = human.given, human.family + human.birth, human.suffix
        if given:
            short = words.nicknames.get(given[0], given[0])
            known = given[0] in words.given_names or given[0] in words.nicknames
    address = read_street(line) if line else None
    if line2 and not (address and address.name):
        address = read_street(line2)
    where = place(zip_code, town, country) if zip_code or town else None
    dialled = read_phone(number, country or home) if number else None
    letterbox = read_email(mail, words) if mail else None
    return Signature(
        bool(is_company and core),
        given,
        family,
        suffix,
        short,
        known,
        core,
        tuple(word for word in core if word in words.generic),
        legal,
        address.name if address else "",
        address.number if address else "",
        address.letter if address else "",
        address.unit if address else "",
        address.box if address else "",
        where.zip if where else "",
        where.city if where else "",
        country if country.isprintable() else "",  # what could break the stored line is no country
        dialled.number if dialled else "",
        dialled.base if dialled else "",
        letterbox.local if letterbox else "",
        letterbox.domain if letterbox else "",
        bool(letterbox and letterbox.role),
        bool(letterbox and letterbox.free),
        read_website(site) if site else "",
        read_vat(tax, country) if tax else "",
        read_register(registry) if registry else "",
        contact or 0,
        parent or 0,
    )


def _names_a_person(core: tuple[str, ...], words: Words) -> bool:
    """Whether a "company" is likely a person whose box was ticked by mistake, such as "Anna Huber"."""
    return (
        1 < len(core) < 4
        and (core[0] in words.given_names or core[-1] in words.given_names)
        and words.generic.isdisjoint(core)
    )


def dump(signature: Signature) -> str:
    """Write a signature as one line of text, see :func:`load`."""
    return _FIELD.join(
        (
            "1" if signature.company else "",
            _WORD.join(signature.given),
            _WORD.join(signature.family),
            signature.suffix,
            signature.short,
            "1" if signature.known else "",
            _WORD.join(signature.core),
            _WORD.join(signature.weak),
            *signature[8:21],
            "1" if signature.role else "",
            "1" if signature.free else "",
            *signature[23:26],
            str(signature.id),
            str(signature.parent),
        )
    )


def load(text: str) -> Signature:
    """Read what :func:`dump` wrote.

    >>> contact = build((8, "Anna Huber", False, 7, "", "", "1010", "Wien", "AT", "a.huber@example.com", *4 * [""]))
    >>> load(dump(contact)) == contact
    True
    """
    field = text.split(_FIELD)
    return Signature(
        bool(field[0]),
        tuple(field[1].split()),
        tuple(field[2].split()),
        field[3],
        field[4],
        bool(field[5]),
        tuple(field[6].split()),
        tuple(field[7].split()),
        *field[8:21],
        bool(field[21]),
        bool(field[22]),
        *field[23:26],
        int(field[26]),
        int(field[27]),
    )
