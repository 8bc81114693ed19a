from odoo import Command, fields, models


class PartnerRetentionKeep(models.TransientModel):
    """Keeping contacts in spite of retention rules, with a reason: from the worklist, or as a legal hold."""

    _name = "partner.retention.keep"
    _description = "Keep Contacts"

    candidate_ids = fields.Many2many(
        "partner.retention.candidate", "partner_retention_keep_candidate_rel", "keep_id", "candidate_id"
    )
    partner_ids = fields.Many2many(
        "res.partner", "partner_retention_keep_partner_rel", "keep_id", "partner_id", string="Contacts"
    )
    reason = fields.Char(required=True)
    keep_until = fields.Date(help="Empty: until somebody decides otherwise.")

    def action_keep(self):
        """Remember the decision; rules leave these contacts alone."""
        self.ensure_one()
        candidates = self.candidate_ids.filtered(lambda each: each.state == "waiting")
        candidates._check_officer()
        self.partner_ids.check_access("read")
        values = {
            "state": "kept",
            "reason": self.reason,
            "keep_until": self.keep_until,
            "user_id": self.env.uid,
            "end_date": fields.Datetime.now(),
        }
        # sudo: rows change by the steps of the worklist alone
        candidates.sudo().write(values)
        others = self.partner_ids - candidates.partner_id
        waiting = candidates.sudo().search([("partner_id", "in", others.ids), ("state", "=", "waiting")])
        waiting.write(values)
        candidates.sudo().create(
            [
                {**values, "partner_id": partner.id, "company_id": partner.company_id.id}
                for partner in others - waiting.partner_id
            ]
        )
        return {"type": "ir.actions.act_window_close"}


class ResPartner(models.Model):
    _inherit = "res.partner"  # pylint: disable=consider-merging-classes-inherited

    def action_retention_keep(self):
        """Keep these contacts in spite of retention rules."""
        self.env["partner.retention.rule"].check_access("write")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Keep Contacts"),
            "res_model": "partner.retention.keep",
            "view_mode": "form",
            "target": "new",
            "context": {"default_partner_ids": [Command.set(self.ids)]},
        }
