from odoo import api, models
from odoo.tools import SQL

from ..merging.recorder import current


class BasePartnerMergeAutomaticWizard(models.TransientModel):
    _inherit = "base.partner.merge.automatic.wizard"

    @api.model
    def _update_foreign_keys(self, src_partners, dst_partner):
        """Take the merged contacts out of their groups and keep what was decided about them.

        Core would delete all decisions about a contact if one of them could not be moved.
        """
        recorder = current(self.env)
        if recorder:
            src_partners._duplicates_note_merge(dst_partner, recorder)
        else:
            src_partners._duplicates_merged_into(dst_partner)
        return super()._update_foreign_keys(src_partners, dst_partner)


class ResPartner(models.Model):
    _inherit = "res.partner"  # pylint: disable=consider-merging-classes-inherited

    def unlink(self):
        if current(self.env):
            return super().unlink()  # they are merged, and have left their groups
        groups = self._duplicate_groups()
        result = super().unlink()
        groups.invalidate_recordset()
        groups._shrink()
        return result

    def _duplicate_groups(self):
        # sudo: groups shrink with their contacts, whoever removes those
        members = self.env["partner.duplicate.member"].sudo().search([("partner_id", "in", self.ids)])
        return members.group_id

    def _duplicates_note_merge(self, survivor, recorder):
        """Let decisions about these contacts, which are merged but kept, hold for the survivor; close their groups.

        Those about two of the merged contacts stay, and that they are the same is what the weights learn from. One
        that there is about the survivor already stays with the merged contact.

        :param recorder: of the merge, see merging/recorder.py
        """
        self.env.flush_all()
        cr, verdicts = self.env.cr, self.env["partner.duplicate.verdict"]
        if not self.env.context.get("partner_merge_unattended"):  # the weights don't learn from themselves
            verdicts._decide([(survivor.id, partner.id) for partner in self], "same")
        verdicts.flush_model()
        cr.execute(
            SQL(
                """
                SELECT DISTINCT ON (other) id FROM (
                    SELECT id, date, state, CASE WHEN partner_a_id = ANY(%(merged)s) THEN partner_b_id
                        ELSE partner_a_id END AS other
                    FROM partner_duplicate_verdict
                    WHERE (partner_a_id = ANY(%(merged)s)) <> (partner_b_id = ANY(%(merged)s))
                ) AS v
                WHERE other <> %(survivor)s AND NOT EXISTS (
                    SELECT FROM partner_duplicate_verdict own WHERE own.partner_a_id = LEAST(other, %(survivor)s)
                    AND own.partner_b_id = GREATEST(other, %(survivor)s))
                ORDER BY other, state <> 'active', date DESC, id DESC
                """,
                merged=list(self.ids),
                survivor=survivor.id,
            )
        )
        ids = [id_ for (id_,) in cr.fetchall()]
        if ids:
            self._duplicates_move_verdicts(survivor, recorder, ids)
        groups = (self | survivor)._duplicate_groups()
        groups.member_ids.filtered(lambda member: member.partner_id in self).unlink()
        groups.invalidate_recordset()
        groups._shrink(decided=True)

    def _duplicates_move_verdicts(self, survivor, recorder, ids):
        recorder.touch("partner_duplicate_verdict", ids)
        # the prints of the contacts change places with them; that of the survivor is its own
        self.env.cr.execute(
            SQL(
                """
                UPDATE partner_duplicate_verdict v SET
                    partner_a_id = LEAST(n.other, n.own), partner_b_id = GREATEST(n.other, n.own),
                    fingerprint_a = CASE WHEN n.other < n.own THEN n.print ELSE n.own_print END,
                    fingerprint_b = CASE WHEN n.other < n.own THEN n.own_print ELSE n.print END
                FROM (
                    SELECT v.id, %(survivor)s AS own, k.fingerprint AS own_print,
                        CASE WHEN partner_a_id = ANY(%(merged)s) THEN partner_b_id ELSE partner_a_id END AS other,
                        CASE WHEN partner_a_id = ANY(%(merged)s) THEN fingerprint_b ELSE fingerprint_a END AS print
                    FROM partner_duplicate_verdict v LEFT JOIN partner_match_key k ON k.id = %(survivor)s
                    WHERE v.id = ANY(%(ids)s)
                ) AS n
                WHERE v.id = n.id
                """,
                survivor=survivor.id,
                merged=list(self.ids),
                ids=ids,
            )
        )
        self.env["partner.duplicate.verdict"].invalidate_model(flush=False)

    def _duplicates_merged_into(self, survivor):
        """Move decisions about these contacts to the one that they are merged into, and close their groups."""
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                """
                WITH gone AS MATERIALIZED (
                    DELETE FROM partner_duplicate_verdict
                    WHERE partner_a_id = ANY(%(merged)s) OR partner_b_id = ANY(%(merged)s) RETURNING *
                ), moved AS (
                    SELECT CASE WHEN partner_a_id = ANY(%(merged)s) THEN %(survivor)s ELSE partner_a_id END AS a,
                           CASE WHEN partner_b_id = ANY(%(merged)s) THEN %(survivor)s ELSE partner_b_id END AS b, gone.*
                    FROM gone
                )
                INSERT INTO partner_duplicate_verdict (partner_a_id, partner_b_id, verdict, state, user_id, date, note,
                    score)
                SELECT DISTINCT ON (LEAST(a, b), GREATEST(a, b)) LEAST(a, b), GREATEST(a, b), verdict, state, user_id,
                    date, note, score
                FROM moved WHERE a <> b AND NOT EXISTS (
                    SELECT FROM partner_duplicate_verdict v WHERE v.partner_a_id = LEAST(a, b)
                    AND v.partner_b_id = GREATEST(a, b) AND NOT v.id IN (SELECT id FROM gone))
                ORDER BY LEAST(a, b), GREATEST(a, b), date DESC
                """,
                merged=list(self.ids),
                survivor=survivor.id,
            )
        )
        groups = (self | survivor)._duplicate_groups()
        groups.member_ids.filtered(lambda member: member.partner_id in self).unlink()
        self.env.invalidate_all()
        groups._shrink(decided=True)


class PartnerDuplicateGroup(models.Model):
    _inherit = "partner.duplicate.group"  # pylint: disable=consider-merging-classes-inherited

    def _shrink(self, decided=False):
        """Count the contacts of groups that have lost some; a group of one is none.

        :param bool decided: because somebody merged them, which is remembered
        """
        for group in self.exists():
            group.size = len(group.member_ids)
        self.flush_model()
        single = self.exists().filtered(lambda group: group.size < 2 and group.state == "open")
        if decided:
            single._close("done")
        else:
            single._drop_groups(single.ids)
            single.invalidate_model(flush=False)
