"""A street line in its parts: street, house number with its letter, flat or staircase, post-office box."""

import re
from functools import lru_cache
from typing import NamedTuple

from .folding import MAX_LENGTH, fold
from .street_words import (
    BOX_WORDS,
    ENDINGS,
    FIRST,
    FLOORS,
    KINDS,
    LAST,
    MONTHS,
    NUMBER_WORDS,
    UNIT_WORDS,
)

_SHORT_ENDING = re.compile(r"(?<=[^\W\d_]{3})(?<!rin)(?<!ber)(?<!bur)(?<!we)([gw])\.")
_BOX = re.compile(
    r"\b(?:postfach|postschliessfach|pfach|pf|cases? postales?|case? post|c p|cp|casella postale|caselle postali|"
    r"boite postale|b p|bp|p o box|po box|pobox|gpo box|postbox|post box|apartado)\b ?((?:\d+ ?)*)"
)
_CARE_OF = re.compile(r"(?:\bc/o|\bc\.o\.|\bz\. ?h(?:d|dn)?\.|\bzh(?:d|dn)\.)[^,;\n]*", re.IGNORECASE)
_RANGE = re.compile(r"(\d{1,5}(?: ?[a-z])?) ?[-–—+&] ?\d{1,5}(?: ?[a-z])?(?![\w])", re.IGNORECASE)
_GLUED = re.compile(r"(?<=[a-z]{4})(?=\d)")  # Hauptstraße12
_NUMBER = re.compile(r"(\d{1,6})([a-z]?)(?:[a-z]{0,3})")
_SIMPLE = re.compile(r"([^\W\d_][^\d,;:/()\n]{1,60}) (\d{1,5}) ?([a-zA-Z]?)")


class Street(NamedTuple):
    """The parts of a street line, folded."""

    name: str = ""  # written together: hauptstr
    number: str = ""  # digits only
    letter: str = ""
    unit: str = ""  # flat, staircase, floor: 3/7
    box: str = ""  # number of the post-office box; "0" when it has none
    words: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Return a spelling that is read as the same parts.

        >>> str(street("Hauptstr. 12a/3, PF 5"))
        'hauptstr nr 12a top 3, postfach 5'
        """
        number = f" nr {self.number}{self.letter}" if self.number else ""
        unit = "".join(f" top {part}" for part in self.unit.split("/") if part)
        box = f"postfach {self.box}" if self.box != "0" else "postfach"
        return ", ".join(part for part in (" ".join(self.words) + number + unit, box if self.box else "") if part)


@lru_cache(maxsize=65536)
def _name(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words of a street's name in one spelling for each kind of street."""
    last = len(words) - 1
    written = []
    for index, word in enumerate(words):
        kind = KINDS.get(word)
        if kind is None and last and index == 0 and _is_word(words[1]):
            kind = FIRST.get(word)
        if kind is None and last and index == last:
            kind = LAST.get(word)
        if kind is None:
            kind = next(
                (
                    word[: -len(long)] + short
                    for long, short in ENDINGS
                    if word.endswith(long) and len(word) > len(long) + 2 and word.isalpha()
                ),
                word,
            )
        written.append(kind)
    return tuple(written)


def _is_word(token: str) -> bool:
    """Return whether a token can be a word of a street's name."""
    return len(token) > 1 and not token[0].isdecimal() and token not in UNIT_WORDS and token not in NUMBER_WORDS


def _is_number(tokens: list[str], index: int) -> bool:
    """Return whether the token at `index` can be a house number: no part of a date, no flat's number, no floor."""
    after = tokens[index + 1] if index + 1 < len(tokens) else ""
    return (
        tokens[index][0].isdecimal()
        and after not in MONTHS
        and after not in FLOORS
        and (not index or tokens[index - 1] not in UNIT_WORDS)
        and bool(_NUMBER.fullmatch(tokens[index]))
    )


def _unit(tokens: list[str]) -> str:
    """Return flat and staircase from what follows the house number; a floor only where nothing else is told."""
    parts, floor = [], ""
    for token, after in zip(tokens, [*tokens[1:], ""], strict=False):
        if not token[0].isdecimal() and len(token) > 1:
            continue
        part = (token.lstrip("0") or "0") if token.isdecimal() else token
        if after in FLOORS:
            floor = part
        else:
            parts.append(part)
    return "/".join(parts[:4]) or floor


def _number(tokens: list[str], at: int) -> tuple[str, str, list[str]]:
    """Return the number at `at`, its letter, and the tokens behind them."""
    number, letter = _NUMBER.fullmatch(tokens[at]).groups()
    rest = tokens[at + 1 :]
    if not letter and rest and len(rest[0]) == 1 and "a" <= rest[0] <= "z":
        letter, rest = rest[0], rest[1:]
    return number.lstrip("0") or "0", letter, rest


