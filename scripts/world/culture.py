"""An invented naming culture: syllables, and the names of people, streets and suburbs made of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from world.rng import Rng, Weighted

_ONSETS = """b b br c ch cl d d dr f fl fr g g gr h h j k kl kr l l m m n n p ph pl pr qu r r s s sc sh sk sl sm st
sw t t th tr tw v v w wh y z""".split()
_VOWELS = "a a a e e e i i o o u ai au ay ea ee ei ie ia io oa oo ou y".split()
_CODAS = "b ck d ff g k l l ll ld m m mb n n n nd ng nn nt p r r rd rk rn rs rt s s ss st sk t t th tt x".split()


@dataclass(frozen=True, slots=True)
class Style:
    """How addresses are written in a country.

    Attributes:
        kinds: words for streets with what they are shortened to, most frequent first.
        joined: whether the word is written together with the name of the street.
        number_first: whether the house number stands before the street.
    """

    countries: tuple[str, ...]
    kinds: tuple[tuple[str, tuple[str, ...]], ...]
    joined: bool
    number_first: bool


def _kinds(text: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((word, tuple(short.split(","))) for word, short in (pair.split(":") for pair in text.split()))


_ENGLISH = _kinds(
    """Street:St,St.,Str Road:Rd,Rd. Avenue:Ave,Av,Ave. Place:Pl Crescent:Cres,Cr Court:Ct,Crt Drive:Dr,Drv Close:Cl
    Lane:La,Ln Terrace:Tce,Ter Circuit:Cct,Cir Parade:Pde Way:Wy Highway:Hwy Grove:Gr Square:Sq"""
)
STYLES = (
    Style(("AU", "NZ"), _ENGLISH, False, True),
    Style(("US",), _ENGLISH, False, True),
    Style(("CA", "GB", "IE"), _ENGLISH, False, True),
    Style(
        ("NL", "BE"),
        _kinds("straat:str,str. weg:wg laan:ln plein:pln dijk:dk gracht:gr"),
        True,
        False,
    ),
    Style(("SE", "NO", "DK"), _kinds("gatan:g,g. vägen:v,v. vej:v gade:g,gd. torget:t"), True, False),
)

#: pattern of the postcodes of a country; # is a digit, @ a letter
POSTCODES = {
    "AU": "####", "NZ": "####", "US": "#####", "CA": "@#@ #@#", "GB": "@@# #@@", "IE": "@## @#@#",
    "NL": "#### @@", "BE": "####", "SE": "### ##", "NO": "####", "DK": "####",
}  # fmt: skip


class Culture:
    """The names of one invented people, by Zipf's law; the same for the same stream.

    Args:
        rng: the stream of decisions.
        exponent: of Zipf's law; the larger, the more people share the commonest names.
        towns: number of suburbs and villages.
    """

    def __init__(self, rng: Rng, exponent: float, towns: int) -> None:
        self._rng = rng
        self._onsets = rng.shuffled(_ONSETS)[: rng.between(16, 40)]
        self._vowels = rng.shuffled(_VOWELS)[: rng.between(7, 20)]
        self._codas = rng.shuffled(_CODAS)[: rng.between(8, 26)]
        self.style = rng.pick(STYLES)
        self.country = rng.pick(self.style.countries)
        female = [self._syllable(0.0)[-2:] for _ in range(5)]
        male = [self._syllable(1.0)[-3:] for _ in range(7)]
        family = [self._syllable(0.7) for _ in range(rng.between(6, 30))]
        place = [self._syllable(0.7) for _ in range(rng.between(6, 20))]
        self.given = {
            gender: Weighted.zipf(self._words(rng.between(120, 1800), 1, 2, endings), exponent, 3)
            for gender, endings in (("f", female), ("m", male))
        }
        self.family = Weighted.zipf(self._words(rng.between(800, 8000), 1, 2, family), exponent, 6)
        self.streets = Weighted.zipf(self._words(rng.between(400, 3000), 1, 2, family + place), 0.6, 20)
        self.suburbs = Weighted.zipf(
            [(name, self._postcodes()) for name in self._words(towns, 1, 2, place)], 0.3 + exponent / 2, 5
        )
        self.kinds = Weighted.zipf(self.style.kinds, 1.2, 1)
        self.farms = self._words(200, 1, 2, place)
        self._nicknames: dict[str, str] = {}

    def _syllable(self, closed: float) -> str:
        rng = self._rng
        coda = rng.pick(self._codas) if rng.random() < closed else ""
        return rng.pick(self._onsets) + rng.pick(self._vowels) + coda

    def _words(self, count: int, shortest: int, longest: int, endings: list[str]) -> list[str]:
        """Different words of so many syllables, most with one of the endings."""
        rng, words = self._rng, {}
        while len(words) < count:
            syllables = [self._syllable(0.35) for _ in range(rng.between(shortest, longest))]
            end = rng.pick(endings) if rng.random() < 0.75 else ""
            word = "".join(syllables) + end
            if 3 <= len(word) <= 13:
                words[word.capitalize()] = None
        return list(words)

    def _postcodes(self) -> tuple[str, ...]:
        return tuple(self.postcode() for _ in range(1 if self._rng.random() < 0.7 else 3))

    def postcode(self) -> str:
        """A postcode of the country."""
        rng = self._rng
        makers: dict[str, Callable[[], str]] = {
            "#": lambda: str(rng.below(10)),
            "@": lambda: rng.pick("ABCDEGHJKLMNPRSTVWX"),
        }
        text = "".join(makers[char]() if char in makers else char for char in POSTCODES[self.country])
        return f"{1 + int(text[0]) % 9}{text[1:]}" if text[0].isdigit() else text

    def nickname(self, first: str) -> str:
        """The short form of a given name; the same for the same name.

        >>> culture = Culture(Rng(1), 0.8, 20)
        >>> culture.nickname("Brentola") == culture.nickname("Brentola") != "Brentola"
        True
        """
        if first not in self._nicknames:
            rng, cut = self._rng.fork("nickname", first), min(4, len(first) - 1)
            self._nicknames[first] = first[: rng.between(min(2, cut), cut)] + rng.pick(("", "i", "y", "ie", "o", "a"))
        return self._nicknames[first]
