"""A file of contacts imported with matching, and the same file by Odoo's plain `load()`.

The database has as many contacts as the file has rows. Three in ten rows of the file are contacts of the database,
misspelt; one in fifty repeats another row. Both ways write in batches that are committed, quietly, as Odoo's import
screen does, from the file to the last commit. Plain `load()` creates every row; matching leaves out what is there.
"""

import csv
import io
import random
import time

from lib import changes, contacts_data
from lib.memory import PeakMemory

TITLE = "importing contacts with matching, beside Odoo's plain load() of the same file"
DEFAULT_ROWS = 50_000
KNOWN = 0.3
REPEATED = 0.02
BATCH = 2000
COLUMNS = {
    "Name": "name",
    "Is a Company": "is_company",
    "Street": "street",
    "Zip": "zip",
    "City": "city",
    "Country": "country_id",
    "Email": "email",
    "Phone": "phone",
    "Website": "website",
}
OPTIONS = {"has_headers": True, "quoting": '"', "separator": ",", "encoding": "utf-8", "match_contacts": True}


def run(context, rows, seed):
    name = context.database()
    contacts_data.load(context, name, rows, seed)
    with context.environment(name) as env, context.step("Scoring, and reading all contacts for matching"):
        env["partner.quality"]._rescore(commit=True)
        env["partner.quality.pending"].search([]).unlink()
        env["partner.duplicate.group"]._scan(full=True)
        table, known = _file(env, rows, seed)
        env.cr.commit()
    context.sql(name, "VACUUM ANALYZE")
    plain = context.copy(name)
    metrics = {"rows": len(table), "known_rows": known}
    with context.environment(plain) as env, context.step("Plain load()"):
        start = time.perf_counter()
        _load(env, table)
        metrics["plain_seconds"] = time.perf_counter() - start
    context.drop(plain)
    with context.environment(name) as env, PeakMemory(env) as memory:
        with context.step("Reading and matching"):
            start = time.perf_counter()
            record = _matched(env, table)
            metrics["matching_seconds"] = time.perf_counter() - start
        with context.step("Writing"):
            start = time.perf_counter()
            record.decision_possible = "skip"
            record.action_import()
            env["partner.import"]._cron_import()
            metrics["writing_seconds"] = time.perf_counter() - start
        for count in ("certain", "possible", "repeated", "new_rows", "created", "updated", "rejected"):
            metrics[count] = record[count]
        metrics["not_imported"] = (
            record.total
            - sum(record[count] for count in ("created", "updated", "unchanged", "skipped"))
            + record.line_ids.search_count([("is_added", "=", True), ("import_id", "=", record.id)])
        )
    metrics["memory_growth_mb"] = memory.process
    with context.environment(name) as env, context.step("Undoing"):
        record = env["partner.import"].browse(record.id)
        start = time.perf_counter()
        record.action_undo()
        env["partner.import"]._cron_import()
        metrics["undo_seconds"] = time.perf_counter() - start
        metrics["not_undone"] = record.kept
    matched = metrics["matching_seconds"] + metrics["writing_seconds"]
    metrics["ratio_to_plain_load"] = matched / metrics["plain_seconds"]
    metrics["known_found"] = (metrics["certain"] + metrics["possible"]) / known
    return metrics


def _file(env, rows, seed):
    """Rows of the file, and how many of them are contacts of the database."""
    rng = random.Random(seed)
    known = int(rows * KNOWN)
    names = ["name", "is_company", "street", "zip", "city", "country_id", "email", "phone", "website"]
    existing = env["res.partner"].search([("partner_share", "=", True)], order="id").ids
    codes = {country.id: country.code for country in env["res.country"].search([])}
    table = []
    for values in env["res.partner"].browse(rng.sample(existing, known)).read(names, load=None):
        values["name"] = changes.typo(values["name"] or "Nomen", rng)
        values["country_id"] = codes.get(values["country_id"])
        table.append([_text(values[field]) for field in COLUMNS.values()])
    for row in contacts_data.sample(rows - known - int(rows * REPEATED), f"new to {seed}"):
        values = {**row._asdict(), "country_id": row.country_code, "is_company": row.is_company == "1"}
        table.append([_text(values[field]) for field in COLUMNS.values()])
    table += [list(row) for row in rng.sample(table[known:], int(rows * REPEATED))]
    rng.shuffle(table)
    return table, known


def _text(value):
    return str(value or "")


def _load(env, table):
    partners = env["res.partner"].with_context(tracking_disable=True, import_file=True)
    for start in range(0, len(table), BATCH):
        result = partners.load(list(COLUMNS.values()), table[start : start + BATCH])
        assert result["ids"], result["messages"][:3]
        env.cr.commit()
        env.invalidate_all()


def _matched(env, table):
    out = io.StringIO()
    csv.writer(out).writerows([list(COLUMNS), *table])
    file = env["base_import.import"].create(
        {"res_model": "res.partner", "file": out.getvalue().encode(), "file_name": "bench.csv", "file_type": "text/csv"}
    )
    action = env["partner.import"].start(file.id, list(COLUMNS.values()), dict(OPTIONS))
    env.cr.commit()
    env["partner.import"]._cron_import()
    record = env["partner.import"].browse(action["res_id"])
    assert record.state == "decide", record.error
    return record
