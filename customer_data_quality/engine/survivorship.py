"""Which of several contacts' values the one that remains gets, field by field.

The strategies are those of master data management ("survivorship rules", DAMA-DMBOK 2, chapter 10). Whatever the
strategy, a value wins over a blank, a real one over "n/a", and of two spellings of one word the better: José before
Jose, Müller before MUELLER.
"""

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from .checks import is_placeholder, is_shouted
from .folding import MAX_LENGTH, flat, fold
from .legal_forms import legal_form
from .similarity import close

STRATEGIES = (
    "survivor",
    "most_recent",
    "oldest",
    "most_complete",
    "longest",
    "best_validated",
    "source",
    "join",
    "never",
)
_NO_SOURCE = 1_000_000


@dataclass(frozen=True)
class Claim:
    """What one contact holds in a field, or in fields that belong together as an address does.

    `owner` is the contact's id. `value` is None where it holds nothing. `text` is the value as people read it, empty
    for what is no text; with `is_prose` its spelling counts, which that of an e-mail address does not. `changed` and
    `created` are ISO dates: when the value was last entered or confirmed, and when the contact was made. `filled` is
    how many values it comes with. `source` is the place of the contact's source among those chosen, from 0.
    `borne_out` is how many of its words stand in other values of the contacts, as a name does in an e-mail address.
    """

    owner: int
    value: Any
    text: str = ""
    is_prose: bool = False
    is_survivor: bool = False
    is_valid: bool = True
    changed: str = ""
    created: str = ""
    filled: int = 0
    source: int = _NO_SOURCE
    borne_out: int = 0


def _reversed(text: str) -> tuple[int, ...]:
    """Sort key that puts later texts before earlier ones; an empty one comes last."""
    return tuple(-ord(character) for character in text) if text else (-0x110000,)


def _length(text: str) -> tuple[int, bool]:
    """Number of characters that say something: GmbH and Ges.m.b.H. say the same, none at all says less.

    >>> _length("Müller GmbH & Co. KG"), _length("Müller UG (haftungsbeschränkt)"), _length("Müller")
    ((7, True), (7, True), (7, False))
    """
    if len(text) > MAX_LENGTH:
        return len(text), False
    form = legal_form(text)
    letters = sum(map(len, fold(text).split())) - sum(map(len, fold(form or "").split()))
    return letters, form is not None


def _differ_by_slips(one: str, other: str) -> bool:
    """Whether two texts are the same but for slips of the hand; legal forms may be written in different ways.

    >>> _differ_by_slips("Autohaus Braunnschweig e.K.", "autohaus braunschweig eK")
    True
    >>> _differ_by_slips("Anna Huber", "Anna Maria Huber"), _differ_by_slips("Huber GmbH", "Huber")
    (False, False)
    """
    (words, form), (others, other_form) = _words_and_form(one), _words_and_form(other)
    return (
        bool(form) == bool(other_form)
        and len(words) == len(others)
        and all(mine == theirs or close(mine, theirs) for mine, theirs in zip(words, others, strict=True))
    )


def _words_and_form(text: str) -> tuple[list[str], str]:
    """The words of a text as `same_key` has them, without those of its legal form; and that one, written together."""
    words = same_key(text).split()
    form = same_key(legal_form(text) or "").replace(" ", "")
    ends = (place for place in range(len(words)) if "".join(words[place:]) == form)
    return words[: next(ends, None)], form


# what makes a claim better; the greatest wins
_RANKS: dict[str, Callable[[Claim], Any]] = {
    "survivor": lambda claim: claim.is_survivor,
    "most_recent": lambda claim: claim.changed,
    "oldest": lambda claim: (_reversed(claim.created), -claim.owner),
    "most_complete": lambda claim: claim.filled,
    "longest": lambda claim: _length(claim.text),
    "best_validated": lambda claim: (claim.is_valid, claim.changed),
    "source": lambda claim: -claim.source,
}


