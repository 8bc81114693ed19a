"""The access log: what is noted, that it stays, and who is told of what is unusual."""

from datetime import timedelta
from unittest.mock import patch

import psycopg2
from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .common_access import AccessCase


@tagged("post_install", "-at_install")
class TestAccessLog(AccessCase):
    def setting(self, name, value):
        self.env["ir.config_parameter"].set_param(f"customer_data_quality.access_{name}", value)

    def make(self, number):
        return self.env["res.partner"].create([{"name": f"Kontakt {n}"} for n in range(number)])

    def past_row(self, days, count, user=None):
        """A row of days ago, as it would stand there."""
        with freeze_time(fields.Datetime.now() - timedelta(days=days)):
            return self.Log.with_user(user or self.user)._log("export", self.seen, count=count)

    def test_export(self):
        before = self.rows("export")
        self.seen.export_data(["name", "email"])
        row = self.rows("export") - before
        self.assertEqual((row.user_id, row.count, row.model), (self.user, 1, "res.partner"))
        self.assertEqual((row.details, row.contact_ref), ("name, email", self.partner.id))
        self.env["res.country"].with_user(self.user).search([], limit=2).export_data(["name"])
        self.assertEqual(len(self.rows("export") - before), 1, "countries are no people")

    def test_reading_many_at_once(self):
        self.setting("bulk_limit", 120)
        partners = self.make(121).with_user(self.user)
        partners[:120].read(["name"])
        self.assertFalse(self.rows("bulk_read"), "as many as a list may show")
        for read in (
            lambda: partners.read(["name"]),
            lambda: partners.search_read([("id", "in", partners.ids)], ["name"]),
            lambda: partners.web_search_read([("id", "in", partners.ids)], {"name": {}}),
            lambda: partners.formatted_read_group([("id", "in", partners.ids)], ["name"], ["__count"]),
            lambda: partners.name_search("Kontakt", limit=None),
        ):
            before = self.rows("bulk_read")
            read()
            row = self.rows("bulk_read") - before
            self.assertEqual(len(row), 1)
            self.assertGreaterEqual(row.count, 121)
        before = self.rows("bulk_read")
        partners.sudo().read(["name"])
        self.assertEqual(self.rows("bulk_read"), before, "what the system reads for itself is no access")

    def test_reading_page_by_page(self):
        self.setting("hour_limit", 50)
        partners = self.make(20).with_user(self.user)
        for _page in range(2):
            partners.read(["name"])
        self.assertFalse(self.rows("bulk_read"))
        partners.read(["name"])
        self.assertEqual(self.rows("bulk_read").count, 60)
        partners.read(["name"])
        self.assertEqual(len(self.rows("bulk_read")), 1, "counted anew")
        with freeze_time(fields.Datetime.now() + timedelta(hours=1)):
            for _page in range(2):
                partners.read(["name"])
        self.assertEqual(len(self.rows("bulk_read")), 1, "another hour")

    def test_reveal(self):
        self.protect(self.notes)
        self.assertEqual(self.seen.protected_labels, "Notes")
        self.assertTrue(self.seen.protected_can_reveal)
        wizard = (
            self.env["partner.sensitive.reveal"]
            .with_user(self.user)
            .with_context(**self.seen.action_reveal()["context"])
        )
        with Form(wizard) as form:
            form.reason = "The customer called"
        shown = form.record.action_reveal()
        self.assertIn("diabetes", shown["context"]["default_value"])
        with Form(wizard.with_context(**shown["context"]), view=shown["views"][0][0]) as view:
            self.assertIn("diabetes", view.value)
        self.env.cr.execute("SELECT to_jsonb(r)::text FROM partner_sensitive_reveal r")
        self.assertNotIn("diabetes", str(self.env.cr.fetchall()), "shown, not stored")
        row = self.rows("reveal")
        self.assertEqual(
            (row.user_id, row.contact_ref, row.reason), (self.user, self.partner.id, "The customer called")
        )

    def test_reveal_of_banks_and_addresses(self):
        self.protect(self.bank, self.addresses)
        self.bank.reveal_group_ids = self.addresses.reveal_group_ids
        self.assertIn("2020 51", self.bank.with_user(self.user)._reveal(self.seen, "To pay back"))
        self.assertIn("Geheimweg", self.addresses.with_user(self.user)._reveal(self.seen, "To send flowers"))

    def test_reveal_is_refused(self):
        self.protect(self.notes)
        notes = self.notes.with_user(self.user)
        with self.assertRaises(UserError):
            notes._reveal(self.seen, "  ")
        self.notes.reveal_group_ids = False
        self.assertFalse(self.seen.protected_can_reveal)
        with self.assertRaises(AccessError):
            notes._reveal(self.seen, "Curious")
        self.assertFalse(self.rows("reveal"))

    def test_merge_and_proof(self):
        twin = self.partner.copy()
        self.env["partner.merge"]._merge(self.partner, twin, reason="Twice")
        self.assertEqual((self.rows("merge").count, self.rows("merge").reason), (2, "Twice"))
        consent = self.partner._consent_record(
            self.env.ref("customer_data_quality.consent_purpose_customer_file"), "in_person", method="in_person"
        )
        consent._proof_json()
        self.env["report.customer_data_quality.consent_proof"]._get_report_values(consent.ids)
        self.assertEqual(set(self.rows("proof").mapped("details")), {"JSON", "PDF"})

    def test_kept_as_it_is(self):
        row = self.Log._log("other", self.partner)
        for action in (lambda: row.write({"count": 0}), row.unlink, row.copy):
            with self.assertRaises(UserError):
                action()
        for statement in (
            "UPDATE partner_access_log SET count = 0",
            "DELETE FROM partner_access_log",
            "TRUNCATE partner_access_log",
        ):
            with (
                self.subTest(statement),
                self.assertRaises(psycopg2.Error),
                mute_logger("odoo.sql_db"),
                self.env.cr.savepoint(),
            ):
                self.env.cr.execute(statement)
        self.assertTrue(row.exists())
        with self.assertRaises(ValueError):
            self.Log._log("unheard-of")

    def test_contacts_can_go(self):
        row = self.Log._log("reveal", self.partner)
        self.assertEqual(row.partner_id, self.partner)
        self.address.unlink()
        self.partner.unlink()
        row.invalidate_recordset()
        self.assertFalse(row.partner_id, "the log holds nobody")

    def test_own_retention(self):
        old, young = self.past_row(800, 1), self.past_row(20, 1)
        self.setting("keep_months", 1)
        middle = self.past_row(40, 1)
        ids = (old | young | middle).ids
        with patch.object(type(self.env["ir.cron"]), "_commit_progress", lambda *_args, **_options: 60):
            self.Log._cron_purge()
        self.assertEqual(self.Log.search([("id", "in", ids)]), young)

    def test_alarm(self):
        self.setting("alarm_minimum", 100)
        for days in (3, 2, 1):
            self.past_row(days, 50)
        usual = self.Log.with_user(self.user)._log("export", self.seen, count=240)
        self.assertFalse(usual.unusual)
        row = self.Log.with_user(self.user)._log("export", self.seen, count=20)
        self.assertTrue(row.unusual, "260 in a day, 50 are usual")
        self.assertEqual(row.usual_count, 50)
        self.assertIn(self.officer, row.activity_ids.user_id)
        again = self.Log.with_user(self.user)._log("export", self.seen, count=500)
        self.assertFalse(again.unusual, "told once a day")
        other = self.Log.with_user(self.officer)._log("reveal", self.seen, count=500)
        self.assertFalse(other.unusual, "a merge or a look takes nothing away")

    def test_activity_can_be_done(self):
        self.setting("alarm_minimum", 1)
        row = self.Log.with_user(self.user)._log("export", self.seen, count=20)
        row.activity_ids.with_user(self.officer).filtered(lambda a: a.user_id == self.officer).action_feedback("Agreed")
        self.assertNotIn(self.officer, row.activity_ids.user_id)

    def test_only_officers_read_it(self):
        self.Log._log("other", self.partner)
        with self.assertRaises(AccessError):
            self.Log.with_user(self.user).search([])
        self.assertTrue(self.Log.with_user(self.officer).search([]))
        company = self.env["res.company"].create({"name": "Other Company"})
        foreign = self.Log.with_company(company)._log("other", self.partner)
        self.assertNotIn(foreign, self.Log.with_user(self.officer).search([]))
