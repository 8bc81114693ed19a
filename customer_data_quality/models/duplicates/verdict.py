from odoo import fields, models

VERDICTS = [("different", "Not a Duplicate"), ("same", "Same Contact")]
STATES = [
    ("active", "In Force"),
    ("reopened", "Reopened"),  # a compared value has changed since
    ("withdrawn", "Withdrawn"),
]


class PartnerDuplicateVerdict(models.Model):
    """What somebody decided about two contacts. It is never deleted: it may be withdrawn, and it reopens by itself
    when a compared value of either contact changes."""

    _name = "partner.duplicate.verdict"
    _description = "Decision about Two Contacts"
    _order = "date desc, id desc"
    _log_access = False
    _rec_name = "partner_a_id"

    partner_a_id = fields.Many2one("res.partner", string="Contact", required=True, readonly=True, ondelete="cascade")
    partner_b_id = fields.Many2one(
        "res.partner", string="Other Contact", required=True, readonly=True, ondelete="cascade", index=True
    )
    verdict = fields.Selection(VERDICTS, required=True, readonly=True)
    state = fields.Selection(STATES, required=True, readonly=True, default="active", index=True)
    user_id = fields.Many2one("res.users", string="Decided by", readonly=True, ondelete="set null")
    date = fields.Datetime(string="Decided on", readonly=True, required=True, default=fields.Datetime.now)
    note = fields.Char(help="Why, for those who look at it later.")
    score = fields.Float(readonly=True, aggregator=None, help="Log-odds at the time of the decision.")
    fingerprint_a = fields.Integer(readonly=True, aggregator=None)
    fingerprint_b = fields.Integer(readonly=True, aggregator=None)

    _pair_unique = models.Constraint(
        "UNIQUE(partner_a_id, partner_b_id)", "There is a decision about these two contacts already."
    )
    _two_contacts = models.Constraint("CHECK(partner_a_id < partner_b_id)", "A decision is about two contacts.")
