"""One person at work, with nobody and nothing else: what the add-on itself adds to each request."""

import contextlib
import json
import tempfile
from pathlib import Path

from lib import web_server
from lib.stress import company, latency
from lib.stress.user import user as user_of

TITLE = "one person at work, again and again the same: hardly slower than without the add-on"
LOGIN = "stress-03"
WARMING, ROUNDS = 5, 100


def run(stress):
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="stress-")))
        users = [
            _user(stress, stack, name, folder / f"{name}.jsonl", has_addon)
            for name, has_addon in ((company.plain(stress), False), (company.in_use(stress), True))
        ]
        with stress.step(f"One person at work, {ROUNDS} rounds"):
            for number in range(WARMING + ROUNDS):
                if number == WARMING:
                    for user in users:
                        user.ledger.unlink()
                for kind in latency.SHARED:
                    # by turns, so that a slow moment of the machine hits both
                    for user in users:
                        getattr(user, kind)()
        plain, addon = ([json.loads(line) for line in user.ledger.open()] for user in users)
    return latency.judge(stress, plain, addon, ("median",))


def _user(stress, stack, name, ledger, has_addon):
    serving = web_server.serving(stress.databases, name, options=("--max-cron-threads=0",))
    address, _process = stack.enter_context(serving)
    given = {"address": address, "database": name, "login": LOGIN, "password": company.PASSWORD, "ledger": str(ledger)}
    return user_of({**given, "has_addon": has_addon, "is_steward": False})
