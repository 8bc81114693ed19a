"""What the tests of public consent pages share: purposes, a person, and mails as they leave."""

import re
from datetime import timedelta
from urllib.parse import urlsplit

from odoo import fields
from odoo.tests import HttpCase

from odoo.addons.mail.tests.common import MailCase

from ..models.consent.link import CONFIRM, PREFERENCES

TEMPLATE = "customer_data_quality.mail_template_consent_confirmation"


class ConsentPublicCase(HttpCase, MailCase):
    """A newsletter that has to be confirmed, calls that need none, and Klara, who decides about both."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env = cls.env(context={**cls.env.context, "tracking_disable": True, "no_vat_validation": True})
        cls.company = cls.env.company
        cls.company.write(
            {
                "name": "Blumen Nirgends",
                "email": "info@blumen.example",
                "consent_confirm_days": 14,
                "consent_reminders": 1,
                "consent_reminder_days": 4,
                "consent_keep_ip": True,
            }
        )
        cls.Purpose = cls.env["partner.consent.purpose"]
        # what is shipped is not what is tested here
        cls.Purpose.search([]).active = False
        cls.newsletter = cls.make_purpose("test_newsletter", "Test Newsletter", double_opt_in=True, is_marketing=True)
        cls.calls = cls.make_purpose(
            "test_calls", "Test Calls", is_marketing=True, channel_email=False, channel_phone=True
        )
        cls.surveys = cls.make_purpose("test_surveys", "Test Surveys")
        cls.klara = cls.make_partner(
            "Klara Wiesenthaler", email="klara.wiesenthaler@example.com", phone="+43 1 5885812"
        )

    @classmethod
    def make_purpose(cls, code, name, **values):
        purpose = cls.Purpose.create({"code": code, "name": name, "legal_basis": "consent", **values})
        cls.env["partner.consent.text"].create(
            {
                "purpose_id": purpose.id,
                "company_id": cls.company.id,
                "lang": "en",
                "body": f"I agree to {name} of Blumen Nirgends.",
                "notice_version": "2026-01",
                "notice_url": "https://blumen.example/privacy",
            }
        )
        return purpose

    @classmethod
    def make_partner(cls, name, **values):
        return cls.env["res.partner"].create({"name": name, "lang": "en_US", **values})

    def ago(self, **units):
        return fields.Datetime.now() - timedelta(**units)

    def ask(self, partner=None, method="web_form"):
        """Record the request for the newsletter, let its mail leave; return the consent and the path of its link."""
        consent = (partner or self.klara)._consent_record(self.newsletter, "email", "requested", method=method)
        return consent, self.sent_path(consent)

    def sent_path(self, consent):
        mail = self.env["mail.mail"].search([("consent_id", "=", consent.id), ("state", "=", "outgoing")])
        self.assertEqual(len(mail), 1)
        return self.path_of(self.leave(mail)[0]["body"], "confirm")

    def leave(self, mails):
        """Send mails, and return what left."""
        with self.mock_mail_gateway(mail_unlink_sent=True):
            mails.send(raise_exception=True)
        return self._mails

    def path_of(self, body, page):
        found = re.findall(rf'href="([^"]*/consent/{page}/[^"]+)"', str(body))
        self.assertTrue(found, body)
        return urlsplit(found[0]).path

    def preferences(self, partner=None, company=None, days=30):
        """The path of a fresh preference page."""
        _link, url = self.env["partner.link"]._make(
            PREFERENCES, partner or self.klara, days, False, record=company or self.company
        )
        return urlsplit(url).path

    def confirmation(self, consent, days=14):
        """The path of a fresh link to confirm."""
        _link, url = self.env["partner.link"]._make(CONFIRM, consent.partner_id, days, True, record=consent)
        return urlsplit(url).path

    def get(self, path, **options):
        return self.url_open(path, allow_redirects=False, **options)

    def post(self, path, **data):
        return self.url_open(path, data=data or {"nothing": "1"}, allow_redirects=False)

    def events(self, consent):
        self.env.invalidate_all()
        return consent.event_ids.sorted("id").mapped("kind")

    def state(self, consent):
        self.env.invalidate_all()
        return consent.state

    def stored(self):
        """How much is stored of what people decide; to see that nothing was changed."""
        self.env.flush_all()
        self.env.cr.execute(
            "SELECT (SELECT count(*) FROM partner_consent_event), (SELECT count(*) FROM partner_consent), "
            "(SELECT count(*) FROM mail_mail), (SELECT count(*) FROM partner_link), "
            "(SELECT count(*) FROM partner_link WHERE used_at IS NOT NULL OR tries > 0)"
        )
        return self.env.cr.fetchone()
