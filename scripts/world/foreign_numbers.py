"""Phone and VAT numbers of the countries in world.foreign.

The phone numbers lie in ranges set aside for fiction (France, United Kingdom, United
States) or begin with digits that the national plan does not give to subscribers, so none
of them reaches anybody. The VAT numbers are invented and have right check digits.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from world.foreign_places import ForeignTown
from world.rng import Rng

_FRENCH = {"1": "99 00", "2": "61 91", "3": "53 01", "4": "65 71", "5": "36 49"}
_CODES = {"FR": "33", "IT": "39", "NL": "31", "PL": "48", "CZ": "420", "HU": "36", "GB": "44", "US": "1"}
#: the mobile networks of a country, with digits that subscribers there do not have
_MOBILES = {
    "IT": ("300", 7),
    "NL": ("6 0", 7),
    "PL": ("90 0", 6),
    "CZ": ("600", 6),
    "HU": ("20 0", 6),
}
_FICTITIOUS = re.compile(
    r"33(?:[1-5](?:9900|6191|5301|6571|3649)\d{4}|63998\d{4})|"
    r"44(?:2079460\d{3}|1\d{2}4960\d{3}|1632960\d{3}|7700900\d{3})|1\d{3}55501\d{2}|"
    r"39(?:0\d{1,3}0\d{6}|300\d{7})|31(?:\d{2}0\d{6}|60\d{7})|48(?:\d{2}0\d{6}|900\d{6})|"
    r"420(?:\d{1,2}0\d{6,7}|600\d{6})|36(?:\d{1,2}0\d{5,6}|200\d{6})"
)


def is_fictitious(number: str) -> bool:
    """Whether the number in the international way of writing can't reach anybody.

    >>> is_fictitious("+44 20 7946 0123"), is_fictitious("+44 20 7947 0123")
    (True, False)
    """
    return bool(_FICTITIOUS.fullmatch(re.sub(r"\D", "", number)))


class ForeignPhones:
    """Numbers of the eight countries, each handed out once; empty when there are no more."""

    def __init__(self) -> None:
        self._given: set[str] = set()

    def _fresh(self, make: Callable[[], str]) -> str:
        for _try in range(12):
            number = make()
            if number not in self._given:
                self._given.add(number)
                return number
        return ""

    def landline(self, rng: Rng, town: ForeignTown) -> str:
        """A number of the local network."""
        return self._fresh(lambda: f"+{_CODES[town.country]} {self._local(rng, town)}")

    def _local(self, rng: Rng, town: ForeignTown) -> str:
        area, country = town.area, town.country
        if country == "FR":
            return f"{area} {_FRENCH[area]} {rng.below(100):02d} {rng.below(100):02d}"
        if country == "US":
            return f"{area} 555 01{rng.below(100):02d}"
        if country == "GB":
            if area == "20":
                return f"20 7946 0{rng.below(1000):03d}"
            return f"{area} 496 0{rng.below(1000):03d}" if area.startswith("1") else f"1632 960{rng.below(1000):03d}"
        length = {"IT": 6, "NL": 6, "PL": 6, "CZ": 8 - len(area), "HU": 6 if area == "1" else 5}[country]
        return f"{area} 0{rng.below(10**length):0{length}d}"

    def mobile(self, rng: Rng, country: str) -> str:
        """A mobile number; where mobiles have no area code of their own, any number."""
        if country == "US":
            return self._fresh(lambda: f"+1 {rng.between(201, 989)} 555 01{rng.below(100):02d}")
        if country == "FR":
            return self._fresh(lambda: f"+33 6 39 98 {rng.below(100):02d} {rng.below(100):02d}")
        if country == "GB":
            return self._fresh(lambda: f"+44 7700 900{rng.below(1000):03d}")
        prefix, length = _MOBILES[country]
        gap = "" if " " in prefix else " "
        return self._fresh(lambda: f"+{_CODES[country]} {prefix}{gap}{rng.below(10**length):0{length}d}")


def _luhn(digits: str) -> int:
    total = sum(int(digit) if index % 2 == 0 else sum(divmod(2 * int(digit), 10)) for index, digit in enumerate(digits))
    return -total % 10


def _weighted(digits: str, weights: tuple[int, ...]) -> int:
    return sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True))


def vat_number(rng: Rng, country: str) -> str:
    """A number with right check digits; empty in the United States, which have none.

    >>> vat_number(Rng(1), "IT")[:2], vat_number(Rng(1), "US")
    ('IT', '')
    """
    while country != "US":
        digits = rng.digits({"FR": 8, "IT": 10, "NL": 8, "PL": 9, "CZ": 7, "HU": 7, "GB": 7}[country])
        if country == "FR":
            siren = digits + str(_luhn(digits))
            return f"FR{(12 + 3 * (int(siren) % 97)) % 97:02d}{siren}"
        if country == "IT":
            digits = f"0{rng.digits(6)}{rng.between(1, 100):03d}"
            return f"IT{digits}{_luhn(digits)}"
        if country == "GB":
            return f"GB{digits}{97 - _weighted(digits, (8, 7, 6, 5, 4, 3, 2)) % 97:02d}"
        if country == "HU":
            return f"HU{digits}{-_weighted(digits, (9, 7, 3, 1, 9, 7, 3)) % 10}"
        if country == "CZ":
            digits = f"{rng.between(1, 8)}{digits[1:]}"
            check = (11 - _weighted(digits, (8, 7, 6, 5, 4, 3, 2)) % 11) % 10
            return f"CZ{digits}{check}"
        check = _weighted(digits, (9, 8, 7, 6, 5, 4, 3, 2) if country == "NL" else (6, 5, 7, 2, 3, 4, 5, 6, 7)) % 11
        if check < 10:
            return f"NL{digits}{check}B01" if country == "NL" else f"PL{digits}{check}"
    return ""
