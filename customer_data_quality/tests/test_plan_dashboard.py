from unittest.mock import patch

from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged

from .common_plan import PlanCase


@tagged("-at_install", "post_install")
class TestPlanDashboard(PlanCase):
    """What the overview shows, to whom, and what its numbers open."""

    def setUp(self):
        super().setUp()
        self.good = self.make_contacts(2, street="Ring 1", city="Wien", user_id=self.user.id)
        self.half = self.make_contacts(3, street="Ring 2", user_id=self.steward.id)
        self.bad = self.make_contacts(1)
        self.count()

    def load(self, user=None, **filters):
        return self.Dashboard.with_user(user or self.steward).overview({"profile_id": self.profile.id, **filters})

    def test_score_and_grades(self):
        shown = self.load()["score"]
        self.assertEqual((shown["value"], shown["contacts"], shown["open_gaps"]), (58.3, 6, 5))
        self.assertEqual(
            {each["grade"]: each["contacts"] for each in shown["grades"]}, {"A": 2, "B": 0, "C": 0, "D": 0, "E": 4}
        )

    def test_dimensions_without_rules_have_no_value(self):
        values = {each["name"]: each["value"] for each in self.load()["dimensions"]}
        self.assertEqual(values["completeness"], 58.3)
        self.assertIsNone(values["consistency"])
        self.assertEqual(len(values), 5)

    def test_gaps_by_points_to_win(self):
        gaps = self.load()["gaps"]
        self.assertEqual(
            [(gap["rule_id"], gap["contacts"], gap["points"]) for gap in gaps],
            [(self.town.id, 4, 33.3), (self.street.id, 1, 8.3)],
        )

    def test_filters(self):
        self.assertEqual(self.load(user_id=self.steward.id)["score"]["value"], 50.0)
        branch = self.env["res.company"].create({"name": "Branch AG"})
        self.steward.company_ids |= branch
        self.make_contacts(1, company_id=branch.id, street="Weg 1")
        self.count()
        both = self.Dashboard.with_user(self.steward).with_context(allowed_company_ids=(self.env.company | branch).ids)
        chosen = {"profile_id": self.profile.id}
        self.assertEqual(both.overview(chosen)["score"]["contacts"], 7)
        self.assertEqual(both.overview({**chosen, "company_id": branch.id})["score"]["contacts"], 7, "shared ones too")
        self.assertEqual(both.overview({**chosen, "company_id": self.env.company.id})["score"]["contacts"], 6)
        here = both.with_context(allowed_company_ids=self.env.company.ids)
        shown = here.overview({**chosen, "company_id": branch.id})
        self.assertEqual(shown["score"]["contacts"], 6, "a company that is not switched on")

    def test_users_see_their_own_contacts_only(self):
        shown = self.load(self.user, user_id=self.steward.id)
        self.assertTrue(shown["own_only"])
        self.assertEqual((shown["score"]["contacts"], shown["score"]["value"]), (2, 100.0))
        self.assertEqual(shown["gaps"], [])
        self.assertEqual(shown["targets"], [])

    def test_strangers_see_nothing(self):
        stranger = new_test_user(self.env, "plan_stranger", "base.group_user")
        stranger.group_ids = self.env.ref("base.group_user")
        for call in (
            lambda model: model.overview(),
            lambda model: model.refresh(),
            lambda model: model.open_contacts("all"),
        ):
            with self.assertRaises(AccessError):
                call(self.Dashboard.with_user(stranger))

    def test_numbers_open_the_contacts_they_count(self):
        chosen = {"profile_id": self.profile.id}
        dashboard = self.Dashboard.with_user(self.steward)
        for kind, value, expected in (
            ("all", None, self.good | self.half | self.bad),
            ("below_target", None, self.half | self.bad),
            ("grade", "A", self.good),
            ("gap", self.street.id, self.bad),
            ("dimension", "completeness", self.half | self.bad),
        ):
            with self.subTest(kind=kind):
                action = dashboard.open_contacts(kind, value, chosen)
                self.assertEqual(self.Partner.with_user(self.steward).search(action["domain"]), expected)
        mine = dashboard.open_contacts("all", None, {**chosen, "user_id": self.steward.id})
        self.assertEqual(self.Partner.search(mine["domain"]), self.half)

    def test_unknown_numbers_are_refused(self):
        for kind, value in (("grade", "Z"), ("gap", 0), ("dimension", "'; DROP TABLE"), ("nothing", None)):
            with self.assertRaises(UserError):
                self.Dashboard.open_contacts(kind, value)

    def test_development_and_change(self):
        self.history([40, 42, 44, 46, 48, 50])
        shown = self.load()
        self.assertEqual([point["score"] for point in shown["trend"]], [40, 42, 44, 46, 48, 50, 58.3])
        self.assertEqual(shown["score"]["change"]["points"], 16.3)

    def test_a_short_history_is_shown_by_day_a_long_one_by_week(self):
        self.history([50] * 10, step=1)
        self.assertEqual(len(self.load()["trend"]), 11)
        self.history([40] * 20, step=15)
        points = self.load()["trend"]
        self.assertLess(len(points), 31)
        self.assertEqual(points[-1]["date"], "2026-03-02")

    def test_old_snapshots_are_thinned_to_one_a_week(self):
        self.history([50] * 120, step=1)
        self.Snapshot._thin()
        days = set(self.Snapshot.search([]).mapped("date"))
        self.assertEqual(len([day for day in days if day.isoformat() >= "2025-11-30"]), 93)
        old = [day for day in days if day.isoformat() < "2025-11-30"]
        self.assertEqual(len({day.isocalendar()[:2] for day in old}), len(old))

    def test_second_count_of_a_day_replaces_the_first(self):
        self.bad.street = "Weg 1"
        self.assertTrue(self.Dashboard.with_user(self.user).refresh())
        shown = self.load()
        self.assertEqual(shown["score"]["open_gaps"], 4)
        self.assertEqual([gap["contacts"] for gap in shown["gaps"]], [4])
        self.assertFalse(shown["stale"])

    def test_before_the_first_snapshot(self):
        self.Snapshot.search([]).unlink()
        self.env["partner.quality.gap.count"].sudo().search([]).unlink()
        shown = self.load()
        self.assertTrue(shown["stale"])
        self.assertEqual((shown["score"]["value"], shown["score"]["change"], shown["trend"]), (None, None, []))

    def test_tiles_of_missing_or_closed_models_are_left_out(self):
        model = type(self.Dashboard)
        tiles = dict(self.Dashboard._tiles())
        duplicates = tiles["duplicates"]
        fakes = {
            "missing": duplicates._replace(needs=("partner.no.such.model",)),
            "closed": duplicates._replace(needs=("partner.match.key",)),
            "open": duplicates,
        }
        with patch.object(model, "_tiles", lambda self: fakes):
            self.assertEqual([tile["name"] for tile in self.load()["tiles"]], ["open"])

    def test_tiles_count_what_the_user_may_read(self):
        tile = next(each for each in self.load()["tiles"] if each["name"] == "reviews")
        before = int(tile["lines"][0]["value"])
        self.env["partner.review.request"].create(
            {"partner_id": self.half[0].id, "user_id": self.steward.id, "date_due": "2026-02-01"}
        )
        private = self.env["res.company"].create({"name": "Closed AG"})
        hidden = self.make_contacts(1, company_id=private.id)
        self.env["partner.review.request"].create({"partner_id": hidden.id, "date_due": "2026-02-01"})
        tile = next(each for each in self.load()["tiles"] if each["name"] == "reviews")
        self.assertEqual(int(tile["lines"][0]["value"]), before + 1)
        self.assertEqual(tile["level"], "danger")
        found = self.env["partner.review.request"].with_user(self.steward).search(tile["lines"][0]["action"]["domain"])
        self.assertEqual(len(found), before + 1)

    def test_tiles_say_where_they_do_not_follow(self):
        tiles = {tile["name"]: tile["unfiltered"] for tile in self.load()["tiles"]}
        self.assertTrue(tiles["duplicates"], "a profile was chosen")
        tiles = {tile["name"]: tile for tile in self.Dashboard.with_user(self.steward).overview({})["tiles"]}
        self.assertFalse(tiles["duplicates"]["unfiltered"])

    def test_contacts_whose_time_is_up_wait_for_a_decision(self):
        officer = new_test_user(self.env, "plan_officer", "customer_data_quality.group_privacy_officer")

        def tile():
            officer_tiles = self.Dashboard.with_user(officer).overview()["tiles"]
            return next((each for each in officer_tiles if each["name"] == "retention"), None)

        candidates = self.env["partner.retention.candidate"]
        candidates.search([]).unlink()
        self.assertIsNone(tile())
        waiting = candidates.create([{"partner_id": each.id, "action": "review"} for each in self.half])
        waiting[0].state = "kept"
        self.assertEqual(tile()["value"], "2")
        self.assertEqual(candidates.search(tile()["action"]["domain"]), waiting[1:])

    def test_every_tile_opens_something_that_is_there(self):
        for tile in self.Dashboard.with_user(self.manager).overview()["tiles"]:
            for action in [tile["action"], *(line["action"] for line in tile["lines"])]:
                with self.subTest(tile=tile["name"]):
                    if action["type"] == "ir.actions.act_window":
                        model = self.env[action["res_model"]].with_user(self.manager)
                        model.search_count(action.get("domain") or [])
                        self.assertTrue(action["views"])

    def queries(self):
        """How many queries the overview needs, once settings and rules are known."""
        self.load()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        self.load()
        return self.env.cr.sql_log_count - before

    def test_queries_do_not_grow_with_gaps_and_days(self):
        few = self.queries()
        self.history([50] * 30)
        self.profile.rule_ids = [
            (0, 0, {"name": f"Rule {number}", "kind": "filled", "field_name": "function"}) for number in range(5)
        ]
        self.count()
        self.assertLessEqual(self.queries(), few + 5)

    def test_welcome_until_a_plan_or_a_wave(self):
        self.env["partner.plan"].search([]).unlink()
        self.assertTrue(self.load()["welcome"])
        self.assertFalse(self.load(self.user)["welcome"], "who can't start a plan is not asked to")
        self.Dashboard.with_user(self.steward).hide_welcome()
        self.assertFalse(self.load()["welcome"])
        self.assertTrue(self.load(self.manager)["welcome"])
        self.env["partner.plan"].create({})
        self.assertFalse(self.load(self.manager)["welcome"])

    def test_figures_of_the_day(self):
        figures = self.env["partner.steering.figure"]
        figures._take()
        figures._take()
        lines = figures.search([("company_id", "=", self.env.company.id), ("date", "=", "2026-03-02")])
        self.assertEqual(len(lines), len(set(lines.mapped("name"))))
        self.assertEqual(lines.filtered(lambda line: line.name == "gaps").value, 5)
        self.assertIn("score", lines.mapped("name"))
