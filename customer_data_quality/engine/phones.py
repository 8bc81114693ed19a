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
_NO_DIGIT = re.compile(r"\D+")
_SEQUENCE = "01234567890123456789"
_LONGEST = 20  # E.164 allows 15; extensions add to it
_SHORTEST = 5
# countries where a hyphen marks the extension, and how their mobile numbers begin: these have none
_HYPHEN_MARKS = {"43": ("6",), "49": ("15", "16", "17"), "41": ("7",), "423": ("7",)}


class Phone(NamedTuple):
    """Digits of a telephone number, with + where the country is known."""

    number: str = ""  # with the extension
    base: str = ""  # without the extension
    extension: str = ""


@cache
def _trunk_prefix(calling_code: str) -> str:
    """Return what a country dials before a number at home: 0 mostly, nothing in Italy."""
    region = _MAIN_REGION.get(calling_code, "")
    metadata = phonenumbers.PhoneMetadata.metadata_for_region(region, None) if region != "001" else None
    return (metadata.national_prefix or "") if metadata else ""


def _calling_code(digits: str) -> str:
    """Return the calling code that international digits begin with, or an empty string."""
    return next((digits[:length] for length in (2, 1, 3) if digits[:length] in _KNOWN_CODES), "")


def _national(digits: str, code: str) -> str:
    """Return a number without the prefix that is dialled at home only."""
    trunk = _trunk_prefix(code)
    if trunk == "0":
        return digits.lstrip("0")
    if trunk and code == "1" and len(digits) == 11:
        return digits.removeprefix(trunk)
    return digits


def _international(text: str, digits: str, country_code: str) -> tuple[str, str]:
    """Return calling code and national number; no code where the country is unknown."""
    if text.startswith("+") or digits.startswith("00"):
        abroad = digits.lstrip("0") if not text.startswith("+") else digits
        code = _calling_code(abroad)
        return (code, _national(abroad[len(code) :], code)) if code else ("", digits)
    code = _CALLING_CODES.get(country_code, "")
    if not code:
        return "", digits
    # 49 30 1234567, the plus forgotten
    if digits.startswith(code) and len(digits) > 10 and _trunk_prefix(code) == "0":
        return code, _national(digits[len(code) :], code)
    if code == "1" and digits.startswith("011"):
        other = _calling_code(digits[3:])
        return other, _national(digits[3 + len(other) :], other)
    return code, _national(digits, code)


def _is_garbage(national: str) -> bool:
    return (
        not _SHORTEST <= len(national) <= _LONGEST
        or len(set(national)) == 1
        or national in _SEQUENCE
        or national[::-1] in _SEQUENCE
    )


def phone(text: str | None, country_code: str | None = "") -> Phone:
    """Return the digits of the first telephone number in `text`, nothing where there is none.

    :param country_code: ISO 3166 code of the contact, for numbers without international prefix

    >>> phone("+49 (0)30 / 23125-0"), phone("0316 8077 DW 12", "AT")
    (Phone(number='+4930231250', base='+493023125', extension='0'), \
Phone(number='+43316807712', base='+433168077', extension='12'))
    >>> phone("0041 44 668 18 00").number, phone("030 23125").number, phone("000000", "DE").number
    ('+41446681800', '03023125', '')
    >>> phone("+39 06 1234567").number, phone("(212) 555-0123", "US").base
    ('+39061234567', '+12125550123')
    """
    line = (text or "")[:MAX_LENGTH].strip()
    if not line.isascii():
        line = line.replace("\u2013", "-").replace("\u2011", "-")
    parts = _SEVERAL.split(line, maxsplit=1) if not line.replace(" ", "").lstrip("+").isdecimal() else [line]
    if len(parts) > 1 and len(_NO_DIGIT.sub("", parts[0])) >= _SHORTEST:
        line = parts[0].strip()
    extension = ""
    if line.upper() != line.lower() or "#" in line:
        said = _EXTENSION.search(line)
        if said:
            extension, line = said[1], line[: said.start()]
        line = line.lstrip("".join(set(line) - set("+0123456789(")))
    line = line.replace("(0)", "", 1).lstrip("(")
    digits = _NO_DIGIT.sub("", line)
    if not digits.isascii():
        digits = "".join(str(int(digit)) for digit in digits)
    code, national = _international(line, digits, (country_code or "").upper())
    if _is_garbage(national):
        return Phone()
    plus = f"+{code}" if code else ""
    if not extension and code in _HYPHEN_MARKS and "-" in line or "/" in line:
        extension = _hyphenated(line, national, code)
        base = national[: len(national) - len(extension)]
        return Phone(plus + national, plus + base, extension)
    return Phone(plus + national + extension, plus + national, extension)


def _hyphenated(line: str, national: str, code: str) -> str:
    """Return the digits behind the last hyphen or slash where they are an extension."""
    if national.startswith(_HYPHEN_MARKS.get(code, ("",))):
        return ""
    head, _mark, tail = line.rpartition("-" if "-" in line else "/")
    tail = _NO_DIGIT.sub("", tail)
    if 0 < len(tail) <= 4 and len(national) - len(tail) > _SHORTEST and _NO_DIGIT.sub("", head):
        return tail
    return ""
