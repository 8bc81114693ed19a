"""A second process that takes part in a search of all records, as a second worker of the scheduler would.

Run as a program with the names of a database and of the model that searches: says "ready" once Odoo is loaded, and
searches when it reads a line; all records if that says "full".
"""

import subprocess
import sys
from pathlib import Path


class ScanWorker:
    """A process that is ready to search and waits to be told; use as a context manager."""

    def __init__(self, name, variables, model="partner.duplicate.group"):
        self._command = [sys.executable, Path(__file__), name, model]
        self._variables = variables

    def __enter__(self):
        self._process = subprocess.Popen(
            self._command, env=self._variables, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        if self._process.stdout.readline().strip() != "ready":
            raise RuntimeError("The second process could not be started.")
        return self

    def start(self, full=True):
        """Have it take part in the search that is running, or begin one that this process will join."""
        self._process.stdin.write("full\n" if full else "changed\n")
        self._process.stdin.flush()

    def __exit__(self, *error):
        self._process.stdin.close()
        if self._process.wait() and not any(error):
            raise RuntimeError("The second process has failed; its error stands above.")


def _work(name, model):
    import os

    import odoo.tools
    from odoo import SUPERUSER_ID, api
    from odoo.modules.registry import Registry

    arguments = ["-c", os.environ["ODOO_RC"], "-d", name, "--no-http", "--log-level=warn"]
    odoo.tools.config.parse_config(arguments, setup_logging=True)
    registry = Registry(name)
    print("ready", flush=True)
    if said := sys.stdin.readline().strip():
        with registry.cursor() as cursor:
            api.Environment(cursor, SUPERUSER_ID, {})[model]._scan(full=said == "full")


if __name__ == "__main__":
    # this folder has modules of names that Python's own have
    sys.path.pop(0)
    _work(*sys.argv[1:])
