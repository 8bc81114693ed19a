"""What exists in the world (entities) and what somebody typed about it (records)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from world.companies import Firm
from world.people import Person
from world.places import Town

COMPANY, SUBSIDIARY, BRANCH = "company", "subsidiary", "branch"
CONTACT, PRIVATE = "contact", "private"


@dataclass(slots=True, eq=False)
class Entity:
    """A person or organisation with its true particulars.

    Two records are duplicates exactly when they are about the same entity. A branch, a
    company of the same group, a colleague and a relative are entities of their own.

    Attributes:
        number: the cluster that all records about it share.
        parent: the company of a contact person.
        other_email: a second mailbox that reaches it (private, or of the accounting).
    """

    number: int
    kind: str
    name: str
    town: Town
    street: str = ""
    zip: str = ""
    email: str = ""
    other_email: str = ""
    phone: str = ""
    mobile: str = ""
    vat: str = ""
    website: str = ""
    parent: Entity | None = None
    person: Person | None = None
    firm: Firm | None = None

    @property
    def is_company(self) -> bool:
        return self.kind in (COMPANY, SUBSIDIARY, BRANCH)


@dataclass(slots=True, eq=False)
class Record:
    """One contact as it stands in the database.

    Attributes:
        original: the first record about the same entity, if this is a later one.
        ops: how it came about, as ``@channel`` and the errors made.
        id: the number of its row, given when the row is written.
    """

    entity: Entity
    name: str
    is_company: bool
    street: str = ""
    zip: str = ""
    city: str = ""
    country_code: str = ""
    email: str = ""
    phone: str = ""
    mobile: str = ""
    vat: str = ""
    website: str = ""
    parent: Record | None = None
    original: Record | None = None
    ops: list[str] = field(default_factory=list)
    id: int = 0

    def live_at(self, other: Record) -> None:
        """Take over the address and VAT number of the company, as Odoo does."""
        self.street, self.zip, self.city = other.street, other.zip, other.city
        self.country_code, self.vat = other.country_code, other.vat

    def row(self) -> Row:
        """The record as a row of the file; its parent and original must have ids."""
        return Row(
            self.id,
            self.entity.number,
            self.entity.kind,
            int(self.is_company),
            self.parent.id if self.parent else "",
            self.name,
            self.street,
            self.zip,
            self.city,
            self.country_code,
            self.email,
            self.phone,
            self.mobile,
            self.vat,
            self.website,
            self.original.id if self.original else "",
            "+".join(self.ops),
        )


def put(record: Record, field: str, value: str) -> bool:
    """Set the field; tells whether that changed anything."""
    if getattr(record, field) == value:
        return False
    setattr(record, field, value)
    return True


class Row(NamedTuple):
    """A row of the benchmark file; an empty string where there is nothing."""

    id: int
    cluster_id: int
    kind: str
    is_company: int
    parent_id: int | str
    name: str
    street: str
    zip: str
    city: str
    country_code: str
    email: str
    phone: str
    mobile: str
    vat: str
    website: str
    dup_of: int | str
    ops: str


COLUMNS = Row._fields
