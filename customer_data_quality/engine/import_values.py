"""Values of other programs' exports as a contact holds them: one number for each field, names as they are spoken.

Whatever is not sure to be meant stays as it is written.
"""

import re
from email.utils import parseaddr

from .company_names import company, may_have_form
from .folding import fold
from .given_names import is_known_given
from .name_words import SALUTATIONS

# Google Contacts puts this between the values of one kind.
_BETWEEN_VALUES = re.compile(r"\s*:::\s*")
_BETWEEN_NUMBERS = re.compile(
    r"\s*(?::::|[;\n])\s*|\s+(?:od\.|oder|or|ou|bzw\.)\s+|,\s+(?=[+0(])|\s+/\s*(?=[+0(])", re.IGNORECASE
)
_BETWEEN_ADDRESSES = re.compile(r"\s*(?::::|\n)\s*")
_BETWEEN = {"phone": _BETWEEN_NUMBERS, "email": _BETWEEN_ADDRESSES}
SEVERAL = ("email", "phone", "website", "street", "street2", "zip", "city", "state_id", "country_id", "parent_id")
"""Fields of which one cell may hold several values."""

_LEAST_DIGITS = 6  # of a phone number
_CUT_OFF = re.compile(r"[+-]?\d([.,]\d+)?E\+\d{1,3}", re.IGNORECASE)
_COUNTRY_BEFORE_ZIP = re.compile(r"(?:A|AT|D|DE|CH|F|FR|FL|I|IT|LI)\s?[-–]\s?(?=\d)", re.IGNORECASE)
_FIVE_DIGITS = {"DE": 4, "ES": 4, "FR": 4, "IT": 3, "US": 4}  # country -> least digits that are left of five
_NAME_WORDS = re.compile(r"[^\W\d_][^\W\d_.'’-]*(?:[ .'’-]+[^\W\d_.'’-]+)*\.?")
_ONE_LINE = re.compile(
    r"(?P<street>[^,]*\d[^,]*),\s*(?:[A-Z]{1,2}-)?(?P<zip>\d{4,5})\s+(?P<city>[^,\d]+?)(?:,\s*(?P<country_id>[^,\d]+))?"
)


def split(field: str, text: str) -> list[str]:
    """The values that a cell holds, at least one.

    >>> split("phone", "+43 316 570001 ::: +43 664 5700011"), split("phone", "030 23125 000 od. 030 23125 001")
    (['+43 316 570001', '+43 664 5700011'], ['030 23125 000', '030 23125 001'])
    >>> split("phone", "0316 / 0570001"), split("phone", "0316 570001 / 0664 5700011")
    (['0316 / 0570001'], ['0316 570001', '0664 5700011'])
    >>> split("email", "a@example.com ::: b@example.com"), split("name", "Either ::: Or")
    (['a@example.com', 'b@example.com'], ['Either ::: Or'])
    """
    if field not in SEVERAL:
        return [text]
    parts = [part for part in _BETWEEN.get(field, _BETWEEN_VALUES).split(text) if part]
    if field == "phone" and any(sum(map(str.isdecimal, part)) < _LEAST_DIGITS for part in parts):
        parts = [part for part in _BETWEEN_VALUES.split(text) if part]
    return parts or [text]


def is_cut_off(text: str) -> bool:
    """Whether a spreadsheet has written a long number so that its last digits are lost.

    >>> is_cut_off("4,36645E+11"), is_cut_off("436645700011"), is_cut_off("E+1")
    (True, False, False)
    """
    return _CUT_OFF.fullmatch(text) is not None


def title(text: str) -> str:
    """The academic titles in what stands before a name, without Mr. and Mrs.

    >>> title("Frau Dr."), title("Mag. (FH)"), title("Herrn")
    ('Dr.', 'Mag. (FH)', '')
    """
    return " ".join(word for word in text.split() if fold(word) not in SALUTATIONS)


def spoken(name: str) -> str:
    """A person's name that stands as in a register, with the given name first.

    >>> spoken("Huber, Anna"), spoken("von der Linden, Dr. Karl-Heinz")
    ('Anna Huber', 'Dr. Karl-Heinz von der Linden')
    >>> spoken("Huber, Meier & Partner"), spoken("Huber, Graz"), spoken("Huber, Anna, Graz")
    ('Huber, Meier & Partner', 'Huber, Graz', 'Huber, Anna, Graz')
    """
    family, comma, given = (part.strip() for part in name.partition(","))
    if not comma or not all(_NAME_WORDS.fullmatch(part) and len(part.split()) <= 4 for part in (family, given)):
        return name
    return f"{given} {family}" if any(map(is_known_given, fold(given).split())) else name


def is_company(name: str) -> bool:
    """Whether a name ends with a legal form.

    >>> is_company("Birnstingl AG"), is_company("Anna Huber"), is_company("AG")
    (True, False, False)
    """
    if not may_have_form(name):
        return False
    found = company(name)
    return bool(found.core and found.legal)


def address(text: str) -> str:
    """An e-mail address without the name of whom it belongs to.

    >>> address("Kai Roth <k@example.com>"), address("<k@example.com>"), address("mailto:k@example.com")
    ('k@example.com', 'k@example.com', 'k@example.com')
    >>> address("k@example.com, l@example.com"), address("none")
    ('k@example.com, l@example.com', 'none')
    """
    text = text.removeprefix("mailto:")
    found = parseaddr(text)[1] if text.count("<") == 1 else ""
    return found if "@" in found else text


def postcode(text: str, country_code: str) -> str:
    """A postcode without the country's sign, and with the zeros that a spreadsheet has taken for nothing.

    >>> postcode("A-8010", "AT"), postcode("1067", "DE"), postcode("D - 01067", ""), postcode("1067", "AT")
    ('8010', '01067', '01067', '1067')
    >>> postcode("L-1234", "LU"), postcode("SW1A 1AA", "GB")
    ('L-1234', 'SW1A 1AA')
    """
    text = _COUNTRY_BEFORE_ZIP.sub("", text, count=1)
    least = _FIVE_DIGITS.get(country_code)
    return text.zfill(5) if least and text.isdecimal() and least <= len(text) else text


def lines(street: str) -> list[str]:
    """The lines of a street, without empty ones.

    >>> lines("Murgasse 5\\n\\n Top 7")
    ['Murgasse 5', 'Top 7']
    """
    return [line.strip() for line in street.splitlines() if line.strip()]


def one_line(text: str) -> dict[str, str]:
    """The parts of an address in one line; nothing if it is none.

    >>> one_line("Murgasse 5, 8010 Graz, Austria")
    {'street': 'Murgasse 5', 'zip': '8010', 'city': 'Graz', 'country_id': 'Austria'}
    >>> one_line("Murgasse 5, Top 7"), one_line("Murgasse 5")
    ({}, {})
    """
    found = _ONE_LINE.fullmatch(text)
    return {name: value for name, value in found.groupdict().items() if value} if found else {}
