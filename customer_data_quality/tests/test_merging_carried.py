import json

from odoo import Command
from odoo.tests import new_test_user, tagged

from .common_merging import MergingCase


@tagged("-at_install", "post_install")
class TestCarried(MergingCase):
    """Whatever points to a merged contact, in whatever way, points to the one that remains; undo takes it back."""

    def setUp(self):
        super().setUp()
        self.survivor, self.other, self.stranger = self.contact("Klara"), self.contact("Clara"), self.contact("Emil")

    def both_ways(self, before, after, read):
        """Merge and undo, and compare what `read` returns."""
        self.env.flush_all()
        self.env.invalidate_all()
        self.assertEqual(read(), before)
        merge = self.merge(self.survivor, self.other)
        self.env.invalidate_all()
        self.assertEqual(read(), after)
        merge.action_undo()
        self.env.invalidate_all()
        self.assertEqual(read(), before)
        return merge

    def test_categories(self):
        first, second, third = self.env["res.partner.category"].create([{"name": f"Tag {n}"} for n in range(3)])
        self.survivor.category_id = first | second
        self.other.category_id = second | third
        self.both_ways(first | second, first | second | third, lambda: self.survivor.category_id)

    def test_links_to_each_other(self):
        """A relation between contacts that are the same is none."""
        self.env.cr.execute(
            "CREATE TABLE merging_friends (left_id int NOT NULL REFERENCES res_partner ON DELETE CASCADE, "
            "right_id int NOT NULL REFERENCES res_partner ON DELETE CASCADE, since date, "
            "PRIMARY KEY (left_id, right_id))"
        )
        self.env.registry.clear_all_caches()
        self.addCleanup(self.env.registry.clear_all_caches)
        ids = {"k": self.survivor.id, "c": self.other.id, "e": self.stranger.id}
        for pair in ("kc", "ce", "ek", "ec"):
            self.env.cr.execute(
                "INSERT INTO merging_friends VALUES (%s, %s, '2026-01-31')", [ids[pair[0]], ids[pair[1]]]
            )

        def read():
            self.env.cr.execute("SELECT left_id, right_id, since::text FROM merging_friends ORDER BY 1, 2")
            names = {id_: name for name, id_ in ids.items()}
            return sorted(names[left] + names[right] + since for left, right, since in self.env.cr.fetchall())

        before = [f"{pair}2026-01-31" for pair in ("ce", "ec", "ek", "kc")]
        merge = self.both_ways(before, ["ek2026-01-31", "ke2026-01-31"], read)
        self.assertIn("merging_friends", str(merge.remarks), "an unknown table is named")

    def test_reference_fields(self):
        values = {"name": "Reference", "model_id": self.env.ref("base.model_res_partner").id, "state": "code"}
        action = self.env["ir.actions.server"].create(
            {**values, "state": "object_write", "update_path": "parent_id", "evaluation_type": "value"}
        )
        if "resource_ref" not in action._fields or not action._fields["resource_ref"].store:
            self.skipTest("no stored reference field in these apps")
        action.resource_ref = self.other
        self.both_ways(self.other, self.survivor, lambda: action.resource_ref)

    def test_properties(self):
        definition = (
            self.env["properties.base.definition"].search([("properties_field_id.model", "=", "res.partner")], limit=1)
            or self.stranger.properties_base_definition_id
        )
        name, many, number = "aa34746a6851ee4e", "bb34746a6851ee4e", "cc34746a6851ee4e"
        definition.properties_definition = [
            {"name": name, "string": "Advisor", "type": "many2one", "comodel": "res.partner"},
            {"name": many, "string": "Friends", "type": "many2many", "comodel": "res.partner"},
            {"name": number, "string": "Number", "type": "integer"},
        ]
        self.env.flush_all()
        other, survivor, third = self.other.id, self.survivor.id, self.contact("Third").id
        self.env.cr.execute(
            "UPDATE res_partner SET properties = %s WHERE id = %s",
            [json.dumps({name: other, many: [survivor, other, third], number: other}), self.stranger.id],
        )

        def read():
            self.env.cr.execute("SELECT properties FROM res_partner WHERE id = %s", [self.stranger.id])
            values = self.env.cr.fetchone()[0]
            return values[name], sorted(values[many]), values[number]

        self.both_ways(
            (other, sorted([survivor, other, third]), other), (survivor, sorted([survivor, third]), other), read
        )

    def test_attachments_messages_activities(self):
        attachment = self.env["ir.attachment"].create(
            {"name": "Offer", "res_model": "res.partner", "res_id": self.other.id, "raw": b"x"}
        )
        message = self.other.message_post(body="Hello")
        activity = self.other.activity_schedule("mail.mail_activity_data_todo", user_id=self.env.uid)

        def read():
            return attachment.res_id, message.res_id, activity.res_id

        self.both_ways((self.other.id,) * 3, (self.survivor.id,) * 3, read)

    def test_image_of_its_own(self):
        pixel = b"iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
        self.survivor.image_1920 = self.other.image_1920 = pixel
        self.merge(self.survivor, self.other)
        self.env.cr.execute(
            "SELECT count(*) FROM ir_attachment WHERE res_model = 'res.partner' AND res_id = %s "
            "AND res_field = 'image_1920'",
            [self.survivor.id],
        )
        self.assertEqual(self.env.cr.fetchone()[0], 1, "a contact has one image")

    def test_author_and_recipients(self):
        message = self.stranger.message_post(body="Hello", author_id=self.other.id, partner_ids=self.other.ids)

        def read():
            return message.author_id, message.partner_ids

        self.both_ways((self.other, self.other), (self.survivor, self.survivor), read)

    def test_followers_keep_what_they_asked_for(self):
        note, comment = self.env.ref("mail.mt_note"), self.env.ref("mail.mt_comment")
        self.stranger.message_subscribe(self.survivor.ids, [comment.id])
        self.stranger.message_subscribe(self.other.ids, [note.id])

        def read():
            followers = self.stranger.message_follower_ids.filtered(
                lambda follower: follower.partner_id in self.survivor | self.other
            )
            return {follower.partner_id.name: set(follower.subtype_ids.ids) for follower in followers}

        self.both_ways({"Klara": {comment.id}, "Clara": {note.id}}, {"Klara": {comment.id, note.id}}, read)

    def test_children(self):
        self.other.is_company = self.survivor.is_company = True
        child = self.contact("Kind", parent_id=self.other.id, lang=False)

        def read():
            return child.parent_id, child.commercial_partner_id, child.complete_name

        self.both_ways((self.other, self.other, "Clara, Kind"), (self.survivor, self.survivor, "Klara, Kind"), read)

    def test_login(self):
        user = new_test_user(self.env, "merging_login", "base.group_portal", partner_id=self.other.id)
        self.both_ways(self.other, self.survivor, lambda: user.partner_id)
        self.assertTrue(user.active)

    def test_company_dependent_values(self):
        company = self.env["res.company"].create({"name": "Second"})
        self.other.barcode = "4711"
        self.survivor.with_company(company).barcode = "12"
        self.other.with_company(company).barcode = "13"

        def read():
            return self.survivor.barcode, self.survivor.with_company(company).barcode

        self.both_ways((False, "12"), ("4711", "12"), read)

    def test_defaults(self):
        default = self.env["ir.default"]
        default.set("res.partner.bank", "partner_id", self.other.id)
        default.set("res.partner", "color", self.other.id)

        def read():
            return default._get("res.partner.bank", "partner_id"), default._get("res.partner", "color")

        self.both_ways((self.other.id, self.other.id), (self.survivor.id, self.other.id), read)

    def test_external_ids(self):
        self.env["ir.model.data"]._update_xmlids([{"xml_id": "merging_test.clara", "record": self.other}])
        self.both_ways(self.other, self.survivor, lambda: self.env.ref("merging_test.clara"))

    def test_bank_accounts(self):
        self.survivor.bank_ids = [Command.create({"acc_number": "DE00 1"})]
        self.other.bank_ids = [Command.create({"acc_number": "DE001"}), Command.create({"acc_number": "DE00 2"})]
        twin = self.other.bank_ids.filtered(lambda account: account.sanitized_acc_number == "DE001")
        message = self.env["ir.attachment"].create(
            {"name": "Mandate", "res_model": "res.partner.bank", "res_id": twin.id, "raw": b"x"}
        )

        def read():
            numbers = sorted(self.survivor.bank_ids.mapped("sanitized_acc_number"))
            return numbers, self.env["res.partner.bank"].browse(message.res_id).partner_id

        self.both_ways((["DE001"], self.other), (["DE001", "DE002"], self.survivor), read)
        self.assertTrue(twin.exists())

    def test_translated_values(self):
        field = next(
            (
                name
                for name, field in self.Partner._fields.items()
                if field.translate is True and field.store and not field.readonly and not field.related
            ),
            None,
        )
        if not field:
            self.skipTest("contacts have no translated field without the app Website")
        self.env["res.lang"]._activate_lang("de_DE")
        self.other[field] = "Hello"
        self.other.with_context(lang="de_DE")[field] = "Hallo"

        def read():
            return self.survivor[field] or "", self.survivor.with_context(lang="de_DE")[field] or ""

        self.both_ways(("", ""), ("Hello", "Hallo"), read)

    def test_filters(self):
        shared = {"name": "Of Clara", "model_id": "res.partner", "user_ids": False}
        domain = f"[('parent_id', '=', {self.other.id}), ('color', '=', {self.other.id})]"
        favourite = self.env["ir.filters"].create({**shared, "domain": domain})
        after = f"[('parent_id', '=', {self.survivor.id}), ('color', '=', {self.other.id})]"
        self.both_ways(domain, after, lambda: favourite.domain)

    def test_calendar(self):
        self.needs("calendar")
        event = self.env["calendar.event"].create(
            {
                "name": "Visit",
                "start": "2026-12-01 10:00:00",
                "stop": "2026-12-01 11:00:00",
                "partner_ids": [Command.set((self.survivor | self.other | self.stranger).ids)],
            }
        )
        alone = self.env["calendar.event"].create(
            {
                "name": "Call",
                "start": "2026-12-02 10:00:00",
                "stop": "2026-12-02 11:00:00",
                "partner_ids": [Command.set(self.other.ids)],
            }
        )

        def read():
            return event.partner_ids.sorted("id"), alone.attendee_ids.partner_id

        self.both_ways(
            ((self.survivor | self.other | self.stranger).sorted("id"), self.other),
            ((self.survivor | self.stranger).sorted("id"), self.survivor),
            read,
        )

    def test_orders_and_leads(self):
        self.needs("sale", "crm")
        order = self.env["sale.order"].create({"partner_id": self.other.id})
        lead = self.env["crm.lead"].create({"name": "Chance", "partner_id": self.other.id})
        order.user_id = self.env.user

        def read():
            partners = order.partner_id | order.partner_invoice_id | order.partner_shipping_id
            return partners, lead.partner_id, order.user_id

        user = self.env.user
        merge = self.both_ways((self.other, self.other, user), (self.survivor, self.survivor, user), read)
        self.assertIn(("sale.order", 1), [(each["model"], each["count"]) for each in merge.counts])

    def test_commercial_partner_of_documents(self):
        self.needs("account")
        former, present = self.contact("Ahornwerk", is_company=True), self.contact("Birkenwerk", is_company=True)
        self.other.parent_id, self.survivor.parent_id = former, present
        invoice = self.env["account.move"].create({"move_type": "out_invoice", "partner_id": self.other.id})
        self.env.flush_all()
        self.assertEqual(invoice.commercial_partner_id, former)
        merge = self.merge(self.survivor, self.other, values={"parent_id": present.id})
        self.assertEqual(invoice.commercial_partner_id, present)
        merge.action_undo()
        self.assertEqual(invoice.commercial_partner_id, former)

    def test_loyalty_cards(self):
        self.needs("loyalty")
        program = self.env["loyalty.program"].create(
            {"name": "Honey club", "is_nominative": True, "applies_on": "both"}
        )
        mine, theirs = self.env["loyalty.card"].create(
            [
                {"partner_id": partner.id, "program_id": program.id, "points": points}
                for partner, points in ((self.survivor, 10), (self.other, 20))
            ]
        )
        self.both_ways((10, 20, True), (30, 0, False), lambda: (mine.points, theirs.points, theirs.active))

    def test_website_visitors(self):
        self.needs("website")
        visitors = self.env["website.visitor"].create(
            [{"partner_id": partner.id, "access_token": str(partner.id)} for partner in (self.survivor, self.other)]
        )
        self.both_ways(2, 1, lambda: len(visitors.exists()))

    def test_website_visitor_of_the_other_alone(self):
        self.needs("website")
        visitor = self.env["website.visitor"].create({"partner_id": self.other.id, "access_token": str(self.other.id)})
        merge = self.both_ways(str(self.other.id), str(self.survivor.id), lambda: visitor.access_token)
        self.assertFalse(merge.remarks)

    def test_mailing_lists(self):
        self.needs("mass_mailing")
        self.assertIn("partner_id", self.env["mailing.contact"]._fields.keys() | {"partner_id"})
        trace = self.env["mailing.trace"].create(
            {"trace_type": "mail", "model": "res.partner", "res_id": self.other.id, "email": "a@example.com"}
        )
        self.both_ways(self.other.id, self.survivor.id, lambda: trace.res_id)

    def test_ranks_add_up(self):
        self.needs("account")
        self.survivor.customer_rank, self.other.customer_rank = 2, 3
        self.both_ways(2, 5, lambda: self.survivor.customer_rank)
