from datetime import date, datetime, timedelta
from unittest.mock import patch

from odoo import Command
from odoo.tests import TransactionCase, new_test_user, tagged

from ..models.privacy.checks import (
    checks_accounts,
    checks_mail,
    checks_operation,
    checks_organisation,
    checks_rights,
    checks_server,
    checks_sharing,
)
from ..models.privacy.checks.finding import AREAS, WEIGHTS

PASSWORD = "a long password of a test"


@tagged("-at_install", "post_install")
class TestChecksFindings(TransactionCase):
    """What each check sees, and what it does not mind."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.anna = new_test_user(cls.env, "anna@example.com", name="Anna Wiesenthaler", password=PASSWORD)
        cls.parameters = cls.env["ir.config_parameter"]

    def found(self, function):
        """Whether a check finds anything, and its evidence in a line."""
        finding = function(self.env)
        self.assertIn(finding.result, ("passed", "failed", "not_applicable"))
        self.assertTrue(finding.lines, "there is no evidence")
        return finding.result == "failed", " / ".join(self.env._(line) for line in finding.lines), finding

    def assert_found(self, function, text=""):
        bad, evidence, finding = self.found(function)
        self.assertTrue(bad, evidence)
        self.assertIn(text, evidence)
        return finding

    def assert_fine(self, function):
        bad, evidence, _finding = self.found(function)
        self.assertFalse(bad, evidence)

    # -- all of them ------------------------------------------------------------------------------

    def test_registered(self):
        checks = self.env["partner.security.check"]._checks()
        self.assertGreaterEqual(len(checks), 30)
        for code, check in checks.items():
            with self.subTest(check=code):
                self.assertIn(check.area, dict(AREAS))
                self.assertIn(check.severity, WEIGHTS)
                for text in (check.label, check.risk, check.remedy):
                    self.assertTrue(self.env._(text))
                self.assertTrue(check.function or check.attest_months, "neither found out nor attested")
                if check.action:
                    self.assertTrue(self.env.ref(check.action, raise_if_not_found=False), check.action)

    def test_all_run_here(self):
        run = self.env["partner.security.check"]._run(self.env.user)
        checks = self.env["partner.security.check"].search([])
        self.assertFalse(checks.filtered(lambda check: check.state in ("error", "waiting")).mapped("code"))
        self.assertTrue(0 <= run.score <= 100)

    def test_no_secret_in_evidence(self):
        user = new_test_user(self.env, "secret@example.com", password="secret@example.com")
        user.group_ids += self.env.ref("base.group_system")
        key = self.env["res.users.apikeys"].with_user(user)._generate("rpc", "a key", None)
        self.env["ir.mail_server"].create(
            {"name": "Out", "smtp_host": "mail.example.com", "smtp_user": "u-ser", "smtp_pass": "p-ass"}
        )
        self.env["partner.security.check"]._run(self.env.user)
        texts = " ".join(self.env["partner.security.check"].search([]).mapped(lambda check: check.evidence or ""))
        self.assertIn("These accounts have a password that everybody knows", texts)
        self.env.cr.execute("SELECT password FROM res_users WHERE id = %s", [user.id])
        for secret in (key, "p-ass", "u-ser", self.env.cr.fetchone()[0]):
            self.assertNotIn(secret, texts)

    # -- accounts ---------------------------------------------------------------------------------

    def test_known_passwords(self):
        weak = new_test_user(self.env, "odoo", password="odoo")
        boss = new_test_user(self.env, "boss@example.com", "base.group_system", password="admin")
        self.anna.password = "admin"
        finding = self.assert_found(checks_accounts.known_passwords)
        self.assertIn(weak, finding.records)
        self.assertIn(boss, finding.records)
        self.assertNotIn(self.anna, finding.records, "others are not tried")
        weak.password = boss.password = PASSWORD
        self.assertFalse((weak | boss) & (checks_accounts.known_passwords(self.env).records or weak.browse()))

    def test_known_passwords_log_nobody_in(self):
        new_test_user(self.env, "test", password="test")
        users = self.registry["res.users"]
        refuse = self.fail
        with patch.object(users, "_check_credentials", refuse), patch.object(users, "_assert_can_auth", refuse):
            self.assert_found(checks_accounts.known_passwords)

    def test_second_factor(self):
        if "totp_enabled" not in self.anna._fields:
            self.assert_found(checks_accounts.second_factor, "not installed")
            return
        self.parameters.set_param("auth_totp.policy", False)
        finding = self.assert_found(checks_accounts.second_factor)
        self.assertIn(self.anna, finding.records)
        self.env.cr.execute("UPDATE res_users SET totp_secret = 'ABCDEFGH' WHERE id = %s", [self.anna.id])
        self.env.invalidate_all()
        self.assertNotIn(self.anna, checks_accounts.second_factor(self.env).records)

    def test_inactive_users(self):
        old = datetime.now() - timedelta(days=200)
        self.assertNotIn(self.anna, checks_accounts.inactive_users(self.env).records or [], "has just come")
        self.env.cr.execute("UPDATE res_users SET create_date = %s WHERE id = %s", [old, self.anna.id])
        self.env.invalidate_all()
        self.assertIn(self.anna, self.assert_found(checks_accounts.inactive_users, "Anna Wiesenthaler").records)
        self.env["res.users.log"].with_user(self.anna).sudo().create({})
        self.assertNotIn(self.anna, checks_accounts.inactive_users(self.env).records or [])

    def test_shared_logins(self):
        for login, is_shared in (
            ("info@example.com", True),
            ("Team@Example.com", True),
            ("sales", True),
            ("admin", False),
            ("anna.team@example.com", False),
            ("informer@example.com", False),
        ):
            with self.subTest(login=login):
                self.assertEqual(checks_accounts._is_shared(login), is_shared)
        team = new_test_user(self.env, "team@example.com")
        self.assertIn(team, self.assert_found(checks_accounts.shared_logins, "team@example.com").records)
        team.active = False
        self.assertNotIn(team, checks_accounts.shared_logins(self.env).records or [])

    def test_keys_without_end(self):
        self.env["res.users.apikeys"].search([]).sudo().unlink()
        self.assert_fine(checks_accounts.keys_without_end)
        keys = self.env["res.users.apikeys"].with_user(self.anna).sudo()
        keys._generate("rpc", "limited", datetime.now() + timedelta(days=30))
        self.assert_fine(checks_accounts.keys_without_end)
        keys._generate("rpc", "for ever", None)
        self.assertEqual(self.assert_found(checks_accounts.keys_without_end, "1 API key").records, self.anna)

    def test_session_timeout(self):
        self.parameters.set_param("sessions.max_inactivity_seconds", 604800)
        group = self.env.ref("base.group_user")
        if "lock_timeout" in group._fields:
            group.write({"lock_timeout": 0, "lock_timeout_inactivity": 0})
        self.assert_found(checks_accounts.session_timeout, "168 hours")
        self.parameters.set_param("sessions.max_inactivity_seconds", 3600)
        self.assert_fine(checks_accounts.session_timeout)

    def test_password_policy(self):
        if not hasattr(self.env["res.users"], "get_password_policy"):
            self.assert_found(checks_accounts.password_policy, "not installed")
            return
        self.parameters.set_param("auth_password_policy.minlength", 6)
        self.assert_found(checks_accounts.password_policy, "6")
        self.parameters.set_param("auth_password_policy.minlength", 12)
        self.assert_fine(checks_accounts.password_policy)

    # -- rights -----------------------------------------------------------------------------------

    def test_too_many(self):
        for function, group in (
            (checks_rights.many_administrators, "base.group_erp_manager"),
            (checks_rights.export_rights, "base.group_allow_export"),
        ):
            with self.subTest(group=group):
                for user in checks_accounts.internal_users(self.env):
                    # the only administrator can't be taken away
                    user.group_ids -= self.env.ref("base.group_allow_export")
                groups = self.env.ref("base.group_user") | self.env.ref(group)
                users = self.env["res.users"].create(
                    [
                        {"name": f"Many {number}", "login": f"{group}-{number}", "group_ids": [Command.set(groups.ids)]}
                        for number in range(9)
                    ]
                )
                self.assertFalse(users - self.assert_found(function, "Many 0").records)
                users.active = False
                self.assert_fine(function)

    def test_portal_rights(self):
        portal = new_test_user(self.env, "portal-user@example.com", "base.group_portal", name="Portal Person")
        self.assertNotIn(portal, checks_rights.portal_rights(self.env).records or [])
        group = self.env["res.groups"].create(
            {
                "name": "Reads contacts",
                "model_access": [
                    Command.create(
                        {"name": "x", "model_id": self.env["ir.model"]._get_id("res.bank"), "perm_read": True}
                    )
                ],
            }
        )
        portal.group_ids += group
        self.assertIn(portal, self.assert_found(checks_rights.portal_rights, "Portal Person").records)

    def test_open_access(self):
        self.assert_fine(checks_rights.open_access)
        self.env["ir.model.access"].create(
            {"name": "open", "model_id": self.env["ir.model"]._get_id("res.bank"), "perm_write": True}
        )
        self.assert_found(checks_rights.open_access, self.env["ir.model"]._get("res.bank").name)

    # -- sharing ----------------------------------------------------------------------------------

    def test_public_documents(self):
        before = checks_sharing.public_documents(self.env).count
        values = {
            "name": "contract.pdf",
            "raw": b"%PDF-1.4 x",
            "mimetype": "application/pdf",
            "res_model": "res.partner",
            "res_id": self.anna.partner_id.id,
            "public": True,
        }
        document, *_others = self.env["ir.attachment"].create(
            [
                values,
                {**values, "name": "logo.png", "mimetype": "image/png"},
                {**values, "name": "page.pdf", "res_model": "ir.ui.view", "res_id": 1},
                {**values, "name": "own.pdf", "public": False},
            ]
        )
        self.assertEqual(self.assert_found(checks_sharing.public_documents, "Contact").count, before + 1)
        document.public = False
        self.assertEqual(checks_sharing.public_documents(self.env).count, before)

    def test_old_links(self):
        document = self.env["ir.attachment"].create(
            {"name": "a.pdf", "raw": b"%PDF-1.4 x", "res_model": "res.partner", "res_id": self.anna.partner_id.id}
        )
        document.generate_access_token()
        before = checks_sharing.old_links(self.env).count
        self.env.cr.execute("UPDATE ir_attachment SET create_date = '2020-01-01' WHERE id = %s", document.ids)
        self.assertEqual(self.assert_found(checks_sharing.old_links).count, before + 1)

    def test_open_registration(self):
        self.parameters.set_param("auth_signup.invitation_scope", "b2c")
        self.assert_found(checks_sharing.open_registration)
        self.parameters.set_param("auth_signup.invitation_scope", "b2b")
        self.assert_fine(checks_sharing.open_registration)

    # -- server -----------------------------------------------------------------------------------

    def with_config(self, **options):
        base = {
            "list_db": False,
            "admin_passwd": "something else",
            "dev_mode": [],
            "test_enable": False,
            "log_level": "info",
            "log_handler": [":INFO"],
            "db_sslmode": "prefer",
        }
        return patch.object(checks_server, "config", {**base, **options})

    def test_database_manager(self):
        with self.with_config():
            self.assert_fine(checks_server.database_manager)
            self.assert_fine(checks_server.master_password)
        with self.with_config(list_db=True, admin_passwd="admin"):
            self.assert_found(checks_server.database_manager)
            self.assert_found(checks_server.master_password)
        with self.with_config(admin_passwd=checks_server.crypt_context.hash("admin")):
            self.assert_found(checks_server.master_password)
        with self.with_config(admin_passwd=""):
            self.assert_fine(checks_server.master_password)

    def test_developer_mode(self):
        with self.with_config():
            self.assert_fine(checks_server.developer_mode)
        for options in (
            {"dev_mode": ["reload"]},
            {"test_enable": True},
            {"log_level": "debug_sql"},
            {"log_handler": ["odoo.sql_db:DEBUG"]},
        ):
            with self.subTest(**options), self.with_config(**options):
                self.assert_found(checks_server.developer_mode)

    def test_base_url(self):
        if "website" in self.env:
            self.env["website"].search([]).domain = False
        self.parameters.set_param("web.base.url", "http://crm.example.com")
        self.assert_found(checks_server.base_url, "crm.example.com")
        self.parameters.set_param("web.base.url", "https://crm.example.com")
        self.assert_fine(checks_server.base_url)

    def test_database_connection(self):
        self.assert_fine(checks_server.database_connection)
        for row, is_bad in (((True, False), True), ((True, True), False), ((False, False), False)):
            with (
                self.subTest(row=row),
                self.with_config(),
                patch.object(type(self.env), "execute_query", lambda env, query, row=row: [row]),
            ):
                self.assertEqual(self.found(checks_server.database_connection)[0], is_bad)

    def test_database_role(self):
        self.env.cr.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
        is_super = self.env.cr.fetchone()[0]
        self.assertEqual(self.found(checks_server.database_role)[0], is_super)

    def test_outdated(self):
        self.assertIsInstance(checks_server.source_date(), date)
        for age, result in ((10, "passed"), (400, "failed")):
            day = date.today() - timedelta(days=age)
            with patch.object(checks_server, "source_date", lambda day=day: day):
                self.assertEqual(checks_server.outdated(self.env).result, result)
        with patch.object(checks_server, "source_date", lambda: None):
            self.assertEqual(checks_server.outdated(self.env).result, "not_applicable")
        with patch.object(checks_server.release, "version", "19.0-20260801"):
            self.assertEqual(checks_server.source_date(), date(2026, 8, 1))

    # -- mail -------------------------------------------------------------------------------------

    def test_outgoing_mail(self):
        self.env["ir.mail_server"].search([]).active = False
        for options, is_bad in (
            ({"smtp_server": "localhost", "smtp_ssl": False}, False),
            ({"smtp_server": "mail.example.com", "smtp_ssl": False}, True),
            ({"smtp_server": "mail.example.com", "smtp_ssl": True}, False),
        ):
            with self.subTest(**options), patch.object(checks_mail, "config", options):
                self.assertEqual(self.found(checks_mail.outgoing_mail)[0], is_bad)
        server = self.env["ir.mail_server"].create({"name": "Out", "smtp_host": "mail.example.com"})
        self.assert_found(checks_mail.outgoing_mail, "Out")
        server.smtp_encryption = "starttls"
        self.assert_fine(checks_mail.outgoing_mail)
        server.write({"smtp_encryption": "ssl", "smtp_debug": True})
        self.assert_found(checks_mail.outgoing_mail, "log")

    def test_incoming_mail(self):
        self.env["fetchmail.server"].search([]).active = False
        self.assertEqual(checks_mail.incoming_mail(self.env).result, "not_applicable")
        server = self.env["fetchmail.server"].create(
            {"name": "In", "server": "mail.example.com", "server_type": "imap", "is_ssl": False}
        )
        self.assert_found(checks_mail.incoming_mail, "In")
        server.is_ssl = True
        self.assert_fine(checks_mail.incoming_mail)

    def test_mail_domain(self):
        self.env["ir.mail_server"].search([]).active = False
        domain = self.env["mail.alias.domain"].create({"name": "checks.example.com"})
        self.env["res.company"].search([]).alias_domain_id = domain
        self.assert_fine(checks_mail.mail_domain)
        self.env["ir.mail_server"].create({"name": "Out", "smtp_host": "mail.example.com"})
        self.assert_found(checks_mail.mail_domain, "Out")

    # -- operation and organisation ---------------------------------------------------------------

    def test_scheduled_actions(self):
        jobs = self.env["ir.cron"].search([])
        jobs.write({"failure_count": 0, "nextcall": datetime.now()})
        self.assert_fine(checks_operation.scheduled_actions)
        own = self.env.ref("customer_data_quality.cron_consent_expire", raise_if_not_found=False) or self.env.ref(
            "customer_data_quality.cron_review_plan"
        )
        for values, text in (
            ({"failure_count": 2}, "Failing"),
            ({"nextcall": datetime.now() - timedelta(days=3)}, "Overdue"),
            ({"active": False}, "Switched off"),
        ):
            with self.subTest(**values):
                own.write(values)
                self.assertEqual(self.assert_found(checks_operation.scheduled_actions, text).records, own)
                own.write({"failure_count": 0, "nextcall": datetime.now(), "active": True})

    def test_demo_data(self):
        self.env.cr.execute("UPDATE ir_module_module SET demo = FALSE")
        self.env.invalidate_all()
        self.assert_fine(checks_operation.demo_data)
        self.env.cr.execute("UPDATE ir_module_module SET demo = TRUE WHERE name = 'base'")
        self.env.invalidate_all()
        self.assert_found(checks_operation.demo_data)

    def test_record_of_processing(self):
        record = self.env["partner.processing.activity"]
        record.search([]).unlink()
        self.assert_found(checks_organisation.record_of_processing, "without a record")
        for company in self.env["res.company"].search([]):
            record._generate(company)
        self.assert_found(checks_organisation.record_of_processing, "Incomplete")
        activities = record.search([])
        for name in ("recipients", "third_countries", "time_limits", "person_categories", "data_categories"):
            activities.filtered(lambda each, name=name: not each[name]).write({name: "None"})
        activities.filtered(lambda each: not each.legal_basis).legal_basis = "contract"
        self.assert_found(checks_organisation.record_of_processing, "Not confirmed")
        activities.action_confirm()
        self.assert_fine(checks_organisation.record_of_processing)

    def test_training(self):
        self.assert_found(checks_organisation.training, "No training")
        course = self.env.ref("customer_data_quality.training_course")
        course.action_start()
        self.assert_found(checks_organisation.training, "not trained")
        self.env["partner.training.assignment"].create(
            [
                {
                    "course_id": course.id,
                    "user_id": user.id,
                    "company_id": user.company_id.id,
                    "date_due": date.today(),
                    "date_done": date.today(),
                    "state": "done",
                }
                for user in course._audience()
            ]
        )
        self.assert_fine(checks_organisation.training)
