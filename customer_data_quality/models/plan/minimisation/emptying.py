from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ...scheduler import wake

CRON = "customer_data_quality.cron_field_emptying"
STATES = [
    ("waiting", "Waiting"),
    ("running", "Running"),
    ("done", "Emptied"),
    ("undoing", "Being Undone"),
    ("undone", "Undone"),
    ("final", "Final"),
]
DAYS = 30


class PartnerFieldEmptying(models.Model):
    """Somebody had a field of contacts emptied: who, why, how many, and until when that can be undone.

    Until that day the values are kept aside; then they are deleted for good. The entry itself stays.
    """

    _name = "partner.field.emptying"
    _description = "Emptying of a Contact Field"
    _order = "id desc"
    _rec_name = "label"

    field_name = fields.Char(required=True, string="Technical Name")
    label = fields.Char(string="Field", readonly=True, help="As it was called when it was emptied.")
    profile_id = fields.Many2one(
        "partner.quality.profile", string="Only of Profile", ondelete="set null", help="Empty: of all contacts."
    )
    reason = fields.Text(required=True, help="Why nobody needs this data; it stays in the log.")
    contacts = fields.Integer(compute="_compute_contacts", string="Contacts with a Value")
    state = fields.Selection(STATES, required=True, readonly=True, default="waiting")
    emptied = fields.Integer(readonly=True, help="Contacts emptied.")
    restored = fields.Integer(readonly=True, help="Contacts that have their value again.")
    position = fields.Integer(readonly=True, help="The last contact that was worked on.")
    undo_until = fields.Date(
        required=True,
        default=lambda self: fields.Date.context_today(self) + timedelta(days=DAYS),
        help="Until then the values are kept aside; after that they are deleted for good.",
    )

    @api.depends("field_name", "profile_id")
    def _compute_contacts(self):
        fields_known = self.env["partner.field.usage"]._candidates()
        for emptying in self:
            emptying.contacts = (
                emptying._count_contacts() if emptying.field_name in fields_known and not emptying._origin.id else 0
            )

    def _count_contacts(self):
        # sudo: a number, for those who may empty fields
        return self.env["res.partner"].sudo().with_context(active_test=False).search_count(self._domain())

    def _domain(self):
        """The contacts that hold a value, archived ones too."""
        domain = [(self.field_name, "!=", False)]
        if self.profile_id:
            domain.append(("quality_profile_id", "=", self.profile_id.id))
        return domain

    @api.constrains("field_name", "undo_until")
    def _check_field(self):
        known = self.env["partner.field.usage"]._candidates()
        for emptying in self:
            if emptying.field_name not in known:
                raise ValidationError(
                    self.env._("“%s” can't be emptied: it is needed, computed, or a setting.", emptying.field_name)
                )
            if emptying.undo_until < fields.Date.context_today(self):
                raise ValidationError(self.env._("The last day for undoing can't lie in the past."))

    @api.model_create_multi
    def create(self, vals_list):
        emptyings = super().create(vals_list)
        for emptying in emptyings:
            field = self.env["res.partner"]._fields[emptying.field_name]
            # sudo: the columns are read-only to people
            emptying.sudo().write(
                {"label": field._description_string(self.env), "state": "waiting", "emptied": 0, "restored": 0}
            )
            self.env["partner.field.usage"].search([("name", "=", emptying.field_name)])._decide("emptied")
        wake(self.env, CRON)
        return emptyings

    def action_confirm(self):
        """Close the window; the work is done in the background."""
        return {"type": "ir.actions.act_window_close"}

    def action_undo(self):
        """Give the contacts their values back, those that have none by now."""
        self.check_access("write")
        for emptying in self:
            if emptying.state not in ("waiting", "running", "done") or emptying.undo_until < fields.Date.context_today(
                self
            ):
                raise UserError(self.env._("“%s” can no longer be undone.", emptying.label))
        # sudo: the columns are read-only to people
        self.sudo().write({"state": "undoing", "position": 0})
        self.env["partner.field.usage"].search([("name", "in", self.mapped("field_name"))])._decide("none")
        wake(self.env, CRON)


class PartnerFieldEmptied(models.Model):
    """A value that was taken out of a contact, kept aside until emptying can no longer be undone."""

    _name = "partner.field.emptied"
    _description = "Emptied Value"
    _log_access = False
    _rec_name = "partner_id"

    emptying_id = fields.Many2one("partner.field.emptying", required=True, index=True, ondelete="cascade")
    partner_id = fields.Many2one("res.partner", required=True, index=True, ondelete="cascade")
    value = fields.Json()
