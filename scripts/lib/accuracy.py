"""How well duplicates were found, against the truth: pairwise precision, recall and F1."""

import csv
from collections import Counter
from typing import NamedTuple

from .console import Problem


class Accuracy(NamedTuple):
    """Of pairs of contacts.

    :ivar found: number of pairs said to be duplicates
    :ivar right: how many of these are
    :ivar true: number of pairs that are duplicates
    """

    found: int
    right: int
    true: int

    @property
    def precision(self):
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self):
        return self.right / self.true if self.true else 1.0

    @property
    def f1(self):
        return 2 * self.right / (self.found + self.true) if self.found + self.true else 1.0


class Curve(NamedTuple):
    """What the best choice of a threshold would bring.

    :ivar best: Accuracy at the threshold with the best F1
    :ivar threshold: that threshold, a probability
    :ivar recall_at: the highest recall with at least the precision asked for
    """

    best: Accuracy
    threshold: float
    recall_at: float


def pairs_in(sizes):
    """Return how many pairs groups of these sizes make.

    >>> pairs_in([2, 3])
    4
    """
    return sum(size * (size - 1) // 2 for size in sizes)


class Truth:
    """Which contacts are the same.

    :param cluster_of: cluster by id of each contact; contacts that are not in it are left out of all counts
    """

    def __init__(self, cluster_of):
        self._cluster_of = cluster_of
        self.pairs = pairs_in(Counter(cluster_of.values()).values())

    def __len__(self):
        return len(self._cluster_of)

    def __contains__(self, contact):
        return contact in self._cluster_of

    def same(self, one, other):
        """Whether two contacts, both known, are the same."""
        return self._cluster_of[one] == self._cluster_of[other]

    def of_groups(self, groups):
        """Judge the pairs that groups (disjoint lists of ids) imply."""
        found = right = 0
        for group in groups:
            clusters = Counter(self._cluster_of[contact] for contact in group if contact in self)
            found += pairs_in([clusters.total()])
            right += pairs_in(clusters.values())
        return Accuracy(found, right, self.pairs)

    def of_pairs(self, pairs):
        """Judge pairs (id, id, ...), each of which counts once."""
        found = self._known(pairs)
        return Accuracy(len(found), sum(self.same(*pair) for pair in found), self.pairs)

    def curve(self, scored, precision=0.99):
        """Try all thresholds.

        :param scored: (id, id, probability) of all pairs that were scored
        :param precision: the one `recall_at` is asked for
        """
        by_pair = self._known(scored)
        best, threshold, recall_at = Accuracy(0, 0, self.pairs), 1.0, 0.0
        found = right = 0
        ranked = sorted(by_pair.items(), key=lambda item: -item[1])
        for place, (pair, probability) in enumerate(ranked):
            found += 1
            right += self.same(*pair)
            if place + 1 < len(ranked) and ranked[place + 1][1] == probability:
                continue  # no threshold parts pairs of the same probability
            here = Accuracy(found, right, self.pairs)
            if here.f1 > best.f1:
                best, threshold = here, probability
            if here.precision >= precision:
                recall_at = max(recall_at, here.recall)
        return Curve(best, threshold, recall_at)

    def _known(self, pairs):
        """The last value of each pair by its ordered ids, of contacts that are known."""
        return {
            (min(one, other), max(one, other)): rest[0] if rest else 1.0
            for one, other, *rest in pairs
            if one in self and other in self and one != other
        }


def read_truth(path, columns):
    """Return the Truth of a file of contacts.

    :param columns: those it must have
    :raises Problem: when the file cannot be read, lacks a column or a row's ids
    """
    try:
        with open(path, newline="", encoding="utf-8-sig") as file:
            reader = csv.DictReader(file)
            missing = [column for column in columns if column not in (reader.fieldnames or ())]
            if missing:
                raise Problem(
                    f"{path} lacks the columns {', '.join(missing)}.",
                    "docs/benchmarks.md lists the columns; the first line names them.",
                )
            cluster_of = {int(row["id"]): row["cluster_id"] for row in reader}
    except (OSError, UnicodeDecodeError) as error:
        raise Problem(f"{path} cannot be read: {error}.", "give a file of contacts as CSV in UTF-8.") from error
    except ValueError as error:
        raise Problem(f"{path}: an id is no number ({error}).", "number the contacts from 1.") from error
    if not cluster_of:
        raise Problem(f"{path} holds no contacts.")
    return Truth(cluster_of)
