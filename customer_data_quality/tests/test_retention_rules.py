"""Which contacts retention rules find, and which they leave alone."""

import json
from datetime import timedelta

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .common_retention import OLD, RetentionCase


@tagged("post_install", "-at_install")
class TestRetentionRules(RetentionCase):
    def test_who_is_quiet(self):
        quiet, young = self.make(), self.make("Neu", created=self.now)
        rule = self.rule()
        self.night()
        self.assertEqual(self.found(rule).partner_id, quiet)
        self.assertEqual(str(self.found(rule).last_activity_date), OLD[:10])
        self.assertTrue(young.active)
        self.assertTrue(quiet.active, "a review does nothing by itself")
        self.night()
        self.assertEqual(len(self.found(rule)), 1, "found once")

    def test_messages(self):
        wrote, written, noted = self.make("Wrote"), self.make("Written to"), self.make("Noted")
        self.message(self.Partner.create({"name": "Somebody else"}), self.now, author_id=wrote.id, message_type="email")
        self.message(written, self.now)
        self.message(noted, self.now, message_type="notification")
        rule = self.rule()
        self.night()
        self.assertEqual(self.found(rule).partner_id, noted, "what Odoo notes by itself is no activity")

    def test_reviews_and_consents(self):
        reviewed, agreed = self.make("Reviewed"), self.make("Agreed", email="agreed@example.com")
        reviewed.action_review_confirm()
        agreed._consent_record(
            self.env.ref("customer_data_quality.consent_purpose_customer_file"), "in_person", method="in_person"
        )
        rule = self.rule()
        self.night()
        self.assertFalse(self.found(rule))

    def test_documents_of_apps(self):
        if "sale.order" not in self.env or "crm.lead" not in self.env or "calendar.event" not in self.env:
            self.skipTest("the app for sales, CRM or meetings is not installed")
        ordered, led, met, none = (self.make(name) for name in ("Ordered", "Led", "Met", "None"))
        self.env["sale.order"].create({"partner_id": ordered.id, "state": "cancel"})
        self.env["crm.lead"].create({"name": "Interested", "partner_id": led.id, "type": "lead"})
        self.env["calendar.event"].create(
            {"name": "Fair", "start": self.now, "stop": self.now, "partner_ids": [(6, 0, met.ids)]}
        )
        rule = self.rule(exclude_open=False)
        self.night()
        self.assertEqual(self.found(rule).partner_id, none)
        sources = {each.model for each in self.env["partner.retention.source"].search([("counts", "=", True)])}
        self.assertTrue({"sale.order", "crm.lead", "calendar.event", "mail.message"} <= sources)

    def test_colleagues_of_the_same_company(self):
        company = self.make("Firma", is_company=True)
        person = self.make("Kollege", parent_id=company.id)
        self.message(person, self.now)
        whole, single = self.rule(enable=False), self.rule(enable=False, by_family=False)
        self.assertEqual(self._wanted(whole), self.Partner)
        self.assertEqual(self._wanted(single), company)

    def _wanted(self, rule):
        preview = self.env["partner.retention.preview"].browse(rule.action_try()["res_id"])
        return preview.sample_ids.partner_id

    def test_what_counts_can_be_chosen(self):
        partner = self.make()
        self.message(partner, self.now)
        rule = self.rule(enable=False)
        self.assertFalse(self._wanted(rule))
        self.env["partner.retention.source"].search([("model", "=", "mail.message")]).counts = False
        self.env.cr.execute("DELETE FROM partner_retention_activity")
        self.assertEqual(self._wanted(rule), partner)

    def test_left_alone(self):
        own = self.env["res.company"].create({"name": "Own Company"})
        keep_tag = self.env["res.partner.category"].create({"name": "Keep"})
        self.make("Tagged", category_id=[(6, 0, (self.tag | keep_tag).ids)])
        user = self.env["res.users"].create({"name": "Login", "login": "retention-login", "active": False})
        for partner in own.partner_id | user.partner_id:
            partner.category_id = self.tag
            self.date_back(partner, OLD)
        self.make("Colleague", parent_id=own.partner_id.id)
        busy = self.make("Busy")
        busy.activity_schedule("mail.mail_activity_data_todo", summary="Call back")
        survivor = self.make("Survivor")
        self.make("Merged", merged_into_id=survivor.id, active=False)
        rule = self.rule("anonymise", enable=False, exclude_category_ids=[(6, 0, keep_tag.ids)])
        preview = self.env["partner.retention.preview"].browse(rule.action_try()["res_id"])
        self.assertEqual(preview.sample_ids.partner_id, survivor)
        self.assertEqual((preview.wanted, preview.tonight), (1, 1))
        counts = {line.name: line.count for line in preview.exclusion_ids}
        self.assertEqual(counts["With a login"], 1)
        self.assertGreaterEqual(counts["Of your own companies"], 2)
        self.assertEqual(counts["Tagged to be left out"], 1)
        self.assertEqual(counts["With open business"], 1)
        self.assertEqual(counts["Merged into another contact"], 1)

    def test_documents_that_the_law_keeps(self):
        if "account.move" not in self.env:
            self.skipTest("the app for invoices is not installed")
        sold, recent = self.make("Sold"), self.make("Recent")
        for partner, date in ((sold, "2012-05-05"), (recent, self.now.date() - timedelta(days=4 * 366))):
            move = self.env["account.move"].create({"move_type": "entry", "date": date, "partner_id": partner.id})
            self.date_back(move, OLD)
            self.env.cr.execute(
                "UPDATE account_move SET state = 'posted', partner_id = %s, date = %s WHERE id = %s",
                [partner.id, date, move.id],
            )
        self.env.invalidate_all()
        self.assertEqual(self._wanted(self.rule("anonymise", enable=False)), sold)
        self.assertEqual(self._wanted(self.rule("archive", enable=False)), sold | recent)
        candidate = self.Candidate.create({"partner_id": recent.id, "action": "review"})
        candidate.with_user(self.officer).action_anonymise_contact()
        self.assertEqual(candidate.state, "failed", "nobody can decide against the law")
        self.assertEqual(recent.name, "Recent")

    def test_country_and_company(self):
        company = self.env["res.company"].create({"name": "Other Company"})
        swiss = self.make("Schweizer", country_id=self.env.ref("base.ch").id)
        theirs = self.make("Theirs", company_id=company.id)
        self.assertEqual(self._wanted(self.rule(enable=False, country_ids=[(6, 0, swiss.country_id.ids)])), swiss)
        self.assertEqual(self._wanted(self.rule(enable=False, company_id=company.id)), theirs)

    def test_no_rule_goes_on_untried(self):
        rule = self.rule("archive", enable=False)
        officers = rule.with_user(self.officer)
        with self.assertRaises(UserError):
            officers.action_enable()
        with self.assertRaises(UserError):
            officers.write({"enabled": True})
        officers.write({"tried_version": rule._version()})
        self.assertFalse(rule.is_tried)
        rule.invalidate_recordset()
        rule.action_try()
        rule.action_enable()
        self.assertTrue(rule.enabled)
        rule.name = "Another name"
        self.assertTrue(rule.enabled)
        rule.months = 12
        self.assertFalse(rule.enabled, "what was tried is not what it would do now")
        with self.assertRaises(UserError):
            rule.action_enable()
        self.assertFalse(self.env["partner.retention.rule"].create({"name": "On", "enabled": True}).enabled)

    def test_bad_conditions(self):
        for domain in ("[('no_such_field', '=', 1)]", "[('name', '=', 'x'", "__import__('os')"):
            with self.subTest(domain=domain), self.assertRaises(ValidationError):
                self.rule(enable=False, domain=domain)
        odd = self.make("'; DROP TABLE res_partner; --<script>")
        domain = json.dumps([["name", "=", odd.name]])
        self.assertEqual(self._wanted(self.rule(enable=False, domain=domain)), odd)

    def test_shipped_rules_are_off(self):
        for name in ("review", "archive", "anonymise_prospects"):
            rule = self.env.ref(f"customer_data_quality.retention_rule_{name}")
            self.assertFalse(rule.enabled or rule.problem)
            rule.action_try()

    def test_roles(self):
        self.make()
        rule = self.rule()
        self.night()
        candidate = self.found(rule)
        user = self.env["res.users"].create(
            {
                "name": "U",
                "login": "u-ret",
                "group_ids": [(6, 0, [self.env.ref("customer_data_quality.group_user").id])],
            }
        )
        for action in (
            lambda: rule.with_user(user).read(["name"]),
            lambda: rule.with_user(user).action_try(),
            lambda: candidate.with_user(user).action_archive_contact(),
            lambda: candidate.with_user(user).action_keep(),
            lambda: candidate.partner_id.with_user(user).action_retention_keep(),
            lambda: candidate.with_user(self.officer).write({"state": "done"}),
        ):
            with self.assertRaises(AccessError):
                action()
        self.assertTrue(rule.with_user(self.officer).action_try())
