"""Handing PostgreSQL many values at once."""

from odoo.tools import SQL


def as_array(values, kind):
    """Many values as SQL of one array, which PostgreSQL reads several times faster than a list of literals.

    :param values: iterable of numbers, texts without line breaks, or None
    :param str kind: SQL type of the values, such as "int"
    """
    lines = "\n".join(["" if value is None else str(value) for value in values])
    return SQL("string_to_array(%s, %s, '')::%s[]", lines, "\n", SQL(kind))
