from odoo.tools import SQL


def without_hashing(cr):
    """Let PostgreSQL plan, until the test's end, as it does with outdated statistics: subqueries run once for each row.

    One that takes the next rows of a queue, and skips what is locked, then takes others each time.
    """
    for method in ("hashagg", "sort", "hashjoin", "mergejoin", "material", "memoize"):
        cr.execute(SQL("SET LOCAL %s = off", SQL.identifier(f"enable_{method}")))
