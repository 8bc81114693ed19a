"""Contacts of one list that are about the same person or company, before any of them is saved."""

from odoo.tools import SQL

from ...engine import signature
from ...engine.contact import Contact
from ...engine.match_keys import RARITY
from ..duplicates.candidates import by_sorting, pairs
from ..duplicates.comparing import read_counts


class Within:
    """Compares the contacts of a list with each other, by the same keys and points as saved ones.

    :param env: an environment; a temporary table is made in its transaction
    """

    def __init__(self, env):
        self.env = env
        env.cr.execute(
            "DROP TABLE IF EXISTS partner_import_key; "
            "CREATE TEMPORARY TABLE partner_import_key (id int PRIMARY KEY, signature text, keys bigint[]) "
            "ON COMMIT DROP"
        )

    def add(self, ids, probes):
        """Add contacts: a number of one's own for each, and what `_duplicate_probes` made of its values."""
        self.env.cr.execute(
            SQL(
                "INSERT INTO partner_import_key SELECT f.id, f.signature, f.keys::bigint[] "
                "FROM unnest(%s::int[], %s::text[], %s::text[]) AS f(id, signature, keys)",
                list(ids),
                [signature.dump(probe.signature) for probe in probes],
                [f"{{{','.join(map(str, probe.keys))}}}" for probe in probes],
            )
        )

    def pairs(self, least):
        """Yield (one, other, log-odds) of all pairs that have at least so much."""
        linkage, _certain, _possible = self.env["partner.match.model"]._matcher()
        by_sorting(self.env.cr)
        self.env.cr.execute(
            SQL(
                """
                WITH shared_keys AS MATERIALIZED (
                    SELECT key, count(*)::int AS contacts, array_agg(id) AS ids
                    FROM (SELECT id, unnest(keys) AS key FROM partner_import_key) AS shared
                    GROUP BY key HAVING count(*) > 1
                )
                SELECT a, b FROM (%s) AS found
                """,
                pairs(False),
            )
        )
        found = self.env.cr.fetchall()
        self.env.cr.execute(
            SQL(
                "SELECT id, signature, keys FROM partner_import_key WHERE id = ANY(%s)",
                list({number for pair in found for number in pair}),
            )
        )
        rows = self.env.cr.fetchall()
        self.env.cr.execute("DROP TABLE partner_import_key")
        evidence = {key for _number, _text, keys in rows for key in keys if key & 31 in RARITY}
        counts, total = read_counts(self.env.cr, evidence)
        contacts = {number: Contact(signature.load(text), counts, total) for number, text, _keys in rows}
        for a, b in found:
            score = linkage.score(contacts[a], contacts[b], counts)
            if score >= least:
                yield a, b, score
