"""How tests are spread over the cores of the machine."""

import os

# Each process has an Odoo, a browser and a copy of the database of its own.
MOST_PROCESSES = 4


def arguments():
    """Return pytest's arguments for a run on several cores, the tests of a class together, in the order given."""
    processes = min(os.cpu_count() or 1, MOST_PROCESSES)
    return ["--numprocesses", str(processes), "--dist=loadscope", "--no-loadscope-reorder"] if processes > 1 else []
