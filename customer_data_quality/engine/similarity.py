"""How alike two words are: edit distance and shared letter pairs, with rapidfuzz's where it is installed."""

from functools import lru_cache

try:
    from rapidfuzz.distance.OSA import distance as _fast_osa
except ImportError:  # optional: the same numbers, only slower
    _fast_osa = None

LONGEST = 64
"""Longer words are compared by their beginnings, so that no pair takes long."""


def plain_osa(left: str, right: str) -> int:
    """Optimal string alignment distance: insertions, deletions, substitutions and swaps of neighbours.

    Bit-parallel after Hyyrö, "A bit-vector algorithm for computing Levenshtein and Damerau edit distances" (2003).

    >>> plain_osa("meier", "maier"), plain_osa("huber", "hubre"), plain_osa("", "anna"), plain_osa("gut", "gut")
    (1, 1, 4, 0)
    """
    if not left:
        return len(right)
    places: dict[str, int] = {}
    for index, letter in enumerate(left):
        places[letter] = places.get(letter, 0) | 1 << index
    mask = (1 << len(left)) - 1
    last = 1 << (len(left) - 1)
    vertical_plus, vertical_minus, diagonal, before = mask, 0, 0, 0
    distance = len(left)
    for letter in right:
        match = places.get(letter, 0)
        swap = ((~diagonal & match) << 1) & before
        diagonal = (((match & vertical_plus) + vertical_plus) ^ vertical_plus) | match | vertical_minus | swap
        horizontal_plus = vertical_minus | (~(diagonal | vertical_plus) & mask)
        horizontal_minus = diagonal & vertical_plus
        if horizontal_plus & last:
            distance += 1
        elif horizontal_minus & last:
            distance -= 1
        horizontal_plus = horizontal_plus << 1 | 1
        horizontal_minus <<= 1
        vertical_plus = (horizontal_minus | ~(diagonal | horizontal_plus)) & mask
        vertical_minus = horizontal_plus & diagonal & mask
        before = match
    return distance


@lru_cache(maxsize=1 << 16)
def osa(left: str, right: str) -> int:
    """Optimal string alignment distance of the first 64 letters, remembered for words that come again.

    >>> osa("katharina", "katarina")
    1
    """
    left, right = left[:LONGEST], right[:LONGEST]
    return _fast_osa(left, right) if _fast_osa else plain_osa(left, right)


@lru_cache(maxsize=1 << 16)
def _letters(word: str) -> frozenset[str]:
    return frozenset(word)


def within(left: str, right: str, slips: int) -> bool:
    """Whether two words are at most so many slips of the hand apart.

    Most that are further apart show it by their length or their letters: a slip changes two letters at most.

    >>> within("meier", "maier", 1), within("meier", "maier", 0), within("schmidt", "huber", 2)
    (True, False, False)
    """
    if left == right:
        return True
    if slips == 1 and left[:1] != right[:1] and left[-1:] != right[-1:] and len(left) > 2:
        return False
    if abs(len(left) - len(right)) > slips or len(_letters(left) ^ _letters(right)) > 2 * slips:
        return False
    return osa(left, right) <= slips


def close(left: str, right: str) -> bool:
    """Whether one is likely the other with a slip of the hand: one slip in four letters or more, two in eight.

    >>> close("meier", "meyer"), close("ute", "uta"), close("schneider", "schnieder"), close("schmidt", "schulz")
    (True, False, True, False)
    """
    shorter = min(len(left), len(right))
    return shorter > 3 and within(left, right, 1 if shorter < 8 else 2)


@lru_cache(maxsize=1 << 14)
def _letter_pairs(word: str) -> frozenset[str]:
    word = f" {word[:LONGEST]} "
    return frozenset(word[i : i + 2] for i in range(len(word) - 1))


def dice(left: str, right: str) -> float:
    """Share of letter pairs that two texts have in common, 0 to 1 (Dice 1945).

    >>> dice("bahnhof", "bahnhof"), dice("", "bahnhof"), round(dice("bahnhofstr", "banhofstr"), 2)
    (1.0, 0.0, 0.86)
    """
    if not left or not right:
        return 0.0
    mine, theirs = _letter_pairs(left), _letter_pairs(right)
    return 2 * len(mine & theirs) / (len(mine) + len(theirs))
