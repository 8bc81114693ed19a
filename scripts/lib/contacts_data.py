"""Many contacts in a benchmark's database, quickly: generated, copied in and inserted by SQL."""

import contextlib
import csv
import itertools
import tempfile

from world import COLUMNS, gaps
from world import rows as world_rows

# More values left out than the world leaves out by itself, so that scores differ.
GAPS = 0.15

_COPY = "COPY contacts_csv FROM STDIN WITH (FORMAT csv, HEADER true, NULL '\\N', ENCODING 'UTF8')"
# The temporary table contacts_csv has a text for each column; empty ones are empty texts.
_INSERT = """
    INSERT INTO res_partner (id, name, complete_name, is_company, active, type, parent_id, commercial_partner_id,
        street, zip, city, country_id, email, phone, vat, website, lang, company_registry, partner_share, color,
        create_date, write_date)
    SELECT %(base)s + c.id::int, c.name, c.name, c.is_company = '1', true, 'contact',
        %(base)s + NULLIF(c.parent_id, '')::int,
        %(base)s + CASE WHEN c.is_company = '1' OR c.parent_id = '' THEN c.id ELSE c.parent_id END::int,
        NULLIF(c.street, ''), NULLIF(c.zip, ''),
        NULLIF(c.city, ''), country.id, NULLIF(c.email, ''), COALESCE(NULLIF(c.phone, ''), NULLIF(c.mobile, '')),
        NULLIF(c.vat, ''), NULLIF(c.website, ''), 'en_US', NULL, true, 0,
        now() - make_interval(days => c.id::int %% 900), now()
    FROM contacts_csv c
    LEFT JOIN res_country country ON country.code = c.country_code
    ORDER BY c.id::int
"""


def load(context, name, rows, seed):
    """Put generated contacts into a database, as they would be after years of use, and analyze it.

    :param context: a benchmark.Context
    :param name: the database
    """
    with invented(context, rows, seed, share_left_out=GAPS) as path:
        load_file(context, name, path)


@contextlib.contextmanager
def invented(context, rows, seed, profile="std", share_left_out=0.0):
    """Yield the path of a temporary file of generated contacts.

    :param profile: a key of world.PROFILES
    :param share_left_out: of the values, besides those the world leaves out
    """
    with tempfile.NamedTemporaryFile("w", newline="", encoding="utf-8", suffix=".csv") as file:
        with context.step(f"Inventing {rows:,} contacts"):
            contacts = world_rows(rows, seed, profile)
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(COLUMNS)
            writer.writerows(gaps(contacts, seed, share_left_out) if share_left_out else contacts)
            file.flush()
        yield file.name


def sample(count, seed):
    """Return some rows (world.Row) of another world."""
    return list(itertools.islice(world_rows(10 * count, seed), count))


def load_file(context, name, path):
    """Put the contacts of a file into a database and analyze it.

    :param path: CSV whose first line names the columns, in any order, all of world.COLUMNS among them
    :return: what to add to an id of the file for the id in the database
    """
    from odoo.tools import SQL

    with open(path, newline="", encoding="utf-8-sig") as file:
        columns = next(csv.reader(file))
    with context.step("Loading contacts"), context.environment(name) as env, open(path, "rb") as file:
        definitions = SQL(", ").join(SQL("%s text", SQL.identifier(column)) for column in columns)
        env.cr.execute(SQL("CREATE TEMPORARY TABLE contacts_csv (%s) ON COMMIT DROP", definitions))
        # COPY writes an empty value of CSV as NULL; here it is an empty text
        env.cr._obj.copy_expert(_COPY, file)
        _set_defaults(env)
        env.cr.execute("SELECT max(id) FROM res_partner")
        (base,) = env.cr.fetchone()
        env.cr.execute(_INSERT, {"base": base})
        env.cr.execute("SELECT setval('res_partner_id_seq', (SELECT max(id) FROM res_partner))")
        env.cr.commit()
    context.sql(name, "VACUUM ANALYZE")
    return base


def _set_defaults(env):
    """Have PostgreSQL fill what apps demand of every contact and only Odoo's ORM knows of."""
    from odoo.tools import SQL

    partners = env["res.partner"]
    demanded = [name for name, field in partners._fields.items() if field.required and field.store]
    for name, value in partners.default_get(demanded).items():
        env.cr.execute(SQL("ALTER TABLE res_partner ALTER %s SET DEFAULT %s", SQL.identifier(name), value))
