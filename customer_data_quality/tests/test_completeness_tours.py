from odoo.tests import new_test_user, tagged

from .common import TourCase


@tagged("post_install", "-at_install")
class TestCompletenessTours(TourCase):
    """What users and data stewards do in the browser, with rules of our own that come before the shipped ones."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.user = new_test_user(
            cls.env,
            "quality_tour_user",
            "base.group_partner_manager,customer_data_quality.group_user",
            password="quality_tour_user",
        )
        cls.steward = new_test_user(
            cls.env,
            "quality_tour_steward",
            "base.group_partner_manager,customer_data_quality.group_steward",
            password="quality_tour_steward",
        )
        cls.profile = cls.env["partner.quality.profile"].create(
            {"name": "Tour", "sequence": -100, "domain": "[]", "target": 75}
        )
        cls.street = cls._rule("Street", "filled", "street", 10)
        cls._rule(
            "Town", "filled", "city", 30, hint="Add the town.", reason="An address without a town does not arrive."
        )
        cls._rule("Salesperson", "filled", "user_id", 10)
        cls._rule("E-mail is valid", "email", "email", 5, entry="warn", hint="Correct the address.")
        cls._rule("Website is valid", "website", "website", 5, entry="warn", hint="Correct the address.")

    @classmethod
    def _rule(cls, name, kind, field_name, weight, **values):
        return cls.env["partner.quality.rule"].create(
            {
                "profile_id": cls.profile.id,
                "name": name,
                "kind": kind,
                "field_name": field_name,
                "weight": weight,
                **values,
            }
        )

    def _contact(self, name, **values):
        return self.env["res.partner"].create({"name": name, **values})

    def _tour(self, url, name, login="quality_tour_user"):
        self.start_tour(url, self.prefix + name, login=login)

    def test_contact_form(self):
        """Live preview in an unsaved contact, the checklist, and the way from a gap to its field."""
        # weighs nothing, so that the scores are round
        self._rule("Bank account", "filled", "bank_ids", 0)
        self._tour("/odoo/contacts/new", "contact_form")
        contact = self.env["res.partner"].search([("name", "=", "Tour Tischlerei")])
        self.assertEqual((contact.street, contact.city), ("Ringstraße 1", "Wien"))
        self.assertEqual((contact.quality_score, contact.quality_grade), (80, "B"))

    def test_warning(self):
        """Warnings on saving name what the edit made or touched, and nothing else."""
        self._rule("Phone is valid", "phone", "phone", 5, entry="warn", hint="Correct the number.")
        contact = self._contact("Tour Anna", email="anna@example.com", phone="nobody")
        self._tour(f"/odoo/contacts/{contact.id}", "contact_warning")
        self.assertEqual(contact.email, "anna@@example.com")
        self.assertEqual(contact.website, "https://www.example.com")

    def test_required(self):
        """What is required is marked, and its message says what to do."""
        self._rule("Country", "filled", "country_id", 5, entry="require", hint="Choose the country.")
        self._tour("/odoo/contacts/new", "contact_required")
        contact = self.env["res.partner"].search([("name", "=", "Tour Required")])
        self.assertEqual(contact.country_id, self.env.ref("base.at"))

    def test_list(self):
        """Sort, group and filter by quality through the real search bar, and the cards."""
        address = {"street": "Ringstraße 1", "city": "Wien", "user_id": self.user.id}
        self._contact("TourList Good", **address)
        self._contact("TourList Bad", street="Ringstraße 1")
        middling = self._contact("TourList Middling", **address)
        self._rule("Phone is valid", "phone", "phone", 20)
        middling.phone = "nobody"
        self.env["partner.quality"]._rescore([("name", "=like", "TourList%")])
        self.assertEqual(middling.quality_score, 71)
        self._tour("/odoo/contacts?view_type=list", "contact_list")

    def test_rule_impact(self):
        """A steward is told what a change of a rule does, may go on editing, and sees who fails."""
        self._contact("TourRule Open", city="Wien", user_id=self.user.id)
        self._contact("TourRule Done", street="Ringstraße 1", user_id=self.user.id, city="Wien")
        self.env["partner.quality"]._rescore()
        self._tour(f"/odoo/quality-rules/{self.street.id}", "rule_impact", "quality_tour_steward")
        self.assertEqual((self.street.weight, self.street.hint), (900, "Ask for it."))

    def test_profile_impact(self):
        """Rules that are edited inside of their profile are judged before they are saved, too."""
        self._contact("Tour Open", city="Wien", user_id=self.user.id)
        self.env["partner.quality"]._rescore()
        self._tour(f"/odoo/quality-profiles/{self.profile.id}", "profile_impact", "quality_tour_steward")
        self.assertEqual(self.street.weight, 900)

    def test_rule_error(self):
        """What can't be saved is said in Odoo's own way."""
        self._tour(f"/odoo/quality-rules/{self.street.id}", "rule_error", "quality_tour_steward")
        self.assertEqual(self.street.weight, 10)

    def test_rescore_progress(self):
        """While scores are made anew the list of profiles shows how far, and stops when all are."""
        self.env["partner.quality"]._rescore()
        self.street.weight = 900
        self._tour("/odoo/quality-profiles", "rescore_progress", "quality_tour_steward")
        self.assertEqual(self.street.weight, 10)
