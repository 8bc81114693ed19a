"""Compared pairs as the rows of a regression, and what its coefficients mean.

Each level of each field has a coefficient that all groups of name relations share, and one of each group that is drawn
to zero, so that a group departs from the others only as far as the pairs say. A missing value has none: it is neutral.
"""

import numpy
from scipy import sparse

from .engine import adaptation, field_levels, linkage

FIELDS = list(field_levels.FIELDS)
LEVELS = [len(levels) for levels in field_levels.FIELDS.values()]
GROUPS = len(linkage.GROUPS)
OWN = 0.7
"""Scale of a group's own coefficients: the smaller, the more they are drawn to what all groups share."""

_STARTS = numpy.cumsum([0, *LEVELS])
_SHARED = _STARTS[-1]
_GROUP = _SHARED - LEVELS[0]
_OWN = _SHARED + GROUPS * _GROUP
_INTERCEPTS = _OWN + GROUPS
COLUMNS = _INTERCEPTS + 3 * linkage.CELLS
# fields whose first level stands for "nothing to compare"
_NEUTRAL = numpy.array([field not in ("name", "rarity") for field in FIELDS])
_GROUP_OF = numpy.array(linkage.GROUP_OF_NAME)

# what agrees never speaks against, what differs never for: explanations would be absurd
_FOR = {
    "legal_form": "same",
    "suffix": "same",
    "figures": "same",
    "email": "same same_shared same_role same_role_shared same_local close",
    "phone": "same same_shared same_crowd close",
    "vat": "same same_shared close",
    "website": "same",
    "street": "same same_shared same_crowd same_number_missing alike",
    "unit": "same",
    "zip": "same close",
    "city": "same alike",
    "parent": "same",
    "agreement": "one two many",
}
_AGAINST = {
    "legal_form": "other",
    "suffix": "one other",
    "figures": "one other",
    "email": "other_personal other",
    "phone": "other",
    "vat": "other",
    "website": "other",
    "street": "other",
    "unit": "other",
    "zip": "region other",
    "city": "other",
    "parent": "parent_and_child",
}


def matrix(pairs, expected):
    """Return the rows of compared pairs as a sparse matrix of :data:`COLUMNS` columns.

    :param expected: count of each cell beside that of equal names that agree elsewhere, over all worlds
    """
    number = len(pairs.levels)
    rows = numpy.arange(number)
    groups = _GROUP_OF[pairs.levels[:, 0]]
    row_parts, column_parts, value_parts = [rows], [_OWN + groups], [numpy.ones(number)]
    for place in range(len(FIELDS)):
        levels = pairs.levels[:, place].astype(int)
        kept = levels > 0 if _NEUTRAL[place] else numpy.ones(number, bool)
        row_parts.append(rows[kept])
        column_parts.append(_STARTS[place] + levels[kept])
        value_parts.append(numpy.ones(kept.sum()))
        if place:
            row_parts.append(rows[kept])
            column_parts.append(_SHARED + groups[kept] * _GROUP + _STARTS[place] - LEVELS[0] + levels[kept])
            value_parts.append(numpy.full(kept.sum(), OWN))
    surplus = numpy.array(adaptation.surplus(cell_counts(pairs), expected))
    for which in range(3):
        row_parts.append(rows)
        column_parts.append(_INTERCEPTS + which * linkage.CELLS + pairs.cells)
        value_parts.append(surplus[pairs.cells, which])
    return sparse.csr_matrix(
        (numpy.concatenate(value_parts), (numpy.concatenate(row_parts), numpy.concatenate(column_parts))),
        shape=(number, COLUMNS),
    )


def cell_counts(pairs):
    """Return the number of compared pairs by cell."""
    return numpy.bincount(pairs.cells, minlength=linkage.CELLS).astype(float)


def bounds():
    """Return the least and the largest value of each coefficient, None for any."""
    found = [(None, None)] * COLUMNS
    for place, (field, levels) in enumerate(field_levels.FIELDS.items()):
        for wanted, bound in ((_FOR, (0, None)), (_AGAINST, (None, 0))):
            for level in wanted.get(field, "").split():
                column = _STARTS[place] + levels.index(level)
                found[column] = bound
                for group in range(GROUPS):
                    found[_SHARED + group * _GROUP + column - LEVELS[0]] = bound
    return found


def weights(coefficients, intercept):
    """Return points by group, field and level, and the slopes of the cells, from fitted coefficients."""
    groups = {}
    for group, name in enumerate(linkage.GROUPS):
        fields = {}
        for place, (field, levels) in enumerate(field_levels.FIELDS.items()):
            points = coefficients[_STARTS[place] : _STARTS[place + 1]].copy()
            if place:
                start = _SHARED + group * _GROUP + _STARTS[place] - LEVELS[0]
                points += OWN * coefficients[start : start + LEVELS[place]]
            else:
                points += intercept + coefficients[_OWN + group]
            if _NEUTRAL[place]:
                points[0] = 0.0
            fields[field] = {
                level: round(float(number), 2)
                for position, (level, number) in enumerate(zip(levels, points, strict=True))
                if round(float(number), 2) and (place or _GROUP_OF[position] == group)
            }
        groups[name] = {field: points for field, points in fields.items() if points}
    slopes = coefficients[_INTERCEPTS:].reshape(3, linkage.CELLS).T
    return groups, [[round(float(slope), 3) for slope in row] for row in slopes]
