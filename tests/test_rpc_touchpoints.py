"""Touchpoints from outside, as each role."""

from rpc_case import RpcCase

from odoo.tests import tagged

PUBLIC = {"partner.touchpoint": set(), "partner.segment": set()}
PRIVATE = (
    ("partner.touchpoint", "_cron_refresh", []),
    ("partner.touchpoint", "_refresh", ["TRUE"]),
    ("partner.touchpoint", "_index_sources", []),
    ("partner.segment", "_cron_refresh", []),
    ("partner.segment", "_refresh_company", [1]),
    ("res.partner", "_touchpoint_figures", [[1]]),
)
SHOWN = ("touchpoint_last", "touchpoint_next", "touchpoint_segment", "touchpoint_count", "touchpoint_counts")


@tagged("-at_install", "post_install")
class TestRpcTouchpoints(RpcCase):
    def setUp(self):
        super().setUp()
        self.partner = self.env["res.partner"].create({"name": "Klara Wiesenthaler"})
        self.env["mail.message"].create(
            {"model": "res.partner", "res_id": self.partner.id, "author_id": self.partner.id, "message_type": "email"}
        )
        self.env.flush_all()

    def test_user(self):
        page = self.call("user", "res.partner", "touchpoint_timeline", self.partner.ids)
        self.assertEqual(page["figures"]["total"], 1)
        self.assertEqual([entry["kind"] for entry in page["entries"]], ["mail_in"])
        (read,) = self.call("user", "res.partner", "read", self.partner.ids, list(SHOWN))
        self.assertEqual(read["touchpoint_count"], 1)

    def test_others(self):
        for role in ("portal", "employee"):
            own = self.users[role].partner_id.ids
            self.assert_refused(role, "res.partner", "touchpoint_timeline", own)
            for name in SHOWN:
                self.assert_refused(role, "res.partner", "read", own, [name])
            self.assert_refused(role, "res.partner", "search", [["touchpoint_segment", "=", "lost"]])
            self.assert_refused(role, "res.partner", "search", [], 0, 1, "touchpoint_last")
            self.assert_refused(role, "partner.segment", "search_read", [])

    def test_private_methods(self):
        for model, method, arguments in PRIVATE:
            self.assert_refused("manager", model, method, *arguments)
        self.assert_public(PUBLIC)
