"""Which rows are contacts that exist already."""

from odoo import models
from odoo.tools import SQL

from ...engine.linkage import probability

MATCH_AT_ONCE = 1000
REASONS = 3


class PartnerImport(models.Model):
    _inherit = "partner.import"  # pylint: disable=consider-merging-classes-inherited

    def _match_batch(self):
        """Match a batch of rows that were read; return how many."""
        lines = self._next_lines("read", MATCH_AT_ONCE)
        if lines:
            self._store_matches(lines, self._matches(lines))
        return len(lines)

    def _next_lines(self, state, limit):
        """The next rows in a state, all of one level: what they belong to is done before."""
        lines = self.env["partner.import.line"].search(
            [("import_id", "=", self.id), ("state", "=", state)], order="level, number, id", limit=limit
        )
        return lines.filtered(lambda line: line.level == lines[0].level)

    def _matches(self, lines):
        """Contacts that exist: {line: (contact id, probability, why)}, found with the rights of whoever imports."""
        partners = self._as_user()["res.partner"]
        found = self._named_contacts(lines, partners)
        others = lines.filtered(lambda line: line not in found)
        probes = partners._duplicate_probes(
            [{**line.vals, "id": None, "parent_id": line.parent_line_id.partner_id.id} for line in others]
        )
        for line, matches in zip(others, partners._match(probes, 1, None), strict=True):
            if matches:
                best = matches[0]
                found[line] = (best["partner_id"], best["probability"], _words(best["reasons"]))
        least = self._least_certain()
        unsure = lines.filtered(lambda line: line.is_added and found.get(line, (0, 0))[1] < least)
        found.update(self._same_name(unsure, partners))
        return found

    def _named_contacts(self, lines, partners):
        """Contacts that rows name by id or external id."""
        found = {}
        texts = {line.xml_id: line for line in lines if line.xml_id}
        # sudo: external ids are for administrators; whether the contact may be read is asked below
        for row in partners.env["ir.model.data"].sudo()._lookup_xmlids(list(texts), partners) if texts else ():
            if row[3] == "res.partner" and row[6]:
                found[texts[f"{row[1]}.{row[2]}"]] = row[4]
        found.update({line: line.vals["id"] for line in lines if (line.vals or {}).get("id")})
        visible = set(partners.with_context(active_test=False).search([("id", "in", list(found.values()))]).ids)
        return {line: (id_, 1.0, self._label_of_id()) for line, id_ in found.items() if id_ in visible}

    def _label_of_id(self):
        return self.with_context(lang=self.user_id.lang).env._("External ID")

    def _same_name(self, lines, partners):
        """The one company of exactly that name, as Odoo's own import takes it for a company that a row names."""
        names = lines.mapped("label")
        if not names:
            return {}
        ids = {}
        for partner in partners.search([("is_company", "=", True), ("name", "in", names)]):
            ids.setdefault(partner.name, []).append(partner.id)
        because = self.with_context(lang=self.user_id.lang).env._("the only company of that name")
        return {line: (ids[line.label][0], 1.0, because) for line in lines if len(ids.get(line.label, ())) == 1}

    def _least_certain(self):
        certain, _possible = self.env["partner.match.model"]._thresholds()
        return probability(certain)

    def _store_matches(self, lines, found):
        least = self._least_certain()
        rows = []
        for line in lines:
            partner_id, likely, because = found.get(line, (None, line.probability, None))
            if partner_id and likely >= least:
                match = "certain"
            elif line.match == "repeated" or not partner_id:
                match, partner_id = line.match or "new", None
                likely, because = line.probability, None
            else:
                match = "possible"
            rows.append((line.id, match, partner_id, likely, because))
        lines.flush_model()
        ids, matches, partner_ids, likelihoods, reasons = (list(column) for column in zip(*rows, strict=True))
        self.env.cr.execute(
            SQL(
                """
                UPDATE partner_import_line line SET match = f.match, partner_id = f.partner_id,
                    probability = f.probability, because = f.because, state = 'matched',
                    same_line_id = CASE WHEN f.partner_id IS NULL THEN line.same_line_id END
                FROM unnest(%s::int[], %s::text[], %s::int[], %s::float[], %s::text[])
                    AS f(id, match, partner_id, probability, because)
                WHERE line.id = f.id
                """,
                ids,
                matches,
                partner_ids,
                likelihoods,
                reasons,
            )
        )
        lines.invalidate_model(flush=False)


def _words(reasons):
    """The reasons that speak most for a match, in words."""
    best = sorted((reason for reason in reasons if reason["points"] > 0), key=lambda reason: -reason["points"])
    return ", ".join(f"{reason['label']}: {reason['level_label']}" for reason in best[:REASONS])
