"""What becomes of the contacts that retention rules have found."""

from datetime import timedelta
from unittest.mock import patch

from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .common_retention import RetentionCase


@tagged("post_install", "-at_install")
class TestRetentionWork(RetentionCase):
    def test_archive_after_notice(self):
        partner = self.make()
        rule = self.rule("archive", notice_days=10)
        self.night()
        self.assertTrue(partner.active)
        candidate = self.found(rule)
        candidate.due_date = fields.Date.today()
        self.night()
        self.assertFalse(partner.active)
        self.assertEqual(candidate.state, "done")
        self.assertIn("Test rule", partner.message_ids[0].body)
        run = rule.run_ids
        self.assertEqual((run.found, run.archived, run.failed), (1, 1, 0))

    def test_anonymise(self):
        partner = self.make(email="ottilie@example.com", comment="Secret")
        rule = self.rule("anonymise")
        self.night()
        self.assertNotIn("Ottilie", partner.name)
        self.assertFalse(partner.email or partner.comment or partner.active)
        self.assertEqual(self.found(rule, "done").partner_id, partner)
        self.night()
        self.assertEqual(rule.run_ids.anonymised, 1)

    def test_active_again_before_its_day(self):
        partner = self.make()
        rule = self.rule("archive", notice_days=10)
        self.night()
        candidate = self.found(rule)
        self.message(partner, self.now)
        candidate.due_date = fields.Date.today()
        self.night()
        self.assertEqual(candidate.state, "dropped")
        self.assertTrue(partner.active)

    def test_documents_count_not_what_was_noted(self):
        """A document that was dated later, after its table was read, still saves the contact."""
        partner = self.make()
        message = self.message(partner, "2011-01-01 00:00:00")
        rule = self.rule("archive", notice_days=10)
        self.night()
        candidate = self.found(rule)
        message.date = self.now
        candidate.due_date = fields.Date.today()
        with patch.object(type(self.env["partner.retention.activity"]), "_refresh", lambda *_a, **_o: True):
            self.night()
        self.assertEqual(candidate.state, "dropped")

    def test_cap(self):
        for n in range(5):
            self.make(f"Contact {n}")
        rule = self.rule("archive", nightly_cap=2)
        self.night()
        self.night()
        self.assertEqual(len(self.found(rule, "done")), 2, "the same night again")
        self.env.cr.execute("UPDATE partner_retention_run SET date = date - 1 WHERE rule_id = %s", [rule.id])
        self.env.invalidate_all()
        self.night()
        self.assertEqual(len(self.found(rule, "done")), 4)

    def test_keep_is_remembered(self):
        partner = self.make()
        rule = self.rule()
        self.night()
        candidate = self.found(rule).with_user(self.officer)
        wizard = self.env["partner.retention.keep"].with_user(self.officer)
        with Form(wizard.with_context(**candidate.action_keep()["context"])) as form:
            form.reason = "Warranty"
            form.keep_until = fields.Date.today() + timedelta(days=30)
        form.record.action_keep()
        self.assertEqual((candidate.state, candidate.reason, candidate.user_id), ("kept", "Warranty", self.officer))
        rule._find(100)
        self.assertFalse(self.found(rule))
        candidate.sudo().keep_until = fields.Date.today() - timedelta(days=1)
        rule._find(100)
        self.assertEqual(self.found(rule).partner_id, partner, "its time is up")

    def test_legal_hold(self):
        partner = self.make()
        action = partner.with_user(self.officer).action_retention_keep()
        with Form(self.env["partner.retention.keep"].with_user(self.officer).with_context(**action["context"])) as form:
            form.reason = "Lawsuit"
        form.record.action_keep()
        rule = self.rule("anonymise")
        self.night()
        self.assertFalse(self.found(rule, "done"))
        self.Candidate.search([("partner_id", "=", partner.id)]).with_user(self.officer).action_reopen()
        rule._find(100)
        self.assertEqual(self.found(rule).partner_id, partner)

    def test_do_now_in_bulk(self):
        partners = self.Partner.union(*(self.make(f"Contact {n}") for n in range(3)))
        rule = self.rule()
        self.night()
        candidates = self.found(rule).with_user(self.officer)
        candidates.action_archive_contact()
        self.assertFalse(any(partners.mapped("active")))
        self.assertEqual(set(candidates.mapped("state")), {"done"})
        self.assertEqual(candidates.user_id, self.officer)

    def test_much_goes_to_the_background(self):
        for n in range(4):
            self.make(f"Contact {n}")
        rule = self.rule()
        self.night()
        with patch("odoo.addons.customer_data_quality.models.privacy.retention.candidate_work.AT_ONCE", 3):
            self.found(rule).with_user(self.officer).action_archive_contact()
        self.assertEqual(len(self.found(rule)), 4)
        self.night()
        self.assertEqual(len(self.found(rule, "done")), 4, "decided by somebody, so beyond any cap")

    def test_one_failure_stops_no_other(self):
        bad, good = self.make("Bad"), self.make("Good")
        rule = self.rule("archive")
        original = type(self.Partner).write

        def write(partners, vals):
            if bad in partners and "active" in vals:
                raise UserError("Not this one")  # pylint: disable=translation-required
            return original(partners, vals)

        with patch.object(type(self.Partner), "write", write):
            self.night()
        self.assertTrue(bad.active)
        self.assertFalse(good.active)
        failed = self.found(rule, "failed")
        self.assertEqual((failed.partner_id, failed.reason), (bad, "Not this one"))
        failed.with_user(self.officer).action_retry()
        self.night()
        self.assertEqual(len(self.found(rule)), 0, "found already tonight")
        with patch.object(type(self.Partner), "_privacy_anonymise", side_effect=KeyError("x")):
            rule.write({"action": "anonymise"})
            rule.action_try()
            rule.action_enable()
            rule._find(10)
            with mute_logger("odoo.addons.customer_data_quality.models.privacy.retention.candidate_work"):
                self.night()
        self.assertIn("KeyError", self.found(rule, "failed").mapped("reason")[0])

    def test_switched_off(self):
        self.make()
        rule = self.rule("archive", notice_days=5)
        self.night()
        rule.with_user(self.officer).action_disable()
        self.assertFalse(self.found(rule))
        with self.assertRaises(UserError):
            rule.action_try()
            rule.action_enable()
            rule.unlink()

    def test_deleted_contact(self):
        partner = self.make()
        rule = self.rule("archive", notice_days=5)
        self.night()
        candidate = self.found(rule)
        partner.unlink()
        candidate.invalidate_recordset()
        candidate.due_date = fields.Date.today()
        self.night()
        self.assertEqual(candidate.state, "dropped")

    def test_responsible_is_told_once(self):
        self.make()
        rule = self.rule(user_id=self.officer.id)
        self.night()
        self.make("Another")
        self.env.cr.execute("UPDATE partner_retention_run SET date = date - 1 WHERE rule_id = %s", [rule.id])
        self.env.invalidate_all()
        self.night()
        self.assertEqual(len(self.found(rule)), 2)
        self.assertEqual(len(rule.activity_ids), 1)
