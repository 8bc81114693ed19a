"""How hard a world is for somebody who looks for duplicates."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Profile:
    """How hard a world is for somebody who looks for duplicates.

    Attributes:
        duplicates: share of the records that are about an entity recorded before.
        errors: mean number of human errors in such a record.
        captured: factor on how often an optional field is filled in (0 to 1).
        kin: factor on relatives, groups and other look-alikes.
        bare: share of duplicates that may share nothing but the name with the first.
    """

    duplicates: float
    errors: float
    captured: float
    kin: float
    bare: float


PROFILES = {
    "std": Profile(duplicates=0.18, errors=0.9, captured=1.0, kin=1.0, bare=0.0),
    "hard": Profile(duplicates=0.22, errors=1.9, captured=0.82, kin=1.9, bare=0.03),
}
