"""Who of many may be written to, and whether the chain of events is whole.

The first is compared with a plain domain search on one stored boolean, for the same recipients in the same database.
The second is compared with hashing the same bytes and nothing else. Every contact with an e-mail address has a
consent; as many events are recorded as there are contacts.
"""

import csv
import hashlib
import random
import statistics
import tempfile
import time
from datetime import datetime, timedelta

from lib import contacts_data
from lib.memory import PeakMemory

TITLE = "filtering recipients by consent, and checking the chain"
DEFAULT_ROWS = 1_000_000
RECIPIENTS = 100_000
RUNS = 5

# Of the contacts with an address, as of people: most agree, some have said no, a few have objected to everything.
CONSENTS = """
    INSERT INTO partner_consent (company_id, partner_id, purpose_id, channel, contact_point, point_key, state,
        is_allowed, since, granted_at, create_uid, write_uid, create_date, write_date)
    SELECT 1, p.id, %s, CASE WHEN p.id %% 50 = 0 THEN 'any' ELSE 'email' END,
        CASE WHEN p.id %% 50 = 0 THEN NULL ELSE p.email END,
        CASE WHEN p.id %% 50 = 0 THEN '' ELSE p.email_normalized END,
        CASE WHEN p.id %% 50 = 0 THEN 'objected' WHEN p.id %% 10 < 7 THEN 'granted' ELSE 'withdrawn' END,
        p.id %% 50 <> 0 AND p.id %% 10 < 7, now() - interval '90 days',
        CASE WHEN p.id %% 50 <> 0 AND p.id %% 10 < 7 THEN now() - interval '90 days' END, 1, 1, now(), now()
    FROM res_partner p WHERE p.email_normalized IS NOT NULL
"""
KINDS = ("granted", "withdrawn", "granted", "objected")


def run(context, rows, seed):
    name = context.database()
    contacts_data.load(context, name, rows, seed)
    metrics = {}
    with context.step("Recording consents"):
        purpose_id = _purpose(context, name)
        # the boolean of the floor tells as many apart as the consents do
        context.sql(
            name,
            "UPDATE res_partner SET email_normalized = lower(email), "
            "partner_share = email IS NOT NULL AND id % 50 <> 0 AND id % 10 < 7",
        )
        context.sql(name, CONSENTS, [purpose_id])
        context.sql(name, "VACUUM ANALYZE partner_consent")
        context.sql(name, "VACUUM ANALYZE res_partner")
    with context.environment(name) as env:
        metrics.update(_filtering(context, env, purpose_id))
        _events(context, env, rows, seed, purpose_id)
    context.sql(name, "VACUUM ANALYZE partner_consent_event")
    with context.environment(name) as env:
        metrics.update(_chain(context, env))
    return metrics


def _purpose(context, name):
    with context.environment(name) as env:
        purpose = env["partner.consent.purpose"].create(
            {"name": "Benchmark", "code": "benchmark", "is_marketing": True, "channel_email": True}
        )
        env.cr.commit()
        return purpose.id


# -- recipients -------------------------------------------------------------------------------------


def _filtering(context, env, purpose_id):
    partners, purpose = env["res.partner"], env["partner.consent.purpose"].browse(purpose_id)
    ids = partners.search([], limit=RECIPIENTS).ids
    random.Random(1).shuffle(ids)
    recipients = partners.browse(ids)
    floors, filters = [], []
    with context.step(f"Filtering {len(ids):,} recipients, {RUNS} times"):
        for _run in range(RUNS):
            env.invalidate_all()
            start = time.perf_counter()
            found = partners.search([("id", "in", ids), ("partner_share", "=", True)])
            floors.append(time.perf_counter() - start)
            env.invalidate_all()
            start = time.perf_counter()
            allowed = recipients._filter_consent(purpose, "email")
            filters.append(time.perf_counter() - start)
    return {
        "recipients": len(ids),
        "recipients_allowed": len(allowed),
        "recipients_of_search": len(found),
        "search_seconds": statistics.median(floors),
        "filter_seconds": statistics.median(filters),
        "filter_to_search": statistics.median(filters) / statistics.median(floors),
    }


# -- chain ------------------------------------------------------------------------------------------


def _events(context, env, rows, seed, purpose_id):
    """Put events into the table as the application records them, and have them sealed."""
    from odoo.addons.customer_data_quality.engine import chain
    from odoo.addons.customer_data_quality.models.consent.event import HASHED, hashed_values

    env.cr.execute("SELECT id, partner_id, channel FROM partner_consent ORDER BY id")
    consents = env.cr.fetchall()
    rng, when = random.Random(seed), datetime(2024, 1, 1)
    columns = [*HASHED, "salt", "personal", "digest"]
    with context.step(f"Recording {rows:,} events"), tempfile.TemporaryFile("w+", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        for number in range(rows):
            consent_id, partner_id, channel = consents[number % len(consents)]
            when += timedelta(seconds=rng.randrange(60))
            salt, personal = f"{rng.getrandbits(128):032x}", f'{{"contact_point": "contact{number}@example.com"}}'
            values = {
                "company_id": 1,
                "consent_id": consent_id,
                "contact_ref": partner_id,
                "purpose_id": purpose_id,
                "channel": channel,
                "kind": rng.choice(KINDS),
                "date": when,
                "act_date": when,
                "user_id": 1,
                "method": "paper",
                "personal_hash": chain.personal_digest(salt, personal),
            }
            hashed = [values.get(column) for column in HASHED]
            writer.writerow([*hashed, salt, personal, chain.row_digest(hashed_values(hashed))])
        file.seek(0)
        env.cr._obj.copy_expert(f"COPY partner_consent_event ({', '.join(columns)}) FROM STDIN WITH (FORMAT csv)", file)
        env.cr.commit()
    with context.step("Sealing them"):
        env["partner.consent.event"]._cron_seal()


def _chain(context, env):
    events, company = env["partner.consent.event"], env["res.company"].browse(1)
    times, growth = [], []
    events._verify_chain(company, limit=1)  # reads what is read once
    with context.step("Checking the chain, 3 times"):
        for _run in range(3):
            with PeakMemory(env) as memory:
                start = time.perf_counter()
                problems = events._verify_chain(company)
                times.append(time.perf_counter() - start)
            growth.append(memory.process)
    env.cr.execute("SELECT count(*) FROM partner_consent_event WHERE hash IS NOT NULL")
    (sealed,) = env.cr.fetchone()
    with context.step("Hashing the same bytes alone"):
        hashing = _hashing(events)
    return {
        "events_checked": sealed,
        "problems": len(problems),
        "check_seconds": statistics.median(times),
        "hashing_seconds": hashing,
        "check_to_hashing": statistics.median(times) / hashing,
        "check_memory_growth_mb": max(growth),
    }


def _hashing(events):
    """Seconds that nothing but SHA-256 takes for the rows, the personal contents and the links between rows."""
    from odoo.addons.customer_data_quality.engine import chain

    seconds = 0.0
    for _id, row, *_text in events._chain_rows(1):
        salt, personal, _stored = row.personal
        texts = (
            chain._framed(row.values),
            chain._framed([salt, personal]),
            f"{row.previous}{row.sequence}{row.digest}".encode(),
        )
        start = time.perf_counter()
        for text in texts:
            hashlib.sha256(text).hexdigest()
        seconds += time.perf_counter() - start
    return seconds
