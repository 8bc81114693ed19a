from odoo import fields, models

SEGMENTS = [
    ("champion", "Champions"),
    ("loyal", "Loyal"),
    ("promising", "Promising"),
    ("new", "New"),
    ("at_risk", "At Risk"),
    ("cannot_lose", "Can't Lose"),
    ("sleeping", "About to Sleep"),
    ("lost", "Lost"),
]


class PartnerSegment(models.Model):
    """How recently, how often and for how much a customer has bought from one company: one narrow row for both.

    A customer is a company with its persons, or a private person (the commercial contact). Who has bought nothing
    within the time that the company looks at has no row. Written in SQL only, see segment_refresh.py.
    """

    _name = "partner.segment"
    _description = "Customer Segment"
    _log_access = False
    _order = "company_id, value desc, id"

    # the id of the contact; no many2one, so that PostgreSQL has nothing to check when contacts are deleted or merged
    contact = fields.Integer(required=True, readonly=True, aggregator=None)
    company_id = fields.Many2one("res.company", required=True, readonly=True, ondelete="cascade")
    currency_id = fields.Many2one(related="company_id.currency_id")
    last_date = fields.Date(string="Last Purchase", readonly=True)
    frequency = fields.Integer(string="Purchases", readonly=True)
    value = fields.Monetary(string="Turnover", readonly=True, help="Without taxes, returns taken off.")
    recency_score = fields.Integer(readonly=True, aggregator="avg")
    frequency_score = fields.Integer(readonly=True, aggregator="avg")
    value_score = fields.Integer(readonly=True, aggregator="avg")
    segment = fields.Selection(SEGMENTS, readonly=True)

    _contact_company_uniq = models.UniqueIndex("(contact, company_id)")
    _company_segment_idx = models.Index("(company_id, segment)")
