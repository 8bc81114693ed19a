"""How two names relate: of persons, of companies, and of a person and a company."""

from collections.abc import Mapping

from .folding import flat
from .match_keys import GIVEN, key, name_words
from .phonetics import cologne
from .signature import Signature
from .similarity import close, dice, osa

FAMILY_LEVELS = ("same", "part", "close", "sound", "missing", "other")
GIVEN_LEVELS = ("same", "short", "part", "initial", "close", "sound", "missing", "alike", "other", "two_known")
COMPANY_LEVELS = (
    "same",
    "order",
    "joined",
    "typo",
    "more_place",
    "more_owner",
    "more_trade",
    "more",
    "one_shortened",
    "one_trade_word",
    "one_word",
    "first_word",
    "initials",
    "alike",
    "other",
)
MIXED_LEVELS = ("all_words", "family", "other")

LEVELS = (
    *(f"person_{family}_{given}" for family in FAMILY_LEVELS for given in GIVEN_LEVELS),
    *(f"company_{level}" for level in COMPANY_LEVELS),
    *(f"mixed_{level}" for level in MIXED_LEVELS),
    "missing",
)
"""Every way in which two names relate."""

NUMBERS = {code: number for number, code in enumerate(LEVELS)}
BRANCH_WORDS = frozenset(
    "filiale zweigniederlassung niederlassung standort zweigstelle geschaeftsstelle aussenstelle betriebsstaette "
    "succursale agence filiale sede branch agentur buero werk".split()
)
"""Words that say that a company has several places."""

_STEP = len(GIVEN_LEVELS)
# where given and family name have changed places, what the given names' relation as family names means
_GIVEN_FOR_FAMILY = (0, 2, 4, 5, 6, 8)
_COMPANY = len(FAMILY_LEVELS) * _STEP
_MIXED = _COMPANY + len(COMPANY_LEVELS)
_MISSING = len(LEVELS) - 1


def relation(left: Signature, right: Signature, counts: Mapping[int, int], total: int) -> int:
    """How two names relate, as a number of :data:`LEVELS`.

    :param counts: number of contacts by rarity key: a given name that many have here is a known one
    :param total: number of contacts
    """
    if left.company and right.company:
        return _companies(left, right) if left.core and right.core else _MISSING
    if left.company or right.company:
        return _mixed(left, right, counts, total) if left.company else _mixed(right, left, counts, total)
    if not left.family or not right.family:
        return _MISSING
    return _persons(left, right, counts, total)


def _persons(left: Signature, right: Signature, counts: Mapping[int, int], total: int) -> int:
    if left.family == right.family and left.given == right.given:
        return 0 if left.given else 6
    best = _family(left.family, right.family) * _STEP + _given(left, right, counts, total)
    if best > 12:  # written the other way round?
        if left.given and right.given:
            one, other = _family(left.family, right.given), _family(left.given, right.family)
            one, other = min(one, other), max(one, other)
            if one < 4:
                best = min(best, one * _STEP + _GIVEN_FOR_FAMILY[other])
        else:
            best = min(best, _one_word(left, right))
        mine, theirs = name_words(left), name_words(right)
        if mine == theirs or "".join(mine) == "".join(theirs):
            return 0
        if best > 5 * _STEP and set(mine) & set(theirs):
            return 5 * _STEP
    return best


def _one_word(left: Signature, right: Signature) -> int:
    """The relation where one contact has a single name, which may be the given one."""
    mine, theirs = left.given or left.family, right.given or right.family
    if mine == theirs:
        return 4 * _STEP
    near = _near("".join(map(flat, mine)), "".join(map(flat, theirs)))
    return 4 * _STEP + 4 if near else 5 * _STEP + 8


