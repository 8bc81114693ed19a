"""Processes that answer people are killed while they answer."""

import os
import signal
import time

from lib.stress import incident

TITLE = "kill -9 of the web workers while they answer: what was answered is there, the rest can be done again"
KILLS = 4


def run(stress):
    def kill(name, log):
        killed = []
        while len(killed) < KILLS:
            alive = [pid for pid in incident.workers(log, "WorkerHTTP") if pid not in killed and _is_busy(stress, pid)]
            for process in alive[:1]:
                os.kill(process, signal.SIGKILL)
                killed.append(process)
            if not alive:
                time.sleep(0.01)
        return f"{len(killed)} workers killed"

    return incident.survive(stress, kill)


def _is_busy(stress, process):
    """Whether a worker is within a transaction."""
    return stress.number(
        "postgres",
        "SELECT count(*) FROM pg_stat_activity WHERE application_name = %s AND xact_start IS NOT NULL",
        (f"odoo-{process}",),
    )
