"""Phone numbers in two sorts: for files that leave the machine, and for benchmarks.

``ReservedPhones`` hands out only numbers that can't reach anybody:

* Germany: the "drama numbers" that the Bundesnetzagentur set aside for media productions
  (Mitteilung 148/2021, Amtsblatt 7/2021): 1,000 each in Berlin, Frankfurt, Hamburg,
  Cologne and Munich and 210 mobile numbers.
* Austria has no such range. The four-digit area codes used here (such as 02178) lie
  inside the geographic part of the numbering plan but belong to no local network.
* Switzerland has none either. Subscriber numbers that begin with 0 (such as
  044 000 12 34) are not given out in the Swiss plan.
* Liechtenstein: offices there are reached through the Swiss area code 081, as above.

The public library ``phonenumbers`` takes all of them for valid numbers, so that a rule
that asks for a valid number is met. ``RandomPhones`` draws from the whole number space,
a million contacts need that; its numbers must not be published.
"""

from __future__ import annotations

import re
from typing import Protocol

from world.places import Town
from world.rng import Rng

#: area code -> the digits before the last three
GERMAN_LANDLINES = {"30": "23125", "69": "90009", "40": "66969", "221": "4710", "89": "99998"}
GERMAN_MOBILES = (
    [f"171 39200{number:02d}" for number in range(100)]
    + [f"176 040690{number:02d}" for number in range(100)]
    + """152 28817386|152 28895456|152 54599371|172 9925904|172 9968532|172 9973185|172 9973186
172 9980752|174 9091317|174 9464308""".replace("\n", "|").split("|")
)
#: state -> area codes without a local network
AUSTRIAN_AREAS = {
    "3": ("2178", "2240", "2720", "2810"),
    "6": ("3138", "3320", "3889"),
    "2": ("4249", "4287"),
    "7": ("5221", "5249", "5378"),
    "8": ("5527", "5571"),
    "5": ("6222", "6451"),
    "4": ("7220", "7271", "7737"),
}
CALLING_CODES = {"DE": "49", "AT": "43", "CH": "41", "LI": "41"}


#: state -> area code of the nearest city with reserved numbers
_NEAREST = {
    "by": "89",
    "bw": "89",
    "nw": "221",
    "rp": "221",
    "he": "69",
    "sl": "69",
    "th": "69",
    "hh": "40",
    "sh": "40",
    "ni": "40",
    "hb": "40",
    "mv": "40",
}


class Phones(Protocol):
    """Where the numbers of a world come from. All are ``+CC area subscriber``."""

    def landline(self, rng: Rng, town: Town) -> str: ...

    def mobile(self, rng: Rng, country: str) -> str: ...


class RandomPhones:
    """Numbers from the whole space, for data that stays on the machine."""

    def landline(self, rng: Rng, town: Town) -> str:
        """A number of the local network of the town."""
        code = CALLING_CODES[town.country]
        if town.country == "LI":
            return f"+423 {rng.between(230, 239)} {rng.between(1000, 9999)}"
        if code == "41":
            return f"+41 {town.area} {_swiss_groups(rng.digits(7))}"
        return f"+{code} {town.area} {rng.digits(rng.between(5, 8) if code == '49' else 6)}"

    def mobile(self, rng: Rng, country: str) -> str:
        """A mobile number of the country."""
        if country == "DE":
            return f"+49 {rng.pick(_DE_MOBILE)} {rng.digits(7)}"
        if country == "AT":
            return f"+43 {rng.pick(_AT_MOBILE)} {rng.digits(7)}"
        return f"+41 {rng.pick(_CH_MOBILE)} {_swiss_groups(rng.digits(7))}"


_DE_MOBILE = "151 152 155 157 159 160 162 163 170 171 172 173 174 175 176 177 178 179".split()
_AT_MOBILE = "650 660 664 664 676 676 677 680 681 699".split()
_CH_MOBILE = "76 77 78 78 79 79 79".split()


def _swiss_groups(digits: str) -> str:
    return f"{digits[:3]} {digits[3:5]} {digits[5:]}"


