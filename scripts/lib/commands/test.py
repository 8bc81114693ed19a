"""scripts/test: prepare, clone a database, install the add-on, run linters and tests."""

import argparse
import os

from .. import addon, browser, environment, paths, python_env
from ..console import say
from ..databases import RICH_MODULES, own_prefix

DATABASE = "test"


def main(arguments):
    parser = argparse.ArgumentParser(
        prog="scripts/test",
        usage="scripts/test [--only PATH ...] [--keep] [PYTEST'S ARGUMENTS]",
        description="Run all linters and tests in one pytest run, on a database made for it from a "
        "template. Arguments that are not named below go to pytest, for example -k NAME, -x, -v.",
        epilog=environment.VARIABLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument(
        "--only",
        action="append",
        metavar="PATH",
        help="run only this test file or folder (can be given more than once)",
    )
    parser.add_argument(
        "--keep",
        action="store_true",
        help="keep the database of this run and print its name",
    )
    given, for_pytest = parser.parse_known_args(arguments)
    chosen = given.only or [str(addon.FOLDER / "tests"), str(paths.CHECKOUT / "tests")]
    with environment.ready() as databases:
        browser.ensure()
        template = databases.template(RICH_MODULES)
        # One for each process: two runs in one checkout do not meet.
        databases.drop_stale(DATABASE)
        name = f"{own_prefix()}{'kept' if given.keep else DATABASE}_{os.getpid()}"
        try:
            databases.clone(template, name)
            databases.install(name, [paths.ADDON], "Installing the add-on")
            return _run_pytest(databases, name, [*chosen, *for_pytest])
        finally:
            if given.keep:
                say(f"The database {name} is kept: scripts/odoo -d {name}")
            else:
                databases.drop(name)


def _run_pytest(databases, name, arguments):
    variables = databases.variables()
    command = [
        databases.env.bin / "pytest",
        f"--rootdir={paths.CHECKOUT}",
        f"--odoo-config={variables['ODOO_RC']}",
        f"--odoo-database={name}",
        "--odoo-http",
        *arguments,
    ]
    return python_env.run_foreground(
        command,
        env={
            **os.environ,
            **variables,
            "CDQ_TEST_TEMPLATE": databases.template(),
            "PYTHONDONTWRITEBYTECODE": "1",
        },
    )
