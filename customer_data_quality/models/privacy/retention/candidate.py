from odoo import fields, models

from ...actions import open_form
from .rule import ACTIONS


class PartnerRetentionCandidate(models.Model):
    """A contact that a retention rule has found, and what became of it. Done ones stay as the log.

    Rows are made by rules and changed by the steps of the worklist alone. They hold nothing personal but the link.
    """

    _name = "partner.retention.candidate"
    _description = "Contact at the End of Its Retention"
    _order = "due_date, last_activity_date, id"
    _rec_name = "partner_id"

    rule_id = fields.Many2one("partner.retention.rule", readonly=True, index=True, ondelete="set null")
    partner_id = fields.Many2one("res.partner", string="Contact", readonly=True, index=True, ondelete="set null")
    company_id = fields.Many2one("res.company", readonly=True, ondelete="cascade")
    action = fields.Selection(ACTIONS, string="Planned", readonly=True)
    state = fields.Selection(
        [
            ("waiting", "Waiting"),
            ("kept", "Kept"),
            ("done", "Done"),
            ("dropped", "No Longer"),
            ("failed", "Failed"),
        ],
        required=True,
        readonly=True,
        default="waiting",
        index=True,
    )
    last_activity_date = fields.Date(string="Last Activity", readonly=True)
    source_id = fields.Many2one("partner.retention.source", string="By", readonly=True, ondelete="set null")
    found_date = fields.Date(string="Found on", readonly=True)
    due_date = fields.Date(string="Done from", readonly=True, help="Before this day nothing happens by itself.")
    is_approved = fields.Boolean(string="Decided", readonly=True)
    user_id = fields.Many2one("res.users", string="Decided by", readonly=True, ondelete="set null")
    end_date = fields.Datetime(string="Ended on", readonly=True)
    keep_until = fields.Date(readonly=True, help="Empty: until somebody decides otherwise.")
    reason = fields.Char(readonly=True)

    _one_waiting = models.UniqueIndex("(partner_id) WHERE state = 'waiting'")
    _due_idx = models.Index("(due_date) WHERE state = 'waiting'")

    def _drop(self, reason):
        """Let candidates go."""
        # sudo: rows change by the steps of the worklist alone; whoever may take the step was asked before
        self.sudo().write({"state": "dropped", "reason": reason, "end_date": fields.Datetime.now()})

    def _check_officer(self):
        """Refuse decisions by others than officers, and those on contacts that they don't see."""
        self.env["partner.retention.rule"].check_access("write")
        self.check_access("read")

    def action_keep(self):
        """Ask why contacts are to be kept, and how long."""
        self._check_officer()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Keep Contacts"),
            "res_model": "partner.retention.keep",
            "view_mode": "form",
            "target": "new",
            "context": {"default_candidate_ids": self.ids},
        }

    def action_archive_contact(self):
        """Archive the contacts now."""
        return self._decide("archive")

    def action_anonymise_contact(self):
        """Anonymise the contacts now, for good."""
        return self._decide("anonymise")

    def action_reopen(self):
        """Let rules find contacts again that somebody wanted to keep."""
        self._check_officer()
        self.filtered(lambda each: each.state == "kept")._drop(self.env._("No longer kept."))

    def action_retry(self):
        """Let rules find contacts again for which something went wrong."""
        self._check_officer()
        self.filtered(lambda each: each.state == "failed")._drop(self.env._("To be tried again."))

    def action_open_contact(self):
        """Open the contact."""
        self.ensure_one()
        return open_form(self.partner_id)
