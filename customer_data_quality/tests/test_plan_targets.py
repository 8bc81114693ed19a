from datetime import date

from psycopg2.errors import CheckViolation

from odoo.exceptions import ValidationError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .common_plan import PlanCase


@tagged("-at_install", "post_install")
class TestPlanTargets(PlanCase):
    """Targets, and what the development says about them."""

    def target(self, **values):
        return self.env["partner.quality.target"].create(
            {"profile_id": self.profile.id, "value": 80, "date": "2026-06-01", "measure": "score", **values}
        )

    def test_on_track(self):
        self.history([50, 52, 54, 56, 58, 60, 62])
        target = self.target()
        self.assertEqual((target.value_start, target.current, target.state), (62, 62, "on_track"))
        self.assertEqual(target.forecast, 90)
        self.assertIn("04/27/2026", target.forecast_text, "18 points at two a week, from 23 February on")

    def test_behind_and_never(self):
        self.history([60, 59, 58, 57, 56, 55])
        target = self.target()
        self.assertEqual(target.state, "behind")
        self.assertIn("not reached", target.forecast_text)

    def test_too_early_to_tell(self):
        self.history([50, 60, 70])
        target = self.target()
        self.assertEqual(target.state, "unknown")
        self.assertIn("No forecast yet", target.forecast_text)
        self.assertEqual(self.target(profile_id=self.make_profile().id).forecast_text, "Nothing has been measured yet.")

    def test_reached_and_missed(self):
        self.history([79, 80, 81])
        self.assertEqual(self.target().state, "reached")
        late = self.target(value=90, date="2026-03-01", date_start="2026-01-01")
        self.assertEqual(late.state, "missed")

    def test_wide_range_for_wild_figures(self):
        self.history([40, 60, 40, 60, 40, 60, 40])
        text = self.target().forecast_text
        self.assertRegex(text, r"\(\d+\.\d to 100\.0\)")

    def test_share_of_contacts_at_target(self):
        self.history([50] * 6, below_target=4)
        target = self.target(measure="at_target", value=90)
        self.assertEqual(target.current, 60)
        self.assertEqual(target.state, "behind")

    def test_company_counts_its_own_and_shared_contacts(self):
        branch = self.env["res.company"].create({"name": "Branch AG"})
        other = self.env["res.company"].create({"name": "Other AG"})
        self.history([50] * 3)
        self.history([70] * 3, company_id=branch.id)
        self.history([10] * 3, company_id=other.id)
        self.assertEqual(self.target(company_id=branch.id, user_id=False).current, 60)

    def test_name_follows_until_it_is_chosen(self):
        with Form(self.env["partner.quality.target"]) as form:
            form.profile_id = self.profile
            form.value = 75
            form.date = date(2026, 12, 31)
            self.assertEqual(form.name, "Steering: Average score of 75 by 12/31/2026")

    def test_nonsense_is_refused(self):
        for values in ({"value": 120}, {"date": "2020-01-01"}):
            with self.assertRaises(CheckViolation), mute_logger("odoo.sql_db"), self.env.cr.savepoint():
                self.target(**values)
        branch = self.env["res.company"].create({"name": "Branch AG"})
        with self.assertRaises(ValidationError):
            self.target(company_id=branch.id, user_id=self.steward.id)

    def test_overview_shows_running_targets_of_what_is_chosen(self):
        running = self.target()
        self.target(date="2026-03-01", date_start="2026-01-01")
        self.target(profile_id=self.make_profile().id)
        shown = self.Dashboard.with_user(self.steward).overview({"profile_id": self.profile.id})["targets"]
        self.assertEqual([target["id"] for target in shown], running.ids)


@tagged("-at_install", "post_install")
class TestPlanDigest(PlanCase):
    """The weekly mail."""

    def setUp(self):
        super().setUp()
        self.env["res.company"].search([]).steering_user_id = False
        self.env["partner.plan"].search([]).unlink()
        self.env["partner.quality.target"].search([]).unlink()
        self.steward.email = "steward@example.com"

    def send(self):
        before = self.env["mail.mail"].search([])
        self.run_job(self.Dashboard._cron_digest)
        return self.env["mail.mail"].search([]) - before

    def test_one_mail_a_week_to_each_responsible(self):
        self.make_contacts(3, street="<b>Ring</b> & Söhne")
        self.count()
        self.env.company.steering_user_id = self.steward
        self.env["partner.quality.target"].create({"value": 80, "date": "2026-06-01", "user_id": self.steward.id})
        mail = self.send()
        self.assertEqual(mail.mapped("email_to"), ['"Stefan Steward" <steward@example.com>'])
        self.assertIn("Average score", mail.body_html)
        self.assertIn("Town", mail.body_html)
        self.assertIn("/odoo/data-quality", mail.body_html)
        self.assertFalse(self.send(), "once a week")

    def test_switches(self):
        self.env.company.steering_user_id = self.steward
        self.env.company.steering_digest = False
        self.assertFalse(self.send())
        self.env.company.steering_digest = True
        self.steward.steering_digest = False
        self.assertFalse(self.send())
        self.steward.steering_digest = True
        self.assertEqual(len(self.send()), 1)

    def test_nobody_responsible_no_mail(self):
        self.assertFalse(self.send())

    def test_who_has_no_address_or_no_access_gets_none(self):
        self.steward.email = False
        self.env.company.steering_user_id = self.steward
        self.assertFalse(self.send())
        self.steward.email = "steward@example.com"
        self.steward.group_ids = self.env.ref("base.group_user")
        self.assertFalse(self.send())

    def test_everybody_switches_it_for_themselves(self):
        self.steward.with_user(self.steward).steering_digest = False
        self.assertFalse(self.steward.steering_digest)
