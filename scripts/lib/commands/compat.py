"""scripts/test --compat: other people's tests, with the add-on and without it."""

import os
from pathlib import Path

from .. import browser, environment, odoo_config, paths, python_env, spread
from ..console import Problem, say, step
from ..databases import RICH_MODULES, own_prefix
from ..process import run_logged

FOLDER = paths.CHECKOUT / "scripts" / "compat"
REQUIREMENTS = FOLDER / "requirements.txt"
ODOO_MODULES = (*RICH_MODULES, "data_recycle")
DATABASE = "compat"
FAILED = ("failure", "error")
# Phone numbers and the like are written in one form unless a company switches it off; Odoo's tests compare letters.
AS_TYPED = """\
companies = env["res.company"].search([])
companies.write({name: False for name in companies._fields if name.startswith("quality_normalise_")})
env.cr.commit()
"""


def main(only=()):
    """Run Odoo's own tests and those of other add-ons twice, and compare.

    :param only: names of modules, to run only their tests
    :return: exit status, 1 if a test fails with the add-on alone
    """
    with environment.ready() as databases:
        browser.ensure()
        databases.drop_stale(DATABASE)
        others = _other_addons(databases.env)
        new = {}
        for title, modules, tests, addons in (
            ("Odoo's own", ODOO_MODULES, _own_tests(only), None),
            ("other add-ons'", sorted(others), _tests_of(others, only), next(iter(others.values())).parent),
        ):
            if tests:
                new |= _compare(databases, title, modules, tests, addons)
    for name, problem in sorted(new.items()):
        say(f"FAILED with the add-on only: {name}\n    {problem}")
    say(f"{len(new)} tests fail with the add-on and not without it.")
    return 1 if new else 0


def _other_addons(env):
    """Return the folders of other people's add-ons by name, fetched when missing."""
    target = paths.cache() / "python" / f"compat-{paths.key(REQUIREMENTS.read_bytes())}"
    with paths.lock("compat"):
        if not target.is_dir():
            with paths.fresh_folder(target) as partial:
                python_env.install(
                    env, ["--no-deps", "--target", partial, "-r", REQUIREMENTS], "Fetching other people's add-ons"
                )
    return {folder.name: folder for folder in sorted((target / "odoo" / "addons").iterdir()) if folder.is_dir()}


def _own_tests(only):
    import odoo.addons

    tests = []
    for line in (FOLDER / "suites.txt").read_text().splitlines():
        module, *names = line.split("#")[0].split() or [None]
        if module and (not only or module in only):
            folder = next(Path(path, module) for path in odoo.addons.__path__ if Path(path, module).is_dir()) / "tests"
            tests += [folder / f"{name}.py" for name in names] or [folder]
    missing = [path for path in tests if not path.exists()]
    if missing:
        raise Problem(f"Odoo has no tests {missing}.", "bring scripts/compat/suites.txt up to date.")
    return tests


def _tests_of(others, only):
    folders = [folder / "tests" for name, folder in others.items() if not only or name in only]
    return [folder for folder in folders if folder.is_dir()]


def _compare(databases, title, modules, tests, addons):
    """Return the tests that fail with the add-on only: {name: first line of the problem}."""
    template = databases.template(RICH_MODULES)
    results = []
    for number, added in enumerate(([], [paths.ADDON])):
        name = f"{own_prefix()}{DATABASE}_{os.getpid()}_{number}"
        shown = f"{title} tests {'with' if added else 'without'} the add-on"
        found = [paths.CHECKOUT / "scripts"]  # with lib.time_limit
        if addons:  # ROOT/odoo/addons; what they need besides Odoo is in ROOT
            found.append(addons.parent.parent)
        variables = {
            **databases.variables(),
            "ODOO_RC": str(odoo_config.write(addons)),
            "PYTHONPATH": os.pathsep.join(map(str, found)),
        }
        try:
            databases.clone(template, name)
            databases.install(name, [*modules, *added], f"Installing for {shown}", variables=variables)
            databases.make_assets(name, variables)
            if added:
                databases.run_script(name, AS_TYPED, "Leaving values as they are typed", variables)
            results.append(_run(databases, name, shown, tests, variables))
            failing = _failing(results[-1])
            if added and set(failing) - set(_failing(results[0])):
                # once more, alone: a busy machine fails too
                again = _run(databases, name, f"{title} failing tests again", tests, variables, failing)
                failing = {each: failing[each] for each in _failing(again) if each in failing}
        finally:
            databases.drop_with_copies(name)
    counted = len(results[1])
    without = _failing(results[0])
    say(f"{title} tests: {counted} run, {len(without)} fail without the add-on, {len(failing)} with it.")
    if set(results[0]) - set(results[1]):
        raise Problem("Some tests were not run with the add-on.", "see the output above.")
    return {name: problem for name, problem in failing.items() if name not in without}


def _run(databases, name, title, tests, variables, chosen=()):
    """Run tests; return {test: problem or None}."""
    report = paths.cache() / "logs" / f"{name}.xml"
    names = ["-k", " or ".join(sorted({each.rpartition(".")[2] for each in chosen}))] if chosen else []
    command = [
        databases.env.bin / "pytest",
        "-c",
        os.devnull,
        f"--rootdir={paths.cache()}",
        "-p",
        "no:cacheprovider",
        "-q",
        "-p",
        "lib.time_limit",
        f"--junit-xml={report}",
        f"--odoo-config={variables['ODOO_RC']}",
        f"--odoo-database={name}",
        "--odoo-http",
        *(names or spread.arguments()),
        *tests,
    ]
    with step(f"Running {title}") as running:
        # failing tests are what it is about; that there is a report tells whether it ran
        report.unlink(missing_ok=True)
        run_logged(command, name, running, env={**variables, "PYTHONDONTWRITEBYTECODE": "1"}, fine=(0, 1))
    return _results(report)


def _results(report):
    from lxml import etree

    found = {}
    for case in etree.parse(report).iterfind(".//testcase"):
        problems = [child for child in case if child.tag in FAILED]
        problem = problems[0].get("message", "").partition("\n")[0][:200] if problems else None
        found[f"{case.get('classname')}.{case.get('name')}"] = problem
    return found


def _failing(results):
    return {name: problem for name, problem in results.items() if problem is not None}
