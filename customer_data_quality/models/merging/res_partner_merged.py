from odoo import models
from odoo.exceptions import UserError

from .recorder import current


class ResPartner(models.Model):
    """A merged contact is kept for undoing alone."""

    _inherit = "res.partner"  # pylint: disable=consider-merging-classes-inherited

    def write(self, vals):
        """Refuse what somebody types into a merged contact, say in a form that was open: nobody would find it again.

        Programs may write, but not bring one back: it would be deleted when the time for undoing is over.
        """
        if (vals.get("active") or not self.env.su) and not current(self.env):
            self._merge_check_not_merged()
        return super().write(vals)

    def _merge_check_not_merged(self):
        merged = self.sudo().filtered("merged_into_id")[:1]  # sudo: to learn where a contact went
        if not merged:
            return
        survivor = merged._merged_into().with_env(self.env)
        name = survivor.display_name if survivor.has_access("read") else self.env._("a contact that you may not see")
        raise UserError(
            self.env._(
                "“%(merged)s” was merged into %(survivor)s: please make your changes there. "
                "To have two contacts again, undo the merge.",
                merged=merged.name or "",
                survivor=name,
            )
        )
