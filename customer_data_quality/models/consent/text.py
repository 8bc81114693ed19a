from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ...engine import chain

COMPANY = "{company}"
# What people were shown. Once somebody has seen it, it stays as it is.
WORDING = ("purpose_id", "company_id", "lang", "version", "body", "notice_version", "notice_url")


class PartnerConsentText(models.Model):
    """The full wording that people agree to, in one language and version.

    Texts without a company are patterns in which {company} stands for the company's name. The first time that a
    company needs a text, it gets one of its own, with its name in it; that one is shown, and proved.
    """

    _name = "partner.consent.text"
    _description = "Wording of a Consent"
    _order = "purpose_id, lang, company_id, version desc, id desc"

    purpose_id = fields.Many2one("partner.consent.purpose", required=True, index=True, ondelete="restrict")
    company_id = fields.Many2one("res.company", index="btree_not_null", help="Empty: a pattern for all companies.")
    lang = fields.Char(
        string="Language", required=True, default="en", help="Such as de, de_CH or fr: with a country where it differs."
    )
    version = fields.Integer(required=True, default=1, readonly=True, copy=False)
    body = fields.Text(string="Wording", required=True)
    notice_version = fields.Char(string="Privacy Notice", help="Version or date of the privacy notice that goes with it.")
    notice_url = fields.Char(string="Address of the Privacy Notice")
    template_id = fields.Many2one("partner.consent.text", string="Made from", readonly=True, ondelete="restrict")
    hash = fields.Char(compute="_compute_hash", store=True, precompute=True, help="SHA-256 of the wording.")
    is_current = fields.Boolean(compute="_compute_is_current", search="_search_is_current", string="Current")
    is_used = fields.Boolean(compute="_compute_is_used", string="Used", help="Somebody was shown this text.")

    _version_unique = models.UniqueIndex("(purpose_id, COALESCE(company_id, 0), lang, version)")
