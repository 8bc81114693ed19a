"""Which pairs of contacts are worth a comparison, as SQL: those that share match keys that not too many others share."""

from odoo.tools import SQL

from ...engine.match_keys import KINDS, MIN_WEIGHT, RARITY

SEARCHED = {kind.number: kind for kind in KINDS if kind.weight and kind.cap > 1}
_MASK = SQL("31")  # the lowest bits of a key say of what kind it is


def kinds_table():
    """The kinds of keys that candidates are searched by, as rows of kind, cap, weight."""
    rows = [SQL("(%s, %s, %s)", kind.number, kind.cap, kind.weight) for kind in SEARCHED.values()]
    return SQL("(VALUES %s) AS kinds(kind, cap, weight)", SQL(", ").join(rows))


def prepare(cr):
    """Give the statements below what they need, for this transaction."""
    # Compiling takes longer than it saves. Sorting beats hashing where nearly every key is one of its own.
    cr.execute("SET LOCAL jit = off; SET LOCAL work_mem = '256MB'; SET LOCAL enable_hashagg = off")


def blocks():
    """All active contacts by the key they share: key, number of contacts, their ids in ascending order."""
    return SQL(
        """
        SELECT key, count(*)::int AS contacts, array_agg(id ORDER BY id) AS ids
        FROM (SELECT id, unnest(keys) AS key FROM partner_match_key WHERE active) AS shared
        GROUP BY key HAVING count(*) > 1
        """
    )
