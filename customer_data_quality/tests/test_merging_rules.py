import json
from unittest.mock import patch

from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, ValidationError
from odoo.fields import Command
from odoo.tests import TransactionCase, new_test_user, tagged
from odoo.tools import mute_logger


class MergingRulesCase(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env = cls.env(context={**cls.env.context, "no_vat_validation": True, "tracking_disable": True})
        cls.Partner = cls.env["res.partner"]
        cls.Rule = cls.env["partner.merge.rule"]
        cls.austria = cls.env.ref("base.at")

    def contact(self, name="Klara Wiesenthaler", **values):
        return self.Partner.create({"name": name, **values})

    def rule(self, name):
        """The rule for a field, made if there is none."""
        field = self.env["ir.model.fields"]._get("res.partner", name)
        rule = self.Rule.with_context(active_test=False).search([("field_id", "=", field.id)])
        return rule or self.Rule.create({"field_id": field.id})

    def value(self, name, survivor, *others):
        """What the rules propose for a field."""
        return self.Rule._propose(survivor, self.Partner.union(*others))[name]["value"]

    def written(self, survivor, *others, values=None):
        return self.Rule._proposed_values(survivor, self.Partner.union(*others), values=values)

    def patch_field_groups(self, name, groups):
        """Have a field of contacts seen by some groups alone."""
        return patch.object(self.Partner._fields[name], "groups", groups)

    def set_verified(self, partner, **days):
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE partner_quality SET verified = %s::jsonb WHERE id = %s",
            [json.dumps(days), partner.id],
        )


