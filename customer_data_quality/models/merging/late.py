from datetime import timedelta

from odoo import api, fields, models

# A transaction that began before a merge may commit after it; none lasts longer than that.
DAYS = 2
BATCH = 100


class PartnerMerge(models.Model):
    """What colleagues wrote for a contact at the very moment it was merged reaches the contact that remains."""

    _inherit = "partner.merge"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def _cron_late(self):
        """Let what came to point to contacts merged lately point to the survivor.

        The transaction of the merge could not see it, nor could theirs see the merge. It stays with the survivor when
        the merge is undone, as everything does that came after a merge.
        """
        since = fields.Datetime.now() - timedelta(days=DAYS)
        domain = [("state", "=", "done"), ("date", ">=", since), ("survivor_id", "!=", False)]
        merges = self.sudo().search(domain, order="id")  # sudo: rows move, whoever may see them
        for start in range(0, len(merges), BATCH):
            batch = merges[start : start + BATCH]
            batch._move_late()
            self.env["ir.cron"]._commit_progress(len(batch), remaining=len(merges) - start - len(batch))

    def _move_late(self):
        wizard = self.env["base.partner.merge.automatic.wizard"]
        if not wizard._merge_is_pointed_to(self.merged_ids):
            return
        for merge in self:
            wizard._merge_leave(merge.merged_ids, merge.survivor_id)
