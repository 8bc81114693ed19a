"""Whether a single value is well formed. Every check takes what a contact holds and answers True or False.

An empty value is never wrong: that something is missing is the business of completeness. A value nobody
can judge (a country without known rules) counts as right, because a false alarm costs more trust than a miss.
Values are cut at `MAX_LENGTH` characters before a pattern sees them.
"""

import re
from functools import lru_cache

import stdnum
from stdnum.exceptions import ValidationError

from .legal_forms import legal_form
from .normalise import valid_number

MAX_LENGTH = 500

# What people type when a form insists on a value and they have none.
PLACEHOLDERS = frozenset(
    "- -- --- . .. ... / // ? ?? ??? * 0 00 000 x xx xxx xxxx xyz abc asdf qwertz qwerty test tester testing "
    "n/a na n.a. n.a n.n. n.n nn none null nil tbd tba todo dummy unknown unbekannt inconnu sconosciuto "
    "keine kein leer fehlt diverse undefined undef".split()
) | {"keine angabe", "k.a.", "k. a.", "kein name", "no name", "nicht bekannt", "n. n.", "n. a."}

_PLACEHOLDER_LOCAL_PARTS = frozenset(
    "test xxx xx x noemail no-email nomail keine kein keinemail keine.email unbekannt unknown none na n.a dummy".split()
)
_REPEATED = re.compile(r"(\w)\1{2,}")

# RFC 5321 dot-atom; quoted local parts and address literals are legal but never a customer's address.
_EMAIL = re.compile(
    r"[\w!#$%&'*+/=?^`{|}~-]{1,64}(?:\.[\w!#$%&'*+/=?^`{|}~-]{1,64}){0,9}"
    r"@(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.){1,8}[^\W\d_][\w-]{1,62}"
)
_EXTENSION = re.compile(r"(?:ext\.?|x|dw|durchwahl|kl\.?|nst\.?)[ .:]{0,3}\d{1,7}$", re.IGNORECASE)
_WEBSITE = re.compile(
    r"(?:https?://)?(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.){1,8}[^\W\d_][\w-]{1,62}(?::\d{1,5})?(?:[/?#]\S*)?",
    re.IGNORECASE,
)

# Formats of the Universal Postal Union's addressing sheets, for the countries a DACH company writes to most.
_POSTCODES = {
    country: re.compile(pattern)
    for country, pattern in {
        "DE": r"(?!00)\d{5}",
        "AT": r"[1-9]\d{3}",
        "CH": r"[1-9]\d{3}",
        "LI": r"94(?:8[5-9]|9\d)",
        "BE": r"[1-9]\d{3}",
        "CZ": r"\d{3} ?\d{2}",
        "DK": r"\d{4}",
        "ES": r"\d{5}",
        "FI": r"\d{5}",
        "FR": r"\d{5}",
        "GB": r"[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}",
        "HU": r"\d{4}",
        "IT": r"\d{5}",
        "LU": r"\d{4}",
        "NL": r"[1-9]\d{3} ?[A-Z]{2}",
        "NO": r"\d{4}",
        "PL": r"\d{2}-\d{3}",
        "PT": r"\d{4}-\d{3}",
        "SE": r"\d{3} ?\d{2}",
        "SI": r"\d{4}",
        "SK": r"\d{3} ?\d{2}",
        "US": r"\d{5}(?:-\d{4})?",
    }.items()
}


def is_placeholder(value: str | None) -> bool:
    """Return whether `value` only fills the box: "xxx", "n/a", "-", "test", ".".

    >>> [is_placeholder(text) for text in ("XXX", " n/a ", "-", "Test", "keine Angabe", "aaaa")]
    [True, True, True, True, True, True]
    >>> [is_placeholder(text) for text in ("", None, "Xaver", "Testa AG", "A1")]
    [False, False, False, False, False]
    """
    text = (value or "")[:MAX_LENGTH].strip().casefold()
    return bool(text) and (text in PLACEHOLDERS or bool(_REPEATED.fullmatch(text)))


def is_email(value: str | None, bounces: int = 0) -> bool:
    """Return whether `value` is one usable address: right in form, no placeholder, not bounced.

    >>> is_email("info@müller.example"), is_email("a.b+c@mail.example.com")
    (True, True)
    >>> is_email("max.muster@@example.com"), is_email("test@example.com"), is_email("max@example")
    (False, False, False)
    >>> is_email("max@example.com", bounces=2)
    False
    """
    text = (value or "")[:MAX_LENGTH].strip()
    if not text:
        return True
    if bounces or not _EMAIL.fullmatch(text):
        return False
    local_part = text.partition("@")[0].casefold()
    return local_part not in _PLACEHOLDER_LOCAL_PARTS and not _REPEATED.fullmatch(local_part)


