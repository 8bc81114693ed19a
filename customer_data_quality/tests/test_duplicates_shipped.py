from odoo.tests import tagged

from .common_duplicates import DuplicatesCase

ADDRESS = {"street": "Ahornweg 7", "zip": "99987", "city": "Neustett"}
FIRM = {"is_company": True, "street": "Hafenstraße 12", "zip": "99986", "city": "Altstett"}


@tagged("-at_install", "post_install")
class TestShipped(DuplicatesCase):
    """What the shipped weights make of the cases that everybody knows."""

    shipped = True

    def assert_same(self, one, other):
        self.assertTrue(self.compare(one, other), f"{one} is {other}")

    def assert_two(self, one, other):
        self.assertFalse(self.compare(one, other), f"{one} is not {other}")

    def compare(self, one, other):
        country = {"country_id": self.germany.id}
        partner = self.Partner.create({**country, **one})
        found = self.Partner._find_duplicates_for_values({**country, **other})
        partner.unlink()
        return partner.id in [match["partner_id"] for match in found]

    def test_the_same_person(self):
        person = {"name": "Jörg Müllenbröck", **ADDRESS, "email": "joerg@example.com", "phone": "+49 30 23125 140"}
        for other in (
            {"name": "Joerg Muellenbroeck", **ADDRESS},
            {"name": "Müllenbröck, Jörg", "email": "joerg@example.com"},
            {"name": "Dr. Jörg Müllenbröck", "phone": "030/23125140", "city": "Neustett"},
            {"name": "Jörg Müllenbrök", "email": "joerg@example.com", "zip": "99987"},
            {"name": "Herr Jörg Müllenbröck", **ADDRESS, "street": "Ahornweg 7a"},
        ):
            with self.subTest(other["name"]):
                self.assert_same(person, other)

    def test_the_same_company(self):
        company = {"name": "Zdrahal Maschinenbau GmbH", **FIRM, "email": "info@zdrahal.example", "vat": "DE136695976"}
        for other in (
            {"name": "Zdrahal Maschinenbau", **FIRM},
            {"name": "ZDRAHAL MASCHINENBAU GESELLSCHAFT MBH", **FIRM},
            {"name": "Zdrahal Maschinenbau GmbH", "is_company": True, "email": "verkauf@zdrahal.example"},
            {"name": "Zdrahal Maschinenbau", "is_company": True, "vat": "DE 136 695 976"},
        ):
            with self.subTest(other["name"]):
                self.assert_same(company, other)

    def test_not_the_same(self):
        for one, other in (
            # a family at one address with one landline
            (
                {"name": "Klara Wiesenthaler", **ADDRESS, "phone": "+49 30 23125 141"},
                {"name": "Bruno Wiesenthaler", **ADDRESS, "phone": "+49 30 23125 141"},
            ),
            (
                {"name": "Emil Wiesenthaler jun.", **ADDRESS},
                {"name": "Emil Wiesenthaler sen.", **ADDRESS},
            ),
            # colleagues who share a mailbox
            (
                {"name": "Rosa Quendler", "email": "info@zdrahal.example"},
                {"name": "Vinzenz Haslacher", "email": "info@zdrahal.example"},
            ),
            # a company and a person who works there
            (
                {"name": "Zdrahal Maschinenbau GmbH", **FIRM, "email": "info@zdrahal.example"},
                {"name": "Rosa Quendler", **FIRM, "is_company": False, "email": "rosa@zdrahal.example"},
            ),
            # branches
            (
                {"name": "Bäckerei Obermoser Filiale 1", **FIRM},
                {"name": "Bäckerei Obermoser Filiale 2", **FIRM, "street": "Marktplatz 3"},
            ),
            # namesakes
            (
                {"name": "Anna Huber", "city": "Neustett", "zip": "99987", "email": "anna@example.com"},
                {"name": "Anna Huber", "city": "Hochstett", "zip": "11111", "email": "huber.a@example.org"},
            ),
            ({"name": "Klara Wiesenthaler", **ADDRESS}, {"name": "Vinzenz Haslacher", **ADDRESS}),
        ):
            with self.subTest(one=one["name"], other=other["name"]):
                self.assert_two(one, other)

    def test_two_companies_of_one_group(self):
        """One house, one mailbox, one name but for the trade: worth a look at most."""
        one = {"name": "Zdrahal Maschinenbau GmbH", **FIRM, "email": "info@zdrahal.example"}
        other = {**one, "name": "Zdrahal Immobilien GmbH"}
        self.Partner.create(one)
        for match in self.Partner._find_duplicates_for_values(other, threshold=0):
            self.assertLess(match["probability"], 0.75)

    def test_a_company_and_its_delivery_address(self):
        company = self.Partner.create({"name": "Zdrahal Maschinenbau GmbH", **FIRM})
        delivery = self.Partner.create(
            {
                "name": "Zdrahal Maschinenbau Lager",
                **FIRM,
                "is_company": False,
                "type": "delivery",
                "parent_id": company.id,
            }
        )
        self.assertEqual(self.found(company), [])
        self.assertEqual(self.found(delivery), [])

    def test_every_level_has_words(self):
        """Whatever the engine finds, the explanation can say it."""
        from ..engine.field_levels import FIELDS

        model = self.env["partner.match.model"]
        silent = {"missing", "none"}  # of fields but the name, a value that is missing says nothing
        for field, levels in FIELDS.items():
            self.assertNotEqual(model._field_label(field), field)
            for level in levels:
                if field == "name" or level not in silent:
                    self.assertTrue(model._level_label(field, level), f"{field} {level}")
