from odoo import api, fields, models


class ResCompany(models.Model):
    _inherit = "res.company"  # pylint: disable=consider-merging-classes-inherited

    privacy_officer_id = fields.Many2one(
        "res.users", domain=[("share", "=", False)], help="Gets new privacy requests.", prefetch="customer_data_quality"
    )
    privacy_two_persons = fields.Boolean(
        string="Two Persons Erase",
        default=True,
        help="A second privacy officer has to confirm each erasure.",
        prefetch="customer_data_quality",
    )
    privacy_link_days = fields.Integer(
        string="Days to Download",
        default=14,
        help="For so many days the answer to a request can be downloaded.",
        prefetch="customer_data_quality",
    )
    privacy_authority = fields.Char(
        string="Supervisory Authority",
        help="Where people can complain; named in answers to requests.",
        prefetch="customer_data_quality",
    )
    privacy_alias_id = fields.Many2one(
        "mail.alias", string="Address for Privacy", ondelete="set null", prefetch="customer_data_quality"
    )

    _privacy_link_days_range = models.Constraint(
        "CHECK (privacy_link_days BETWEEN 1 AND 90)", "An answer can be downloaded for 1 to 90 days."
    )

    def _privacy_set_alias(self, name):
        """Have mails to an address make privacy requests of this company; without a name, none does.

        :param str name: the part before the @
        """
        self.ensure_one()
        aliases = self.env["mail.alias"].sudo()  # sudo: an administrator's setting
        if not name:
            self.privacy_alias_id.sudo().unlink()  # sudo: as above
        elif self.privacy_alias_id:
            self.privacy_alias_id.sudo().alias_name = name  # sudo: as above
        else:
            self.privacy_alias_id = aliases.create(
                {
                    "alias_name": name,
                    "alias_domain_id": self.alias_domain_id.id,
                    "alias_model_id": self.env["ir.model"]._get_id("partner.privacy.request"),
                    "alias_contact": "everyone",
                    "alias_defaults": repr({"company_id": self.id}),
                }
            )


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"  # pylint: disable=consider-merging-classes-inherited

    privacy_officer_id = fields.Many2one(related="company_id.privacy_officer_id", readonly=False)
    privacy_two_persons = fields.Boolean(related="company_id.privacy_two_persons", readonly=False)
    privacy_link_days = fields.Integer(related="company_id.privacy_link_days", readonly=False)
    privacy_authority = fields.Char(related="company_id.privacy_authority", readonly=False)
    privacy_alias_name = fields.Char(
        string="Address for Requests", compute="_compute_privacy_alias_name", inverse="_inverse_privacy_alias_name"
    )
    privacy_alias_domain = fields.Char(related="company_id.alias_domain_id.name", string="Domain of the Address")

    @api.depends("company_id")
    def _compute_privacy_alias_name(self):
        for settings in self:
            settings.privacy_alias_name = settings.company_id.privacy_alias_id.alias_name

    def _inverse_privacy_alias_name(self):
        for settings in self:
            name = (settings.privacy_alias_name or "").strip()
            if name != (settings.company_id.privacy_alias_id.alias_name or ""):
                settings.company_id._privacy_set_alias(name)
