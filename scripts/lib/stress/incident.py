"""Something breaks while people work and the scheduler merges, scores and searches."""

import re
import time

from .. import web_server
from . import background, company, ledger
from .crowd import Crowd

USERS = 5
PAUSE_SECONDS = 1
OPTIONS = ("--workers=2", "--max-cron-threads=1", "--limit-time-real-cron=600")
PATIENCE_SECONDS = 120
# People work a little longer than the incident lasts, and once more when it is over.
BEFORE_SECONDS = 5


def survive(stress, happen):
    """Let something happen in mid-work; note what is lost, done twice, or does not go on.

    :param happen: function of the database's name and the log's path; returns what it did as a text
    :return: a line that says what was seen
    """
    name = company.in_use(stress)
    seconds = max(stress.options.seconds // 2, BEFORE_SECONDS)
    with (
        web_server.serving(stress.databases, name, options=OPTIONS) as (address, process),
        Crowd(address, name, min(USERS, stress.options.users), PAUSE_SECONDS) as crowd,
    ):
        start_work(stress, name)
        stress.wait_until(lambda: is_in_mid_work(stress, name), "the scheduler to be in mid-work", PATIENCE_SECONDS)
        crowd.start(BEFORE_SECONDS + seconds)
        stress.wait_until(crowd.ledger, "people to begin", PATIENCE_SECONDS)
        when, told = time.time(), happen(name, web_server.log_of(name))
        crowd.wait()
        # whatever the incident met is over; now all is as ever
        before = len(crowd.ledger())
        crowd.start(BEFORE_SECONDS)
        crowd.wait()
        entries = crowd.ledger()
        later = [entry for entry in entries[before:] if entry["state"] in ("failed", "unknown")]
        stress.check(len(entries) > before, "nobody did anything afterwards")
        stress.check(not later, f"still failing afterwards: {[entry.get('error') for entry in later[:3]]}")
        background.finish(stress, name)
        stress.check(process.poll() is None, "the server has ended")
    met = [entry for entry in entries[:before] if entry["state"] == "failed" and entry["end"] >= when]
    ledger.compare(stress, name, [entry for entry in entries if entry not in met])
    unknown = sum(entry["state"] == "unknown" for entry in entries)
    return f"{told}; {len(entries)} things done, {len(met) + unknown} of them cut off, {merges(stress, name)} merges"


def start_work(stress, name):
    """Have all groups merged, everything scored and everybody compared by the scheduler."""
    with stress.environment(name) as env:
        steward = env["res.users"].search([("login", "=", "stress-00")])
        env["partner.merge.batch"].with_user(steward).start()
        env.cr.execute("UPDATE partner_quality SET version = NULL")
        env.cr.commit()
    background.wake(stress, name)


def is_in_mid_work(stress, name):
    """Whether some groups are merged and some are not."""
    states = dict(stress.sql(name, "SELECT state, count(*) FROM partner_merge_batch_line GROUP BY state"))
    return states.get("waiting") and len(states) > 1


def merges(stress, name):
    return stress.number(name, "SELECT count(*) FROM partner_merge WHERE state = 'done'")


def workers(log, kind):
    """Return the process ids of the server's workers of a kind that its log tells of.

    :param str kind: WorkerHTTP or WorkerCron
    """
    return [int(pid) for pid in re.findall(rf"Worker {kind} \((\d+)\) alive", log.read_text(errors="replace"))]
