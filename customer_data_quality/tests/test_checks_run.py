from datetime import date, timedelta
from unittest.mock import patch

from freezegun import freeze_time

from odoo import Command, _lt, fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import TransactionCase, new_test_user, tagged
from odoo.tools import mute_logger

from ..models.privacy.checks.finding import Finding, judge

TODAY = date(2026, 11, 22)


@tagged("-at_install", "post_install")
class TestChecksRun(TransactionCase):
    """What becomes of findings: states, score, decisions, activities."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env.registry.clear_cache()
        cls.officer = new_test_user(
            cls.env, "checks-officer", "customer_data_quality.group_privacy_officer", email="officer@example.com"
        )
        cls.manager = new_test_user(cls.env, "checks-manager", "customer_data_quality.group_manager")
        cls.Check = cls.env["partner.security.check"]
        cls.count = 2
        model = cls.registry["partner.security.check"]
        cls.startClassPatcher(patch.object(model, "_setup_checks", lambda self, checks: cls.setup_checks(self, checks)))
        cls.startClassPatcher(freeze_time(TODAY))
        cls.env.registry.clear_cache()
        cls.addClassCleanup(cls.env.registry.clear_cache)
        cls.run_checks()

    @classmethod
    def setup_checks(cls, model, checks):
        """Four checks of our own instead of those that are shipped."""
        texts = {"risk": _lt("Well-known passwords"), "remedy": _lt("Second factor"), "area": "server"}
        register = model._register_check
        register(checks, "good", _lt("Backups"), severity="high", function=lambda env: judge(0), **texts)
        register(
            checks,
            "bad",
            _lt("Inactive users"),
            severity="medium",
            function=lambda env: judge(
                cls.count, _lt("Addresses without encryption: %s", "Größe <b>"), records=env.user
            ),
            **texts,
        )
        register(checks, "low", _lt("Demo data"), severity="low", function=lambda env: judge(1), **texts)
        register(
            checks, "attested", _lt("Database manager"), severity="high", attest_months=6, needs_document=True, **texts
        )

    @classmethod
    def run_checks(cls):
        return cls.Check._run(cls.env.user)

    def check(self, code, user=None):
        return (self.Check.with_user(user) if user else self.Check).search([("code", "=", code)])

    def decide(self, check, kind, user=None, **values):
        wizard = self.env["partner.security.decision"].with_user(user or self.officer)
        return wizard.create({"check_id": check.id, "kind": kind, "reason": "Decided on Monday", **values})

    def document(self, **values):
        return self.env["ir.attachment"].with_user(self.officer).create({"name": "list.txt", "raw": b"x", **values})

    def test_states_and_score(self):
        states = {check.code: check.state for check in self.Check.search([])}
        self.assertEqual(states, {"good": "passed", "bad": "failed", "low": "failed", "attested": "to_attest"})
        self.assertEqual(self.Check.search([]).mapped("code"), ["attested", "bad", "low", "good"], "the worst first")
        run = self.env["partner.security.run"].search([], limit=1)
        # 5 points of 5 + 3 + 1 + 5
        self.assertEqual((run.score, run.passed, run.failed, run.failed_high), (35, 1, 3, 1))
        bad = self.check("bad")
        self.assertEqual((bad.found_count, bad.found_ids, bad.open_since), (2, self.env.user.ids, TODAY))
        self.assertEqual(bad.evidence, "Addresses without encryption: Größe <b>")

    def test_again(self):
        before = self.Check.search([])
        self.run_checks()
        self.assertEqual(self.Check.search([]), before, "the same records")
        self.assertEqual(len(self.env["mail.activity"].search([("res_model", "=", self.Check._name)])), 2)
        overview = self.Check.with_user(self.officer).security_overview()
        self.assertEqual((overview["score"], len(overview["trend"])), (35, 2))

    def test_languages(self):
        self.env["res.lang"]._activate_lang("de_DE")
        self.run_checks()
        check = self.check("bad")
        texts = [check.with_context(lang=lang).evidence for lang in ("en_US", "de_DE")]
        self.assertTrue(all("Größe" in text for text in texts), texts)

    def test_check_that_fails(self):
        def broken(env):
            env.cr.execute("SELECT nothing FROM nowhere")

        registered = dict(self.Check._checks())
        registered["bad"] = registered["bad"]._replace(function=broken)
        with (
            patch.object(self.registry["partner.security.check"], "_checks", lambda model: registered),
            mute_logger("odoo.sql_db"),
            self.assertLogs("odoo.addons.customer_data_quality.models.privacy.checks.run", "ERROR") as logs,
        ):
            self.run_checks()
        self.assertIn("bad", logs.output[0])
        self.assertEqual(self.check("bad").state, "error")
        self.assertFalse(self.check("bad").evidence, "what it found before does not hold any more")
        self.assertEqual(self.check("low").state, "failed", "the others were made")

    def test_check_that_is_gone(self):
        registered = {code: each for code, each in self.Check._checks().items() if code != "bad"}
        with patch.object(self.registry["partner.security.check"], "_checks", lambda model: registered):
            self.run_checks()
        self.assertFalse(self.check("bad"))
        self.assertFalse(self.env["mail.activity"].search([("summary", "ilike", "Inactive users")]))

    def test_accept_until(self):
        check = self.check("bad")
        self.decide(check, "accept", until=TODAY + timedelta(days=10)).action_confirm()
        self.assertEqual((check.state, check.accept_user_id), ("accepted", self.officer))
        self.assertFalse(check.activity_ids, "nobody has to do anything")
        self.assertEqual(self.run_checks().score, 5 * 100 // 11, "what was accepted counts neither way")
        with freeze_time(TODAY + timedelta(days=10)):
            self.Check._cron_reopen()
            self.assertEqual(check.state, "accepted", "the last day counts")
        with freeze_time(TODAY + timedelta(days=11)):
            self.Check._cron_reopen()
            self.assertEqual((check.state, check.open_since), ("failed", TODAY + timedelta(days=11)))
            self.assertTrue(check.activity_ids)

    def test_accepted_risk_grows(self):
        check = self.check("bad")
        self.decide(check, "accept").action_confirm()
        self.addCleanup(setattr, type(self), "count", 2)
        type(self).count = 3
        self.run_checks()
        self.assertEqual(check.state, "failed")

    def test_reopen_by_hand(self):
        check = self.check("bad")
        self.decide(check, "accept").action_confirm()
        check.with_user(self.officer).action_reopen()
        self.assertEqual((check.state, check.accept_until), ("failed", False))

    def test_accept_badly(self):
        check = self.check("bad")
        for values in (
            {"until": TODAY - timedelta(days=1)},
            {"until": TODAY + timedelta(days=400)},
            {"until": False},
            {"reason": "  "},
        ):
            with self.subTest(**values), self.assertRaises(UserError):
                self.decide(check, "accept", **values).action_confirm()
        self.assertEqual(check.state, "failed")

    def test_attest(self):
        check = self.check("attested")
        with self.assertRaisesRegex(UserError, "Attach the document"):
            self.decide(check, "attest").action_confirm()
        with self.assertRaisesRegex(UserError, "Only what was done"):
            self.decide(check, "attest", date=TODAY + timedelta(days=1)).action_confirm()
        document = self.document()
        self.decide(check, "attest", document_ids=[Command.set(document.ids)]).action_confirm()
        self.assertEqual((check.state, check.attest_user_id), ("passed", self.officer))
        self.assertEqual((document.res_model, document.res_id), (check._name, check.id))
        self.assertIn("Attested on 2026-11-22", check.evidence)
        self.run_checks()
        self.assertEqual(check.state, "passed")
        with freeze_time("2027-05-23"):
            self.Check._cron_reopen()
            self.assertEqual(check.state, "to_attest")
            self.assertIn("ended on 2027-05-22", check.evidence)

    def test_attest_badly(self):
        with self.assertRaisesRegex(UserError, "finds out by itself"):
            self.decide(self.check("bad"), "attest").action_confirm()
        foreign = self.env["ir.attachment"].create({"name": "secret.txt", "raw": b"x"})
        with self.assertRaises(AccessError):
            self.decide(self.check("attested"), "attest", document_ids=[Command.set(foreign.ids)]).action_confirm()
        own = self.document()
        own.sudo().write({"res_model": "res.partner", "res_id": self.officer.partner_id.id})
        with self.assertRaisesRegex(UserError, "Upload the document here"):
            self.decide(self.check("attested"), "attest", document_ids=[Command.set(own.ids)]).action_confirm()

    def test_responsible(self):
        check = self.check("bad")
        self.assertEqual(check.activity_ids.user_id, self.Check._first_manager())
        self.assertEqual(check.activity_ids.date_deadline, TODAY + timedelta(days=14))
        self.assertFalse(self.check("low").activity_ids, "what is low is only listed")
        check.with_user(self.officer).responsible_id = self.officer
        self.run_checks()
        self.assertEqual(check.activity_ids.user_id, self.officer)
        self.assertEqual(len(check.activity_ids), 1)
        self.officer.active = False
        self.run_checks()
        self.assertEqual(check.activity_ids.user_id, self.Check._first_manager())

    def test_nothing_is_written_by_hand(self):
        check = self.check("bad", self.manager)
        for values in ({"state": "passed"}, {"result": "passed"}, {"accept_until": TODAY}, {"attest_date": TODAY}):
            with self.subTest(**values), self.assertRaises(AccessError):
                check.write(values)
        with self.assertRaises(AccessError):
            check.unlink()
        with self.assertRaises(AccessError):
            self.env["partner.security.run"].with_user(self.manager).create({"score": 100})

    def test_who_may(self):
        user = new_test_user(self.env, "checks-steward", "customer_data_quality.group_steward")
        for method in ("action_run", "security_overview"):
            with self.subTest(method=method), self.assertRaises(AccessError):
                getattr(self.Check.with_user(user), method)()
        with self.assertRaises(AccessError):
            self.check("bad").with_user(user).read(["evidence"])
        self.Check.with_user(self.officer).action_run()
        (read,) = self.check("bad", self.officer).read(["name", "evidence", "can_open", "can_fix", "remedy"])
        self.assertEqual((read["name"], read["can_open"], read["can_fix"]), ("Inactive users", True, False))
        action = self.check("bad", self.officer).action_open_found()
        self.assertEqual((action["res_model"], action["domain"]), ("res.users", [("id", "in", self.officer.ids)]))

    def test_one_run_at_a_time(self):
        nobody = self.env["partner.security.run"]
        with (
            patch.object(self.registry["partner.security.check"], "_run", lambda model, user: nobody),
            self.assertRaisesRegex(UserError, "running at this moment"),
        ):
            self.Check.with_user(self.officer).action_run()

    def test_find_by_name(self):
        self.assertEqual(self.Check.search([("name", "ilike", "inactive")]).code, "bad")
        self.assertFalse(self.Check.search([("name", "ilike", "100% _")]))

    def test_weekly(self):
        job = self.env.ref("customer_data_quality.cron_security_checks")
        self.assertEqual((job.interval_number, job.interval_type, job.active), (7, "days", True))
        before = self.env["partner.security.run"].search_count([])
        self.env.flush_all()
        with self.enter_registry_test_mode(), self.registry.cursor() as cr:
            job.with_env(self.env(cr=cr)).method_direct_trigger()
        self.env.invalidate_all()
        self.assertEqual(self.env["partner.security.run"].search_count([]), before + 1)

    def test_no_finding(self):
        self.assertEqual(judge(0, "all is well", records=self.env.user), Finding("passed", ("all is well",), None, 0))
        self.assertEqual(fields.Date.today(), TODAY)
