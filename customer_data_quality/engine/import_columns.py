"""Recognising the columns of a file of contacts, and making one value out of the columns of one field."""

from collections.abc import Sequence
from typing import NamedTuple

from . import import_values
from .column_names import BLOCKS, DATEV_KIND, FAMILY, FULL, GIVEN, MIDDLE, NUMBER, PREFIX, SUFFIX, known

ADDRESS = ("street", "street2", "zip", "city", "state_id", "country_id")
JOINED = {"comment": "\n", "category_id": ","}
NAME_ORDER = (PREFIX, GIVEN, MIDDLE, FAMILY, SUFFIX)
_MOST_TITLE_ROWS = 10
DATEV_KINDS = {"1": "0", "2": "1"}


class Column(NamedTuple):
    """What a column holds: a field, and a part of it or the address block it belongs to."""

    field: str
    part: str = ""


class Source(NamedTuple):
    """A column that fills a field: where it stands in the row, its part, its heading."""

    index: int
    part: str
    heading: str


def fold(heading: str) -> str:
    """A heading as it is looked up.

    >>> fold("  E-Mail\\u00a0Address ")
    'e-mail address'
    """
    return " ".join(heading.replace("\ufeff", "").casefold().split())


_KNOWN = {fold(name): Column(field, part) for field, part, name in known()}


def recognise(headings: Sequence[str]) -> list[Column | None]:
    """What each column of a file holds, None where that is unknown.

    Some headings mean one thing alone and another beside others: "Nom" is a family name beside "Prénom", "Title" an
    address beside "Job Title".

    >>> [column and column.field for column in recognise(["Prénom", "Nom", "Courriel", "Points"])]
    ['name', 'name', 'email', None]
    >>> recognise(["Name", "Vorname"])[0].part, recognise(["Name", "Ort"])[0].part
    ('family', 'full')
    """
    folded = [fold(heading) for heading in headings]
    present = set(folded)
    found = [_KNOWN.get(heading) for heading in folded]
    parts = {column.part for column in found if column and column.field == "name"}
    for number, heading in enumerate(folded):
        if heading == "nom":
            found[number] = Column("name", FAMILY if "prénom" in present else FULL)
        elif heading == "nome" and "cognome" not in present:
            found[number] = Column("name", FULL)
        elif heading == "name" and GIVEN in parts and FAMILY not in parts:
            found[number] = Column("name", FAMILY)
        elif (
            heading == "title"
            and "job title" in present
            or heading in ("adresse", "address")
            and present & {"street", "rue", "strasse", "straße"}
        ):
            found[number] = None
    return found


def title_rows(rows: Sequence[Sequence[object]]) -> int:
    """How many rows stand above the names of columns, such as a title of the list and blank rows.

    >>> title_rows([["Customers 2026", ""], ["", ""], ["Name", "City"], ["Anna Huber", "Graz"]])
    2
    >>> title_rows([["Name", "City"], ["Anna Huber", "Graz"]]), title_rows([["Name"], ["Anna Huber"]])
    (0, 0)
    >>> title_rows([["Name", "", ""], ["Anna Huber", "Graz", ""]])
    0
    """
    for number, row in enumerate(rows[:_MOST_TITLE_ROWS]):
        texts = [str(cell).strip() for cell in row if cell]
        if len(texts) > 1:
            # the first row with several cells names columns if it names one that is known
            return number if any(recognise(texts)) else 0
        if any(recognise(texts)):
            return 0
    return 0


def sources(headings: Sequence[str], fields: Sequence[str | bool]) -> dict[str, list[Source]]:
    """The columns that fill each field, as somebody has mapped them.

    :param headings: of all columns; empty if the file has none
    :param fields: path of the field of each column, false for columns that are left out
    """
    meant = recognise(headings) if headings else [None] * len(fields)
    found: dict[str, list[Source]] = {}
    for index, field in enumerate(fields):
        if field:
            column = meant[index] if index < len(meant) else None
            part = column.part if column and column.field == field else ""
            found.setdefault(field, []).append(Source(index, part, headings[index] if headings else ""))
    return found


def combine(row: Sequence[str], columns: dict[str, list[Source]]) -> tuple[dict[str, str], list[tuple[str, str]]]:
    """One value for each field of a row, and what had no room: (heading, value) of columns that were not taken.

    >>> columns = sources(["Last Name", "First Name", "Home Phone", "Phone"], ["name", "name", "phone", "phone"])
    >>> combine(["Huber", "Anna", "+43 1 2", "+43 1 1"], columns)
    ({'name': 'Anna Huber', 'phone': '+43 1 1'}, [('Home Phone', '+43 1 2')])
    """
    values = {}
    row, left = _single(row, columns)
    block = _block(row, columns)
    for field, of_field in columns.items():
        filled = [source for source in of_field if row[source.index].strip()]
        if field in ADDRESS and len(of_field) > 1:
            taken = [source for source in filled if source.part == block][:1]
            values[field] = row[taken[0].index].strip() if taken else ""
            left += [(source.heading, row[source.index].strip()) for source in filled if source not in taken]
        elif field == "name" and len(of_field) > 1:
            values[field] = _name(row, filled)
        elif field == "vat" and any(source.part == NUMBER for source in filled):
            ordered = sorted(filled, key=lambda source: source.part != PREFIX)
            values[field] = "".join(row[source.index].strip() for source in ordered)
        elif field in JOINED:
            values[field] = JOINED[field].join(row[source.index].strip() for source in filled)
        elif filled:
            first, *others = sorted(filled, key=lambda source: source.part)
            values[field] = row[first.index].strip()
            left += [
                (source.heading, row[source.index].strip())
                for source in others
                if row[source.index].strip() != values[field]
            ]
        else:
            values[field] = ""
        if of_field[0].part == DATEV_KIND:
            values[field] = DATEV_KINDS.get(values[field], "")
    return values, left


def _single(row, columns):
    """A row with one value in each cell, and the others: (heading, value)."""
    row, left = list(row), []
    for field in import_values.SEVERAL:
        for source in columns.get(field, ()):
            row[source.index], *others = import_values.split(field, row[source.index].strip())
            left += [(source.heading, value) for value in others]
    return row, left


def _name(row, filled):
    """One name out of several columns; a title belongs to it, Mr. and Mrs. do not."""
    texts = {source: row[source.index].strip() for source in filled}
    texts = {source: import_values.title(text) if source.part == PREFIX else text for source, text in texts.items()}
    full = next((text for source, text in texts.items() if source.part == FULL), None)
    if full:
        before = next((text for source, text in texts.items() if source.part == PREFIX), "")
        return full if before in full else f"{before} {full}"
    ordered = sorted(filled, key=lambda source: NAME_ORDER.index(source.part) if source.part in NAME_ORDER else -1)
    return " ".join(texts[source] for source in ordered if texts[source])


def _block(row, columns):
    """The first block of an address, in the order of BLOCKS, that has any value."""
    blocks = {source.part for field in ADDRESS for source in columns.get(field, ()) if row[source.index].strip()}
    return next((block for block in BLOCKS if block in blocks), "")
