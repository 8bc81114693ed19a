"""Match keys: small numbers that two records of one contact are likely to share.

Two contacts are compared only where they share a key that few others have; how many contacts may share it before it
says nothing is given with its kind. Blocking by several keys after Hernández and Stolfo, "The merge/purge problem"
(1995).
"""

from functools import lru_cache
from typing import NamedTuple
from zlib import crc32

from .folding import flat
from .phonetics import cologne
from .signature import Signature


class Kind(NamedTuple):
    """A kind of match key: its number (0 to 31) and code, and what it does for finding pairs."""

    number: int
    code: str
    cap: (
        int  # a key that more contacts share leads to no pair; 0: none does, the key only tells how frequent a value is
    )


KINDS = tuple(
    Kind(number, code, cap)
    for number, (code, cap) in enumerate(
        (
            ("email", 30),
            ("phone", 30),
            ("vat", 30),
            ("address", 12),
            ("name", 12),
            ("sound", 8),
            ("sound_place", 20),
            ("short_name", 12),
            ("family_zip", 12),
            ("given_zip", 10),
            ("family_house", 20),
            ("joined_name", 15),
            ("local", 8),
            ("host", 10),
            ("street_house", 6),
            ("street_zip", 6),
            ("house_zip", 5),
            ("given_city", 6),
            ("family_city", 6),
            ("family", 0),
            ("zip", 0),
            ("city", 0),
            ("given", 0),
        )
    )
)
(
    EMAIL, PHONE, VAT, ADDRESS, NAME, SOUND, SOUND_PLACE, SHORT_NAME, FAMILY_ZIP, GIVEN_ZIP, FAMILY_HOUSE, JOINED_NAME,
    LOCAL, HOST, STREET_HOUSE, STREET_ZIP, HOUSE_ZIP, GIVEN_CITY, FAMILY_CITY, FAMILY, ZIP, CITY, GIVEN,
) = range(len(KINDS))  # fmt: skip

RARITY = frozenset({EMAIL, PHONE, VAT, ADDRESS, NAME, FAMILY, ZIP, CITY, GIVEN})
"""Kinds of which the number of contacts is evidence: a shared rare name says more than a shared common one."""


def key(kind: int, text: str) -> int:
    """Number a text within its kind: 32 bits of checksum above 5 bits of kind, the same on every machine.

    Two texts of one number lead to a comparison more, never to a wrong result.

    >>> key(NAME, "huber") & 31 == NAME, key(NAME, "huber") == key(NAME, "hubar")
    (True, False)
    """
    return crc32(text.encode("utf-8", "surrogatepass")) << 5 | kind


known_key = lru_cache(maxsize=1 << 16)(key)
"""The same, remembered: for texts that come again and again."""


def name_words(signature: Signature) -> tuple[str, ...]:
    """The words that name a contact, in a spelling in which umlauts don't matter, sorted."""
    return tuple(sorted(map(flat, signature.core or signature.given + signature.family)))


def keys(signature: Signature) -> list[int]:
    """All match keys of one contact, each once, sorted.

    >>> from .signature import build
    >>> one, other = (
    ...     keys(build((1, name, False, None, street, "", "80331", "München", "DE", *5 * [""])))
    ...     for name, street in (("Anna Müller", "Hauptstr. 5"), ("Mueller, Anna", "Haupstraße 5"))
    ... )
    >>> sorted({KINDS[number & 31].code for number in set(one) & set(other) if KINDS[number & 31].cap > 12})
    ['family_house', 'joined_name', 'sound_place']
    """
    found: list[tuple[int, str]] = []
    words = name_words(signature)
    if words:
        _name_keys(found, signature, words)
        _part_keys(found, signature)
    _reach_keys(found, signature)
    _place_keys(found, signature)
    # as in `key`, without a call for each
    return sorted({crc32(text.encode("utf-8", "surrogatepass")) << 5 | kind for kind, text in found})


def own_domain(signature: Signature) -> str:
    """The e-mail domain that is not a provider's, or the website's host."""
    return signature.domain if signature.domain and not signature.free else signature.host


def _reach_keys(found: list[tuple[int, str]], signature: Signature) -> None:
    """Keys of mailbox, telephone, numbers given by authorities, and of what a contact has on the internet."""
    if signature.local and signature.domain:
        found.append((EMAIL, f"{signature.local}@{signature.domain}"))
        if len(signature.local) > 4 and not signature.role:
            found.append((LOCAL, flat(signature.local.replace(".", "").replace("_", "").replace("-", ""))))
    if signature.phone:
        found.append((PHONE, signature.phone))
        if signature.base and signature.base != signature.phone:
            found.append((PHONE, signature.base))
    found.extend((VAT, number) for number in (signature.vat, signature.register) if number)
    found.extend((HOST, host) for host in (own_domain(signature), signature.host) if host)


def _place_keys(found: list[tuple[int, str]], signature: Signature) -> None:
    zip_code, street = signature.zip, flat(signature.street)
    house = f"{signature.number}{signature.letter}"
    if street and signature.number:
        if zip_code:
            found.append((ADDRESS, f"{zip_code} {signature.number} {street}"))
        found.append((STREET_HOUSE, f"{house} {street}"))
    if zip_code:
        found.append((ZIP, zip_code))
        if street:
            found.append((STREET_ZIP, f"{zip_code} {street}"))
        if signature.number:
            found.append((HOUSE_ZIP, f"{zip_code} {house}"))
    if signature.city:
        found.append((CITY, signature.city))


def _name_keys(found: list[tuple[int, str]], signature: Signature, words: tuple[str, ...]) -> None:
    """Keys of the whole name, alone and with a place."""
    zip_code, city = signature.zip, signature.city
    name = " ".join(words)
    found.append((NAME, name))
    found.append((JOINED_NAME, "".join(map(flat, signature.core or signature.family + signature.given))))
    sound = " ".join(sorted(map(cologne, words)))
    if len(sound) > 3:
        found.append((SOUND, sound))
    if zip_code:
        found.append((SOUND_PLACE, f"{sound} {zip_code[:3]}"))
    if city:
        found.append((SOUND_PLACE, f"{sound} {city}"))


def _part_keys(found: list[tuple[int, str]], signature: Signature) -> None:
    """Keys of the family name and of the given name, alone and with a place."""
    zip_code, city, number = signature.zip, signature.city, signature.number
    family, given = leading_words(signature)
    found.append((FAMILY, flat(family)))
    for sound in {cologne(word) for word in signature.family} or {cologne(family)}:
        if zip_code:
            found.append((FAMILY_ZIP, f"{sound} {zip_code}"))
        if city:
            found.append((FAMILY_CITY, f"{sound} {city}"))
        if number and (zip_code or city):
            found.append((FAMILY_HOUSE, f"{sound} {number} {zip_code[:3] or city}"))
    if given:
        found.append((SHORT_NAME, " ".join(sorted((flat(signature.short), flat(family))))))
        found.append((GIVEN, given))
        sound = cologne(signature.short)
        if zip_code:
            found.append((GIVEN_ZIP, f"{sound} {zip_code}"))
        if city:
            found.append((GIVEN_CITY, f"{sound} {city}"))


def leading_words(signature: Signature) -> tuple[str, str]:
    """The word that tells a contact from others best, and its first given name.

    The word is a person's last family name, or the longest word of a company's name.
    """
    if signature.core:
        return max(signature.core, key=len), ""
    family = signature.family[-1] if signature.family else ""
    return family, signature.given[0] if signature.given else ""
