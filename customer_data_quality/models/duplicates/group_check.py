from itertools import combinations
from math import inf

from odoo import models

from ...engine.contact import Contact
from .comparing import read_counts


class PartnerDuplicateGroup(models.Model):
    """Whether nobody has to look at a group, by what its contacts hold at this moment."""

    _inherit = "partner.duplicate.group"  # pylint: disable=consider-merging-classes-inherited

    def _doubt(self):
        """What speaks against merging the group unseen: a text for people, empty if nothing does.

        A search may be an hour old, and a merge a moment ago may have given a contact another company.
        """
        self.ensure_one()
        # sudo: compared by the same fields as by the search, whatever the user may see of them
        partners = self.sudo().member_ids.partner_id.with_context(active_test=False)
        if len(partners) < 2 or not all(partners.mapped("active")):
            return self.env._("One of the contacts was archived or merged since they were compared.")
        probes = partners._duplicate_probes(partners.read(partners._duplicate_fields(), load=None))
        if len({probe.signature.legal for probe in probes} - {""}) > 1:
            return self.env._("The companies have different legal forms.")
        linkage, certain, _possible = self.env["partner.match.model"]._matcher()
        counts, total = read_counts(self.env.cr, {key for probe in probes for key in probe.keys})
        contacts = [(probe.own_id, Contact(probe.signature, counts, total)) for probe in probes]
        said = self._said_to_be_one(partners)
        best = dict.fromkeys(partners.ids, -inf)
        for (one_id, one), (other_id, other) in combinations(contacts, 2):
            score = inf if {one_id, other_id} in said else linkage.score(one, other, counts)
            if score < 0:
                break
            for id_ in (one_id, other_id):
                best[id_] = max(best[id_], score)
        else:
            if min(best.values()) >= certain:
                return ""
        return self.env._("The contacts have changed since they were compared, and are not certainly one any more.")

    def _said_to_be_one(self, partners):
        """Pairs of these contacts that somebody has said to be one, as sets of ids."""
        verdicts = self.env["partner.duplicate.verdict"].sudo()  # sudo: whoever has said it
        ids = partners.ids
        domain = [("partner_a_id", "in", ids), ("partner_b_id", "in", ids)]
        domain += [("verdict", "=", "same"), ("state", "=", "active")]
        return [{verdict.partner_a_id.id, verdict.partner_b_id.id} for verdict in verdicts.search(domain)]
