"""What the tests from outside share: databases of their own, and Odoo's command line."""

import itertools
import os
import subprocess

import hypothesis
import pytest
from forking_shell import ForkingShell
from lib import postgres, python_env
from lib.databases import Databases, own_prefix

# A machine that does other things too is no reason to fail.
hypothesis.settings.register_profile("shared", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow])
hypothesis.settings.load_profile("shared")


@pytest.fixture(scope="session")
def databases():
    """The databases on the server that scripts/test prepared."""
    server = postgres.configured()
    env = python_env.current()
    if not server or not env:
        pytest.fail("run the tests with scripts/test: it prepares what they stand on")
    return Databases(server, env)


@pytest.fixture(scope="session")
def make_database(databases):
    """A function that makes a database from another one, else with the add-on's dependencies, and returns its name."""
    numbers = itertools.count(1)
    made = []

    def make(template=None):
        name = f"{own_prefix()}test_{os.getpid()}_{next(numbers)}"
        made.append(name)
        databases.clone(template or os.environ["CDQ_TEST_TEMPLATE"], name)
        return name

    yield make
    for name in made:
        databases.drop(name)


@pytest.fixture(scope="session")
def run_odoo(databases):
    """A function that runs Odoo's command line and returns its output; it fails when Odoo does."""

    def run(*arguments, **variables):
        done = subprocess.run(
            [databases.env.odoo, *arguments],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            env={**os.environ, **databases.variables(), **variables},
        )
        shown = done.stdout + done.stderr
        assert done.returncode == 0, shown[-4000:]
        errors = [line for line in shown.splitlines() if " ERROR " in line or " CRITICAL " in line]
        assert not errors, "\n".join(errors)
        return shown

    return run


@pytest.fixture(scope="session")
def installed(databases):
    """The name of a database with the add-on alone, to be copied."""
    return databases.installed()


@pytest.fixture(scope="session")
def make_shell(databases, make_database, installed):
    """A function that makes a database with the add-on, prepares it by a script, and returns another function: that
    runs a script there as Odoo's shell does, see ForkingShell. Its `query` runs SQL."""
    made = []

    def make(preparing):
        name = make_database(installed)
        shell = ForkingShell(databases.env.python, name, {**os.environ, **databases.variables()})
        made.append(shell)
        shell.query = lambda query: databases.execute(query, database=name)
        prepared = shell(preparing)
        assert prepared.returncode == 0, prepared.stderr
        return shell

    yield make
    for shell in made:
        shell.close()
