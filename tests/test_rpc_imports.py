"""Imports from outside, as each role: the same doors as the screens use."""

from rpc_case import PASSWORD, RpcCase

from odoo.tests import new_test_user, tagged

ROWS = "Name,Email,Country\nKlara Wiesenthaler,klara@rpc-import.example,Austria\nOtto Grubmair,,Nowhereland\n"
OPTIONS = {"has_headers": True, "quoting": '"', "separator": ",", "encoding": "utf-8", "match_contacts": True}
FIELDS = ["name", "email", "country_id"]
PUBLIC = {
    "partner.import": {
        "start",
        "status",
        "action_import",
        "action_undo",
        "action_stop",
        "action_retry",
        "action_open_contacts",
        "action_open_rows",
        "action_rejected_file",
    },
    "partner.import.line": {"action_decide", "action_open_contact"},
    "partner.origin": set(),
}
PRIVATE = (
    ("partner.import", "_cron_import", []),
    ("partner.import", "_step", [[1]]),
    ("partner.import", "_add_rows", [[1], []]),
    ("partner.import", "_check_paths", [[]]),
    ("partner.import.line", "_remove", [[1], [1]]),
    ("partner.import.line", "_update_contact", [[1], [1]]),
    ("res.partner", "_add_origins", [[1], "x"]),
    ("res.partner", "_import_name", [[1], "base.x"]),
)


