"""Kölner Phonetik: German words that sound alike get the same code.

Source: Hans Joachim Postel, "Die Kölner Phonetik", IBM-Nachrichten 19 (1969), pages 925-931.
"""

from functools import lru_cache

_CODES = {
    **dict.fromkeys("aeijouy", "0"),
    **dict.fromkeys("bp", "1"),
    **dict.fromkeys("dt", "2"),
    **dict.fromkeys("fvw", "3"),
    **dict.fromkeys("gkq", "4"),
    "l": "5",
    **dict.fromkeys("mn", "6"),
    "r": "7",
    **dict.fromkeys("sz", "8"),
    "h": "",
}
_HARD_C_AT_START = frozenset("ahkloqrux")
_HARD_C = frozenset("ahkoqux")


def _code(before: str, letter: str, after: str) -> str:
    """Return the code of one letter between its neighbours; empty strings where there are none."""
    if letter == "p" and after == "h":
        return "3"
    if letter in "dt" and after and after in "csz":
        return "8"
    if letter == "x":
        return "8" if before and before in "ckq" else "48"
    if letter == "c":
        if not before:
            return "4" if after in _HARD_C_AT_START else "8"
        return "4" if after in _HARD_C and before not in "sz" else "8"
    return _CODES[letter]


@lru_cache(maxsize=65536)
def cologne(word: str) -> str:
    """Return the Kölner Phonetik of a folded word: digits, or the word itself when it has no sound to code.

    >>> [cologne(word) for word in ("muellerluedenscheidt", "breschnew", "wikipedia", "mayr", "maier", "philipp")]
    ['65752682', '17863', '3412', '67', '67', '351']
    >>> cologne("xaver"), cologne("cux"), cologne("4711"), cologne("иванов")
    ('4837', '448', '4711', 'иванов')
    """
    sounds = [letter for letter in word if "a" <= letter <= "z"]
    if not sounds:
        return word
    codes = "".join(map(_code, ["", *sounds], sounds, [*sounds[1:], ""]))
    # doubles become one, then vowels count at the start only
    single = "".join(code for index, code in enumerate(codes) if index == 0 or code != codes[index - 1])
    return single[:1] + single[1:].replace("0", "") or word
