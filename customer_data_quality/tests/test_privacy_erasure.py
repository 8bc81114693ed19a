from datetime import timedelta
from unittest.mock import patch

from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common_privacy import E164, EMAIL, NAME, PHONE, PrivacyCase


@tagged("post_install", "-at_install")
class TestPrivacyErasure(PrivacyCase):
    """A person who is spread over everything is found, and erased but for what the law keeps."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.traces = cls.plant()

    def held(self, request):
        holds = self.Hold.search([("request_id", "=", request.id), ("is_active", "=", True)])
        return {(self.env[hold.res_model]._table, hold.res_id) for hold in holds}

    def need(self, model):
        if model not in self.env:
            self.skipTest(f"the app for {model} is not installed")

    def test_found_and_erased_everywhere(self):
        request = self.ask()
        findings = self.find(request)
        found = {(finding.res_model, finding.res_id): finding for finding in findings}
        for name, record in self.traces.items():
            if record._name == "partner.link":
                continue  # goes with the contact, and holds nothing personal
            self.assertIn((record._name, record.id), found, name)
        if "crm.lead" in self.env:
            by_name = found["crm.lead", self.traces["named lead"].id]
            self.assertFalse(by_name.is_selected, "others may have the same name")
            self.assertEqual(found["crm.lead", self.traces["other lead"].id].action, "redact")
        self.erase(request)
        self.assertEqual(request.state, "done")
        self.assertFalse(request.left_over)
        self.assertFalse(request.sudo().job_terms)
        left = self.rows_with(NAME, EMAIL, PHONE, E164, "quastenbruck", "Quastenweg")
        kept = self.held(request)
        self.assertEqual(left - kept, set())
        self.assertFalse(self.env["partner.consent.event"]._verify_chain(), "the proof can still be checked")
        self.assertTrue(self.bystander.message_ids.filtered(lambda message: "Knows […]" in (message.body or "")))
        self.assertEqual(request.sudo().log_ids.mapped("event")[:2], ["verified", "erased"])
        self.assertTrue(self.env["privacy.log"].sudo().search_count([("additional_note", "=", request.name)]))
        if "account.move" in self.env:
            self.assertIn(("account_move", self.traces["invoice"].id), kept)
            self.assertNotIn(("account_move", self.traces["old invoice"].id), kept, "its time is over")
            self.assertFalse(self.traces["draft invoice"].exists())
        if "crm.lead" in self.env:
            self.assertTrue(self.traces["free lead"].exists(), "counts in statistics")

    def test_kept_by_law_is_hidden_locked_and_ends(self):
        self.need("account.move")
        request = self.ask()
        self.erase(request)
        invoice, person = self.traces["invoice"], self.person
        self.clerk.group_ids += self.env.ref("account.group_account_manager")
        clerk_sees = self.env["account.move"].with_user(self.clerk)
        self.assertFalse(clerk_sees.search([("id", "=", invoice.id)]))
        with self.assertRaises(AccessError):
            invoice.with_user(self.clerk).read(["name"])
        self.assertFalse(self.env["res.partner"].with_user(self.clerk).with_context(active_test=False).search(
            [("id", "=", person.id)]
        ))  # fmt: skip
        lines = self.env["account.move.line"].with_user(self.clerk).search([("move_id", "=", invoice.id)])
        self.assertTrue(lines, "the books still balance")
        self.assertEqual(lines[0].partner_id.sudo().display_name, "Restricted contact")
        self.officer.group_ids += self.env.ref("account.group_account_manager")
        self.assertTrue(self.env["account.move"].with_user(self.officer).search([("id", "=", invoice.id)]))
        with self.assertRaises(AccessError):
            invoice.with_user(self.officer).write({"ref": "x"})
        hold = self.Hold.search([("res_model", "=", "account.move"), ("res_id", "=", invoice.id)])
        self.assertEqual(hold.keep_until, fields.Date.to_date("2033-12-31"), "eight years from the end of 2025")
        self.assertEqual(person.name, NAME)
        self.assertFalse(person.email or person.phone or person.comment)
        self.assertTrue(person.privacy_restricted)
        with self.assertRaises(UserError):
            hold.with_user(self.officer).write({"keep_until": "2020-01-01"})
        with freeze_time("2060-01-02"):
            for each in self.Hold._due():
                each._end()
        self.assertFalse(self.held(request))
        self.assertNotEqual(person.name, NAME)
        self.assertFalse(self.rows_with(NAME, EMAIL, "quastenbruck"))
        self.assertTrue(clerk_sees.search([("id", "=", invoice.id)]), "anonymous, it may be seen")

    def test_failure_leaves_nothing_half_done(self):
        request = self.ask()
        self.find(request, thorough=False)
        request.sudo().job = False
        before = self.rows_with(NAME)
        # the last step of all
        failing = patch.object(type(request), "_forget_person", side_effect=UserError("no"))
        with failing, self.assertRaises(UserError), self.env.cr.savepoint():
            request.action_erase()
        self.env.invalidate_all()
        self.assertEqual(request.state, "found")
        self.assertEqual(self.rows_with(NAME), before)
        self.assertFalse(self.held(request))
        # a record of the middle
        failing = patch.object(type(self.person), "_privacy_empty_around", side_effect=UserError("no"))
        with failing, self.assertRaises(UserError):
            request._erase()
        self.assertEqual(self.rows_with(NAME), before)

    def test_two_persons(self):
        self.company.privacy_two_persons = True
        request = self.ask()
        self.find(request, thorough=False)
        request.sudo().job = False
        request.action_erase()
        self.assertEqual(request.state, "confirm")
        self.assertEqual(self.person.name, NAME)
        with self.assertRaisesRegex(UserError, "Somebody else"):
            request.action_confirm()
        request.with_user(self.second).action_confirm()
        self.assertEqual(request.state, "done")
        self.assertEqual(request.confirmed_by_id, self.second)

    def test_left_out_stays(self):
        self.need("crm.lead")
        request = self.ask()
        findings = self.find(request, thorough=False)
        request.sudo().job = False
        lead = self.traces["free lead"]
        chosen = findings.filtered(lambda finding: (finding.res_model, finding.res_id) == ("crm.lead", lead.id))
        chosen.with_user(self.officer).is_selected = False
        request.action_erase()
        self.assertEqual(lead.contact_name, NAME)
        self.assertEqual(chosen.result, "left")

    def test_a_colleague_is_not_erased(self):
        colleague = self.clerk.partner_id
        request = self.ask(partner=colleague)
        self.find(request, thorough=False)
        request.sudo().job = False
        with self.assertRaisesRegex(UserError, "colleagues"), self.env.cr.savepoint():
            request.action_erase()
        self.assertTrue(colleague.active)

    def test_what_cannot_end_is_tried_again(self):
        self.need("account.move")
        request = self.ask()
        self.find(request, thorough=False)
        request.sudo().job = False
        request.action_erase()
        hold = self.Hold.search([("res_model", "=", "account.move"), ("res_id", "=", self.traces["invoice"].id)])
        hold.keep_until = fields.Date.today() - timedelta(days=1)
        logger = "odoo.addons.customer_data_quality.models.privacy.requests.job"
        with mute_logger(logger), patch.object(type(hold), "_end_record", side_effect=UserError("not now")):
            self.assertEqual(self.Hold._due(), hold)
            hold._end()
        self.assertTrue(hold.is_active)
        self.assertEqual(hold.problem, "not now")
        hold._end()
        self.assertFalse(hold.is_active or hold.problem)
