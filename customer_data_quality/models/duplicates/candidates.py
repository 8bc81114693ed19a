"""Which pairs of contacts are worth a comparison, as SQL: those that share match keys which few others share.

A kind of key has a cap: a key that more contacts share says nothing, and is skipped, so that no switchboard and no
common name makes the number of pairs explode. Contacts of two different companies are never a pair.
"""

from odoo.tools import SQL

from ...engine.match_keys import KINDS, RARITY

SEARCHED = [kind for kind in KINDS if kind.cap]
# Counts of one or two are taken for granted where none is known.
RARE = 2
# Row of partner_match_frequency that holds the number of all contacts; keys are positive.
TOTAL = -1
# Row that says that all contacts have to be compared anew, not only those that have changed.
ALL_DUE = -2


def by_sorting(cr):
    """Set up this transaction for the big statements below.

    Nearly every key is one of its own, so sorting beats hashing; compiling costs more than it gains.
    """
    cr.execute("SET LOCAL jit = off; SET LOCAL work_mem = '256MB'; SET LOCAL enable_hashagg = off")


def searched_kinds():
    """The kinds of keys that candidates are found by, as a row source kinds(kind, cap)."""
    rows = [SQL("(%s, %s)", kind.number, kind.cap) for kind in SEARCHED]
    return SQL("(VALUES %s) AS kinds(kind, cap)", SQL(", ").join(rows))


def shared_keys():
    """Every key that several active contacts share: key, contacts (their number), ids."""
    return SQL(
        """
        SELECT key, count(*)::int AS contacts, array_agg(id) AS ids
        FROM (SELECT id, unnest(keys) AS key FROM partner_match_key WHERE active) AS shared
        GROUP BY key HAVING count(*) > 1
        """
    )


def frequencies():
    """The frequencies worth remembering, of a relation shared_keys: key, contacts.

    Of kinds whose number is evidence, all above what is taken for granted; of the others those above their cap.
    """
    return SQL(
        """
        SELECT key, contacts FROM shared_keys LEFT JOIN %(kinds)s ON kinds.kind = key & 31
        WHERE (contacts > %(rare)s AND key & 31 = ANY(%(rarity)s)) OR contacts > kinds.cap
        """,
        kinds=searched_kinds(),
        rare=RARE,
        rarity=sorted(RARITY),
    )


def pairs(several_companies):
    """The candidates among all contacts, of a relation shared_keys: a, b (a < b), kinds (bits).

    :param bool several_companies: whether contacts of different companies have to be kept apart
    """
    return SQL(
        """
        SELECT (pair >> 32)::int AS a, (pair & 4294967295)::int AS b, bit_or(1 << kind) AS kinds
        FROM (
            -- in one number, which sorts faster than two
            SELECT kind, LEAST(one, other)::bigint << 32 | GREATEST(one, other) AS pair
            FROM (
                SELECT kind, ids[i] AS one, unnest(ids[i + 1:]) AS other
                FROM (
                    SELECT kind, ids, generate_series(1, contacts - 1) AS i
                    FROM shared_keys JOIN %(kinds)s ON kinds.kind = key & 31 WHERE contacts <= cap
                ) AS blocks
            ) AS two
        ) AS together
        %(apart)s
        GROUP BY pair
        """,
        kinds=searched_kinds(),
        apart=_APART if several_companies else SQL(),
    )


_APART = SQL(
    """
    JOIN partner_match_key AS mine ON mine.id = pair >> 32
    JOIN partner_match_key AS theirs ON theirs.id = pair & 4294967295
    WHERE COALESCE(mine.company_id = theirs.company_id, TRUE)
    """
)


def pairs_of_changed():
    """The candidates of some contacts, of a relation changed(id): a, b (a < b), kinds (bits).

    The same pairs as `pairs` would find. Keys known to be too common are left out before the index is asked, and
    so are those that too many of the changed contacts share; the others' numbers are counted from what is found.
    """
    return SQL(
        """
        WITH own AS MATERIALIZED (
            SELECT k.id, k.company_id, key, kinds.kind, kinds.cap,
                   count(*) OVER (PARTITION BY key) AS changed
            FROM changed JOIN partner_match_key k ON k.id = changed.id AND k.active, unnest(k.keys) AS key
            JOIN %(kinds)s ON kinds.kind = key & 31
        ), probe AS MATERIALIZED (
            SELECT own.id, own.company_id, array_agg(key) AS keys
            FROM own LEFT JOIN partner_match_frequency f USING (key)
            WHERE changed <= cap AND COALESCE(f.contacts, 0) <= cap GROUP BY own.id, own.company_id
        ), met AS MATERIALIZED (
            SELECT probe.id, other.id AS other_id, hit.key,
                   COALESCE(probe.company_id = other.company_id, TRUE) AS is_allowed,
                   count(*) OVER (PARTITION BY probe.id, hit.key) + 1 AS contacts
            FROM probe
            JOIN partner_match_key other ON other.keys && probe.keys AND other.active AND other.id <> probe.id,
                LATERAL (SELECT key FROM unnest(probe.keys) AS key WHERE key = ANY(other.keys)) AS hit
        )
        SELECT LEAST(id, other_id) AS a, GREATEST(id, other_id) AS b, bit_or(1 << kind) AS kinds
        FROM met JOIN %(kinds)s ON kinds.kind = met.key & 31
        WHERE is_allowed AND contacts <= cap
        GROUP BY id, other_id
        """,
        kinds=searched_kinds(),
    )
