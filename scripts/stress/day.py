"""Twenty people at work while the scheduler searches, plans, scores and merges."""

import statistics
import threading

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
# One worker answers while another one works; the third is the scheduler's.
OPTIONS = ("--workers=2", "--max-cron-threads=2", "--limit-time-real-cron=600")


def run(stress):
    plain = company.plain(stress)
    with_addon = company.in_use(stress)
    half = max(stress.options.seconds // 2, 1)
    before = _work(stress, plain, half, has_addon=False)
    entries = _work(stress, with_addon, stress.options.seconds, has_addon=True)
    # on both sides of the other, so that a machine that gets busier tells nothing
    after = _work(stress, plain, half, has_addon=False)
    ledger.compare(stress, with_addon, entries)
    return _compare(stress, before + after, entries)


def _work(stress, name, seconds, has_addon):
    """Let everybody work; return the ledger."""
    title = f"{stress.options.users} people at work {'with' if has_addon else 'without'} the add-on"
    with (
        stress.step(title),
        web_server.serving(stress.databases, name, options=OPTIONS) as (address, _process),
        Crowd(address, name, stress.options.users, PAUSE_SECONDS, has_addon) as crowd,
    ):
        # what only the first request has to wait for
        crowd.start(PAUSE_SECONDS)
        crowd.wait()
        warm = len(crowd.ledger())
        over = threading.Event()
        if has_addon:
            with stress.environment(name) as env:
                env["partner.duplicate.scan"]._start(full=True)
                env.cr.commit()
            waking = threading.Thread(target=_keep_waking, args=(stress, name, over))
            waking.start()
        crowd.start(seconds)
        try:
            crowd.wait()
        finally:
            over.set()
            if has_addon:
                waking.join()
        entries = crowd.ledger()
        for number, entry in enumerate(entries):
            entry["is_warm"] = number >= warm
        if has_addon:
            background.finish(stress, name)
        return entries


def _keep_waking(stress, name, over):
    while True:
        background.wake(stress, name)
        if over.wait(WAKING_SECONDS):
            return


def _compare(stress, plain, addon):
    rows, ratios = [], ()
    for title, kinds in (*((kind, (kind,)) for kind in SHARED), ("all", SHARED)):
        figures = [_figures(entries, kinds) for entries in (plain, addon)]
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
    seconds = sorted(e["seconds"] for e in entries if e["did"] in kinds and e["state"] == "done" and e["is_warm"])
    return seconds and (statistics.median(seconds), seconds[int(0.95 * (len(seconds) - 1))])
