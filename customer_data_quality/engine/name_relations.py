"""How two names relate: of persons, of companies, and of a person and a company."""

from .contact import Contact
from .folding import flat
from .phonetics import cologne
from .similarity import close, dice, within

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


def relation(left: Contact, right: Contact) -> int:
    """How two names relate, as a number of :data:`LEVELS`.

    >>> from .signature import build
    >>> def contact(name):
    ...     return Contact(build((1, name, False, *11 * [""])), {}, 1000)
    >>> LEVELS[relation(contact("Hans Maier"), contact("Meier, Johann"))]
    'person_close_short'
    >>> LEVELS[relation(contact("Sonne Reisen GmbH"), contact("Sonne Reise GesmbH"))]
    'company_typo'
    """
    if left.company and right.company:
        return _companies(left, right) if left.core and right.core else _MISSING
    if left.company or right.company:
        return _mixed(left, right) if left.company else _mixed(right, left)
    if not left.family or not right.family:
        return _MISSING
    return _persons(left, right)


def _persons(left: Contact, right: Contact) -> int:
    if left.family == right.family and left.given == right.given:
        return 0 if left.given else 6
    if left.joined == right.joined:
        return 0
    family = _family(left.family, right.family, left.family_joined, right.family_joined)
    best = family * _STEP + _given(left, right)
    if best > 12:  # written the other way round?
        if left.given and right.given:
            one = _family(left.family, right.given, left.family_joined, right.given_joined)
            other = _family(left.given, right.family, left.given_joined, right.family_joined)
            one, other = min(one, other), max(one, other)
            if one < 4:
                best = min(best, one * _STEP + _GIVEN_FOR_FAMILY[other])
        else:
            best = min(best, _one_word(left, right))
        if best > 5 * _STEP and not set(left.words).isdisjoint(right.words):
            return 5 * _STEP
    return best


def _one_word(left: Contact, right: Contact) -> int:
    """The relation where one contact has a single name, which may be the given one."""
    mine, theirs = left.given_joined or left.family_joined, right.given_joined or right.family_joined
    if mine == theirs:
        return 4 * _STEP
    return 4 * _STEP + 4 if _near(mine, theirs) else 5 * _STEP + 8


def _family(mine: tuple[str, ...], theirs: tuple[str, ...], one: str, other: str) -> int:
    """How two names relate that should be family names, given as words and joined without umlauts."""
    if one == other:
        return 0 if one else 4
    if not one or not other:
        return 4
    if (len(mine) > 1 or len(theirs) > 1) and not set(mine).isdisjoint(theirs):
        return 1
    if _near(one, other):
        return 2
    if len(mine) != len(theirs) and any(_near(flat(a), flat(b)) for a in mine for b in theirs):
        return 2
    if one[0] == other[0] and cologne(one) == cologne(other):
        return 3
    return 5


def _given(left: Contact, right: Contact) -> int:
    one, other = left.given_joined, right.given_joined
    if one == other:
        return 0 if one else 6
    if not one or not other:
        return 6
    mine, theirs = left.given, right.given
    first, second = mine[0], theirs[0]
    if len(first) == 1 or len(second) == 1:
        return 3 if first[0] == second[0] else 8
    if one.startswith(other) or other.startswith(one) or not set(mine).isdisjoint(theirs):
        return 2
    if left.short == right.short:
        return 1
    if min(len(one), len(other)) > 3 and (one.endswith(other) or other.endswith(one)):
        return 1
    if left.is_known and right.is_known:
        return 9
    if _near(one, other):
        return 4
    if cologne(one) == cologne(other):
        return 5
    return 7 if within(one, other, max(len(one), len(other)) // 2) else 8


def _near(one: str, other: str) -> bool:
    """A slip of the hand apart; in short words only two letters changing places."""
    if one == other:
        return True
    short, long = len(one), len(other)
    if short > long:
        short, long = long, short
    if short < 4:
        return short == long > 1 and sorted(one) == sorted(other)
    slips = max(2 if short > 7 else 1, long // 4 if long > 5 else 0)
    return within(one, other, slips)


def _companies(left: Contact, right: Contact) -> int:
    mine, theirs = left.core, right.core
    if mine == theirs:
        return _COMPANY
    one, other = left.core_joined, right.core_joined
    if one == other:
        return _COMPANY + 2
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


def _extra(words: list[str], left: Contact, right: Contact) -> int:
    """What only one of two companies has: 0 a place or a branch, 1 the owner's given name, 2 trade words, 3 others."""
    places = (left.flat_city, right.flat_city)
    telling = [word for word in words if word not in BRANCH_WORDS and word not in places]
    if not telling:
        return 0
    if all(word in left.given or word in right.given for word in telling):
        return 1
    return 2 if all(_weak(word, left, right) for word in telling) else 3


def _weak(word: str, left: Contact, right: Contact) -> bool:
    return word in left.weak or word in right.weak


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


def _mixed(company: Contact, human: Contact) -> int:
    if not company.core or not human.family:
        return _MISSING
    if company.family:
        level = _persons(company, human)
        if level < _COMPANY - 2 * _STEP:
            return level
    words = set(company.core)
    if words.issuperset(human.words):
        return _MIXED
    return _MIXED + (2 if words.isdisjoint(map(flat, human.family)) else 1)
