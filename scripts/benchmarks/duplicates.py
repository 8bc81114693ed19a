"""Finding duplicates: how many of the true ones are found, how many wrong ones, how fast, in how much memory.

The add-on is installed first and the contacts are then put in by SQL, so that nothing about them is prepared: the
clock runs from raw contacts to stored groups. Each run starts from a copy of that database. The metrics of each set of
contacts begin with its name: std_100000_f1 is the F1 on 100,000 contacts of the profile std, febrl_1_f1 on FEBRL 1.
"""

import ast
import contextlib
import statistics
import time
from pathlib import Path

from lib import accuracy, changes, contacts_data, peers
from lib.console import Problem
from lib.memory import PeakMemory
from lib.scan_worker import ScanWorker
from world import COLUMNS, PROFILES

TITLE = "finding duplicates among contacts of which the truth is known"
DEFAULT_ROWS = 100_000
SEVERAL_ROWS = True
BARS_OF_WHAT_WAS_ASKED = True
SHARED_PHONE = "+49 30 23125100"


def add_arguments(parser):
    parser.add_argument("--data", type=Path, metavar="CSV", help="contacts to take instead of invented ones")
    parser.add_argument("--profile", choices=sorted(PROFILES), default="std", help="how hard they are (default: std)")
    parser.add_argument("--febrl", type=int, choices=(1, 4), help="take a FEBRL set (needs an environment, see docs)")
    parser.add_argument(
        "--against", action="append", choices=("splink", "core"), default=[], help="also run this on the same contacts"
    )
    parser.add_argument("--changed", type=_share, metavar="SHARE", help="then change this share and scan again")
    parser.add_argument("--mega", type=int, metavar="N", help="also scan while N contacts share one phone")
    parser.add_argument(
        "--workers", type=int, default=2, help="processes that share a scan (default: 2, as Odoo's scheduler has)"
    )
    parser.add_argument("--runs", type=int, default=1, help="full scans, of which the median time counts (default: 1)")


def _share(text):
    share = float(text)
    if not 0 < share <= 1:
        raise ValueError(text)
    return share


def contacts_shown(options):
    """Which contacts, for the headline; nothing for the default."""
    if options.data or options.febrl:
        return str(options.data or f"FEBRL {options.febrl}")
    return options.rows and f"rows {', '.join(map(str, options.rows))}, seed {options.seed}, {options.profile}"


def run(context, rows, seed):
    metrics, seconds = {}, {}
    for label, size, opened in _sets(context, rows, seed):
        with opened as path:
            found = _measure(context, path)
        metrics |= {f"{label}_{metric}": value for metric, value in found.items()}
        seconds[size] = found["seconds"]
    if len(seconds) > 1:
        least, most = min(seconds), max(seconds)
        metrics[f"growth_{least}_to_{most}"] = seconds[most] / seconds[least]
    return metrics


def _sets(context, rows, seed):
    """Yield (name, number of contacts, context manager that gives the file) of each set asked for."""
    options = context.options
    if options.data and options.febrl:
        raise Problem("--data and --febrl exclude each other.", "give one of them.")
    if options.data:
        size = len(accuracy.read_truth(options.data, COLUMNS))
        yield f"{options.profile}_{size}", size, contextlib.nullcontext(options.data)
    elif options.febrl:
        yield f"febrl_{options.febrl}", 0, peers.febrl(options.febrl)
    else:
        for size in options.rows or [rows]:
            yield f"{options.profile}_{size}", size, contacts_data.invented(context, size, seed, options.profile)


def _measure(context, path):
    options = context.options
    truth = accuracy.read_truth(path, COLUMNS)
    raw = context.database()
    base = contacts_data.load_file(context, raw, path)
    runs = []
    for number in range(1, max(options.runs, 1) + 1):
        name = context.copy(raw)
        runs.append(_scan(context, name, f"Scanning, run {number}"))
        if number < options.runs:
            context.drop(name)
    metrics = _of_runs(runs, len(truth))
    with context.environment(name) as env, context.step("Comparing with the truth"):
        metrics |= _against_truth(env, truth, base)
    if options.changed:
        metrics |= _changed(context, name, base, len(truth), metrics["seconds"])
    if options.mega:
        metrics |= _mega(context, raw, base, metrics["seconds"])
    if "core" in options.against:
        metrics |= _core(context, raw, truth, base)
    if "splink" in options.against:
        metrics |= _splink(path, truth, metrics)
    context.drop(name)
    context.drop(raw)
    return metrics


def _scan(context, name, title, full=True):
    """Scan and return (seconds, what the scan returned, PeakMemory)."""
    with contextlib.ExitStack() as stack:
        env = stack.enter_context(context.environment(name))
        # a search is shared by Odoo's workers; there are two for the scheduler by default
        helpers = range(context.options.workers - 1)
        workers = [stack.enter_context(ScanWorker(name, context.variables())) for _helper in helpers]
        stack.enter_context(context.step(title))
        with PeakMemory(env) as memory:
            start = time.perf_counter()
            for worker in workers:
                worker.start(full)
            counts = env["partner.duplicate.group"]._scan(full=full)
            seconds = time.perf_counter() - start
    return seconds, counts, memory


