"""Merging from outside, as each role: what the RPC interface gives and what it refuses."""

from odoo.tests import HttpCase, JsonRpcException, new_test_user, tagged
from odoo.tools import mute_logger

PASSWORD = "a long password of a test"
ROLES = {
    "portal": "base.group_portal",
    "user": "customer_data_quality.group_user",
    "merger": "customer_data_quality.group_merge",
    "manager": "customer_data_quality.group_manager",
}
# The add-on's methods that anybody may call by name; each asks for the rights it needs.
PUBLIC = {
    "partner.merge": {
        "action_open_survivor",
        "action_undo",
        "merge_contacts",
        "outcome",
        "preview",
        "undo_conflicts",
    },
    "partner.merge.line": set(),
    "partner.merge.rule": set(),
    "partner.merge.batch": {
        "action_open_merges",
        "action_open_skipped",
        "action_stop",
        "action_undo",
        "start",
        "status",
    },
    "partner.merge.batch.line": {"action_open"},
}
PRIVATE = (
    ("partner.merge", "_merge", [1, [2]]),
    ("partner.merge", "_count_moves", [1, [2]]),
    ("partner.merge.rule", "_propose", [1, [2]]),
    ("partner.merge.batch", "_cron_merge", []),
    ("res.partner", "_merged_into", [[1]]),
    ("res.partner", "_merge_refusals", [1, [2]]),
)


@tagged("-at_install", "post_install")
class TestRpcMerging(HttpCase):
    def setUp(self):
        super().setUp()
        self.users = {
            role: new_test_user(self.env, f"rpc-merging-{role}", groups=group, password=PASSWORD)
            for role, group in ROLES.items()
        }
        self.one, self.other = self.env["res.partner"].create([{"name": "Klara Wiesenthaler"}] * 2)
        self.ids = (self.one | self.other).ids

    def call(self, role, model, method, *arguments, **keywords):
        """Call a method as the web client does; None is for somebody who is not logged in."""
        self.authenticate(*((self.users[role].login, PASSWORD) if role else (None, None)))
        return self.make_jsonrpc_request(
            f"/web/dataset/call_kw/{model}/{method}",
            {"model": model, "method": method, "args": list(arguments), "kwargs": keywords},
        )

    def assert_refused(self, role, model, method, *arguments, error="odoo.exceptions.AccessError"):
        with self.subTest(role=role, model=model, method=method):
            with self.assertRaises(JsonRpcException) as caught, mute_logger("odoo.http"):
                self.call(role, model, method, *arguments)
            self.assertIn(error, str(caught.exception))

    def test_merger(self):
        preview = self.call("merger", "partner.merge", "preview", self.ids)
        self.assertEqual(preview["survivor_id"], self.one.id)
        outcome = self.call("merger", "partner.merge", "merge_contacts", self.ids, self.one.id)
        self.assertEqual(self.other.merged_into_id, self.one)
        self.assertIs(self.call("merger", "partner.merge", "action_undo", [outcome["id"]]), True)
        self.assertTrue(self.other.active)
        for method, *arguments in (("create", [{"survivor_id": 1}]), ("write", [outcome["id"]], {}), ("unlink", [1])):
            self.assert_refused("merger", "partner.merge", method, *arguments)
        self.assert_refused("merger", "partner.merge.line", "search_read", [], ["rows"])
        self.assert_refused("merger", "partner.merge.batch", "create", [{}])

    def test_others(self):
        """Who may only dismiss duplicates, and who has none of our roles, learns nothing and merges nothing."""
        for role in ("portal", "user"):
            for model, method, *arguments in (
                ("partner.merge", "preview", self.ids),
                ("partner.merge", "merge_contacts", self.ids, self.one.id),
                ("partner.merge", "search_read", [], ["survivor_name"]),
                ("partner.merge", "action_undo", [1]),
                ("partner.merge.batch", "start"),
                ("partner.merge.batch", "status"),
                ("partner.merge.batch", "search_read", [], ["id"]),
                ("res.partner", "action_merge", self.ids),
                ("res.partner", "read", [self.users[role].partner_id.id], ["merge_count"]),
            ):
                self.assert_refused(role, model, method, *arguments)
        self.assert_refused(None, "partner.merge", "preview", self.ids, error="SessionExpired")
        self.assertTrue(self.other.active)

    def test_nonsense(self):
        """Whatever is sent, nothing is merged and the answer says what is missing."""
        for ids in ([], None, "1,2", [1.5, "x"], {"a": 1}, [self.one.id, None], [10**15, self.one.id], [-1, True]):
            with self.subTest(ids=ids):
                self.assert_refused("merger", "partner.merge", "preview", ids, error="UserError")
        for decisions in ({"name": 7}, {"name; DROP TABLE": {}}, {"create_uid": {"values": {"create_uid": 1}}}):
            self.assert_refused(
                "merger", "partner.merge", "merge_contacts", self.ids, self.one.id, decisions, error="UserError"
            )
        self.assert_refused("merger", "partner.merge", "merge_contacts", self.ids, "x", error="UserError")
        self.assertTrue(self.other.active)

    def test_public_methods_are_those_that_are_meant(self):
        own = "odoo.addons.customer_data_quality."
        for model, meant in PUBLIC.items():
            found = set()
            for cls in type(self.env[model]).mro():
                if cls.__module__.startswith(own):
                    found |= {name for name, value in vars(cls).items() if callable(value) and not name.startswith("_")}
            # what the ORM calls itself, under its own name, checks the rights itself
            ours = {name for name in found if not hasattr(self.env["res.bank"], name)} - {"init"}
            self.assertEqual(ours, meant, model)

    def test_private_methods(self):
        for model, method, arguments in PRIVATE:
            self.assert_refused("manager", model, method, *arguments)
