"""The programs that the add-on is compared with, in a Python environment of their own.

They lie in `scripts/peers`, one file each. Their packages are no dependency of anything else: the environment is
made in the cache when a comparison is asked for.
"""

import contextlib
import json
import os
import tempfile
from pathlib import Path

from . import paths, python_env
from .console import Problem, step
from .process import run_logged

FOLDER = paths.CHECKOUT / "scripts" / "peers"
REQUIREMENTS = FOLDER / "requirements.txt"
VARIABLE = "CDQ_PEERS_PYTHON"
WAY_OUT = (
    f"install what {REQUIREMENTS} lists and set {VARIABLE} to the Python that has it;"
    " without it, an environment is made in the cache, for which pip needs the network."
)


def python():
    """Return the Python that has the packages: the one that CDQ_PEERS_PYTHON names, else one in the cache.

    :raises Problem: when the packages cannot be installed
    """
    given = os.environ.get(VARIABLE)
    return (
        Path(given) if given else python_env.prepare_extra("peers", REQUIREMENTS, "the packages compared with").python
    )


@contextlib.contextmanager
def febrl(number):
    """Yield the path of a temporary file with a FEBRL set, 1 or 4, in the columns of the bench."""
    with tempfile.NamedTemporaryFile(suffix=".csv") as contacts:
        _run("febrl", number, contacts.name, title=f"Reading FEBRL {number}")
        yield contacts.name


def splink(path):
    """Search a file of contacts by Splink; return what scripts/peers/splink_link.py says it found."""
    with tempfile.NamedTemporaryFile(suffix=".json") as result:
        _run("splink_link", path, result.name, title="Searching by Splink")
        return json.loads(Path(result.name).read_text(encoding="utf-8"))


def _run(program, *arguments, title):
    interpreter = python()
    with step(title) as running:
        try:
            run_logged(
                [interpreter, FOLDER / f"{program}.py", *arguments],
                f"peer-{program}",
                running,
                WAY_OUT,
                env={"PYTHONPATH": "", "PYTHONNOUSERSITE": "1"},
            )
        except (FileNotFoundError, PermissionError) as error:
            raise Problem(f"{VARIABLE}={interpreter} does not run.", WAY_OUT) from error
