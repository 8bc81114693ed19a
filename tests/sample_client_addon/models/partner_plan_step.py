from odoo import api, models


class PartnerPlanStep(models.Model):
    _inherit = "partner.plan.step"

    @api.model
    def _setup_step_checks(self, checks):
        super()._setup_step_checks(checks)
        self._register_step_check(checks, "customer_numbers", "_check_customer_numbers")

    def _check_customer_numbers(self):
        missing = self.env["res.partner"].search_count([("is_company", "=", True), ("ref", "=", False)])
        return not missing, self.env._("Companies without a customer number: %s", missing)
