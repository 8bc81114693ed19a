"""What people decide about fields. Everything can be taken back; emptying until its date."""

from odoo import fields, models
from odoo.exceptions import UserError


class PartnerFieldUsage(models.Model):
    _inherit = "partner.field.usage"  # pylint: disable=consider-merging-classes-inherited

    def action_keep(self):
        """Leave these fields as they are, whatever is proposed."""
        self._decide("kept")

    def action_hide(self):
        """Leave these fields out of all screens of contacts. What they hold stays."""
        self._decide("hidden")

    def action_stop(self):
        """Put the quality rules aside that ask for these fields."""
        self.check_access("write")
        for usage in self:
            rules = self.env["partner.quality.rule"].search(
                [("field_name", "=", usage.name), ("kind", "!=", "unwanted")]
            )
            if not rules:
                raise UserError(self.env._("No quality rule asks for “%s”.", usage.label))
            rules.active = False
            usage.sudo().stopped_rule_ids = rules  # sudo: written by decisions alone
        self._decide("stopped")

    def action_empty(self):
        """Open the window in which emptying is confirmed."""
        self.ensure_one()
        self.env["partner.field.emptying"].check_access("create")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Empty a Field"),
            "res_model": "partner.field.emptying",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_field_name": self.name},
        }

    def action_undo(self):
        """Take a decision back: show the field again, have its rules ask again."""
        if self.filtered(lambda usage: usage.decision == "emptied"):
            raise UserError(self.env._("What was emptied is taken back in its own entry, until the date there."))
        self.check_access("write")
        rules = self.with_context(active_test=False).stopped_rule_ids
        rules.active = True
        self.sudo().stopped_rule_ids = False  # sudo: written by decisions alone
        self._decide("none")

    def _decide(self, decision):
        self.check_access("write")
        # sudo: the columns are read-only to people, so that a decision always says by whom
        self.sudo().write(
            {
                "decision": decision,
                "decision_user_id": self.env.uid if decision != "none" else False,
                "decision_date": fields.Date.context_today(self) if decision != "none" else False,
            }
        )
        # which fields are hidden is part of views that Odoo keeps
        self.env.registry.clear_cache("default", "templates")
