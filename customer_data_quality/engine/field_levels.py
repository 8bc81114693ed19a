"""How the values of two contacts relate, field by field, in a handful of levels each."""

from collections.abc import Mapping
from functools import lru_cache
from math import log2

from . import match_keys
from .contact import Contact, stem
from .folding import flat
from .name_relations import LEVELS as NAME_LEVELS
from .name_relations import relation
from .similarity import close, dice, within

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


def compare(left: Contact, right: Contact, counts: Mapping[int, int]) -> tuple[int, ...]:
    """Compare two contacts.

    :param counts: number of contacts by rarity key, see :data:`match_keys.RARITY`; those of one or two may be missing
    :return: for each of :data:`FIELDS` the number of its level

    >>> from .signature import build
    >>> one, other = (
    ...     Contact(build((1, name, False, 0, "", "", "1010", "Wien", "AT", "", "01/5345678", *3 * [""])), {}, 1000)
    ...     for name in ("Hans Maier", "Johann Meier")
    ... )
    >>> levels = zip(FIELDS.items(), compare(one, other, {}), strict=True)
    >>> {field: codes[level] for (field, codes), level in levels if level and field in ("name", "phone", "zip", "city")}
    {'name': 'person_close_short', 'phone': 'same', 'zip': 'same', 'city': 'same'}
    """
    mail = _email(left, right, counts) if left.local and right.local else 0
    line = _phone(left, right, counts) if left.phone and right.phone else 0
    tax = _vat(left, right, counts) if left.has_number and right.has_number else 0
    site = _website(left, right) if left.own_domain and right.own_domain else 0
    street = _street(left, right, counts) if left.street and right.street else 0
    zip_level = _zip(left.zip, right.zip) if left.zip and right.zip else 0
    city = _city(left.city, right.city) if left.city and right.city else 0
    companies = left.company and right.company
    agreeing = (0 < mail < 5) + (0 < line < 5) + (0 < tax < 3) + (site == 1 and not 0 < mail < 5)
    agreeing += 0 < street < 7 and (0 < zip_level < 3 or 0 < city < 3)
    expected = min(left.holders, right.holders)
    if zip_level == 1:
        expected *= left.zip_share
    elif city == 1:
        expected *= left.place_share
    return (
        relation(left, right),
        # how many others would share the name at this place by chance, in steps of a factor of four; given name,
        # family name and place are taken as independent, a company's name counts as a whole
        min(max(int(log2(expected) / 2 + 10), 0), 13),
        _either(left.legal, right.legal) if companies else 0,
        _either(left.suffix, right.suffix) if left.suffix or right.suffix else 0,
        _either(left.figures, right.figures) if companies and (left.figures or right.figures) else 0,
        mail,
        line,
        tax,
        site,
        street,
        0 if not left.unit or not right.unit else 1 if left.unit == right.unit else 2,
        zip_level,
        city,
        _parent(left, right) if left.parent or right.parent else 0,
        min(agreeing, 3),
    )


def _either(mine: str, theirs: str) -> int:
    if mine == theirs:
        return 1 if mine else 0
    return 3 if mine and theirs else 2


def _sharing(kind, mine: str, theirs: str, counts) -> int:
    """How many contacts share a value, of which the two may have two spellings."""
    sharing = counts.get(match_keys.known_key(kind, mine), 2)
    return sharing if mine == theirs else max(sharing, counts.get(match_keys.known_key(kind, theirs), 2))


def _email(left, right, counts) -> int:
    mine, theirs = left.local, right.local
    if left.domain == right.domain:
        if mine == theirs:
            shared = counts.get(match_keys.known_key(match_keys.EMAIL, f"{mine}@{left.domain}"), 2) >= SHARED
            return (3 if left.role else 1) + shared
        if not (left.role or right.role) and (close(mine, theirs) or flat(mine) == flat(theirs)):
            return 6
        if not left.free:
            return 7
    elif mine == theirs and not left.role and len(mine) > 4:
        return 6 if close(left.domain, right.domain) else 5
    return 9 if left.role or right.role else 8


def _phone(left, right, counts) -> int:
    mine, theirs = left.phone, right.phone
    if mine == theirs:
        sharing = counts.get(match_keys.known_key(match_keys.PHONE, mine), 2)
        return 1 if sharing < SHARED else 2 if sharing < CROWD else 3
    if left.base == right.base or left.base == theirs or right.base == mine:
        return 4
    return 5 if len(mine) > 8 and within(mine, theirs, 1) else 6


def _vat(left, right, counts) -> int:
    if left.vat_digits and right.vat_digits:
        return _number_level(left.vat, right.vat, left.vat_digits == right.vat_digits, counts)
    if left.register_digits and right.register_digits:
        return _number_level(left.register, right.register, left.register_digits == right.register_digits, counts)
    return 0


def _number_level(mine, theirs, same, counts) -> int:
    if same:
        return 2 if _sharing(match_keys.VAT, mine, theirs, counts) >= SHARED else 1
    return 3 if len(mine) > 7 and within(mine, theirs, 1) else 4


def _website(left, right) -> int:
    return 1 if left.own_domain == right.own_domain or left.host == right.host != "" else 2


def _street(left, right, counts) -> int:
    mine, theirs = left.street, right.street
    same_number = left.number == right.number
    if mine == theirs:
        if not left.number or not right.number:
            return 5
        if not same_number:
            return 7
        if left.letter != right.letter:
            return 4
        address = f" {left.number} {mine}"
        sharing = _sharing(match_keys.ADDRESS, left.zip + address, right.zip + address, counts)
        return 1 if sharing < SHARED else 2 if sharing < CROWD else 3
    if same_number and left.number:
        return 6 if _streets_alike(mine, theirs) else 9
    return 8 if _streets_alike(mine, theirs) else 10


def _streets_alike(mine: str, theirs: str) -> bool:
    """Whether one is likely the other misspelt; a street and a square of the same name are two places."""
    name, kind = stem(mine)
    other_name, other_kind = stem(theirs)
    if kind and other_kind:
        return kind == other_kind and (close(name, other_name) or dice(name, other_name) > 0.6)
    if close(mine, theirs) or dice(mine, theirs) > 0.6:
        return True
    return len(name) > 3 and theirs.startswith(name) or len(other_name) > 3 and mine.startswith(other_name)


@lru_cache(maxsize=1 << 15)
def _zip(mine: str, theirs: str) -> int:
    if mine == theirs:
        return 1
    if within(mine, theirs, 1):
        return 2
    return 3 if mine[:2] == theirs[:2] else 4


@lru_cache(maxsize=1 << 15)
def _city(mine: str, theirs: str) -> int:
    if mine == theirs:
        return 1
    if mine.startswith(theirs) or theirs.startswith(mine) or close(mine, theirs) or dice(mine, theirs) > 0.65:
        return 2
    return 3


def _parent(left, right) -> int:
    if left.parent == right.parent:
        return 1
    if left.parent == right.id != 0 or right.parent == left.id != 0:
        return 2
    return 4 if left.parent and right.parent else 3
