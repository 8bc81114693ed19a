"""Processes that are killed in the middle of their work, and go on: what tests of it share.

`KILL_AT` is a piece of the scripts that they run in Odoo's shell.
"""

import signal

KILL_AT = """
import os, signal

def kill_at(owner, name, number):
    # within the transaction: what the step has written is lost with the process
    original, calls = getattr(owner, name), []
    def step(self, *arguments, **options):
        result = original(self, *arguments, **options)
        calls.append(1)
        if len(calls) == number:
            os.kill(os.getpid(), signal.SIGKILL)
        return result
    setattr(owner, name, step)
"""


def kill(shell, script):
    """Run a script that ends its own process."""
    killed = shell(script)
    assert killed.returncode == -signal.SIGKILL, killed.stderr[-3000:]


def resume(shell, script):
    """Run a script that goes on to the end."""
    resumed = shell(script)
    assert resumed.returncode == 0, resumed.stderr[-3000:]
