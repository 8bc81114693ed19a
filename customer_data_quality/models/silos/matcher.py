"""Comparing records of other apps with contacts, as contacts are compared: by the same signatures, keys and weights."""

from typing import NamedTuple

from odoo.tools import SQL

from ...engine import match_keys, signature
from ...engine.contact import Contact
from ...engine.field_levels import FIELDS, compare
from ...engine.linkage import GROUP_OF_NAME, GROUPS
from ...engine.phones import phone as read_phone
from ..duplicates.arrays import as_array
from ..duplicates.candidates import SEARCHED
from ..duplicates.comparing import Comparer, read_all_counts

CAPS = {kind.number: kind.cap for kind in SEARCHED}
# Rows that one record reads at most: keys that were not counted yet may be common ones.
MOST_ROWS = 100
# Matches that are kept of a record.
MOST_MATCHES = 10
LINK = "link"
# Log-odds that a record has in advance of two contacts that share a key: of those few are one person, while whoever
# writes or calls is mostly known. More where a single contact resembles the record, and most where that one has the
# same name and can be reached in the same way: however many share the name, nobody else has that mailbox or number.
AMONG_OTHERS = 0.7
ALONE = 1.5
ALONE_AND_REACHED = 3.0
SAME_NAME = frozenset({"person_same_same", "company_same"})
SAME_MAILBOX = frozenset({"same", "same_shared", "same_role", "same_role_shared"})
SAME_NUMBER = frozenset({"same", "same_shared", "same_crowd"})


class Finding(NamedTuple):
    """What is found of one record; a record has one at most of each slot."""

    res_id: int
    slot: str
    kind: str
    matches: tuple  # of (contact, score in log-odds, evidence), best first
    company_id: int | None
    user_id: int | None
    fingerprint: int
    email_key: int | None = None
    phone_key: int | None = None


class Probe(NamedTuple):
    """A record as it is looked for among the contacts."""

    res_id: int
    company_id: int | None
    fingerprint: int
    known: signature.Signature
    bare: signature.Signature | None  # as it is compared with contacts without a country
    email_key: int | None
    phone_key: int | None

    @classmethod
    def of(cls, person, matcher):
        known = matcher.signature(person)
        bare = matcher.bare_signature(person, known)
        return cls(person.id, person.company_id, person.fingerprint, known, bare, *reach_keys(known))

    def strong_keys(self):
        """Keys of the address and of the number, that few but the person themselves have."""
        keys = [self.email_key, self.phone_key]
        if self.known.base and self.known.base != self.known.phone:
            keys.append(match_keys.key(match_keys.PHONE, self.known.base))
        if self.bare:
            keys.append(reach_keys(self.bare)[1])
        return [key for key in keys if key is not None]

    def all_keys(self):
        """All match keys, as of a contact."""
        return list({*match_keys.keys(self.known), *self.strong_keys()})

    def finding(self, kind, matches):
        return Finding(
            self.res_id,
            LINK,
            kind,
            tuple(matches),
            self.company_id,
            None,
            self.fingerprint,
            self.email_key,
            self.phone_key,
        )


