"""E-mail and web addresses under reserved domains (RFC 2606) only."""

from __future__ import annotations

import re
from functools import lru_cache

from world.companies import Firm
from world.given_names import NICKNAMES
from world.people import Person
from world.rng import Rng, Weighted

_LETTERS = str.maketrans(
    {
        "ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "ø": "o", "đ": "d", "ł": "l", "ı": "i",
        "é": "e", "è": "e", "ê": "e", "ë": "e", "à": "a", "â": "a", "á": "a", "ã": "a", "ç": "c",
        "ğ": "g", "ş": "s", "š": "s", "ś": "s", "č": "c", "ć": "c", "ž": "z", "ź": "z", "ż": "z",
        "ń": "n", "ñ": "n", "ó": "o", "ô": "o", "ò": "o", "í": "i", "î": "i", "ï": "i", "ì": "i",
        "ú": "u", "ù": "u", "û": "u", "ý": "y", "ř": "r", "ę": "e", "ą": "a", "ů": "u", "ě": "e",
    }
)  # fmt: skip


def ascii_letters(text: str) -> str:
    """Lower case with umlauts and accents written out.

    >>> ascii_letters("Çelik-Größmüller")
    'celik-groessmueller'
    """
    return text.replace("İ", "i").lower().translate(_LETTERS)


def slug(text: str) -> str:
    """Letters, digits and hyphens for use in an address.

    >>> slug("Müller & Söhne Bau")
    'mueller-soehne-bau'
    """
    return re.sub(r"[^a-z0-9]+", "-", ascii_letters(text)).strip("-")


@lru_cache(maxsize=4096)
def _local(text: str) -> str:
    return re.sub(r"[^a-z0-9-]+", "", ascii_letters(text))


#: invented mail providers
PROVIDERS = Weighted(
    {
        "postbote.example": 24,
        "mailhaus.example": 18,
        "web-post.example": 14,
        "alpenmail.example": 11,
        "netzbrief.example": 9,
        "funkpost.example": 6,
        "example.com": 5,
        "example.net": 5,
        "example.org": 4,
        "glasfaser-mail.example": 4,
    }.items()
)
ROLES = Weighted({"info": 58, "office": 14, "kontakt": 9, "mail": 6, "verkauf": 5, "empfang": 4, "post": 4}.items())
DEPARTMENTS = ("buchhaltung", "rechnung", "einkauf", "service", "verwaltung", "support")


def domain(rng: Rng, firm: Firm, town_name: str) -> str:
    """A web domain for a company, from its brand."""
    words = slug(firm.brand).split("-")
    if firm.owner and rng.random() < 0.25:
        words = slug(firm.owner.last).split("-")
    label = "-".join(words) if rng.random() < 0.72 else "".join(words)
    if rng.random() < 0.22 and slug(town_name).split("-")[0] not in label:
        label += f"-{slug(town_name).split('-')[0]}"
    return f"{label[:40].strip('-')}.example"


def role_email(rng: Rng, at: str) -> str:
    """A mailbox that several people read."""
    return f"{rng.draw(ROLES)}@{at}"


def work_email(rng: Rng, human: Person, at: str) -> str:
    """The mailbox of a colleague, in the pattern that the company uses.

    The pattern hangs on the domain alone, so all colleagues have the same.
    """
    first, last = _local(human.first), _local(human.last)
    pattern = (sum(map(ord, at)) * 7) % 10
    if pattern < 5:
        return f"{first}.{last}@{at}"
    if pattern < 7:
        return f"{first[:1]}.{last}@{at}"
    if pattern == 7:
        return f"{last}@{at}"
    if pattern == 8:
        return f"{first[:1]}{last}@{at}"
    return f"{first}@{at}"


def private_email(rng: Rng, human: Person) -> str:
    """A mailbox at one of the invented providers."""
    first, last = _local(human.first), _local(human.last)
    roll = rng.random()
    if roll < 0.36:
        local = f"{first}.{last}"
    elif roll < 0.5:
        local = f"{first}.{last}{rng.pick((str(human.born)[2:], str(human.born), str(rng.between(1, 99))))}"
    elif roll < 0.6:
        local = f"{first[:1]}.{last}"
    elif roll < 0.69:
        local = f"{first}{last}"
    elif roll < 0.76:
        local = f"{last}.{first}"
    elif roll < 0.84:
        local = f"{_local(rng.pick(NICKNAMES.get(human.first, [human.first])))}{rng.between(1, 999)}"
    elif roll < 0.9:
        local = f"{last}{str(human.born)[2:]}"
    elif roll < 0.95:
        local = f"{first}_{last}"
    else:
        local = f"{rng.pick(_HOBBIES)}{rng.between(1, 2999)}"
    return f"{local}@{rng.draw(PROVIDERS)}"


_HOBBIES = """bergfex sonnenblume gartenfee modellbahn angler hundemama schachfreund tennisass radler
waldlaeufer katzenpfote bastler skihase weinfreund imker seebaer oldtimer lesemaus bikerbraut""".split()


def family_email(rng: Rng, last: str) -> str:
    """One mailbox for a whole household."""
    return f"{rng.pick(('familie', 'fam', 'die'))}.{_local(last)}{rng.pick(('', '', rng.between(1, 99)))}@{rng.draw(PROVIDERS)}"


def website(rng: Rng, at: str) -> str:
    """The web address of a domain."""
    return f"https://www.{at}" if rng.random() < 0.8 else f"https://{at}"
