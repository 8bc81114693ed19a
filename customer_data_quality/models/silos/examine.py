"""What is found out about some records: whom they match, and where linked ones disagree with their contact.

Records are compared as contacts are, by the same signatures, match keys and weights.
"""

from typing import NamedTuple

from odoo import api, models
from odoo.tools import SQL
from odoo.tools.gc import disabling_gc

from ...engine import match_keys, signature
from ...engine.contact import Contact
from ...engine.emails import email as read_email
from ...engine.field_levels import FIELDS, compare
from ...engine.linkage import GROUP_OF_NAME, GROUPS, probability
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
# Log-odds by which a match may be less certain than that of two contacts: a wrong link is undone by one click, and
# asks for less than a merge. In scripts/bench silos more than 99 of 100 such links are right.
EASIER = 0.7
# Names of another person or company: no contradiction, but somebody else of the same customer.
OTHERS = {"relatives", "other_family", "other_person", "other_company", "mixed", "one_word_company"}


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


class Matcher:
    """Compares records with the contacts of this database; keeps contacts in memory from batch to batch."""

    def __init__(self, env):
        self.env = env
        self.linkage, certain, self.possible = env["partner.match.model"]._matcher()
        self.certain = certain - EASIER
        self.words, _version = env["partner.match.word"]._words()
        self.countries = env["res.partner"]._duplicate_country_codes()
        counts, total = read_all_counts(env.cr)
        self.comparer = Comparer(env.cr, self.linkage, counts, total)
        env.cr.execute("SELECT key, contacts FROM partner_match_frequency WHERE contacts > 2")
        self.too_common = {key for key, contacts in env.cr.fetchall() if contacts > CAPS.get(key & 31, 0)}
        # sudo: where companies are is asked for all records
        companies = env["res.company"].sudo().search([])
        self._homes = {company.id: company.country_id.code for company in companies}
        self._home = env.company.country_id.code

    def country(self, person):
        """Code of the country by which a person's phone number is read: their own, or that of the company."""
        return self.countries.get(person.country_id) or self._homes.get(person.company_id, self._home)

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
        """Compare a record with contacts: a list of (contact, score, evidence) that are possible at least.

        :param bare: the record as it is compared with contacts without a country, None if it is the same
        """
        held, counts = self.comparer._contacts, self.comparer.counts
        found = []
        for id_ in ids:
            other = held.get(id_)
            if other is None:
                continue
            used = bare if bare and other.phone[:1] != "+" else mine
            score = self.linkage.score(used, other, counts)
            if score >= self.possible:
                found.append((id_, score, self._evidence(used, other)))
        found.sort(key=lambda match: (-match[1], match[0]))
        return found[:MOST_MATCHES]

    def _evidence(self, mine, other):
        """What speaks for one person, as "field:level" of the levels that have points."""
        levels = compare(mine, other, self.comparer.counts)
        codes = zip(FIELDS.items(), levels, strict=True)
        return ",".join(
            f"{field}:{names[level]}"
            for (field, names), level in codes
            if field in SHOWN and (level or field == "name")
        )

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


# Fields whose levels tell a person why a contact is proposed.
SHOWN = frozenset({"name", "email", "phone", "vat", "street"})


