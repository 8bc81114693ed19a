"""Everything a command stands on: Odoo, its Python, PostgreSQL, databases."""

import contextlib
import os
import sys

from . import odoo_source, postgres, python_env
from .databases import Databases

VARIABLES = """\
environment variables:
  CDQ_CACHE        folder for all that is fetched and made (default: as root
                   /var/cache/customer_data_quality, else ~/.cache/customer_data_quality)
  CDQ_PYTHON       the CPython 3.10 to 3.13 to use
  ODOO_HOME        an Odoo 19.0 source checkout to use instead of fetching one
  CDQ_PGHOST, CDQ_PGPORT, CDQ_PGUSER, CDQ_PGPASSWORD (or PGHOST ...)
                   a PostgreSQL server to use instead of an embedded one; the user must be
                   allowed to create databases, and must not be named postgres
"""


def enter_python():
    """Go on in the virtual environment, made when there is none: this starts the program anew."""
    if python_env.current():
        return
    env = python_env.prepare(odoo_source.find())
    sys.stdout.flush()
    os.execv(env.python, [str(env.python), *sys.argv])


@contextlib.contextmanager
def ready():
    """Yield the Databases of a running server, in the virtual environment."""
    enter_python()
    with postgres.running() as server:
        yield Databases(server, python_env.current())
