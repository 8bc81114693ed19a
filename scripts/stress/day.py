"""Twenty people at work while the scheduler searches, plans, scores, imports and merges.

Without the add-on they do the same with what Odoo has: its wizard for merging, activities for reviews, notes for
consents, its own import for lists.
"""

import contextlib
import threading
import time

from lib import web_server
from lib.stress import background, company, latency, ledger
from lib.stress.crowd import Crowd

TITLE = "people at work beside the scheduler: nothing lost, no conflict shown, hardly slower than without the add-on"
PAUSE_SECONDS = 4
WAKING_SECONDS = 20
TURNS = 4
# Before anything is measured: seconds, and the pause between two things.
WARMING = (30, 0.5)
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
        plain, addon = ([each for each in found if each["start"] >= started] for found in (without.ledger(), entries))
    return latency.judge(stress, plain, addon)


@contextlib.contextmanager
def _at_work(stress, name, has_addon):
    """People before the screens of a database, warmed up; ends with the server."""
    with (
        web_server.serving(stress.databases, name, options=OPTIONS) as (address, _process),
        Crowd(address, name, stress.options.users, PAUSE_SECONDS, has_addon) as crowd,
    ):
        # what each process finds out once for each of them; a day is long
        crowd.start(*WARMING)
        crowd.wait()
        if has_addon:
            background.finish(stress, name)
        yield crowd


def _work(stress, crowd):
    crowd.start(max(stress.options.seconds // 2, 1))
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
