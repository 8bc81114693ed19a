"""Duplicates from outside, as each role: what the RPC interface gives and what it refuses."""

from rpc_case import RpcCase

from odoo.tests import tagged

SYSTEM = (
    "partner.match.key",
    "partner.match.pending",
    "partner.match.frequency",
    "partner.duplicate.todo",
    "partner.duplicate.touched",
    "partner.duplicate.pair",
    "partner.duplicate.batch",
)
# The add-on's methods that anybody may call by name; each asks for the rights it needs.
PUBLIC = {
    **{model: set() for model in SYSTEM},
    "partner.duplicate.group": {
        "action_merge",
        "action_not_duplicates",
        "action_open_contacts",
        "action_reopen",
        "action_scan",
        "explain",
        "review",
        "scan_progress",
    },
    "partner.duplicate.member": set(),
    "partner.duplicate.verdict": {"action_restore", "action_withdraw"},
    "partner.duplicate.scan": set(),
    "partner.match.model": {"action_learn", "action_use", "learning_report", "precision_curve"},
    "partner.match.word": set(),
}
PRIVATE = (
    ("partner.duplicate.group", "_scan", []),
    ("partner.duplicate.group", "_pairs", [0]),
    ("partner.duplicate.group", "_candidate_pairs", []),
    ("partner.duplicate.group", "_regroup", []),
    ("partner.duplicate.scan", "_cron_scan", []),
    ("partner.duplicate.verdict", "_decide", [[[1, 2]], "same"]),
    ("partner.match.key", "_refresh", []),
    ("partner.match.model", "_matcher", []),
    ("res.partner", "_find_duplicates", [[1]]),
    ("res.partner", "_find_duplicates_for_values", [{"name": "Anna"}]),
)


@tagged("-at_install", "post_install")
class TestRpcDuplicates(RpcCase):
    def setUp(self):
        super().setUp()
        self.values = {
            "name": "Klara Wiesenthaler",
            "street": "Ahornweg 7",
            "zip": "99987",
            "city": "Neustett",
            "email": "klara@example.com",
            "country_id": self.env.ref("base.de").id,
        }
        self.one, self.other = self.env["res.partner"].create([self.values] * 2)
        self.env.flush_all()
        self.env["partner.duplicate.group"]._scan()
        self.group = self.one.duplicate_group_id
        self.assertTrue(self.group)

    def test_user(self):
        found = self.call("user", "res.partner", "duplicates_while_typing", self.values)
        self.assertEqual({match["id"] for match in found}, {self.one.id, self.other.id})
        name = "partner.duplicate.group"
        explanation = self.call("user", name, "explain", self.group.ids, self.one.id, self.other.id)
        self.assertGreater(explanation["probability"], 0.5)
        self.assertEqual(self.call("user", name, "search", [("id", "=", self.group.id)]), self.group.ids)
        self.assertEqual(self.call("user", name, "scan_progress")["state"], "done")
        self.call("user", name, "action_not_duplicates", self.group.ids)
        self.assertEqual(self.group.state, "dismissed")
        self.call("user", name, "action_reopen", self.group.ids)
        self.assertEqual(self.group.state, "open")
        self.call("user", "res.partner", "duplicates_mark_different", self.one.ids, [self.other.id])
        found = self.call("user", "res.partner", "duplicates_while_typing", self.values, self.one.id)
        self.assertFalse(found)
        self.assert_refused("user", name, "action_scan")
        self.assert_refused("user", name, "create", [{"certainty": "certain"}])
        self.assert_refused("user", name, "unlink", self.group.ids)
        for model in ("partner.duplicate.scan", "partner.match.model", "partner.match.word"):
            self.assert_refused("user", model, "search_read", [], ["id"])

    def test_steward_and_manager(self):
        self.assert_refused("steward", "partner.match.word", "create", [{"kind": "title", "word": "Ökon."}])
        self.assert_refused("steward", "partner.match.model", "action_use", 1)
        self.assertEqual(
            len(self.call("manager", "partner.match.word", "create", [{"kind": "title", "word": "Ökon."}])), 1
        )
        self.assertTrue(self.call("steward", "partner.duplicate.group", "action_scan"))

    def test_others(self):
        for role in ("portal", "employee"):
            for model, method, *arguments in (
                ("res.partner", "duplicates_while_typing", self.values),
                ("res.partner", "duplicates_mark_different", self.one.ids, [self.other.id]),
                ("res.partner", "read", self.users[role].partner_id.ids, ["duplicate_count"]),
                ("res.partner", "search", [("duplicate_count", ">", 0)]),
                ("partner.duplicate.group", "explain", self.group.ids, self.one.id, self.other.id),
                ("partner.duplicate.group", "review", self.group.ids),
                ("partner.duplicate.group", "scan_progress"),
                ("partner.duplicate.group", "search_read", [], ["name"]),
                ("partner.duplicate.verdict", "search_read", [], ["id"]),
                ("partner.duplicate.member", "search_read", [], ["id"]),
            ):
                self.assert_refused(role, model, method, *arguments)
        self.assert_refused(None, "res.partner", "duplicates_while_typing", self.values, error="SessionExpired")

    def test_what_the_system_works_with(self):
        for model in SYSTEM:
            self.assert_refused("steward", model, "search_read", [], ["id"])
            self.assertEqual(self.call("manager", model, "search_read", [], ["id"]), [])
            self.assert_refused("manager", model, "create", [{}])

    def test_public_methods_are_those_that_are_meant(self):
        self.assert_public(PUBLIC)

    def test_private_methods(self):
        for model, method, arguments in PRIVATE:
            self.assert_refused("manager", model, method, *arguments)
