"""A person's name in its parts: given and family names, titles, generation, particles, birth name."""

from functools import lru_cache
from typing import NamedTuple

from .folding import MAX_LENGTH, fold
from .given_names import GIVEN_NAMES, is_known_given
from .name_words import (
    AMBIGUOUS_TITLES,
    BIRTH_NAME_MARKS,
    CONJUNCTIONS,
    EMPLOYER_MARKS,
    PARTICLES,
    SALUTATIONS,
    SUFFIXES,
)
from .nicknames import NICKNAMES, full_name
from .words import DEFAULT, Words

__all__ = ["GIVEN_NAMES", "NICKNAMES", "PersonName", "full_name", "is_known_given", "person"]

_NAME, _TITLE, _PERHAPS_TITLE, _PARTICLE, _SALUTATION, _SUFFIX, _BIRTH, _EMPLOYER, _NOTHING = range(9)


class PersonName(NamedTuple):
    """The parts of a person's name, folded. A hyphenated name is two words."""

    given: tuple[str, ...]
    family: tuple[str, ...]
    titles: tuple[str, ...] = ()
    suffix: str = ""  # jun, sen, ii, iii, iv
    particles: tuple[str, ...] = ()  # von, de la
    birth: tuple[str, ...] = ()  # an earlier family name
    salutation: str = ""  # herr, frau, familie

    def __str__(self) -> str:
        """Return a spelling that is read as the same given and family names."""
        family, given = "-".join(self.family), "-".join(self.given)
        return f"{family}, {given}" if given else family


class _Token(NamedTuple):
    """What stands between two blanks."""

    words: tuple[str, ...]
    kind: int
    known: bool = False  # begins with a common given name
    shouted: bool = False
    initial: bool = False


class _Sorted(NamedTuple):
    """The tokens of a name by what they are."""

    names: list[_Token]
    titles: list[str]
    particles: list[str]
    particle_at: int  # number of names before the first particle, -1 without one
    suffix: str
    birth: tuple[str, ...]
    salutation: str


def _kind(word: str, chunk: str, words: Words) -> int:
    """Return what one word is that is no title."""
    if chunk[0] in "([" and word in words.roles:  # (Einkauf)
        return _NOTHING
    return (
        _PARTICLE if word in PARTICLES
        else _SALUTATION if word in SALUTATIONS
        else _SUFFIX if word in SUFFIXES
        else _BIRTH if word in BIRTH_NAME_MARKS
        else _EMPLOYER if word in EMPLOYER_MARKS and chunk.islower()
        else _NOTHING if word in CONJUNCTIONS and chunk.islower()
        else _NAME
    )  # fmt: skip


@lru_cache(maxsize=65536)
def _tokens(chunk: str, words: Words) -> tuple[_Token, ...]:
    """Return the tokens in a piece of a name without blanks; mostly one."""
    folded = tuple(fold(chunk).split())
    if not folded:
        return ()
    marked = "." in chunk or (chunk.isupper() and len(chunk) > 1)
    joined = "".join(folded)
    together = joined in words.titles and (len(folded) == 1 or marked)
    if together or all(word in words.titles for word in folded):
        doubtful = all(word in AMBIGUOUS_TITLES for word in ((joined,) if together else folded)) and not marked
        return (_Token(folded, _PERHAPS_TITLE if doubtful else _TITLE, shouted=chunk.isupper()),)
    inner = chunk.strip(".").split(".")
    if len(inner) > 1:  # Dr.Müller, A.Müller
        return tuple(token for piece in inner for token in _tokens(piece + ".", words) if piece)
    kind = _NAME
    if len(folded) == 1:
        kind = _kind(joined, chunk, words)
    elif not PARTICLES.isdisjoint(folded):  # Hermans-de Boer
        named = "-".join(word for word in folded if word not in PARTICLES)
        if named:
            return _tokens(named.upper() if chunk.isupper() else named, words)
        kind = _PARTICLE
    known = folded[0] in words.given_names or folded[0] in words.nicknames
    return (_Token(folded, kind, known, chunk.isupper() and len(joined) > 1, len(joined) == 1),)


