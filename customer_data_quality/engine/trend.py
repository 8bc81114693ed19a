"""A straight line through a development, and what it says about a day to come: pure functions."""

import statistics
from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

# With less than that a line would be drawn through chance.
LEAST_DAYS = 14
LEAST_POINTS = 5
# Twice the standard error of a prediction: about 19 of 20 values lie within.
ERRORS = 2
FARTHEST = 5 * 365


class Line(NamedTuple):
    """A line of least squares: value = start + slope × days since `first`."""

    first: date
    last: date
    start: float
    slope: float  # per day
    error: float  # standard deviation of what is left over
    mean_day: float
    spread: float  # sum of squared distances of the days from their mean
    points: int


class Forecast(NamedTuple):
    """What is to be expected on a day, and between which values it will lie most likely; 0 to 100."""

    value: float
    low: float
    high: float


def fit(points: Sequence[tuple[date, float]]) -> Line | None:
    """Return the line through a development; None where there is too little to draw one.

    :param points: of days and values, in any order

    >>> days = [date(2026, 1, 1) + timedelta(days=7 * n) for n in range(6)]
    >>> line = fit([(day, 50 + n) for n, day in enumerate(days)])
    >>> round(line.slope * 7, 6), round(line.error, 6)
    (1.0, 0.0)
    >>> fit([(days[0], 50), (days[1], 60)])
    """
    if len(points) < LEAST_POINTS:
        return None
    points = sorted(points)
    first, last = points[0][0], points[-1][0]
    if (last - first).days < LEAST_DAYS:
        return None
    xs = [float((day - first).days) for day, _value in points]
    ys = [float(value) for _day, value in points]
    slope, start = statistics.linear_regression(xs, ys)
    left = sum((y - start - slope * x) ** 2 for x, y in zip(xs, ys, strict=True))
    mean = statistics.fmean(xs)
    return Line(
        first, last, start, slope, (left / (len(xs) - 2)) ** 0.5, mean, sum((x - mean) ** 2 for x in xs), len(xs)
    )


def forecast(line: Line, day: date) -> Forecast:
    """Return what a line says about a day. The farther the day, the wider the range.

    >>> days = [date(2026, 1, 1) + timedelta(days=7 * n) for n in range(6)]
    >>> line = fit([(day, 50 + n) for n, day in enumerate(days)])
    >>> round(forecast(line, date(2026, 2, 12)).value, 6)
    56.0
    >>> forecast(line, date(2036, 1, 1)).value
    100.0
    """
    x = (day - line.first).days
    value = line.start + line.slope * x
    spread = (1 + 1 / line.points + (x - line.mean_day) ** 2 / line.spread) ** 0.5
    margin = ERRORS * line.error * spread
    return Forecast(*(min(100.0, max(0.0, each)) for each in (value, value - margin, value + margin)))


def reached_on(line: Line, value: float) -> date | None:
    """Return the day on which a line reaches a value; None if it goes the other way, or within five years does not.

    >>> days = [date(2026, 1, 1) + timedelta(days=7 * n) for n in range(6)]
    >>> reached_on(fit([(day, 50 + n) for n, day in enumerate(days)]), 60)
    datetime.date(2026, 3, 12)
    >>> reached_on(fit([(day, 50 - n) for n, day in enumerate(days)]), 60)
    """
    if line.slope <= 0:
        return None
    days = (value - line.start) / line.slope
    # rounded up, but not by what a float leaves over
    whole = -int(-(days - 1e-6) // 1)
    if whole > (line.last - line.first).days + FARTHEST:
        return None
    return max(line.last, line.first + timedelta(days=whole))
