"""scripts/test: prepare, clone a database, install the add-on, run linters and tests."""

import argparse
import os

from .. import addon, browser, environment, paths, python_env, spread
from ..console import say
from ..databases import RICH_MODULES, own_prefix
from . import accessibility, compat, stress

DATABASE = "test"
# Installs further apps, so belongs to --compat.
OTHER_APPS = paths.CHECKOUT / "tests" / "test_other_apps.py"


def main(arguments):
    parser = argparse.ArgumentParser(
        prog="scripts/test",
        usage="scripts/test [--only PATH ...] [--keep] [PYTEST'S ARGUMENTS]\n"
        "       scripts/test --lint | --fix | --write-pot | --compat [MODULE ...]\n"
        "       scripts/test --stress [NAME ...] [--users N] [--seconds N] [--contacts N]\n"
        "       scripts/test --accessibility [NAME ...]",
        description="Run all linters and tests in one pytest run, on a database made for it from a "
        "template. Arguments that are not named below go to pytest, for example -k NAME, -x, -v. A run "
        "without any is spread over the machine's cores.",
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
    parser.add_argument("--lint", action="store_true", help="run only the linters, without a database")
    parser.add_argument("--fix", action="store_true", help="let the linters mend what they can, run no tests")
    parser.add_argument(
        "--write-pot",
        action="store_true",
        help="run no tests, write the template of translations anew",
    )
    parser.add_argument(
        "--compat",
        nargs="*",
        metavar="MODULE",
        help="run Odoo's own tests and those of other add-ons with and without the add-on and compare (an hour; of "
        "the named modules only)",
    )
    parser.add_argument(
        "--stress",
        nargs="*",
        metavar="NAME",
        help="people at work, kills, a full disk, wrong clocks: see that no data suffers (of the named scenarios only: "
        f"{', '.join(stress.names())})",
    )
    stress.add_arguments(parser)
    parser.add_argument(
        "--accessibility",
        nargs="*",
        metavar="NAME",
        help="look at every screen by axe-core in Chromium (of the named ones only)",
    )
    given, for_pytest = parser.parse_known_args(arguments)
    if given.accessibility is not None:
        return accessibility.main(given.accessibility)
    if given.stress is not None:
        return stress.main(given.stress, given)
    if given.compat is not None:
        status = compat.main(given.compat)
        return status if given.compat else main(["--only", str(OTHER_APPS)]) or status
    if given.fix:
        return _fix()
    if given.lint:
        return _lint(for_pytest)
    # the long ones first, so that all processes end at the same time
    chosen = given.only or [str(paths.CHECKOUT / "tests"), str(addon.FOLDER / "tests"), f"--ignore={OTHER_APPS}"]
    with environment.ready() as databases:
        if not given.write_pot:
            browser.ensure()
        installed = databases.installed(RICH_MODULES)
        # One for each process: two runs in one checkout do not meet.
        databases.drop_stale(DATABASE)
        name = f"{own_prefix()}{'kept' if given.keep else DATABASE}_{os.getpid()}"
        try:
            databases.clone(installed, name)
            if given.write_pot:
                return _write_pot(databases, name)
            whole = not given.only and not for_pytest
            if whole:
                databases.make_assets(name)
            return _run_pytest(databases, name, [*chosen, *(spread.arguments() if whole else for_pytest)])
        finally:
            if given.keep:
                say(f"The database {name} is kept: scripts/odoo -d {name}")
            else:
                databases.drop_with_copies(name)


def _fix():
    environment.enter_python()
    programs = python_env.current().bin
    for command in (
        (programs / "ruff", "check", "--no-cache", "--fix", "--quiet", paths.CHECKOUT),
        (programs / "ruff", "format", "--no-cache", paths.CHECKOUT),
        (programs / "oca-checks-odoo-module", "--fix", "--no-exit", "--no-verbose", addon.FOLDER),
    ):
        python_env.run_foreground(command, cwd=paths.CHECKOUT)
    return _lint([])


def _lint(arguments):
    environment.enter_python()
    env = python_env.current()
    # What needs a database is left to the whole run.
    command = [env.bin / "pytest", "-p", "no:odoo", f"--rootdir={paths.CHECKOUT}", "-k", "not pot"]
    return python_env.run_foreground([*command, paths.CHECKOUT / "tests" / "test_lint.py", *arguments])


def _write_pot(databases, name):
    target = addon.FOLDER / "i18n" / f"{paths.ADDON}.pot"
    target.parent.mkdir(exist_ok=True)
    command = [databases.env.odoo, "i18n", "export", "-d", name, "-o", target, paths.ADDON]
    status = python_env.run_foreground(command, env={**os.environ, **databases.variables()})
    if status == 0:
        say(f"{target} is written.")
    return status


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
