"""People as they stand outside of the contacts: in leads and on mailing lists, partly known, partly strangers.

Each is about an entity of a world; strangers come from a world of their own, whose clusters are negative. How they are
written follows where they come from: a call is noted without an address, a form without much care, a mailing list
knows little but the mail address.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy
from typing import NamedTuple

from world import errors_in_names as names
from world import errors_in_points as points
from world.contact_points import PROVIDERS
from world.entities import Record
from world.phones import any_style
from world.rng import Rng, Weighted
from world.spelling import mistyped, written_out
from world.stream import records

STRANGERS = 0.35
"""Share of floating records that are about nobody among the contacts."""

LEADS = 0.7
"""Share of leads; the others are on mailing lists."""


class Floating(NamedTuple):
    """One record outside of the contacts; an empty string where there is nothing."""

    kind: str  # "lead" or "subscriber"
    cluster_id: int  # of the contacts about the same entity, negative where there are none
    name: str
    company_name: str
    email: str
    phone: str
    street: str
    zip: str
    city: str
    country_code: str


def _plain(rng: Rng, record: Record) -> None:
    """As it should be."""


def _small(rng: Rng, record: Record) -> None:
    record.name = record.name.lower()


def _no_umlauts(rng: Rng, record: Record) -> None:
    record.name, record.street, record.city = map(written_out, (record.name, record.street, record.city))


_NAMES = Weighted(
    {
        _plain: 64,
        _small: 9,
        _no_umlauts: 8,
        names.name_mistyped: 6,
        names.name_misheard: 4,
        names.surname_first: 4,
        names.nickname: 3,
        names.initial: 2,
    }.items()
)


def _other_case(rng: Rng, record: Record) -> None:
    record.email = record.email.title() if rng.random() < 0.6 else record.email.upper()


def _tagged(rng: Rng, record: Record) -> None:
    local, at, domain = record.email.partition("@")
    record.email = f"{local}+{rng.pick(('news', 'shop', 'info'))}{at}{domain}" if at else record.email


def _in_brackets(rng: Rng, record: Record) -> None:
    record.email = f" {record.email} " if rng.random() < 0.5 else f'"{record.name}" <{record.email}>'


def _left_out(rng: Rng, record: Record) -> None:
    record.email = ""


_MAILS = {
    "lead": Weighted(
        {
            _plain: 40,
            _other_case: 4,
            _in_brackets: 3,
            _left_out: 33,
            points.email_other: 12,
            points.email_mistyped: 8,
        }.items()
    ),
    "subscriber": Weighted(
        {_plain: 72, _other_case: 6, _tagged: 6, points.email_other: 10, points.email_mistyped: 6}.items()
    ),
}


def floating(count: int, contacts: int, seed: int | str) -> Iterator[Floating]:
    """Records about the contacts of the world `records(contacts, seed)`, and about strangers.

    Args:
        count: number of records.
        contacts: number of contacts of that world.
        seed: the same seed gives the same records.

    >>> found = list(floating(200, 500, 1))
    >>> len(found), {each.kind for each in found} == {"lead", "subscriber"}
    (200, True)
    >>> 30 < sum(each.cluster_id < 0 for each in found) < 110
    True
    """
    rng = Rng("floating", seed)
    strangers = _strangers(max(int(count * STRANGERS * 3), 20), contacts, seed)
    share = count * (1 - STRANGERS) / contacts
    written = 0
    while written < count:
        for record in records(contacts, seed):
            chance = share
            while written < count and rng.random() < chance:
                chance -= 1
                yield _written(rng, record, record.entity.number)
                written += 1
                if written < count and rng.random() < STRANGERS / (1 - STRANGERS):
                    stranger = next(strangers)
                    yield _written(rng, stranger, -stranger.entity.number)
                    written += 1


def _strangers(count: int, contacts: int, seed: int | str) -> Iterator[Record]:
    """Records of another world, but for those whose mailbox or domain somebody among the contacts has already."""
    taken = {record.email.lower() for record in records(contacts, seed)}
    taken |= {address.partition("@")[2] for address in taken}.difference(PROVIDERS.items)
    for record in records(count, f"{seed} strangers"):
        address = record.email.lower()
        if address not in taken and (not address or address.partition("@")[2] not in taken):
            yield record


def _written(rng: Rng, record: Record, cluster: int) -> Floating:
    """One record, as somebody writes down who does not look at the contact."""
    noted = copy(record)
    kind = "lead" if rng.random() < LEADS or not noted.email else "subscriber"
    rng.draw(_NAMES)(rng, noted)
    rng.draw(_MAILS[kind])(rng, noted)
    phone = noted.phone or noted.mobile
    if phone and rng.random() < 0.5:
        phone = any_style(rng, phone) if phone.startswith("+") and phone.count(" ") >= 2 else phone
    has_place = kind == "lead" and rng.random() < 0.4
    has_phone = kind == "lead" and (rng.random() < 0.75 or not noted.email)
    name = noted.name if kind == "lead" or rng.random() < 0.7 else ""
    if rng.random() < 0.03:
        name = mistyped(rng, name)
    return Floating(
        kind,
        cluster,
        "" if noted.is_company else name,
        name if noted.is_company else "",
        noted.email,
        phone if has_phone else "",
        noted.street if has_place else "",
        noted.zip if has_place else "",
        noted.city if has_place else "",
        noted.country_code if has_place else "",
    )
