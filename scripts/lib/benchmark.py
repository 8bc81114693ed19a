"""What a benchmark works with.

A benchmark is a file `scripts/benchmarks/NAME.py` with

- `TITLE`: one line that says what is measured;
- `DEFAULT_ROWS`: how many contacts when `--rows` is not given;
- `run(context, rows, seed)`: measures and returns a dictionary of metric name to number;
- if it has options of its own, `add_arguments(parser)`; what was given is `context.options`;
- `contacts_shown(options)`: what the headline says instead of number and seed, if anything;
- `SEVERAL_ROWS = True` if `--rows` may be given more than once (`context.options.rows` is the list or None);
- `BARS_OF_WHAT_WAS_ASKED = True` if some metrics are only measured on request: their bars count then alone.

`context` is a Context, below. The bars stand in `scripts/benchmarks/limits.toml`, as
`[NAME.at_most]` or `[NAME.at_least]` with one line `metric = limit` each. Ratios should be taken
within one run, and times as medians (`context.median_seconds`): machines differ and are noisy.
"""

import contextlib
import importlib.util
import itertools
import os
import statistics
import time

from . import console, paths, web_server
from .console import Problem
from .databases import own_prefix

FOLDER = paths.CHECKOUT / "scripts" / "benchmarks"
KIND = "bench"


def names(folder=FOLDER):
    """Return the names of all benchmarks, or of what else a folder has, sorted."""
    return sorted(path.stem for path in folder.glob("[a-z]*.py"))


def load(name, folder=FOLDER, kind="benchmark", hint="scripts/bench --list names all."):
    """Return the module of a benchmark, or of what else a folder has.

    :param str kind: what it is, in a word
    :param str hint: what helps whoever gave a wrong name
    :raises Problem: when there is none of that name
    """
    if name not in names(folder):
        raise Problem(f"There is no {kind} {name!r}.", hint)
    spec = importlib.util.spec_from_file_location(f"{kind}_{name}", folder / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def limits(name, path=FOLDER / "limits.toml"):
    """Return the bars of a benchmark as a list of (metric, limit, whether the limit is an upper one)."""
    try:
        import tomllib
    except ModuleNotFoundError:
        import tomli as tomllib
    bars = tomllib.loads(path.read_text(encoding="utf-8")).get(name, {})
    return [
        (metric, limit, side == "at_most")
        for side in ("at_most", "at_least")
        for metric, limit in bars.get(side, {}).items()
    ]


def judge(bars, metrics):
    """Compare metrics with the bars.

    :raises Problem: when a metric that has a bar was not measured
    :return: a list of {"metric", "value", "limit", "holds"}
    """
    missing = [metric for metric, _limit, _upper in bars if metric not in metrics]
    if missing:
        raise Problem(f"Not measured, but limits.toml has a bar for it: {', '.join(missing)}.")
    return [
        {
            "metric": metric,
            "value": metrics[metric],
            "limit": limit,
            "holds": metrics[metric] <= limit if upper else metrics[metric] >= limit,
        }
        for metric, limit, upper in bars
    ]


class Context:
    """Databases, Odoo and output for a benchmark; all databases are dropped at the end."""

    kind = KIND  # part of the databases' names

    def __init__(self, databases, options=None):
        self._databases = databases
        self.options = options
        self._numbers = itertools.count(1)
        self._made = []
        self.step = console.step
        self.say = console.say

    def database(self, with_addon=True, modules=()):
        """Make a database with the add-on's dependencies and return its name.

        :param with_addon: whether the add-on is installed in it
        :param modules: names of further modules to have
        """
        name = f"{own_prefix()}{self.kind}_{os.getpid()}_{next(self._numbers)}"
        source = self._databases.installed(modules) if with_addon else self._databases.template(modules)
        self._made.append(name)
        self._databases.clone(source, name)
        return name

    def copy(self, name):
        """Make a copy of a database made before and return its name."""
        self._close(name)
        copy = f"{own_prefix()}{self.kind}_{os.getpid()}_{next(self._numbers)}"
        self._made.append(copy)
        self._databases.clone(name, copy)
        return copy

    def install(self, name, modules=(paths.ADDON,)):
        """Install modules into a database, by default the add-on; return the seconds it took."""
        self._close(name)
        start = time.perf_counter()
        self._databases.install(name, list(modules), f"Installing {', '.join(modules)}")
        return time.perf_counter() - start

    def sql(self, name, query, parameters=None):
        """Run one SQL statement outside Odoo and outside a transaction; return its rows."""
        return self._databases.execute(query, parameters, database=name)

    @contextlib.contextmanager
    def environment(self, name):
        """Yield an Odoo environment of the superuser in this process.

        What is not committed (`env.cr.commit()`) is rolled back at the end.
        """
        from odoo import SUPERUSER_ID, api
        from odoo.modules.registry import Registry

        self._configure(name)
        with Registry(name).cursor() as cursor:
            try:
                yield api.Environment(cursor, SUPERUSER_ID, {})
            finally:
                cursor.rollback()

    def variables(self):
        """Return the environment variables by which a process of its own finds the server and Odoo's settings."""
        return {**os.environ, **self._databases.variables()}

    def _configure(self, name):
        import odoo.tools

        variables = self._databases.variables()
        os.environ.update(variables)
        arguments = ["-c", variables["ODOO_RC"], "-d", name, "--no-http", "--log-level=warn"]
        odoo.tools.config.parse_config(arguments, setup_logging=True)

    @contextlib.contextmanager
    def web_server(self, name):
        """Yield the address of an Odoo web server for a database."""
        with web_server.serving(self._databases, name) as (address, _process):
            yield address

    def seconds(self, function):
        """Return the seconds that one call of a function takes."""
        start = time.perf_counter()
        function()
        return time.perf_counter() - start

    def median_seconds(self, function, runs=3):
        """Return the median of the seconds that calls of a function take."""
        return statistics.median(self.seconds(function) for _run in range(runs))

    def updated_contacts(self, name):
        """Return how many rows of res_partner were updated since the database was made."""
        # statistics come with a delay
        self.sql(name, "SELECT pg_stat_force_next_flush()")
        self.sql(name, "SELECT pg_stat_clear_snapshot()")
        ((updated,),) = self.sql(name, "SELECT n_tup_upd FROM pg_stat_user_tables WHERE relname = 'res_partner'")
        return updated

    def _close(self, name):
        """Let go of a database that this process has open, so that it can be cloned or dropped."""
        import odoo.sql_db
        from odoo.modules.registry import Registry

        Registry.delete(name)
        odoo.sql_db.close_db(name)

    def start_cold(self, name):
        """Let go of a database and empty what can be emptied before it is used again.

        This process forgets its connections and what it knows of the database; the embedded server is restarted
        unless another command uses it. The operating system's cache of files stays.

        :return: whether the server was restarted
        """
        self._close(name)
        return self._databases.server.restart()

    def drop(self, name):
        """Drop a database made before; what is left at the end is dropped anyhow."""
        self._close(name)
        self._databases.drop(name)
        self._made.remove(name)

    def drop_all(self):
        for name in list(self._made):
            self.drop(name)
