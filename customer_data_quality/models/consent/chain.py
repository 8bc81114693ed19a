from odoo import fields, models


class PartnerConsentChain(models.Model):
    """Where the chain of events of a company ends; locked by whoever adds to it."""

    _name = "partner.consent.chain"
    _description = "End of a Consent Chain"
    _log_access = False
    _rec_name = "company_id"

    company_id = fields.Many2one("res.company", required=True, readonly=True, ondelete="restrict")
    sequence = fields.Integer(readonly=True, required=True, default=0, aggregator=None)
    hash = fields.Char(readonly=True, required=True)

    _company_unique = models.Constraint("UNIQUE(company_id)", "There is one chain for each company.")


class PartnerConsentCheck(models.Model):
    """What a check of a chain found; the end that it saw is what the next check compares with."""

    _name = "partner.consent.check"
    _description = "Check of a Consent Chain"
    _order = "date desc, id desc"
    _log_access = False
    _rec_name = "date"

    company_id = fields.Many2one("res.company", required=True, readonly=True, ondelete="restrict")
    date = fields.Datetime(required=True, readonly=True, default=fields.Datetime.now)
    user_id = fields.Many2one("res.users", string="Checked by", readonly=True, ondelete="restrict")
    events = fields.Integer(readonly=True, help="Number of events checked.")
    sequence = fields.Integer(string="Last Number", readonly=True, aggregator=None)
    hash = fields.Char(string="Last Hash", readonly=True)
    seconds = fields.Float(readonly=True, aggregator=None)
    is_intact = fields.Boolean(string="Intact", readonly=True)
    problems = fields.Text(readonly=True)
