"""How words go wrong: on the keyboard, on the phone, in the scanner, in old software."""

from __future__ import annotations

import re

from world.rng import Rng, Weighted

# QWERTZ, each key with its neighbours
_ROWS = ("1234567890", "qwertzuiopü", "asdfghjklöä", "yxcvbnm")
NEIGHBOURS: dict[str, str] = {}
for _y, _row in enumerate(_ROWS):
    for _x, _key in enumerate(_row):
        _near = _row[max(0, _x - 1) : _x] + _row[_x + 1 : _x + 2]
        if _y + 1 < len(_ROWS):
            _near += _ROWS[_y + 1][max(0, _x - 1) : _x + 1]
        NEIGHBOURS[_key] = "".join(char for char in _near if char.isalpha() == _key.isalpha())

#: what sounds alike, tried from a random place on
_SOUNDS = """ei ai|ai ei|ey ei|ay ai|ck k|kk ck|tz z|z tz|ph f|f ph|th t|tt t|dt t|t tt|ss s|ß ss|ß s|nn n|n nn
mm m|ll l|l ll|ff f|f ff|pp p|ie i|ih i|eh e|ah a|oh o|v f|w v|c k|k c|ch k|y i|y ü|ä e|e ä|äu eu|eu äu|oi eu
d t|t d|b p|p b|g k|ks x|x chs|chs x|qu kw|ou u|rr r|er r|sch sh|sz s|dsch tsch|j i|ö oe|ü i|ć tsch|č tsch|š sch|ş sch|ı i""".replace(
    "\n", "|"
).split("|")
SOUNDS = [tuple(pair.split()) for pair in _SOUNDS]

_SHAPES = [
    ("rn", "m"), ("m", "rn"), ("l", "1"), ("I", "l"), ("l", "I"), ("O", "0"), ("0", "O"), ("o", "c"),
    ("B", "8"), ("8", "B"), ("S", "5"), ("5", "S"), ("g", "q"), ("vv", "w"), ("w", "vv"), ("cl", "d"),
    ("d", "cl"), ("ü", "ii"), ("ß", "B"), ("ä", "a"), ("ö", "o"), ("ü", "u"), ("li", "h"), ("1", "l"),
    ("h", "b"), ("e", "c"), ("6", "b"), ("Z", "2"), ("fi", "h"), ("t", "f"),
]  # fmt: skip


def mistyped(rng: Rng, word: str) -> str:
    """One slip of the finger: a wrong, missing, doubled, extra or swapped character.

    >>> mistyped(Rng(4), "Müller") != "Müller"
    True
    """
    if len(word) < 3:
        return word
    at = rng.between(1, len(word) - 1)
    char, kind = word[at], rng.random()
    if kind < 0.28:
        return word[:at] + word[at + 1 :]
    if kind < 0.5 and at + 1 < len(word) and word[at + 1] != char and word[at + 1] != " " != char:
        return word[:at] + word[at + 1] + char + word[at + 2 :]
    if kind < 0.62:
        return word[:at] + char + word[at:]
    near = NEIGHBOURS.get(char.lower())
    if not near:
        return word[:at] + char + word[at:]
    wrong = rng.pick(near)
    wrong = wrong.upper() if char.isupper() else wrong
    return word[:at] + wrong + word[at + (kind < 0.88) :]


def misheard(rng: Rng, word: str) -> str:
    """The word as somebody writes it who only heard it.

    >>> sorted({misheard(Rng(n), "Schmidt") for n in range(40)})[:3]
    ['Schmit', 'Schmitt', 'Shmidt']
    """
    lower, count = word.lower(), len(SOUNDS)
    start = rng.below(count)
    for step in range(count):
        heard, written = SOUNDS[(start + step) % count]
        at = lower.find(heard, 1 if len(heard) == 1 else 0)
        if at >= 0 and not (len(heard) == 1 and at + 1 < len(lower) and lower[at + 1] == heard):
            part = written.capitalize() if word[at].isupper() else written
            return word[:at] + part + word[at + len(heard) :]
    return word


def misread(rng: Rng, word: str) -> str:
    """The word as a scanner may read it."""
    start = rng.below(len(_SHAPES))
    for step in range(len(_SHAPES)):
        seen, read = _SHAPES[(start + step) % len(_SHAPES)]
        at = word.find(seen)
        if at >= 0:
            return word[:at] + read + word[at + len(seen) :]
    return word


_WRITTEN_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss"})
_STRIPPED = str.maketrans("äöüÄÖÜßéèêëàâáçğşšśčćžźżńñóôíîïúûýřęąłıđ", "aouAOUseeeeaaacgssscczzznnooiiiuuyrealid")


def written_out(text: str) -> str:
    """ae for ä.

    >>> written_out("Jäger")
    'Jaeger'
    """
    return text.translate(_WRITTEN_OUT)


def stripped(text: str) -> str:
    """a for ä.

    >>> stripped("Jäger")
    'Jager'
    """
    return text.translate(_STRIPPED)


def garbled(text: str) -> str:
    """Read in the wrong character set.

    >>> garbled("Jäger")
    'JÃ¤ger'
    """
    return text.encode("utf-8").decode("cp1252", errors="replace")


def questioned(text: str) -> str:
    """A question mark for whatever the old software did not know.

    >>> questioned("Jäger")
    'J?ger'
    """
    return re.sub(r"[^\x00-\x7f]", "?", text)


#: what becomes of umlauts in old software
CHARSETS = Weighted({written_out: 62, stripped: 26, garbled: 7, questioned: 5}.items())


def swapped_digits(rng: Rng, text: str) -> str:
    """Two neighbouring digits exchanged, or one of them wrong.

    >>> swapped_digits(Rng(2), "80331") != "80331"
    True
    """
    places = [index for index, char in enumerate(text) if char.isdigit()]
    if not places:
        return text
    at = rng.pick(places)
    if at + 1 in places and text[at] != text[at + 1] and rng.random() < 0.6:
        return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    return f"{text[:at]}{(int(text[at]) + rng.between(1, 9)) % 10}{text[at + 1 :]}"


def one_word(rng: Rng, text: str, change) -> str:
    """The text with one of its longer words changed by ``change(rng, word)``."""
    words = text.split(" ")
    long = [index for index, word in enumerate(words) if len(word) > 3]
    if not long:
        return change(rng, text)
    at = rng.pick(long)
    words[at] = change(rng, words[at])
    return " ".join(words)
