from datetime import timedelta

from odoo import fields
from odoo.tests import new_test_user, tagged

from .common import TourCase


@tagged("post_install", "-at_install")
class TestPlanTours(TourCase):
    """From the overview to the first gap and the first step of the plan."""

    def test_overview_leads_to_gap_and_plan(self):
        self.env["partner.plan"].search([]).unlink()
        steward = new_test_user(
            self.env,
            "plan_tour",
            "base.group_partner_manager,customer_data_quality.group_steward",
            password="plan_tour",
        )
        self.env["partner.quality.profile"].search([]).active = False
        profile = self.env["partner.quality.profile"].create(
            {
                "name": "Tour",
                "domain": "[('ref', '=', 'TOUR')]",
                "rule_ids": [(0, 0, {"name": "Tour Town", "kind": "filled", "field_name": "city"})],
            }
        )
        self.env["res.partner"].create({"name": "Tour Contact", "ref": "TOUR"})
        self.env["partner.quality"]._rescore()
        self.env["partner.quality.snapshot"].search([]).unlink()
        self.env["partner.quality.snapshot"].create(
            {
                "date": fields.Date.today() - timedelta(days=1),
                "profile_id": profile.id,
                "contacts": 1,
                "score": 10,
            }
        )
        self.env["partner.quality.snapshot"]._take()
        self.start_tour("/odoo/data-quality", self.prefix + "plan_dashboard", login=steward.login)
        plan = self.env["partner.plan"].search([])
        self.assertEqual((plan.state, plan.user_id), ("running", steward))