@tagged("-at_install", "post_install")
class TestRpcImports(RpcCase):
    def setUp(self):
        super().setUp()
        self.users["user"].group_ids += self.env.ref("base.group_partner_manager")
        self.users["reader"] = new_test_user(
            self.env, "rpc-reader", groups="customer_data_quality.group_user", password=PASSWORD
        )

    def upload(self, role):
        file = self.call(role, "base_import.import", "create", {"res_model": "res.partner"})
        # as the upload route does, which needs a form of the page
        self.env["base_import.import"].sudo().browse(file).write(
            {"file": ROWS.encode(), "file_name": "rows.csv", "file_type": "text/csv"}
        )
        return file

    def imported(self, role="user"):
        """An import that waits for its decisions, begun from outside."""
        action = self.call(role, "partner.import", "start", self.upload(role), FIELDS, OPTIONS)
        self.work()
        return self.env["partner.import"].browse(action["res_id"])

    def work(self):
        self.env.flush_all()
        with self.enter_registry_test_mode(), self.registry.cursor() as cr:
            self.env(cr=cr).ref("customer_data_quality.cron_import").method_direct_trigger()
        self.env.invalidate_all()

    def rejected(self, role, record):
        self.authenticate(*((self.users[role].login, PASSWORD) if role else (None, None)))
        return self.url_open(f"/customer_data_quality/import/{record.id}/rejected", allow_redirects=False)

    def test_whole_story(self):
        """Whoever may write contacts imports, looks, and takes back; a steward does so too."""
        for role in ("user", "steward"):
            with self.subTest(role=role):
                record = self.imported(role)
                self.assertEqual(record.user_id, self.users[role])
                (read,) = self.call(role, "partner.import", "read", record.ids, ["state", "total", "rejected"])
                self.assertEqual((read["state"], read["total"], read["rejected"]), ("decide", 2, 1))
                lines = self.call(
                    role, "partner.import.line", "search_read", [["import_id", "=", record.id]], ["label", "state"]
                )
                self.assertEqual([line["state"] for line in lines], ["matched", "rejected"])
                self.call(role, "partner.import.line", "write", [lines[0]["id"]], {"decision": "create"})
                self.call(role, "partner.import", "write", record.ids, {"source": "Fair"})
                self.call(role, "partner.import", "action_import", record.ids)
                self.work()
                self.assertEqual((record.state, record.created, record.source), ("done", 1, "Fair"))
                answer = self.rejected(role, record)
                self.assertIn("Otto Grubmair,,Nowhereland,", answer.text)
                self.call(role, "partner.import", "action_undo", record.ids)
                self.work()
                self.assertEqual((record.state, record.kept), ("undone", 0))

    def test_imports_of_others(self):
        """A colleague, who may do the same with files of their own, neither sees nor touches it."""
        record = self.imported()
        line = record.line_ids[0]
        for role in ("steward", "reader", "employee", "portal"):
            with self.subTest(role=role):
                self.assertIn(self.rejected(role, record).status_code, (403, 404))
                for method in ("action_import", "action_undo", "action_stop", "action_retry", "status"):
                    self.assert_refused(role, "partner.import", method, record.ids)
                self.assert_refused(role, "partner.import", "read", record.ids, ["name", "options"])
                self.assert_refused(role, "partner.import.line", "read", line.ids, ["raw", "vals"])
                self.assert_refused(role, "partner.import", "write", record.ids, {"source": "x"})
                self.assert_refused(role, "partner.import.line", "write", line.ids, {"decision": "skip"})
                self.assert_refused(role, "partner.import.line", "action_open_contact", line.ids)
        for model in ("partner.import", "partner.import.line"):
            self.assertEqual(self.call("steward", model, "search_count", []), 0)
        self.assertEqual(self.call("manager", "partner.import", "search_count", [["id", "=", record.id]]), 1)
        self.assertEqual(self.rejected("manager", record).status_code, 200)
        self.assertEqual(record.state, "decide")

    def test_not_logged_in(self):
        record = self.imported()
        answer = self.rejected(None, record)
        self.assertEqual(answer.status_code, 303)
        self.assertIn("/web/login", answer.headers["Location"])
        self.assert_refused(None, "partner.import", "status", record.ids, error="SessionExpired")

    def test_who_may_not_begin(self):
        """Neither who may not write contacts, nor with the file of somebody else."""
        file = self.upload("user")
        for role in ("reader", "employee", "portal", "steward"):
            self.assert_refused(role, "partner.import", "start", file, FIELDS, OPTIONS)
        for role in ("user", "manager"):
            self.assert_refused(role, "partner.import", "create", {"name": "x", "source": "x"})

    def test_what_cannot_be_written(self):
        """What a row holds, what became of it and whose it is are no business of the person at the keyboard."""
        record = self.imported()
        line = record.line_ids[0]
        for vals in (
            {"state": "done"},
            {"user_id": self.users["manager"].id},
            {"company_id": self.env.company.id},
            {"options": {}},
            {"field_paths": ["login"]},
            {"line_ids": [[0, 0, {"state": "matched"}]]},
        ):
            for role in ("user", "manager"):
                self.assert_refused(role, "partner.import", "write", record.ids, vals)
        for vals in ({"vals": {"name": "x"}}, {"partner_id": 1}, {"state": "created"}, {"import_id": record.id}):
            self.assert_refused("user", "partner.import.line", "write", line.ids, vals)
        self.assert_refused("user", "partner.import", "unlink", record.ids)
        self.assert_refused("user", "partner.import.line", "unlink", line.ids)

    def test_rights_lost_meanwhile(self):
        """Who may no longer write contacts can neither import nor undo what they began."""
        record = self.imported()
        self.users["user"].group_ids -= self.env.ref("base.group_partner_manager")
        self.assert_refused("user", "partner.import", "action_import", record.ids)
        self.assertEqual(record.state, "decide")

    def test_another_company(self):
        """An import belongs to the company it was begun in, also for managers."""
        other = self.env["res.company"].create({"name": "Elsewhere"})
        record = self.imported()
        record.sudo().company_id = other
        for role in ("user", "manager"):
            self.assertEqual(self.call(role, "partner.import", "search_count", [["id", "=", record.id]]), 0)
            self.assert_refused(role, "partner.import.line", "read", record.line_ids[0].ids, ["raw"])
            self.assertEqual(self.rejected(role, record).status_code, 404)

    def test_the_uploaded_file(self):
        """Nobody else reads the file that somebody uploaded, neither by its model nor as content."""
        file = self.upload("user")
        for role in ("steward", "reader", "employee", "portal"):
            self.assert_refused(role, "base_import.import", "read", [file], ["file"])
            self.authenticate(self.users[role].login, PASSWORD)
            answer = self.url_open(f"/web/content/base_import.import/{file}/file")
            self.assertNotIn("Wiesenthaler", answer.text)
            self.assertEqual(answer.status_code, 404)

    def test_private_methods(self):
        for model, method, arguments in PRIVATE:
            self.assert_refused("manager", model, method, *arguments)
        self.assert_public(PUBLIC)
