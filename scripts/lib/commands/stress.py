"""scripts/test --stress: what happens to the data under load, crashes, full disks and wrong clocks."""

import contextlib
import time
import traceback

from .. import environment
from ..console import Problem, say, step, table
from ..stress import KIND, Skipped, Stress, load, names

HELD, FAILED, SKIPPED = "held", "FAILED", "skipped"


def add_arguments(parser):
    group = parser.add_argument_group("with --stress")
    group.add_argument("--users", type=int, default=20, help="people at work at the same time (%(default)s)")
    group.add_argument("--seconds", type=int, default=40, help="how long they work in each part (%(default)s)")
    group.add_argument("--contacts", type=int, default=2000, help="in each database (%(default)s)")


def main(only, options):
    """Run scenarios and show what held.

    :param only: their names; all when empty
    :return: exit status, 1 if something did not hold
    """
    # Scenarios import what only the environment has.
    environment.enter_python()
    scenarios = [(name, load(name)) for name in only or names()]
    if min(options.users, options.seconds, options.contacts) < 1:
        raise Problem("--users, --seconds and --contacts are numbers above 0.")
    rows = []
    with environment.ready() as databases:
        databases.drop_stale(KIND)
        for name, module in scenarios:
            say(f"\n{name}: {module.TITLE}")
            rows.append(_run(databases, options, name, module))
    say()
    table(rows, ("Scenario", "Result", "Seconds", "Seen"))
    return 1 if any(result == FAILED for _name, result, *_rest in rows) else 0


def _run(databases, options, name, module):
    """Run one scenario; return its row of the table."""
    stress = Stress(databases, options)
    begin = time.monotonic()
    result, seen = HELD, ""
    try:
        with step(f"Scenario {name}"), contextlib.closing(stress):
            seen = module.run(stress)
    except Skipped as reason:
        result, seen = SKIPPED, str(reason)
    except Exception as error:  # noqa: BLE001 - the other scenarios are run all the same
        traceback.print_exc()
        stress.check(False, f"it broke off: {error}")
    for problem in stress.failures:
        say(f"  DOES NOT HOLD: {problem}")
    return name, FAILED if stress.failures else result, f"{time.monotonic() - begin:.0f}", seen or ""
