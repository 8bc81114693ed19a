"""Twenty people at work while the scheduler searches, plans, scores and merges."""

import contextlib
import statistics
import threading
import time

from lib import web_server
from lib.console import table
from lib.stress import background, company, ledger
from lib.stress.crowd import Crowd

TITLE = "people at work beside the scheduler: nothing lost, no conflict shown, hardly slower than without the add-on"
PAUSE_SECONDS = 4
# What people do in both databases, so that it can be compared.
SHARED = ("page", "search", "open", "edit", "create")
MOST_RATIO = 1.3
WAKING_SECONDS = 20
TURNS = 4
# One worker answers while another one works; the third is the scheduler's.
OPTIONS = ("--workers=2", "--max-cron-threads=2", "--limit-time-real-cron=600")


def run(stress):
    plain, with_addon = company.plain(stress), company.in_use(stress)
    with _at_work(stress, plain, has_addon=False) as without, _at_work(stress, with_addon, has_addon=True) as crowd:
        started = time.time()
        with stress.environment(with_addon) as env:
            env["partner.duplicate.scan"]._start(full=True)
            env.cr.commit()
        # in turns, so that a machine that gets busier or idler tells nothing
        for number in range(1, TURNS + 1):
            with stress.step(f"{stress.options.users} people at work, turn {number} of {TURNS}"):
                _work(stress, without)
                with _scheduler(stress, with_addon):
                    _work(stress, crowd)
        entries = crowd.ledger()
        ledger.compare(stress, with_addon, entries)
        measured = ([each for each in found if each["start"] >= started] for found in (without.ledger(), entries))
        return _compare(stress, *measured)


@contextlib.contextmanager
def _at_work(stress, name, has_addon):
    """People before the screens of a database, warmed up; ends with the server."""
    with (
        web_server.serving(stress.databases, name, options=OPTIONS) as (address, _process),
        Crowd(address, name, stress.options.users, PAUSE_SECONDS, has_addon) as crowd,
    ):
        # what only the first request has to wait for
        crowd.start(PAUSE_SECONDS)
        crowd.wait()
        yield crowd


def _work(stress, crowd):
    crowd.start(max(stress.options.seconds // TURNS, 1))
    crowd.wait()


@contextlib.contextmanager
def _scheduler(stress, name):
    """Keep the scheduler at work meanwhile; afterwards it finishes, so that it is in nobody's way."""
    over = threading.Event()
    waking = threading.Thread(target=_keep_waking, args=(stress, name, over))
    waking.start()
    try:
        yield
    finally:
        over.set()
        waking.join()
    background.finish(stress, name)


def _keep_waking(stress, name, over):
    while True:
        background.wake(stress, name)
        if over.wait(WAKING_SECONDS):
            return


def _compare(stress, plain, addon):
    rows, ratios = [], ()
    # twins are made with the add-on alone; with them there would be more of the slowest kind on one side
    alike = [entry for entry in addon if not entry.get("is_twin")]
    for title, kinds in (*((kind, (kind,)) for kind in SHARED), ("all", SHARED)):
        figures = [_figures(entries, kinds) for entries in (plain, alike)]
        if not all(figures):
            continue  # too short a time for this kind
        ratios = [with_addon / without for without, with_addon in zip(*figures, strict=True)]
        rows.append(
            (title, *(f"{1000 * each:.0f}" for pair in figures for each in pair), *(f"{r:.2f}" for r in ratios))
        )
    table(rows, ("ms", "median", "95 %", "with add-on", "95 %", "ratio", "ratio 95 %"))
    own = sorted({entry["did"] for entry in addon} - {*SHARED})
    table(
        [
            (kind, *(f"{1000 * each:.0f}" for each in _figures(addon, (kind,))))
            for kind in own
            if _figures(addon, (kind,))
        ],
        ("ms", "median", "95 %"),
    )
    if not ratios:
        stress.check(False, "nobody did anything")
        return ""
    for what, ratio in zip(("median", "95th percentile"), ratios, strict=True):
        stress.check(ratio <= MOST_RATIO, f"the {what} is {ratio:.2f} times that without the add-on")
    done = sum(entry["state"] == "done" for entry in addon)
    return f"{done} things done, {len(addon) - done} refused; ratio {ratios[0]:.2f}, 95 % {ratios[1]:.2f}"


def _figures(entries, kinds):
    """Return median and 95th percentile in seconds; nothing if nothing was done."""
    seconds = sorted(e["seconds"] for e in entries if e["did"] in kinds and e["state"] == "done")
    return seconds and (statistics.median(seconds), seconds[int(0.95 * (len(seconds) - 1))])
