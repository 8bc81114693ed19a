"""Processes that answer people are killed while they answer."""

import os
import signal
import time

import psutil
from lib.stress import incident

TITLE = "kill -9 of the web workers while they answer: what was answered is there, the rest can be done again"
KILLS = 4
POLL_SECONDS = 0.01


def run(stress):
    def kill(name, log):
        killed, deadline = [], time.monotonic() + incident.PATIENCE_SECONDS
        while len(killed) < KILLS and time.monotonic() < deadline:
            busy = [pid for pid in incident.workers(log, "WorkerHTTP") if pid not in killed and _is_busy(pid)]
            for process in busy[:1]:
                os.kill(process, signal.SIGKILL)
                killed.append(process)
            if not busy:
                time.sleep(POLL_SECONDS)
        stress.check(len(killed) == KILLS, f"only {len(killed)} workers were ever busy")
        return f"{len(killed)} workers killed"

    return incident.survive(stress, kill)


def _is_busy(process):
    """Whether a worker is computing; an idle one sleeps until a request comes."""
    try:
        return psutil.Process(process).status() == psutil.STATUS_RUNNING
    except psutil.NoSuchProcess:
        return False