def _of_runs(runs, contacts):
    counts = [counts for _seconds, counts, _memory in runs]
    metrics = {"seconds": statistics.median(seconds for seconds, _counts, _memory in runs)}
    for phase in counts[0]["seconds"]:
        metrics[f"seconds_{phase}"] = statistics.median(each["seconds"][phase] for each in counts)
    metrics["memory_growth_mb"] = max(memory.process for _seconds, _counts, memory in runs)
    seen = [memory.postgres for _seconds, _counts, memory in runs if memory.postgres is not None]
    if seen:
        metrics["postgres_memory_mb"] = max(seen)
    metrics["contacts_not_scanned"] = contacts - min(contacts, counts[-1]["contacts"])
    return metrics


def _against_truth(env, truth, base):
    groups = env["partner.duplicate.group"]
    env.cr.execute("SELECT array_agg(partner_id) FROM partner_duplicate_member GROUP BY group_id")
    stored = truth.of_groups([partner - base for partner in members] for (members,) in env.cr.fetchall())
    pairs = truth.of_pairs(_from_base(groups._pairs(), base))
    curve = truth.curve(_from_base(groups._pairs(threshold=0), base))
    candidates, reached = 0, set()
    for batch in groups._candidate_pairs():
        candidates += len(batch)
        known = (pair for pair in _from_base(batch, base) if pair[0] in truth and pair[1] in truth)
        reached.update((min(pair), max(pair)) for pair in known if truth.same(*pair))
    return {
        "precision": stored.precision,
        "recall": stored.recall,
        "f1": stored.f1,
        "pairs_precision": pairs.precision,
        "pairs_recall": pairs.recall,
        "pairs_f1": pairs.f1,
        "best_f1": curve.best.f1,
        "best_f1_threshold": curve.threshold,
        "recall_at_precision_99": curve.recall_at,
        "true_pairs": truth.pairs,
        "true_pairs_among_candidates": len(reached) / truth.pairs if truth.pairs else 1.0,
        "candidates_per_contact": candidates / len(truth),
    }


def _from_base(pairs, base):
    """Pairs of contacts of the database by their ids in the file."""
    return ((one - base, other - base, *rest) for one, other, *rest in pairs)


def _changed(context, name, base, contacts, full_seconds):
    with context.environment(name) as env, context.step("Changing contacts"):
        number, write_seconds = changes.make(env, base, contacts, context.options.changed, context.options.seed)
    seconds, _counts, _memory = _scan(context, name, "Scanning what changed", full=False)
    return {
        "changed_contacts": number,
        "changed_write_ms_per_contact": 1000 * write_seconds / number,
        "changed_scan_seconds": seconds,
        "changed_scan_share": seconds / full_seconds,
    }


def _mega(context, raw, base, plain_seconds):
    name = context.copy(raw)
    last = base + context.options.mega
    query = "UPDATE res_partner SET phone = %s WHERE id > %s AND id <= %s"
    context.sql(name, query, (SHARED_PHONE, base, last))
    context.sql(name, "VACUUM ANALYZE res_partner")
    seconds, _counts, _memory = _scan(context, name, f"Scanning while {context.options.mega:,} share one phone")
    context.drop(name)
    return {"mega_seconds": seconds, "mega_ratio": seconds / plain_seconds}


def _core(context, raw, truth, base):
    """Core's own wizard, grouping by equal names: of its options the one with the best F1."""
    with context.environment(raw) as env, context.step("Searching by Odoo's own wizard"):
        wizard = env["base.partner.merge.automatic.wizard"].create({"group_by_name": True})
        start = time.perf_counter()
        wizard.action_start_manual_process()
        seconds = time.perf_counter() - start
        lines = [ast.literal_eval(line.aggr_ids) for line in wizard.line_ids]
    found = truth.of_groups([partner - base for partner in line] for line in lines)
    return {
        "core_seconds": seconds,
        "core_precision": found.precision,
        "core_recall": found.recall,
        "core_f1": found.f1,
    }


def _splink(path, truth, metrics):
    result = peers.splink(path)
    clusters = truth.of_groups(result["clusters"])
    curve = truth.curve(result["pairs"])
    seconds = sum(result["seconds"].values())
    return {
        "splink_seconds": seconds,
        **{f"splink_seconds_{phase}": value for phase, value in result["seconds"].items()},
        "splink_memory_mb": result["memory_mb"],
        "splink_precision": clusters.precision,
        "splink_recall": clusters.recall,
        "splink_f1": clusters.f1,
        "splink_best_f1": curve.best.f1,
        "splink_recall_at_precision_99": curve.recall_at,
        "seconds_to_splink": metrics["seconds"] / seconds,
        "f1_behind_splink": clusters.f1 - metrics["f1"],
    }
