"""Processes that answer people are killed while they answer."""

import os
import signal
import time

import psutil
from lib.stress import incident

TITLE = "kill -9 of the web workers while they answer: what was answered is there, the rest can be done again"
KILLS = 3
POLL_SECONDS = 0.05
BUSY_SECONDS = 0.02  # of computing between two looks


def run(stress):
    def kill(name, log):
        killed, computed, deadline = [], {}, time.monotonic() + incident.PATIENCE_SECONDS
        while len(killed) < KILLS and time.monotonic() < deadline:
            for process in incident.workers(log, "WorkerHTTP"):
                before = computed.get(process)
                computed[process] = _seconds(process)
                if before is not None and computed[process] - before >= BUSY_SECONDS:
                    os.kill(process, signal.SIGKILL)
                    killed.append(process)
                    break
            time.sleep(POLL_SECONDS)
        stress.check(len(killed) >= KILLS, f"only {len(killed)} workers were ever busy")
        return f"{len(killed)} workers killed"

    return incident.survive(stress, kill)


def _seconds(process):
    """Return how long a worker has computed so far; an idle one sleeps until a request comes."""
    try:
        times = psutil.Process(process).cpu_times()
    except psutil.NoSuchProcess:
        return 0
    return times.user + times.system
