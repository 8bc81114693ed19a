"""Finding whose contacts leads and subscribers are, beside a plain join by e-mail address.

A third of the leads and subscribers are strangers, see world.floating. Contacts are as many as records. Both begin with
the same tables, analyzed: the join as one `CREATE TABLE AS` by `lower(email)`, the add-on from the stored keys of the
contacts to stored findings. A link is right if the contact is about the same person or company as the record. Both may
give a record several contacts, because contacts have duplicates; those of one person count once, those of each other
person as a wrong link. Of the add-on's matches the certain ones count.
"""

import contextlib
import csv
import tempfile
import time

from lib import contacts_data
from lib.accuracy import Accuracy
from lib.memory import PeakMemory
from lib.scan_worker import ScanWorker
from world.floating import Floating, floating

TITLE = "connecting leads and subscribers with contacts, beside a plain join by e-mail address"
DEFAULT_ROWS = 20_000
MODULES = ("crm", "mass_mailing")

_COPY = "COPY floating_csv FROM STDIN WITH (FORMAT csv, HEADER true, NULL '\\N', ENCODING 'UTF8')"
_LEADS = """
    INSERT INTO crm_lead (id, name, type, active, contact_name, partner_name, email_from, phone, street, zip, city,
        country_id, create_date, write_date, won_status)
    SELECT f.number, 'Request', 'lead', true, NULLIF(f.name, ''), NULLIF(f.company_name, ''), NULLIF(f.email, ''),
        NULLIF(f.phone, ''), NULLIF(f.street, ''), NULLIF(f.zip, ''), NULLIF(f.city, ''), c.id, now(), now(), 'pending'
    FROM floating f LEFT JOIN res_country c ON c.code = f.country_code WHERE f.kind = 'lead'
"""
_SUBSCRIBERS = """
    INSERT INTO mailing_contact (id, name, company_name, email, create_date, write_date)
    SELECT f.number, NULLIF(f.name, ''), NULLIF(f.company_name, ''), f.email, now(), now()
    FROM floating f WHERE f.kind = 'subscriber'
"""
_JOIN = """
    CREATE TABLE joined AS
    SELECT 'lead' AS kind, l.id, p.id AS partner_id
    FROM crm_lead l JOIN res_partner p ON lower(p.email) = lower(l.email_from) WHERE l.active AND p.active
    UNION ALL
    SELECT 'subscriber', m.id, p.id FROM mailing_contact m JOIN res_partner p ON lower(p.email) = lower(m.email)
    WHERE p.active
"""
_FOUND = """
    SELECT CASE r.res_model WHEN 'crm.lead' THEN 'lead' ELSE 'subscriber' END, r.res_id,
        COALESCE(m.partner_id, r.partner_id)
    FROM partner_silo_record r
    LEFT JOIN partner_silo_match m ON m.record_id = r.id AND m.probability >= (SELECT min(o.probability)
        FROM partner_silo_record o WHERE o.is_certain)
    WHERE r.kind IN ('one', 'several') AND r.is_certain
"""


def run(context, rows, seed):
    name = context.database(modules=MODULES)
    with contacts_data.invented(context, rows, seed) as path:
        clusters = _clusters(path)
        base = contacts_data.load_file(context, name, path)
    truth = _load(context, name, rows, seed)
    with context.environment(name) as env, context.step("Keys of the contacts, counts of a search for duplicates"):
        env["partner.duplicate.group"]._scan(full=True)
    context.sql(name, "VACUUM ANALYZE")
    metrics = {"records": rows, "contacts": len(clusters)}
    metrics["join_seconds"] = context.median_seconds(lambda: _join(context, name))
    joined = _judged(context.sql(name, "SELECT kind, id, partner_id FROM joined"), truth, clusters, base)
    metrics |= _named("join", joined)
    with contextlib.ExitStack() as stack:
        env = stack.enter_context(context.environment(name))
        worker = stack.enter_context(ScanWorker(name, context.variables(), "partner.silo.source"))
        stack.enter_context(context.step("Looking at all records"))
        env["partner.silo.source"]._propose()
        env.cr.commit()
        with PeakMemory(env) as memory:
            start = time.perf_counter()
            worker.start()
            env["partner.silo.source"]._scan(full=True)
            metrics["seconds"] = time.perf_counter() - start
    metrics["memory_growth_mb"] = memory.process
    metrics |= _named("found", _judged(context.sql(name, _FOUND), truth, clusters, base))
    with context.environment(name) as env, context.step("Looking at what has changed: nothing"):
        start = time.perf_counter()
        env.cr.execute("UPDATE partner_silo_source SET scanned_until = now() + interval '1 hour'")
        env["partner.silo.source"]._scan()
        metrics["again_seconds"] = time.perf_counter() - start
    metrics["seconds_to_join"] = metrics["seconds"] / metrics["join_seconds"]
    metrics["right_to_join"] = metrics["found_right"] / metrics["join_right"]
    return metrics


def _clusters(path):
    """Cluster of each contact by its number in the file."""
    with open(path, newline="", encoding="utf-8") as file:
        return {int(row["id"]): int(row["cluster_id"]) for row in csv.DictReader(file)}


def _load(context, name, rows, seed):
    """Put leads and subscribers into the database; return their clusters by (kind, id)."""
    truth = {}
    with tempfile.NamedTemporaryFile("w+", newline="", encoding="utf-8") as file:
        with context.step(f"Inventing {rows:,} leads and subscribers"):
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(("number", *Floating._fields))
            for number, each in enumerate(floating(rows, rows, seed), 1_000_000):
                truth[each.kind, number] = each.cluster_id
                writer.writerow((number, *each))
            file.flush()
        with context.step("Loading them"), context.environment(name) as env, open(file.name, "rb") as data:
            columns = ", ".join(f"{field} text" for field in Floating._fields)
            env.cr.execute(f"CREATE TEMPORARY TABLE floating_csv (number int, {columns}) ON COMMIT DROP")
            env.cr._obj.copy_expert(_COPY, data)
            env.cr.execute("CREATE TEMPORARY TABLE floating ON COMMIT DROP AS SELECT * FROM floating_csv")
            for statement in (_LEADS, _SUBSCRIBERS):
                env.cr.execute(statement)
            env.cr.commit()
    return truth


def _join(context, name):
    context.sql(name, "DROP TABLE IF EXISTS joined")
    context.sql(name, _JOIN)


def _judged(links, truth, clusters, base):
    """How many links are right. Of a record that has several, each counts as found, and it is right once at most."""
    of_record = {}
    for kind, number, partner in links:
        of_record.setdefault((kind, number), set()).add(clusters.get(partner - base, 0))
    known = set(clusters.values())
    return Accuracy(
        sum(len(found) for found in of_record.values()),
        sum(truth.get(record) in found for record, found in of_record.items()),
        sum(cluster in known for cluster in truth.values()),
    )


def _named(prefix, accuracy):
    return {
        f"{prefix}_links": accuracy.found,
        f"{prefix}_right": accuracy.right,
        f"{prefix}_precision": accuracy.precision,
        f"{prefix}_recall": accuracy.recall,
    }
