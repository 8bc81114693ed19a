"""Exclusion lists, mailings and messages to many follow what people have said."""

from datetime import timedelta

from odoo import Command, fields
from odoo.exceptions import UserError
from odoo.tests import tagged

from .common_consent import ConsentCase


@tagged("-at_install", "post_install")
class TestConsentFollow(ConsentCase):
    def test_withdrawal_excludes_and_a_new_consent_lets_in(self):
        self.record(self.anna)
        self.assertFalse(self.excluded("anna@example.com"))
        self.record(self.anna, "withdrawn")
        self.assertTrue(self.excluded("anna@example.com"))
        entry = self.env["mail.blacklist"].search([("email", "=", "anna@example.com")])
        for act in (lambda: entry._remove("anna@example.com"), entry.action_archive, entry.unlink):
            with self.assertRaisesRegex(UserError, "new consent"), self.env.cr.savepoint():
                act()
        self.record(self.anna)
        self.assertFalse(self.excluded("anna@example.com"))

    def test_a_consent_left_keeps_the_address_open(self):
        other = self.make_purpose("test_offers")
        self.record(self.anna)
        self.record(self.anna, purpose=other)
        self.record(self.anna, "withdrawn")
        self.assertFalse(self.excluded("anna@example.com"), "there still is the other purpose")
        self.record(self.anna, "objected", "any", purpose=other)
        self.assertTrue(self.excluded("anna@example.com"))

    def test_an_old_form_lets_nobody_in(self):
        self.record(self.anna, "withdrawn", days=2)
        self.record(self.anna, "granted", days=9)
        self.assertTrue(self.excluded("anna@example.com"))

    def test_what_is_not_marketing_excludes_nobody(self):
        purpose = self.make_purpose("test_service", is_marketing=False)
        self.record(self.anna, purpose=purpose)
        self.record(self.anna, "withdrawn", purpose=purpose)
        self.assertFalse(self.excluded("anna@example.com"))

    def test_waiting_or_expired_excludes_nobody(self):
        self.record(self.anna, "requested")
        self.record(self.anna, "expired")
        self.assertFalse(self.excluded("anna@example.com"))

    def test_numbers(self):
        numbers = self.env["phone.blacklist"]
        self.record(self.anna, channel="phone", days=9)
        self.record(self.anna, channel="sms", days=9)
        self.record(self.anna, "withdrawn", "phone", days=5)
        self.assertFalse(numbers.search([("number", "=", "+493023125001")]))
        self.record(self.anna, "objected", "any", days=1)
        self.assertTrue(numbers.search([("number", "=", "+493023125001")]))
        self.record(self.anna, channel="sms")
        self.assertFalse(numbers.search([("number", "=", "+493023125001")]))

    def test_excluding_an_address_is_a_withdrawal(self):
        consent = self.record(self.anna)
        entry = self.env["mail.blacklist"]._add("anna@example.com")
        self.assertEqual((consent.state, consent.event_ids[-1].method), ("withdrawn", "system"))
        self.assertIn("mail.blacklist", consent.event_ids[-1].details)
        self.record(self.anna)
        self.assertFalse(entry.active)
        entry.active = True
        self.assertEqual(consent.state, "withdrawn")

    def test_addresses_of_nobody_in_particular(self):
        """What has nothing to do with consents is as it was."""
        entry = self.env["mail.blacklist"]._add("stranger@example.com")
        entry._remove("stranger@example.com")
        self.assertFalse(self.excluded("stranger@example.com"))
        entry.unlink()

    # -- messages to many --------------------------------------------------------------------------

    def composer(self, partners, **values):
        return (
            self.env["mail.compose.message"]
            .with_context(active_ids=partners.ids)
            .create(
                {
                    "composition_mode": "mass_mail",
                    "model": "res.partner",
                    "res_ids": str(partners.ids),
                    "subject": "News",
                    "body": "<p>News</p>",
                    **values,
                }
            )
        )

    def sent(self, composer):
        mails = composer._action_send_mail()[0]
        return {mail.recipient_ids.email_normalized: mail.state for mail in mails}, mails

    def test_composer_warns_and_leaves_out(self):
        self.record(self.anna)
        both = self.anna | self.bert
        composer = self.composer(both, consent_purpose_id=self.purpose.id)
        self.assertEqual(composer.consent_warning, "1 of 2 have not agreed to this purpose and are left out.")
        states, mails = self.sent(composer)
        self.assertEqual(states["bert@example.com"], "cancel")
        self.assertNotEqual(states["anna@example.com"], "cancel")
        self.assertEqual(mails.consent_purpose_id, self.purpose)

    def test_without_a_purpose_it_only_warns(self):
        both = self.anna | self.bert
        self.assertFalse(self.composer(both).consent_warning)
        self.record(self.anna, "objected", "any")
        composer = self.composer(both, use_exclusion_list=False)
        self.assertIn("1 of 2", composer.consent_warning)
        states, _mails = self.sent(composer)
        self.assertNotIn("cancel", states.values(), "it may be an invoice")

    def test_nobody_is_warned_of_one(self):
        self.record(self.anna, "objected", "any")
        self.assertFalse(self.composer(self.anna).consent_warning)


