"""One spelling for what people write differently: case, umlauts, accents, punctuation, blanks.

Two foldings, because ü is typed as ue and as u: `fold` writes ue (DIN 5007-2), `flat` then makes u of it.
Sources: Unicode UAX #15 (normal forms), DIN 5007-2.
"""

import re
import unicodedata
from contextlib import suppress
from functools import lru_cache

MAX_LENGTH = 256

# Letters that no normal form takes apart, after casefold.
_LETTERS = {
    "ł": "l", "ø": "o", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ħ": "h", "ŧ": "t",
    "ŋ": "n", "ƒ": "f", "ĸ": "k", "ȷ": "j", "ə": "e", "ɛ": "e", "ɔ": "o", "ɓ": "b", "ɗ": "d", "ŀ": "l",
    "ƙ": "k", "ŉ": "n", "ß": "ss", "ɨ": "i", "ʉ": "u", "ƶ": "z", "ƀ": "b", "ǥ": "g",
}  # fmt: skip
_DIAERESIS = "\u0308"
# O'Brien and OBrien are one word; a question mark stands for a letter that some system could not write
_CLOSED_UP = frozenset("'’‘‛`´ʼʻ′＇?\ufffd")
_KEPT_CODES = 4096  # far more characters than a company's contacts use; bounds the memory


def _fold_character(character: str) -> str:
    """Return what one character (in NFC) is folded to; may be empty, a blank or several letters."""
    if character in _CLOSED_UP:
        return ""
    folded = []
    umlaut = _DIAERESIS in unicodedata.normalize("NFD", character)
    for part in unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", character).casefold()):
        part = _LETTERS.get(part, part)
        category = unicodedata.category(part[0])
        if part in ("a", "o", "u") and umlaut:
            folded.append(part + "e")
        elif part in _CLOSED_UP or "\u0300" <= part <= "\u036f" or category in ("Cf", "Cn", "Cs", "Co"):
            continue
        elif category[0] in "LNM":
            folded.append(part)
        else:
            folded.append(" ")
    return unicodedata.normalize("NFC", "".join(folded))


class _Table(dict):
    """A table for str.translate that works out a character when it first meets it."""

    def __missing__(self, code: int) -> str:
        folded = _fold_character(chr(code))
        if len(self) < _KEPT_CODES:
            self[code] = folded
        return folded


_TABLE = _Table()
# a vowel or q before it says that the e is spoken: Bauer, Neuer, Quelle
_SPELLED_UMLAUT = re.compile(r"(?<![aeiouyq])([aou])e+")


def _repaired(text: str) -> str:
    """Return text whose UTF-8 was read as Windows-1252 (MÃ¼ller) as it was meant; other text as it is."""
    with suppress(UnicodeError):
        return text.encode("cp1252").decode("utf-8")
    return text


def fold(text: str | None) -> str:
    """Return `text` in lower case without umlauts, accents and punctuation, words parted by one blank.

    Letters of other scripts stay, lower-cased. Apostrophes close up, and UTF-8 read as Windows-1252 is repaired.
    At most `MAX_LENGTH` characters are read.

    >>> fold(" Müller-Lüdenscheidt & Söhne,  Straße 7 "), fold("D’Angelo"), fold("Łukasz Kjærgård Çelik")
    ('mueller luedenscheidt soehne strasse 7', 'dangelo', 'lukasz kjaergard celik')
    >>> fold("MÃ¼ller"), fold("M\u00fcller"), fold("Mu\u0308ller")
    ('mueller', 'mueller', 'mueller')
    >>> fold("Иванов ΑΘΗΝΑ 株式会社"), fold(None)
    ('иванов αθηνα 株式会社', '')
    """
    if not text:
        return ""
    text = text[:MAX_LENGTH]
    if not text.isascii():
        if "Ã" in text or "Å" in text or "Ä" in text:
            text = _repaired(text)
        text = unicodedata.normalize("NFC", text).translate(_TABLE)
        if not text.isascii():  # folding may leave what composes with its neighbour
            text = unicodedata.normalize("NFC", text)
        if len(text) > MAX_LENGTH:
            text = " ".join(text.split())[:MAX_LENGTH]
        return " ".join(text.split())
    return " ".join(text.translate(_TABLE).split())


@lru_cache(maxsize=65536)
def flat(word: str) -> str:
    """Return a folded word with ae, oe, ue as a, o, u, so that Müller, Mueller and Muller are one.

    >>> [flat(fold(name)) for name in ("Müller", "Mueller", "Muller", "Bauer", "Neuer", "Quelle", "Größ")]
    ['muller', 'muller', 'muller', 'bauer', 'neuer', 'quelle', 'gross']
    """
    return _SPELLED_UMLAUT.sub(r"\1", word) if "e" in word else word


def letters(text: str) -> str:
    """Return `text` with its letters folded and its ASCII punctuation kept, for addresses on the internet.

    >>> letters("Müller_7@Größe.example")
    'mueller_7@groesse.example'
    """
    if text.isascii():
        return text.lower()
    text = unicodedata.normalize("NFC", text[:MAX_LENGTH])
    folded = (character if character.isascii() else _TABLE[ord(character)] for character in text)
    return unicodedata.normalize("NFC", "".join(folded).lower())
