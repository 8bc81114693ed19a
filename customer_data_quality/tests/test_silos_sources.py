from odoo.exceptions import UserError, ValidationError
from odoo.tests import Form, tagged

from .common_silos import MODEL, SilosCase


@tagged("-at_install", "post_install")
class TestSources(SilosCase):
    """Places that hold people are found by themselves, and vanish without harm."""

    def models(self):
        return set(self.Source.with_context(active_test=False).search([]).mapped("model"))

    def test_client_model(self):
        names = [
            "name_field",
            "company_name_field",
            "email_field",
            "phone_field",
            "partner_field",
            "active",
            "is_found",
        ]
        self.assertEqual(
            self.source.read(names)[0],
            {
                "id": self.source.id,
                "name_field": "x_name",
                "company_name_field": "x_company_name",
                "email_field": "x_email",
                "phone_field": "x_phone",
                "partner_field": "x_partner_id",
                "active": True,
                "is_found": True,
            },
        )
        self.assertFalse(self.source.problem)

    def test_found_once(self):
        self.assertFalse(self.Source._propose())

    def test_technical_models_are_left_out(self):
        found = self.models()
        self.assertIn("mail.guest", found)
        for name in (
            "res.users",
            "res.company",
            "mail.mail",
            "mail.blacklist",
            "privacy.log",
            "res.bank",
            "res.partner",
        ):
            self.assertNotIn(name, found)
        self.assertFalse([name for name in found if name.startswith(("partner.", "ir."))])

    def test_unknown_senders(self):
        source = self.Source.with_context(active_test=False).search([("model", "=", "mail.message")])
        self.assertTrue(source.is_per_address)
        self.assertEqual(source.partner_field, "author_id")
        self.assertIn("author_id", source.domain)

    def test_apps(self):
        expected = {
            "crm.lead": ("contact_name", "partner_name", "email_from", "phone", "partner_id"),
            "mailing.contact": ("name", "company_name", "email", False, False),
            "event.registration": ("name", "company_name", "email", "phone", "partner_id"),
            "hr.applicant": ("partner_name", False, "email_from", "partner_phone", "partner_id"),
        }
        present = [name for name in expected if name in self.env]
        if not present:
            self.skipTest("none of the apps with leads, subscribers or registrations is installed")
        names = ("name_field", "company_name_field", "email_field", "phone_field", "partner_field")
        for model in present:
            with self.subTest(model):
                source = self.Source.with_context(active_test=False).search([("model", "=", model)])
                self.assertEqual(tuple(source[name] for name in names), expected[model])
        for model in ("account.move", "mailing.trace", "mailing.mailing", "payment.transaction"):
            self.assertNotIn(model, self.models())

    def test_colleagues_are_switched_off(self):
        if "hr.employee" not in self.env:
            self.skipTest("the app for employees is not installed")
        source = self.Source.with_context(active_test=False).search([("model", "=", "hr.employee")])
        self.assertFalse(source.active)

    def test_app(self):
        """Each place tells the app that brought it; all of them are looked up at once."""
        places = self.Source.with_context(active_test=False).search([])
        places.mapped("model")
        before = self.env.cr.sql_log_count
        apps = dict(zip(places.mapped("model"), places.mapped("app"), strict=True))
        self.assertLessEqual(self.env.cr.sql_log_count - before, 2)
        self.assertEqual(apps["mail.guest"], self.env.ref("base.module_mail").shortdesc)

    def test_names_in_the_language_of_whoever_looks(self):
        self.env["res.lang"]._activate_lang("de_DE")
        self.env["ir.model"]._get(MODEL).with_context(lang="de_DE").name = "Probebesuche"
        german = self.source.with_context(lang="de_DE")
        self.assertEqual((self.source.name, german.name), ("Test Visits", "Probebesuche"))
        self.assertEqual((self.source.display_name, german.display_name), ("Test Visits", "Probebesuche"))
        self.assertIn("Probebesuche", [place["name"] for place in german.map_data()["sources"]])
        for word, source in (("probe", german), ("test vis", self.source)):
            self.assertEqual(source.search([("name", "ilike", word)]), self.source)
        senders = german.with_context(active_test=False).search([("model", "=", "mail.message")])
        self.assertEqual(senders.name, "Unbekannte Absender von E-Mails")

    def test_a_name_of_ones_own(self):
        self.env["res.lang"]._activate_lang("de_DE")
        self.source.name = "Visitors"
        german = self.source.with_context(lang="de_DE")
        self.assertEqual(german.name, "Visitors")
        german.name = "Besucher"
        self.assertEqual((self.source.name, german.name), ("Visitors", "Besucher"))
        self.source.name = False
        self.assertEqual(self.source.name, "Test Visits", "without one of its own it is called what its app calls it")
        self.assertFalse(self.source.own_name)

    def test_names_are_looked_up_at_once(self):
        places = self.Source.with_context(active_test=False).search([])
        self.assertGreater(len(places), 1)
        places.mapped("model")
        with self.assertQueryCount(1):
            places.mapped("display_name")

    def test_a_place_of_ones_own(self):
        form = Form(self.Source)
        form.model_id = self.env["ir.model"]._get("res.bank")
        self.assertEqual((form.email_field, form.phone_field), ("email", "phone"))
        source = form.save()
        self.assertEqual(source.model, "res.bank")
        self.assertFalse(source.problem)
        source.unlink()

    def test_wrong_settings(self):
        for values in (
            {"email_field": "x_gone"},
            {"partner_field": "x_user_id"},
            {"email_field": False, "phone_field": False},
            {"domain": "[('x_gone', '=', 1)]"},
            {"domain": "[('x_name'"},
            {"name_field": "__class__"},
        ):
            with self.subTest(values), self.assertRaises(ValidationError):
                self.source.write(values)
        with self.assertRaises(ValidationError):
            self.Source.create({"name": "Contacts", "model": "res.partner", "email_field": "email"})

    def test_found_places_are_switched_off_not_deleted(self):
        with self.assertRaises(UserError):
            self.source.unlink()
        self.source.active = False
        self.visit(email="klara@wiesenthaler.example")
        self.scan(full=True)
        self.assertFalse(self.Record.search([("source_id", "=", self.source.id)]))

    def vanish(self, **values):
        """Have a model or a field gone that the source names, as after its app was uninstalled."""
        self.env.flush_all()
        for name, value in values.items():
            self.env.cr.execute(f"UPDATE partner_silo_source SET {name} = %s WHERE id = %s", [value, self.source.id])
        self.env.invalidate_all()

    def test_model_vanishes_and_comes_back(self):
        visit = self.visit(email="nobody@unknown.example")
        self.scan()
        self.assertTrue(self.found(visit))
        self.vanish(model="x_gone")
        self.assertIn("x_gone", self.source.problem)
        self.assertEqual(self.source.name, "x_gone")
        self.assertFalse(self.Record.with_user(self.env.ref("base.user_admin")).search([]))
        self.assertIn(self.source.problem, self.Source.scan_progress()["problems"][0])
        self.scan()
        self.source.name = "Still can be renamed"
        self.env.cr.execute("SELECT count(*) FROM partner_silo_record WHERE source_id = %s", [self.source.id])
        self.assertEqual(self.env.cr.fetchone(), (0,))
        self.vanish(model=MODEL)
        self.scan(full=True)
        self.assertTrue(self.found(visit))

    def test_field_vanishes(self):
        self.vanish(email_field="x_gone")
        self.assertIn("x_gone", self.source.problem)
        self.visit(email="nobody@unknown.example")
        self.assertEqual(self.scan(), {})


@tagged("-at_install", "post_install")
class TestDeletedModel(SilosCase):
    """A class of its own: the registry forgets the model until the class is over."""

    def test_model_is_deleted(self):
        self.visit(email="nobody@unknown.example")
        self.scan()
        self.env["ir.model"]._get(MODEL).with_context(_force_unlink=True).unlink()
        self.env.invalidate_all()
        self.assertTrue(self.source.problem)
        self.assertEqual(self.scan(), {})
