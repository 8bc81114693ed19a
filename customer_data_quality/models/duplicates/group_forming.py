"""From scored pairs to groups, in memory: one part of the contacts after the other that no pair connects."""

from collections import defaultdict
from itertools import combinations
from math import inf
from typing import NamedTuple

from ...engine.clusters import cluster

# More contacts on one screen help nobody; what exceeds this is split where the links are weakest.
MAX_SIZE = 50
STRICTER = 2.0


class Group(NamedTuple):
    """Contacts that likely are the same."""

    best: dict  # by contact: the score of its strongest link, log-odds
    weakest: float  # the least of these
    has_doubt: bool  # a pair within speaks against it
    reasons: int  # bits of the kinds of keys that the strong pairs share
    is_limited: bool


def form_groups(pairs, threshold, same=(), different=(), company_of=None):
    """Form groups.

    :param pairs: iterable of (a, b, score, kinds) with a < b, score in log-odds, by falling score
    :param float threshold: log-odds from which a pair may found a group
    :param same: pairs (a, b) that somebody has said to be one
    :param different: pairs that somebody has said to be two
    :param dict company_of: company by contact, where it has one: two companies' contacts are never in one group
    :return: iterator of Group, at least two contacts in each
    """
    decided = {**dict.fromkeys(same, inf), **dict.fromkeys(different, -inf)}
    connected, kept = _Parts(), {}
    for a, b in same:
        connected.join(a, b)
    # the strong pairs come first: when the weak ones do, it is known which of them lie within a part
    for a, b, score, kinds in pairs:
        if decided.get((a, b), score) >= threshold:
            connected.join(a, b)
        elif not connected.has(a, b):
            continue
        kept[a, b] = (score, kinds)
    parts = defaultdict(dict)
    while kept:
        (a, b), value = kept.popitem()
        if connected.has(a, b):
            parts[connected.root(a)][a, b] = value
    for (a, b), score in decided.items():
        if connected.has(a, b):
            part = parts[connected.root(a)]
            part[a, b] = (score, part.get((a, b), (0, 0))[1])
    while parts:
        _root, part = parts.popitem()
        yield from _form(part, threshold, company_of or {})


class _Parts:
    """Contacts that pairs connect with each other: a forest in which each part has a root."""

    def __init__(self):
        self._parent = {}

    def root(self, contact):
        parent = self._parent
        while (above := parent.get(contact, contact)) != contact:
            parent[contact] = parent.get(above, above)
            contact = above
        return contact

    def join(self, one, other):
        one, other = self.root(one), self.root(other)
        if one != other:
            self._parent[max(one, other)] = min(one, other)

    def has(self, one, other):
        """Whether both are in the same part."""
        return self.root(one) == self.root(other)


def _form(part, threshold, company_of):
    contacts = {contact for pair in part for contact in pair}
    if len({company_of[contact] for contact in contacts if contact in company_of}) > 1:
        owned = sorted(contact for contact in contacts if contact in company_of)
        part.update({pair: (-inf, 0) for pair in combinations(owned, 2) if company_of[pair[0]] != company_of[pair[1]]})
    for members, is_limited in _split(part, threshold):
        yield _describe(members, part, threshold, is_limited)


def _split(part, threshold, is_limited=False):
    """Cluster, again and more strictly where a group is too large: yield (contacts, whether it was larger)."""
    clusters = cluster((a, b, score - threshold) for (a, b), (score, _kinds) in part.items())
    for members in clusters:
        if len(members) <= MAX_SIZE:
            yield members, is_limited
            continue
        chosen = set(members)
        within = {pair: value for pair, value in part.items() if chosen.issuperset(pair)}
        if max(score for score, _kinds in within.values()) > threshold + STRICTER:
            yield from _split(within, threshold + STRICTER, True)
        else:  # all alike
            for start in range(0, len(members), MAX_SIZE):
                if len(members[start : start + MAX_SIZE]) > 1:
                    yield members[start : start + MAX_SIZE], True


def _describe(members, part, threshold, is_limited):
    best = dict.fromkeys(members, -inf)
    reasons, lowest = 0, inf
    for pair in combinations(members, 2):
        if pair in part:
            score, kinds = part[pair]
            lowest = min(lowest, score)
            if score >= threshold:
                reasons |= kinds
            for contact in pair:
                best[contact] = max(best[contact], score)
    return Group(best, min(best.values()), lowest < 0, reasons, is_limited)
