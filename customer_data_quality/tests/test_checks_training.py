import base64
from datetime import date, timedelta

from freezegun import freeze_time

from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import TransactionCase, tagged

TODAY = date(2026, 11, 23)  # a Monday


@tagged("-at_install", "post_install")
class TestChecksTraining(TransactionCase):
    """Courses: who is asked by when, how they are taken, and what is kept of it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.startClassPatcher(freeze_time(TODAY))
        cls.Assignment = cls.env["partner.training.assignment"]
        cls.group = cls.env["res.groups"].create({"name": "Trained ones"})
        cls.course = cls.env.ref("customer_data_quality.training_course")
        cls.course.group_ids = cls.group
        cls.officer = cls.make_user("officer", "customer_data_quality.group_privacy_officer")
        cls.anna, cls.bert, cls.carla = (cls.make_user(name) for name in ("anna", "bert", "carla"))
        (cls.anna | cls.bert | cls.carla).group_ids += cls.group

    @classmethod
    def make_user(cls, name, group="base.group_user", **values):
        return cls.env["res.users"].create(
            {"name": name, "login": f"training-{name}", "group_ids": [Command.set(cls.env.ref(group).ids)], **values}
        )

    def start(self):
        self.course.with_user(self.officer).action_start()
        self.Assignment._assign()
        return self.all_open()

    def all_open(self):
        return self.Assignment.search([("course_id", "=", self.course.id), ("state", "=", "open")])

    def of(self, user):
        return self.Assignment.with_user(user).search([("user_id", "=", user.id)])

    def answers(self, right=5):
        """Answers of which so many are right."""
        return {
            str(question.id): question.answer_ids.filtered(lambda each, want=number < right: each.is_right == want)[
                0
            ].id
            for number, question in enumerate(self.course.question_ids)
        }

    # -- the shipped course -----------------------------------------------------------------------

    def test_shipped(self):
        self.assertEqual((len(self.course.page_ids), len(self.course.question_ids)), (8, 5))
        for question in self.course.question_ids:
            self.assertTrue(question._is_complete() and question.explanation, question.name)
        right = {question.answer_ids.mapped("is_right").index(True) for question in self.course.question_ids}
        self.assertGreater(len(right), 1, "the right answer is not always at the same place")
        self.assertFalse(self.course.is_running, "nobody is asked for anything before the company decides so")
        self.assertEqual(self.Assignment._assign(), 0)

    # -- assigning --------------------------------------------------------------------------------

    def test_assigned_and_levelled(self):
        self.course.daily_cap = 1
        assignments = self.start()
        self.assertEqual(assignments.user_id, self.anna | self.bert | self.carla)
        days = assignments.mapped("date_due")
        self.assertEqual(len(set(days)), 3, "one a day")
        self.assertTrue(all(TODAY + timedelta(days=7) <= day <= TODAY + timedelta(days=30) for day in days))
        self.assertTrue(all(day.weekday() < 5 for day in days))
        for assignment in assignments:
            self.assertEqual(assignment.activity_ids.user_id, assignment.user_id)
            self.assertEqual(assignment.activity_ids.date_deadline, assignment.date_due)
        self.assertFalse(self.env["mail.mail"].search([("model", "=", self.Assignment._name)]), "no mails")
        self.assertEqual(self.Assignment._assign(), 0, "again: nothing new")

    def test_capped(self):
        self.course.write({"daily_cap": 1, "deadline_days": 8})
        # two working days in a week from now
        self.assertEqual(len(self.start()), 2)
        self.assertEqual(self.course.missing_count, 3)
        with freeze_time(TODAY + timedelta(days=1)):
            self.Assignment._assign()
        self.assertEqual(len(self.all_open()), 3, "who found no room is asked later")

    def test_new_colleague(self):
        self.start()
        job = self.env.ref("customer_data_quality.cron_training")
        triggers = self.env["ir.cron.trigger"].search([("cron_id", "=", job.id)])
        self.env.cr.precommit.data.pop("customer_data_quality.woken", None)
        dora = self.make_user("dora")
        dora.group_ids += self.group
        self.assertGreater(self.env["ir.cron.trigger"].search([("cron_id", "=", job.id)]), triggers, "at once")
        self.env.flush_all()
        with self.enter_registry_test_mode(), self.registry.cursor() as cr:
            job.with_env(self.env(cr=cr)).method_direct_trigger()
        self.env.invalidate_all()
        self.assertEqual(self.of(dora).state, "open")

    def test_who_leaves(self):
        self.start()
        self.anna.active = False
        self.bert.group_ids -= self.group
        self.Assignment._assign()
        self.assertEqual(self.all_open().user_id, self.carla)
        cancelled = self.Assignment.search([("state", "=", "cancelled")])
        self.assertFalse(cancelled.activity_ids)

    def test_stopped(self):
        self.start()
        self.course.with_user(self.officer).action_stop()
        self.assertFalse(self.all_open())
        self.assertFalse(self.env["mail.activity"].search([("res_model", "=", self.Assignment._name)]))

    def test_ticked_off_without_taking_it(self):
        assignment = self.start()[0]
        assignment.activity_ids.with_user(assignment.user_id).action_feedback()
        self.assertFalse(assignment.activity_ids)
        self.Assignment._assign()
        self.assertTrue(assignment.activity_ids)

    def test_every_year(self):
        self.start()
        self.of(self.anna).training_answer(self.answers())
        self.assertNotIn(self.anna, self.course._missing_users())
        with freeze_time("2027-10-10"):
            self.Assignment._assign()
            self.assertEqual(len(self.of(self.anna)), 1, "too early")
        with freeze_time("2027-11-01"):
            self.Assignment._assign()
            new = self.of(self.anna).filtered(lambda each: each.state == "open")
            self.assertTrue(new)
            self.assertLessEqual(new.date_due, date(2027, 11, 23), "before the old one ends")
            self.assertNotIn(self.anna, self.course._missing_users(), "still trained")
        with freeze_time("2027-11-24"):
            self.assertIn(self.anna, self.course._missing_users())

    def test_team(self):
        if "sale_team_id" not in self.anna._fields:
            self.skipTest("the app for sales teams is not installed")
        team = self.env["crm.team"].create({"name": "Team Süd"})
        self.env["crm.team.member"].create({"crm_team_id": team.id, "user_id": self.anna.id})
        self.start()
        self.assertEqual(self.of(self.anna).team, "Team Süd")
        self.assertFalse(self.of(self.bert).team)

    def test_not_complete(self):
        empty = self.env["partner.training.course"].create({"name": "Empty"})
        with self.assertRaises(ValidationError):
            empty.action_start()
        two_right = self.course.question_ids[0].answer_ids
        two_right.is_right = True
        with self.assertRaises(ValidationError):
            self.course.action_start()
        with self.assertRaises(ValidationError):
            empty.url = "javascript:alert(1)"

    # -- taking it --------------------------------------------------------------------------------

    def test_passed(self):
        self.start()
        mine = self.of(self.anna)
        self.course.action_new_version()
        result = mine.training_answer(self.answers(right=4))
        self.assertEqual((result["passed"], result["right"], result["total"]), (True, 4, 5))
        self.assertEqual((mine.state, mine.result, mine.date_done, mine.version), ("done", "passed", TODAY, 2))
        self.assertEqual(mine.valid_until, date(2027, 11, 23))
        self.assertFalse(mine.sudo().activity_ids)
        with self.assertRaisesRegex(UserError, "not open any more"):
            mine.training_answer(self.answers())
        with self.assertRaisesRegex(UserError, "Archive it instead"):
            self.course.with_user(self.officer).unlink()

    def test_failed(self):
        self.start()
        mine = self.of(self.anna)
        result = mine.training_answer(self.answers(right=3))
        self.assertFalse(result["passed"])
        self.assertTrue(all(question["explanation"] for question in result["questions"]))
        self.assertEqual([question["is_right"] for question in result["questions"]], [True] * 3 + [False] * 2)
        self.assertEqual(mine.state, "open")
        self.assertFalse(mine.training_answer({})["passed"])
        self.assertFalse(mine.training_answer({"0": 0, "x": None})["passed"])

    def test_answers_are_kept_nowhere(self):
        self.start()
        mine = self.of(self.anna)
        mine.training_answer(self.answers(right=0))
        mine.training_answer(self.answers())
        stored = mine.sudo().read()[0]
        self.assertFalse({"answers", "score", "tries", "right"} & stored.keys())
        names = self.course.question_ids.answer_ids.mapped("name")
        messages = " ".join(mine.sudo().message_ids.mapped("body"))
        self.assertFalse([name for name in names if name in messages])

    def test_nobody_else(self):
        assignment = self.start().filtered(lambda each: each.user_id == self.anna)
        for user in (self.bert, self.officer):
            with self.subTest(user=user.name), self.assertRaises(AccessError):
                assignment.with_user(user).training_answer(self.answers())
        with self.assertRaises(AccessError):
            assignment.with_user(self.bert).read(["state"])
        with self.assertRaises(AccessError):
            assignment.with_user(self.anna).write({"state": "done"})
        self.assertEqual(assignment.with_user(self.officer).state, "open", "officers see who is missing")

    def test_right_answers_are_secret(self):
        self.start()
        shown = self.Assignment.with_user(self.anna).training_open()
        self.assertEqual((len(shown["pages"]), len(shown["questions"])), (8, 5))
        self.assertNotIn("is_right", str(shown))
        for model in ("page", "question", "answer"):
            with self.subTest(model=model), self.assertRaises(AccessError):
                self.env[f"partner.training.{model}"].with_user(self.anna).search([])
        with self.assertRaises(AccessError):
            self.Assignment.with_user(self.anna).training_open(course_id=self.course.id)
        self.assertEqual(
            self.Assignment.with_user(self.officer).training_open(course_id=self.course.id)["state"], "preview"
        )

    def test_what_is_shown(self):
        self.assertFalse(self.Assignment.with_user(self.anna).training_open(), "nothing to do")
        self.start()
        mine = self.of(self.anna)
        self.assertEqual(self.Assignment.with_user(self.anna).training_open()["assignment_id"], mine.id)
        other = self.of(self.bert)
        self.assertFalse(self.Assignment.with_user(self.anna).training_open(assignment_id=other.id))
        mine.training_answer(self.answers())
        shown = self.Assignment.with_user(self.anna).training_open()
        self.assertEqual((shown["state"], shown["valid_until"]), ("done", "2027-11-23"))

    def test_own_document(self):
        self.course.write(
            {"kind": "document", "document": base64.b64encode(b"our rules"), "document_name": "Regeln.pdf"}
        )
        self.start()
        mine = self.of(self.anna)
        shown = self.Assignment.with_user(self.anna).training_open()
        self.assertEqual((shown["document"]["name"], shown["pages"]), ("Regeln.pdf", []))
        self.assertTrue(self.course.with_user(self.anna).document, "everybody may read it")
        with self.assertRaisesRegex(UserError, "confirmed"):
            mine.training_answer({})
        mine.training_confirm()
        self.assertEqual((mine.state, mine.result), ("done", "confirmed"))

    def test_pages_are_not_just_confirmed(self):
        self.start()
        with self.assertRaisesRegex(UserError, "answering its questions"):
            self.of(self.anna).training_confirm()

    def test_companies(self):
        other = self.env["res.company"].create({"name": "Other"})
        foreign = self.make_user("foreign", company_id=other.id, company_ids=[Command.set(other.ids)])
        foreign.group_ids += self.group
        self.start()
        self.assertTrue(self.of(foreign))
        seen = self.Assignment.with_user(self.officer).search([])
        self.assertNotIn(foreign, seen.user_id)
        self.course.company_id = other
        self.Assignment._assign()
        self.assertEqual(self.all_open().user_id, foreign)
        with self.assertRaises(AccessError):
            self.course.with_user(self.officer).read(["name"])
