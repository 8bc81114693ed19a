from odoo import api, models, tools
from odoo.tools import SQL

from ...engine import match_keys, signature
from ...engine.contact import Contact
from ...engine.linkage import log_odds, probability
from . import lookup
from .lookup import Probe
from .pending import WATCHED

# Values or contacts that are looked up by one statement.
AT_ONCE = 500


class ResPartner(models.Model):
    """Finding the likely duplicates of contacts, saved or not, at once."""

    _inherit = "res.partner"  # pylint: disable=consider-merging-classes-inherited

    def _find_duplicates(self, limit=10, threshold=None):
        """Find other contacts that likely are the same as these.

        Only contacts that the user may read, that are not archived, that belong to no other company, and of which
        nobody has said that they are different.

        :param int limit: number of matches for each contact
        :param float threshold: least probability, 0 to 1; that of possible duplicates if None
        :return: list of {"partner_id", "probability", "reasons"}, best first; for several contacts a dict of such lists
            by contact id. `reasons` is a list of {"field", "label", "level", "level_label", "points"}, points in
            log-odds.
        """
        self.env["res.partner"].flush_model(self._duplicate_fields())
        self.env["partner.match.key"]._refresh_live()
        self.env.cr.execute(
            SQL("SELECT id, company_id, signature, keys FROM partner_match_key WHERE id = ANY(%s)", list(self.ids))
        )
        rows = self.env.cr.fetchall()
        probes = [Probe(signature.load(text), keys, company_id, id_) for id_, company_id, text, keys in rows]
        found = {id_: [] for id_ in self.ids}
        found.update(zip((row[0] for row in rows), self._match(probes, limit, threshold), strict=True))
        return found[self.id] if len(self) == 1 else found

    @api.model
    def _find_duplicates_for_values(self, vals, limit=10, threshold=None):
        """Find contacts that likely are the same as one that is being entered or imported.

        :param vals: dict of field values as for `create`, or a list of such dicts; with the contact's `id` if it is
            saved already
        :param int limit: number of matches for each
        :param float threshold: least probability, 0 to 1; that of possible duplicates if None
        :return: list as of `_find_duplicates`; for a list of dicts a list of such lists, in their order
        """
        vals_list = [vals] if isinstance(vals, dict) else vals
        self.env["res.partner"].flush_model(self._duplicate_fields())
        self.env["partner.match.key"]._refresh_live()
        found = self._match(self._duplicate_probes(vals_list), limit, threshold)
        return found[0] if isinstance(vals, dict) else found

    @api.model
    def _duplicate_probes(self, vals_list):
        """Values as they are compared and looked up.

        :param list vals_list: as for `_find_duplicates_for_values`
        :return: list of Probe
        """
        words, _version = self.env["partner.match.word"]._words()
        contacts = [self._duplicate_values(each) for each in vals_list]
        homes = self._duplicate_home_codes() if any(map(signature.needs_home, contacts)) else {}
        probes = []
        for each, values in zip(vals_list, contacts, strict=True):
            company_id = each.get("company_id") or None
            contact = signature.build(values, words, homes.get(company_id))
            probes.append(Probe(contact, match_keys.keys(contact), company_id, each.get("id") or 0))
        return probes

    @api.model
    def _duplicate_home_codes(self):
        """By which country numbers of contacts without one are read: {company id or None: ISO code}.

        That of their company; for contacts of all companies that of the first one.
        """
        # sudo: where companies are is asked for all contacts
        companies = self.env["res.company"].sudo().search([], order="id")  # pylint: disable=no-search-all
        codes = {company.id: company.country_id.code or "" for company in companies}
        return {**codes, None: next(iter(codes.values()), "")}

    @api.model
    def _duplicate_fields(self):
        """Stored fields that contacts are compared by."""
        return list(WATCHED)

    @api.model
    def _duplicate_values(self, vals):
        """The values of a contact in the order in which its signature reads them."""
        values = {name: vals.get(name) or None for name in signature.COLUMNS}
        values["country_code"] = self._duplicate_country_codes().get(vals.get("country_id"))
        if vals.get("company_type"):
            values["is_company"] = vals["company_type"] == "company"
        # whoever calls may have numbers where texts belong, as spreadsheets do
        return [
            value if name in ("id", "is_company", "parent_id") or value is None else str(value)
            for name, value in values.items()
        ]

    @api.model
    @tools.ormcache(cache="stable")
    def _duplicate_country_codes(self):
        """Codes of countries by id; the cache is cleared whenever one changes."""
        # sudo: all users share the cache
        return {country.id: country.code for country in self.env["res.country"].sudo().search([])}

    @api.model
    def _match(self, probes, limit, threshold):
        """The matches of each probe, as `_find_duplicates` returns them."""
        result = []
        for start in range(0, len(probes), AT_ONCE):
            result += self._match_some(probes[start : start + AT_ONCE], limit, threshold)
        return result

    def _match_some(self, probes, limit, threshold):
        linkage, _certain, possible = self.env["partner.match.model"]._matcher()
        least = possible if threshold is None else log_odds(threshold)
        results, counts, total = lookup.find(self.env.cr, probes)
        visible = self._duplicates_visible({found.id for each in results for found in each})
        different = self._duplicates_decided([probe.own_id for probe in probes if probe.own_id])
        matches = []
        for probe, each in zip(probes, results, strict=True):
            scored = []
            mine = Contact(probe.signature, counts, total)
            for found in each:
                if found.id in visible and (probe.own_id, found.id) not in different:
                    other = Contact(signature.load(found.signature), counts, total)
                    score = linkage.score(mine, other, counts)
                    if score >= least:
                        scored.append((-score, found.id, other))
            scored.sort(key=lambda row: row[:2])
            matches.append(
                [
                    {
                        "partner_id": id_,
                        "probability": probability(-score),
                        "reasons": self._duplicate_reasons(linkage.explain(mine, other, counts)),
                    }
                    for score, id_, other in scored[:limit]
                ]
            )
        return matches

    def _duplicates_visible(self, ids):
        """Those contacts that the user may read and that are not archived."""
        return set(self.with_context(active_test=True).search([("id", "in", list(ids))])._ids) if ids else ids

    def _duplicates_decided(self, ids):
        """Pairs (contact, other one) of which somebody has said that they are different, each in both orders."""
        if not ids:
            return set()
        self.env["partner.duplicate.verdict"].flush_model()
        self.env.cr.execute(
            SQL(
                "SELECT partner_a_id, partner_b_id FROM partner_duplicate_verdict WHERE verdict = 'different' "
                "AND state = 'active' AND (partner_a_id = ANY(%s) OR partner_b_id = ANY(%s))",
                ids,
                ids,
            )
        )
        pairs = self.env.cr.fetchall()
        return {*pairs, *((b, a) for a, b in pairs)}

    @api.model
    def _duplicate_reasons(self, reasons):
        """Reasons of the engine, with the words for them in the user's language."""
        wording = self.env["partner.match.model"]
        return [
            {
                "field": reason.field,
                "label": wording._field_label(reason.field),
                "level": reason.level,
                "level_label": wording._level_label(reason.field, reason.level),
                "points": round(reason.points, 2),
            }
            for reason in reasons
        ]
