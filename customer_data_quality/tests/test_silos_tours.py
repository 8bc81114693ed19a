from odoo.tests import new_test_user, tagged

from .common import TourCase


class SiloTourCase(TourCase):
    """Guests of a chat: one is a contact, two are not."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.steward = new_test_user(
            cls.env,
            "silo_tour_steward",
            "customer_data_quality.group_steward",
            name="Tour Steward",
            password="silo_tour_steward",
        )
        sources = cls.env["partner.silo.source"]
        sources._propose()
        sources.search([("model", "!=", "mail.guest")]).active = False
        guests = sources.search([("model", "=", "mail.guest")])
        guests.domain = "[('email', 'like', '@silo-tour.example')]"
        cls.partner = cls.env["res.partner"].create({"name": "Klara Siloturm", "email": "klara@silo-tour.example"})
        cls.env["mail.guest"].create(
            [
                {"name": name, "email": f"{name.split()[0].lower()}@silo-tour.example"}
                for name in ("Klara Siloturm", "Otto Siloturm", "Mia Siloturm")
            ]
        )
        cls.env.flush_all()
        sources._scan(full=True)


@tagged("post_install", "-at_install")
class TestSiloTours(SiloTourCase):
    """The list of what is not connected, and the map, in the browser."""

    def test_list_and_map(self):
        self.start_tour("/odoo/not-connected", f"{self.prefix}silos", login=self.steward.login)
        findings = self.env["partner.silo.record"].search([("source_id.model", "=", "mail.guest")])
        contacts = self.env["res.partner"]
        mia = contacts.search([("email", "=", "mia@silo-tour.example")])
        self.assertEqual(mia.name, "Mia Siloturm")
        self.assertEqual(
            {finding.title: (finding.state, finding.partner_id) for finding in findings},
            {
                "Klara Siloturm": ("open", self.partner),
                "Otto Siloturm": ("ignored", contacts),
                "Mia Siloturm": ("done", mia),
            },
        )


@tagged("post_install", "-at_install")
class TestSiloPhoneTours(SiloTourCase):
    browser_size = "390x844"
    touch_enabled = True

    def test_phone(self):
        """Somebody who may create no contacts links one on the phone, and takes it back."""
        new_test_user(self.env, "silo_tour_user", "customer_data_quality.group_user", password="silo_tour_user")
        self.start_tour("/odoo/not-connected", f"{self.prefix}silos_phone", login="silo_tour_user")
        changes = self.env["partner.silo.change"].search([("partner_id", "=", self.partner.id)])
        self.assertEqual(changes.mapped("state"), ["undone"])
