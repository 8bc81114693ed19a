"""A piece of the scripts that tests run in Odoo's shell to kill its process in the middle of its work."""

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
