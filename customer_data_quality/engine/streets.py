"""A street line in its parts: street, house number with its letter, flat or staircase, post-office box."""

import re
from functools import lru_cache
from typing import NamedTuple

from .folding import MAX_LENGTH, fold

# what stands for a kind of street, as a word of its own -> how it is written here
_KINDS = {
    **dict.fromkeys("strasse str strase strass straat stras".split(), "str"),
    **dict.fromkeys("platz pl place plaza".split(), "platz"),
    **dict.fromkeys("gasse gass".split(), "gasse"),
    **dict.fromkeys("allee allees al".split(), "allee"),
    **dict.fromkeys("sankt saint sainte street".split(), "st"),
    **dict.fromkeys("doktor drive".split(), "dr"),
    **dict.fromkeys("professor".split(), "prof"),
    **dict.fromkeys("avenue ave aven".split(), "av"),
    **dict.fromkeys("chemin che chem".split(), "ch"),
    **dict.fromkeys("route rt".split(), "rte"),
    **dict.fromkeys("boulevard blvd bld bvd boul".split(), "bd"),
    **dict.fromkeys("impasse".split(), "imp"),
    **dict.fromkeys("piazza pza pzza".split(), "piazza"),
    **dict.fromkeys("viale vle".split(), "viale"),
    **dict.fromkeys("road".split(), "rd"),
    **dict.fromkeys("lane".split(), "ln"),
    **dict.fromkeys("court crt".split(), "ct"),
    **dict.fromkeys("crescent cresc cr".split(), "cres"),
    **dict.fromkeys("close".split(), "cl"),
    **dict.fromkeys("circuit circ".split(), "cct"),
    **dict.fromkeys("terrace terr".split(), "tce"),
    **dict.fromkeys("parade".split(), "pde"),
    **dict.fromkeys("highway".split(), "hwy"),
    **dict.fromkeys("square".split(), "sq"),
    **dict.fromkeys("grove".split(), "gr"),
    **dict.fromkeys("ulica ulice".split(), "ul"),
    **dict.fromkeys("unterer unteres".split(), "untere"),
    **dict.fromkeys("oberer oberes".split(), "obere"),
    **dict.fromkeys("buergermeister bgmstr bgm".split(), "bgm"),
    **dict.fromkeys("pfarrer".split(), "pfr"),
    **dict.fromkeys("industriestr indstr".split(), "industriestr"),
}
# only as the first word: they are ordinary letters elsewhere
_FIRST = {"r": "rue", "v": "via", "ul": "ul", "c": "calle", "p": "piazza"}
# only as the last word
_LAST = {"g": "gasse", "w": "weg", "al": "allee", "pl": "platz", "ring": "ring", "r": "ring"}
_ENDINGS = (("strasse", "str"), ("strase", "str"), ("straat", "str"), ("pl", "platz"), ("gass", "gasse"))
_SHORT_ENDING = re.compile(r"(?<=[^\W\d_]{3})(?<!rin)(?<!ber)(?<!bur)(?<!we)([gw])\.")
_NUMBER_WORDS = frozenset("nr no num numero nummer hnr hausnr hausnummer n".split())
_UNIT_WORDS = frozenset(
    """
top tuer tur tr stiege stg st stock stk og eg dg ug etage etg whg wohnung apt app apartment appartement appartamento
unit flat suite zimmer haus gebaeude geb bau objekt obj halle block bloc batiment bat trakt turm lokal tor eingang
hinterhaus hh vorderhaus vh links rechts li re mitte parterre piano interno int porte scala bis ter lot level
""".split()
)
_FLOORS = frozenset("stock stk og etage etg piano ug level floor obergeschoss".split())
_BOX_WORDS = frozenset(
    "postfach pf postschliessfach postale pobox box postbox apartado postlagernd p cp bp pfach boite".split()
)
_BOX = re.compile(
    r"\b(?:postfach|postschliessfach|pfach|pf|cases? postales?|case? post|c p|cp|casella postale|caselle postali|"
    r"boite postale|b p|bp|p o box|po box|pobox|gpo box|postbox|post box|apartado)\b ?((?:\d+ ?)*)"
)
_CARE_OF = re.compile(r"(?:\bc/o|\bc\.o\.|\bz\. ?h(?:d|dn)?\.|\bzh(?:d|dn)\.)[^,;\n]*", re.IGNORECASE)
_RANGE = re.compile(r"(\d{1,5}(?: ?[a-z])?) ?[-–—+&] ?\d{1,5}(?: ?[a-z])?(?![\w])", re.IGNORECASE)
_NUMBER = re.compile(r"(\d{1,6})([a-z]?)(?:[a-z]{0,3})")
_SIMPLE = re.compile(r"([^\W\d_][^\d,;:/()\n]{1,60}) (\d{1,5}) ?([a-zA-Z]?)")
_MONTHS = frozenset(
    """
januar jaenner februar feber maerz april mai juni juli august september oktober november dezember
janvier fevrier mars avril juin juillet aout septembre octobre novembre decembre
gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre
""".split()
)


