"""Running other programs: their output goes to a log, of which a failure shows the end."""

import contextlib
import os
import subprocess
from collections import deque

from . import paths
from .console import Problem

SHOWN_LINES = 25


def run_logged(command, log_name, step, way_out="", env=None, cwd=None, given="", fine=(0,)):
    """Run a program to its end, its output in a log file and its last line beside the step.

    :param str given: what it reads, a few lines
    :param fine: exit statuses that are no failure
    :raises Problem: with the end of the output when the exit status is another one
    :return: the whole output
    """
    logs = paths.cache() / "logs"
    logs.mkdir(exist_ok=True)
    log_path = logs / f"{log_name}.log"
    last = deque(maxlen=SHOWN_LINES)
    whole = []
    with log_path.open("w", encoding="utf-8") as log:
        process = subprocess.Popen(
            [str(part) for part in command],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            env={**os.environ, **(env or {})},
            cwd=cwd,
        )
        try:
            with contextlib.suppress(BrokenPipeError), process.stdin:
                process.stdin.write(given)
            for line in process.stdout:
                log.write(line)
                whole.append(line)
                if line.strip():
                    last.append(line.rstrip())
                    step.note(last[-1][-70:])
            status = process.wait()
        except BaseException:
            process.terminate()
            process.wait()
            raise
    step.note("")
    if status not in fine:
        shown = "\n".join(f"    {line}" for line in last)
        raise Problem(
            f"{command[0]} ended with status {status}:\n{shown}\n(whole output: {log_path})",
            way_out,
        )
    return "".join(whole)


def output(command, env=None):
    """Return the output of a short program, or None when it is missing or fails."""
    try:
        done = subprocess.run(
            [str(part) for part in command],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, **(env or {})},
        )
    except OSError:
        return None
    return done.stdout if done.returncode == 0 else None
