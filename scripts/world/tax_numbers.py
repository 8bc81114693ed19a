"""Invented VAT numbers with right check digits.

The check digits follow the published rules: Germany ISO 7064 MOD 11,10; Austria a
Luhn-like sum; Switzerland weights modulo 11. The tests compare with python-stdnum.
"""

from __future__ import annotations

from world.rng import Rng


def german_check_digit(digits: str) -> str:
    """The check digit of ISO 7064 MOD 11,10 for eight digits.

    >>> german_check_digit("13669597")
    '6'
    """
    product = 10
    for digit in digits:
        total = (int(digit) + product) % 10 or 10
        product = total * 2 % 11
    return str((11 - product) % 10)


def austrian_check_digit(digits: str) -> str:
    """The check digit of an Austrian UID for seven digits.

    >>> austrian_check_digit("1358562")
    '7'
    """
    total = 0
    for position, digit in enumerate(digits):
        value = int(digit) * (position % 2 + 1)
        total += value // 10 + value % 10
    return str((96 - total) % 10)


def swiss_check_digit(digits: str) -> str:
    """The check digit of a Swiss UID for eight digits; empty where there is none.

    >>> swiss_check_digit("10015521")
    '2'
    """
    weights = (5, 4, 3, 2, 7, 6, 5, 4)
    rest = -sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True)) % 11
    return "" if rest == 10 else str(rest)


def vat_number(rng: Rng, country: str, language: str = "de") -> str:
    """A number in the form that is usual in the country; empty for Liechtenstein.

    >>> vat_number(Rng(1), "AT")[:3], len(vat_number(Rng(1), "DE"))
    ('ATU', 11)
    """
    if country == "DE":
        digits = rng.digits(8)
        return f"DE{digits}{german_check_digit(digits)}"
    if country == "AT":
        digits = rng.digits(7)
        return f"ATU{digits}{austrian_check_digit(digits)}"
    if country == "CH":
        check = ""
        while not check:
            digits = rng.digits(8)
            check = swiss_check_digit(digits)
        whole = digits + check
        suffix = {"fr": "TVA", "it": "IVA"}.get(language, "MWST")
        return f"CHE-{whole[:3]}.{whole[3:6]}.{whole[6:]} {suffix}"
    return ""


def wrong_check_digit(rng: Rng, vat: str) -> str:
    """The same number with another last digit, so that the check fails.

    >>> wrong_check_digit(Rng(1), "DE136695976") != "DE136695976"
    True
    """
    position = max(index for index, char in enumerate(vat) if char.isdigit())
    digit = (int(vat[position]) + rng.between(1, 9)) % 10
    return f"{vat[:position]}{digit}{vat[position + 1 :]}"