class ReservedPhones:
    """Numbers that can't reach anybody, each handed out once as long as there are some.

    >>> from world.places import TOWNS
    >>> ReservedPhones(Rng(1)).landline(Rng(1), TOWNS["CH"][0])[:10]
    '+41 44 000'
    """

    def __init__(self, rng: Rng) -> None:
        self._mobiles = rng.shuffled(GERMAN_MOBILES)
        self._given: set[str] = set()

    def _fresh(self, make) -> str:
        """A number not given before; after 50 tries any."""
        for _try in range(50):
            number = make()
            if number not in self._given:
                break
        self._given.add(number)
        return number

    def landline(self, rng: Rng, town: Town) -> str:
        """A number of the town's network where it has reserved ones, else of the nearest."""
        if town.country == "AT":
            areas = AUSTRIAN_AREAS.get(town.state, AUSTRIAN_AREAS["3"])
            return self._fresh(lambda: f"+43 {rng.pick(areas)} {rng.digits(5)}")
        if town.country == "DE":
            area = town.area if town.area in GERMAN_LANDLINES else _NEAREST.get(town.state, "30")
            head = GERMAN_LANDLINES[area]
            return self._fresh(lambda: f"+49 {area} {head}{rng.below(1000):03d}")
        return self._fresh(lambda: f"+41 {town.area} 000 {rng.below(100):02d} {rng.below(100):02d}")

    def mobile(self, rng: Rng, country: str) -> str:
        """A reserved mobile number; in Austria, where there are none, a landline number."""
        if country == "AT":
            areas = AUSTRIAN_AREAS[rng.pick(tuple(AUSTRIAN_AREAS))]
            return self._fresh(lambda: f"+43 {rng.pick(areas)} {rng.digits(5)}")
        if country == "DE":
            return f"+49 {self._mobiles.pop() if self._mobiles else rng.pick(GERMAN_MOBILES)}"
        return self._fresh(lambda: f"+41 {rng.pick(('76', '78', '79'))} 000 {rng.below(100):02d} {rng.below(100):02d}")


_RESERVED = re.compile(
    "(?:0|49)(?:"
    + "|".join(f"{area}{head}[0-9]{{3}}" for area, head in GERMAN_LANDLINES.items())
    + "|"
    + "|".join(number.replace(" ", "") for number in GERMAN_MOBILES)
    + ")[0-9]{0,4}"  # an extension
    + "|(?:0|43)(?:"
    + "|".join(area for areas in AUSTRIAN_AREAS.values() for area in areas)
    + ")[0-9]{5,9}|(?:0|41)[2-9][0-9]000[0-9]{4}"
)


def is_reserved(number: str) -> bool:
    """Whether the number, however written, can't reach anybody.

    >>> is_reserved("+49 (0) 30 23125-123"), is_reserved("030 23126123")
    (True, False)
    """
    digits = re.sub(r"[^0-9]", "", number.replace("(0)", ""))
    return bool(_RESERVED.fullmatch(digits.removeprefix("00")))


#: what is dialled before the area code within the country, where it is not 0
_TRUNKS = {"+39": "", "+48": "", "+420": "", "+36": "06", "+1": ""}
STYLES = ("international", "national", "slash", "parentheses", "hyphen", "zeros", "plain", "optional zero")


def written(number: str, style: str) -> str:
    """The number in one of the ways people write it.

    >>> [written("+49 221 4710123", style) for style in ("national", "slash", "zeros")]
    ['0221 4710123', '0221/4710123', '0049 221 4710123']
    """
    code, area, subscriber = number.split(" ", 2)
    bare = subscriber.replace(" ", "")
    if code == "+423":  # no trunk prefix there
        return number if style == "international" else f"00423 {area} {bare}"
    area_code = _TRUNKS.get(code, "0") + area
    if style == "national":
        return f"{area_code} {subscriber}"
    if style == "slash":
        return f"{area_code}/{bare}"
    if style == "parentheses":
        return f"({area_code}) {bare}"
    if style == "hyphen":
        return f"{area_code}-{bare}"
    if style == "zeros":
        return f"00{code[1:]} {area} {subscriber}"
    if style == "plain":
        return f"{area_code}{bare}"
    if style == "optional zero" and code not in _TRUNKS:
        return f"{code} (0) {area} {subscriber}"
    return number


def any_style(rng: Rng, number: str) -> str:
    """The number in a random way of writing."""
    return written(number, rng.pick(STYLES))
