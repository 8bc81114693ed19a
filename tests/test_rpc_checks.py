"""Checks, record and training from outside, as each role."""

from rpc_case import PASSWORD, RpcCase

from odoo.tests import new_test_user, tagged

# The add-on's methods that anybody may call by name; each asks for the rights it needs.
PUBLIC = {
    "partner.security.check": {
        "action_accept",
        "action_attest",
        "action_fix",
        "action_open_found",
        "action_reopen",
        "action_run",
        "security_overview",
    },
    "partner.security.run": set(),
    "partner.security.decision": {"action_confirm"},
    "partner.processing.activity": {"action_confirm", "action_generate", "action_print_all"},
    "partner.training.course": {
        "action_new_version",
        "action_open_assignments",
        "action_preview",
        "action_start",
        "action_stop",
    },
    "partner.training.page": set(),
    "partner.training.question": set(),
    "partner.training.answer": set(),
    "partner.training.assignment": {"action_take", "training_answer", "training_confirm", "training_open"},
}
PRIVATE = (
    ("partner.security.check", "_run", [1]),
    ("partner.security.check", "_settle", [[1]]),
    ("partner.security.check", "_note", [[1], None, None]),
    ("partner.processing.activity", "_generate", [1]),
    ("partner.training.assignment", "_finish", [[1], "passed"]),
    ("partner.training.assignment", "_assign", []),
    ("partner.training.assignment", "_taken", [[1]]),
)
# What nobody reaches but privacy officers and managers.
FOR_OFFICERS = (
    ("partner.security.check", "search_read", [[]]),
    ("partner.security.check", "action_run", []),
    ("partner.security.check", "security_overview", []),
    ("partner.security.run", "search_read", [[]]),
    ("partner.security.decision", "create", [{"check_id": 1, "kind": "accept", "reason": "x"}]),
    ("partner.processing.activity", "search_read", [[]]),
    ("partner.processing.activity", "action_generate", []),
    ("partner.training.question", "search_read", [[]]),
    ("partner.training.answer", "search_read", [[]]),
)


@tagged("-at_install", "post_install")
class TestRpcChecks(RpcCase):
    def setUp(self):
        super().setUp()
        self.users["officer"] = new_test_user(
            self.env, "rpc-officer", groups="customer_data_quality.group_privacy_officer", password=PASSWORD
        )
        self.course = self.env.ref("customer_data_quality.training_course")
        group = self.env["res.groups"].create({"name": "RPC"})
        self.users["employee"].group_ids += group
        self.course.group_ids = group
        self.course.action_start()
        self.env["partner.training.assignment"]._assign()
        self.assignment = self.env["partner.training.assignment"].search([("user_id", "=", self.users["employee"].id)])

    def test_only_the_named_methods(self):
        self.assert_public(PUBLIC)

    def test_private_methods(self):
        for model, method, arguments in PRIVATE:
            self.assert_refused("manager", model, method, *arguments)

    def test_for_officers(self):
        for role in ("portal", "employee", "steward"):
            for model, method, arguments in FOR_OFFICERS:
                self.assert_refused(role, model, method, *arguments)

    def test_officer(self):
        self.call("officer", "partner.security.check", "action_run")
        (check,) = self.call(
            "officer", "partner.security.check", "search_read", [["code", "=", "backups"]], ["state", "name"]
        )
        self.assertEqual((check["state"], check["name"]), ("to_attest", "Backups"))
        self.assert_refused("officer", "partner.security.check", "write", [check["id"]], {"state": "passed"})
        self.assert_refused("manager", "partner.security.check", "write", [check["id"]], {"attest_date": "2026-11-01"})
        self.assert_refused("manager", "partner.security.check", "unlink", [check["id"]])
        values = {"check_id": check["id"], "kind": "attest", "reason": "Restored"}
        (decision,) = self.call("officer", "partner.security.decision", "create", [values])
        self.assert_refused("manager", "partner.security.decision", "action_confirm", [decision])
        self.call("officer", "partner.security.decision", "action_confirm", [decision])
        (check,) = self.call("officer", "partner.security.check", "read", [check["id"]], ["state"])
        self.assertEqual(check["state"], "passed")

    def test_employee_takes_the_training(self):
        shown = self.call("employee", "partner.training.assignment", "training_open")
        self.assertEqual(shown["assignment_id"], self.assignment.id)
        self.assertNotIn("is_right", str(shown))
        self.assert_refused("employee", "partner.training.assignment", "write", self.assignment.ids, {"state": "done"})
        self.assert_refused("employee", "partner.training.course", "write", self.course.ids, {"pass_mark": 1})
        self.assert_refused("user", "partner.training.assignment", "training_answer", self.assignment.ids, {})
        self.assert_refused("officer", "partner.training.assignment", "training_answer", self.assignment.ids, {})
        self.assert_refused("portal", "partner.training.assignment", "search_read", [])
        answers = {
            str(question.id): question.answer_ids.filtered("is_right").id for question in self.course.question_ids
        }
        result = self.call("employee", "partner.training.assignment", "training_answer", self.assignment.ids, answers)
        self.assertTrue(result["passed"])
        self.env.invalidate_all()
        self.assertEqual(self.assignment.state, "done")
