"""The scheduler's process is killed in the middle of merging."""

import os
import signal

from lib.stress import incident

TITLE = "kill -9 of the scheduler's process in mid-work: what it was at is done once, by its successor"


def run(stress):
    def kill(name, log):
        (process,) = incident.workers(log, "WorkerCron")
        before = incident.merges(stress, name)
        os.kill(process, signal.SIGKILL)
        # its successor goes on by itself
        stress.wait_until(
            lambda: len(incident.workers(log, "WorkerCron")) > 1, "a new process", incident.PATIENCE_SECONDS
        )
        return f"killed after {before} merges"

    return incident.survive(stress, kill)
