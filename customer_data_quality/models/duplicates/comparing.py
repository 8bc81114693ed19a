"""Compares contacts by their stored signatures, with little memory however many there are."""

from itertools import islice

from odoo.tools import SQL

from ...engine import match_keys, signature
from ...engine.contact import Contact
from .candidates import TOTAL

# Contacts that are held in memory at once, about 2 kB each.
HELD = 60_000


class Comparer:
    """Scores pairs of contacts of one database.

    :param linkage: engine.linkage.Linkage
    :param dict counts: number of contacts by rarity key, complete or read by `read_counts`
    :param int total: number of all contacts
    """

    def __init__(self, cr, linkage, counts, total):
        self._cr = cr
        self._linkage = linkage
        self.counts = counts
        self.total = total
        self._contacts = {}

    def scores(self, pairs):
        """Score pairs of contact ids: a list of log-odds, None where a contact has no keys (any more)."""
        shifts = self._linkage.shifts
        return [judged and judged[0] + shifts[judged[1]] for judged in self.judged(pairs)]

    def judged(self, pairs):
        """Compare pairs of contact ids: a list of (log-odds before they are shifted, cell), None as in `scores`."""
        held = self._hold({contact for pair in pairs for contact in pair})
        judge, counts = self._linkage.judge, self.counts
        result = []
        for one, other in pairs:
            mine, theirs = held.get(one), held.get(other)
            result.append(judge(mine, theirs, counts) if mine and theirs else None)
        return result

    def forget(self, ids):
        """Read the signatures of contacts anew that have changed."""
        for id_ in ids:
            self._contacts.pop(id_, None)

    def _hold(self, ids):
        held = self._contacts
        missing = ids - held.keys()
        if len(held) + len(missing) > HELD:
            for id_ in list(islice((id_ for id_ in held if id_ not in ids), len(held) + len(missing) - HELD)):
                del held[id_]
        if missing:
            self._cr.execute(
                SQL("SELECT id, signature FROM partner_match_key WHERE id = ANY(%s) AND active", list(missing))
            )
            load, counts, total = signature.load, self.counts, self.total
            held.update((id_, Contact(load(text), counts, total)) for id_, text in self._cr.fetchall())
        return held


def read_all_counts(cr):
    """All frequencies that are evidence, and the number of contacts: ({rarity key: contacts}, total)."""
    cr.execute(
        SQL(
            "SELECT key, contacts FROM partner_match_frequency WHERE key = %s OR key & 31 = ANY(%s)",
            TOTAL,
            sorted(match_keys.RARITY),
        )
    )
    counts = dict(cr.fetchall())
    total = counts.pop(TOTAL, None)
    if total is None:  # no full scan yet
        cr.execute("SELECT count(*) FROM partner_match_key WHERE active")
        total = cr.fetchone()[0]
    return counts, total


def read_counts(cr, keys):
    """Frequencies of some keys only, and the number of contacts, 0 if it was never counted."""
    cr.execute(SQL("SELECT key, contacts FROM partner_match_frequency WHERE key = ANY(%s::bigint[])", [TOTAL, *keys]))
    counts = dict(cr.fetchall())
    return counts, counts.pop(TOTAL, 0)