class Matcher:
    """Compares records with the contacts of this database; keeps contacts in memory from batch to batch."""

    def __init__(self, env):
        self.env = env
        self.linkage, self.certain, self.possible = env["partner.match.model"]._matcher()
        self.words, _version = env["partner.match.word"]._words()
        self.countries = env["res.partner"]._duplicate_country_codes()
        counts, total = read_all_counts(env.cr)
        self.comparer = Comparer(env.cr, self.linkage, counts, total)
        env.cr.execute("SELECT key, contacts FROM partner_match_frequency WHERE contacts > 2")
        self.too_common = {key for key, contacts in env.cr.fetchall() if contacts > CAPS.get(key & 31, 0)}
        self._homes = env["res.partner"]._duplicate_home_codes()

    def country(self, person):
        """Code of the country by which a person's phone number is read: their own, or that of the company."""
        return self.countries.get(person.country_id) or self._homes.get(person.company_id)

    def signature(self, person):
        return person.signature(self.words, self.country(person))

    def bare_signature(self, person, known):
        """The same with the number as somebody without a country has it; None where there is no difference."""
        if person.country_id or not known.phone or "+" in person.phone[:2]:
            return None
        read = read_phone(person.phone, "")
        return known._replace(phone=read.number, base=read.base) if read.number != known.phone else None

    def contact(self, known):
        return Contact(known, self.comparer.counts, self.comparer.total)

    def compare(self, mine, bare, ids):
        """Compare a record with contacts: a list of (contact, log-odds, evidence) that are possible at least.

        :param bare: the record as it is compared with contacts without a country, None if it is the same
        """
        held, counts = self.comparer._contacts, self.comparer.counts
        found = []
        for id_ in ids:
            other = held.get(id_)
            if other is None:
                continue
            levels = compare(bare if bare and other.phone[:1] != "+" else mine, other, counts)
            score = self.linkage.score_of(levels)
            if score >= self.possible:
                found.append((id_, score, _names_of(levels)))
        found.sort(key=lambda match: (-match[1], match[0]))
        advance = AMONG_OTHERS
        if len(found) == 1:
            advance = ALONE_AND_REACHED if _is_reached(found[0][2]) else ALONE
        return [(id_, score + advance, _evidence(levels)) for id_, score, levels in found[:MOST_MATCHES]]

    def relation(self, mine, other):
        """How two names relate, one of linkage.GROUPS."""
        return GROUPS[GROUP_OF_NAME[compare(mine, other, self.comparer.counts)[0]]]

    def candidates(self, probes):
        """Contacts that share a key with a record: {index of the probe: [(contact, its company)]}.

        :param list probes: of lists of keys
        """
        searched = [[key for key in keys if key & 31 in CAPS and key not in self.too_common] for keys in probes]
        numbers = [number for number, keys in enumerate(searched) if keys]
        if not numbers:
            return {}
        self.env.cr.execute("SET LOCAL enable_seqscan = off; SET LOCAL jit = off")
        self.env.cr.execute(
            SQL(
                """
                SELECT own.number, met.id, met.company_id
                FROM (SELECT number, keys::bigint[] AS keys FROM unnest(%s, %s) AS o(number, keys)) AS own,
                LATERAL (SELECT k.id, k.company_id FROM partner_match_key k
                         WHERE k.keys && own.keys AND k.active LIMIT %s) AS met
                """,
                as_array(numbers, "int"),
                as_array((f"{{{','.join(map(str, searched[number]))}}}" for number in numbers), "text"),
                MOST_ROWS,
            )
        )
        found = {}
        for number, id_, company_id in self.env.cr.fetchall():
            found.setdefault(number, []).append((id_, company_id))
        self.env.cr.execute("SET LOCAL enable_seqscan = on")
        return found


def _names_of(levels):
    """How alike the fields are: {field: level}."""
    return {field: names[level] for (field, names), level in zip(FIELDS.items(), levels, strict=True)}


# Fields whose levels tell a person why a contact is proposed.
SHOWN = frozenset({"name", "street", "email", "phone", "vat"})


def _evidence(levels):
    """What speaks for one person, as "field:level" of the levels that have points."""
    return ",".join(
        f"{field}:{level}"
        for field, level in levels.items()
        if field in SHOWN and (level != "missing" or field == "name")
    )


def _is_reached(levels):
    """Whether a contact of the same name has the same mailbox or number; of an unnamed one, a mailbox of its own."""
    if levels["name"] == "missing":
        return levels["email"] == "same"
    return levels["name"] in SAME_NAME and (
        levels["email"] in SAME_MAILBOX
        or levels["phone"] in SAME_NUMBER
        # a company alone has its domain
        or (levels["name"] == "company_same" and levels["email"] == "same_domain")
    )


def reach_keys(known):
    """Match keys of e-mail and phone of a signature, None where there is none: what changed contacts are found by."""
    email = match_keys.key(match_keys.EMAIL, f"{known.local}@{known.domain}") if known.local and known.domain else None
    phone = match_keys.key(match_keys.PHONE, known.phone) if known.phone else None
    return email, phone
