"""The scheduler's work: woken, waited for, and looked at when it is over."""

import time

from .. import paths

WAKING_SECONDS = 10

JOBS = ("rescore", "match_keys", "duplicate_scan", "merge_batch", "review_plan", "nightly", "consent_seal", "import")
# Queues and unfinished work of the rooms; nothing is in them at the end.
LEFT = {
    "contacts to be scored": "SELECT count(*) FROM partner_quality_pending",
    "contacts whose keys wait": "SELECT count(*) FROM partner_match_pending",
    "contacts to be compared": "SELECT count(*) FROM partner_duplicate_todo",
    "groups to be formed": "SELECT count(*) FROM partner_duplicate_touched",
    "searches that run": "SELECT count(*) FROM partner_duplicate_scan WHERE state = 'running'",
    "merges that run": "SELECT count(*) FROM partner_merge_batch WHERE state IN ('running', 'undoing')",
    "imports that run": "SELECT count(*) FROM partner_import WHERE state IN ('reading', 'matching', 'running')",
    "consents to be sealed": "SELECT count(*) FROM partner_consent_event WHERE hash IS NULL",
}
WRONG = {
    "imports that stopped": "SELECT count(*) FROM partner_import WHERE error IS NOT NULL",
    "searches that failed": "SELECT count(*) FROM partner_duplicate_scan WHERE state = 'failed'",
    "contacts with two open reviews": """
        SELECT count(*) FROM (SELECT partner_id FROM partner_review_request
         WHERE state = 'open' AND kind = 'internal' GROUP BY 1 HAVING count(*) > 1) AS twice""",
    "open reviews without an activity": """
        SELECT count(*) FROM partner_review_request q LEFT JOIN mail_activity a ON a.id = q.activity_id
         WHERE q.state = 'open' AND q.kind = 'internal' AND (a.id IS NULL OR NOT a.active)""",
    "review activities without an open review": """
        SELECT count(*) FROM mail_activity a WHERE a.active AND a.activity_type_id = (
            SELECT res_id FROM ir_model_data WHERE module = 'customer_data_quality' AND name = 'activity_type_review')
           AND NOT EXISTS (SELECT FROM partner_review_request q WHERE q.activity_id = a.id AND q.state = 'open')""",
    "contacts merged twice": """
        SELECT count(*) FROM (SELECT r.partner_id FROM partner_merge_merged_rel r
          JOIN partner_merge m ON m.id = r.merge_id AND m.state = 'done' GROUP BY 1 HAVING count(*) > 1) AS twice""",
    "merged contacts that are not archived": "SELECT count(*) FROM res_partner WHERE merged_into_id > 0 AND active",
    "merges of a batch without a line": """
        SELECT count(*) FROM partner_merge m WHERE m.batch_id > 0
           AND NOT EXISTS (SELECT FROM partner_merge_batch_line l WHERE l.merge_id = m.id)""",
    "contacts without a score": """
        SELECT count(*) FROM res_partner p LEFT JOIN partner_quality q ON q.id = p.id
         WHERE q.id IS NULL OR (q.version IS NULL AND p.active)""",
    "days with two snapshots": """
        SELECT count(*) FROM (SELECT 1 FROM partner_quality_snapshot
         GROUP BY date, company_id, user_id, profile_id HAVING count(*) > 1) AS twice""",
}


def wake(stress, name, jobs=JOBS):
    """Have jobs of the scheduler run now, on whichever server."""
    with stress.environment(name) as env:
        for job in jobs:
            env.ref(f"{paths.ADDON}.cron_{job}")._trigger()
        env.cr.commit()


def left(stress, name):
    """Return what is still to be done: {what: number}."""
    numbers = {what: stress.number(name, query) for what, query in LEFT.items()}
    return {what: number for what, number in numbers.items() if number}


def finish(stress, name, seconds=300):
    """Wait until the scheduler has done all its work, and look at what it has made."""
    state = {"woken": 0}

    def is_over():
        state["left"] = left(stress, name)
        if state["left"] and time.monotonic() > state["woken"] + WAKING_SECONDS:
            # Odoo looks only once a minute by itself
            wake(stress, name)
            state["woken"] = time.monotonic()
        return not state["left"]

    if not stress.wait_until(is_over, "the scheduler's work", seconds):
        stress.check(False, f"not finished: {state['left']}")
    look(stress, name)


def look(stress, name):
    """Note whatever the rooms' tables hold that must never be."""
    for what, query in WRONG.items():
        number = stress.number(name, query)
        stress.check(not number, f"{number} {what}")
    with stress.environment(name) as env:
        problems = env["partner.consent.event"]._verify_chain()
        stress.check(not problems, f"the chain of consents: {problems[:3]}")
