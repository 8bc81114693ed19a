"""From outside, as each role: what the RPC interfaces give and what they refuse."""

from rpc_case import RpcCase

from odoo.tests import JsonRpcException, tagged
from odoo.tools import mute_logger

MODELS = (
    "partner.quality",
    "partner.quality.pending",
    "partner.quality.profile",
    "partner.quality.rule",
    "partner.quality.snapshot",
)
SCORES = ("quality_score", "quality_grade", "quality_gap_ids", "quality_live", "quality_gaps", "quality_profile_id")
# The add-on's methods that anybody may call by name, and what each asks for.
PUBLIC = {
    "partner.quality": set(),
    "partner.quality.pending": set(),
    "partner.quality.profile": {"preview_impact", "rescore_progress", "action_show_contacts"},
    "partner.quality.rule": {"action_show_failing"},
    "partner.quality.snapshot": set(),
}
PRIVATE = (
    ("partner.quality", "_rescore", []),
    ("partner.quality", "_score", [[1]]),
    ("partner.quality", "_cron_nightly", []),
    ("partner.quality.snapshot", "_take", []),
    ("partner.quality.pending", "_add", [[1]]),
    ("partner.quality.profile", "_rules_changed", []),
    ("partner.quality.rule", "_register_kind", [{}, "x", "X"]),
    ("res.partner", "_quality_rescore", [[1]]),
    ("res.partner", "mro", []),
    ("res.partner", "_quality_verify", [[1], ["email"]]),
)


@tagged("-at_install", "post_install")
class TestRpcRoles(RpcCase):
    def setUp(self):
        super().setUp()
        self.profile = self.env["partner.quality.profile"].create({"name": "RPC", "sequence": 0})
        self.rule = self.env["partner.quality.rule"].create(
            {"name": "Street", "profile_id": self.profile.id, "kind": "filled", "field_name": "street"}
        )
        self.partner = self.env["res.partner"].create({"name": "Anna Huber"})
        self.env.flush_all()

    def test_user_reads_scores(self):
        [seen] = self.call("user", "res.partner", "read", self.partner.ids, list(SCORES))
        self.assertEqual((seen["quality_score"], seen["quality_grade"]), (0, "E"))
        self.assertEqual(seen["quality_gap_ids"], self.rule.ids)

    def test_others_read_none(self):
        for role in ("portal", "employee"):
            own = self.users[role].partner_id.ids
            for name in SCORES:
                self.assert_refused(role, "res.partner", "read", own, [name])
                self.assert_refused(role, "res.partner", "search_read", [(name, "!=", False)], ["name"])
            self.assert_refused(role, "res.partner", "search", [], 0, 1, "quality_score")
            self.assert_refused(role, "res.partner", "formatted_read_group", [], ["quality_grade"], ["__count"])
            fields = self.call(role, "res.partner", "fields_get")
            self.assertFalse([name for name in fields if name.startswith("quality_")])
            for model in MODELS:
                self.assert_refused(role, model, "search_read", [], ["id"])

    def test_nobody_logged_in(self):
        for model, method in (("res.partner", "read"), ("partner.quality.profile", "rescore_progress")):
            self.assert_refused(None, model, method, [1], error="SessionExpired")

    def test_who_may_call_the_public_methods(self):
        change = ("partner.quality.rule", self.rule.id, {"weight": 99})
        for role in ("portal", "employee", "user"):
            self.assert_refused(role, "partner.quality.profile", "preview_impact", *change)
            self.assert_refused(role, "partner.quality.rule", "write", self.rule.ids, {"weight": 1})
        for role in ("portal", "employee"):
            self.assert_refused(role, "partner.quality.profile", "rescore_progress")
            self.assert_refused(role, "partner.quality.profile", "action_show_contacts", self.profile.ids)
            self.assert_refused(role, "partner.quality.rule", "action_show_failing", self.rule.ids)
        self.assertIn(self.call("user", "partner.quality.profile", "rescore_progress"), range(101))
        told = self.call("steward", "partner.quality.profile", "preview_impact", *change)
        self.assertEqual(set(told), {"contacts", "changed", "exact"})

    def test_public_methods_are_those_that_are_meant(self):
        self.assert_public(PUBLIC)

    def test_private_methods(self):
        for model, method, arguments in PRIVATE:
            self.assert_refused("steward", model, method, *arguments)
            with self.subTest(xmlrpc=method):
                self.assert_fault("steward", model, method, *arguments)

    def test_xmlrpc(self):
        [seen] = self.call_xml("user", "res.partner", "read", self.partner.ids, ["quality_score", "quality_gap_ids"])
        self.assertEqual((seen["quality_score"], seen["quality_gap_ids"]), (0, self.rule.ids))
        created = self.call_xml("steward", "partner.quality.profile", "create", {"name": "By RPC"})
        self.assertTrue(self.env["partner.quality.profile"].browse(created).exists())
        for role in ("portal", "employee"):
            with self.subTest(role=role):
                self.assert_fault(role, "res.partner", "read", self.users[role].partner_id.ids, ["quality_score"])

    def test_scores_can_not_be_forged(self):
        for values in ({"quality_score": 100}, {"quality_grade": "A"}):
            try:
                with mute_logger("odoo.http"):
                    self.call("steward", "res.partner", "write", self.partner.ids, values)
            except JsonRpcException as error:
                self.assertIn("AccessError", str(error))
        self.assert_refused("steward", "partner.quality", "write", self.partner.ids, {"score": 100})
        self.partner.invalidate_recordset()
        self.assertEqual(self.partner.quality_score, 0)
