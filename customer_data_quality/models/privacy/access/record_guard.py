"""Protected bank accounts and addresses: records that only some may see."""

from odoo import api, models
from odoo.fields import Domain

BANK = "res.partner.bank"
PARTNER = "res.partner"


class IrRule(models.Model):
    _inherit = "ir.rule"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def _compute_domain(self, model_name, mode="read"):
        """Beside all other rules: what is protected is only there for its readers."""
        domain = super()._compute_domain(model_name, mode)
        if model_name not in (BANK, PARTNER) or self.env.su:
            return domain
        bank, types = self.env["partner.sensitive.field"]._hidden_records()
        if model_name == BANK and bank:
            own = Domain("partner_id", "in", self._own_companies())
        elif model_name == PARTNER and types:
            own = Domain("type", "not in", list(types))
        else:
            return domain
        return (domain & own).optimize(self.env[model_name])

    @api.model
    def _own_companies(self):
        """Ids of the contacts of own companies: their accounts are printed on every invoice."""
        # sudo: whose company it is does not matter
        return (
            self.env["res.company"]
            .sudo()
            .with_context(active_test=False)
            .search([("partner_id", "!=", False)])
            .partner_id.ids
        )


class ResPartnerBank(models.Model):
    _inherit = "res.partner.bank"

    @api.depends_context("uid")
    def _compute_display_name(self):
        """Names of records are shown beside whatever refers to them, so they are masked for those without access."""
        result = super()._compute_display_name()
        if self.env["partner.sensitive.field"]._hidden_records()[0]:
            own = set(self.env["ir.rule"]._own_companies())
            for account in self.sudo():  # sudo: only the last digits are told
                if account.partner_id.id not in own:
                    account.with_env(self.env).display_name = f"•••• {(account.acc_number or '')[-4:]}"
        return result
