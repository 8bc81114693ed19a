from odoo.tests import HttpCase, new_test_user, tagged

from .common_consent import ConsentCase


@tagged("-at_install", "post_install")
class TestConsentTours(HttpCase, ConsentCase):
    def test_contact(self):
        """A colleague sees the lights of a contact, records a consent, and sees them change."""
        self.env["partner.consent.purpose"].search([("id", "!=", self.purpose.id)]).active = False
        self.purpose.name = "Tour News"
        new_test_user(self.env, "consent_tour", "base.group_partner_manager,customer_data_quality.group_user")
        url = f"/odoo/contacts/{self.anna.id}"
        self.start_tour(url, "customer_data_quality.consent_contact", login="consent_tour")
        self.env.invalidate_all()
        self.assertEqual(self.anna.consent_ids.mapped("channel"), ["phone"])
        self.assertEqual(self.anna.consent_call_light, "grey", "it was given for another number")
