"""How the values of two contacts relate, field by field, in a handful of levels each."""

from collections.abc import Mapping
from functools import lru_cache
from math import log2

from . import match_keys
from .folding import flat
from .match_keys import leading_words, name_words, own_domain
from .name_relations import LEVELS as NAME_LEVELS
from .name_relations import relation
from .signature import Signature
from .similarity import close, dice, osa

FIELDS: dict[str, tuple[str, ...]] = {
    "name": NAME_LEVELS,
    "rarity": tuple(f"chance_{number}" for number in range(14)),
    "legal_form": ("none", "same", "one", "other"),
    "suffix": ("none", "same", "one", "other"),
    "figures": ("none", "same", "one", "other"),
    "email": (
        "missing", "same", "same_shared", "same_role", "same_role_shared", "same_local", "close", "same_domain",
        "other_personal", "other",
    ),
    "phone": ("missing", "same", "same_shared", "same_crowd", "same_line", "close", "other"),
    "vat": ("missing", "same", "same_shared", "close", "other"),
    "website": ("missing", "same", "other"),
    "street": (
        "missing", "same", "same_shared", "same_crowd", "same_letter_other", "same_number_missing", "alike",
        "same_street", "alike_street", "other_same_number", "other",
    ),
    "unit": ("missing", "same", "other"),
    "zip": ("missing", "same", "close", "region", "other"),
    "city": ("missing", "same", "alike", "other"),
    "parent": ("none", "same", "parent_and_child", "one", "other"),
    "agreement": ("none", "one", "two", "many"),
}  # fmt: skip
"""Compared fields and, for each, the levels of its comparison; a comparison is a tuple of their numbers."""

SHARED, CROWD = 3, 8
"""From so many contacts on, a value is shared among several, or says nearly nothing."""

_number = lru_cache(maxsize=1 << 17)(match_keys.key)


def compare(left: Signature, right: Signature, counts: Mapping[int, int], total: int) -> tuple[int, ...]:
    """Compare two contacts.

    :param counts: number of contacts by rarity key, see :data:`match_keys.RARITY`; those of one or two may be missing
    :param total: number of contacts in the database
    :return: for each of :data:`FIELDS` the number of its level
    """
    name = relation(left, right, counts, total)
    mail, mail_same = _email(left, right, counts)
    line, line_same = _phone(left, right, counts)
    tax = _vat(left, right, counts)
    site = _website(left, right)
    street, street_same = _street(left, right, counts)
    zip_level = _zip(left.zip, right.zip)
    city = _city(left.city, right.city)
    companies = left.company and right.company
    agreeing = mail_same + line_same + (0 < tax < 3) + (site == 1 and not mail_same)
    agreeing += street_same and (0 < zip_level < 3 or 0 < city < 3)
    return (
        name,
        _rarity(left, right, zip_level == 1, city == 1, counts, total),
        _either(left.legal, right.legal) if companies else 0,
        _either(left.suffix, right.suffix) if left.suffix or right.suffix else 0,
        _either(_figures(left.core), _figures(right.core)) if companies else 0,
        mail,
        line,
        tax,
        site,
        street,
        0 if not left.unit or not right.unit else 1 if left.unit == right.unit else 2,
        zip_level,
        city,
        _parent(left, right),
        min(agreeing, 3),
    )


def _rarity(left, right, same_zip, same_city, counts, total) -> int:
    """How many others would share the name at this place by chance, in steps of a factor of four.

    Given name, family name and place are taken as independent; a company's name counts as a whole.
    """
    expected = min(_holders(left, counts, total), _holders(right, counts, total))
    if same_zip:
        expected *= counts.get(_number(match_keys.ZIP, left.zip), 2) / total
    elif same_city:
        expected *= counts.get(_number(match_keys.CITY, left.city), 2) / total
    return min(max(int(log2(expected) / 2 + 10), 0), 13)


def _holders(contact, counts, total) -> float:
    family, given = leading_words(contact)
    if not given:
        if contact.core:
            return max(counts.get(_number(match_keys.NAME, " ".join(name_words(contact))), 2) - 1.5, 0.5)
        return max(counts.get(_number(match_keys.FAMILY, flat(family)), 2) - 1.0, 1.0)
    families = counts.get(_number(match_keys.FAMILY, flat(family)), 2)
    return families * counts.get(_number(match_keys.GIVEN, given), 2) / total


def _either(mine: str, theirs: str) -> int:
    if mine == theirs:
        return 1 if mine else 0
    return 3 if mine and theirs else 2


def _figures(words: tuple[str, ...]) -> str:
    return " ".join(word for word in words if word.isdigit())


