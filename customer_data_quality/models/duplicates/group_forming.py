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

    :param pairs: iterable of (a, b, score, kinds) with a < b, score in log-odds
    :param float threshold: log-odds from which a pair may found a group
    :param same: pairs (a, b) that somebody has said to be one
    :param different: pairs that somebody has said to be two
    :param dict company_of: company by contact, where it has one: two companies' contacts are never in one group
    :return: iterator of Group, at least two contacts in each
    """
    scores = {(a, b): (score, kinds) for a, b, score, kinds in pairs}
    for pair in same:
        scores[pair] = (inf, scores.get(pair, (0, 0))[1])
    for pair in different:
        scores[pair] = (-inf, 0)
    find = _connect(pair for pair, (score, _kinds) in scores.items() if score >= threshold)
    parts = defaultdict(dict)
    for (a, b), value in scores.items():
        root = find(a)
        if root is not None and root == find(b):
            parts[root][a, b] = value
    scores.clear()
    while parts:
        _root, part = parts.popitem()
        yield from _form(part, threshold, company_of or {})


def _connect(links):
    """Return a function that says, by its representative, to which connected part a contact belongs, or None."""
    parent = {}

    def find(contact):
        if contact not in parent:
            return None
        while parent[contact] != contact:
            parent[contact] = contact = parent[parent[contact]]
        return contact

    for a, b in links:
        parent.setdefault(a, a)
        parent.setdefault(b, b)
        one, other = find(a), find(b)
        if one != other:
            parent[max(one, other)] = min(one, other)
    return find


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
