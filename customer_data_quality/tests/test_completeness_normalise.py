from odoo.tests import tagged

from .common import QualityCase

# switch, field, typed, written, country
EXAMPLES = (
    ("blanks", "name", "  Anna \u00a0 Huber\u200b ", "Anna Huber", None),
    ("blanks", "street", "Hauptstraße\t 1", "Hauptstraße 1", None),
    ("blanks", "city", " Wien ", "Wien", None),
    ("phone", "phone", "030 23125 000", "+49 30 23125000", "de"),
    ("phone", "phone", "01 5050100", "+43 1 5050100", "at"),
    ("phone", "phone", "044 668 18 00", "+41 44 668 18 00", "ch"),
    ("email", "email", "Anna.HUBER@Example.COM", "anna.huber@example.com", None),
    ("website", "website", "WWW.Example.com/Kontakt", "https://www.example.com/Kontakt", None),
    ("vat", "vat", "atu 123.456.75", "ATU12345675", None),
    ("vat", "vat", "che123456788mwst", "CHE-123.456.788 MWST", None),
)


@tagged("-at_install", "post_install")
class TestNormalise(QualityCase):
    """Values are put into one form on saving, and the chatter says what was changed."""

    def country(self, code):
        return self.env.ref(f"base.{code}").id if code else False

    def notes(self, partner):
        self.env.flush_all()
        return partner.message_ids.filtered(lambda message: "standard form" in (message.body or ""))

    def test_each_on_create_and_on_write(self):
        for switch, field, typed, written, code in EXAMPLES:
            with self.subTest(switch=switch, typed=typed):
                values = {"name": "Anna", "country_id": self.country(code)}
                created = self.Partner.create({**values, field: typed})
                self.assertEqual(created[field], written)
                changed = self.Partner.create(values)
                changed[field] = typed
                self.assertEqual(changed[field], written)
                again = len(self.notes(changed))
                changed[field] = written
                self.assertEqual(len(self.notes(changed)), again, "nothing to say of what is in its form already")

    def test_each_switched_off(self):
        for switch, field, typed, _written, code in EXAMPLES:
            with self.subTest(switch=switch, typed=typed):
                name = f"quality_normalise_{switch}"
                self.env.company[name] = False
                partner = self.Partner.create({"name": "Anna", "country_id": self.country(code), field: typed})
                kept = partner[field]
                self.env.company[name] = True
                other = self.Partner.create({"name": "Anna", "country_id": self.country(code), field: typed})
                self.assertNotEqual(kept, other[field])

    def test_switch_belongs_to_the_company(self):
        branch = self.env["res.company"].create({"name": "Branch", "quality_normalise_email": False})
        partner = self.Partner.with_company(branch).create({"name": "Anna", "email": "Anna@Example.com"})
        self.assertEqual(partner.email, "Anna@Example.com")
        partner = self.Partner.create({"name": "Anna", "email": "Anna@Example.com"})
        self.assertEqual(partner.email, "anna@example.com")

    def test_settings(self):
        settings = self.env["res.config.settings"].create({"quality_normalise_email": False})
        settings.execute()
        self.assertFalse(self.env.company.quality_normalise_email)
        self.assertEqual(self.Partner.create({"name": "A", "email": "A@Example.com"}).email, "A@Example.com")

    def test_phone_takes_the_country_from_where_it_can(self):
        company = self.Partner.create({"name": "Moser GmbH", "is_company": True, "country_id": self.austria.id})
        child = self.Partner.create({"name": "Anna", "parent_id": company.id, "phone": "01 5050100"})
        self.assertEqual(child.phone, "+43 1 5050100", "of the parent")
        self.env.company.country_id = self.germany
        alone = self.Partner.create({"name": "Bea", "phone": "030 23125 000"})
        self.assertEqual(alone.phone, "+49 30 23125000", "of the own company")
        form = self.Partner.create({"name": "Bea", "phone": "030 23125 000", "country_id": False})
        self.assertEqual(form.phone, "+49 30 23125000", "a form sends empty fields too")
        child.write({"country_id": self.germany.id, "phone": "030 23125 000"})
        self.assertEqual(child.phone, "+49 30 23125000", "of the same write")

    def test_several_contacts_of_several_countries(self):
        partners = self.Partner.create(
            [{"name": "A", "country_id": self.germany.id}, {"name": "B", "country_id": self.austria.id}]
        )
        partners.phone = "030 23125 000"
        self.assertEqual(partners.mapped("phone"), ["030 23125 000"] * 2, "nobody knows which country is meant")
        partners.country_id = self.germany
        partners.phone = "030 23125 000"
        self.assertEqual(partners.mapped("phone"), ["+49 30 23125000"] * 2)

    def test_what_can_not_be_read_stays_as_it_is(self):
        values = {
            "phone": "ruft zurück",
            "email": "Anna <Anna@Example.com>; b@x",
            "website": "http://siehe Karte",
            "vat": "ist beantragt",
        }
        partner = self.Partner.create({"name": "Anna", **values})
        self.assertEqual({name: partner[name] for name in values}, values)
        self.assertFalse(self.notes(partner))

    def test_note_says_what_was_changed(self):
        partner = self.Partner.create({"name": "  Anna  Huber ", "email": "Anna@Example.com", "city": "Wien"})
        note = self.notes(partner)
        self.assertEqual(len(note), 1)
        self.assertIn("Email: Anna@Example.com → anna@example.com", note.body)
        self.assertNotIn("Wien", note.body)
        partner.write({"city": " Linz "})
        self.assertEqual(len(self.notes(partner)), 2)

    def test_html_in_a_value_is_text_in_the_note(self):
        partner = self.Partner.create({"name": "  <img src=x onerror=alert(1)>  <b>Anna</b> "})
        body = self.notes(partner).body
        self.assertNotIn("<img", body)
        self.assertNotIn("<b>Anna", body)
        self.assertIn("&lt;img", body)

    def test_quiet_where_odoo_is(self):
        for key in ("tracking_disable", "mail_notrack", "mail_create_nolog"):
            with self.subTest(key=key):
                partner = self.Partner.with_context(**{key: True}).create({"name": "Anna", "email": "A@Example.com"})
                self.assertEqual(partner.email, "a@example.com")
                self.assertFalse(self.notes(partner))

    def test_import_normalises(self):
        rows = [["Anna  Huber", "Anna@Example.com"], ["Bea", "B@Example.com"]]
        result = self.Partner.with_context(tracking_disable=True).load(["name", "email"], rows)
        partners = self.Partner.browse(result["ids"])
        self.assertEqual(partners.mapped("email"), ["anna@example.com", "b@example.com"])
        self.assertEqual(partners[0].name, "Anna Huber")

    def test_caller_keeps_its_values(self):
        values = {"name": " Anna ", "email": "A@Example.com"}
        given = dict(values)
        partner = self.Partner.create(values)
        partner.write(values)
        self.assertEqual(values, given, "the dictionary is the caller's")

    def test_empty_values(self):
        partner = self.Partner.create({"name": "Anna", "email": False, "phone": "", "website": None, "vat": False})
        partner.write({"email": "", "phone": False})
        self.assertFalse(partner.phone)
        self.assertFalse(self.notes(partner))
