"""Fitting the weights: a logistic regression with signs that make sense, drawn towards zero."""

import numpy
from scipy import sparse
from scipy.optimize import minimize

from . import design
from .engine import adaptation, linkage

RIDGE = 3.0
"""Strength of the Gaussian prior around zero, as many pairs as a point of weight is drawn back by."""

_RAREST = 0.003


def expected_counts(worlds):
    """Return, for each cell, its usual count beside that of equal names that agree elsewhere (geometric mean)."""
    logs = []
    for pairs in worlds:
        counts = design.cell_counts(pairs)
        row = numpy.zeros(linkage.CELLS)
        for cell in range(linkage.CELLS):
            plain = counts[adaptation.plain_of(cell)]
            row[cell] = numpy.log((counts[cell] + 0.02) / (plain + 1.0))
        logs.append(row)
    return [round(float(value), 4) for value in numpy.maximum(numpy.exp(numpy.mean(logs, axis=0)), _RAREST)]


def fit(worlds):
    """Return the weights as they are shipped: groups, context.

    :param worlds: compared pairs of each world; large worlds count less than their size
    """
    expected = expected_counts(worlds)
    rows = sparse.vstack([design.matrix(pairs, expected) for pairs in worlds]).tocsr()
    same = numpy.concatenate([pairs.same for pairs in worlds]).astype(float)
    usual = numpy.mean([len(pairs.same) for pairs in worlds])
    weight = numpy.concatenate(
        [numpy.full(len(pairs.same), min(3.0, (usual / max(1, len(pairs.same))) ** 0.5)) for pairs in worlds]
    )
    columns = rows.T.tocsr()
    ridge = numpy.full(design.COLUMNS + 1, RIDGE)
    ridge[-1] = 0.0

    def loss(coefficients):
        score = rows @ coefficients[:-1] + coefficients[-1]
        miss = weight * (1 / (1 + numpy.exp(-numpy.clip(score, -50, 50))) - same)
        value = weight @ (numpy.logaddexp(0, score) - same * score) + 0.5 * (ridge * coefficients) @ coefficients
        return value, numpy.append(columns @ miss, miss.sum()) + ridge * coefficients

    found = minimize(
        loss,
        numpy.zeros(design.COLUMNS + 1),
        jac=True,
        method="L-BFGS-B",
        bounds=[*design.bounds(), (None, None)],
        options={"maxiter": 200, "maxcor": 20},
    )
    groups, slopes = design.weights(found.x[:-1], found.x[-1])
    return {"groups": groups, "context": {"expected": expected, "slopes": slopes}}
