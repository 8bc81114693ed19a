"""Access to personal data from outside: protected fields by RPC as each role, exported files, and what is noted."""

import csv
import io
import json

from openpyxl import load_workbook
from rpc_case import PASSWORD, RpcCase

from odoo.http import Request
from odoo.tests import new_test_user, tagged
from odoo.tools import mute_logger

PUBLIC = {
    "partner.sensitive.field": set(),
    "partner.sensitive.reveal": {"action_reveal"},
    "partner.access.log": set(),
    "partner.retention.rule": {"action_disable", "action_enable", "action_open_waiting", "action_try"},
    "partner.retention.source": {"action_open_all"},
    "partner.retention.activity": set(),
    "partner.retention.candidate": {
        "action_anonymise_contact",
        "action_archive_contact",
        "action_keep",
        "action_open_contact",
        "action_reopen",
        "action_retry",
    },
    "partner.retention.keep": {"action_keep"},
    "partner.retention.preview": {"action_enable"},
    "partner.retention.run": set(),
}
EXPORT = "base.group_allow_export"
DANGEROUS = ("=cmd|' /C calc'!A0", "+49 30 23125 014", "-1+2", "@SUM(A1)", "\tTab", "'+literal", 'Müller; "Söhne"')


@tagged("-at_install", "post_install")
class TestRpcAccess(RpcCase):
    def setUp(self):
        super().setUp()
        self.users["officer"] = new_test_user(
            self.env, "rpc-officer", groups=f"customer_data_quality.group_privacy_officer,{EXPORT}", password=PASSWORD
        )
        self.users["user"].group_ids |= self.env.ref(EXPORT) | self.env.ref("base.group_partner_manager")
        self.partner = self.env["res.partner"].create({"name": "Klara Wiesenthaler", "comment": "<p>Secret</p>"})
        self.notes = self.env.ref("customer_data_quality.sensitive_notes")
        self.notes.enabled = True
        self.Log = self.env["partner.access.log"]

    def test_protected_fields(self):
        ids = self.partner.ids
        for method, arguments in (
            ("read", [ids, ["comment"]]),
            ("web_read", [ids, {"comment": {}}]),
            ("search_read", [[["id", "in", ids]], ["comment"]]),
            ("web_search_read", [[["id", "in", ids]], {"comment": {}}]),
            ("search", [[["comment", "ilike", "Secret"]]]),
            ("search_count", [[["comment", "ilike", "Secret"]]]),
            ("search", [[], 0, 1, "comment"]),
            ("name_search", ["", [["comment", "ilike", "Secret"]]]),
            ("formatted_read_group", [[], ["comment"], ["__count"]]),
            ("export_data", [ids, ["comment"]]),
        ):
            self.assert_refused("user", "res.partner", method, *arguments)
        self.assert_fault("user", "res.partner", "read", ids, ["comment"])
        self.assertNotIn("comment", self.call("user", "res.partner", "fields_get"))
        (row,) = self.call("officer", "res.partner", "read", ids, ["comment"])
        self.assertIn("Secret", row["comment"])

    def test_log_is_for_officers(self):
        for role in ("portal", "employee", "user", "steward"):
            self.assert_refused(role, "partner.access.log", "search_read", [], ["kind"])
            self.assert_refused(role, "partner.retention.rule", "search_read", [], ["name"])
            self.assert_refused(role, "partner.retention.candidate", "search_read", [], ["state"])
        self.call("officer", "partner.access.log", "search_read", [], ["kind"])
        self.assert_refused("officer", "partner.access.log", "create", [{"kind": "other"}])
        for method, arguments in (("write", [[1], {"count": 0}]), ("unlink", [[1]])):
            self.assert_refused("officer", "partner.access.log", method, *arguments, error="odoo.exceptions.UserError")

    def test_what_can_be_called(self):
        self.assert_public(PUBLIC)
        for model, method in (
            ("partner.access.log", "_log"),
            ("partner.sensitive.field", "_reveal"),
            ("partner.retention.run", "_cron_work"),
        ):
            self.assert_refused("manager", model, method, [])

    def export(self, kind, records, names):
        self.authenticate(self.users["user"].login, PASSWORD)
        data = {
            "model": "res.partner",
            "fields": [{"name": name, "label": name, "type": "char"} for name in names],
            "ids": records.ids,
            "domain": [],
            "import_compat": True,
            "context": {},
            "groupby": [],
        }
        answer = self.url_open(
            f"/web/export/{kind}", data={"data": json.dumps(data), "csrf_token": Request.csrf_token(self)}
        )
        answer.raise_for_status()
        return answer.content

    def make_dangerous(self):
        return self.env["res.partner"].create([{"name": "N", "function": text} for text in DANGEROUS])

    def import_rows(self, rows):
        """Load rows of a file as the screen for imports does."""
        result = self.env["res.partner"].with_context(import_file=True).load(["id", "function"], rows)
        self.assertFalse(result["messages"])

    def test_csv(self):
        partners = self.make_dangerous()
        content = self.export("csv", partners, ["id", "function"]).decode()
        rows = list(csv.reader(io.StringIO(content)))[1:]
        for _id, cell in rows:
            self.assertNotIn(cell[0], "=+-@\t\r")
        partners.function = "lost"
        self.import_rows(rows)
        # Odoo's import takes blanks at the ends away
        self.assertEqual(partners.mapped("function"), [text.strip() for text in DANGEROUS])
        self.assertEqual(self.Log.search([("kind", "=", "export")], limit=1).count, len(DANGEROUS))

    def test_xlsx(self):
        partners = self.make_dangerous()
        sheet = load_workbook(io.BytesIO(self.export("xlsx", partners, ["id", "function"]))).active
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
        for row in sheet.iter_rows(min_row=2):
            self.assertEqual(row[1].data_type, "s", "a text, no formula")
        self.assertEqual(rows[1][1], "+49 30 23125 014", "as people read it")
        partners.function = "lost"
        self.import_rows(rows)
        # Odoo's import takes blanks at the ends away
        self.assertEqual(partners.mapped("function"), [text.strip() for text in DANGEROUS])

    def test_export_of_protected_fields(self):
        with mute_logger("odoo.addons.web.controllers.export", "odoo.http"):
            self.authenticate(self.users["user"].login, PASSWORD)
            data = {
                "model": "res.partner",
                "fields": [{"name": "comment", "label": "Notes"}],
                "ids": self.partner.ids,
                "domain": [],
                "import_compat": False,
            }
            answer = self.url_open(
                "/web/export/csv", data={"data": json.dumps(data), "csrf_token": Request.csrf_token(self)}
            )
        self.assertEqual(answer.status_code, 500)
        self.assertNotIn("Secret", answer.text)

    def test_vcards(self):
        self.authenticate(self.users["user"].login, PASSWORD)
        answer = self.url_open(f"/web/partner/vcard?partner_ids={self.partner.id}")
        answer.raise_for_status()
        row = self.Log.search([("kind", "=", "export")], limit=1)
        self.assertEqual((row.details, row.contact_ref), ("vCard", self.partner.id))
        self.assertEqual(row.user_id, self.users["user"])
        self.assertTrue(row.ip_address)
