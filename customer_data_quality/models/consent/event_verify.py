from odoo import api, models
from odoo.tools import SQL

from ...engine import chain
from .event import HASHED, hashed_values

# Rows read at a time: the memory that a check takes.
BATCH = 5000
# A row may wait so long to be sealed; a server may have been stopped in between.
GRACE = "1 hour"


class PartnerConsentEvent(models.Model):
    """The check of the chain."""

    _inherit = "partner.consent.event"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def _verify_chain(self, company=None, limit=1000):
        """Look for rows that were changed, removed, inserted or reordered after they were recorded.

        Reads the whole chain in pieces; memory does not grow with its length.

        :param company: record of res.company, by default all
        :param int limit: so many problems are told at most
        :return: list of {company_id, kind, sequence, event_id}, empty for an intact chain. Beside those of
            engine/chain.py, kinds are "unsealed" (a row that was not recorded by the application, or waits for more
            than an hour), "anchor" (an end that an earlier check saw is gone), "wording" (a text is not what was
            shown), "moved" (the consent of an event is another one's now) and "erased" (personal content was emptied,
            and no erasure was recorded)
        """
        self.flush_model()
        problems = []
        for company_id in company.ids if company else self._chained_companies():
            for found in self._problems(company_id):
                problems.append({"company_id": company_id, **found})
                if len(problems) >= limit:
                    return problems
        return problems

    def _chained_companies(self):
        self.env.cr.execute(
            SQL(
                "SELECT company_id FROM partner_consent_chain "
                "UNION SELECT company_id FROM partner_consent_event WHERE hash IS NULL "
                "UNION SELECT company_id FROM partner_consent_check ORDER BY 1"
            )
        )
        return [company_id for (company_id,) in self.env.cr.fetchall()]

    def _problems(self, company_id):
        walker, texts = chain.Walker(chain.genesis(str(company_id))), {}
        for id_, row, text_id, text_hash in self._chain_rows(company_id):
            for problem in walker.step(row):
                yield {"kind": problem.kind, "sequence": problem.sequence, "event_id": id_}
            if text_id and self._text_hash(text_id, texts) != text_hash:
                yield {"kind": "wording", "sequence": row.sequence, "event_id": id_}
        self.env.cr.execute(SQL("SELECT sequence, hash FROM partner_consent_chain WHERE company_id = %s", company_id))
        for problem in walker.end(*(self.env.cr.fetchone() or (0, chain.genesis(str(company_id))))):
            yield {"kind": problem.kind, "sequence": problem.sequence, "event_id": False}
        for kind, query in self._further_checks(company_id):
            self.env.cr.execute(query)
            for sequence, id_ in self.env.cr.fetchall():
                yield {"kind": kind, "sequence": sequence or 0, "event_id": id_ or False}

    def _chain_rows(self, company_id):
        """The sealed rows of a company by rising numbers: (id, chain.Link, id and hash of the text shown)."""
        columns = SQL(", ").join(SQL.identifier(name) for name in HASHED)
        text_id, text_hash, personal_hash = (HASHED.index(name) for name in ("text_id", "text_hash", "personal_hash"))
        # a row that was given the number of another one comes twice: none is passed over
        last = (-1, 0)
        while True:
            self.env.cr.execute(
                SQL(
                    "SELECT id, sequence, digest, previous_hash, hash, salt, personal, %s FROM partner_consent_event "
                    "WHERE company_id = %s AND hash IS NOT NULL AND (sequence, id) > (%s, %s) "
                    "ORDER BY sequence, id LIMIT %s",
                    columns,
                    company_id,
                    *last,
                    BATCH,
                )
            )
            rows = self.env.cr.fetchall()
            for id_, sequence, digest, previous, hash_, salt, personal, *values in rows:
                row = chain.Link(
                    sequence,
                    hashed_values(values),
                    digest or "",
                    previous or "",
                    hash_,
                    (salt, personal, values[personal_hash]),
                )
                yield id_, row, values[text_id], values[text_hash]
            if len(rows) < BATCH:
                return
            last = (rows[-1][1], rows[-1][0])

    def _text_hash(self, text_id, known):
        if text_id not in known:
            # sudo: texts of all companies are checked; not from the cache, but from what stands in the database
            text = self.env["partner.consent.text"].sudo().browse(text_id).exists()
            text.invalidate_recordset(flush=False)
            known[text_id] = chain.row_digest(text._hashed()) if text else None
        return known[text_id]

    def _further_checks(self, company_id):
        """Queries that find (number, id) of what is wrong beside the chain, by kind of problem."""
        yield (
            "anchor",
            SQL(
                "SELECT DISTINCT c.sequence, NULL::int FROM partner_consent_check c "
                "LEFT JOIN partner_consent_event e ON e.company_id = c.company_id AND e.sequence = c.sequence "
                "WHERE c.company_id = %s AND c.is_intact AND c.sequence > 0 "
                "AND e.hash IS DISTINCT FROM c.hash LIMIT 10",
                company_id,
            ),
        )
        yield (
            "moved",
            SQL(
                "SELECT e.sequence, e.id FROM partner_consent_event e JOIN partner_consent c ON c.id = e.consent_id "
                "WHERE e.company_id = %s AND (c.company_id, c.purpose_id, c.channel) "
                "IS DISTINCT FROM (e.company_id, e.purpose_id, e.channel) LIMIT 10",
                company_id,
            ),
        )
        yield (
            "erased",
            SQL(
                "SELECT e.sequence, e.id FROM partner_consent_event e "
                "WHERE e.company_id = %s AND e.personal IS NULL AND e.personal_hash IS NOT NULL AND NOT EXISTS ("
                "SELECT FROM partner_consent_event later WHERE later.consent_id = e.consent_id "
                "AND later.kind = 'erased' AND later.id > e.id) LIMIT 10",
                company_id,
            ),
        )
        yield (
            "unsealed",
            SQL(
                "SELECT 0, id FROM partner_consent_event WHERE company_id = %s AND (hash IS NULL OR sequence IS NULL) "
                "AND (hash IS NOT NULL OR date < now() AT TIME ZONE 'UTC' - %s::interval OR id = ANY(%s)) LIMIT 10",
                company_id,
                GRACE,
                self._forged(company_id),
            ),
        )

    def _forged(self, company_id):
        """Ids of waiting rows whose own hash is not that of a row that the application has made."""
        found, last_id = [], 0
        while True:
            rows = self._rows_to_seal(company_id, last_id)
            found += [id_ for id_, digest, *values in rows if digest != chain.row_digest(hashed_values(values))]
            if not rows or len(found) >= 10:
                return found
            last_id = rows[-1][0]
