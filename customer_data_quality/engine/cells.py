"""Cells of files for spreadsheets: texts that a spreadsheet would take for a formula get an apostrophe in front.

The apostrophe can be told from one that belongs to the text, so taking it away gives back exactly what was there.
"""

import re

# Spreadsheets take a cell for a formula that begins with one of these (OWASP: CSV Injection).
_FORMULA = re.compile(r"'*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
_GUARDED = re.compile(r"'+[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")


def guard(text: str) -> str:
    """Make a text safe for a file without types of cells, such as CSV.

    >>> guard("=HYPERLINK(A1)"), guard("+49 30 23125 014"), guard("Anna"), guard("'+1")
    ("'=HYPERLINK(A1)", "'+49 30 23125 014", 'Anna', "''+1")
    """
    return f"'{text}" if _FORMULA.match(text) else text


def guard_typed(text: str) -> str:
    """The same for files whose cells say that they are texts, such as XLSX: only what looks guarded is touched.

    >>> guard_typed("+49 30 23125 014"), guard_typed("'+1")
    ('+49 30 23125 014', "''+1")
    """
    return f"'{text}" if _GUARDED.match(text) else text


def unguard(text: str) -> str:
    """Take away what `guard` or `guard_typed` has put in front.

    >>> unguard("'+49 30 23125 014"), unguard("''+1"), unguard("'s-Hertogenbosch"), unguard("+1")
    ('+49 30 23125 014', "'+1", "'s-Hertogenbosch", '+1')
    """
    return text[1:] if _GUARDED.match(text) else text
