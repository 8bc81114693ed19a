import logging
from datetime import timedelta
from unittest.mock import patch

from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import Form, new_test_user, tagged
from odoo.tools import mute_logger

from ..models.merging import purge, wizard
from .common_merging import MergingCase


@tagged("-at_install", "post_install")
class TestRedirect(MergingCase):
    """Whoever still knows a merged contact reaches the one that remains."""

    def setUp(self):
        super().setUp()
        self.survivor = self.contact("Klara Wiesenthaler", email="klara@example.com")
        self.other = self.contact(
            "Clärle Vormals", email="Vormals@Example.org", phone="+49 30 23125 100", ref="ALT-1", street="Gasse 1"
        )
        self.user = new_test_user(self.env, "merging_reader", "customer_data_quality.group_user")
        self.values = {"email": "klara@example.com", "phone": False, "name": "Klara Wiesenthaler", "ref": False}

    def merged(self):
        return self.merge(self.survivor, self.other, values=self.values)

    def test_search_by_name(self):
        partners = self.Partner.with_user(self.user)
        self.assertFalse(partners.name_search("Clärle") and partners.name_search("Clärle")[0][0] == self.survivor.id)
        merge = self.merged()
        for text in ("Clärle", "vormals@example.org", "ALT-1"):
            self.assertEqual([id_ for id_, _name in partners.name_search(text)], self.survivor.ids, text)
        self.assertFalse(partners.name_search("Clärle", [("id", "!=", self.survivor.id)]))
        self.assertEqual(len(partners.name_search("Wiesenthaler", [("id", "in", self.survivor.ids)])), 1)
        merge.action_undo()
        self.assertEqual([id_ for id_, _name in partners.name_search("Clärle")], self.other.ids)

    def test_search_view(self):
        self.merged()
        arch = self.Partner.get_view(self.env.ref("base.view_res_partner_filter").id, "search")["arch"]
        self.assertEqual(arch.count("merged_from_ids"), 3)
        for field in ("complete_name", "email", "ref", "phone_mobile_search"):
            value = {"complete_name": "Clärle", "email": "vormals", "ref": "ALT-1"}.get(field, "23125100")
            found = self.Partner.with_user(self.user).search([(f"merged_from_ids.{field}", "ilike", value)])
            self.assertEqual(found, self.survivor, field)

    def test_search_after_a_chain(self):
        self.merged()
        last = self.contact("Letzte")
        self.merge(last, self.survivor, values={"name": "Letzte", "email": False})
        self.assertEqual([id_ for id_, _name in self.Partner.name_search("Clärle")], last.ids)
        self.assertEqual(self.other._merged_into(), last)

    def test_incoming_mail(self):
        self.merged()
        find = self.Partner._find_or_create_from_emails
        found = find(["Clara <vormals@example.org>", "new@example.com", "klara@example.com", "nonsense"])
        self.assertEqual(found[0], self.survivor)
        self.assertEqual(found[1].email, "new@example.com")
        self.assertEqual(found[2], self.survivor)
        self.assertEqual(found[3].name, "nonsense")
        self.assertFalse(find(["vormals@example.org"], filter_found=lambda partner: False, no_create=True)[0])
        self.assertEqual(self.Partner.find_or_create("vormals@example.org"), self.survivor)
        present = self.contact("Present", email="vormals@example.org")
        self.assertEqual(find(["vormals@example.org"]), [present], "somebody has the address now")

    def test_mail_gateway(self):
        self.merged()
        with mute_logger("odoo.addons.mail.models.mail_thread"):
            message = (
                "From: Clara <vormals@example.org>\nTo: somebody@example.net\nSubject: Hello\n"
                "Message-Id: <merging-1@example.org>\nContent-Type: text/plain\n\nHello\n"
            )
            id_ = self.env["mail.thread"].message_process("res.partner", message)
        posted = self.Partner.browse(id_).message_ids.filtered(lambda each: each.message_type == "email")
        self.assertEqual(posted.author_id, self.survivor)

    def test_import(self):
        self.env["ir.model.data"]._update_xmlids([{"xml_id": "merging_test.former", "record": self.other}])
        self.merged()
        for name, key in (("id", "merging_test.former"), (".id", str(self.other.id))):
            result = self.Partner.load([name, "function"], [[key, f"by {name}"]])
            self.assertEqual(result["ids"], self.survivor.ids, result["messages"])
            self.assertEqual(self.survivor.function, f"by {name}")
        result = self.Partner.load(["name", "parent_id/.id"], [["Kind", str(self.other.id)]])
        self.assertEqual(self.Partner.browse(result["ids"]).parent_id, self.survivor)
        self.assertTrue(self.Partner.load([".id", "function"], [["999999999", "x"]])["messages"])

    # -- core's wizard ----------------------------------------------------------------------------

    def test_core_wizard_used_by_people(self):
        """Its buttons, pressed in the web client, merge with a journal."""
        context = {"active_model": "res.partner", "active_ids": (self.survivor | self.other).ids}
        form = Form(self.env["base.partner.merge.automatic.wizard"].with_context(**context))
        form.dst_partner_id = self.survivor
        with patch.object(wizard, "request", object()):
            form.save().action_merge()
        self.assertTrue(self.other.exists())
        self.assertEqual(self.other.merged_into_id, self.survivor)
        self.assertEqual(self.Merge.search([("survivor_id", "=", self.survivor.id)]).merged_ids, self.other)

    @mute_logger("odoo.addons.base.partner.merge", "odoo.models.unlink")
    def test_core_wizard_used_by_programs(self):
        self.env["base.partner.merge.automatic.wizard"]._merge((self.survivor | self.other).ids, self.survivor)
        self.assertFalse(self.other.exists())
        self.assertFalse(self.Merge.search([("survivor_id", "=", self.survivor.id)]))

    # -- the end -------------------------------------------------------------------------------------

    def retention(self, months):
        self.env["ir.config_parameter"].set_param(purge.PARAMETER, months)

    def run_purge(self):
        with patch.object(type(self.env["ir.cron"]), "_commit_progress", lambda *args, **kwargs: 1):
            self.Merge._cron_purge()

    def run_late(self):
        with patch.object(type(self.env["ir.cron"]), "_commit_progress", lambda *args, **kwargs: 1):
            self.Merge._cron_late()

    def test_late(self):
        """What points to merged contacts is looked for the nights after the merge, and not for ever."""
        merge = self.merged()
        latecomer = self.contact("Kind", parent_id=self.other.id)
        merge.sudo().date = fields.Datetime.now() - timedelta(days=3)
        self.run_late()
        self.assertEqual(latecomer.parent_id, self.other, "too long ago")
        merge.sudo().date = fields.Datetime.now() - timedelta(days=1)
        self.run_late()
        self.assertEqual(latecomer.parent_id, self.survivor)
        self.assertEqual(self.other.merged_into_id, self.survivor)
        merge.action_undo()
        self.assertEqual(latecomer.parent_id, self.survivor, "what came later stays")
        self.assertTrue(self.other.active)

    @mute_logger("odoo.models.unlink")
    def test_purge(self):
        merge = self.merged()
        latecomer = self.contact("Kind", parent_id=self.other.id)
        merge.sudo().date = fields.Datetime.now() - timedelta(days=100)
        for months in ("0", "", "nonsense", "6"):
            self.retention(months)
            self.run_purge()
            self.assertTrue(self.other.exists(), "not yet, or never")
        self.retention("3")
        with self.assertLogs(purge.__name__, logging.INFO) as logs:
            self.run_purge()
        self.assertIn(f"contacts [{self.other.id}]", logs.output[0])
        self.assertFalse(self.other.exists())
        self.assertEqual(latecomer.parent_id, self.survivor)
        self.assertEqual(merge.state, "purged")
        self.assertFalse(merge.sudo().line_ids)
        self.assertFalse(merge.merged_names or merge.survivor_name or merge.changes or merge.reason)
        with self.assertRaisesRegex(UserError, "retention time is over"):
            merge.action_undo()
        with self.assertRaisesRegex(UserError, "Only what is left"):
            merge._purge()

    @mute_logger("odoo.models.unlink")
    def test_purge_of_what_something_keeps(self):
        """A contact that a row without a twin still needs is emptied."""
        merge = self.merged()

        def refuse(partners):
            raise UserError("needed")  # pylint: disable=translation-required

        with patch.object(type(self.Partner), "unlink", refuse):
            merge._purge()
        self.assertTrue(self.other.exists())
        self.assertEqual((self.other.name, self.other.email, self.other.street), ("Merged contact", False, False))
        self.assertFalse(self.other.active)
        self.assertEqual(merge.state, "purged")

    def test_erased(self):
        merge = self.merged()
        self.assertEqual(self.Merge._erase(self.other), merge)
        self.assertEqual(merge.state, "erased")
        self.assertFalse(merge.sudo().line_ids)
        self.assertFalse(merge.merged_names)
        with self.assertRaisesRegex(UserError, "data protection"):
            merge.action_undo()
