"""The errors that people make when they record a contact.

Every error takes the stream of decisions and the record, changes the record in place and
tells whether it changed anything.
"""

from __future__ import annotations

from collections.abc import Callable

from world import errors_in_names as names
from world import errors_in_points as points
from world.entities import Record
from world.rng import Rng, Weighted

Error = Callable[[Rng, Record], bool]

#: errors that may happen to anybody, with their frequency
HUMAN: Weighted[Error] = Weighted(
    {
        names.name_mistyped: 16,
        names.name_misheard: 9,
        names.nickname: 7,
        names.initial: 4,
        names.surname_first: 4,
        names.second_name: 3,
        names.salutation: 3,
        names.surname_only: 1.5,
        names.legal_form: 13,
        names.company_words: 8,
        names.company_short: 4,
        names.company_addition: 4,
        names.company_reordered: 2,
        points.street_written: 10,
        points.street_mistyped: 8,
        points.number_changed: 7,
        points.street_addition: 2,
        points.zip_wrong: 4,
        points.zip_prefix: 2,
        points.city_written: 6,
        points.email_mistyped: 7,
        points.email_other: 8,
        points.phone_mistyped: 6,
        points.phone_written: 9,
        points.phones_exchanged: 3,
        points.extension_dropped: 4,
        points.vat_written: 6,
        points.country_missing: 3,
        points.kind_flipped: 1,
    }.items()
)
