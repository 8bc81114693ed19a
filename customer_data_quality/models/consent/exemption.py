from odoo import api, fields, models

from .channels import CHANNELS


class PartnerConsentExemption(models.Model):
    """A case in which the law allows advertising without consent, under conditions that somebody has checked."""

    _name = "partner.consent.exemption"
    _description = "Exemption from Consent"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    code = fields.Char(required=True)
    law = fields.Char(required=True, help="Where it stands.")
    country_ids = fields.Many2many("res.country", string="Countries", help="Where that law holds.")
    channel = fields.Selection(CHANNELS, required=True, default="email")
    active = fields.Boolean(default=True)
    sequence = fields.Integer(default=10)
    condition_ids = fields.One2many(
        "partner.consent.exemption.condition", "exemption_id", string="Conditions", copy=True
    )

    _code_unique = models.Constraint("UNIQUE(code)", "There is an exemption with this code already.")

    @api.depends("name", "law")
    def _compute_display_name(self):
        for exemption in self:
            exemption.display_name = f"{exemption.name} ({exemption.law})" if exemption.law else exemption.name


class PartnerConsentExemptionCondition(models.Model):
    _name = "partner.consent.exemption.condition"
    _description = "Condition of an Exemption"
    _order = "exemption_id, sequence, id"

    exemption_id = fields.Many2one("partner.consent.exemption", required=True, index=True, ondelete="cascade")
    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
