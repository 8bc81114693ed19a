"""Many contacts in a benchmark's database, quickly: generated, copied in and inserted by SQL."""

import csv
import tempfile

from world import COLUMNS, gaps
from world import rows as world_rows

# More values left out than the world leaves out by itself, so that scores differ.
GAPS = 0.15

_INSERT = """
    INSERT INTO res_partner (id, name, complete_name, is_company, active, type, parent_id, commercial_partner_id,
        street, zip, city, country_id, email, phone, vat, website, lang, company_registry, partner_share, color,
        create_date, write_date)
    SELECT base + c.id::int, c.name, c.name, c.is_company = '1', true, 'contact', base + NULLIF(c.parent_id, '')::int,
        base + COALESCE(NULLIF(c.parent_id, ''), c.id)::int, NULLIF(c.street, ''), NULLIF(c.zip, ''),
        NULLIF(c.city, ''), country.id, NULLIF(c.email, ''), COALESCE(NULLIF(c.phone, ''), NULLIF(c.mobile, '')),
        NULLIF(c.vat, ''), NULLIF(c.website, ''), 'en_US', NULL, true, 0,
        now() - make_interval(days => c.id::int %% 900), now()
    FROM contacts_csv c
    CROSS JOIN (SELECT max(id) AS base FROM res_partner) AS highest
    LEFT JOIN res_country country ON country.code = c.country_code
    ORDER BY c.id::int
"""


def load(context, name, rows, seed):
    """Put generated contacts into a database, as they would be after years of use, and analyze it.

    :param context: a benchmark.Context
    :param name: the database
    """
    with tempfile.NamedTemporaryFile("w+", newline="", encoding="utf-8", suffix=".csv") as file:
        with context.step(f"Inventing {rows:,} contacts"):
            csv.writer(file).writerows(gaps(world_rows(rows, seed), seed, GAPS))
            file.flush()
            file.seek(0)
        with context.step(f"Loading {rows:,} contacts"), context.environment(name) as env:
            columns = ", ".join(f"{column} text" for column in COLUMNS)
            env.cr.execute(f"CREATE TEMPORARY TABLE contacts_csv ({columns})")
            # COPY writes an empty value of CSV as NULL; here it is an empty text
            env.cr._obj.copy_expert("COPY contacts_csv FROM STDIN WITH (FORMAT csv, NULL '\\N')", file)
            env.cr.execute(_INSERT, ())
            env.cr.execute("SELECT setval('res_partner_id_seq', (SELECT max(id) FROM res_partner))")
            env.cr.commit()
    context.sql(name, "VACUUM ANALYZE")
