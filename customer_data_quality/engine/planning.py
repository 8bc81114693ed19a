"""Spreading work over working days so that no day has more than its share, and looking ahead."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple


class Task(NamedTuple):
    """Something to be planned for a day.

    key: what it is
    due: the day by which it should be done; in the past for what is late already
    last: the latest day that it may be planned for
    cap: it is planned for no day that has so many tasks already
    """

    key: int
    due: date
    last: date
    cap: int


def level(tasks: Sequence[Task], days: Sequence[date], load: Mapping[date, int] | None = None) -> dict[int, date]:
    """Plan tasks for days, as evenly as the days' present load allows.

    Water is poured over the days until all tasks fit below its surface; no day is filled above it while another has
    room. What is late goes to the first day with room, everything else as near before its due date as there is room.

    :param tasks: in the order in which they get the better days, or a day at all
    :param days: working days in their order
    :param load: tasks that are planned already, by day
    :return: the day of each task, by key; a task for which no day has room is left out

    >>> monday = date(2026, 11, 23)
    >>> week = [monday + timedelta(days=number) for number in range(5)]
    >>> late = [Task(key, date(2026, 1, 1), week[-1], 10) for key in range(5)]
    >>> [day.day for day in level(late, week).values()]
    [23, 24, 25, 26, 27]
    >>> friday = [Task(key, week[-1], week[-1], 10) for key in range(2)]
    >>> [day.day for day in level(friday, week, {week[-1]: 1}).values()]
    [26, 25]
    >>> level([Task(1, monday, monday, 3)], week, {monday: 3})
    {}
    """
    used = {day: (load or {}).get(day, 0) for day in days}
    surface, extra = _surface(list(used.values()), len(tasks))
    plan = {}
    for task in tasks:
        possible = [day for day in days if day <= task.last and used[day] < task.cap]
        if not possible:
            continue
        even = [day for day in possible if used[day] < surface or (used[day] == surface and extra)]
        day = _choose(even, task.due) if even else min(possible, key=lambda each: (used[each], each))
        extra -= used[day] == surface and extra > 0
        used[day] += 1
        plan[task.key] = day
    return plan


def _surface(loads: list[int], count: int) -> tuple[int, int]:
    """The number of tasks that every day gets when so many more are spread evenly, and how many days get one more.

    >>> _surface([0, 3, 1], 4)
    (2, 1)
    >>> _surface([], 4)
    (0, 0)
    """
    if not loads:
        return 0, 0
    surface, left = min(loads), count
    while (days := sum(each <= surface for each in loads)) <= left:
        left -= days
        surface += 1
    return surface, left


def _choose(days: list[date], due: date) -> date:
    """The last day that is not after the due date, or the first one after it."""
    return max((day for day in days if day <= due), default=days[0]) if due > days[0] else days[0]


def backlog_load(days: Sequence[date], load: Mapping[date, int], late: int, cap: int) -> dict[date, int]:
    """The load of days with what is late counted in: people catch up on it first, within their cap.

    >>> days = [date(2026, 11, 23), date(2026, 11, 24), date(2026, 11, 25)]
    >>> list(backlog_load(days, {days[0]: 2}, 5, 4).values())
    [4, 3, 0]
    """
    result = {}
    for day in days:
        own = load.get(day, 0)
        caught_up = min(late, max(0, cap - own))
        late -= caught_up
        result[day] = own + caught_up
    return result


def working_days(start: date, end: date, off: Iterable[date] = (), weekdays: Iterable[int] = range(5)) -> list[date]:
    """The days of a span, ends included, that are working days.

    :param off: days on which nobody works
    :param weekdays: 0 for Monday to 6 for Sunday

    >>> [day.day for day in working_days(date(2026, 12, 23), date(2026, 12, 29), [date(2026, 12, 25)])]
    [23, 24, 28, 29]
    """
    free, wanted = set(off), set(weekdays)
    span = (start + timedelta(days=number) for number in range((end - start).days + 1))
    return [day for day in span if day.weekday() in wanted and day not in free]


class Month(NamedTuple):
    """What a month of a forecast brings: newly due, done in it, and left over at its end."""

    due: int
    done: int
    left: int


def forecast(due: Mapping[int, Sequence[int]], capacity: Sequence[int]) -> list[Month]:
    """What becomes of reviews when so many can be done each month: what is done is due again after its interval.

    :param due: by interval in months, how many become due in each month; what is late already counts to the first
    :param capacity: how many can be done in each month; its length is the length of the forecast

    >>> for month in forecast({2: [5, 0, 0, 0]}, [3, 3, 3, 3]):
    ...     print(*month)
    5 3 2
    0 2 0
    3 3 0
    2 2 0
    >>> forecast({}, [1])
    [Month(due=0, done=0, left=0)]
    """
    span = len(capacity)
    wanted = {interval: [*counts, *[0] * span][:span] for interval, counts in due.items()}
    left = dict.fromkeys(wanted, 0)
    months = []
    for number, room in enumerate(capacity):
        new = sum(counts[number] for counts in wanted.values())
        done = 0
        for interval, counts in wanted.items():
            left[interval] += counts[number]
            some = min(left[interval], room - done)
            left[interval] -= some
            done += some
            if number + interval < span:
                counts[number + interval] += some
        months.append(Month(new, done, sum(left.values())))
    return months
