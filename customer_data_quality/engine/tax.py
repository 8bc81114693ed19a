"""VAT and UID numbers and numbers of company registers without layout."""

import re

MAX_LENGTH = 80

_LAYOUT = re.compile(r"[\W_]+")
_LABEL = re.compile(
    r"^(?:UST(?:ID(?:ENTNR|ENTIFIKATIONSNUMMER|NUMMER|NR)?|NR)?|UID(?:NUMMER|NR)?|MWST(?:NUMMER|NR)?|VAT(?:ID|NO|NUMBER)?|"
    r"TVA|IVA|PARTITAIVA|PIVA|IDE|IDI|ATUID)(?=(?:[A-Z]{2,3})?U?\d)"
)
_PREFIXES = {"AT": "ATU", "CH": "CHE", "LI": "", "GR": "EL"}  # where it is not the country's code
_SUFFIX = re.compile(r"(?:MWST|TVA|IVA|TPV|VAT)$")
_NUMBER = re.compile(r"(?:[A-Z]{2,3}(?=\d|[A-Z]\d))?[A-Z]?\d[0-9A-Z]{3,14}")
_REGISTER = re.compile(
    r"\b(HR ?[AB]|FN|GN ?R|PR|VR|GEN ?R|GS ?R|FL|CH|SIREN|SIRET|KVK|REA|CIF|IČO|ICO)[^A-Z0-9]{0,8}"
    r"(\d[\d .\-/]{0,20}) ?([A-Z]?)(?![A-Z])"
)


def vat(text: str | None, country_code: str | None = "") -> str:
    """Return a VAT number or UID in capitals without layout, label and suffix; nothing for a remark.

    :param country_code: ISO 3166 code of the contact, for numbers without their country

    >>> vat("CHE-123.456.788 MWST"), vat("USt-IdNr. DE 136 695 976"), vat("u12345675"), vat("ATU 123.456.75")
    ('CHE123456788', 'DE136695976', 'ATU12345675', 'ATU12345675')
    >>> vat("136695976", "DE"), vat("123456788", "CH"), vat("136695976")
    ('DE136695976', 'CHE123456788', '136695976')
    >>> vat("/"), vat("keine"), vat("beantragt"), vat("000000000"), vat("GR094259216")
    ('', '', '', '', 'EL094259216')
    """
    if not text:
        return ""
    compact = _LAYOUT.sub("", text[:MAX_LENGTH]).upper()
    if not compact.isascii():
        return ""
    number = _SUFFIX.sub("", _LABEL.sub("", compact))
    if not _NUMBER.fullmatch(number):
        return ""
    digits = [character for character in number if character.isdecimal()]
    if len(digits) < 5 or len(set(digits)) == 1:
        return ""
    if number[0] == "U" and len(number) == 9 and number[1:].isdecimal():
        number = "AT" + number
    elif number.isdecimal() and country_code and country_code.isalpha():
        number = _PREFIXES.get(country_code, country_code) + number
    return "EL" + number[2:] if number.startswith("GR") else number


def register(text: str | None) -> str:
    """Return a number of a company register in capitals without layout; nothing for a remark.

    >>> register("Amtsgericht Musterstadt, HRB 12345 B"), register("FN 012345 a"), register("CH-020.3.020.123-4")
    ('HRB12345B', 'FN12345A', 'CH02030201234')
    >>> register("keiner"), register("12345 a")
    ('', '12345A')
    """
    if not text:
        return ""
    line = text[:MAX_LENGTH].upper()
    found = _REGISTER.search(line)
    if found:
        kind, digits = found[1].replace(" ", ""), _LAYOUT.sub("", found[2])
        number = digits if kind == "CH" else digits.lstrip("0")
        return kind + number + found[3] if number else ""
    compact = _LAYOUT.sub("", line)
    digits = sum(character.isdecimal() for character in compact)
    return compact if compact.isascii() and digits >= 4 and len(compact) <= digits + 4 else ""
