from odoo import fields, models


class PartnerDuplicateMember(models.Model):
    """A contact in a group of likely duplicates."""

    _name = "partner.duplicate.member"
    _description = "Contact in a Group of Duplicates"
    _log_access = False
    _order = "group_id, probability desc, id"
    _rec_name = "partner_id"

    group_id = fields.Many2one("partner.duplicate.group", required=True, readonly=True, index=True, ondelete="cascade")
    partner_id = fields.Many2one(
        "res.partner",
        string="Contact",
        required=True,
        readonly=True,
        ondelete="cascade",
        context={"active_test": False},
    )
    probability = fields.Float(
        readonly=True, digits=(5, 4), aggregator="avg", help="Of the contact's strongest link within the group, 0 to 1."
    )
    score = fields.Float(readonly=True, aggregator=None, help="The same in log-odds.")
    is_company = fields.Boolean(related="partner_id.is_company")
    parent_id = fields.Many2one(related="partner_id.parent_id")
    street = fields.Char(related="partner_id.street")
    zip = fields.Char(related="partner_id.zip")
    city = fields.Char(related="partner_id.city")
    country_id = fields.Many2one(related="partner_id.country_id")
    email = fields.Char(related="partner_id.email")
    phone = fields.Char(related="partner_id.phone")
    vat = fields.Char(related="partner_id.vat")
    website = fields.Char(related="partner_id.website")
    company_id = fields.Many2one(related="partner_id.company_id")
    user_id = fields.Many2one(related="partner_id.user_id")

    _partner_unique = models.Constraint("UNIQUE(partner_id, group_id)", "A contact is in a group once.")
