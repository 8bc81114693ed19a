"""scripts/bench: measure, and compare with the bars."""

import argparse
import json
import math
from pathlib import Path

from .. import benchmark, environment
from ..console import Problem, say, table


def main(arguments):
    parser = _parser()
    given, _further = parser.parse_known_args(arguments)
    if given.help and not given.name:
        parser.print_help()
        return 0
    if not given.list and not given.name:
        parser.error("name a benchmark, or use --list")
    # Benchmarks import what only the environment has.
    environment.enter_python()
    if given.list:
        rows = [(name, module.DEFAULT_ROWS, module.TITLE) for name, module in _all()]
        table(rows, ("Name", "Rows", "Title"))
        return 0
    module = benchmark.load(given.name)
    if hasattr(module, "add_arguments"):
        module.add_arguments(parser.add_argument_group(f"of {given.name}"))
    if given.help:
        parser.print_help()
        return 0
    options = parser.parse_args(arguments)
    if options.rows and len(options.rows) > 1 and not getattr(module, "SEVERAL_ROWS", False):
        parser.error(f"{given.name} takes --rows once")
    return _run(module, options)


def _parser():
    parser = argparse.ArgumentParser(
        prog="scripts/bench",
        description="Run a benchmark and compare it with its limits (scripts/benchmarks/limits.toml). "
        "The exit status is 1 when a bar is not held. Databases it makes are dropped again. "
        "`scripts/bench NAME --help` shows the options of that benchmark too.",
        epilog=environment.VARIABLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        add_help=False,
        allow_abbrev=False,
    )
    parser.add_argument("name", nargs="?", help="the benchmark to run")
    parser.add_argument("-h", "--help", action="store_true", help="show this help and end")
    parser.add_argument("--list", action="store_true", help="name all benchmarks")
    parser.add_argument("--rows", type=int, action="append", help="number of contacts (default: the benchmark's own)")
    parser.add_argument("--seed", type=int, default=1, help="seed of the random data (default: 1)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write the result to a file")
    return parser


def _all():
    return [(name, benchmark.load(name)) for name in benchmark.names()]


def _run(module, given):
    bars = benchmark.limits(given.name)
    all_rows = given.rows or [module.DEFAULT_ROWS]
    rows = all_rows[0]
    if min(all_rows) < 1:
        raise Problem(f"--rows {min(all_rows)} makes no sense.", "give a number of contacts above 0.")
    shown = module.contacts_shown(given) if hasattr(module, "contacts_shown") else ""
    say(f"{given.name}: {module.TITLE} ({shown or f'rows {rows}, seed {given.seed}'})")
    with environment.ready() as databases:
        databases.drop_stale(benchmark.KIND)
        context = benchmark.Context(databases, given)
        try:
            metrics = module.run(context, rows, given.seed)
        finally:
            context.drop_all()
    if getattr(module, "BARS_OF_WHAT_WAS_ASKED", False):
        bars = [bar for bar in bars if bar[0] in metrics]
    judged = benchmark.judge(bars, metrics)
    _show(metrics, judged, bars)
    result = {"name": given.name, "rows": rows, "seed": given.seed, "metrics": metrics, "bars": judged}
    if given.json:
        given.json.write_text(json.dumps(result, indent=2) + "\n")
    return 0 if all(bar["holds"] for bar in judged) else 1


def _show(metrics, judged, bars):
    by_metric = {bar["metric"]: bar for bar in judged}
    signs = {metric: "<=" if upper else ">=" for metric, _limit, upper in bars}
    rows = []
    for metric, value in metrics.items():
        bar = by_metric.get(metric)
        limit = f"{signs[metric]} {_number(bar['limit'])}" if bar else ""
        held = ("held" if bar["holds"] else "NOT HELD") if bar else ""
        rows.append((metric, _number(value), limit, held))
    say()
    table(rows, ("Metric", "Value", "Limit", "Held"))


def _number(value):
    """Show four significant digits, and whole numbers whole."""
    if isinstance(value, int) or float(value).is_integer() or not math.isfinite(value):
        return f"{value:g}" if isinstance(value, float) and not math.isfinite(value) else str(int(value))
    return f"{value:.4g}"
