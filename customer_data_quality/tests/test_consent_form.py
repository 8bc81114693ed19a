from types import SimpleNamespace
from unittest.mock import patch

from lxml import html

from odoo.exceptions import AccessError
from odoo.tests import new_test_user, tagged

from ..models.consent import evidence, form
from .common_consent_public import ConsentPublicCase


@tagged("-at_install", "post_install")
class TestConsentForm(ConsentPublicCase):
    """Consents from forms of a website."""

    def value(self, name):
        (choice,) = self.Purpose._form_choices([name])
        return choice["value"]

    def test_choices(self):
        """A form shows the present wording of what it asks for; what does not exist is left out."""
        choices = self.Purpose._form_choices(
            ["test_newsletter:email", "test_calls:phone", "no:email", "test_calls:post", "x"]
        )
        self.assertEqual([choice["purpose"] for choice in choices], [self.newsletter, self.calls])
        self.assertEqual(choices[0]["value"], f"test_newsletter:email:{self.newsletter.text_ids.id}")

    def test_fields(self):
        """The fields are boxes that nobody has ticked, with their wording as label."""
        page = self.env["ir.qweb"]._render(
            "customer_data_quality.consent_form_fields",
            {"consent_names": ["test_newsletter:email"]},
        )
        tree = html.fromstring(f"<form>{page}</form>")
        (box,) = tree.xpath("//input[@type='checkbox'][@name='consent_answers'][not(@checked)]")
        self.assertEqual(box.get("value"), self.value("test_newsletter:email"))
        (label,) = tree.xpath("//label[@for=$id]", id=box.get("id"))
        self.assertIn("I agree to Test Newsletter of Blumen Nirgends.", label.text_content())

    def test_new_contact(self):
        """A contact made by a form brings its consents; what needs confirmation is asked for."""
        answers = ",".join(map(self.value, ("test_newsletter:email", "test_surveys:email", "test_calls:phone")))
        leo = self.make_partner("Leo", email="leo@example.com", phone="+43 1 5885814", consent_answers=answers)
        states = {consent.purpose_id: consent.state for consent in leo.consent_ids}
        self.assertEqual(states, {self.newsletter: "requested", self.surveys: "granted", self.calls: "granted"})
        self.assertEqual(set(leo.consent_ids.event_ids.mapped("method")), {"web_form"})
        mail = self.env["mail.mail"].search([("consent_id", "in", leo.consent_ids.ids)])
        self.assertEqual(mail.email_to, "leo@example.com")
        self.assertFalse(leo.consent_answers)

    def test_others_address(self):
        """The request goes to the address that was typed in, and is frozen there."""
        consents = self.klara._consent_from_form([self.value("test_newsletter:email")], email="other@example.com")
        self.assertEqual(consents.contact_point, "other@example.com")
        self.assertFalse(self.klara._consent_allows(self.newsletter, "email"))

    def test_hostile(self):
        """What is none of our boxes is passed over."""
        text = self.newsletter.text_ids
        other = self.env["res.company"].create({"name": "Elsewhere"})
        foreign = self.env["partner.consent.text"].create(
            {"purpose_id": self.newsletter.id, "company_id": other.id, "lang": "en", "body": "Elsewhere."}
        )
        for answer in (
            f"test_calls:phone:{text.id}",
            f"test_newsletter:phone:{text.id}",
            f"test_newsletter:email:{foreign.id}",
            "test_newsletter:email:",
            "test_newsletter:email:999999999",
            "test_newsletter:email:" + "9" * 300,
            ":::,;,",
            "<script>",
            "\x00",
        ):
            with self.subTest(answer=answer[:30]):
                self.assertFalse(self.klara._consent_from_form(answer))
        self.assertFalse(self.klara.consent_ids)

    def test_evidence_holds_no_key(self):
        """Of the form's address the first steps are kept: a token that follows is a key. Odd addresses do no harm."""
        browser = SimpleNamespace(string="Browser\0" + "x" * 900)
        for referrer, kept in (
            ("https://blumen.example/fair/form/5f3a99?access=5f3a#top", "https://blumen.example/fair/form"),
            ("https://blumen.example/fair?access=5f3a", "https://blumen.example/fair"),
            (None, "https://blumen.example/website/form"),
            ("http://[", "http://["),
        ):
            incoming = SimpleNamespace(
                httprequest=SimpleNamespace(
                    referrer=referrer,
                    base_url="https://blumen.example/website/form/5f3a99",
                    remote_addr="203.0.113.9",
                    user_agent=browser,
                )
            )
            with (
                self.subTest(referrer=referrer),
                patch.object(form, "request", incoming),
                patch.object(evidence, "request", incoming),
            ):
                found = self.klara._consent_evidence()
                self.assertEqual((found["source_url"], found["ip_address"]), (kept, "203.0.113.9"))
                self.assertEqual(found["user_agent"], "Browser" + "x" * 293)

    def test_without_address(self):
        """A box for e-mails ticked by somebody without an address says nothing."""
        leo = self.make_partner("Leo", consent_answers=self.value("test_newsletter:email"))
        self.assertFalse(leo.consent_ids)

    def test_objection_outlasts_forms(self):
        """A form that anybody can fill in lifts no objection to what needs confirmation."""
        self.klara._consent_record(self.newsletter, "email", "objected", method="phone", act_date=self.ago(days=2))
        self.klara._consent_from_form(self.value("test_newsletter:email"))
        self.assertEqual(self.klara.consent_ids.state, "objected")

    def test_role(self):
        """Colleagues without the role record nothing by way of this field."""
        user = new_test_user(self.env, "consent-form", "base.group_user,base.group_partner_manager")
        user.group_ids -= self.env.ref("customer_data_quality.group_user")
        if user.has_group("customer_data_quality.group_user"):
            self.skipTest("All employees have the role in this database.")
        with self.assertRaises(AccessError):
            self.klara.with_user(user).consent_answers = self.value("test_surveys:email")
