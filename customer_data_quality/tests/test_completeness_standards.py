from odoo import Command
from odoo.exceptions import ValidationError
from odoo.tests import Form, new_test_user, tagged

from .common import QualityCase

SPECIFICATION = {"name": {}, "quality_score": {}}


@tagged("-at_install", "post_install")
class TestStandards(QualityCase):
    """What is required is asked for where people enter contacts, and nowhere else."""

    def setUp(self):
        super().setUp()
        self.profile = self.make_profile(
            self.filled("email", name="E-mail", hint="Ask for the address.", entry="require"),
            self.filled("phone", name="Phone", entry="warn"),
            self.filled("city", name="Town", entry="suggest"),
        )
        self.old = self.Partner.create({"name": "Old contact"})

    def save(self, partner, values):
        return partner.web_save(values, SPECIFICATION)

    def assert_refused(self, message, partner, values):
        """It is refused with the message, and as on the server nothing of it stays."""
        with self.assertRaises(ValidationError) as caught:
            self.save(partner, values)
        self.assertIn(message, caught.exception.args[0])

    def test_new_contact_with_a_required_gap(self):
        with self.assertRaises(ValidationError) as caught:
            self.save(self.Partner, {"name": "Anna Huber"})
        message = "“Anna Huber” can't be saved yet. Please complete:\n• E-mail – Ask for the address."
        self.assertEqual(caught.exception.args[0], message)
        self.assertFalse(self.Partner.search([("name", "=", "Anna Huber")]), "nothing half done")

    def test_new_contact_without_a_required_gap(self):
        result = self.save(self.Partner, {"name": "Anna Huber", "email": "anna@example.com"})
        self.assertEqual(result[0]["name"], "Anna Huber")
        self.assertEqual(result[0]["quality_score"], 33)
        self.assertEqual(self.Partner.search_count([("name", "=", "Anna Huber")]), 1, "created once")

    def test_contact_without_any_gap(self):
        values = {"name": "Anna", "email": "anna@example.com", "phone": "+43 1 5050100", "city": "Wien"}
        self.assertEqual(self.save(self.Partner, values)[0]["quality_score"], 100)

    def test_old_gap_is_not_held_against_another_edit(self):
        self.save(self.old, {"city": "Wien"})
        self.assertEqual(self.old.city, "Wien")

    def test_new_gap_of_an_old_contact(self):
        self.old.email = "old@example.com"
        self.assert_refused("E-mail", self.old, {"email": False})
        self.assertEqual(self.old.email, "old@example.com")

    def test_change_that_brings_another_profile_with_another_requirement(self):
        self.make_profile(
            self.filled("vat", name="VAT", entry="require"), domain="[('is_company', '=', True)]", sequence=1
        )
        self.assert_refused("VAT", self.old, {"is_company": True})

    def test_contact_person_added_in_the_form_of_the_company(self):
        self.old.email = "old@example.com"
        values = {"child_ids": [Command.create({"name": "New person"})]}
        self.assert_refused("“Old contact, New person” can't be saved yet", self.old, values)
        values = {"name": "New person", "email": "new@example.com"}
        self.save(self.old, {"child_ids": [Command.create(values)]})
        self.assertEqual(self.old.child_ids.name, "New person")

    def test_contact_person_edited_in_the_form_of_the_company(self):
        child = self.Partner.create({"name": "Person", "parent_id": self.old.id, "email": "p@example.com"})
        self.assert_refused("E-mail", self.old, {"child_ids": [Command.update(child.id, {"email": False})]})
        child.email = False
        self.save(self.old, {"child_ids": [Command.update(child.id, {"function": "Boss"})]})
        self.assertEqual(child.function, "Boss")

    def test_contact_created_with_a_person(self):
        values = {"name": "AG", "email": "ag@example.com", "child_ids": [Command.create({"name": "Person"})]}
        self.assert_refused("Person", self.Partner, values)

    def test_several_saved_at_once(self):
        second = self.Partner.create({"name": "Second", "email": "second@example.com"})
        first = self.Partner.create({"name": "First", "email": "first@example.com"})
        with self.assertRaises(ValidationError):
            self.save(first + second, {"email": False})
        self.save(first + second, {"email": "both@example.com"})
        self.assertEqual(second.email, "both@example.com")

    def test_programs_are_never_stopped(self):
        self.assertEqual(self.gap_names(self.Partner.create({"name": "By code"})), {"E-mail", "Phone", "Town"})
        self.assertTrue(self.Partner.name_create("By name")[0])
        self.assertTrue(self.Partner._find_or_create_from_emails(["Max <max@example.com>"]))
        user = new_test_user(self.env, "fresh", email=False)
        self.assertIn("E-mail", self.gap_names(user.partner_id))
        self.old.write({"email": False})
        self.assertIn("E-mail", self.gap_names(self.old))

    def test_import_is_never_stopped(self):
        rows = [[f"Imported {number}", "" if number % 2 else f"i{number}@example.com"] for number in range(100)]
        result = self.Partner.load(["name", "email"], rows)
        self.assertEqual(len(result["ids"]), 100, result["messages"])
        scores = self.Partner.browse(result["ids"]).mapped("quality_score")
        self.assertEqual(scores, [33, 0] * 50)

    def test_warn_and_suggest_never_stop(self):
        self.profile.rule_ids[0].entry = "warn"
        self.save(self.Partner, {"name": "Anna"})
        self.assertEqual(self.Partner.search_count([("name", "=", "Anna")]), 1)

    def test_rule_required_for_some_only(self):
        self.profile.rule_ids[0].applies = "[('is_company', '=', True)]"
        self.save(self.Partner, {"name": "Person"})
        with self.assertRaises(ValidationError):
            self.save(self.Partner, {"name": "Company", "is_company": True})

    def test_required_for_colleagues_who_see_no_scores(self):
        employee = new_test_user(self.env, "employee", groups="base.group_user,base.group_partner_manager")
        employee.group_ids -= self.env.ref("customer_data_quality.group_user")
        self.assertFalse(employee.has_group("customer_data_quality.group_user"))
        with self.assertRaises(ValidationError):
            self.Partner.with_user(employee).web_save({"name": "Anna"}, {"name": {}})

    def test_checklist_of_a_new_contact(self):
        form = Form(self.Partner)
        form.name = "Anna"
        gaps = {gap["rule"]: gap["entry"] for gap in form.quality_live["gaps"]}
        self.assertEqual(gaps, {"E-mail": "require", "Phone": "warn", "Town": "suggest"})
