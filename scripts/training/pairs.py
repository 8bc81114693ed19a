"""The pairs of one world that the add-on would compare, with how they compare and whether they are one contact."""

import itertools
from collections import defaultdict
from typing import NamedTuple

import numpy
import world

from .engine import contact, field_levels, linkage, match_keys, signature


class Plan(NamedTuple):
    """A world to be made: its profile, seed and number of contacts."""

    profile: str
    seed: int
    contacts: int


class Pairs(NamedTuple):
    """Compared pairs of one world.

    :ivar plan: the world
    :ivar levels: one row a pair, one column a field of FIELDS (int16)
    :ivar same: whether the two are one contact (bool)
    :ivar cells: cell of each pair (int), see engine.adaptation
    :ivar duplicates: number of pairs in the world that are one contact, compared or not
    """

    plan: Plan
    levels: numpy.ndarray
    same: numpy.ndarray
    cells: numpy.ndarray
    duplicates: int


def compared(plan):
    """Make a world and compare all pairs that share match keys, as a scan does."""
    rows = [world.Row(*row) for row in world.rows(plan.contacts, plan.seed, plan.profile)]
    contacts = [signature.build(_values(row)) for row in rows]
    clusters = [row.cluster_id for row in rows]
    blocks = defaultdict(list)
    for index, one in enumerate(contacts):
        for key in match_keys.keys(one):
            blocks[key].append(index)
    counts = {key: len(ids) for key, ids in blocks.items() if len(ids) > 2 and key & 31 in match_keys.RARITY}
    found = {}  # as a set that keeps its order
    for key, ids in blocks.items():
        if 1 < len(ids) <= match_keys.KINDS[key & 31].cap:
            found.update(dict.fromkeys(itertools.combinations(ids, 2)))
    ready = [contact.Contact(one, counts, len(contacts)) for one in contacts]
    levels = [field_levels.compare(ready[a], ready[b], counts) for a, b in found]
    sizes = defaultdict(int)
    for cluster in clusters:
        sizes[cluster] += 1
    return Pairs(
        plan,
        numpy.array(levels, dtype=numpy.int16).reshape(-1, len(field_levels.FIELDS)),
        numpy.array([clusters[a] == clusters[b] for a, b in found], dtype=bool),
        numpy.array([linkage.cell_of(level) for level in levels], dtype=int),
        sum(size * (size - 1) // 2 for size in sizes.values()),
    )


def _values(row):
    """The values of a contact in the order of signature.COLUMNS; a mobile number where there is no other."""
    return (
        int(row.id), row.name, row.is_company in (1, "1", True), int(row.parent_id or 0), row.street, "", row.zip,
        row.city, row.country_code, row.email, row.phone or row.mobile, row.vat, row.website, "",
    )  # fmt: skip
