"""How tests are spread over the cores of the machine."""

import contextlib
import os
import shutil
from pathlib import Path
from unittest import mock

from .databases import copy_files

# Each process has an Odoo, a browser and a copy of the database of its own.
MOST_PROCESSES = 4


def arguments():
    """Return pytest's arguments for a run on several cores, the tests of a class together, in the order given."""
    processes = min(os.cpu_count() or 1, MOST_PROCESSES)
    return ["--numprocesses", str(processes), "--dist=loadscope", "--no-loadscope-reorder"] if processes > 1 else []


@contextlib.contextmanager
def own_filestore(config, database):
    """Give one of several processes stored files of its own; pytest-odoo gives them a database each and one folder.

    After each class of tests Odoo deletes the files that no row of its database names, so one process would delete
    what another one has just written.

    :param config: odoo.tools.config
    :param database: name of the database of this process
    """
    shared = Path(config.filestore(database))
    own = shared.with_name(database)
    copy_files(shared, own)
    try:
        with mock.patch.object(config, "filestore", return_value=str(own)):
            yield
    finally:
        shutil.rmtree(own, ignore_errors=True)
