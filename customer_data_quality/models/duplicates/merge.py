from odoo import api, models
from odoo.tools import SQL


class BasePartnerMergeAutomaticWizard(models.TransientModel):
    _inherit = "base.partner.merge.automatic.wizard"

    @api.model
    def _update_foreign_keys(self, src_partners, dst_partner):
        """Take the merged contacts out of their groups and keep what was decided about them.

        Core would delete all decisions about a contact if one of them could not be moved.
        """
        src_partners._duplicates_merged_into(dst_partner)
        return super()._update_foreign_keys(src_partners, dst_partner)


class ResPartner(models.Model):
    _inherit = "res.partner"  # pylint: disable=consider-merging-classes-inherited

    def unlink(self):
        groups = self._duplicate_groups()
        result = super().unlink()
        groups.invalidate_recordset()
        groups._shrink()
        return result

    def _duplicate_groups(self):
        # sudo: groups shrink with their contacts, whoever removes those
        members = self.env["partner.duplicate.member"].sudo().search([("partner_id", "in", self.ids)])
        return members.group_id

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