@tagged("-at_install", "post_install")
class TestConsentMailing(ConsentCase):
    def setUp(self):
        super().setUp()
        if "mailing.mailing" not in self.env:
            self.skipTest("the app for mailings is not installed")
        self.contact_model = self.env["ir.model"]._get("res.partner")

    def mailing(self, **values):
        return self.env["mailing.mailing"].create(
            {
                "subject": "News",
                "body_html": "<p>News</p>",
                "mailing_model_id": self.contact_model.id,
                "mailing_domain": str([("id", "in", (self.anna | self.bert).ids)]),
                **values,
            }
        )

    def test_recipients(self):
        mailing = self.mailing()
        self.assertEqual(set(mailing._get_remaining_recipients()), set((self.anna | self.bert).ids))
        self.record(self.anna)
        self.env.company.consent_mailing_purpose_id = self.purpose
        self.assertEqual(mailing._get_remaining_recipients(), self.anna.ids)
        arch = mailing.get_view(view_type="form")["arch"]
        self.assertIn("consent_mailing_notice", arch)
        report = self.env["partner.consent"].mailing_report(mailing.id)
        self.assertEqual((report["recipients"], report["left_out"]), (2, 1))

    def test_given_recipients_are_left_out_too(self):
        self.env.company.consent_mailing_purpose_id = self.purpose
        self.record(self.anna)
        mailing = self.mailing()
        mailing.action_send_mail(res_ids=(self.anna | self.bert).ids)
        states = {trace.email: trace.trace_status for trace in mailing.mailing_trace_ids}
        self.assertEqual(states["bert@example.com"], "cancel")
        self.assertNotEqual(states["anna@example.com"], "cancel")

    def test_without_a_purpose_whoever_objected_is_left_out(self):
        mailing = self.mailing()
        self.record(self.anna, "objected", "any")
        self.assertEqual(mailing._get_remaining_recipients(), self.bert.ids)

    def test_lists(self):
        mine, other = self.env["mailing.list"].create([{"name": "Mine"}, {"name": "Other"}])
        subscriber = self.env["mailing.contact"].create(
            {
                "name": "Anna",
                "email": "anna@example.com",
                "subscription_ids": [Command.create({"list_id": each.id}) for each in (mine | other)],
            }
        )
        offers = self.make_purpose("test_offers")
        self.purpose.target_ids = [Command.create({"target": f"mailing.list,{mine.id}"})]
        self.record(self.anna, days=2)
        self.record(self.anna, purpose=offers, days=2)
        mailing = self.mailing(
            mailing_model_id=self.env["ir.model"]._get("mailing.list").id,
            contact_list_ids=[Command.set(mine.ids)],
            mailing_domain=str([("list_ids", "in", mine.ids)]),
        )
        self.assertEqual(mailing._get_remaining_recipients(), subscriber.ids)
        self.record(self.anna, "withdrawn", days=1)
        states = {subscription.list_id: subscription.opt_out for subscription in subscriber.subscription_ids}
        self.assertEqual(states, {mine: True, other: False})
        self.record(self.anna, "objected", "any", act_date=fields.Datetime.now() - timedelta(seconds=2))
        self.assertTrue(all(subscriber.subscription_ids.mapped("opt_out")))
        self.record(self.anna)
        states = {subscription.list_id: subscription.opt_out for subscription in subscriber.subscription_ids}
        self.assertEqual(states, {mine: False, other: True})
