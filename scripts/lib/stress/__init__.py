"""What a scenario of `scripts/test --stress` works with.

A scenario is a file `scripts/stress/NAME.py` with

- `TITLE`: one line that says what has to hold;
- `run(stress)`: does it; returns a line that says what was seen. `stress` is a Stress, below: `stress.check` notes what
  does not hold, and goes on.
"""

import time

from .. import benchmark, paths

FOLDER = paths.CHECKOUT / "scripts" / "stress"
KIND = "stress"
POLL_SECONDS = 0.5


class Skipped(Exception):
    """This machine does not allow the scenario; the text says why."""


def names():
    """Return the names of all scenarios, sorted."""
    return benchmark.names(FOLDER)


def load(name):
    """Return a scenario's module.

    :raises Problem: when there is none of that name
    """
    return benchmark.load(name, FOLDER, "scenario", f"choose among {', '.join(names())}.")


class Stress(benchmark.Context):
    """Databases, servers and users of a scenario; all databases are dropped at the end.

    :ivar options: users, seconds, contacts: numbers
    :ivar failures: texts, what does not hold
    """

    kind = KIND

    def __init__(self, databases, options):
        super().__init__(databases, options)
        self.databases = databases
        self.failures = []

    close = benchmark.Context.drop_all

    def check(self, holds, problem):
        """Note a problem unless something holds."""
        if not holds:
            self.failures.append(problem)

    def wait_until(self, question, what, seconds):
        """Ask until the answer is true; note a problem when it is not in time.

        :param question: a function
        :param str what: completes "in vain for"
        :return: the last answer
        """
        deadline = time.monotonic() + seconds
        while not (answer := question()):
            if time.monotonic() > deadline:
                self.check(False, f"waited {seconds} s in vain for {what}")
                break
            time.sleep(POLL_SECONDS)
        return answer

    def give_away(self, made):
        """Leave a database made before to somebody for whom it outlives the scenario; return its name."""
        self._close(made)
        self._made.remove(made)
        return made

    def number(self, name, query, parameters=None):
        """Return the one number that a query on a database gives."""
        ((number,),) = self.sql(name, query, parameters)
        return number
