from datetime import timedelta

from odoo import fields
from odoo.tests import tagged

from .common_plan import PlanCase


@tagged("-at_install", "post_install")
class TestPlanDigestFigures(PlanCase):
    """Our figures in Odoo's own digest mails."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        if "digest.digest" not in cls.env:
            cls.skipTest(cls, "the app for digests is not installed")
        cls.env["partner.steering.figure"]._make_digest_kpis()
        cls.digest = cls.env["digest.digest"].create(
            {
                "name": "Contacts",
                "company_id": cls.env.company.id,
                **dict.fromkeys(("x_kpi_contact_score", "x_kpi_contact_gaps", "x_kpi_contact_reviews"), True),
            }
        )
        today = fields.Date.today()
        cls.env["partner.steering.figure"].search([]).unlink()
        cls.env["partner.steering.figure"].create(
            [
                {"company_id": cls.env.company.id, "name": name, "value": value, "date": today - timedelta(days=days)}
                for name, value, days in (("score", 60, 10), ("score", 75, 1), ("gaps", 50, 10), ("gaps", 40, 1))
            ]
        )
        contact = cls.make_contacts(1)
        before = cls.env["partner.review.request"].search([("state", "=", "done")])
        before.date_done = today - timedelta(days=400)
        cls.env["partner.review.request"].create(
            [
                {"partner_id": contact.id, "state": "done", "date_done": today - timedelta(days=days)}
                for days in (3, 4, 20)
            ]
        )

    def kpis(self, user):
        found = self.digest._compute_kpis(self.env.company, user)
        return {kpi["kpi_name"]: kpi for kpi in found}

    def test_figures_of_three_times(self):
        kpis = self.kpis(self.steward)
        score = kpis["x_kpi_contact_score"]
        self.assertEqual([score[f"kpi_col{n}"]["value"] for n in (1, 2, 3)], ["75.00"] * 3)
        self.assertEqual(score["kpi_col2"]["margin"], 25.0, "against a week ago")
        self.assertEqual(kpis["x_kpi_contact_gaps"]["kpi_col2"]["value"], 40)
        reviews = kpis["x_kpi_contact_reviews"]
        self.assertEqual([reviews[f"kpi_col{n}"]["value"] for n in (1, 2, 3)], [0, 2, 3])

    def test_others_get_a_mail_without_them(self):
        self.assertFalse(self.kpis(self.user))

    def test_made_once_and_offered(self):
        made = self.env["ir.model.fields"].search_count([("model", "=", "digest.digest")])
        self.env["partner.steering.figure"]._make_digest_kpis()
        self.assertEqual(self.env["ir.model.fields"].search_count([("model", "=", "digest.digest")]), made)
        arch = self.env["digest.digest"].get_view(self.env.ref("digest.digest_digest_view_form").id)["arch"]
        self.assertIn("x_kpi_contact_score", arch)

    def test_mail_is_sent(self):
        before = self.env["mail.mail"].search_count([])
        self.digest.user_ids = self.steward
        self.digest._action_send_to_user(self.steward)
        mail = self.env["mail.mail"].search([], order="id desc", limit=1)
        self.assertEqual(self.env["mail.mail"].search_count([]), before + 1)
        self.assertIn("Average Score of Contacts", mail.body_html)
