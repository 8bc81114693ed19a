import csv
import io
import json
import zipfile
from datetime import timedelta
from unittest.mock import patch

from odoo import Command, fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, tagged

from .common_privacy import EMAIL, NAME, OFFICER, PrivacyCase


@tagged("post_install", "-at_install")
class TestPrivacyRequests(PrivacyCase):
    """Requests are taken down, kept in time, answered and enforced."""

    def test_from_the_contact(self):
        action = self.person.with_user(self.clerk).action_new_privacy_request()
        with Form(self.Request.with_user(self.clerk).with_context(**action["context"])) as form:
            form.kind = "erasure"
        request = form.record
        self.assertRegex(request.name, r"PR/\d{4}/\d+")
        self.assertEqual((request.person_name, request.person_email), (NAME, EMAIL))
        self.assertEqual(request.deadline, request.received_on + timedelta(days=30))
        self.assertTrue(request.user_id.has_group(OFFICER))
        self.assertTrue(request.sudo().activity_ids)
        with self.assertRaises(AccessError):
            request.action_identify()
        with self.assertRaises(AccessError):
            request.read(["finding_ids"])
        self.assertFalse(self.Request.with_user(self.clerk).search([("id", "!=", request.id)]), "those of others")

    def test_steps_in_their_order(self):
        request = self.Request.with_user(self.officer).create({"kind": "erasure", "partner_id": self.person.id})
        with self.assertRaisesRegex(UserError, "identity"):
            request.action_identify()
        with self.assertRaises(UserError):
            request.action_search()
        with self.assertRaises(AccessError):
            request.write({"state": "done"})
        with self.assertRaisesRegex(UserError, "can't be deleted"):
            request.sudo().unlink()
        with self.assertRaisesRegex(UserError, "why"):
            request.action_refuse()
        request.refusal_reason = "Could not be identified"
        request.action_refuse()
        self.assertEqual(request.state, "refused")
        with self.assertRaisesRegex(UserError, "closed"):
            request.person_name = "Somebody else"
        with self.assertRaises(UserError):
            request.sudo().log_ids[0].unlink()

    def test_extension(self):
        request = self.ask()
        with self.assertRaisesRegex(UserError, "why"), self.env.cr.savepoint():
            request.extension_days = 60
        request.write({"extension_days": 60, "extension_reason": "Many documents"})
        self.assertEqual(request.deadline, request.received_on + timedelta(days=90))
        self.assertIn("extended", request.log_ids.mapped("event"))

    def test_activities_are_in_the_language_of_the_officer(self):
        self.env["res.lang"]._activate_lang("de_DE")
        self.officer.lang = "de_DE"
        received = fields.Date.today() - timedelta(days=40)
        request = self.Request.create(
            {"kind": "access", "partner_id": self.person.id, "received_on": received, "user_id": self.officer.id}
        )
        self.assertEqual(request.activity_ids.summary, "Identität prüfen und Eingang bestätigen")
        request.activity_ids.unlink()
        self.Request._remind()
        self.assertEqual(request.activity_ids.summary, "Überfällig: jetzt beantworten")

    def test_reminded_before_the_deadline(self):
        request = self.ask(received_on=fields.Date.today() - timedelta(days=28))
        request.sudo().activity_ids.unlink()
        self.Request._remind()
        self.Request._remind()
        self.assertEqual(len(request.sudo().activity_ids), 1, "once a day")
        self.assertEqual(request.sudo().activity_ids.user_id, self.officer)

    def test_from_a_mail(self):
        self.company._privacy_set_alias("privacy-test")
        request = self.Request.message_new(
            {
                "subject": "Löschung meiner Daten",
                "body": "<p>Bitte <b>löschen</b> Sie alles.</p>",
                "email_from": f'"{NAME}" <{EMAIL.upper()}>',
                "message_id": "<x@example.com>",
            },
            {"company_id": self.company.id},
        )
        self.assertEqual((request.kind, request.partner_id, request.origin), ("erasure", self.person, "mail"))
        self.assertEqual(request.state, "received", "anybody can write under any address")
        self.company._privacy_set_alias("")
        self.assertFalse(self.company.privacy_alias_id)

    def test_unknown_writer_makes_no_contact(self):
        before = self.env["res.partner"].search_count([])
        request = self.Request.message_new({"subject": "?", "body": "Hi", "email_from": "nobody@example.net"})
        self.assertFalse(request.partner_id)
        self.assertEqual(self.env["res.partner"].search_count([]), before)

    def test_two_contacts_with_one_address_are_not_guessed(self):
        self.make_person(name="The Sister")
        request = self.Request.message_new({"subject": "", "body": "", "email_from": EMAIL})
        self.assertFalse(request.partner_id)

    # -- answers ------------------------------------------------------------------------------------------

    def test_answer(self):
        self.person.message_post(body=f"{NAME} and bertram@nebenmann.example met", author_id=self.bystander.id)
        self.env["ir.attachment"].create(
            {"name": "card.txt", "raw": b"her card", "res_model": "res.partner", "res_id": self.person.id}
        )
        self.person.function = "=cmd()"
        request = self.ask("access")
        with self.assertRaises(UserError):
            request.action_done()
        self.find(request, thorough=False)
        with self.assertRaisesRegex(UserError, "still being searched"):
            request.action_answer()
        request.sudo().job = False
        request.action_answer()
        archive = zipfile.ZipFile(io.BytesIO(request.sudo().answer_id.raw))
        names = archive.namelist()
        self.assertIn("letter.html", names)
        self.assertIn("csv/res.partner.csv", names)
        self.assertIn("files/001_card.txt", names)
        data = json.loads(archive.read("data.json"))
        contact = data["data"]["res.partner"]["records"][0]
        self.assertEqual((contact["name"], contact["email"]), (NAME, EMAIL))
        everything = archive.read("data.json").decode() + archive.read("letter.html").decode()
        self.assertNotIn("bertram@nebenmann.example", everything, "third parties are masked")
        self.assertNotIn("Bertram Nebenmann", everything)
        self.assertIn("b***@nebenmann.example", everything)
        rows = list(csv.reader(io.StringIO(archive.read("csv/res.partner.csv").decode("utf-8-sig"))))
        self.assertIn("'=cmd()", rows[1], "spreadsheets run nothing")
        self.assertIn(self.person.phone, rows[1], "numbers stay numbers")
        self.assertNotIn("<script", archive.read("letter.html").decode())
        request.action_done()
        self.assertEqual(request.state, "done")

    def test_answer_in_the_language_of_the_person(self):
        self.env["res.lang"]._activate_lang("de_DE")
        self.person.lang = "de_DE"
        request = self.ask("access")
        self.find(request, thorough=False)
        self.assertEqual(request._answer_lang(), "de_DE")
        self.assertIn(b'lang="de-DE"', request._letter_html())

    def test_values_are_no_markup(self):
        self.person.name = "<script>alert(1)</script> Quast"
        request = self.ask("access", person_name="<img src=x onerror=alert(1)>")
        self.find(request, thorough=False)
        letter = request._letter_html().decode()
        self.assertNotIn("<script>alert", letter)
        self.assertNotIn("<img src=x", letter)

    def test_nothing_chosen_is_no_answer(self):
        request = self.ask("access")
        findings = self.find(request, thorough=False)
        request.sudo().job = False
        findings.is_selected = False
        with self.assertRaisesRegex(UserError, "Nothing is chosen"):
            request.action_answer()

    def test_link_is_in_the_mail_alone(self):
        request = self.ask("portability")
        self.find(request, thorough=False)
        request.sudo().job = False
        request.action_answer()
        request.action_send()
        mail = self.env["mail.mail"].sudo().search([("email_to", "=", EMAIL)], order="id desc", limit=1)
        self.assertIn("/privacy/answer/", mail.body_html)
        self.assertTrue(mail.auto_delete)
        self.assertFalse(any("/privacy/answer/" in (body or "") for body in request.message_ids.mapped("body")))
        self.assertIn("sent", request.log_ids.mapped("event"))

    # -- restriction and objection --------------------------------------------------------------------------

    def restrict(self, kind="restriction", **values):
        request = self.ask(kind, **values)
        request.action_restrict()
        return request

    def test_restricted_is_not_mailed_merged_or_exported(self):
        purpose = self.env["partner.consent.purpose"].create(
            {
                "name": "News", "code": "privacy_news", "is_marketing": True, "channel_email": True,
                "text_ids": [Command.create({"lang": "en", "body": "Yes"})],
            }
        )  # fmt: skip
        both = self.person | self.bystander
        both._consent_record(purpose, "email", method="paper")
        self.assertEqual(both._filter_consent(purpose, "email"), both)
        request = self.restrict()
        self.assertEqual(request.state, "done")
        self.assertTrue(self.person.privacy_restricted)
        self.assertEqual(self.env["res.partner"].search([("privacy_restricted", "=", True)]), self.person)
        self.assertEqual(both._filter_consent(purpose, "email"), self.bystander)
        consents = self.env["partner.consent"]
        self.assertFalse(consents._allowed_keys({EMAIL}, purpose, "email", self.company))
        self.assertFalse(consents._allowed_keys({EMAIL}, purpose.browse(), "email", self.company), "for no purpose")
        refused = self.env["res.partner"]._merge_refusals(self.bystander, self.person)
        self.assertIn("held", [refusal["code"] for refusal in refused])
        rows = both.export_data(["name", "email"])["datas"]
        self.assertEqual([row[0] for row in rows], [self.bystander.name])
        restriction = self.env["partner.privacy.restriction"].search([("partner_id", "=", self.person.id)])
        with self.assertRaises(AccessError):
            restriction.with_user(self.clerk).action_lift()
        restriction.with_user(self.officer).action_lift()
        self.assertFalse(self.person.privacy_restricted)
        self.assertEqual(both._filter_consent(purpose, "email"), both)

    def test_several_are_restricted_at_once(self):
        people = self.env["res.partner"].create([{"name": f"Twin {number}"} for number in range(12)])
        restrictions = self.env["partner.privacy.restriction"]
        request = self.ask("restriction")
        self.env.flush_all()
        with patch.object(type(restrictions), "create", autospec=True, side_effect=type(restrictions).create) as create:
            restrictions._restrict(people[:5], request)
            restrictions._restrict(people, request)
        self.assertEqual(create.call_count, 2)
        self.assertTrue(all(people.mapped("privacy_restricted")))
        self.assertEqual(restrictions.search([("request_id", "=", request.id)]).partner_id, people)
        for partner in people:
            notes = partner.message_ids.filtered(lambda message: "Processing was restricted" in message.body)
            self.assertEqual(len(notes), 1)

    def test_exports_of_other_records_leave_it_out(self):
        child = self.env["res.partner"].create({"name": "A child", "parent_id": self.person.id})
        self.restrict()
        self.assertEqual(child.export_data(["name", "parent_id/email"])["datas"], [["A child", ""]])

    def test_objection(self):
        purpose = self.env["partner.consent.purpose"].create(
            {"name": "Ads", "code": "privacy_ads", "is_marketing": True, "channel_email": True,
             "legal_basis": "legitimate_interests"}
        )  # fmt: skip
        self.assertTrue(self.person._consent_allows(purpose, "email"))
        request = self.restrict("objection")
        self.assertFalse(self.person._consent_allows(purpose, "email"))
        self.assertFalse(self.person.privacy_restricted, "only advertising")
        self.assertIn("objected", request.log_ids.mapped("event"))
        self.restrict("objection", objection_scope="all")
        self.assertTrue(self.person.privacy_restricted)

    # -- rules ----------------------------------------------------------------------------------------------

    def test_rules_are_checked(self):
        rules = self.env["partner.privacy.erasure.rule"]
        for values in (
            {"model_name": "res.partner", "domain": "[('nothing', '=', 1)]"},
            {"model_name": "res.partner", "domain": "import os"},
            {"model_name": "res.partner", "date_field": "name"},
            {"model_name": "mail.thread"},
        ):
            with self.subTest(values), self.assertRaises(ValidationError), self.env.cr.savepoint():
                rules.create({"name": "Bad", **values})
        waiting = rules.create({"name": "An app that comes later", "model_name": "not.there"})
        self.assertIn("not installed", waiting.model_label)

    def test_end_of_the_duty(self):
        rule = self.env["partner.privacy.erasure.rule"].create(
            {"name": "Ten", "model_name": "res.partner.bank", "action": "keep", "years": 10}
        )
        day = fields.Date.to_date("2025-02-03")
        self.assertEqual(str(rule._end(day)), "2035-12-31")
        rule.from_year_end = False
        self.assertEqual(str(rule._end(day)), "2035-02-03")

    def test_rules_by_country(self):
        country = self.env.ref("base.ch")
        rules = self.env["partner.privacy.erasure.rule"]
        rules.search([("model_name", "=", "res.partner.bank")]).unlink()
        rules.create(
            [
                {"name": "CH", "model_name": "res.partner.bank", "action": "keep", "years": 10, "sequence": 1,
                 "country_ids": [Command.set(country.ids)]},
                {"name": "All", "model_name": "res.partner.bank", "action": "delete", "sequence": 2},
            ]
        )  # fmt: skip
        bank = self.env["res.partner.bank"].create({"acc_number": "1", "partner_id": self.person.id})
        self.assertEqual(rules._judge(bank, self.company)[bank.id][0], "delete")
        self.company.country_id = country
        self.assertEqual(rules._judge(bank, self.company)[bank.id][0], "keep")

    # -- finding --------------------------------------------------------------------------------------------

    def test_longer_addresses_are_others(self):
        other = self.env["mail.message"].create(
            {"model": "res.partner", "res_id": self.bystander.id, "email_from": f"x{EMAIL}", "body": f"x{EMAIL}"}
        )
        request = self.ask("access")
        findings = self.find(request)
        self.assertNotIn(("mail.message", other.id), {(each.res_model, each.res_id) for each in findings})

    def test_twins_are_proposed_not_chosen(self):
        twin = self.make_person(email=False, phone=False)
        request = self.ask()
        found = self.find(request, thorough=False).filtered(
            lambda each: each.res_id == twin.id and each.res_model == "res.partner"
        )
        self.assertEqual((found.way, found.is_selected, found.action), ("name", False, "leave"))

    def test_without_a_contact(self):
        self.env["mail.blacklist"].create({"email": "free@quast.example"})
        request = self.Request.with_user(self.officer).create(
            {"kind": "access", "person_email": "free@quast.example", "identity_method": "known"}
        )
        request.action_identify()
        self.assertIn("mail.blacklist", self.find(request, thorough=False).mapped("res_model"))

    def test_wildcards_and_patterns_in_values(self):
        request = self.ask("access", further_terms="100%_(.*)+[a] Müller's\n%%%%%%%\n\\")
        self.assertTrue(self.find(request))

    def test_only_choices_can_be_changed(self):
        request = self.ask()
        finding = self.find(request, thorough=False)[0].with_user(self.officer)
        with self.assertRaises(AccessError):
            finding.res_id = 1
        with self.assertRaises(AccessError):
            finding.with_user(self.clerk).read(["res_model"])
