"""Laws that every plan obeys."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.customer_data_quality.engine import planning
from odoo.addons.customer_data_quality.engine.planning import Task

START = date(2026, 3, 1)
DAYS = st.sets(st.integers(min_value=0, max_value=30), max_size=20).map(
    lambda offsets: [START + timedelta(days=offset) for offset in sorted(offsets)]
)
DATES = st.dates(min_value=START - timedelta(days=400), max_value=START + timedelta(days=60))
SPECS = st.lists(st.tuples(DATES, DATES, st.integers(min_value=1, max_value=8)), max_size=60)
LOADS = st.dictionaries(DATES, st.integers(min_value=0, max_value=12), max_size=30)


def tasks_of(specs):
    return [Task(key, *spec) for key, spec in enumerate(specs)]


def loads_after(plan, days, load):
    after = {day: load.get(day, 0) for day in days}
    for day in plan.values():
        after[day] += 1
    return after


@given(SPECS, DAYS, LOADS)
def test_limits_hold(specs, days, load):
    tasks = tasks_of(specs)
    plan = planning.level(tasks, days, load)
    after = loads_after(plan, days, load)
    for task in tasks:
        if task.key in plan:
            assert plan[task.key] in days
            assert plan[task.key] <= task.last
            others = sum(plan.get(other.key) == plan[task.key] for other in tasks[: task.key])
            assert load.get(plan[task.key], 0) + others < task.cap
        else:
            assert all(after[day] >= task.cap for day in days if day <= task.last), "left out although there was room"


@given(st.lists(DATES, max_size=60), DAYS, LOADS)
def test_days_are_even(dues, days, load):
    """Where caps and latest days don't stand in the way, no day gets a task while another has two fewer."""
    tasks = [Task(key, due, date.max, 10**6) for key, due in enumerate(dues)]
    plan = planning.level(tasks, days, load)
    after = loads_after(plan, days, load)
    assert len(plan) == (len(tasks) if days else 0)
    for day in set(plan.values()):
        assert after[day] <= min(after.values()) + 1


@given(SPECS, DAYS, LOADS, st.integers(min_value=0, max_value=60))
def test_urgent_ones_do_not_suffer_from_others(specs, days, load, count):
    """Whatever comes behind, the first so many find a day if they found one alone."""
    tasks = tasks_of(specs)
    alone = planning.level(tasks[:1], days, load)
    assert alone.keys() <= planning.level(tasks[: max(1, count)], days, load).keys()


@given(DAYS, LOADS, st.integers(min_value=0, max_value=200), st.integers(min_value=1, max_value=12))
def test_backlog_is_caught_up_within_the_cap(days, load, late, cap):
    result = planning.backlog_load(days, load, late, cap)
    added = {day: result[day] - load.get(day, 0) for day in days}
    assert all(number >= 0 for number in added.values())
    assert all(result[day] <= max(cap, load.get(day, 0)) for day in days)
    assert sum(added.values()) == min(late, sum(max(0, cap - load.get(day, 0)) for day in days))


@given(
    st.dictionaries(st.integers(1, 24), st.lists(st.integers(0, 50), max_size=15), max_size=4),
    st.lists(st.integers(0, 40), max_size=15),
)
def test_forecast_loses_nothing(due, capacity):
    months = planning.forecast(due, capacity)
    assert len(months) == len(capacity)
    left = 0
    for month, room in zip(months, capacity, strict=True):
        assert month.done <= room
        left += month.due - month.done
        assert month.left == left
        assert month.left == 0 or month.done == room
