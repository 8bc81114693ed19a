"""The contacts that share match keys with some values, found through the index: what a lookup scores."""

from collections import Counter, defaultdict
from typing import NamedTuple

from odoo.tools import SQL

from ...engine.match_keys import KINDS, RARITY
from ...engine.signature import Signature
from .candidates import SEARCHED
from .comparing import read_counts

NUMBERS = {kind.number for kind in SEARCHED}
CAPS = {kind.number: kind.cap for kind in KINDS}
# Rows that one probe reads at most. Beyond that a key has become common since the last full search: it is put aside,
# and the probe repeated.
MOST_ROWS = 1000
MOST_SCORED = 60


class Probe(NamedTuple):
    """What is looked for."""

    signature: Signature
    keys: list
    company_id: int | None
    own_id: int  # of the contact itself, 0 for values


class Found(NamedTuple):
    """What a probe has found: a contact, its stored signature and its keys."""

    id: int
    signature: str
    keys: list


def find(cr, probes):
    """Find the candidates of each probe.

    :param list probes: of Probe
    :return: (list of lists of Found, those that share most first, at most MOST_SCORED each; {rarity key: contacts} of
        all keys of the probes and of what they found; number of all contacts, 0 if it was never counted)
    """
    results = [[] for _probe in probes]
    counts, total = read_counts(cr, {key for probe in probes for key in probe.keys})
    too_common = {key for key, contacts in counts.items() if contacts > CAPS[key & 31]}
    open_probes = range(len(probes))
    while open_probes:
        rows = _rows(cr, [(number, probes[number], too_common) for number in open_probes])
        again = []
        for number in open_probes:
            mine = set(probes[number].keys) - too_common
            shared = {found.id: mine.intersection(found.keys) for found in rows[number]}
            contacts = Counter(key for keys in shared.values() for key in keys)
            # what is found are the others, so as many as the cap allows are one too many
            common = {key for key, count in contacts.items() if count >= CAPS[key & 31]}
            if len(rows[number]) >= MOST_ROWS and common:
                too_common |= common
                again.append(number)
            else:
                results[number] = _ranked(rows[number], shared, common)
        open_probes = again
    # of all at once: many have the same town and the same first name
    counted = {key for each in results for found in each for key in found.keys if key & 31 in RARITY}
    return results, counts | read_counts(cr, counted - counts.keys())[0], total


def _ranked(rows, shared, common):
    telling = ((len(shared[found.id] - common), found) for found in rows)
    ranked = sorted((-number, found.id, found) for number, found in telling if number)
    return [found for _number, _id, found in ranked[:MOST_SCORED]]


def _rows(cr, probes):
    """Read what shares keys: {number of the probe: [Found]}."""
    searched = [
        (number, [key for key in probe.keys if key & 31 in NUMBERS and key not in too_common], probe)
        for number, probe, too_common in probes
    ]
    rows = defaultdict(list)
    values = SQL(", ").join(
        SQL("(%s, %s::bigint[], %s::int, %s)", number, keys, probe.company_id, probe.own_id)
        for number, keys, probe in searched
        if keys
    )
    if not values.code:
        return rows
    # Whatever the planner thinks of LIMIT, the index is always quicker than the table.
    cr.execute("SET LOCAL enable_seqscan = off; SET LOCAL jit = off")
    cr.execute(
        SQL(
            """
            SELECT probe.number, met.id, met.signature, met.keys
            FROM (VALUES %(values)s) AS probe(number, keys, company_id, own_id),
            LATERAL (
                SELECT k.id, k.signature, k.keys FROM partner_match_key k
                WHERE k.keys && probe.keys AND k.active AND k.id <> probe.own_id
                    AND COALESCE(k.company_id = probe.company_id, TRUE)
                LIMIT %(most)s
            ) AS met
            """,
            values=values,
            most=MOST_ROWS,
        )
    )
    found = cr.fetchall()
    cr.execute("SET LOCAL enable_seqscan = on")
    for number, *row in found:
        rows[number].append(Found(*row))
    return rows
