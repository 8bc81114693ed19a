"""What the tests of consents share."""

from datetime import datetime, timedelta

from odoo import Command, fields
from odoo.tests import TransactionCase


class ConsentCase(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env = cls.env(context={**cls.env.context, "no_vat_validation": True})
        cls.Consent = cls.env["partner.consent"]
        cls.Event = cls.env["partner.consent.event"]
        cls.Partner = cls.env["res.partner"]
        cls.purpose = cls.make_purpose("test_news", channel_phone=True, channel_sms=True, channel_post=True)
        cls.anna, cls.bert = cls.Partner.create(
            [
                {
                    "name": "Anna Wiesenthaler",
                    "email": "Anna@example.com",
                    "phone": "+49 30 23125 001",
                    "lang": "en_US",
                },
                {"name": "Bert Haslacher", "email": "bert@example.com", "city": "Neustett"},
            ]
        )

    @classmethod
    def make_purpose(cls, code, **values):
        return cls.env["partner.consent.purpose"].create(
            {
                "name": code,
                "code": code,
                "is_marketing": True,
                "text_ids": [
                    Command.create({"lang": "en", "body": "Yes, {company} may write to me."}),
                    Command.create({"lang": "de", "body": "Ja, {company} darf mir schreiben."}),
                ],
                **values,
            }
        )

    def record(self, partners, kind="granted", channel="email", days=None, purpose=None, **facts):
        """Record an act, `days` ago if given."""
        if days is not None:
            facts["act_date"] = fields.Datetime.now() - timedelta(days=days)
        facts.setdefault("method", "paper")
        return partners._consent_record(purpose or self.purpose, channel, kind, **facts)

    def allowed(self, partners, channel="email", purpose=None, **options):
        return partners._filter_consent(purpose or self.purpose, channel, **options)

    def excluded(self, email):
        return bool(self.env["mail.blacklist"].search([("email", "=", email)]))

    def moment(self, *numbers):
        return datetime(2026, *numbers)
