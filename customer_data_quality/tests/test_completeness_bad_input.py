from odoo.tests import Form, tagged

from .common import QualityCase

LONG = "Ä" * 10_000
STRANGE = (
    LONG,
    "a@" * 5_000,
    "1" * 10_000,
    "+" + "49" * 5_000,
    "https://" + "a." * 5_000,
    "DE" + "1" * 9_998,
    "bell\x07 escape\x1b[31m backspace\x08",
    "line\nbreak\r\nand\ttab",
    "\u202eorder\u202c",
    "שלום עולם",
    "مرحبا بالعالم",
    "👩\u200d👩\u200d👧\u200d👦🏳️\u200d🌈",
    "e\u0301\u0301\u0301\u0301",
    "'; DROP TABLE res_partner; --",
    "' OR '1'='1",
    "%s %(name)s %d %",
    "{partner.name} {0}",
    "<script>alert(1)</script>",
    "<t t-out='1'/>",
    "\\",
    "[('id', '>', 0)]",
    "__import__('os')",
    "\ufffe\uffff",
    "\x00",
    "zero\x00byte",
)
FIELDS = ("name", "street", "zip", "city", "email", "phone", "website", "vat", "function", "ref")


@tagged("-at_install", "post_install")
class TestBadInput(QualityCase):
    """Whatever stands in a contact, it is scored, shown and found; nothing raises."""

    shipped = True

    def test_strange_values_in_every_field(self):
        for value in STRANGE:
            for is_company in (True, False):
                with self.subTest(value=value[:30], company=is_company):
                    partner = self.Partner.create({"name": "Before", "is_company": is_company})
                    partner.write({**dict.fromkeys(FIELDS, value), "name": f"X{value}"})
                    live = self.row(partner)
                    self.assertIsNotNone(live["score"])
                    self.env.cr.execute(
                        "UPDATE partner_quality SET score = -1, checked = NULL, failed_checks = '{}' WHERE id = %s",
                        [partner.id],
                    )
                    self.Quality._rescore([("id", "=", partner.id)])
                    self.assertEqual(self.stored(partner.ids)[partner.id], live)
                    self.assertEqual(partner.quality_live["score"], live["score"])

    def test_form_of_a_strange_contact(self):
        for value in (LONG, STRANGE[6], "<script>alert(1)</script>"):
            with self.subTest(value=value[:30]), Form(self.Partner) as form:
                form.name = value
                form.city = value
                self.assertIsNotNone(form.quality_live["score"])

    def test_control_characters_are_taken_out(self):
        partner = self.Partner.create({"name": "An\x00na\x07 Huber", "city": "Wi\x00en"})
        self.assertEqual((partner.name, partner.city), ("Anna Huber", "Wien"))

    def test_nul_is_taken_out_even_when_nothing_is_normalised(self):
        self.env.company.write({name: False for name in self.env["res.company"]._fields if "quality_norm" in name})
        partner = self.Partner.create({"name": "An\x00na  Huber", "function": "Bo\x00ss"})
        self.assertEqual((partner.name, partner.function), ("Anna  Huber", "Boss"))
        partner.write({"comment": "<p>a\x00b</p>", "barcode": "1\x002"})
        self.assertEqual((partner.comment, partner.barcode), ("<p>ab</p>", "12"))

    def test_strange_texts_in_rules(self):
        profile = self.Profile.create({"name": "'; DROP TABLE res_partner; --", "sequence": 0, "domain": "[]"})
        for text in ("'; DROP TABLE partner_quality; --", "%s", "<b>bold</b>", LONG, "{0}", "\u202e"):
            with self.subTest(text=text[:30]):
                rule = self.Rule.create(
                    {
                        "profile_id": profile.id, "name": text, "hint": text, "reason": text, "kind": "domain",
                        "check_domain": repr([("city", "=", text)]), "applies": repr([("city", "ilike", text)]),
                    }
                )  # fmt: skip
                partner = self.Partner.create({"name": "X", "city": text})
                partner._quality_rescore()
                live = self.row(partner)
                self.Quality._rescore([("id", "=", partner.id)])
                self.assertEqual(self.row(partner), live)
                self.assertNotIn(rule.id, live["gaps"])
                rule.unlink()
        self.env.cr.execute("SELECT count(*) FROM partner_quality")
        self.assertTrue(self.env.cr.fetchone()[0])

    def test_search_for_strange_gaps(self):
        for value in STRANGE[2:-2]:
            with self.subTest(value=value[:30]):
                self.assertFalse(self.Partner.search([("quality_gap_ids", "ilike", f"none{value}")]))
