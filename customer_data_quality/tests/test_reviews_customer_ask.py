import re
from datetime import timedelta
from unittest.mock import patch

from freezegun import freeze_time

from odoo import Command, fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import TransactionCase, new_test_user, tagged

from odoo.addons.mail.tests.common import MockEmail

from ..models.reviews.customer import request as request_module
from ..models.reviews.customer.link import PURPOSE

USER_GROUPS = "base.group_partner_manager,customer_data_quality.group_user"
URL = re.compile(r"http[^\"']*/my-data/([\w-]{43})")


@tagged("-at_install", "post_install")
class TestAskCustomers(MockEmail, TransactionCase):
    """Asking customers by mail."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.user = new_test_user(cls.env, "ask_user", USER_GROUPS, name="Vera Verkauf", email="vera@verkauf.example")
        cls.Partner = cls.env["res.partner"]
        cls.partners = cls.Partner.create(
            [{"name": f"Kundin {number}", "email": f"kundin{number}@example.com"} for number in range(3)]
        )
        cls.Ask = cls.env["partner.review.ask"].with_user(cls.user)

    def wizard(self, partners=None, **values):
        partners = self.partners if partners is None else partners
        return self.Ask.create({"partner_ids": [Command.set(partners.ids)], **values})

    def mails(self, partners=None):
        partners = self.partners if partners is None else partners
        return self.env["mail.mail"].search([("recipient_ids", "in", partners.ids)], order="id")

    def requests(self, partners=None):
        partners = self.partners if partners is None else partners
        return self.env["partner.review.request"].search(
            [("partner_id", "in", partners.ids), ("kind", "=", "customer")], order="id"
        )

    def test_action(self):
        """The window that add-ons open is that of the menu of actions, for the contacts it was called on."""
        action = self.partners.with_user(self.user).action_ask_customer()
        shipped = self.env.ref("customer_data_quality.partner_review_ask_action")
        self.assertEqual((action["id"], action["target"]), (shipped.id, "new"))
        ask = self.env[action["res_model"]].with_user(self.user).with_context(**action["context"]).create({})
        self.assertEqual(ask.partner_ids, self.partners)

    def test_send(self):
        """Each gets a mail with a link of its own, from whoever asked, in a chatter nobody reads it."""
        self.wizard().action_send()
        mails = self.mails()
        self.assertEqual(len(mails), 3)
        for mail in mails:
            self.assertEqual(mail.recipient_ids, mail.recipient_ids & self.partners)
            self.assertIn("vera@verkauf.example", mail.email_from)
            link = self.env["partner.link"]._resolve(PURPOSE, URL.search(mail.body_html)[1])
            self.assertEqual(link.partner_id, mail.recipient_ids)
            self.assertEqual(self.env[link.res_model].browse(link.res_id).partner_id, link.partner_id)
            self.assertEqual((mail.model, mail.res_id, mail.auto_delete), (False, 0, True))
        for partner in self.partners:
            bodies = "".join(partner.message_ids.mapped("body"))
            self.assertIn("Asked by e-mail", bodies)
            self.assertNotRegex(bodies, URL)
        requests = self.requests()
        self.assertEqual(requests.mapped("state"), ["open"] * 3)
        self.assertEqual((requests.create_uid, requests.user_id), (self.user, self.user))
        self.assertFalse(requests.mail_template_id)

    def test_link_goes_with_the_mail(self):
        """Once a mail is sent, the link stands nowhere in the database, and before in no record of the contact."""
        self.wizard().action_send()
        tokens = [URL.search(mail.body_html)[1] for mail in self.mails()]
        with self.mock_mail_gateway(mail_unlink_sent=True):
            self.mails().send()
        self.assertEqual(sorted(URL.search(mail["body"])[1] for mail in self._mails), sorted(tokens))
        self.env.flush_all()
        self.assertFalse(self.mails())
        for token in tokens:
            self.assertFalse(self.env["mail.message"].search([("body", "like", token)]))

    def test_language(self):
        """Subject and text are in the language of the contact."""
        self.env["res.lang"]._activate_lang("de_CH")
        template = self.env.ref("customer_data_quality.mail_template_data_check")
        template.with_context(lang="de_CH").subject = "Stimmen Ihre Daten noch?"
        self.partners[1].lang = "de_CH"
        self.wizard().action_send()
        subjects = {mail.recipient_ids: mail.subject for mail in self.mails()}
        self.assertEqual(subjects[self.partners[1]], "Stimmen Ihre Daten noch?")
        self.assertEqual(subjects[self.partners[0]], "Is your data still correct?")

    def test_validity(self):
        """Links work as long as the company says."""
        self.env.company.review_check_valid_days = 5
        self.wizard(self.partners[0]).action_send()
        token = URL.search(self.mails().body_html)[1]
        links = self.env["partner.link"]
        with freeze_time(fields.Datetime.now() + timedelta(days=4, hours=23)):
            self.assertTrue(links._resolve(PURPOSE, token))
        with freeze_time(fields.Datetime.now() + timedelta(days=5, hours=1)):
            self.assertFalse(links._resolve(PURPOSE, token))

    def test_left_out(self):
        """Without an address, on the blacklist, archived, a colleague, asked lately or with a shared address: no mail,
        and the wizard says how many of each."""
        self.env["mail.blacklist"].create({"email": "KUNDIN1@example.com"})
        nowhere, archived, twin, odd = self.Partner.create(
            [
                {"name": "Ohne Adresse"},
                {"name": "Früher", "email": "frueher@example.com", "active": False},
                {"name": "Zwilling", "email": "Kundin0@example.com"},
                {"name": "Unsinn", "email": "kein Mail"},
            ]
        )
        self.wizard(self.partners[2]).action_send()
        everybody = self.partners | nowhere | archived | twin | odd | self.user.partner_id
        wizard = self.wizard(everybody)
        self.assertEqual(wizard.recipient_ids, self.partners[0])
        self.assertEqual(
            (wizard.no_email_count, wizard.refused_count, wizard.recent_count, wizard.same_count), (2, 3, 1, 1)
        )
        wizard.action_send()
        self.assertEqual(self.mails(everybody).recipient_ids, self.partners[0] | self.partners[2])

    def test_hook(self):
        """Add-ons decide who may be asked, when choosing and again when the mail goes out."""
        cls = self.registry["res.partner"]
        original = cls._review_may_be_asked

        def never_the_second(partners):
            return original(partners) - self.partners[1]

        with patch.object(cls, "_review_may_be_asked", never_the_second):
            self.assertEqual(self.wizard().recipient_ids, self.partners[0] | self.partners[2])
        with (
            patch.object(request_module, "BATCH", 1),
            patch("odoo.addons.customer_data_quality.models.reviews.customer.ask.BATCH", 1),
        ):
            self.wizard().action_send()
        self.assertFalse(self.mails())
        with patch.object(cls, "_review_may_be_asked", never_the_second):
            self.run_cron()
        self.assertEqual(self.mails().recipient_ids, self.partners[0] | self.partners[2])
        self.assertEqual(self.requests(self.partners[1]).state, "cancelled")

    def run_cron(self):
        self.env.flush_all()
        with self.enter_registry_test_mode(), self.registry.cursor() as cr:
            self.env(cr=cr).ref("customer_data_quality.cron_ask_customers").method_direct_trigger()
        self.env.invalidate_all()

    def test_many(self):
        """Many mails are sent by the scheduler, in batches, in the name of whoever asked; running twice sends once."""
        with (
            patch.object(request_module, "BATCH", 2),
            patch("odoo.addons.customer_data_quality.models.reviews.customer.ask.BATCH", 2),
        ):
            self.wizard().action_send()
            self.assertFalse(self.mails())
            self.assertTrue(all(request.mail_template_id for request in self.requests()))
            self.run_cron()
            self.run_cron()
        self.assertEqual(len(self.mails()), 3)
        self.assertEqual({"vera" in mail.email_from for mail in self.mails()}, {True})

    def test_ask_again(self):
        """A new link takes the place of the old one, which no longer works."""
        self.wizard(self.partners[0]).action_send()
        old = URL.search(self.mails().body_html)[1]
        with self.assertRaises(UserError):
            self.wizard(self.partners[0]).action_send()
        self.wizard(self.partners[0], ask_again=True).action_send()
        new = URL.search(self.mails()[-1].body_html)[1]
        links = self.env["partner.link"]
        self.assertFalse(links._resolve(PURPOSE, old))
        self.assertTrue(links._resolve(PURPOSE, new))
        self.assertEqual(self.requests(self.partners[0]).mapped("state"), ["cancelled", "open"])

    def test_pause(self):
        """Nobody is asked again before the pause is over."""
        self.wizard().action_send()
        self.assertFalse(self.wizard().recipient_ids)
        days = self.env.company.review_check_pause_days
        with freeze_time(fields.Datetime.now() + timedelta(days=days + 1)):
            self.assertEqual(self.wizard().recipient_ids, self.partners)

    def test_unanswered(self):
        """Once the link works no more, the request is closed: nobody answered. What waits to be sent is not."""
        self.wizard(self.partners[:2]).action_send()
        sent, waiting = self.requests()
        waiting.mail_template_id = self.env.ref("customer_data_quality.mail_template_data_check")
        days = self.env.company.review_check_valid_days
        with freeze_time(fields.Datetime.now() + timedelta(days=days)):
            self.env["partner.review.request"]._gc_unanswered()
            self.assertEqual(sent.state, "open")
        with freeze_time(fields.Datetime.now() + timedelta(days=days + 2)):
            self.env["partner.review.request"]._gc_unanswered()
        self.assertEqual((sent.state, sent.outcome, waiting.state), ("done", "unreachable", "open"))

    def test_rights(self):
        """Whoever may not change a contact may not have it asked, and no outsider asks at all."""
        reader = new_test_user(self.env, "ask_reader", "base.group_user,customer_data_quality.group_user")
        wizard = self.env["partner.review.ask"].with_user(reader).create({"partner_ids": self.partners.ids})
        with self.assertRaises(AccessError):
            wizard.action_send()
        portal = new_test_user(self.env, "ask_portal", "base.group_portal")
        with self.assertRaises(AccessError):
            self.env["partner.review.ask"].with_user(portal).create({"partner_ids": self.partners.ids})
        self.assertFalse(self.mails())

    def test_number_of_queries(self):
        """Asking fifty takes hardly more queries for each than asking two; no query in a loop of ours."""
        many = self.Partner.create([{"name": f"Viele {n}", "email": f"viele{n}@example.com"} for n in range(50)])
        self.wizard(many[:1]).action_send()
        self.env.flush_all()
        counts = []
        for partners in (many[1:11], many[11:31]):
            wizard = self.wizard(partners)
            self.env.flush_all()
            before = self.env.cr.sql_log_count
            wizard.action_send()
            self.env.flush_all()
            counts.append(self.env.cr.sql_log_count - before)
        self.assertLess(counts[1], counts[0] + 60, counts)


@tagged("-at_install", "post_install")
class TestReviewFields(TransactionCase):
    """Which fields customers are shown."""

    def test_refused_fields(self):
        """Nothing that is secret, computed, relational or about the company's own work can be chosen."""
        fields_of = self.env["partner.review.field"]
        for name in (
            "comment",
            "user_id",
            "category_id",
            "child_ids",
            "signup_type",
            "barcode",
            "id",
            "create_uid",
            "display_name",
            "quality_score",
            "nonsense",
            "company_id",
            "parent_id",
            "credit_limit",
        ):
            with self.subTest(field=name), self.assertRaises(ValidationError):
                fields_of.create({"field_name": name})
        for name in ("lang", "tz", "company_registry", "state_id"):
            with self.subTest(field=name):
                self.assertTrue(fields_of.create({"field_name": name}))

    def test_kind_by_default(self):
        """What is an e-mail address is checked as one."""
        names = ("email", "phone", "website", "vat", "zip", "city")
        chosen = self.env["partner.review.field"].search([("field_name", "in", names)])
        kinds = {record.field_name: record.kind for record in chosen}
        self.assertEqual(
            kinds,
            {"email": "email", "phone": "phone", "website": "website", "vat": "vat", "zip": "postcode", "city": False},
        )

    def test_company_choice(self):
        """What one company chose for a field goes before what holds for all; others don't see it."""
        other = self.env["res.company"].create({"name": "Andere"})
        fields_of = self.env["partner.review.field"]
        own = fields_of.create({"field_name": "city", "company_id": other.id, "label": "Ort bei uns"})
        theirs = self.env["res.partner"].create({"name": "Dort", "company_id": other.id})
        ours = self.env["res.partner"].create({"name": "Hier", "company_id": self.env.company.id})
        self.assertIn(own, fields_of._for_partner(theirs))
        self.assertEqual(fields_of._for_partner(theirs).mapped("field_name").count("city"), 1)
        self.assertNotIn(own, fields_of._for_partner(ours))

    def test_rights(self):
        """Data stewards choose, others only look."""
        user = new_test_user(self.env, "fields_user", USER_GROUPS)
        steward = new_test_user(self.env, "fields_steward", "customer_data_quality.group_steward")
        field = self.env.ref("customer_data_quality.review_field_city")
        field.with_user(steward).label = "Town"
        self.assertEqual(field.with_user(user).label, "Town")
        with self.assertRaises(AccessError):
            field.with_user(user).label = "X"
