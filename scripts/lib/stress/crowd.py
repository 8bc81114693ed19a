"""Many users at work at the same time, each a process of its own (user.py)."""

import contextlib
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from .. import paths
from . import company

SCRIPTS = paths.CHECKOUT / "scripts"


class Crowd:
    """Users who are logged in and wait; use as a context manager.

    :param str address: of the server
    :param str database: its database
    :param int number: how many users
    :param float pause: seconds between two things that somebody does, about
    """

    def __init__(self, address, database, number, pause, has_addon=True):
        self._given = {
            "address": address,
            "database": database,
            "password": company.PASSWORD,
            "has_addon": has_addon,
        }
        self._number = number
        self._pause = pause

    def __enter__(self):
        with contextlib.ExitStack() as stack:
            self._folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="stress-")))
            self._users = [stack.enter_context(self._started(number)) for number in range(self._number)]
            self._await("ready")
            self._stack = stack.pop_all()
        return self

    def __exit__(self, *error):
        self._stack.close()

    @contextlib.contextmanager
    def _started(self, number):
        given = {
            **self._given,
            "login": f"stress-{number:02}",
            "is_steward": number % company.STEWARDS == 0,
            "ledger": str(self._folder / f"{number}.jsonl"),
        }
        process = subprocess.Popen(
            [sys.executable, "-m", "lib.stress.user", json.dumps(given)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=SCRIPTS,
        )
        try:
            yield process
        finally:
            process.terminate()
            process.wait()
            process.stdin.close()
            process.stdout.close()

    def start(self, seconds, pause=None):
        """Let everybody work for some seconds; `wait` for the end."""
        for user in self._users:
            user.stdin.write(f"go {seconds} {self._pause if pause is None else pause}\n")
            user.stdin.flush()

    def wait(self):
        self._await("done")

    def _await(self, word):
        for user in self._users:
            said = user.stdout.readline().strip()
            if said != word:
                raise RuntimeError(f"A user of the crowd ended instead of saying {word!r}; the error stands above.")

    def ledger(self):
        """Return what everybody did, by time."""
        lines = [line for path in self._folder.iterdir() for line in path.read_text().splitlines()]
        return sorted(map(json.loads, lines), key=lambda entry: entry["start"])
