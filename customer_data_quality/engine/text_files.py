"""Reading files of separated values whatever program wrote them: encodings, separators, broken quotes."""

import codecs
import csv
import io
from itertools import islice

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
SEPARATORS = (",", ";", "\t", "|", "\x1f")
SAMPLE = 200


def encoding_of(data: bytes) -> str:
    """Name of the encoding of a file, as Odoo's import calls it.

    A mark at its beginning says it, or zeros do; what is valid UTF-8 hardly is anything else; the rest is Windows-1252,
    which has all that Latin-1 can write, unless it has bytes that only Latin-1 knows.

    >>> encoding_of("Müller".encode()), encoding_of("Müller".encode("latin-1")), encoding_of("Mü".encode("utf-16-le"))
    ('utf-8', 'windows-1252', 'utf-16-le')
    """
    for bom, name in BOMS:
        if data.startswith(bom):
            return name
    head = data[:4000]
    if head.count(0) > len(head) // 4:
        return "utf-16-le" if head[1::2].count(0) > head[::2].count(0) else "utf-16-be"
    for name in ("utf-8", "windows-1252"):
        try:
            data.decode(name)
        except UnicodeDecodeError:
            continue
        return name
    return "latin1"


def separator_of(text: str, quote: str = '"') -> str:
    """The separator by which most of the first rows have as many columns as the heading, at least two.

    >>> separator_of('Name;Ort\\n"Huber; Anna";Graz\\nGruber;Linz, Wels')
    ';'
    """
    lines = io.StringIO(text)
    best, most = ",", 0.0
    for separator in SEPARATORS:
        lines.seek(0)
        rows = [row for row in islice(csv.reader(lines, delimiter=separator, quotechar=quote), SAMPLE) if row]
        width = len(rows[0]) if rows else 0
        share = sum(len(row) == width for row in rows) / len(rows) if width > 1 else 0
        # of two that fit, the one that makes more columns
        if share and (round(share, 1), width * share) > (round(most, 1), 0) and share > most - 0.05:
            best, most = separator, max(share, most)
    return best


def rows_of(text: str, separator: str, quote: str = '"') -> list[list[str]]:
    """Rows of a file, without empty ones.

    A quote that is never closed swallows the rows after it. Where a row goes over several lines, and has another number
    of columns than the heading or an odd number of quotes, its lines are read one by one, so that one broken row stays
    one broken row: the text of its line, with one column more than the heading has.

    >>> rows_of('a,b\\n"x,1\\ny,2\\nz,3', ",")
    [['a', 'b'], ['"x,1', '', ''], ['y', '2'], ['z', '3']]
    """
    lines = list(io.StringIO(text, newline=""))
    result: list[list[str]] = []
    start, width = 0, 0
    while start < len(lines):
        rest = (lines[number] for number in range(start, len(lines)))
        reader = csv.reader(rest, delimiter=separator, quotechar=quote)
        broken, before = None, 0
        for row in reader:
            if reader.line_num - before > 1:
                quotes = sum(line.count(quote) for line in lines[start + before : start + reader.line_num])
                if width and len(row) != width or quotes % 2:
                    broken = start + before
                    break
            before = reader.line_num
            width = width or len(row)
            if any(value.strip() for value in row):
                result.append(row)
        if broken is None:
            return result
        result.append([lines[broken].rstrip("\r\n"), *[""] * width])
        start = broken + 1
    return result
