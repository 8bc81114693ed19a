from datetime import timedelta

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import new_test_user, tagged

from .test_merging_rules import MergingRulesCase


class MergingScreenCase(MergingRulesCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.Merge = cls.env["partner.merge"]
        cls.merger = new_test_user(cls.env, "merging_merger", "customer_data_quality.group_merge")
        cls.reader = new_test_user(cls.env, "merging_user", "customer_data_quality.group_user")
        cls.jose = cls.Partner.create(
            {"name": "José Gruber", "email": "jose@example.com", "city": "Graz", "function": "Buyer", "ref": "A1"}
        )
        cls.jo = cls.Partner.create({"name": "Jo Gruber", "email": "jose@example.com", "phone": "+43 1 5885812"})
        cls.pair = cls.jose | cls.jo

    def preview(self, partners=None, **options):
        return self.Merge.with_user(self.merger).preview((partners or self.pair).ids, **options)

    def merge(self, partners=None, survivor=None, **options):
        partners = partners or self.pair
        return self.Merge.with_user(self.merger).merge_contacts(partners.ids, (survivor or self.jose).id, **options)

    def line(self, preview, name):
        return next((line for line in preview["fields"] if line["name"] == name), None)


@tagged("post_install", "-at_install")
class TestMergingPreview(MergingScreenCase):
    """What the screen on which contacts are merged shows."""

    def test_contacts(self):
        preview = self.preview()
        self.assertEqual([contact["id"] for contact in preview["contacts"]], self.pair.ids)
        self.assertEqual(preview["survivor_id"], self.jose.id)
        self.assertFalse(preview["refusals"])
        self.assertEqual(self.preview(survivor_id=self.jo.id)["survivor_id"], self.jo.id)

    def test_fields(self):
        """What differs is told apart from what is equal; what nobody has filled in is left out."""
        preview = self.preview()
        name, email = self.line(preview, "name"), self.line(preview, "email")
        self.assertTrue(name["differs"])
        self.assertEqual(name["owners"], [self.jose.id])
        self.assertEqual(name["values"][self.jo.id]["text"], "Jo Gruber")
        self.assertFalse(email["differs"])
        self.assertEqual(self.line(preview, "phone")["owners"], [self.jo.id])
        self.assertIsNone(self.line(preview, "website"))
        self.assertEqual(preview["fields"][0]["name"], "name")

    def test_address(self):
        """The address is one entry, and its parts can be edited."""
        self.jo.write({"street": "Ahornweg 7", "zip": "1010", "city": "Wien"})
        address = self.line(self.preview(), "street")
        self.assertEqual(address["values"][self.jo.id]["text"], "Ahornweg 7\n1010 Wien")
        self.assertEqual(address["proposed"]["city"], "Wien")
        self.assertLessEqual({"street", "zip", "city", "country_id"}, {part["name"] for part in address["parts"]})
        self.assertIsNone(self.line(self.preview(), "city"))

    def test_kinds_of_fields(self):
        """Links, tags, flags and notes are told in words."""
        tags = self.env["res.partner.category"].create([{"name": "one"}, {"name": "two"}])
        self.jose.write({"category_id": [Command.set(tags.ids)], "comment": "<p>likes <b>tea</b></p>"})
        self.jo.write({"is_company": True, "user_id": self.merger.id, "category_id": [Command.set(tags[0].ids)]})
        preview = self.preview()
        self.assertEqual(self.line(preview, "category_id")["values"][self.jose.id]["items"], ["one", "two"])
        self.assertEqual(self.line(preview, "comment")["values"][self.jose.id]["text"], "likes *tea*")
        self.assertEqual(self.line(preview, "is_company")["values"][self.jo.id]["text"], "Yes")
        self.assertEqual(self.line(preview, "user_id")["values"][self.jo.id]["text"], self.merger.display_name)

    def test_hidden_fields(self):
        """Nobody sees here what the contact's form does not show them."""
        with self.patch_field_groups("ref", "base.group_system"):
            self.env.registry.clear_cache("templates")
            self.assertIsNone(self.line(self.preview(), "ref"))

    def test_moves(self):
        self.env["res.partner.bank"].create([{"partner_id": self.jo.id, "acc_number": f"acc {n}"} for n in range(3)])
        moves = {move["model"]: move["count"] for move in self.preview()["moves"]}
        self.assertEqual(moves["res.partner.bank"], 3)
        moves = {move["model"]: move["count"] for move in self.preview(survivor_id=self.jo.id)["moves"]}
        self.assertNotIn("res.partner.bank", moves)

    def test_moves_in_words(self):
        """What nobody knows by its name is one line, the last."""
        self.env["ir.model.data"].create(
            [{"module": "test", "name": f"jo_{n}", "model": "res.partner", "res_id": self.jo.id} for n in range(4)]
        )
        self.jo.message_subscribe(self.merger.partner_id.ids)
        self.jo.message_post(body="Called", message_type="comment")
        self.env["partner.origin"].create({"partner_id": self.jo.id, "source": "Fair"})
        moves = self.preview()["moves"]
        shown = [(move["model"], move["label"]) for move in moves]
        self.assertIn(("mail.message", self.env["ir.model"]._get("mail.message").name), shown)
        self.assertEqual(shown[-1], ("technical", "Technical Links"))
        self.assertGreaterEqual(moves[-1]["count"], 6)
        self.assertFalse({"ir.model.data", "mail.followers", "partner.origin"} & {model for model, _label in shown})

    def test_refusals(self):
        self.jo.parent_id = self.jose
        refusals = self.preview()["refusals"]
        self.assertEqual([refusal["code"] for refusal in refusals], ["family"])
        self.assertTrue(refusals[0]["message"] and refusals[0]["way_out"])

    def test_numbers(self):
        """Two to ten contacts."""
        with self.assertRaisesRegex(UserError, "at least two"):
            self.preview(self.jose)
        partners = self.Partner.create([{"name": f"Gruber {n}"} for n in range(11)])
        self.assertEqual(len(self.preview(partners[:10])["contacts"]), 10)
        with self.assertRaisesRegex(UserError, "10"):
            self.preview(partners)

    def test_rights(self):
        """Who may not merge sees nothing of it; neither does who may not read one of the contacts."""
        with self.assertRaises(AccessError):
            self.Merge.with_user(self.reader).preview(self.pair.ids)
        with self.assertRaises(AccessError):
            self.Merge.with_user(self.reader).merge_contacts(self.pair.ids, self.jose.id)
        self.jo.company_id = self.env["res.company"].create({"name": "Elsewhere"})
        self.env.flush_all()
        with self.assertRaises(AccessError):
            self.preview()

    def test_merged_earlier(self):
        """A contact that was merged meanwhile stands for what it became."""
        third = self.contact("J. Gruber")
        self.merge()
        self.assertEqual(
            {contact["id"] for contact in self.preview(self.jo | third)["contacts"]}, {*(self.jose | third).ids}
        )


@tagged("post_install", "-at_install")
class TestMergingDecisions(MergingScreenCase):
    """What somebody decides on the screen is what happens."""

    def test_rules_alone(self):
        outcome = self.merge()
        self.assertEqual((outcome["survivor_id"], outcome["merged"], outcome["state"]), (self.jose.id, 1, "done"))
        self.assertEqual((self.jose.name, self.jose.phone), ("José Gruber", "+43 1 5885812"))
        self.assertEqual(self.jo.merged_into_id, self.jose)
        merge = self.Merge.browse(outcome["id"])
        self.assertEqual(merge.user_id, self.merger)

    def test_chosen(self):
        self.merge(decisions={"name": {"owners": [self.jo.id]}, "street": {"owners": [self.jo.id]}})
        self.assertEqual((self.jose.name, self.jose.city), ("Jo Gruber", False))

    def test_written(self):
        self.merge(decisions={"function": {"values": {"function": "Head"}}, "street": {"values": {"city": "Linz"}}})
        self.assertEqual((self.jose.function, self.jose.city), ("Head", "Linz"))

    def test_notes_and_tags(self):
        """Of notes and tags, any number may be chosen."""
        tags = self.env["res.partner.category"].create([{"name": "one"}, {"name": "two"}])
        for partner, tag in zip(self.pair, tags, strict=True):
            partner.write({"category_id": [Command.set(tag.ids)], "comment": f"<p>{tag.name}</p>"})
        decisions = {"category_id": {"owners": [self.jo.id]}, "comment": {"owners": [self.jo.id, self.jose.id]}}
        self.merge(decisions=decisions)
        self.assertEqual(self.jose.category_id, tags[1])
        self.assertRegex(self.jose.comment, "(?s)two.*one")

    def test_nothing_else(self):
        """Only values that the screen offers, and only of the contacts that are merged."""
        stranger = self.contact("Stranger", phone="+43 1 5885899")
        self.merge(decisions={"phone": {"owners": [stranger.id]}, "name": {"values": {"email": "x@example.com"}}})
        self.assertFalse(self.jose.phone)
        self.assertEqual(self.jose.email, "jose@example.com")
        other = self.contact("Joe Gruber")
        for name in ("create_uid", "commercial_partner_id", "no_such_field"):
            with self.subTest(name), self.assertRaises(UserError):
                self.merge(self.jose | other, decisions={name: {"values": {name: 1}}})

    def test_markup(self):
        """What is typed is text."""
        evil = "<img src=x onerror=alert(1)>"
        self.merge(decisions={"name": {"values": {"name": evil}}})
        self.assertEqual(self.jose.name, evil)

    def test_changed_meanwhile(self):
        """Nobody merges other values than those that they saw."""
        seen = {str(contact["id"]): contact["changed"] for contact in self.preview()["contacts"]}
        self.env.flush_all()
        later = self.jo.write_date + timedelta(minutes=1)
        self.env.cr.execute("UPDATE res_partner SET write_date = %s WHERE id = %s", [later, self.jo.id])
        self.env.invalidate_all()
        with self.assertRaisesRegex(UserError, "Jo Gruber"):
            self.merge(seen=seen)
        self.assertFalse(self.jo.merged_into_id)

    def test_survivor_gone(self):
        third = self.contact("J. Gruber")
        self.merge()
        with self.assertRaisesRegex(UserError, "start again"):
            self.merge(self.jo | third, survivor=self.jo)

    def test_same_tax_id(self):
        """Core's warning of contacts with the same tax ID does not name the one that was merged."""
        self.pair.vat = "ATU12345675"
        self.assertEqual(self.jose.same_vat_partner_id, self.jo)
        self.merge()
        self.jose.invalidate_recordset()
        self.assertFalse(self.jose.same_vat_partner_id)
        other = self.contact("Joe Gruber", vat="ATU12345675")
        self.assertEqual(other.same_vat_partner_id, self.jose)

    def test_undo(self):
        outcome = self.merge(decisions={"name": {"owners": [self.jo.id]}})
        merge = self.Merge.with_user(self.merger).browse(outcome["id"])
        self.assertEqual(merge.undo_conflicts(), [])
        self.assertIs(merge.action_undo(), True)
        self.assertEqual((self.jose.name, self.jose.phone), ("José Gruber", False))
        self.assertTrue(self.jo.active)

    def test_conflicts(self):
        """What was changed since is decided one by one."""
        outcome = self.merge(decisions={"name": {"owners": [self.jo.id]}})
        self.jose.name = "Josef Gruber"
        self.env.flush_all()
        merge = self.Merge.with_user(self.merger).browse(outcome["id"])
        action = merge.action_undo()
        self.assertEqual(action["tag"], "customer_data_quality.merge_conflicts")
        self.assertEqual(action["params"], {"merge_ids": merge.ids})
        conflicts = merge.undo_conflicts()[0]["conflicts"]
        name = next(conflict for conflict in conflicts if conflict["field"] == "name")
        self.assertEqual((name["before"], name["present"]), ("José Gruber", "Josef Gruber"))
        self.assertIs(merge.action_undo({conflict["key"]: "keep" for conflict in conflicts}), True)
        self.assertEqual(self.jose.name, "Josef Gruber")

    def test_group(self):
        """Merged within a group of duplicates: its reason and probability are noted, and it is done."""
        group = self.env["partner.duplicate.group"].create(
            {
                "certainty": "possible",
                "probability": 0.8,
                "size": 2,
                "reasons": "name email",
                "member_ids": [Command.create({"partner_id": partner.id}) for partner in self.pair],
            }
        )
        outcome = self.merge(group_id=group.id)
        merge = self.Merge.browse(outcome["id"])
        self.assertEqual((merge.reason, merge.probability), ("Name, Email", 0.8))
        self.assertEqual(group.state, "done")
