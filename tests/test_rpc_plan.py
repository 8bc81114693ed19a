"""Steering from outside, as each role: what the RPC interfaces give and what they refuse."""

from rpc_case import RpcCase

from odoo.tests import tagged

PUBLIC = {
    "partner.dashboard": {"overview", "refresh", "open_contacts", "hide_welcome"},
    "partner.steering.figure": set(),
    "partner.quality.gap.count": set(),
    "partner.quality.target": set(),
    "partner.adoption.report": set(),
    "partner.adoption.switch": set(),
    "partner.field.usage": {"action_scan", "action_keep", "action_hide", "action_stop", "action_empty", "action_undo"},
    "partner.field.emptying": {"action_confirm", "action_undo"},
    "partner.plan": {"action_start", "action_check", "action_finish", "action_repeat", "action_report", "start_now"},
    "partner.plan.step": {
        "action_open",
        "action_show",
        "action_check",
        "action_confirm",
        "action_skip",
        "action_resume",
    },
}


@tagged("-at_install", "post_install")
class TestRpcPlan(RpcCase):
    def test_nothing_else_can_be_called(self):
        self.assert_public(PUBLIC)

    def test_who_sees_the_overview(self):
        for role in ("user", "steward", "manager"):
            self.assertEqual(self.call(role, "partner.dashboard", "overview", {})["own_only"], role == "user")
        for role in ("portal", "employee"):
            for method, arguments in (
                ("overview", []),
                ("refresh", []),
                ("open_contacts", ["all"]),
                ("hide_welcome", []),
            ):
                self.assert_refused(role, "partner.dashboard", method, *arguments)
        self.assert_refused(None, "partner.dashboard", "overview", error="SessionExpired")

    def test_who_reads_and_changes_what(self):
        closed = {
            "portal": PUBLIC.keys() - {"partner.dashboard"},
            "employee": PUBLIC.keys() - {"partner.dashboard"},
            "user": {
                "partner.steering.figure",
                "partner.quality.gap.count",
                "partner.adoption.report",
                "partner.adoption.switch",
                "partner.field.usage",
                "partner.field.emptying",
            },
        }
        for role, models in closed.items():
            for model in sorted(models):
                self.assert_refused(role, model, "search_read", [], ["id"])
        plan = self.env["partner.plan"].create({})
        for role in ("user", "employee"):
            self.assert_refused(role, "partner.plan", "create", [{}])
            self.assert_refused(role, "partner.plan", "action_start", plan.ids)
            self.assert_refused(role, "partner.plan.step", "write", plan.step_ids[0].ids, {"state": "done"})
        for role in ("user", "steward"):
            self.assert_refused(role, "partner.field.emptying", "create", [{"field_name": "function", "reason": "x"}])
            self.assert_refused(role, "partner.adoption.switch", "create", [{"reason": "x"}])
        self.assert_refused("manager", "partner.field.emptied", "create", [{"emptying_id": 1, "partner_id": 1}])
