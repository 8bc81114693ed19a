from datetime import timedelta

from odoo import fields
from odoo.tests import HttpCase, new_test_user, tagged

PREFIX = "customer_data_quality."


@tagged("post_install", "-at_install")
class TestReviewTours(HttpCase):
    """What a salesperson does in the browser."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["partner.review.policy"].search([]).active = False
        cls.user = new_test_user(
            cls.env,
            "review_tour_user",
            "base.group_partner_manager,customer_data_quality.group_user",
            name="Tour Anna",
            password="review_tour_user",
        )
        cls.policy = cls.env["partner.review.policy"].create(
            {"name": "Tour", "domain": "[('ref', '=', 'REVIEW TOUR')]", "daily_cap": 1}
        )
        cls.contacts = cls.env["res.partner"].create(
            [
                {
                    "name": f"Tour {name}",
                    "ref": "REVIEW TOUR",
                    "is_company": True,
                    "user_id": cls.user.id,
                    "email": f"{name.lower()}@example.com",
                    "street": "Ringstrasse 1",
                    "phone": "+41 44 668 18 00",
                }
                for name in ("One", "Two", "Three")
            ]
        )
        cls.env.flush_all()
        for days, contact in zip((1300, 1200, 1100), cls.contacts, strict=True):
            cls.env.cr.execute(
                "UPDATE res_partner SET create_date = %s WHERE id = %s",
                [fields.Datetime.now() - timedelta(days=days), contact.id],
            )
        cls.env.invalidate_all()
        cls.env["partner.review"]._plan()

    def _tour(self, url, name):
        self.start_tour(url, PREFIX + name, login="review_tour_user")
        self.env.invalidate_all()

    def outcomes(self):
        requests = self.env["partner.review.request"].search([("partner_id", "in", self.contacts.ids)])
        return {request.partner_id.name: request.outcome for request in requests}

    def test_walk(self):
        self._tour("/odoo/my-reviews", "reviews_walk")
        self.assertEqual(
            self.outcomes(), {"Tour One": "confirmed", "Tour Two": "corrected", "Tour Three": "unreachable"}
        )

    def test_confirm(self):
        contact = self.contacts[0]
        self._tour(f"/odoo/contacts/{contact.id}", "reviews_confirm")
        request = self.env["partner.review.request"].search([("partner_id", "=", contact.id)])
        self.assertEqual((request.state, request.done_user_id), ("done", self.user))
        self.assertEqual(contact.street, "Neugasse 5")
        self.assertEqual(contact.review_state, "current")

    def test_bulk(self):
        action = self.env["ir.actions.act_window"].create(
            {
                "name": "Tour",
                "res_model": "res.partner",
                "path": "review-tour",
                "view_mode": "list",
                "domain": "[('ref', '=', 'REVIEW TOUR')]",
            }
        )
        self._tour(f"/odoo/{action.path}", "reviews_bulk")
        self.assertEqual(set(self.outcomes().values()), {"confirmed"})
