"""Consents from outside, as each role: what the RPC interface gives and what it refuses."""

from rpc_case import PASSWORD, RpcCase

from odoo.tests import new_test_user, tagged

# The add-on's methods that anybody may call by name; each asks for the rights it needs.
PUBLIC = {
    "partner.consent": {
        "action_ask_for_confirmation",
        "action_download_proof",
        "action_erase",
        "action_invalidate",
        "action_print_proof",
        "action_withdraw",
        "mailing_report",
    },
    "partner.consent.event": set(),
    "partner.consent.chain": set(),
    "partner.consent.check": {"action_check_now"},
    "partner.consent.purpose": set(),
    "partner.consent.text": {"action_new_version"},
    "partner.consent.target": set(),
    "partner.consent.exemption": set(),
    "partner.consent.exemption.condition": set(),
    "partner.consent.record": {"action_record"},
    "partner.consent.import": set(),
    "partner.consent.coverage": set(),
}
PRIVATE = (
    ("res.partner", "_consent_record", [[1], "newsletter", "email"]),
    ("res.partner", "_consent_allows", [[1], "newsletter", "email"]),
    ("res.partner", "_filter_consent", [[1], "newsletter", "email"]),
    ("res.partner", "_carry_consents", [1, 2]),
    ("partner.consent", "_derive", [[1]]),
    ("partner.consent", "_append", [[1], "withdrawn", "system"]),
    ("partner.consent", "_cron_expire", []),
    ("partner.consent.event", "_seal", []),
    ("partner.consent.event", "_verify_chain", []),
    ("partner.consent.check", "_run", [1]),
)


@tagged("-at_install", "post_install")
class TestRpcConsent(RpcCase):
    def setUp(self):
        super().setUp()
        self.users["officer"] = new_test_user(
            self.env, "rpc-officer", groups="customer_data_quality.group_privacy_officer", password=PASSWORD
        )
        self.purpose = self.env.ref("customer_data_quality.consent_purpose_customer_file")
        self.partner = self.env["res.partner"].create({"name": "Klara Wiesenthaler", "email": "klara@example.com"})
        self.consent = self.partner._consent_record(
            self.purpose, "in_person", method="in_person", ip_address="203.0.113.9", note="At the counter"
        )
        self.event = self.consent.event_ids
        self.other_company = self.env["res.company"].create({"name": "Other Company"})
        self.foreign = self.partner._consent_record(
            self.purpose, "in_person", method="in_person", company=self.other_company
        )

    def values(self, **values):
        return {
            "partner_ids": [[6, 0, self.partner.ids]],
            "purpose_id": self.purpose.id,
            "channel": "in_person",
            "was_read": True,
            "method": "in_person",
            **values,
        }

    def test_user_records_and_reads(self):
        wizard = self.call("user", "partner.consent.record", "create", [self.values(kind="withdrawn")])
        self.call("user", "partner.consent.record", "action_record", wizard)
        self.assertEqual(self.consent.state, "withdrawn")
        self.assertEqual(self.consent.event_ids[-1].user_id, self.users["user"], "who did it is noted")
        (read,) = self.call("user", "partner.consent", "read", self.consent.ids, ["state", "light"])
        self.assertEqual((read["state"], read["light"]), ("withdrawn", "red"))
        (read,) = self.call("user", "partner.consent.event", "read", self.event.ids, ["kind", "note", "hash"])
        self.assertEqual((read["kind"], read["note"]), ("granted", "At the counter"))
        (read,) = self.call("user", "res.partner", "read", self.partner.ids, ["consent_lights"])
        self.assertIn("Customer file", [purpose["name"] for purpose in read["consent_lights"]])

    def test_personal_content_is_for_officers(self):
        for name in ("personal", "salt", "ip_address", "user_agent"):
            self.assert_refused("user", "partner.consent.event", "read", self.event.ids, [name])
        (read,) = self.call("officer", "partner.consent.event", "read", self.event.ids, ["ip_address"])
        self.assertEqual(read["ip_address"], "203.0.113.9")

    def test_nobody_changes_what_was_recorded(self):
        for role in ("user", "steward", "officer", "manager"):
            for record in (self.consent, self.event):
                for method, values in (("write", [{"channel": "email"}]), ("unlink", []), ("copy", [])):
                    self.assert_refused(role, record._name, method, record.ids, *values, error="odoo.exceptions.")
                self.assert_refused(role, record._name, "create", [{"channel": "email"}], error="odoo.exceptions.")
            self.assertEqual((self.consent.channel, len(self.consent.event_ids)), ("in_person", 1))
            self.assert_refused(role, "partner.consent.check", "create", [{"company_id": 1}])

    def test_officers_look_after_purposes_and_proof(self):
        values = {"name": "Test", "code": "test_rpc"}
        for role in ("user", "steward"):
            self.assert_refused(role, "partner.consent.purpose", "create", [values])
            self.assert_refused(role, "partner.consent.text", "write", [1], {"body": "x"})
            self.assert_refused(role, "partner.consent", "action_erase", self.consent.ids)
            self.assert_refused(role, "partner.consent", "action_invalidate", self.consent.ids)
            self.assert_refused(role, "partner.consent.check", "action_check_now")
            self.assert_refused(role, "partner.consent.check", "search_read", [], ["is_intact"])
        self.assertTrue(self.call("officer", "partner.consent.purpose", "create", [values]))
        self.call("officer", "partner.consent", "action_invalidate", self.consent.ids)
        self.assertEqual(self.consent.state, "invalidated")
        self.call("officer", "partner.consent.check", "action_check_now")
        found = self.call("officer", "partner.consent.check", "search_read", [], ["is_intact"])
        self.assertTrue(found[0]["is_intact"])

    def test_companies(self):
        for role in ("user", "officer", "manager"):
            found = self.call(role, "partner.consent", "search", [("partner_id", "=", self.partner.id)])
            self.assertEqual(found, self.consent.ids)
            self.assert_refused(role, "partner.consent", "read", self.foreign.ids, ["state"])
            self.assert_refused(role, "partner.consent.event", "read", self.foreign.event_ids.ids, ["kind"])
        (read,) = self.call("user", "res.partner", "read", self.partner.ids, ["consent_ids"])
        self.assertEqual(read["consent_ids"], self.consent.ids)
        hidden = self.env["res.partner"].create({"name": "Hidden", "company_id": self.other_company.id})
        values = self.values(partner_ids=[[6, 0, hidden.ids]])
        wizard = self.env["partner.consent.record"].with_user(self.users["user"]).sudo().create(values)
        # whom the user may not see is no contact of the wizard's
        self.assert_refused("user", "partner.consent.record", "action_record", wizard.ids, error="odoo.exceptions.")
        self.assertFalse(hidden.consent_ids)

    def test_others(self):
        for role in ("portal", "employee"):
            for model in PUBLIC:
                self.assert_refused(role, model, "search_read", [], ["id"])
            self.assert_refused(role, "partner.consent.record", "create", [self.values()])
            self.assert_refused(role, "res.partner", "read", self.users[role].partner_id.ids, ["consent_lights"])
            self.assert_refused(role, "res.partner", "search", [("consent_purpose_ids", "!=", False)])
            self.assert_refused(role, "partner.consent.check", "action_check_now")
        self.assert_refused(None, "partner.consent", "search_read", [], ["id"], error="SessionExpired")

    def test_public_methods_are_those_that_are_meant(self):
        self.assert_public(PUBLIC)

    def test_private_methods(self):
        for model, method, arguments in PRIVATE:
            self.assert_refused("manager", model, method, *arguments)
