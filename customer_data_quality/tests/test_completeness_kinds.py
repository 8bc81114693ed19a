from odoo import Command
from odoo.tests import tagged

from .common import QualityCase

# kind, field, country code, good values, bad values; an empty value is never wrong
EXAMPLES = (
    ("email", "email", None, ("info@müller.example", "a.b+c@d.example"), ("max@@example.com", "test@example.com", "x")),
    ("phone", "phone", "DE", ("030 23125 000", "+49 30 23125000", "+43 1 5050100"), ("12", "ruft zurück", "000000")),
    ("phone", "phone", "AT", ("01 5050100",), ("0664 / Handy",)),
    ("phone", "phone", "CH", ("044 668 18 00",), ("044 668 18",)),
    ("phone", "phone", "LI", ("236 61 11",), ("12 34",)),
    ("vat", "vat", "DE", ("DE136695976", "/"), ("DE136695977", "DE123")),
    ("vat", "vat", "AT", ("ATU12345675",), ("ATU12345678",)),
    ("vat", "vat", "CH", ("CHE-123.456.788 MWST", "CHE123456788"), ("CHE-123.456.789",)),
    ("vat", "vat", "LI", ("anything",), ()),
    ("postcode", "zip", "DE", ("80331", "01067"), ("8033", "00123", "D-80331")),
    ("postcode", "zip", "AT", ("1010",), ("10100", "A-1010", "0101")),
    ("postcode", "zip", "CH", ("8001",), ("80011", "CH-8001")),
    ("postcode", "zip", "LI", ("9490", "9485"), ("8001", "9484")),
    ("postcode", "zip", "TV", ("whatever",), ()),
    ("website", "website", None, ("https://www.example.com/kontakt", "http://müller.example"), ("keine", "http://")),
    ("no_placeholder", "street", None, ("Xaverstraße 1",), ("xxx", "N/A", "-", "unbekannt", "aaaa")),
    ("not_shouted", "name", None, ("Müller GmbH", "SAP SE", "ÄRZTE Linz"), ("MÜLLER GMBH", "ÖSTERREICHISCHE POST AG")),
    ("legal_form", "name", None, ("Moser GmbH", "Huber e.U.", "Müller & Söhne GmbH & Co. KG"), ("Tischlerei Moser",)),
)  # fmt: skip


@tagged("-at_install", "post_install")
class TestKinds(QualityCase):
    """Each kind with values that are right and values that are wrong, live and in SQL."""

    def verdicts(self, partner):
        live = self.gap_names(partner)
        self.env.cr.execute(
            "UPDATE partner_quality SET gaps = '{}', failed_checks = '{}', checked = NULL, version = 0 WHERE id = %s",
            [partner.id],
        )
        self.Quality._rescore([("id", "=", partner.id)])
        self.assertEqual(self.gap_names(partner), live, "live and in SQL")
        return live

    def test_examples(self):
        pairs = dict.fromkeys((kind, field) for kind, field, *_ in EXAMPLES)
        self.make_profile(*({"name": f"{kind} {field}", "kind": kind, "field_name": field} for kind, field in pairs))
        # as written: here the values are judged, not put into their standard form
        self.env.company.write({name: False for name in self.env["res.company"]._fields if "quality_norm" in name})
        for kind, field, code, good, bad in EXAMPLES:
            country = self.env.ref(f"base.{code.lower()}") if code else self.env["res.country"]
            partner = self.Partner.create({"name": "Moser GmbH", "country_id": country.id})
            for wrong, values in ((False, ("" if field != "name" else "Moser GmbH", *good)), (True, bad)):
                for value in values:
                    with self.subTest(kind=kind, country=code, value=value):
                        partner[field] = value
                        self.assertEqual(f"{kind} {field}" in self.verdicts(partner), wrong)

    def test_bounced_mail(self):
        self.make_profile({"name": "email", "kind": "email", "field_name": "email"})
        partner = self.Partner.create({"name": "Anna Huber", "email": "anna@example.com"})
        self.assertFalse(self.verdicts(partner))
        partner.message_bounce = 1
        self.assertEqual(self.verdicts(partner), {"email"})

    def test_filled_by_type_of_field(self):
        values = {
            "email": "anna@example.com",
            "comment": "<p>Note</p>",
            "color": 3,
            "partner_latitude": 47.1,
            "country_id": self.austria.id,
            "category_id": [Command.create({"name": "Gold"})],
            "child_ids": [Command.create({"name": "Child"})],
            "is_company": True,
            "lang": "en_US",
        }
        self.make_profile(*(self.filled(name) for name in values))
        empty = self.Partner.create({"name": "Empty", "lang": False})
        self.assertEqual(self.verdicts(empty), set(values))
        empty.comment = "<p><br></p>"
        self.assertIn("comment", self.verdicts(empty))
        full = self.Partner.create({"name": "Full", **values})
        self.assertFalse(self.verdicts(full))

    def test_contact_person(self):
        self.make_profile({"name": "person", "kind": "contact_person"})
        company = self.Partner.create({"name": "Moser GmbH", "is_company": True})
        child = self.Partner.create({"name": "Branch", "is_company": True, "parent_id": company.id})
        self.assertEqual(self.verdicts(company), {"person"}, "a branch is no person")
        child.is_company = False
        self.assertFalse(self.verdicts(company))
        child.active = False
        self.assertEqual(self.verdicts(company), {"person"}, "nobody can be reached who has left")

    def test_consistent_with_the_company(self):
        names = ("email", "city", "country_id")
        self.make_profile(*({"name": name, "kind": "parent", "field_name": name} for name in names))
        company = self.Partner.create(
            {"name": "Moser GmbH", "email": "office@moser.example", "city": "Graz", "country_id": self.austria.id}
        )
        child = self.Partner.create(
            {"name": "Anna", "parent_id": company.id, "type": "other", "email": "anna@Moser.example", "city": "GRAZ "}
        )
        child.country_id = self.austria
        self.assertFalse(self.verdicts(child))
        child.write({"email": "anna@other.example", "city": "Linz", "country_id": self.germany.id})
        self.assertEqual(self.verdicts(child), {"email", "city", "country_id"})
        child.write({"email": False, "city": False, "country_id": False})
        self.assertFalse(self.verdicts(child), "nothing is not inconsistent")

    def test_unwanted(self):
        self.make_profile(
            self.filled("email", weight=10),
            {"name": "notes", "kind": "unwanted", "field_name": "comment", "weight": 5},
        )
        partner = self.Partner.create({"name": "Anna", "email": "anna@example.com"})
        self.assertEqual(self.row(partner)["score"], 100)
        partner.comment = "<p>likes red wine</p>"
        self.assertEqual(self.verdicts(partner), {"notes"})
        self.assertEqual(self.row(partner)["score"], 50)
        partner.email = False
        self.assertEqual(self.row(partner)["score"], 0, "never below nothing")
        partner.comment = False
        self.assertEqual(self.row(partner)["score"], 0, "an empty field gives no points")
