from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import new_test_user, tagged

from .test_duplicates_tours import USER, DuplicateTourCase

MERGER = "merging_tour_user"


class MergingTourCase(DuplicateTourCase):
    """Tours of whoever may merge, through what test_duplicates_tours.py has set up."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.merger = new_test_user(cls.env, MERGER, "customer_data_quality.group_merge", password=MERGER)
        cls.env["partner.duplicate.group"].search([]).unlink()
        website = {"website": "https://tour-holzapfel.example"}
        cls.holzapfel.write({**website, "function": "Office"})
        cls.other = cls._contact(
            "Tour Holzapfl GmbH", is_company=True, street="Ringstr. 12", phone="+43 1 5885812", **website
        )
        cls.env["res.partner.bank"].create(
            [{"partner_id": cls.other.id, "acc_number": f"tour account {n}"} for n in range(2)]
        )
        gruber = [cls._contact(name, street="Linzer Gasse 3") for name in ("Tour Gruber Josef", "Josef Tour Gruber")]
        cls.groups = cls._group("possible", 0.95, "name address phone", cls.holzapfel, cls.other)
        cls.groups += cls._group("possible", 0.9, "name address", *gruber)

    def _merge_tour(self, url, name, login=MERGER):
        self.start_tour(url, f"customer_data_quality.merging_{name}", login=login)

    def run_cron(self):
        self.env.flush_all()
        with self.enter_registry_test_mode(), self.registry.cursor() as cr:
            self.env(cr=cr).ref("customer_data_quality.cron_merge_batch").method_direct_trigger()
        self.env.invalidate_all()


@tagged("post_install", "-at_install")
class TestMergingTours(MergingTourCase):
    """The screen on which contacts are merged, and the ways to it."""

    def test_keyboard(self):
        """From the queue, with the keyboard alone: choose, edit, merge, undo."""
        self._merge_tour("/odoo/duplicates", "keyboard")
        merge = self.env["partner.merge"].search([("survivor_id", "=", self.holzapfel.id)])
        self.assertEqual((merge.state, merge.user_id), ("undone", self.merger))
        after = {change["field"]: change["after"] for change in merge.changes}
        self.assertEqual((after["name"], after["street"]), ("Tour Holzapfl GmbH", "Ringstraße 12a"))
        self.assertEqual(self.holzapfel.name, "Tour Holzapfel GmbH")
        self.assertTrue(self.other.active)
        self.assertEqual(self.groups.mapped("state"), ["open", "open"])

    def test_list(self):
        """From the list's actions, in place of core's entry; what is refused, and the way out."""
        portal = [Command.set(self.env.ref("base.group_portal").ids)]
        for login in ("tour_paula", "tour_paula_second"):
            self.env["res.users"].create({"name": "Tour Paula", "login": login, "group_ids": portal})
        self._contact("Tour Paula Plain")
        action = self.env["ir.actions.act_window"].create(
            {
                "name": "Tour Contacts",
                "res_model": "res.partner",
                "view_mode": "list,form",
                "domain": "[('name', 'like', 'Tour Paula')]",
            }
        )
        self._merge_tour(f"/odoo/action-{action.id}", "list")
        self.assertFalse(self.env["partner.merge"].search([("merged_names", "ilike", "Tour Paula")]))

    def test_contact(self):
        """From the form of a single contact: the other one is searched for; the journal afterwards."""
        single = self._contact("Tour Single", function="Buyer", email="single@example.com")
        twin = self._contact("Tour Twin", phone="+43 1 5885812")
        self._merge_tour(f"/odoo/contacts/{single.id}", "contact")
        self.assertEqual((single | twin)._merged_into().phone, "+43 1 5885812")
        self.assertEqual(len((single | twin).filtered("active")), 1)

    def test_not_allowed(self):
        """Dismissing is another right than merging."""
        self._merge_tour("/odoo/duplicates", "not_allowed", USER)
        self.assertEqual(self.groups.mapped("state"), ["open", "open"])

    def test_bulk(self):
        """All certain ones in the background, the report, and the undo of all."""
        known = {"email": "klara@example.com", "phone": "+49 30 2312501", "street": "Am Ufer 1", "zip": "10115"}
        fine = self._group("certain", 0.998, "name", *(self._contact("Tour Certain", **known) for _number in range(2)))
        contacts = (self._contact("Tour Certain Ref", ref=ref, **known) for ref in "AB")
        look = self._group("certain", 0.998, "name", *contacts)
        self._merge_tour("/odoo/duplicates", "bulk_start")
        self.run_cron()
        self.assertEqual((fine.state, look.state), ("done", "open"))
        self._merge_tour("/odoo/duplicates", "bulk_report")
        self.run_cron()
        self.assertEqual((fine.state, look.state), ("open", "open"))
        self.assertEqual(self.env["partner.merge.batch"].search([]).state, "undone")

    def test_undo(self):
        """From the journal; what was changed since is decided on."""
        single, twin = self._contact("Tour Single", function="Buyer"), self._contact("Tour Twin", function="Manager")
        merge = self.env["partner.merge"].with_user(self.merger)._merge(single, twin, values={"function": "Manager"})
        self.env.flush_all()
        single.function = "Head"
        self.env.flush_all()
        self._merge_tour("/odoo/merged-contacts", "undo")
        self.assertEqual((merge.state, single.function, twin.active), ("undone", "Buyer", True))


@tagged("post_install", "-at_install")
class TestMergingPhoneTours(MergingTourCase):
    browser_size = "390x844"
    touch_enabled = True

    def test_phone(self):
        """The same on the width of a phone."""
        self._merge_tour("/odoo/duplicates", "phone")
        self.assertEqual(self.holzapfel.name, "Tour Holzapfl GmbH")
        self.assertFalse(self.other.active)


@tagged("post_install", "-at_install")
class TestMergingEntries(MergingTourCase):
    """What leads to the screen, for whom."""

    def bindings(self, user):
        actions = self.env["ir.actions.actions"].with_user(user).get_bindings("res.partner").get("action", ())
        return {action["id"] for action in actions}

    def test_action_in_place_of_cores(self):
        core = self.env.ref("base.action_partner_merge").id
        ours = self.env.ref("customer_data_quality.res_partner_merge_action").id
        self.assertEqual(self.bindings(self.merger) & {core, ours}, {ours})
        self.assertFalse(self.bindings(self.user) & {core, ours})
        outsider = new_test_user(self.env, "merging_outsider", "base.group_partner_manager")
        outsider.group_ids -= self.env.ref("customer_data_quality.group_user")
        self.assertEqual(self.bindings(outsider) & {core, ours}, {core})

    def test_single_contact(self):
        """A contact with likely duplicates is merged with these."""
        action = self.holzapfel.with_user(self.merger).action_merge()
        self.assertEqual(action["params"]["partner_ids"], (self.holzapfel | self.other).ids)
        self.assertEqual(action["params"]["group_id"], self.groups[0].id)

    def test_many(self):
        """Of a large group, those that are most likely the same come first; a selection that large is refused."""
        partners = self.env["res.partner"].create([{"name": f"Tour Crowd {n}"} for n in range(12)])
        group = self._group("possible", 0.9, "name", *partners)
        group.member_ids[-1].probability = 0.99
        params = group.with_user(self.merger).action_merge()["params"]
        self.assertEqual(params["partner_ids"], [partners[-1].id, *partners[:9].ids])
        self.assertEqual(params["left"], 2)
        with self.assertRaisesRegex(UserError, "At most 10"):
            partners.with_user(self.merger).action_merge()

    def test_count(self):
        """The contact knows how often others were merged into it, and opens the journal."""
        holzapfel = self.holzapfel.with_user(self.merger)
        self.assertEqual(holzapfel.merge_count, 0)
        merge = self.env["partner.merge"].with_user(self.merger)._merge(holzapfel, self.other)
        holzapfel.invalidate_recordset(["merge_count"])
        self.assertEqual(holzapfel.merge_count, 1)
        action = holzapfel.action_open_merges()
        self.assertEqual(self.env["partner.merge"].search(action["domain"]), merge)
