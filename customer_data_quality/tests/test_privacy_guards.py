from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, tagged

from .common_privacy import NAME, PrivacyCase

PASSWORD = "a long password of a test"


@tagged("post_install", "-at_install")
class TestPrivacyGuards(PrivacyCase, HttpCase):
    """What was found belongs to whom it was searched for; what was asked for stays as the second person saw it."""

    def test_another_person_is_searched_anew(self):
        for values in (
            {"partner_id": self.bystander.id},
            {"person_email": "else@example.com"},
            {"further_terms": "Wilma"},
            {"include_people": True},
            {"kind": "erasure"},
        ):
            with self.subTest(values):
                request = self.ask("access")
                self.find(request)
                request.action_answer()
                request.write(values)
                self.assertEqual((request.state, request.searched_at), ("identified", False))
                self.assertFalse(request.finding_ids)
                self.assertFalse(request.answered_on or request.sudo().answer_id)
        request.action_search()
        self.assertTrue(request.finding_ids)

    def test_found_again_is_answered_again(self):
        request = self.ask("access")
        self.find(request)
        request.action_answer()
        self.find(request)
        with self.assertRaisesRegex(UserError, "Make the answer first"):
            request.action_send()

    def test_nothing_changes_before_the_second_person(self):
        self.company.privacy_two_persons = True
        request = self.ask()
        findings = self.find(request).with_user(self.officer)
        findings[0].is_selected = True
        request.action_erase()
        for values in ({"partner_id": self.bystander.id}, {"further_terms": "Bertram"}, {"kind": "access"}):
            with self.subTest(values), self.assertRaisesRegex(UserError, "second person"):
                request.write(values)
        with self.assertRaisesRegex(UserError, "go back"):
            findings[0].is_selected = False
        with self.assertRaisesRegex(UserError, "go back"):
            findings[0].action = "leave"
        request.action_back()
        findings[0].is_selected = False
        request.action_erase()
        request.with_user(self.second).action_confirm()
        with self.assertRaisesRegex(UserError, "go back"):
            findings.exists()[0].is_selected = True

    def test_what_the_law_keeps_is_not_decided_by_hand(self):
        self.env["partner.privacy.erasure.rule"].create(
            {"name": "Ten", "model_name": "res.partner.bank", "action": "keep", "years": 10, "sequence": 1}
        )
        self.env["res.partner.bank"].create({"acc_number": "KEEP 1", "partner_id": self.person.id})
        for kind in ("erasure", "access"):
            request = self.ask(kind)
            findings = self.find(request).with_user(self.officer)
            kept = findings.filtered(lambda finding: finding.res_model == "res.partner.bank")
            self.assertEqual((kept.action, kept.is_selected), ("keep", True))
            if kind == "access":
                kept.is_selected = False
                self.assertFalse(kept.is_selected, "it need not be in the answer")
                continue
            for change in ({"action": "delete"}, {"is_selected": False}, {"action": "leave", "is_selected": True}):
                with self.assertRaisesRegex(UserError, "law keeps"), self.env.cr.savepoint():
                    kept.write(change)
            with self.assertRaisesRegex(UserError, "law keeps"):
                findings.action_exclude()

    def test_answer_is_not_for_whoever_took_the_request_down(self):
        request = self.Request.with_user(self.clerk).create(
            {"kind": "access", "partner_id": self.person.id, "identity_method": "known"}
        )
        self.assertEqual(request.with_user(self.clerk).person_name, NAME)
        request = request.with_user(self.officer)
        request.action_identify()
        self.find(request)
        request.action_answer()
        answer = request.sudo().answer_id
        seen = self.env["ir.attachment"].with_user(self.clerk)
        self.assertFalse(seen.search([("res_model", "=", request._name), ("res_id", "=", request.id)]))
        self.assertFalse(seen.search([("id", "=", answer.id)]))
        with self.assertRaises(AccessError):
            seen.browse(answer.id).read(["raw"])
        with self.assertRaises(AccessError):
            request.with_user(self.clerk).read(["answer_id"])
        self.assertTrue(answer.with_user(self.officer).raw)

    def test_restricted_contacts_give_no_card(self):
        self.clerk.password = PASSWORD
        self.authenticate(self.clerk.login, PASSWORD)
        path = "/web/partner/vcard?partner_ids="
        self.assertIn(NAME, self.url_open(f"{path}{self.person.id}").text)
        request = self.ask("restriction")
        request.action_restrict()
        self.assertEqual(self.url_open(f"{path}{self.person.id}").status_code, 404)
        both = self.url_open(f"{path}{self.person.id},{self.bystander.id}")
        self.assertIn(self.bystander.name, both.text)
        self.assertNotIn(NAME, both.text)
