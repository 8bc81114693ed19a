"""Readable output: steps with elapsed seconds, and problems that name the way out."""

import contextlib
import signal
import sys
import threading
import time


class Problem(Exception):
    """Something is missing or went wrong in a way the user can put right.

    :param what: what happened, one sentence
    :param way_out: what to do about it
    """

    def __init__(self, what, way_out=""):
        super().__init__(what)
        self.way_out = way_out


def say(text=""):
    print(text, flush=True)


class Step:
    """A running step; `note` shows what it is at."""

    HEARTBEAT_SECONDS = 20

    def __init__(self, title):
        self.title = title
        self.detail = ""
        self._start = time.monotonic()
        self._done = threading.Event()
        self._live = sys.stdout.isatty()
        self._thread = threading.Thread(target=self._tick, daemon=True)
        if not self._live:
            say(f"- {title} ...")
        self._thread.start()

    @property
    def seconds(self):
        return time.monotonic() - self._start

    def note(self, detail):
        self.detail = detail

    def _tick(self):
        while not self._done.wait(0.2 if self._live else self.HEARTBEAT_SECONDS):
            if self._live:
                line = f"- {self.title} ... {self.seconds:.0f} s  {self.detail}"
                print(f"\r\x1b[K{line[:110]}", end="", flush=True)
            else:
                say(f"  {self.title}: {self.seconds:.0f} s so far  {self.detail}"[:140])

    def finish(self, outcome):
        self._done.set()
        self._thread.join()
        line = f"{self.title}: {outcome} ({self.seconds:.1f} s)"
        say(f"\r\x1b[K- {line}" if self._live else f"  {line}")


@contextlib.contextmanager
def step(title):
    """Announce a long step, show the seconds it takes, say how it ended."""
    running = Step(title)
    try:
        yield running
    except BaseException:
        running.finish("failed")
        raise
    running.finish("done")


def table(rows, header):
    """Print rows of cells as an aligned table, numbers to the right."""
    cells = [[str(cell) for cell in row] for row in [header, *rows]]
    widths = [max(len(row[i]) for row in cells) for i in range(len(header))]
    for number, row in enumerate(cells):
        padded = [
            cell.rjust(width) if _is_number(cell) else cell.ljust(width)
            for cell, width in zip(row, widths, strict=True)
        ]
        say("  ".join(padded).rstrip())
        if number == 0:
            say("  ".join("-" * width for width in widths))


def _is_number(cell):
    try:
        float(cell)
    except ValueError:
        return False
    return True


class Terminated(KeyboardInterrupt):
    """The process was asked to end by a signal that its children did not get."""


def _terminate(_signal, _frame):
    raise Terminated


def run(main, arguments):
    """Run a command's main function; turn problems into a message and exit status 1."""
    # A terminated command cleans up as an interrupted one does.
    signal.signal(signal.SIGTERM, _terminate)
    # Also where whoever started us had interrupts ignored.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        status = main(arguments)
    except Problem as problem:
        print(f"\nerror: {problem}", file=sys.stderr)
        if problem.way_out:
            print(f"Way out: {problem.way_out}", file=sys.stderr)
        status = 1
    except KeyboardInterrupt:
        print("\ninterrupted", file=sys.stderr)
        status = 130
    except BrokenPipeError:
        status = 141
    sys.exit(status or 0)
