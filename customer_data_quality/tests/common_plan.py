"""What the tests of steering share: contacts with known scores, snapshots of earlier days, people of each role."""

from datetime import timedelta
from unittest.mock import patch

from freezegun import freeze_time

from odoo import fields
from odoo.tests import new_test_user

from .common import QualityCase


class PlanCase(QualityCase):
    """Tests at noon of Monday, 2 March 2026, with one profile of two rules, which count alike."""

    freeze_time = freeze_time("2026-03-02 12:00:00")

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env = cls.env(context={**cls.env.context, "tracking_disable": True})
        base = "base.group_partner_manager,customer_data_quality.group_"
        cls.user = new_test_user(cls.env, "plan_user", base + "user", name="Ute User")
        cls.steward = new_test_user(cls.env, "plan_steward", base + "steward", name="Stefan Steward")
        cls.manager = new_test_user(cls.env, "plan_manager", base + "manager", name="Mia Manager")
        cls.Dashboard = cls.env["partner.dashboard"]
        cls.Snapshot = cls.env["partner.quality.snapshot"]
        # contacts of the database itself are not what is counted here
        cls.profile = cls.Profile.create(
            {
                "name": "Steering",
                "domain": "[('ref', '=like', 'PLAN%')]",
                "sequence": -1,
                "rule_ids": [
                    fields.Command.create({"name": "Street", "kind": "filled", "field_name": "street"}),
                    fields.Command.create({"name": "Town", "kind": "filled", "field_name": "city"}),
                ],
            }
        )
        cls.street, cls.town = cls.profile.rule_ids

    @classmethod
    def make_contacts(cls, count, **values):
        return cls.env["res.partner"].create(
            [{"name": f"Plan {number}", "ref": "PLAN", **values} for number in range(count)]
        )

    def run_job(self, job):
        """Run a job of the scheduler within the test's own transaction."""
        with patch.object(self.registry["ir.cron"], "_commit_progress", lambda *args, **kwargs: 1):
            job()
        self.env.invalidate_all()

    def count(self):
        """Score everything and count it for the overview."""
        self.Quality._rescore()
        self.Snapshot._take()

    def history(self, scores, step=7, **values):
        """Snapshots of earlier days, the last score `step` days ago."""
        today = fields.Date.today()
        return self.Snapshot.create(
            [
                {
                    "date": today - timedelta(days=step * number),
                    "profile_id": self.profile.id,
                    "contacts": 10,
                    "score": score,
                    "completeness": score,
                    "below_target": 5,
                    **values,
                }
                for number, score in enumerate(reversed(scores), start=1)
            ]
        )
