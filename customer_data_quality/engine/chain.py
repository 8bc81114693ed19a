"""A chain of hashes over rows: whatever is changed, removed, inserted or reordered afterwards shows.

SHA-256 throughout. A row is hashed by itself (`row_digest`) and linked to the one before it (`link`). What is
personal is hashed apart, together with a random salt (`personal_digest`): once it is emptied, the hash that remains
tells nothing, and the chain can still be checked. The way of proving is that of RFC 9162, section 2, without its
tree: whoever has kept any earlier hash can tell that nothing before it was touched.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass


def _framed(values: Iterable[str | None]) -> bytes:
    """Values in a form in which no two lists look alike: each with its length before it.

    >>> _framed(["ab", None, ""])
    b'2:ab,-,0:,'
    >>> _framed(["a", "b"]) == _framed(["ab"])
    False
    """
    parts = []
    for value in values:
        if value is None:
            parts.append(b"-,")
        else:
            data = value.encode("utf-8", "surrogatepass")
            parts.append(b"%d:%b," % (len(data), data))
    return b"".join(parts)


def row_digest(values: Iterable[str | None]) -> str:
    """Hash of the values of a row, as hexadecimal text.

    >>> row_digest(["granted", None])[:16]
    '28b31d026b818018'
    """
    return hashlib.sha256(_framed(values)).hexdigest()


def personal_digest(salt: str, content: str) -> str:
    """Hash of personal content, which can't be guessed once the salt is gone.

    >>> personal_digest("00", "anna@example.com") == personal_digest("01", "anna@example.com")
    False
    """
    return row_digest([salt, content])


def genesis(name: str) -> str:
    """The hash before the first row of a chain.

    >>> genesis("1") == genesis("2")
    False
    """
    return row_digest(["chain", name])


def link(previous: str, sequence: int, digest: str) -> str:
    """Hash that binds a row to its place and to all rows before it.

    >>> start = genesis("1")
    >>> link(start, 1, row_digest(["a"])) == link(start, 2, row_digest(["a"]))
    False
    """
    return hashlib.sha256(f"{previous}{sequence}{digest}".encode("ascii")).hexdigest()


@dataclass(frozen=True)
class Link:
    """One row, as it stands in the chain.

    :param sequence: its number, the first is 1
    :param values: what is hashed, None for what is empty
    :param digest: the stored hash of the values
    :param previous: the stored hash of the row before it
    :param hash: the stored hash of this link
    :param personal: (salt, content, stored hash) of the personal content; salt and content None once emptied
    """

    sequence: int
    values: tuple[str | None, ...]
    digest: str
    previous: str
    hash: str
    personal: tuple[str | None, str | None, str | None] = (None, None, None)


@dataclass(frozen=True)
class Problem:
    """What is wrong with a chain.

    :param kind: "changed" a row that is not what was sealed; "missing" rows that are gone; "order" a row that does
        not follow the one before it; "personal" personal content that is not what was sealed; "end" the chain does
        not end where it did
    :param sequence: number of the row
    """

    kind: str
    sequence: int


class Walker:
    """Checks a chain link by link; knows nothing but the last one, so memory stays the same however long it is.

    >>> start = genesis("1")
    >>> one = link(start, 1, row_digest(["a"]))
    >>> two = link(one, 2, row_digest(["b"]))
    >>> rows = [Link(1, ("a",), row_digest(["a"]), start, one), Link(2, ("b",), row_digest(["b"]), one, two)]
    >>> walker = Walker(start)
    >>> [problem for row in rows for problem in walker.step(row)], list(walker.end(2, two))
    ([], [])
    >>> walker = Walker(start)
    >>> [problem for row in rows[1:] for problem in walker.step(row)]
    [Problem(kind='missing', sequence=1)]
    """

    def __init__(self, start: str):
        self.sequence = 0
        self.hash = start

    def step(self, row: Link) -> Iterator[Problem]:
        """Check the next row, by rising numbers; goes on behind a problem, so that each is reported once."""
        expected = self.sequence + 1
        if row.sequence > expected:
            yield Problem("missing", expected)
        elif row.sequence < expected or row.previous != self.hash:
            yield Problem("order", row.sequence)
        if row_digest(row.values) != row.digest or link(row.previous, row.sequence, row.digest) != row.hash:
            yield Problem("changed", row.sequence)
        salt, content, stored = row.personal
        if content is not None and personal_digest(salt or "", content) != stored:
            yield Problem("personal", row.sequence)
        self.sequence, self.hash = row.sequence, row.hash

    def end(self, sequence: int, hash_: str) -> Iterator[Problem]:
        """Check that the chain ends where it is known to have ended.

        >>> list(Walker(genesis("1")).end(1, "00"))
        [Problem(kind='end', sequence=1)]
        """
        if (self.sequence, self.hash) != (sequence, hash_):
            yield Problem("end", sequence)