@lru_cache(maxsize=4096)
def is_phone(value: str | None, country_code: str | None = None) -> bool:
    """Return whether `value` is a number that its country's plan allows (phonenumbers' metadata).

    :param country_code: ISO 3166 code of the contact, for numbers without international prefix

    >>> is_phone("+43 1 5050100"), is_phone("030 23125 000", "DE")
    (True, True)
    >>> is_phone("12"), is_phone("0664 / Handy", "AT"), is_phone("000000", "DE")
    (False, False, False)
    """
    text = (value or "")[:MAX_LENGTH].strip()
    if not text:
        return True
    # phonenumbers reads letters as a telephone keypad does; here they are remarks in the wrong place
    if re.search(r"[^\W\d_]", _EXTENSION.sub("", text)):
        return False
    return valid_number(text, country_code) is not None


@lru_cache(maxsize=4096)
def is_vat(value: str | None, country_code: str | None = None) -> bool:
    """Return whether `value` is a VAT number or UID whose check digit is right (python-stdnum).

    "/" is Odoo's word for "not subject to tax" and right. Where no rule is known, everything is right.

    >>> is_vat("ATU12345675", "AT"), is_vat("CHE-123.456.788 MWST", "CH"), is_vat("DE136695976")
    (True, True, True)
    >>> is_vat("ATU12345678", "AT"), is_vat("DE 123", "DE"), is_vat("CHE-123.456.789", "CH")
    (False, False, False)
    """
    text = (value or "")[:MAX_LENGTH].strip()
    if not text or text == "/":
        return True
    compact = re.sub(r"[^0-9A-Za-z]", "", text).upper()
    prefix = compact[:2] if compact[:2].isalpha() else country_code or ""
    country = {"EL": "GR", "XI": "GB"}.get(prefix, prefix)
    if country == "CH":
        return _obeys("ch", "uid", re.sub(r"(MWST|TVA|IVA|TPV)$", "", compact))
    return _obeys(country.lower(), "vat", compact)


def _obeys(country: str, kind: str, number: str) -> bool:
    """Return whether stdnum accepts the number; True where it knows no such number."""
    module = stdnum.get_cc_module(country, kind) if country.isalpha() else None
    if module is None:
        return True
    try:
        module.validate(number)
    except ValidationError:
        return False
    return True


def postcode_fits(value: str | None, country_code: str | None = None) -> bool:
    """Return whether a postcode has the form its country uses; True for countries not listed.

    >>> postcode_fits("8010", "AT"), postcode_fits("80331", "DE"), postcode_fits("9490", "LI")
    (True, True, True)
    >>> postcode_fits("8033", "DE"), postcode_fits("80331", "CH"), postcode_fits("A-1010", "AT")
    (False, False, False)
    """
    text = (value or "")[:MAX_LENGTH].strip()
    pattern = _POSTCODES.get(country_code or "")
    return not text or pattern is None or bool(pattern.fullmatch(text.upper()))


def is_website(value: str | None) -> bool:
    """Return whether `value` is an address a browser can open.

    >>> is_website("https://www.example.com/kontakt"), is_website("müller.example")
    (True, True)
    >>> is_website("www.example"), is_website("keine"), is_website("info@example.com")
    (True, False, False)
    """
    text = (value or "")[:MAX_LENGTH].strip()
    return not text or bool(_WEBSITE.fullmatch(text))


def is_shouted(value: str | None) -> bool:
    """Return whether a name is typed in capitals. Short words may be acronyms: "SAP SE" is not shouted.

    >>> is_shouted("MÜLLER TRANSPORTE GMBH"), is_shouted("HUBER ANNA")
    (True, True)
    >>> is_shouted("SAP SE"), is_shouted("ÖBB-Infrastruktur AG"), is_shouted("Müller GmbH")
    (False, False, False)
    """
    words = re.findall(r"[^\W\d_]+", (value or "")[:MAX_LENGTH])
    long_words = [word for word in words if len(word) > 4]
    return bool(long_words) and all(word.isupper() for word in words)


def has_legal_form(name: str | None) -> bool:
    """Return whether a company name ends in a legal form.

    >>> has_legal_form("Tischlerei Moser GmbH"), has_legal_form("Tischlerei Moser")
    (True, False)
    """
    return not (name or "").strip() or legal_form(name) is not None


def domain_of(value: str | None) -> str:
    """Return the internet domain of an e-mail or website without "www.", or an empty string.

    >>> domain_of("Anna@Mail.Example.com"), domain_of("https://www.example.com/a"), domain_of(None)
    ('mail.example.com', 'example.com', '')
    """
    text = (value or "")[:MAX_LENGTH].strip().casefold()
    text = text.rpartition("@")[2] if "@" in text else text.partition("://")[2] or text
    host = re.split(r"[/?#:]", text, maxsplit=1)[0]
    return host.removeprefix("www.")
