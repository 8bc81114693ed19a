"""Rows of contacts from Excel's sheets, read by openpyxl as people see them."""

import io
import re
from datetime import datetime, time

import openpyxl

# A postcode that is a number and shown with its zeros: "00000", "[$-407]00000", "00000;@".
ZEROS = re.compile(r"(?:\[[^\]]*\])*(0{2,})(?:;.*)?")
# What a formula that fails leaves behind, in English and German.
FAILED = {*openpyxl.cell.cell.ERROR_CODES, "#NV", "#BEZUG!", "#WERT!", "#ZAHL!"}


def read(content, sheet=None):
    """The rows of one sheet, all of one length, without empty ones.

    :param bytes content: of an .xlsx or .xlsm file
    :param str sheet: name of the sheet, by default the first with more than a line: before it may be a cover
    :return: names of the sheets, name of the sheet that was read, rows: lists of texts and dates
    """
    book = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
    sheets = {each.title: each for each in book.worksheets}
    name = sheet if sheet in sheets else next((name for name in sheets if sheets[name].max_row > 1), next(iter(sheets)))
    shown = sheets[name]
    rows = [[_value(cell) for cell in row] for row in shown.rows]
    for merged in shown.merged_cells.ranges:
        # a company that stands once beside several persons
        for row in rows[merged.min_row : merged.max_row]:
            row[merged.min_col - 1] = rows[merged.min_row - 1][merged.min_col - 1]
    return list(sheets), name, [row for row in rows if any(str(value).strip() for value in row)]


def _value(cell):
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date() if value.time() == time() else value
    if isinstance(value, (int, float)) and not isinstance(value, bool) and value % 1 == 0:
        zeros = ZEROS.fullmatch(cell.number_format)
        return str(int(value)).zfill(len(zeros[1]) if zeros else 0)
    return str(value)