def _is_known(contact: Signature, counts: Mapping[int, int], total: int) -> bool:
    """Whether the first given name is a common one, in general or here."""
    return contact.known or counts.get(key(GIVEN, contact.given[0]), 0) >= max(5, total // 20000)


def _family(mine: tuple[str, ...], theirs: tuple[str, ...]) -> int:
    if mine == theirs:
        return 0 if mine else 4
    if not mine or not theirs:
        return 4
    one, other = "".join(map(flat, mine)), "".join(map(flat, theirs))
    if one == other:
        return 0
    if set(mine) & set(theirs):
        return 1
    if _near(one, other):
        return 2
    if len(mine) != len(theirs) and any(_near(flat(a), flat(b)) for a in mine for b in theirs):
        return 2
    if cologne(one) == cologne(other) and one[:1] == other[:1]:
        return 3
    return 5


def _given(left: Signature, right: Signature, counts: Mapping[int, int], total: int) -> int:
    mine, theirs = left.given, right.given
    if mine == theirs:
        return 0 if mine else 6
    if not mine or not theirs:
        return 6
    one, other = "".join(map(flat, mine)), "".join(map(flat, theirs))
    if one == other:
        return 0
    first, second = mine[0], theirs[0]
    if len(first) == 1 or len(second) == 1:
        return 3 if first[0] == second[0] else 8
    if set(mine) & set(theirs) or one.startswith(other) or other.startswith(one):
        return 2
    if left.short == right.short:
        return 1
    if min(len(one), len(other)) > 3 and (one.endswith(other) or other.endswith(one)):
        return 1
    both_known = _is_known(left, counts, total) and _is_known(right, counts, total)
    if _near(one, other):
        return 9 if both_known else 4
    if both_known:
        return 9
    if cologne(one) == cologne(other):
        return 5
    return 7 if osa(one, other) * 2 <= max(len(one), len(other)) else 8


def _near(one: str, other: str) -> bool:
    """A slip of the hand apart; in short words only two letters changing places."""
    if one == other or close(one, other):
        return True
    if len(one) < 4 or len(other) < 4:
        return len(one) == len(other) > 1 and sorted(one) == sorted(other)
    longest = max(len(one), len(other))
    return longest > 5 and osa(one, other) * 4 <= longest


def _companies(left: Signature, right: Signature) -> int:
    mine, theirs = left.core, right.core
    if mine == theirs:
        return _COMPANY
    mine, theirs = tuple(map(flat, mine)), tuple(map(flat, theirs))
    one, other = "".join(mine), "".join(theirs)
    if one == other:
        return _COMPANY + (0 if mine == theirs else 2)
    rest, other_rest = _without_shared(mine, theirs)
    if not rest and not other_rest:
        return _COMPANY + (1 if sorted(mine) == sorted(theirs) else 3)
    shared = len(mine) - len(rest)
    if shared and not (rest and other_rest):
        return _COMPANY + 4 + _extra(rest or other_rest, left, right)
    if len(one) > 3 and len(other) > 3 and close(one, other) and len(mine) != len(theirs):
        return _COMPANY + 3
    if shared:
        if len(rest) == len(other_rest) == 1:
            word, other_word = rest[0], other_rest[0]
            if word.startswith(other_word) or other_word.startswith(word):
                return _COMPANY + 8
            return _COMPANY + (9 if _weak(word, left, right) or _weak(other_word, left, right) else 10)
        return _COMPANY + (11 if mine[0] == theirs[0] else 13 if dice(one, other) > 0.6 else 14)
    if len(one) > 3 and len(other) > 3 and (one in other or other in one):
        return _COMPANY + 7
    if _initials(mine, other) or _initials(theirs, one):
        return _COMPANY + 12
    return _COMPANY + (13 if dice(one, other) > 0.6 else 14)


def _extra(words: list[str], left: Signature, right: Signature) -> int:
    """What only one of two companies has: 0 a place or a branch, 1 the owner's given name, 2 trade words, 3 others."""
    places = {flat(left.city), flat(right.city)}
    telling = [word for word in words if word not in BRANCH_WORDS and word not in places]
    if not telling:
        return 0
    if all(word in left.given or word in right.given for word in telling):
        return 1
    return 2 if all(_weak(word, left, right) for word in telling) else 3


def _weak(word: str, left: Signature, right: Signature) -> bool:
    return word in map(flat, left.weak) or word in map(flat, right.weak)


def _without_shared(mine, theirs) -> tuple[list[str], list[str]]:
    """The words of each that have no counterpart, the same or a slip of the hand apart, in the other."""
    rest, other_rest = [], list(theirs)
    for word in mine:
        if word in other_rest:
            other_rest.remove(word)
        else:
            rest.append(word)
    for word in tuple(rest):
        for other in other_rest:
            if _near(word, other):
                rest.remove(word)
                other_rest.remove(other)
                break
    return rest, other_rest


def _initials(words: tuple[str, ...], written: str) -> bool:
    return len(words) > 2 and "".join(word[0] for word in words) == written


def _mixed(company: Signature, human: Signature, counts: Mapping[int, int], total: int) -> int:
    if not company.core or not human.family:
        return _MISSING
    if company.family:
        level = _persons(company, human, counts, total)
        if level < _COMPANY - 2 * _STEP:
            return level
    words = set(map(flat, company.core))
    if words >= set(map(flat, human.family + human.given)):
        return _MIXED
    return _MIXED + (1 if words & set(map(flat, human.family)) else 2)
