from ast import literal_eval

from freezegun import freeze_time

from odoo.tests import new_test_user, tagged

from .common import QualityCase


@tagged("-at_install", "post_install")
class TestSnapshot(QualityCase):
    """The figures of a day, per company, salesperson and profile."""

    freeze_time = freeze_time("2026-11-22 02:00:00", tick=True)

    def setUp(self):
        super().setUp()
        self.Snapshot = self.env["partner.quality.snapshot"]
        self.companies = self.make_profile(
            self.filled("email"), self.filled("phone"), domain="[('ref', '=', 'company')]", sequence=1
        )
        self.persons = self.make_profile(self.filled("email"), domain="[('ref', '=', 'person')]", sequence=2)
        self.user = new_test_user(self.env, "sales", groups="customer_data_quality.group_steward")
        self.branch = self.env["res.company"].create({"name": "Branch AG"})
        good = {"email": "a@example.com", "phone": "+43 1 5050100"}
        self.Partner.create(
            [
                {"name": "A", "ref": "company", **good, "user_id": self.user.id},
                {"name": "B", "ref": "company", "email": "b@example.com", "user_id": self.user.id},
                {"name": "C", "ref": "company", "user_id": self.user.id},
                {"name": "D", "ref": "company", **good},
                {"name": "E", "ref": "person", **good, "company_id": self.branch.id},
                {"name": "F", "ref": "person", "active": False},
                {"name": "G", "ref": "unrated"},
            ]
        )

    def take(self):
        self.Quality._rescore()  # contacts that were there before are not rated by the profiles of this test
        self.Snapshot._take()
        return self.Snapshot.search([("date", "=", "2026-11-22")])

    def test_figures(self):
        lines = self.take()
        self.assertRecordValues(
            lines.sorted(lambda line: (line.profile_id.sequence, not line.user_id)),
            [
                {
                    "profile_id": self.companies.id, "user_id": self.user.id, "company_id": False, "contacts": 3,
                    "score": 50.0, "completeness": 50.0, "below_target": 2,
                    "grade_a": 1, "grade_b": 0, "grade_c": 0, "grade_d": 0, "grade_e": 2,
                },
                {
                    "profile_id": self.companies.id, "user_id": False, "company_id": False, "contacts": 1,
                    "score": 100.0, "completeness": 100.0, "below_target": 0,
                    "grade_a": 1, "grade_b": 0, "grade_c": 0, "grade_d": 0, "grade_e": 0,
                },
                {
                    "profile_id": self.persons.id, "user_id": False, "company_id": self.branch.id, "contacts": 1,
                    "score": 100.0, "completeness": 100.0, "below_target": 0,
                    "grade_a": 1, "grade_b": 0, "grade_c": 0, "grade_d": 0, "grade_e": 0,
                },
            ],
        )  # fmt: skip

    def test_second_one_on_a_day_replaces_the_first(self):
        first = self.take()
        self.Partner.search([("name", "=", "C"), ("ref", "=", "company")]).email = "c@example.com"
        second = self.take()
        self.assertEqual(len(first), len(second))
        self.assertFalse(first & second)
        self.assertEqual(sum(second.mapped("below_target")), 2)
        self.assertAlmostEqual(second.filtered("user_id").score, 66.7, places=1)

    def test_other_days_stay(self):
        first = self.take()
        with freeze_time("2026-11-23 02:00:00"):
            self.Snapshot._take()
        self.assertEqual(first.exists(), first)
        self.assertEqual(len(self.Snapshot.search([("date", ">=", "2026-11-22")])), 2 * len(first))

    def test_deleted_profiles_leave_their_figures(self):
        self.Partner.create({"name": "H", "ref": "person", "email": "h@example.com"})
        before = self.take()
        contacts = sum(before.mapped("contacts"))
        (self.companies + self.persons).unlink()
        self.assertEqual(sum(before.mapped("contacts")), contacts)
        self.assertFalse(before.profile_id)

    def test_average_is_weighted_by_contacts(self):
        lines = self.take()
        groups = self.Snapshot._read_group(
            [("id", "in", lines.ids)], [], ["score:avg", "completeness:avg", "contacts:sum", "below_target:sum"]
        )
        self.assertEqual(groups, [(70.0, 70.0, 5, 2)])
        by_profile = self.Snapshot._read_group([("id", "in", lines.ids)], ["profile_id"], ["score:avg"])
        self.assertEqual(dict(by_profile), {self.companies: 62.5, self.persons: 100.0})

    def test_several_days_count_each_contact_once(self):
        today = self.take()
        with freeze_time("2026-11-23 02:00:00"):
            self.Partner.search([("name", "=", "D"), ("ref", "=", "company")]).active = False
            self.Snapshot._take()
        lines = today | self.Snapshot.search([("date", "=", "2026-11-23")])
        totals = self.Snapshot._read_group([("id", "in", lines.ids)], [], ["contacts:sum", "below_target:sum"])
        self.assertEqual(totals, [(5, 2)])  # 5 and 4 contacts are 4.5 on average
        by_day = self.Snapshot._read_group([("id", "in", lines.ids)], ["date:day"], ["contacts:sum"])
        self.assertEqual([contacts for _day, contacts in by_day], [5, 4])

    def test_night_without_snapshot_is_no_zero(self):
        action = self.env["ir.actions.act_window"]._for_xml_id("customer_data_quality.partner_quality_snapshot_action")
        self.assertIs(literal_eval(action["context"])["fill_temporal"], False)

    def test_graph_and_pivot_of_the_web_client(self):
        lines = self.take()
        groups = self.Snapshot.formatted_read_group(
            [("id", "in", lines.ids)], ["date:day", "profile_id"], ["score:avg", "contacts:sum"]
        )
        self.assertEqual(sorted(group["score:avg"] for group in groups), [62.5, 100.0])

    def test_other_companies_are_not_seen(self):
        self.take()
        seen = self.Snapshot.with_user(self.user).search([("date", "=", "2026-11-22")])
        self.assertEqual(seen.company_id, self.env["res.company"])
        self.assertEqual(len(seen), 2)
        self.user.company_ids += self.branch
        seen = self.Snapshot.with_user(self.user).with_context(
            allowed_company_ids=(self.user.company_id + self.branch).ids
        )
        self.assertIn(self.branch, seen.search([("date", "=", "2026-11-22")]).company_id)

    def test_nightly_run_takes_it(self):
        with self.enter_registry_test_mode(), self.registry.cursor() as cr:
            self.env(cr=cr)["partner.quality"]._cron_nightly()
        self.assertEqual(self.Snapshot.search_count([("date", "=", "2026-11-22")]), 3)
