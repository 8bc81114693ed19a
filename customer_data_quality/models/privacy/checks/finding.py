from collections.abc import Callable
from typing import NamedTuple

from odoo import models

AREAS = [
    ("accounts", "Accounts and Passwords"),
    ("rights", "Access Rights"),
    ("sharing", "Public Sharing"),
    ("server", "Server and Database"),
    ("mail", "E-mail"),
    ("operation", "Operation"),
    ("organisation", "Organisation"),
]
SEVERITIES = [("high", "High"), ("medium", "Medium"), ("low", "Low")]
WEIGHTS = {"high": 5, "medium": 3, "low": 1}
NAMES_SHOWN = 10


class Check(NamedTuple):
    """What is looked at; see `_register_check` for the meaning of each part."""

    label: object
    area: str
    severity: str
    risk: object
    remedy: object
    function: Callable | None
    attest_months: int
    needs_document: bool
    action: str | None
    measure: object


class Finding(NamedTuple):
    """What a check has found.

    result: "passed", "failed" or "not_applicable"; the run itself (run.py) adds "error" and "to_attest"
    lines: sentences that are the evidence, translatable (`_lt`); never a password, key or token
    records: recordset that the evidence is about and that can be opened, or None
    count: how many things are wrong; an accepted risk reopens when it grows
    """

    result: str
    lines: tuple = ()
    records: models.BaseModel | None = None
    count: int = 0


def judge(count, *lines, records=None):
    """A finding that is bad as soon as there is one.

    :param int count: how many things are wrong
    :param lines: the evidence
    :param records: what is wrong
    """
    return Finding("failed" if count else "passed", lines, records if count else None, count)


def named(records):
    """The first names of records in a line."""
    names = ", ".join(each.display_name for each in records[:NAMES_SHOWN])
    return f"{names} …" if len(records) > NAMES_SHOWN else names
