from odoo import models


class PartnerMerge(models.Model):
    _inherit = "partner.merge"  # pylint: disable=consider-merging-classes-inherited

    def _conflicts(self):
        """What has changed since the merge, so that undoing needs a decision about it.

        :return: list of {"key": text that names it, "kind": "value" or "links", "model", "label": of the record or
            of the kind of records, "res_id", "field", "field_label", "before": text of the value before the merge,
            "merged": text of what the merge wrote, "present": text of the present value, "count": of new records,
            "choices": list of "keep" (the present value; new records stay with the survivor) and "take_back" (the
            value before the merge; new records go to the merged contact)}
        """
        raise NotImplementedError

    def _undo_refusal(self):
        """Why this merge can't be undone, as a text for the user; None if it can."""
        raise NotImplementedError

    def action_undo(self, decisions=None):
        """Undo these merges, the latest first.

        :param dict decisions: "keep" or "take_back" by the key of each conflict
        :return: what `_action_conflicts` returns if conflicts are undecided, and nothing is done then; else True
        :raises UserError: if a merge can't be undone, with the reason
        """
        raise NotImplementedError

    def _action_conflicts(self):
        """The action that lets the user decide the conflicts of undoing this merge."""
        raise NotImplementedError