@tagged("post_install", "-at_install")
class TestMergingProposals(MergingRulesCase):
    """Which value survives in which field."""

    def test_blank_never_overwrites(self):
        survivor = self.contact(phone="+43 1 5885812", function="Buyer")
        other = self.contact(website="https://example.com")
        written = self.written(survivor, other)
        self.assertEqual(written.get("website"), "https://example.com")
        self.assertFalse({"phone", "function"} & set(written))

    def test_accent(self):
        """José before Jose, whoever survives; the notes of both."""
        survivor = self.contact("Jose Gruber", comment="calls on Mondays")
        other = self.contact("José Gruber", comment="likes tea")
        self.assertEqual(self.value("name", survivor, other), "José Gruber")
        self.assertEqual(self.value("name", other, survivor), "José Gruber")
        self.assertRegex(str(self.value("comment", survivor, other)), "(?s)Mondays.*tea")

    def test_booleans_are_never_ored(self):
        """A flag that one of the others has does not come with it, unless a rule says so."""
        survivor, other = self.contact(), self.contact(is_company=True)
        self.assertIs(self.value("is_company", survivor, other), False)
        self.assertIs(self.value("is_company", other, survivor), True)
        self.assertNotIn("is_company", self.written(survivor, other))
        self.rule("is_company").strategy = "oldest"
        self.assertIs(self.value("is_company", other, survivor), False)

    def test_address_is_one_block(self):
        """The address with most parts is taken whole: nothing of the other is left in it."""
        survivor = self.contact(street2="c/o Huber", city="Graz")
        other = self.contact(street="Ahornweg 7", zip="1010", city="Wien", country_id=self.austria.id)
        written = self.written(survivor, other)
        self.assertEqual(
            {name: written[name] for name in ("street", "street2", "zip", "city", "country_id")},
            {"street": "Ahornweg 7", "street2": False, "zip": "1010", "city": "Wien", "country_id": self.austria.id},
        )

    def test_address_decided(self):
        """Whoever decides on a part of an address has decided on the address."""
        survivor = self.contact(city="Graz")
        other = self.contact(street="Ahornweg 7", zip="1010", city="Wien", phone="+43 1 5885812")
        written = self.written(survivor, other, values={"city": "Linz"})
        self.assertEqual(written, {"phone": "+43 1 5885812"})

    def test_best_validated(self):
        """A valid address wins over an invalid one of the survivor, the later confirmed over another valid one."""
        survivor = self.contact(email="klara@@example.com")
        other, third = self.contact(email="klara@example.com"), self.contact(email="k.w@example.com")
        self.set_verified(other, email="2025-05-01")
        self.set_verified(third, email="2026-02-01")
        self.assertEqual(self.value("email", survivor, other), "klara@example.com")
        self.assertEqual(self.value("email", survivor, other, third), "k.w@example.com")

    def test_most_recent(self):
        """Per field, not per contact."""
        survivor, other = self.contact(function="Buyer"), self.contact(function="Head of Purchasing")
        self.set_verified(survivor, function="2025-05-01")
        self.set_verified(other, function="2026-02-01")
        self.assertEqual(self.value("function", survivor, other), "Head of Purchasing")
        self.set_verified(survivor, function="2026-03-01")
        self.assertEqual(self.value("function", survivor, other), "Buyer")

    def test_placeholder(self):
        survivor, other = self.contact(ref="n/a"), self.contact(ref="C-4711")
        self.assertEqual(self.value("ref", survivor, other), "C-4711")

    def test_source(self):
        """The contacts of a chosen source first, then the one that remains."""
        tag = self.env["res.partner.category"].create({"name": "Accounting"})
        rule = self.rule("phone")
        rule.write({"strategy": "source", "source_domain": f"[('category_id', 'in', [{tag.id}])]"})
        survivor = self.contact(phone="+43 1 5885812")
        other = self.contact(phone="+43 1 5885813", category_id=[Command.set(tag.ids)])
        self.assertEqual(self.value("phone", survivor, other), "+43 1 5885813")
        other.phone = False
        self.assertEqual(self.value("phone", survivor, other), "+43 1 5885812")

    def test_never(self):
        self.rule("function").strategy = "never"
        survivor, other = self.contact(), self.contact(function="Buyer")
        self.assertNotIn("function", self.written(survivor, other))

    def test_links(self):
        """Tags of all contacts by default; the links move by themselves, so nothing is written."""
        tags = self.env["res.partner.category"].create([{"name": "one"}, {"name": "two"}])
        survivor, other = (self.contact(category_id=[Command.set(tag.ids)]) for tag in tags)
        self.assertEqual(self.value("category_id", survivor, other), tags.ids)
        self.assertNotIn("category_id", self.written(survivor, other))
        self.rule("category_id").strategy = "survivor"
        self.assertEqual(self.written(survivor, other)["category_id"], [Command.set(tags[0].ids)])

    def test_computed_editable(self):
        """Salesperson, language and the like are no exception."""
        user = new_test_user(self.env, "merging_salesperson")
        survivor, other = self.contact(), self.contact(user_id=user.id, company_registry="123456a")
        self.assertEqual(self.written(survivor, other)["user_id"], user.id)
        self.assertEqual(self.written(survivor, other)["company_registry"], "123456a")

    def test_company_dependent(self):
        """A default is a blank: the value that somebody has set for one contact wins."""
        survivor, other = self.contact(), self.contact(barcode="4006381333931")
        self.assertEqual(self.written(survivor, other)["barcode"], "4006381333931")

    def test_default_stays_default(self):
        """Where all contacts have the default of the company, nothing is written."""
        survivor, other = self.contact(), self.contact(phone="+43 1 5885812")
        self.env["ir.default"].set("res.partner", "barcode", "4006381333931", company_id=self.env.company.id)
        self.env.invalidate_all()
        self.assertEqual((survivor | other).mapped("barcode"), ["4006381333931"] * 2)
        self.assertEqual(self.written(survivor, other), {"phone": "+43 1 5885812"})

    def test_own_parent(self):
        """Nobody becomes their own parent."""
        survivor = self.contact()
        child = self.contact(parent_id=survivor.id)
        other = self.contact(parent_id=child.id)
        self.assertFalse(self.value("parent_id", survivor, other))
        third = self.contact(parent_id=self.contact("Gruber AG", is_company=True).id)
        self.assertEqual(self.value("parent_id", survivor, other, third), third.parent_id.id)

    def test_active(self):
        """Who is in use stays in use."""
        survivor, other = self.contact(active=False), self.contact()
        self.assertIs(self.written(survivor, other)["active"], True)
        self.assertNotIn("active", self.written(other, survivor))

    def test_image(self):
        pixel = b"iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
        survivor, other = self.contact(), self.contact(image_1920=pixel)
        self.assertEqual(self.written(survivor, other)["image_1920"], other.image_1920)
        self.assertNotIn("image_1920", self.written(other, survivor))

    def test_company_stays(self):
        """No contact becomes one of a company by being merged."""
        survivor, other = self.contact(), self.contact(company_id=self.env.company.id)
        self.assertNotIn("company_id", self.written(survivor, other))

    def test_needs_look(self):
        survivor, other = self.contact(ref="A1"), self.contact(ref="a 1")
        self.assertFalse(self.Rule._propose(survivor, other)["ref"]["needs_look"])
        other.ref = "B2"
        self.assertTrue(self.Rule._propose(survivor, other)["ref"]["needs_look"])
        self.rule("ref").needs_look = False
        self.assertFalse(self.Rule._propose(survivor, other)["ref"]["needs_look"])

    def test_differs(self):
        """Spelling and blanks make no difference, signs in an e-mail address do."""
        one, other = self.contact(), self.contact()
        for name, value, same, different in (
            ("name", "Klara Wiesenthaler", "KLARA  WIESENTHALER", "Klara Wiesental"),
            ("phone", "+43 1 5885812", "+43 1 588 58 12", "+43 1 5885813"),
            ("vat", "CHE-123.456.788", "CHE123456788", "CHE-123.456.789"),
            ("email", "klara@example.com", "Klara@example.com", "klara@@example.com"),
            ("email", "klara@example.com", "Klara@example.com", "kla.ra@example.com"),
        ):
            with self.subTest(name, different=different):
                one[name], other[name] = value, same
                self.assertFalse(self.Rule._propose(one, other)[name]["differs"])
                other[name] = different
                self.assertTrue(self.Rule._propose(one, other)[name]["differs"])

    def test_hidden_fields(self):
        """What the user may not see is not lost."""
        user = new_test_user(self.env, "merging_user", "customer_data_quality.group_merge")
        survivor, other = self.contact(), self.contact(ref="C-4711")
        with self.patch_field_groups("ref", "base.group_system"):
            rule = self.Rule.with_user(user)
            written = rule._proposed_values(survivor.with_user(user), other.with_user(user))
        self.assertEqual(written["ref"], "C-4711")

    def test_queries(self):
        """Ten contacts cost no more statements than two."""
        partners = self.Partner.create([{"name": f"Klara {n}", "email": f"k{n}@example.com"} for n in range(10)])

        def count(contacts):
            self.env.flush_all()
            self.env.invalidate_all()
            with self.assertQueryCount(999):
                before = self.env.cr.sql_log_count
                self.Rule._propose(contacts[0], contacts[1:])
            return self.env.cr.sql_log_count - before

        count(partners)  # rules and the like are cached
        self.assertEqual(count(partners), count(partners[:2]))

    def test_survivor(self):
        """The contact somebody logs in with, then the one in use, then the fuller one, then the older one."""
        plain, full, archived = self.contact(), self.contact(email="k@example.com"), self.contact(active=False)
        archived.write({"phone": "+43 1 5885812", "email": "k@example.com", "city": "Wien"})
        login = new_test_user(self.env, "merging_login").partner_id
        same = self.contact()
        ordered = self.Rule._propose_survivor(archived | same | plain | full | login)
        self.assertEqual(ordered, login | full | plain | same | archived)