class PartnerSiloSource(models.Model):
    _inherit = "partner.silo.source"  # pylint: disable=consider-merging-classes-inherited

    def _examine(self, ids, held):
        """Find out about some records, and store what is found.

        :param dict held: what this process keeps in memory from batch to batch
        :return: number of records
        """
        if "matcher" not in held:
            held["matcher"] = Matcher(self.env)
        matcher = held["matcher"]
        with disabling_gc():
            people = self._read(ids)
            findings = self._match([person for person in people if not person.partner_id], matcher)
            findings += self._contradictions([person for person in people if person.partner_id], matcher)
        self._store(ids, findings)
        return len(ids)

    def _match(self, people, matcher):
        """What is found of records without a link."""
        signatures = [matcher.signature(person) for person in people]
        bares = [matcher.bare_signature(*pair) for pair in zip(people, signatures, strict=True)]
        keys = [match_keys.keys(each) for each in signatures]
        for own, bare in zip(keys, bares, strict=True):
            if bare:
                own.extend(number for number in reach_keys(bare)[1:] if number is not None)
        candidates = matcher.candidates(keys)
        matcher.comparer._hold({id_ for met in candidates.values() for id_, _company in met})
        findings = []
        for number, person in enumerate(people):
            known = signatures[number]
            email_key, phone_key = reach_keys(known)
            if email_key is None and phone_key is None:
                continue  # nobody could be reached, and nothing tells this person from others
            met = candidates.get(number, ())
            kind, matches = "unknown", []
            if met:
                bare = bares[number] and matcher.contact(bares[number])
                kind, matches = self._judge(matcher.contact(known), bare, met, person, matcher)
            findings.append(
                Finding(
                    person.id,
                    LINK,
                    kind,
                    tuple(matches),
                    person.company_id,
                    None,
                    person.fingerprint,
                    email_key,
                    phone_key,
                )
            )
        return findings

    @api.model
    def _judge(self, mine, bare, met, person, matcher):
        """The kind of finding that the contacts met make, and those that match."""
        own, foreign = [], []
        for id_, company_id in met:
            is_foreign = company_id and person.company_id and company_id != person.company_id
            (foreign if is_foreign else own).append(id_)
        matches = matcher.compare(mine, bare, own)
        if matches:
            certain = [match for match in matches if match[1] >= matcher.certain]
            return ("one", matches[:1]) if len(certain or matches) == 1 else ("several", matches)
        matches = [match for match in matcher.compare(mine, bare, foreign) if match[1] >= matcher.certain]
        return ("company", matches[:1]) if matches else ("unknown", [])

    def _contradictions(self, people, matcher):
        """What is found of linked records: where they disagree with their contact."""
        contacts = self._contact_points({person.partner_id for person in people})
        doubtful = []
        for person in people:
            contact = contacts.get(person.partner_id)
            if contact is None:
                continue
            country = contact.country or matcher.country(person)
            slots = []
            if person.email and contact.email and _differ(read_email, person.email, contact.email):
                slots.append("email")
            if person.phone and contact.phone:
                mine, theirs = read_phone(person.phone, country), read_phone(contact.phone, country)
                if mine.national and theirs.national and mine.national != theirs.national:
                    slots.append("phone")
            if slots:
                doubtful.append((person, slots))
        if not doubtful:
            return []
        matcher.comparer._hold({person.partner_id for person, _slots in doubtful})
        family = self._family_points({person.partner_id for person, _slots in doubtful})
        findings = []
        for person, slots in doubtful:
            other = matcher.comparer._contacts.get(person.partner_id)
            known = matcher.signature(person)
            if other is None or matcher.relation(matcher.contact(known), other) in OTHERS:
                continue
            emails, phones = family.get(person.partner_id, ((), ()))
            for slot in slots:
                # a colleague's address, or the switchboard's number, is no contradiction
                theirs = (
                    known.local and f"{known.local}@{known.domain}" in emails
                    if slot == "email"
                    else known.phone in phones
                )
                if not theirs:
                    findings.append(
                        Finding(
                            person.id,
                            slot,
                            "contradiction",
                            ((person.partner_id, None, None),),
                            person.company_id or contacts[person.partner_id].company_id,
                            None,
                            person.fingerprint,
                        )
                    )
        return findings

    @api.model
    def _contact_points(self, ids):
        """E-mail, phone and country of contacts, by id."""
        self.env["res.partner"].flush_model(["email", "phone", "country_id", "company_id"])
        rows = self.env.execute_query(
            SQL(
                "SELECT p.id, p.email, p.phone, c.code, p.company_id FROM res_partner p "
                "LEFT JOIN res_country c ON c.id = p.country_id WHERE p.id = ANY(%s)",
                list(ids),
            )
        )
        return {row[0]: _ContactPoints(*row[1:]) for row in rows}

    @api.model
    def _family_points(self, ids):
        """Addresses and numbers of the others of a contact's company: {contact: (set of addresses, set of numbers)}."""
        rows = self.env.execute_query(
            SQL(
                """
                SELECT p.id, array_agg(k.signature) FROM res_partner p
                JOIN res_partner other ON other.commercial_partner_id = p.commercial_partner_id
                JOIN partner_match_key k ON k.id = other.id
                WHERE p.id = ANY(%s) GROUP BY p.id
                """,
                list(ids),
            )
        )
        family = {}
        for id_, texts in rows:
            known = [signature.load(text) for text in texts]
            family[id_] = (
                {f"{each.local}@{each.domain}" for each in known if each.local},
                {number for each in known for number in (each.phone, each.base) if number},
            )
        return family

    def _store(self, ids, findings):
        """Write findings of some records, and take away those that no longer hold.

        What somebody decided holds until the record changes.
        """
        self.env["partner.silo.record"].flush_model()
        rows = [(finding, finding.matches[0] if finding.matches else (None, None, None)) for finding in findings]
        certain = self.env["partner.match.model"]._matcher()[1] - EASIER
        columns = {
            "res_id": ("int", [finding.res_id for finding, _best in rows]),
            "slot": ("text", [finding.slot for finding, _best in rows]),
            "kind": ("text", [finding.kind for finding, _best in rows]),
            "partner_id": ("int", [best[0] for _finding, best in rows]),
            "probability": ("float8", [None if best[1] is None else probability(best[1]) for _f, best in rows]),
            "is_certain": ("bool", [best[1] is not None and best[1] >= certain for _finding, best in rows]),
            "evidence": ("text", [best[2] for _finding, best in rows]),
            "match_count": ("int", [len(finding.matches) for finding, _best in rows]),
            "company_id": ("int", [finding.company_id for finding, _best in rows]),
            "user_id": ("int", [finding.user_id for finding, _best in rows]),
            "fingerprint": ("int", [finding.fingerprint for finding, _best in rows]),
            "email_key": ("bigint", [finding.email_key for finding, _best in rows]),
            "phone_key": ("bigint", [finding.phone_key for finding, _best in rows]),
        }
        names = SQL(", ").join(map(SQL.identifier, columns))
        changing = [name for name in columns if name not in ("res_id", "slot")]
        self.env.cr.execute(
            SQL(
                """
                WITH fresh AS MATERIALIZED (SELECT * FROM unnest(%(values)s) AS f(%(names)s)
                ), gone AS (
                    DELETE FROM partner_silo_record r WHERE source_id = %(source)s AND res_id = ANY(%(ids)s)
                        AND NOT starts_with(slot, 'access')
                        AND NOT EXISTS (SELECT FROM fresh WHERE fresh.res_id = r.res_id AND fresh.slot = r.slot)
                )
                INSERT INTO partner_silo_record AS r (source_id, res_model, state, found_date, %(names)s)
                SELECT %(source)s, %(model)s, 'open', now() AT TIME ZONE 'UTC', %(names)s FROM fresh
                ON CONFLICT (source_id, res_id, slot) DO UPDATE SET
                    state = CASE WHEN r.fingerprint = EXCLUDED.fingerprint AND (r.state = 'ignored'
                        OR (r.state = 'done' AND %(linkless)s AND r.partner_id IS NOT NULL))
                        THEN r.state ELSE 'open' END,
                    %(changes)s
                WHERE (r.state = 'done' AND NOT %(linkless)s) OR (
                    NOT (r.fingerprint = EXCLUDED.fingerprint AND r.state = 'done' AND r.partner_id IS NOT NULL)
                    AND (%(old)s) IS DISTINCT FROM (%(new)s))
                """,
                values=SQL(", ").join(as_array(map(_text, values), kind) for kind, values in columns.values()),
                names=names,
                source=self.id,
                model=self.model,
                ids=list(ids),
                linkless=not self.partner_field,
                changes=SQL(", ").join(SQL("%s = EXCLUDED.%s", *2 * [SQL.identifier(name)]) for name in changing),
                old=SQL(", ").join(SQL("r.%s", SQL.identifier(name)) for name in changing),
                new=SQL(", ").join(SQL("EXCLUDED.%s", SQL.identifier(name)) for name in changing),
            )
        )
        self._store_matches([finding for finding in findings if finding.kind == "several"], ids)
        self.env["partner.silo.record"].invalidate_model(flush=False)
        self.env["partner.silo.match"].invalidate_model(flush=False)

    def _store_matches(self, findings, ids):
        """Keep all contacts that a record matches, where they are several."""
        self.env.cr.execute(
            SQL(
                "DELETE FROM partner_silo_match m USING partner_silo_record r "
                "WHERE r.id = m.record_id AND r.source_id = %s AND r.res_id = ANY(%s)",
                self.id,
                list(ids),
            )
        )
        rows = [(finding.res_id, *match) for finding in findings for match in finding.matches]
        if not rows:
            return
        res_ids, partner_ids, scores, evidence = zip(*rows, strict=True)
        self.env.cr.execute(
            SQL(
                """
                INSERT INTO partner_silo_match (record_id, partner_id, probability, evidence)
                SELECT r.id, f.partner_id, f.probability, f.evidence
                FROM unnest(%s, %s, %s, %s) AS f(res_id, partner_id, probability, evidence)
                JOIN partner_silo_record r ON r.source_id = %s AND r.res_id = f.res_id AND r.slot = %s
                """,
                as_array(res_ids, "int"),
                as_array(partner_ids, "int"),
                as_array(map(probability, scores), "float8"),
                as_array(evidence, "text"),
                self.id,
                LINK,
            )
        )


class _ContactPoints(NamedTuple):
    email: str | None
    phone: str | None
    country: str | None
    company_id: int | None


def _text(value):
    return ("t" if value else "f") if isinstance(value, bool) else value


def _differ(read, one, other):
    """Whether two addresses are two; what can't be read differs from nothing."""
    if one == other:
        return False
    mine, theirs = read(one).address, read(other).address
    return bool(mine and theirs and mine != theirs)


def reach_keys(known):
    """Match keys of e-mail and phone of a signature, None where there is none: what changed contacts are found by."""
    email = match_keys.key(match_keys.EMAIL, f"{known.local}@{known.domain}") if known.local and known.domain else None
    phone = match_keys.key(match_keys.PHONE, known.phone) if known.phone else None
    return email, phone
