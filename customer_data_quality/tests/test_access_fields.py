"""Protected fields: every door of the ORM is closed for those who may not read them, and open for the others."""

from odoo.exceptions import AccessError, ValidationError
from odoo.fields import Domain
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .common_access import AccessCase


@tagged("post_install", "-at_install")
class TestAccessFields(AccessCase):
    def refused(self, action):
        with self.assertRaises(AccessError), mute_logger("odoo.models", "odoo.addons.base.models.ir_rule"):
            action()

    def test_every_door(self):
        self.protect(self.notes)
        seen, model = self.seen, self.seen.browse()
        ids = [("id", "=", seen.id)]
        doors = {
            "attribute": lambda: seen.comment,
            "mapped": lambda: seen.mapped("comment"),
            "filtered": lambda: seen.filtered("comment"),
            "filtered_domain": lambda: seen.filtered_domain([("comment", "ilike", "diabetes")]),
            "read": lambda: seen.read(["comment"]),
            "search_read": lambda: model.search_read(ids, ["comment"]),
            "web_read": lambda: seen.web_read({"comment": {}}),
            "web_search_read": lambda: model.web_search_read(ids, {"comment": {}}),
            "web_read of another": lambda: seen.child_ids.web_read({"parent_id": {"fields": {"comment": {}}}}),
            "search": lambda: model.search([("comment", "ilike", "diabetes")]),
            "search_count": lambda: model.search_count([("comment", "!=", False)]),
            "search by a path": lambda: model.search([("child_ids.comment", "ilike", "diabetes")]),
            "search elsewhere": lambda: (
                self.env["res.users"].with_user(self.user).search([("partner_id.comment", "ilike", "diabetes")])
            ),
            "order": lambda: model.search([], order="comment", limit=1),
            "group": lambda: model.formatted_read_group([], ["comment"], ["__count"]),
            "group by a path": lambda: model.formatted_read_group([], ["parent_id.comment"], ["__count"]),
            "aggregate": lambda: model._read_group([], [], ["comment:array_agg"]),
            "export": lambda: seen.export_data(["name", "comment"]),
            "export of another": lambda: seen.child_ids.export_data(["parent_id/comment"]),
            "name_search": lambda: model.name_search("", Domain("comment", "ilike", "diabetes")),
            "write": lambda: seen.write({"comment": "Overwritten"}),
            "of a user": lambda: self.env["res.users"].with_user(self.user).search_read([], ["comment"], limit=1),
        }
        for name, door in doors.items():
            with self.subTest(door=name):
                self.refused(door)
        self.assertIn("diabetes", self.partner.comment)

    def test_nobody_is_asked_while_nothing_is_protected(self):
        base, fields = self.registry["base"], self.env["partner.sensitive.field"]
        if "_has_field_access" in vars(base):
            del base._has_field_access
        self.assertFalse(fields._post_guard())
        self.assertNotIn("_has_field_access", vars(base))
        self.assertTrue(self.seen.comment)
        self.protect(self.notes)
        self.assertTrue(self.registry.registry_invalidated, "other processes have theirs ask, too")
        self.refused(lambda: self.seen.comment)

    def test_a_process_that_starts_later_asks(self):
        self.protect(self.notes)
        del self.registry["base"]._has_field_access
        self.assertTrue(self.seen.comment)
        self.env["partner.sensitive.field"]._register_hook()
        self.refused(lambda: self.seen.comment)

    def test_not_even_offered(self):
        self.protect(self.notes)
        self.assertNotIn("comment", self.seen.fields_get())
        arch = self.seen.get_view(view_type="form")["arch"]
        self.assertNotIn('name="comment"', arch)
        self.assertIn("comment", self.partner.with_user(self.officer).get_view(view_type="form")["arch"])
        with Form(self.seen) as form:
            form.name = "Änne Schöngeist-Huber"
        self.assertEqual(self.partner.name, "Änne Schöngeist-Huber", "forms save without it")

    def test_readers_and_superuser(self):
        self.protect(self.notes)
        officer = self.partner.with_user(self.officer)
        self.assertIn("diabetes", officer.comment)
        self.assertEqual(officer.search([("comment", "ilike", "diabetes")]), self.partner)
        officer.comment = "Changed"
        self.assertIn("Changed", self.seen.sudo().comment, "what Odoo does as superuser goes on")

    def test_off_again(self):
        self.protect(self.notes)
        self.refused(lambda: self.seen.comment)
        self.notes.enabled = False
        self.assertIn("diabetes", self.seen.comment)
        self.assertIn("comment", self.seen.fields_get())

    def test_roles_change(self):
        self.protect(self.notes)
        self.refused(lambda: self.seen.comment)
        self.user.group_ids |= self.env.ref("customer_data_quality.group_privacy_officer")
        self.assertIn("diabetes", self.seen.comment)
        self.user.group_ids -= self.env.ref("customer_data_quality.group_privacy_officer")
        self.refused(lambda: self.seen.comment)

    def test_entered_in_new_contacts_only(self):
        self.protect(self.notes)
        made = self.seen.create({"name": "Neu", "comment": "Heard at the fair"})
        self.assertIn("fair", made.sudo().comment)
        copy = self.seen.copy()
        self.assertFalse(copy.sudo().comment, "a copy is no way to read it")
        self.assertIn("diabetes", self.partner.copy().comment)

    def test_what_odoo_needs_stays(self):
        for name in ("email", "name", "quality_score"):
            with self.subTest(field=name), self.assertRaises(ValidationError):
                self.env["partner.sensitive.field"].create({"name": name, "field_name": name})
        with self.assertRaises(ValidationError):
            self.notes.write({"enabled": True, "group_ids": [(5,)]})

    def test_field_of_an_app_that_is_not_there(self):
        later = self.env.ref("customer_data_quality.sensitive_birthday")
        later.enabled = True
        self.assertFalse(later.is_present)
        self.assertEqual(self.seen.name, "Änne Schöngeist")

    def test_bank_accounts(self):
        self.protect(self.bank)
        banks = self.bank_account.with_user(self.user)
        self.assertFalse(banks.search([("partner_id", "=", self.partner.id)]))
        self.assertFalse(self.seen.bank_ids)
        self.assertFalse(self.seen.search([("bank_ids.acc_number", "=like", "DE02%")]), "no guessing")
        self.assertFalse(banks.name_search("DE02"))
        self.refused(lambda: banks.read(["acc_number"]))
        self.refused(lambda: banks.write({"acc_number": "X"}))
        self.assertEqual(banks.sudo().display_name, "•••• 0 51")
        self.assertEqual(self.bank_account.with_user(self.officer).acc_number, "DE02 1203 0000 0000 2020 51")
        own = self.env["res.partner.bank"].create({"acc_number": "DE99", "partner_id": self.env.company.partner_id.id})
        self.assertEqual(own.with_user(self.user).acc_number, "DE99", "invoices show the company's own account")

    def test_private_addresses(self):
        self.protect(self.addresses)
        self.assertFalse(self.seen.child_ids)
        self.assertFalse(self.seen.search([("street", "=", "Geheimweg 7")]))
        self.assertFalse(self.seen.search([("child_ids.street", "=", "Geheimweg 7")]))
        self.refused(lambda: self.address.with_user(self.user).read(["street"]))
        self.assertEqual(self.partner.with_user(self.officer).child_ids, self.address)
        self.refused(lambda: self.address.with_user(self.user).write({"type": "contact"}))

    def test_only_officers_choose(self):
        self.refused(lambda: self.notes.with_user(self.user).write({"enabled": True}))
        self.notes.with_user(self.officer).enabled = True
        self.refused(lambda: self.seen.comment)


