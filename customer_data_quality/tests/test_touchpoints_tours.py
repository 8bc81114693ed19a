from datetime import timedelta

from odoo import fields
from odoo.tests import new_test_user, tagged

from .common import TourCase


@tagged("post_install", "-at_install")
class TestTouchpointTours(TourCase):
    """What a salesperson sees of a contact in the browser."""

    def test_timeline(self):
        groups = "base.group_partner_manager,customer_data_quality.group_user"
        user = new_test_user(self.env, "touch_tour", groups, name="Tour Anna", password="touch_tour")
        company = self.env["res.partner"].create({"name": "Tour Käserei", "is_company": True})
        person = self.env["res.partner"].create({"name": "Tour Jörg", "parent_id": company.id})
        mail = {"model": "res.partner", "message_type": "email"}
        january = fields.Datetime.to_datetime("2026-01-31 10:00:00")
        self.env["mail.message"].create(
            [
                {
                    **mail,
                    "author_id": person.id,
                    "res_id": person.id,
                    "subject": f"Mail {number}",
                    "date": january - timedelta(days=number),
                }
                for number in range(60)
            ]
        )
        self.env["mail.message"].create(
            {
                **mail,
                "author_id": company.id,
                "res_id": company.id,
                "subject": "Of the company",
                "date": january - timedelta(days=400),
            }
        )
        tomorrow = fields.Date.today() + timedelta(days=1)
        person.activity_schedule("mail.mail_activity_data_call", tomorrow, summary="Call back", user_id=user.id)
        self.start_tour(f"/odoo/contacts/{person.id}", f"{self.prefix}touchpoints", login="touch_tour")