def _sort(text: str, words: Words, whole: bool) -> _Sorted:
    """Sort the tokens of a whole name, or of what stands on one side of its comma."""
    tokens = [token for chunk in text.split() for token in _tokens(chunk, words)]
    names: list[_Token] = []
    titles: list[str] = []
    particles: list[_Token] = []
    particle_at, suffix, birth, salutation = -1, "", (), ""
    previous = None
    for index, token in enumerate(tokens):
        kind = token.kind
        if kind == _TITLE or (kind == _PERHAPS_TITLE and previous == _TITLE):
            titles += token.words
            previous = _TITLE
            continue
        if kind == _BIRTH and index and index + 1 < len(tokens):
            birth = tuple(word for later in tokens[index + 1 :] if later.kind == _NAME for word in later.words)
            break
        if kind == _EMPLOYER and names and index + 1 < len(tokens):
            break
        if kind == _SALUTATION and not names and not particles:
            salutation = SALUTATIONS[token.words[0]]
        elif kind == _PARTICLE:
            particle_at = len(names) if particle_at < 0 else particle_at
            particles.append(token)
        elif kind != _NOTHING or not names:
            names.append(token)
        previous = kind
    if len(names) > 2 and names[0].words == ("m",) and not salutation and "M. " in text:
        names, salutation = names[1:], "herr"  # Monsieur
        particle_at = max(particle_at - 1, -1) if particle_at != 0 else 0
    while len(names) > 1 and names[-1].kind == _SUFFIX:
        suffix = SUFFIXES[names.pop().words[0]]
    if particles and (not names or (whole and particle_at == len(names) == len(particles) == 1)):  # Van; Anna Van
        names, particles, particle_at = names + particles, [], -1
    if not names and salutation:  # Herr is a surname too
        names, salutation = [token for token in tokens if token.kind == _SALUTATION], ""
    return _Sorted(names, titles, list(_words(particles)), particle_at, suffix, birth, salutation)


def _family_at(names: list[_Token], particle_at: int) -> tuple[list[_Token], list[_Token]]:
    """Return the given and the family names of a name without comma."""
    last = len(names) - 1
    if last < 1:
        return [], names
    if 0 < particle_at <= last:
        return names[:particle_at], names[particle_at:]
    if particle_at == 0 or particle_at > last:  # von Arx Peter, Goethe Johann von
        return names[1:], names[:1]
    shouted = [token for token in names if token.shouted]
    if 0 < len(shouted) <= last and not any(token.initial for token in names):
        return [token for token in names if not token.shouted], shouted
    first, final = names[0], names[-1]
    if not first.known and not first.initial and (final.known or final.initial):
        start = last
        while start > 1 and (names[start - 1].known or names[start - 1].initial):
            start -= 1
        return names[start:], names[:start]
    if not first.known and not any(token.known for token in names):
        return names[:-1], names[-1:]
    end = 1
    while end < last and (names[end].known or names[end].initial):
        end += 1
    return names[:end], names[end:]


def _is_reversed(first: _Token, second: _Token) -> bool:
    """Return whether the family name stands first in a name of two words."""
    if first.shouted != second.shouted and not first.initial and not second.initial:
        return first.shouted
    return not first.known and not first.initial and (second.known or second.initial)


def _words(tokens: list[_Token]) -> tuple[str, ...]:
    return tuple(word for token in tokens for word in token.words)


def person(name: str | None, words: Words = DEFAULT) -> PersonName:
    """Return the parts of a person's name.

    A comma says which part is the family name; without one the words known as given names, initials, particles
    and a surname in capitals tell whether it stands first. A single word is a family name.

    >>> person("Dr. med. Anna-Lena von der Müller-Huber")[:5]
    (('anna', 'lena'), ('mueller', 'huber'), ('dr', 'med'), '', ('von', 'der'))
    >>> [person(name)[:2] for name in ("Müller, Anna", "Müller Anna", "A. Müller", "MÜLLER Xhevahire")]
    [(('anna',), ('mueller',)), (('anna',), ('mueller',)), (('a',), ('mueller',)), (('xhevahire',), ('mueller',))]
    >>> person("Frau Anna Huber geb. Müller, MSc"), str(person("Max Müller jun."))
    (PersonName(given=('anna',), family=('huber',), titles=('msc',), suffix='', particles=(), \
birth=('mueller',), salutation='frau'), 'mueller, max')
    """
    text = (name or "")[:MAX_LENGTH].replace("_", " ")
    chunks = text.split()
    if len(chunks) == 2 and "," not in text:  # nearly always
        first, second = _tokens(chunks[0], words), _tokens(chunks[1], words)
        if len(first) == len(second) == 1 and first[0].kind == second[0].kind == _NAME:
            if _is_reversed(first[0], second[0]):
                first, second = second, first
            return PersonName(first[0].words, second[0].words)
    if "/" in text:
        text = text.partition("c/o")[0] or text
    head, comma, tail = text.partition(",")
    front = _sort(head, words, whole=not comma)
    if not comma:
        given, family = _family_at(front.names, front.particle_at)
        return PersonName(
            _words(given), _words(family), tuple(front.titles), front.suffix,
            tuple(front.particles), front.birth, front.salutation,
        )  # fmt: skip
    back = _sort(tail.replace(",", " "), words, whole=False)
    # Anna Huber, Einkauf
    remark = len(front.names) > 1 and front.names[0].known and not any(t.known or t.initial for t in back.names[:1])
    if front.names and back.names and not remark:
        given, family = back.names, front.names
    else:  # Anna Müller, MSc
        named = front if front.names else back
        given, family = _family_at(named.names, named.particle_at)
    return PersonName(
        _words(given), _words(family), (*front.titles, *back.titles), front.suffix or back.suffix,
        (*front.particles, *back.particles), front.birth or back.birth, front.salutation or back.salutation,
    )  # fmt: skip
