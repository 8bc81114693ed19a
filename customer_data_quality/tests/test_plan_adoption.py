from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged

from .common_plan import PlanCase


@tagged("-at_install", "post_install")
class TestPlanAdoption(PlanCase):
    """Effort and effect per team; per person only where a manager has switched that on."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company = cls.env["res.company"].create({"name": "Team AG"})
        cls.people = cls.env["res.users"]
        for number in range(2):
            cls.people |= new_test_user(
                cls.env,
                f"plan_team_{number}",
                "base.group_user",
                company_id=cls.company.id,
                company_ids=cls.company.ids,
            )
        cls.steward.company_ids |= cls.company
        cls.manager.company_ids |= cls.company
        cls.contact = cls.make_contacts(1)

    @classmethod
    def make_person(cls, login):
        company = {"company_id": cls.company.id, "company_ids": cls.company.ids}
        return new_test_user(cls.env, login, "base.group_user", **company)

    def setUp(self):
        super().setUp()
        for user in self.people:
            self.review(user)

    def review(self, user):
        self.env["partner.review.request"].create(
            {"partner_id": self.contact.id, "state": "done", "done_user_id": user.id, "date_done": "2026-03-01"}
        )

    def rows(self, user=None):
        report = self.env["partner.adoption.report"].with_user(user or self.steward)
        return report.with_context(allowed_company_ids=self.company.ids).search([("company_id", "=", self.company.id)])

    def switch(self, is_on=True, reason="Agreed with the works council"):
        return (
            self.env["partner.adoption.switch"]
            .with_user(self.manager)
            .with_context(allowed_company_ids=self.company.ids)
            .create({"company_id": self.company.id, "is_on": is_on, "reason": reason})
        )

    def test_two_people_are_not_shown(self):
        self.assertFalse(self.rows())

    def test_three_people_are_shown_together(self):
        third = self.make_person("plan_team_3")
        self.review(third)
        rows = self.rows()
        self.assertEqual(sum(rows.mapped("reviews")), 3)
        self.assertFalse(rows.user_id)
        self.assertEqual(set(rows.mapped("team")), {"Other Teams"})

    def test_teams_that_are_large_enough_have_a_name(self):
        if "sale_team_id" not in self.env["res.users"]._fields:
            self.skipTest("the app for sales teams is not installed")
        third = self.make_person("plan_team_3")
        self.env["crm.team"].create(
            {"name": "Team Nord", "company_id": self.company.id, "member_ids": [(6, 0, (self.people | third).ids)]}
        )
        self.assertEqual(set(self.rows().mapped("team")), {"Team Nord"})
        # one more person elsewhere would stand alone
        fourth = self.make_person("plan_team_4")
        self.review(fourth)
        self.assertEqual(set(self.rows().mapped("team")), {"Team Nord"})

    def test_switched_on_and_off_again(self):
        self.switch()
        self.assertEqual(self.rows().user_id, self.people)
        self.switch(is_on=False, reason="The agreement has ended")
        self.assertFalse(self.rows())

    def test_who_switches_is_noted_for_good(self):
        entry = self.switch()
        self.assertEqual(entry.create_uid, self.manager)
        for change in (lambda: entry.write({"reason": "x"}), entry.unlink):
            with self.assertRaises(UserError):
                change()
        with self.assertRaises(UserError):
            self.switch(reason="  ")
        with self.assertRaises(AccessError):
            self.env["partner.adoption.switch"].with_user(self.steward).create({"reason": "Because"})

    def test_users_see_no_report(self):
        with self.assertRaises(AccessError):
            self.env["partner.adoption.report"].with_user(self.user).search([])

    def test_effect_is_what_open_gaps_went_down(self):
        self.switch()
        person = self.people[0]
        self.history([50, 60, 70], user_id=person.id)
        for snapshot, gaps in zip(
            self.Snapshot.search([("user_id", "=", person.id)], order="date"), (30, 12, 15), strict=True
        ):
            self.env.cr.execute("UPDATE partner_quality_snapshot SET gaps = %s WHERE id = %s", [gaps, snapshot.id])
        self.env.invalidate_all()
        rows = self.rows().filtered(lambda row: row.user_id == person)
        self.assertEqual([row.gaps_closed for row in rows.sorted("date") if row.gaps_closed], [18, -3])

    def test_badges_for_people_of_companies_that_show_them(self):
        if "gamification.badge" not in self.env:
            self.skipTest("the app for badges is not installed")
        person = self.people[0]
        for _number in range(100):
            self.review(person)
        report = self.env["partner.adoption.report"]
        report._grant_badges()
        grants = self.env["gamification.badge.user"]
        self.assertFalse(grants.search([("user_id", "=", person.id)]))
        self.switch()
        report._grant_badges()
        report._grant_badges()
        badge = self.env.ref("customer_data_quality.badge_reviewer")
        self.assertEqual(grants.search([("user_id", "in", self.people.ids)]).user_id, person)
        self.assertEqual(grants.search_count([("badge_id", "=", badge.id), ("user_id", "=", person.id)]), 1)