def choose(strategy: str, claims: Iterable[Claim]) -> list[Claim]:
    """Return the claims that win: one, several for "join", none if no contact holds a value.

    :param strategy: one of `STRATEGIES`; "never" takes nothing from the others, not even if the survivor is blank
    :param claims: of each contact one, with different owners; their order has no influence
    :raises ValueError: for an unknown strategy

    >>> old = Claim(1, "Jose Gruber", "Jose Gruber", True, is_survivor=True, changed="2024-05-01")
    >>> new = Claim(2, "J. Gruber", "J. Gruber", True, changed="2026-02-01")
    >>> fine = Claim(3, "José Gruber", "José Gruber", True, changed="2023-01-01")
    >>> [claim.value for claim in choose("most_recent", (old, new, fine))]
    ['J. Gruber']
    >>> [claim.value for claim in choose("survivor", (old, new, fine))]
    ['José Gruber']
    >>> [claim.value for claim in choose("survivor", (Claim(1, None, is_survivor=True), new))]
    ['J. Gruber']
    >>> choose("never", (Claim(1, None, is_survivor=True), new))
    []
    """
    if strategy not in STRATEGIES:
        raise ValueError(f"unknown strategy {strategy!r}, use one of {', '.join(STRATEGIES)}")
    claims = sorted(claims, key=lambda claim: claim.owner)
    if strategy == "never":
        return [claim for claim in claims if claim.is_survivor and claim.value is not None]
    held = [claim for claim in claims if claim.value is not None]
    held = [claim for claim in held if not is_placeholder(claim.text)] or held
    if strategy == "join":
        return _joined(held)
    if not held:
        return []
    rank = _RANKS[strategy]
    best = max(held, key=lambda claim: (rank(claim), *_tie(claim)))
    if strategy == "longest":
        best = _least_mistyped(best, held)
    return [_best_spelled(best, held)]


def _tie(claim: Claim) -> tuple:
    return claim.is_survivor, claim.is_valid, claim.changed, -claim.owner


def _joined(claims: list[Claim]) -> list[Claim]:
    """The claims that say something which no other says, the survivor's first, then the older ones."""
    claims = sorted(claims, key=lambda claim: (not claim.is_survivor, claim.created, claim.owner))
    # of texts that say the same, the first is kept
    said = {claim.owner: _folded(claim) for claim in claims}
    return [
        claim
        for place, claim in enumerate(claims)
        if not any(
            _contains(said[other.owner], said[claim.owner])
            and (other_place < place or said[other.owner] != said[claim.owner])
            for other_place, other in enumerate(claims)
            if other is not claim
        )
    ]


def _folded(claim: Claim) -> Any:
    """What a claim says, whole: `fold` would cut a long note."""
    return f" {' '.join(claim.text.casefold().split())} " if claim.text else claim.value


def _contains(one: Any, other: Any) -> bool:
    return other in one if isinstance(one, str) and isinstance(other, str) else one == other


def _is_compared(claim: Claim) -> bool:
    """Whether the spelling of a claim counts and is short enough to be folded whole."""
    return claim.is_prose and len(claim.text) <= MAX_LENGTH


def _least_mistyped(best: Claim, claims: list[Claim]) -> Claim:
    """The best of the claims that differ from the longest by slips alone: a letter too many says nothing more.

    What the contacts' other values bear out is right, then what most contacts have, then what the survivor has.
    """
    if not _is_compared(best):
        return best
    alike = [
        claim for claim in claims if claim is best or (_is_compared(claim) and _differ_by_slips(best.text, claim.text))
    ]
    numbers = Counter(same_key(claim.text) for claim in alike)
    return max(
        alike,
        key=lambda claim: (
            claim.borne_out,
            numbers[same_key(claim.text)],
            claim.is_survivor,
            _length(claim.text),
            *_tie(claim),
        ),
    )


def _best_spelled(best: Claim, claims: list[Claim]) -> Claim:
    """The claim that writes the same as the best one in the best way."""
    if not _is_compared(best):
        return best
    key = same_key(best.text)
    alike = [claim for claim in claims if _is_compared(claim) and same_key(claim.text) == key]
    most = max(spelling(claim.text) for claim in alike)
    if spelling(best.text) == most:
        return best
    return max((claim for claim in alike if spelling(claim.text) == most), key=_tie)


def same_key(text: str) -> str:
    """Return what is the same for all spellings of a text.

    >>> same_key("José MÜLLER-Groß") == same_key("Jose Mueller Gross") == same_key("jose muller gross")
    True
    """
    return " ".join(map(flat, fold(text).split()))


def spelling(text: str) -> tuple[bool, bool, int]:
    """Return how well a text is written, to compare spellings of the same: readable, not in one case, with accents.

    >>> sorted(["Jose", "José", "JOSÉ", "JosÃ©", "jose"], key=spelling)
    ['JosÃ©', 'jose', 'JOSÉ', 'Jose', 'José']
    """
    letters = [character for character in text if character.isalpha()]
    is_one_case = text.islower() or is_shouted(text) or (len(letters) > 3 and text.isupper())
    accents = sum(1 for character in unicodedata.normalize("NFD", text) if unicodedata.combining(character))
    return not _is_garbled(text), not is_one_case, accents + text.count("ß")


def _is_garbled(text: str) -> bool:
    """Whether UTF-8 was read as Windows-1252, or a letter was lost."""
    if "\ufffd" in text:
        return True
    try:
        return not text.isascii() and text.encode("cp1252").decode("utf-8") != text
    except UnicodeError:
        return False
