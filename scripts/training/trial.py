"""Trying weights on a world: the same steps as a scan, without a database."""

import numpy

from .design import cell_counts
from .engine import adaptation, linkage


def scores(pairs, weights):
    """Return the score of each compared pair in log-odds, shifted by the world's own counts."""
    judge = linkage.Linkage(weights["groups"])
    shifts = numpy.array(adaptation.shifts(cell_counts(pairs), weights["context"]))
    points = numpy.array([judge.add_up(tuple(levels)) for levels in pairs.levels.tolist()])
    return points + shifts[pairs.cells]


def accuracy(pairs, score):
    """Return precision and recall of the pairs above zero, the best F1 and the share of duplicates compared at all."""
    chosen = score > 0
    right = int((pairs.same & chosen).sum())
    order = numpy.argsort(-score)
    hits = numpy.cumsum(pairs.same[order])
    best = 2 * hits / (numpy.arange(1, len(order) + 1) + pairs.duplicates)
    return {
        "precision": right / max(1, int(chosen.sum())),
        "recall": right / max(1, pairs.duplicates),
        "best_f1": float(best.max(initial=0.0)),
        "compared": int(pairs.same.sum()) / max(1, pairs.duplicates),
    }
