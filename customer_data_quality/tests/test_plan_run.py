from unittest.mock import patch

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common_plan import PlanCase


@tagged("-at_install", "post_install")
class TestPlanRun(PlanCase):
    """The 14-day plan from its first day to the next year."""

    def setUp(self):
        super().setUp()
        self.env["partner.plan"].search([]).unlink()
        self.contacts = self.make_contacts(3)
        self.count()
        self.Plan = self.env["partner.plan"].with_user(self.steward)

    def start(self, **values):
        plan = self.Plan.create(values)
        plan.action_start()
        return plan

    def step(self, plan, check):
        return plan.step_ids.filtered(lambda step: step.check_name == check)

    def test_steps_lie_on_working_days(self):
        plan = self.start()
        days = plan.step_ids.mapped("date")
        self.assertEqual(plan.step_ids.mapped("phase")[0], "1")
        self.assertTrue(all(day.weekday() < 5 for day in days))
        self.assertEqual(min(days).isoformat(), "2026-03-02")
        self.assertEqual(plan.date_end.isoformat(), "2026-03-20", "the fifteenth working day")

    def test_moving_the_first_day_moves_what_nobody_fixed(self):
        plan = self.Plan.create({})
        fixed = plan.step_ids[0]
        fixed.date = "2026-03-05"
        plan.date_start = "2026-03-09"
        self.assertEqual(fixed.date.isoformat(), "2026-03-05")
        self.assertEqual(plan.step_ids[1].date.isoformat(), "2026-03-10")

    def test_starting_notes_figures_and_reminds(self):
        plan = self.start()
        before = {line.name: line.before for line in plan.figure_ids if line.has_before}
        self.assertIn("score", before)
        self.assertEqual(self.step(plan, "baseline").state, "done")
        left = plan.step_ids.filtered(lambda step: step.state == "open")
        self.assertTrue(left)
        self.assertEqual(left.activity_ids.user_id, self.steward)
        self.assertEqual(left[0].activity_ids.date_deadline, left[0].date)
        self.assertFalse((plan.step_ids - left).activity_ids)

    def test_first_gap_closes_a_step(self):
        plan = self.start()
        step = self.step(plan, "first_improvement")
        self.assertEqual(step.state, "open")
        self.contacts[0].street = "Ring 1"
        self.Dashboard.refresh()
        plan.action_check()
        self.assertEqual(step.state, "done")
        self.assertFalse(step.activity_ids)
        self.assertEqual(plan.figure_ids.filtered(lambda line: line.name == "gaps").verdict, "better")

    def test_standard_is_confirmed_by_somebody(self):
        plan = self.start()
        step = self.step(plan, "rules")
        self.assertEqual(step.state, "open")
        step.action_confirm()
        self.assertEqual((step.state, step.confirmed_user_id), ("done", self.steward))
        # the rules break, and with them what was confirmed
        broken = "UPDATE partner_quality_rule SET field_name = 'no_such_field' WHERE id = %s"
        self.env.cr.execute(broken, [self.town.id])
        self.env.invalidate_all()
        step.action_check()
        self.assertEqual(step.state, "open")
        self.assertIn("Town", step.evidence)

    def test_evidence_in_the_language_of_whoever_reads(self):
        self.env["res.lang"]._activate_lang("de_DE")
        plan = self.start()
        self.env["partner.plan"].with_context(lang=False)._check_all()
        step = self.step(plan, "rules")
        texts = [step.with_context(lang=lang).evidence.splitlines()[-1] for lang in ("en_US", "de_DE")]
        self.assertEqual(texts, ["To be confirmed.", "Zu bestätigen."])

    def test_what_checks_itself_can_not_be_confirmed(self):
        plan = self.start()
        with self.assertRaises(UserError):
            self.step(plan, "baseline").action_confirm()

    def test_skipping_wants_a_reason(self):
        plan = self.start()
        step = self.step(plan, "target")
        with self.assertRaises(UserError):
            step.action_skip()
        step.skip_reason = "Targets come next year"
        step.action_skip()
        self.assertEqual(step.state, "skipped")
        self.assertFalse(step.activity_ids)
        plan.action_check()
        self.assertEqual(step.state, "skipped")
        step.action_resume()
        self.assertEqual((step.state, step.skip_reason), ("open", False))

    def test_target_roles_policies_and_mail(self):
        plan = self.start()
        self.env["partner.quality.target"].create({"value": 80, "date": "2026-12-31"})
        self.env.company.steering_user_id = self.steward
        self.steward.email = False
        self.env["partner.review.policy"].search([]).active = False
        plan.action_check()
        states = {step.check_name: step.state for step in plan.step_ids}
        self.assertEqual(states["target"], "done")
        self.assertEqual(states["roles"], "done", "the manager is a privacy officer too")
        self.assertEqual((states["weekly_mail"], states["review_policies"]), ("open", "open"))
        self.steward.email = "steward@example.com"
        self.env["partner.review.policy"].create({"name": "All", "domain": "[]"})
        plan.action_check()
        states = {step.check_name: step.state for step in plan.step_ids}
        self.assertEqual((states["weekly_mail"], states["review_policies"]), ("done", "done"))

    def test_steps_of_rooms_that_are_not_there_do_not_count(self):
        steps = type(self.env["partner.plan.step"])
        checks = dict(self.env["partner.plan.step"]._step_checks())
        checks["target"] = checks["target"]._replace(needs=("partner.no.such.model",))
        with patch.object(steps, "_step_checks", lambda self: checks):
            plan = self.start()
        step = self.step(plan, "target")
        self.assertEqual(step.state, "missing")
        self.assertIn("not installed", step.evidence)
        self.assertEqual(plan.steps_done + plan.steps_open, len(plan.step_ids.filtered(lambda s: s.state != "missing")))

    def test_steps_of_rooms_that_are_there_measure(self):
        plan = self.start()
        for check, model in (
            ("silo_share", "partner.silo.source"),
            ("training", "partner.training.course"),
            ("security_checks", "partner.security.check"),
        ):
            with self.subTest(check=check):
                expected = {"open", "done"} if model in self.env else {"missing"}
                self.assertIn(self.step(plan, check).state, expected)

    def test_every_step_has_its_check_and_its_screen(self):
        checks = self.env["partner.plan.step"]._step_checks()
        for template in self.env["partner.plan.template"].search([]):
            with self.subTest(step=template.name):
                self.assertTrue(not template.check_name or template.check_name in checks)
                self.assertTrue(template.why)
                check = checks.get(template.check_name)
                if template.action_name and all(model in self.env for model in (check.needs if check else ())):
                    self.assertTrue(self.env.ref(template.action_name, raise_if_not_found=False))

    def test_colleagues_work_on_their_own_steps(self):
        plan = self.start()
        steps = plan.step_ids.filtered(lambda step: step.needs_confirmation and not step.check_name)
        own, other = steps[0], steps[1]
        own.user_id = self.user
        self.assertEqual(own.activity_ids.user_id, self.user)
        own.with_user(self.user).action_confirm()
        self.assertEqual((own.state, own.confirmed_user_id), ("done", self.user))
        with self.assertRaises(AccessError):
            other.with_user(self.user).action_confirm()
        with self.assertRaises(AccessError):
            own.with_user(self.user).write({"state": "open"})
        with self.assertRaises(AccessError):
            plan.with_user(self.user).action_start()

    def test_other_companies_plans_are_not_seen(self):
        branch = self.env["res.company"].create({"name": "Branch AG"})
        plan = self.env["partner.plan"].create({"company_id": branch.id})
        self.assertFalse(self.Plan.search([("id", "=", plan.id)]))
        self.assertFalse(self.env["partner.plan.step"].with_user(self.user).search([("plan_id", "=", plan.id)]))

    def test_one_plan_at_a_time(self):
        self.start()
        second = self.Plan.create({})
        with self.assertRaises(UserError):
            second.action_start()
        with self.assertRaises(UserError):
            second.action_finish()

    def test_nothing_is_done_before_the_start(self):
        plan = self.Plan.create({})
        with self.assertRaises(UserError):
            plan.step_ids[0].action_check()

    def test_finished_and_repeated_a_year_later(self):
        plan = self.start()
        plan.step_ids[5].user_id = self.user
        plan.action_finish()
        self.assertEqual((plan.state, plan.date_done.isoformat()), ("done", "2026-03-02"))
        self.assertFalse(plan.step_ids.activity_ids)
        self.env["partner.plan"]._check_all()
        self.assertFalse(plan.repeated_id)
        with freeze_time("2027-03-02 12:00:00"):
            self.env["partner.plan"]._check_all()
            self.env["partner.plan"]._check_all()
        following = self.env["partner.plan"].search([("id", "!=", plan.id), ("company_id", "=", self.env.company.id)])
        self.assertEqual(following, plan.repeated_id)
        self.assertEqual((following.state, following.user_id), ("draft", self.steward))
        self.assertEqual(following.step_ids[5].user_id, self.user)
        self.assertEqual(len(following.step_ids.activity_ids), 1)

    def test_a_plan_that_fails_does_not_stop_the_others(self):
        plan = self.start()
        steps = type(self.env["partner.plan.step"])
        with (
            patch.object(steps, "_check_target", side_effect=ValueError("broken")),
            self.assertLogs("odoo.addons.customer_data_quality", "ERROR"),
        ):
            self.env["partner.plan"]._check_all()
        self.env["partner.plan"]._check_all()
        self.assertEqual(self.step(plan, "baseline").state, "done")

    def test_report_tells_before_after_and_evidence(self):
        plan = self.start(name="Plan <b>& Söhne")
        step = self.step(plan, "target")
        step.skip_reason = "Next <year>"
        step.action_skip()
        report = self.env["ir.actions.report"].with_user(self.user)
        html, kind = report._render_qweb_html("customer_data_quality.plan_report", plan.ids)
        text = html.decode()
        self.assertEqual(kind, "html")
        self.assertIn("Plan &lt;b&gt;&amp; Söhne", text)
        self.assertIn("Before and after", text)
        self.assertIn("Next &lt;year&gt;", text)
        self.assertIn("See where you stand", text)

    def test_overview_leads_to_the_next_own_step(self):
        plan = self.start()
        own = plan.step_ids.filtered(lambda step: step.state == "open")[2]
        own.user_id = self.user
        shown = self.Dashboard.with_user(self.user).overview()["plan"]
        self.assertEqual((shown["id"], shown["next"]["id"]), (plan.id, own.id))

    def test_welcome_button_starts_the_plan_once(self):
        action = self.Plan.start_now()
        again = self.Plan.start_now()
        self.assertEqual(action["res_id"], again["res_id"])
        self.assertEqual(self.Plan.browse(action["res_id"]).state, "running")

    def test_screen_of_a_missing_part_says_so(self):
        plan = self.start()
        step = plan.step_ids[0]
        step.template_id.sudo().action_name = "no_such_addon.action"
        with self.assertRaises(UserError):
            step.action_open()
        step.template_id.sudo().action_name = "customer_data_quality.partner_quality_target_action"
        self.assertEqual(step.action_open()["res_model"], "partner.quality.target")