@tagged("post_install", "-at_install")
class TestMergingRules(MergingRulesCase):
    """Rules as data stewards edit them."""

    def test_shipped(self):
        rules = self.Rule._rules()
        self.assertEqual(rules["street"][0], "most_complete")
        self.assertEqual(rules["comment"][0], "join")
        self.assertEqual(rules["vat"][:3], ("best_validated", None, True))

    def test_mistyped_name(self):
        """A letter too many makes no name more complete; how it is spelt is told by mailbox, website and place."""
        mistyped = self.contact(name="Autohaus Braunnschweig e.K.", is_company=True)
        for evidence in ({"email": "info@autohaus-braunschweig.example"}, {"city": "BRAUNSCHWEIG"}):
            with self.subTest(evidence):
                right = self.contact(name="Autohaus Braunschweig e.K.", is_company=True, **evidence)
                self.assertEqual(self.value("name", mistyped, right), right.name)
                self.assertEqual(self.value("name", right, mistyped), right.name)

    def test_scope(self):
        self.assertIn("City", self.rule("street").scope)
        self.assertFalse(self.rule("email").scope)

    def test_part_of_address(self):
        with self.assertRaisesRegex(ValidationError, "Street"):
            self.rule("city")

    def test_unfit_strategies(self):
        for name, strategy in (("email", "join"), ("street", "join"), ("is_company", "longest")):
            with self.subTest(name), self.assertRaises(ValidationError):
                self.rule(name).strategy = strategy

    def test_unfit_fields(self):
        field = self.env["ir.model.fields"]._get("res.partner", "commercial_partner_id")
        with self.assertRaises(ValidationError):
            self.Rule.create({"field_id": field.id})
        field = self.env["ir.model.fields"]._get("res.users", "login")
        with self.assertRaises(ValidationError):
            self.Rule.create({"field_id": field.id})

    def test_bad_source(self):
        rule = self.rule("phone")
        for source in ("[]", "[('no_such_field', '=', 1)]", "__import__('os')", "not a domain"):
            with self.subTest(source), self.assertRaises(ValidationError), self.env.cr.savepoint():
                rule.write({"strategy": "source", "source_domain": source})

    @mute_logger("odoo.sql_db")
    def test_one_rule_per_field(self):
        with self.assertRaises(IntegrityError), self.env.cr.savepoint():
            self.Rule.create({"field_id": self.rule("email").field_id.id})

    def test_change_holds_at_once(self):
        survivor, other = self.contact(function="Buyer"), self.contact(function="Head of Purchasing")
        rule = self.rule("function")
        rule.strategy = "longest"
        self.assertEqual(self.value("function", survivor, other), "Head of Purchasing")
        rule.strategy = "survivor"
        self.assertEqual(self.value("function", survivor, other), "Buyer")
        rule.active = False
        self.assertEqual(self.value("function", survivor, other), "Buyer")

    def test_rights(self):
        """Users read rules, stewards edit them."""
        user = new_test_user(self.env, "merging_reader", "customer_data_quality.group_user")
        steward = new_test_user(self.env, "merging_steward", "customer_data_quality.group_steward")
        rule = self.rule("function")
        self.assertEqual(rule.with_user(user).strategy, "most_recent")
        with self.assertRaises(AccessError):
            rule.with_user(user).strategy = "survivor"
        rule.with_user(steward).strategy = "survivor"
        self.assertEqual(rule.strategy, "survivor")
