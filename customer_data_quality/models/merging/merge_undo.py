from odoo import fields, models
from odoo.exceptions import UserError

from .replay import Replay


class PartnerMerge(models.Model):
    """Taking merges back."""

    _inherit = "partner.merge"  # pylint: disable=consider-merging-classes-inherited

    def _undo_refusal(self):
        """Why this merge can't be undone, as a text for the user; None if it can."""
        self.ensure_one()
        merge = self.sudo()  # sudo: the reasons hold for everybody, and name contacts of this merge alone
        if merge.state == "undone":
            return self.env._("This merge is undone already.")
        if merge.state == "purged":
            return self.env._("What was left of the merged contacts is deleted, as the retention time is over.")
        if merge.state == "erased":
            return self.env._("The journal of this merge was emptied for reasons of data protection.")
        if not merge.survivor_id or len(merge.merged_ids) < merge.merged_count:
            return self.env._("One of the contacts has been deleted since.")
        if merge.survivor_id.merged_into_id:
            return self.env._(
                "%(name)s was itself merged into %(survivor)s since. Undo that merge first.",
                name=merge.survivor_id.display_name,
                survivor=merge.survivor_id.merged_into_id.display_name,
            )
        return None

    def _conflicts(self):
        """What has changed since the merge, so that undoing needs a decision about it.

        :return: list of {"key": text that names it, "kind": "value" or "links", "model", "label": of the record or
            of the kind of records, "res_id", "field", "field_label", "before": text of the value before the merge,
            "merged": text of what the merge wrote, "present": text of the present value, "count": of new records,
            "choices": list of "keep" (the present value; new records stay with the survivor) and "take_back" (the
            value before the merge; new records go to the merged contact)}
        """
        self.ensure_one()
        # sudo: the rows of the journal are for the system alone
        return Replay(self.sudo()).conflicts()

    def action_undo(self, decisions=None):
        """Undo these merges, the latest first.

        :param dict decisions: "keep" or "take_back" by the key of each conflict
        :return: what `_action_conflicts` returns if conflicts are undecided, and nothing is done then; else True
        :raises UserError: if a merge can't be undone, with the reason
        """
        self._check_may_undo()
        decisions = decisions or {}
        with self.env.cr.savepoint() as savepoint:
            for merge in self.sorted(lambda merge: (merge.date, merge.id), reverse=True):
                if reason := merge._undo_refusal():
                    raise UserError(self.env._("“%(name)s”: %(reason)s", name=merge.survivor_name, reason=reason))
                merge._lock(merge.sudo().survivor_id | merge.sudo().merged_ids)  # sudo: archived contacts too
                merge.invalidate_recordset(flush=False)
                if reason := merge._undo_refusal():
                    raise UserError(reason)
                replay = Replay(merge.sudo())  # sudo: as for merging, whoever may undo it undoes all of it
                undecided = [each for each in replay.conflicts() if decisions.get(each["key"]) not in each["choices"]]
                if undecided:
                    savepoint.rollback()
                    self.env.invalidate_all(flush=False)
                    return self._action_conflicts()
                replay.run(decisions)
                merge.sudo().write(
                    {
                        "state": "undone",
                        "undone_user_id": self.env.uid,
                        "undone_date": fields.Datetime.now(),
                        "remarks": [*(merge.sudo().remarks or ()), *replay.remarks()],
                    }
                )
                merge.sudo()._after_undo()
                replay.compute_again()
        return True

    def _check_may_undo(self):
        """Undoing takes the right to merge, and to change the contacts.

        :raises AccessError: otherwise
        """
        self.check_access("read")
        partners = (self.survivor_id | self.with_context(active_test=False).merged_ids).exists()
        partners.check_access("write")

    def _after_undo(self):
        """What derives from contacts follows the values that came back."""
        env = self.env
        ids = {
            id_
            for line in self.line_ids
            if line.kind == "update" and line.table_name == "res_partner"
            for _old, _new, ids in line.rows
            for id_ in ids
        }
        partners = (self.survivor_id | self.merged_ids).browse(sorted(ids)).exists()
        env.flush_all()
        env.registry.clear_cache()
        env.invalidate_all(flush=False)
        partners = partners.with_context(mail_notrack=True, active_test=False)
        env.add_to_compute(partners._fields["quality_id"], partners)
        env.flush_all()

    def _action_conflicts(self):
        """The action that lets the user decide the conflicts of undoing these merges."""
        return {
            "type": "ir.actions.client",
            "tag": "customer_data_quality.merge_conflicts",
            "target": "new",
            "name": self.env._("Undo a Merge"),
            "params": {"merge_ids": self.ids},
        }