def _marked_number(tokens: list[str]) -> int:
    """Return where the number stands that "Nr." or "n." announces behind the street, or 0."""
    if NUMBER_WORDS.isdisjoint(tokens):
        return 0
    for at in range(1, len(tokens)):
        mark = tokens[at - 1]
        if mark in NUMBER_WORDS and _NUMBER.fullmatch(tokens[at]):
            # No. 5 Via Roma stands in front, and n alone may be an initial
            street_before = any(map(_is_word, tokens[: at - 1]))
            if street_before or (mark != "n" and not any(map(_is_word, tokens[at:]))):
                return at
    return 0


def _split(tokens: list[str]) -> tuple[list[str], str, str, str]:
    """Return the words of the name, the number, its letter and the unit."""
    marked = _marked_number(tokens)
    if marked:
        number, letter, rest = _number(tokens, marked)
        return tokens[: marked - 1], number, letter, _unit(rest)
    numbers = [index for index in range(len(tokens)) if _is_number(tokens, index)]
    words = [index for index, token in enumerate(tokens) if _is_word(token)]
    if not words and numbers != [] and not (numbers[0] == 1 and tokens[0].isalpha() and len(tokens[0]) == 1):
        number, letter, rest = _number(tokens, numbers[0])
        return [], number, letter, _unit(tokens[: numbers[0]] + rest)
    first, last = (words[0], words[-1]) if words else (0, 0)
    if not numbers:
        end = next((at for at in range(first, len(tokens)) if tokens[at] in UNIT_WORDS and at), len(tokens))
        while end > first + 1 and tokens[end - 1][0].isdecimal():
            end -= 1
        unit = _unit(tokens[end:] if words else tokens)
        return (tokens[:end] if words else [], "", "", unit) if unit else (tokens, "", "", "")
    behind = next((index for index in numbers if index > last), 0)
    if numbers[0] < first and not behind:  # 12, rue des 3 Fontaines; Flat 3, 12 High Street
        at = max(index for index in numbers if index < first)
        number, letter, _rest = _number(tokens, at)
        # 12 r. du Lac, but not 12 C Rue du Lac
        if tokens[first - 1] in FIRST and tokens[first] not in KINDS and tokens[first] not in FIRST.values():
            first -= 1
            letter = letter if tokens[first] != letter or first != at + 1 else ""
        end = next((index for index in range(first, len(tokens)) if tokens[index] in UNIT_WORDS), last + 1)
        return tokens[first:end], number, letter, _unit(tokens[:at] + tokens[end:])
    at = behind or next(index for index in numbers if index > first)
    number, letter, rest = _number(tokens, at)
    return tokens[:at], number, letter, _unit(rest)


def _parse(line: str) -> Street:
    """Return the parts of any street line."""
    if "°" in line:
        line = line.replace("°", "o")  # N° 5
    if "." in line or "/" in line:
        line = _CARE_OF.sub(",", line)
        line = _SHORT_ENDING.sub(lambda found: "gasse " if found[1] == "g" else "weg ", line)
    if "-" in line or "–" in line or "+" in line:
        line = _RANGE.sub(r"\1 ", line)
    folded = _GLUED.sub(" ", fold(line))
    tokens = folded.split()
    box = ""
    if not BOX_WORDS.isdisjoint(tokens):
        while found := _BOX.search(folded):
            number = found[1].replace(" ", "").lstrip("0") or "0"
            box = number if box in ("", "0") else box
            folded = " ".join((folded[: found.start()] + " " + folded[found.end() :]).split())
        tokens = folded.split()
    name, number, letter, unit = _split(tokens) if tokens else ([], "", "", "")
    words = _name(tuple(name))
    return Street("".join(words), number, letter, unit, box, words)


@lru_cache(maxsize=65536)
def _plain_name(line: str) -> Street | None:
    """Return name and words of a line that a house number follows; None when the line holds more than a name."""
    parsed = _parse(f"{line} 1")
    return parsed if parsed.words and parsed[1:5] == ("1", "", "", "") else None


def street(text: str | None) -> Street:
    """Return the parts of a street line.

    >>> [street(line)[:3] for line in ("Haupt Str. 12 A", "Hauptstraße 12a", "12, rue du Lac", "Platz des 1. Mai 5")]
    [('hauptstr', '12', 'a'), ('hauptstr', '12', 'a'), ('ruedulac', '12', ''), ('platzdes1mai', '5', '')]
    >>> street("Landstr. 12-14/3/Top 7, Postfach 123")[:5], street("c/o Huber, Case postale")[4]
    (('landstr', '12', '', '3/7', '123'), '0')
    """
    line = (text or "")[:MAX_LENGTH]
    simple = _SIMPLE.fullmatch(line)  # nearly always
    if simple:
        head, number, letter = simple.groups()
        named = _plain_name(head)
        if named:
            return Street(named.name, number.lstrip("0") or "0", letter.lower() if letter else "", "", "", named.words)
    return _parse(line)