def _email(left, right, counts) -> tuple[int, bool]:
    mine, theirs = left.local, right.local
    if not mine or not theirs:
        return 0, False
    if left.domain == right.domain:
        if mine == theirs:
            shared = counts.get(_number(match_keys.EMAIL, f"{mine}@{left.domain}"), 2) >= SHARED
            return (3 if left.role else 1) + shared, True
        if not (left.role or right.role) and (close(mine, theirs) or flat(mine) == flat(theirs)):
            return 6, False
        if not left.free:
            return 7, False
    elif mine == theirs and not left.role and len(mine) > 4:
        return (6 if close(left.domain, right.domain) else 5), False
    return (9 if left.role or right.role else 8), False


def _phone(left, right, counts) -> tuple[int, bool]:
    mine, theirs = left.phone, right.phone
    if not mine or not theirs:
        return 0, False
    if mine == theirs:
        sharing = counts.get(_number(match_keys.PHONE, mine), 2)
        return (1 if sharing < SHARED else 2 if sharing < CROWD else 3), True
    if left.base == right.base or left.base == theirs or right.base == mine:
        return 4, True
    if len(mine) > 8 and abs(len(mine) - len(theirs)) < 2 and osa(mine, theirs) == 1:
        return 5, False
    return 6, False


def _vat(left, right, counts) -> int:
    for mine, theirs in ((left.vat, right.vat), (left.register, right.register)):
        if mine and theirs:
            if mine == theirs or mine.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") == theirs.lstrip(
                "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
            ):
                return 2 if counts.get(_number(match_keys.VAT, mine), 2) >= SHARED else 1
            return 3 if len(mine) > 7 and osa(mine, theirs) == 1 else 4
    return 0


def _website(left, right) -> int:
    mine, theirs = own_domain(left), own_domain(right)
    if not mine or not theirs:
        return 0
    return 1 if mine == theirs or left.host == right.host != "" else 2


def _street(left, right, counts) -> tuple[int, bool]:
    mine, theirs = left.street, right.street
    if not mine or not theirs:
        return 0, False
    same_number = left.number == right.number
    if mine == theirs or flat(mine) == flat(theirs):
        if not left.number or not right.number:
            return 5, True
        if not same_number:
            return 7, False
        if left.letter != right.letter:
            return 4, True
        sharing = counts.get(_number(match_keys.ADDRESS, f"{left.zip} {left.number} {flat(mine)}"), 2)
        return (1 if sharing < SHARED else 2 if sharing < CROWD else 3), True
    alike = _streets_alike(mine, theirs)
    if not left.number or not right.number:
        return (8 if alike else 10), False
    if same_number:
        return (6, True) if alike else (9, False)
    return (8 if alike else 10), False


_STREET_KINDS = tuple(
    "strasse gasse platz allee ring damm ufer steig cres weg str cct tce pde dr rd ln ct cl sq gr av st".split()
)


@lru_cache(maxsize=1 << 14)
def _stem(street: str) -> tuple[str, str]:
    """The name of a street without its kind, and the kind: ("haupt", "str")."""
    for kind in _STREET_KINDS:
        if street.endswith(kind) and len(street) > len(kind) + 2:
            return street[: -len(kind)], kind
    return street, ""


def _streets_alike(mine: str, theirs: str) -> bool:
    """Whether one is likely the other misspelt; a street and a square of the same name are two places."""
    stem, kind = _stem(mine)
    other_stem, other_kind = _stem(theirs)
    if kind and other_kind:
        return kind == other_kind and (close(stem, other_stem) or dice(stem, other_stem) > 0.6)
    if close(mine, theirs) or dice(mine, theirs) > 0.6:
        return True
    return len(stem) > 3 and theirs.startswith(stem) or len(other_stem) > 3 and mine.startswith(other_stem)


def _zip(mine: str, theirs: str) -> int:
    if not mine or not theirs:
        return 0
    if mine == theirs:
        return 1
    if osa(mine, theirs) == 1:
        return 2
    return 3 if mine[:2] == theirs[:2] else 4


def _city(mine: str, theirs: str) -> int:
    if not mine or not theirs:
        return 0
    if mine == theirs:
        return 1
    if close(mine, theirs) or mine.startswith(theirs) or theirs.startswith(mine) or dice(mine, theirs) > 0.65:
        return 2
    return 3


def _parent(left, right) -> int:
    if not left.parent and not right.parent:
        return 0
    if left.parent == right.parent:
        return 1
    if left.parent == right.id != 0 or right.parent == left.id != 0:
        return 2
    return 4 if left.parent and right.parent else 3
