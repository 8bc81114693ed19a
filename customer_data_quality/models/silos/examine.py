"""What is found out about some records: whom those without a link match, and what is stored of that."""

from odoo import api, models
from odoo.tools import SQL
from odoo.tools.gc import disabling_gc

from ...engine.linkage import probability
from ..duplicates.arrays import as_array
from .matcher import LINK, Matcher, Probe


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
        probes = [Probe.of(person, matcher) for person in people]
        # who can't be reached can't be told from others
        waiting = [probe for probe in probes if probe.email_key is not None or probe.phone_key is not None]
        findings = []
        # most share an address or a number with their contact, and need no further look
        for is_last, keys_of in ((False, Probe.strong_keys), (True, Probe.all_keys)):
            candidates = matcher.candidates([keys_of(probe) for probe in waiting])
            matcher.comparer._hold({id_ for met in candidates.values() for id_, _company in met})
            left = []
            for number, probe in enumerate(waiting):
                met = candidates.get(number, ())
                kind, matches = self._judge(probe, met, matcher) if met else ("unknown", [])
                if is_last or (kind in ("one", "several") and matches[0][1] >= matcher.certain):
                    findings.append(probe.finding(kind, matches))
                else:
                    left.append(probe)
            waiting = left
        return findings

    @api.model
    def _judge(self, probe, met, matcher):
        """The kind of finding that the contacts met make, and those that match."""
        mine, bare, company = matcher.contact(probe.known), probe.bare and matcher.contact(probe.bare), probe.company_id
        own, foreign = [], []
        for id_, company_id in met:
            is_foreign = company_id and company and company_id != company
            (foreign if is_foreign else own).append(id_)
        matches = matcher.compare(mine, bare, own)
        if matches:
            certain = [match for match in matches if match[1] >= matcher.certain]
            return ("one", matches[:1]) if len(certain or matches) == 1 else ("several", matches)
        matches = [match for match in matcher.compare(mine, bare, foreign) if match[1] >= matcher.certain]
        return ("company", matches[:1]) if matches else ("unknown", [])

    def _store(self, ids, findings):
        """Write findings of some records, and take away those that no longer hold.

        What somebody decided holds until the record changes.
        """
        self.env["partner.silo.record"].flush_model()
        rows = [(finding, finding.matches[0] if finding.matches else (None, None, None)) for finding in findings]
        certain = self.env["partner.match.model"]._matcher()[1]
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


def _text(value):
    return ("t" if value else "f") if isinstance(value, bool) else value
