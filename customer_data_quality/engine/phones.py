"""A telephone number as digits: international, without layout, main line and extension apart.

Calling codes and trunk prefixes come from phonenumbers' tables; numbers are not validated, because a wrong one in
two contacts still says that they are one. Sources: ITU-T E.164; DIN 5008 and ÖNORM A 1080 on the hyphen before an
extension.
"""

import re
from functools import cache
from typing import NamedTuple

import phonenumbers

MAX_LENGTH = 64

_CALLING_CODES = {
    region: str(code)
    for code, regions in phonenumbers.COUNTRY_CODE_TO_REGION_CODE.items()
    for region in regions
    if region != "001"
}
_KNOWN_CODES = frozenset(str(code) for code in phonenumbers.COUNTRY_CODE_TO_REGION_CODE)
_MAIN_REGION = {str(code): regions[0] for code, regions in phonenumbers.COUNTRY_CODE_TO_REGION_CODE.items()}
_EXTENSION = re.compile(
    r"(?:ext|extension|dw|durchwahl|kl|klappe|nst|nebenst|nebenstelle|interne?|interno|int|poste|x|#)[\W_]{0,3}(\d{1,6})\W*$",
    re.IGNORECASE,
)
_SEVERAL = re.compile(r"[;,|\n]|/ *(?=[0+][\d ()/-]{6})|\b(?:oder|und|or|ou|bzw)\b")
_LETTER_O = re.compile(r"(?<=\d)[oO](?=[\d ]|$)")
_NO_DIGIT = re.compile(r"\D+")
_NUMBER_STARTS = re.compile(r"[+(]?[+(]?\d")
_LAYOUT = str.maketrans("", "", "+ ()-./\t\u00a0")
_HYPHENS = str.maketrans("\u2010\u2011\u2012\u2013\u2014\u2212", "------")
_SEQUENCE = "01234567890123456789"
_LONGEST = 26  # E.164 allows 15; extensions and typing errors add to it
_SHORTEST = 5
# countries where a hyphen marks the extension, and how their mobile numbers begin, which have none
_MOBILE_STARTS = {"+43": ("6",), "+49": ("15", "16", "17")}


class Phone(NamedTuple):
    """Digits of a telephone number, with + where the country is known."""

    number: str = ""  # with the extension
    base: str = ""  # without the extension
    extension: str = ""
    national: str = ""  # without country, trunk zero and extension: to compare where a country is missing or wrong


@cache
def _trunk_prefix(calling_code: str) -> str:
    """Return what a country dials before a number at home: 0 mostly, nothing in Italy."""
    region = _MAIN_REGION.get(calling_code, "")
    metadata = phonenumbers.PhoneMetadata.metadata_for_region(region, None) if region != "001" else None
    return (metadata.national_prefix or "") if metadata else ""


def _calling_code(digits: str) -> str:
    """Return the calling code that international digits begin with, or an empty string."""
    for length in (2, 1, 3):
        if digits[:length] in _KNOWN_CODES:
            return digits[:length]
    return ""


def _international(line: str, digits: str, country_code: str) -> tuple[str, str]:
    """Return + and calling code, and the national number; no calling code where the country is unknown."""
    plus = "+" in line[:2]
    if plus or digits.startswith("00"):
        abroad = digits if plus else digits.lstrip("0")
        code = _calling_code(abroad)
        return f"+{code}", _national(abroad[len(code) :], code)
    code = _CALLING_CODES.get(country_code, "")
    if not code:
        return "", digits
    if code == "1" and digits.startswith("011"):  # how North America dials abroad
        return _international(f"+{digits[3:]}", digits[3:], "")
    trunk = _trunk_prefix(code)
    # 49 30 1234567: the plus was forgotten
    if trunk == "0" and len(digits) > 10 and digits.startswith(code):
        digits = digits[len(code) :]
    elif trunk != "0" and len(digits) > 8:
        digits = digits.removeprefix(trunk)
    return f"+{code}", _national(digits, code)


def _national(digits: str, code: str) -> str:
    """Return a number without the zero that is dialled at home only, which people also write behind +49."""
    return digits.lstrip("0") if _trunk_prefix(code) == "0" else digits


def _is_garbage(national: str) -> bool:
    return (
        not _SHORTEST <= len(national) <= _LONGEST
        or national.count(national[0]) == len(national)
        or national in _SEQUENCE
        or national[::-1] in _SEQUENCE
    )


def phone(text: str | None, country_code: str | None = "") -> Phone:
    """Return the digits of the first telephone number in `text`, nothing where there is none.

    :param country_code: ISO 3166 code of the contact, for numbers without international prefix

    >>> phone("+49 (0)30 / 23125-0"), phone("0316 8077 DW 12", "AT")
    (Phone(number='+4930231250', base='+493023125', extension='0', national='3023125'), \
Phone(number='+43316807712', base='+433168077', extension='12', national='3168077'))
    >>> phone("0041 44 668 18 00").number, phone("030 23125").number, phone("000000", "DE").number
    ('+41446681800', '03023125', '')
    >>> phone("+39 06 1234567").number, phone("(212) 555-0123", "US").base
    ('+39061234567', '+12125550123')
    """
    if not text:
        return Phone()
    line = text[:MAX_LENGTH].strip()
    extension = ""
    digits = line.translate(_LAYOUT)
    if not (digits.isdecimal() and digits.isascii()) or "/" in line:
        line, extension = _first_number(line)
        digits = _digits(line)
    if "(0)" in line:
        line = line.replace("(0)", "", 1)
        digits = _digits(line)
    code, national = _international(line, digits, country_code or "")
    if _is_garbage(national):
        return Phone()
    base = code + national
    if extension and len(national) + len(extension) <= _LONGEST:
        return Phone(base + extension, base, extension, national.lstrip("0"))
    extension = ""
    if "-" in line or "/" in line:
        extension = _marked_extension(line, national, code)
    end = -len(extension) or None
    return Phone(base, base[:end], extension, national[:end].lstrip("0"))


def _digits(line: str) -> str:
    """Return the decimal digits of a line as ASCII."""
    digits = _NO_DIGIT.sub("", line)
    return digits if digits.isascii() else "".join(str(int(digit)) for digit in digits)


def _first_number(line: str) -> tuple[str, str]:
    """Return the first number in a line that holds remarks or several, and the extension it names."""
    line = _LETTER_O.sub("0", line.translate(_HYPHENS))
    first = _SEVERAL.split(line, maxsplit=1)[0]
    if len(_digits(first)) >= _SHORTEST:
        line = first
    said = _EXTENSION.search(line)
    if said:
        line = line[: said.start()]
    start = _NUMBER_STARTS.search(line)
    return line[start.start() :] if start else "", said[1] if said else ""


def _marked_extension(line: str, national: str, code: str) -> str:
    """Return the digits behind the last hyphen or slash where they are an extension."""
    mobile = _MOBILE_STARTS.get(code)
    if mobile is None or national.startswith(mobile) or line.count("-") > 2:
        return ""
    _head, mark, tail = line.rpartition("-" if "-" in line else "/")
    digits = _digits(tail)
    longest = 4 if line.count(mark) == 1 else 3
    return digits if 0 < len(digits) <= longest and len(national) - len(digits) > _SHORTEST else ""