class Street(NamedTuple):
    """The parts of a street line, folded."""

    name: str = ""  # written together: hauptstr
    number: str = ""  # digits only
    letter: str = ""
    unit: str = ""  # flat, staircase, floor: 3/7
    box: str = ""  # number of the post-office box; "0" when it has none
    words: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Return a spelling that is read as the same parts."""
        unit = f" top {' '.join(self.unit.split('/'))}" if self.unit else ""
        number = f" {self.number}{self.letter}{unit}" if self.number else ""
        box = f"postfach {self.box}" if self.box != "0" else "postfach"
        return ", ".join(part for part in (self.name + number, box if self.box else "") if part)


@lru_cache(maxsize=65536)
def _name(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words of a street's name in one spelling for each kind of street."""
    last = len(words) - 1
    written = []
    for index, word in enumerate(words):
        kind = _KINDS.get(word)
        if kind is None and last and index == 0:
            kind = _FIRST.get(word)
        if kind is None and last and index == last:
            kind = _LAST.get(word)
        if kind is None:
            kind = next(
                (
                    word[: -len(long)] + short
                    for long, short in _ENDINGS
                    if word.endswith(long) and len(word) > len(long) + 2
                ),
                word,
            )
        written.append(kind)
    return tuple(written)


def _is_number(tokens: list[str], index: int) -> bool:
    """Return whether the token at `index` is a house number and not part of a date or a flat's number."""
    if not tokens[index][0].isdecimal():
        return False
    after = tokens[index + 1] if index + 1 < len(tokens) else ""
    before = tokens[index - 1] if index else ""
    return after not in _MONTHS and not (index and before in _UNIT_WORDS and before != "st")


def _unit(tokens: list[str]) -> str:
    """Return flat and staircase from what follows the house number; a floor only where nothing else is told."""
    parts, floor = [], ""
    for index, token in enumerate(tokens):
        digits = token[0].isdecimal() or len(token) == 1
        if not digits:
            continue
        if index + 1 < len(tokens) and tokens[index + 1] in _FLOORS:
            floor = token
        else:
            parts.append((token.lstrip("0") or "0") if token.isdecimal() else token)
    return "/".join(parts) or floor


def _split(tokens: list[str]) -> tuple[tuple[str, ...], str, str, str]:
    """Return the words of the name, the number, its letter and the unit."""
    at = next((index for index in range(1, len(tokens)) if _is_number(tokens, index)), 0)
    while at and all(token in _UNIT_WORDS or token[0].isdecimal() for token in tokens[:at]):
        # Flat 3, 12 High Street; 12 rue du 4
        return _number_first(tokens, at)
    if not at:
        if tokens and _is_number(tokens, 0):
            return _number_first(tokens, 0)
        return tuple(tokens), "", "", ""
    found = _NUMBER.fullmatch(tokens[at])
    if not found:
        return tuple(tokens), "", "", ""
    number, letter = found[1], found[2]
    rest = tokens[at + 1 :]
    if not letter and rest and len(rest[0]) == 1 and rest[0].isalpha():
        letter, rest = rest[0], rest[1:]
    return tuple(tokens[:at]), number.lstrip("0") or "0", letter, _unit(rest)


def _number_first(tokens: list[str], at: int) -> tuple[tuple[str, ...], str, str, str]:
    """The same for 12 rue du Lac: the number stands at `at`, the name behind it."""
    found = _NUMBER.fullmatch(tokens[at])
    rest = tokens[at + 1 :]
    if not found:
        return tuple(tokens), "", "", ""
    number, letter = found[1], found[2]
    if not letter and rest and len(rest[0]) == 1 and rest[0].isalpha() and (rest[0] not in _FIRST or not rest[1:]):
        letter, rest = rest[0], rest[1:]
    end = next((index for index, word in enumerate(rest) if index and word in _UNIT_WORDS and word != "st"), len(rest))
    if all(token in _UNIT_WORDS or token[0].isdecimal() or len(token) == 1 for token in rest[:end]):
        end = 0  # a number without a street
    return tuple(rest[:end]), number.lstrip("0") or "0", letter, _unit(tokens[:at] + rest[end:])


def _parse(line: str) -> Street:
    """Return the parts of any street line."""
    if "." in line or "/" in line:
        line = _CARE_OF.sub(",", line)
        line = _SHORT_ENDING.sub(lambda found: "gasse " if found[1] == "g" else "weg ", line)
    if "-" in line or "–" in line or "+" in line:
        line = _RANGE.sub(r"\1 ", line)
    folded = fold(line)
    tokens = folded.split()
    box = ""
    if not _BOX_WORDS.isdisjoint(tokens):
        found = _BOX.search(folded)
        if found:
            box = found[1].replace(" ", "").lstrip("0") or "0"
            tokens = (folded[: found.start()] + " " + folded[found.end() :]).split()
    if not _NUMBER_WORDS.isdisjoint(tokens):
        after = (*tokens[1:], "")
        tokens = [
            token
            for token, following in zip(tokens, after, strict=True)
            if token not in _NUMBER_WORDS or not following[:1].isdecimal()
        ]
    name, number, letter, unit = _split(tokens) if tokens else ((), "", "", "")
    words = _name(name)
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
