from odoo import api, fields, models
from odoo.exceptions import UserError

EVENTS = [
    ("received", "Received"),
    ("identified", "Identity checked"),
    ("extended", "Deadline extended"),
    ("searched", "Data searched"),
    ("answered", "Answer made"),
    ("sent", "Link sent"),
    ("downloaded", "Answer downloaded"),
    ("asked", "Second person asked"),
    ("erased", "Erased"),
    ("verified", "Erasure checked"),
    ("restricted", "Restricted"),
    ("lifted", "Restriction lifted"),
    ("objected", "Objection recorded"),
    ("ended", "Kept data erased"),
    ("done", "Done"),
    ("refused", "Refused"),
]


class PartnerPrivacyLog(models.Model):
    """What was done about requests, without a word on the persons: it outlasts their erasure."""

    _name = "partner.privacy.log"
    _description = "Privacy Request Log"
    _log_access = False
    _order = "id desc"
    _rec_name = "event"

    request_id = fields.Many2one("partner.privacy.request", readonly=True, index=True, ondelete="set null")
    reference = fields.Char(readonly=True)
    kind = fields.Selection(
        selection=lambda self: self.env["partner.privacy.request"]._fields["kind"].selection, readonly=True
    )
    event = fields.Selection(EVENTS, required=True, readonly=True)
    date = fields.Datetime(required=True, readonly=True, default=fields.Datetime.now, index=True)
    user_id = fields.Many2one("res.users", string="By", readonly=True, ondelete="set null")
    company_id = fields.Many2one("res.company", readonly=True, ondelete="cascade")
    details = fields.Json(string="Facts", readonly=True, help="Numbers and dates, nothing personal.")
    details_text = fields.Char(string="Details", compute="_compute_details_text")

    @api.depends("details")
    def _compute_details_text(self):
        for entry in self:
            details = entry.details or {}
            entry.details_text = ", ".join(f"{name}: {value}" for name, value in details.items())

    # nothing may ever get to `super`, on whichever way
    def write(self, vals):  # pylint: disable=method-required-super
        raise UserError(self.env._("The log of privacy requests can't be changed."))

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("The log of privacy requests can't be deleted."))


class PartnerPrivacyRequest(models.Model):
    _inherit = "partner.privacy.request"  # pylint: disable=consider-merging-classes-inherited

    def _log(self, event, details=None):
        """Note what was done about these requests.

        :param str event: one of EVENTS
        :param dict details: numbers and dates; nothing that tells who the person is
        """
        # sudo: entries are made here alone
        self.env["partner.privacy.log"].sudo().create(
            [
                {
                    "request_id": request.id,
                    "reference": request.name,
                    "kind": request.kind,
                    "event": event,
                    "user_id": self.env.uid,
                    "company_id": request.company_id.id,
                    "details": details or {},
                }
                for request in self
            ]
        )
