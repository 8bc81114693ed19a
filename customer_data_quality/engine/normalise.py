"""How a value is written, without changing what it says: blanks, phone, e-mail, website, VAT layout."""

import re
from functools import lru_cache

import phonenumbers

_BLANKS = re.compile(r"[ \t\u00a0\u2000-\u200a\u202f\u3000]+")
# Control characters and invisible marks; line breaks and tabs are not among them.
_INVISIBLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\ufeff\u2060]")


def blanks(value: str) -> str:
    """Trim a line, collapse its blanks and drop control characters.

    >>> blanks("  Anna\\u00a0 Huber\\x00 ")
    'Anna Huber'
    """
    if value.isprintable() and "  " not in value and value == value.strip():
        return value  # nearly always
    return _BLANKS.sub(" ", _INVISIBLE.sub("", value)).strip()


def email(value: str) -> str:
    """Lower-case an e-mail address; anything that is not just one address stays as it is.

    >>> email(" Anna.HUBER@Example.COM "), email('"Anna" <Anna@example.com>')
    ('anna.huber@example.com', '"Anna" <Anna@example.com>')
    """
    text = value.strip()
    return text.lower() if text.count("@") == 1 and not re.search(r"[\s<>,;\"]", text) else value


@lru_cache(maxsize=4096)
def valid_number(value: str, country_code: str | None = None) -> phonenumbers.PhoneNumber | None:
    """Return the number in `value` if its country's plan allows it (phonenumbers' metadata); not to be changed.

    :param country_code: ISO 3166 code of the contact, for numbers without international prefix

    >>> valid_number("030 23125 000", "DE").national_number, valid_number("12"), valid_number("Büro")
    (3023125000, None, None)
    """
    try:
        number = phonenumbers.parse(value, country_code or None)
    except phonenumbers.NumberParseException:
        return None
    return number if phonenumbers.is_valid_number(number) else None


@lru_cache(maxsize=4096)
def phone(value: str, country_code: str | None = None) -> str:
    """Write a valid number in international format, extension kept; anything else stays as it is.

    >>> phone("030/23125-0 00", "DE"), phone("ruft zurück", "DE")
    ('+49 30 23125000', 'ruft zurück')
    """
    number = valid_number(value, country_code)
    if number is None:
        return value
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def website(value: str) -> str:
    """Give an address its scheme and lower-case its host; anything with blanks stays as it is.

    >>> website("WWW.Example.com/Kontakt"), website("HTTPS://example.com"), website("siehe Visitenkarte")
    ('https://www.example.com/Kontakt', 'https://example.com', 'siehe Visitenkarte')
    """
    text = value.strip()
    if not text or re.search(r"\s", text) or "." not in text:
        return value
    scheme, separator, rest = text.partition("://")
    if not separator:
        scheme, rest = "https", text
    host, slash, path = rest.partition("/")
    return f"{scheme.lower()}://{host.lower()}{slash}{path}"


def vat(value: str) -> str:
    """Write a VAT number without layout, a Swiss UID in the layout of its register.

    >>> vat("atu 123.456.75"), vat("che123456788mwst"), vat("/"), vat("de-136 695 976"), vat("ist beantragt")
    ('ATU12345675', 'CHE-123.456.788 MWST', '/', 'DE136695976', 'ist beantragt')
    """
    compact = re.sub(r"[\s.\-]", "", value).upper()
    swiss = re.fullmatch(r"CHE(\d{3})(\d{3})(\d{3})(MWST|TVA|IVA|TPV)?", compact)
    if swiss:
        layout = "CHE-{}.{}.{}".format(*swiss.groups()[:3])
        return f"{layout} {swiss[4]}" if swiss[4] else layout
    # every country's number has digits: "ist beantragt" is a remark
    return compact if re.fullmatch(r"[A-Z]{2}(?=.*\d)[0-9A-Z]{2,13}", compact) else value
