"""All contacts scored anew after a change of the rules, beside the least that PostgreSQL could do.

The floor is one UPDATE that reads the same columns of every contact and writes one row per contact in a table of
the same shape, with the same index, as the one that holds the scores. Both start from a vacuumed table.
"""

import statistics

from lib import contacts_data
from lib.memory import PeakMemory

TITLE = "scoring all contacts after a change of the rules"
DEFAULT_ROWS = 1_000_000
RUNS = 3

COLUMNS = (
    "name street zip city country_id email phone vat website lang user_id industry_id function comment "
    "is_company parent_id type partner_share message_bounce create_date"
).split()


def run(context, rows, seed):
    name = context.database()
    contacts_data.load(context, name, rows, seed)
    metrics = {}
    with context.environment(name) as env:
        with context.step("Scoring for the first time, single values judged in Python"):
            metrics["first_seconds"] = context.seconds(lambda: _rescore(env))
        context.sql(name, "CREATE TABLE bench_floor (LIKE partner_quality INCLUDING ALL)")
        context.sql(name, "INSERT INTO bench_floor SELECT * FROM partner_quality")
        updated_before = context.updated_contacts(name)
        floors, rescores, growth = [], [], []
        for number in range(1, RUNS + 1):
            context.sql(name, "VACUUM ANALYZE bench_floor")
            with context.step(f"Floor, run {number} of {RUNS}"):
                floors.append(context.seconds(lambda: _floor(env)))
            _change_a_rule(env)
            context.sql(name, "VACUUM ANALYZE partner_quality")
            with context.step(f"Scoring all, run {number} of {RUNS}"), PeakMemory(env) as memory:
                rescores.append(context.seconds(lambda: _rescore(env)))
            growth.append(memory.process)
        context.sql(name, "VACUUM ANALYZE partner_quality")
        with context.step("Scoring all as every night, with a look for values changed outside of Odoo"):
            metrics["nightly_seconds"] = context.seconds(lambda: env["partner.quality"]._rescore(commit=True))
    metrics["insert_floor_seconds"] = context.seconds(lambda: _insert_floor(context, name))
    metrics["floor_seconds"] = statistics.median(floors)
    metrics["rescore_seconds"] = statistics.median(rescores)
    metrics["ratio_to_floor"] = metrics["rescore_seconds"] / metrics["floor_seconds"]
    metrics["memory_growth_mb"] = max(growth)
    metrics["contacts_updated"] = context.updated_contacts(name) - updated_before
    metrics["contacts_not_rated_anew"] = _outdated(context, name)
    return metrics


def _rescore(env):
    env["partner.quality"]._cron_rescore()


def _change_a_rule(env):
    rule = env.ref("customer_data_quality.rule_company_email")
    rule.weight += 1
    env.cr.commit()


FILLED = " + ".join(f"(p.{column} IS NOT NULL)::int" for column in COLUMNS)
FLOOR = """
    UPDATE bench_floor f SET score = {filled}, completeness = {filled}, validity = 1, consistency = 1, timeliness = 1,
        grade = 'A', below_target = false, profile_id = 1, version = f.version + 1, gaps = ARRAY[1, 2, 3]
    FROM res_partner p WHERE p.id = f.id
"""
# For comparison only: a new table instead of existing rows, without any index.
INSERT_FLOOR = """
    CREATE TABLE bench_insert AS
    SELECT p.id, {filled} AS score, 'A' AS grade, ARRAY[1, 2, 3] AS gaps FROM res_partner p
"""


def _floor(env):
    env.cr.commit()  # a transaction that began before would not see the rows
    env.cr.execute(FLOOR.format(filled=FILLED))
    env.cr.commit()


def _insert_floor(context, name):
    context.sql(name, INSERT_FLOOR.format(filled=FILLED))


def _outdated(context, name):
    ((outdated,),) = context.sql(
        name, "SELECT count(*) FROM partner_quality WHERE version <> (SELECT max(version) FROM partner_quality)"
    )
    return outdated
