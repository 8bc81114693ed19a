from odoo import api, fields, models
from odoo.exceptions import UserError

from ..actions import open_form
from .preview import MAX_CONTACTS

SCREEN = "customer_data_quality.merge"
CORE_ACTION = "base.action_partner_merge"
MERGERS = "customer_data_quality.group_merge"


class PartnerMerge(models.Model):
    _inherit = "partner.merge"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def _screen_action(self, partners, group=None):
        """The action that opens the screen on which contacts are merged.

        :param partners: recordset of res.partner; of a single one, the screen asks for others
        :param group: the partner.duplicate.group in which it is decided, if any
        :raises AccessError: for whoever may not merge
        :raises UserError: for more contacts than the screen can compare, unless they are of a group: of these, some
            are merged first
        """
        self.check_access("read")
        left = len(partners) - MAX_CONTACTS
        if left > 0 and not group:
            self._contacts_to_merge(partners.ids)  # says what to do
        partners = partners[:MAX_CONTACTS]
        return {
            "type": "ir.actions.client",
            "tag": SCREEN,
            "name": self.env._("Merge Contacts"),
            "target": "new",
            "params": {
                "partner_ids": partners.ids,
                "group_id": group.id if group else False,
                "left": max(left, 0),
            },
            "context": {"dialog_size": "extra-large"},
        }

    def action_open_survivor(self):
        """Open the contact that remained."""
        self.ensure_one()
        if not self.survivor_id:
            raise UserError(self.env._("The contact does not exist any more."))
        return open_form(self.survivor_id)


class ResPartner(models.Model):
    _inherit = "res.partner"  # pylint: disable=consider-merging-classes-inherited

    merge_count = fields.Integer(
        compute="_compute_record_counts", groups=MERGERS, help="Number of merges of other contacts into this one."
    )

    def _record_counts(self):
        return {
            **super()._record_counts(),
            "merge_count": ("partner.merge", "survivor_id", [("state", "=", "done")]),
        }

    def action_merge(self):
        """Open the screen on which these contacts are merged; for one, with its likely duplicates."""
        group = self.duplicate_group_id if len(self) == 1 else None
        if group:
            return group.action_merge()
        return self.env["partner.merge"]._screen_action(self)

    def action_open_merges(self):
        """Open the journal of what was merged into this contact."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("customer_data_quality.partner_merge_action")
        return {**action, "domain": [("survivor_id", "=", self.id)], "context": {}}


class IrActions(models.Model):
    _inherit = "ir.actions.actions"

    @api.model
    def get_bindings(self, model_name):
        """Offer one way to merge contacts: to whoever has one of our roles, ours instead of core's."""
        bindings = super().get_bindings(model_name)
        if model_name != "res.partner" or not self.env.user.has_group("customer_data_quality.group_user"):
            return bindings
        core = self.env.ref(CORE_ACTION, raise_if_not_found=False)
        if not core:
            return bindings
        kept = {kind: [action for action in actions if action["id"] != core.id] for kind, actions in bindings.items()}
        return {kind: actions for kind, actions in kept.items() if actions}