@tagged("post_install", "-at_install")
class TestAccessOwnFields(AccessCase):
    """Fields of the company's own, and what is made of them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.field = cls.make_field("x_born")
        cls.make_field("x_born_in", compute="for r in self: r['x_born_in'] = (r.x_born or '')[:4]", depends="x_born")
        cls.make_field("x_parent_born", related="parent_id.x_born")
        cls.env["partner.sensitive.field"].create(
            {"name": "Born", "field_name": "x_born", "enabled": True, "group_ids": [(6, 0, cls.notes.group_ids.ids)]}
        )

    def test_what_is_made_of_them(self):
        self.partner.x_born = "1961-04-12"
        for name in ("x_born", "x_born_in", "x_parent_born"):
            with self.subTest(field=name):
                self.assertNotIn(name, self.seen.fields_get())
                with self.assertRaises(AccessError), mute_logger("odoo.models"):
                    self.seen.child_ids.read([name])
        self.assertEqual(self.partner.with_user(self.officer).x_born_in, "1961")
        self.assertTrue(self.seen.display_name)

    def test_changes_in_the_chatter(self):
        message = self.partner.message_post(body="Changed")
        tracking = self.env["mail.tracking.value"].create(
            {"field_id": self.field.id, "new_value_char": "1961", "mail_message_id": message.id}
        )
        self.assertFalse(tracking._filter_has_field_access(self.env(user=self.user, su=False)))
        self.assertTrue(tracking._filter_has_field_access(self.env(user=self.officer, su=False)))
        self.assertFalse(tracking._filter_free_field_access(), "mails about changes go to anybody")
