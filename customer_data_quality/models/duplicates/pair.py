from odoo import fields, models


class PartnerDuplicatePair(models.Model):
    """Two contacts that resemble each other, with their score. Written by scans, in SQL only.

    The contacts are plain numbers: references would be checked row by row for millions of rows. Rows of deleted
    contacts go by a trigger.
    """

    _name = "partner.duplicate.pair"
    _description = "Pair of Similar Contacts"
    _log_access = False
    _order = "score desc, id"

    partner_a = fields.Integer(required=True, readonly=True, help="Id of the contact with the lower id.")
    partner_b = fields.Integer(required=True, readonly=True, index=True)
    score = fields.Float(required=True, readonly=True, aggregator=None, help="Log-odds of being the same.")
    reasons = fields.Integer(readonly=True, aggregator=None, help="Bits of the kinds of keys that both share.")
    company_id = fields.Integer(readonly=True, help="Id of the company of either contact; two companies never meet.")
    scan_id = fields.Integer(readonly=True, help="Id of the scan that made or confirmed the pair.")

    _pair_unique = models.UniqueIndex("(partner_a, partner_b)")
