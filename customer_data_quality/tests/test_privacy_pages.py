import io
import re
import zipfile

from odoo.tests import HttpCase, JsonRpcException, new_test_user, tagged
from odoo.tools import mute_logger

from .common_privacy import EMAIL, NAME, PrivacyCase

PASSWORD = "a long password of a test"


@tagged("post_install", "-at_install")
class TestPrivacyPages(PrivacyCase, HttpCase):
    """What customers meet: the page in their account, the link to the answer; and what outsiders are refused."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.user = new_test_user(
            cls.env, "privacy-customer", groups="base.group_portal", password=PASSWORD, name=NAME, email=EMAIL
        )
        cls.officer.password = cls.clerk.password = PASSWORD

    def own(self):
        return self.Request.search([("partner_id", "=", self.user.partner_id.id)])

    def post(self, **values):
        page = self.url_open("/my/privacy").text
        token = re.search(r'name="csrf_token" value="([^"]+)"', page)[1]
        return self.url_open("/my/privacy", data={"csrf_token": token, **values})

    def test_portal(self):
        self.authenticate("privacy-customer", PASSWORD)
        self.assertIn("/my/privacy", self.url_open("/my/home").text)
        with mute_logger("odoo.http"):
            self.assertEqual(self.url_open("/my/privacy", data={"kind": "erasure"}).status_code, 400, "without token")
        self.assertFalse(self.own())
        answer = self.post(kind="erasure", message="<b>all</b> of it")
        request = self.own()
        self.assertEqual((request.kind, request.origin, request.state), ("erasure", "portal", "identified"))
        self.assertEqual(request.identity_method, "login")
        self.assertIn(request.name, answer.text)
        self.assertEqual(answer.headers["X-Frame-Options"], "DENY")
        self.post(kind="nonsense")
        self.assertEqual(len(self.own()), 1)
        for _try in range(4):
            answer = self.post(kind="access")
        self.assertEqual(len(self.own()), 3, "limited")
        self.assertIn("too many", answer.text)

    def test_portal_shows_own_requests_only(self):
        other = self.ask()
        self.authenticate("privacy-customer", PASSWORD)
        self.assertNotIn(other.name, self.url_open("/my/privacy").text)

    def test_link(self):
        request = self.ask("access")
        self.find(request, thorough=False)
        request.sudo().job = False
        request.action_answer()
        request.action_send()
        mail = self.env["mail.mail"].sudo().search([("email_to", "=", EMAIL)], order="id desc", limit=1)
        path = re.search(r'href="[^"]*?(/privacy/answer/[^"]+)"', mail.body_html)[1]
        page = self.url_open(path)
        self.assertEqual(page.status_code, 200)
        self.assertEqual(page.headers["Referrer-Policy"], "no-referrer")
        self.assertEqual(request.answer_count, 0, "looking changes nothing")
        answer = self.url_open(path, data={"x": "y"})
        self.assertEqual(answer.headers["Content-Type"], "application/zip")
        self.assertIn("letter.html", zipfile.ZipFile(io.BytesIO(answer.content)).namelist())
        self.assertEqual(request.answer_count, 1)
        self.assertIn("downloaded", request.log_ids.mapped("event"))
        self.assertEqual(self.url_open(f"{path}x").status_code, 404)
        self.env["partner.link"].search([("partner_id", "=", self.person.id)]).expires_at = "2020-01-01"
        self.assertEqual(self.url_open(path).status_code, 404)

    def test_answers_are_for_officers(self):
        request = self.ask("access")
        self.find(request, thorough=False)
        request.sudo().job = False
        request.action_answer()
        path = f"/privacy/request/{request.id}/answer"
        for login, status in (("privacy-customer", 404), ("privacy-clerk", 404), ("privacy-officer", 200)):
            self.authenticate(login, PASSWORD)
            self.assertEqual(self.url_open(path).status_code, status, login)
        self.authenticate("privacy-clerk", PASSWORD)
        self.assertNotEqual(self.url_open(f"/web/content/{request.sudo().answer_id.id}").status_code, 200)

    def call(self, model, method, *arguments, **keywords):
        return self.make_jsonrpc_request(
            f"/web/dataset/call_kw/{model}/{method}",
            {"model": model, "method": method, "args": arguments, "kwargs": keywords},
        )

    def test_refused_by_rpc(self):
        request = self.ask()
        self.find(request, thorough=False)
        hold = self.Hold.create({"res_model": "res.partner", "res_id": self.bystander.id, "keep_until": "2099-01-01"})
        self.env.flush_all()
        for login in ("privacy-customer", "privacy-clerk"):
            self.authenticate(login, PASSWORD)
            for model, method, *arguments in (
                ("partner.privacy.request", "action_erase", [request.id]),
                ("partner.privacy.request", "action_search", [request.id]),
                ("partner.privacy.request", "read", [request.id], ["name"]),
                ("partner.privacy.request", "write", [request.id], {"state": "done"}),
                ("partner.privacy.finding", "search_read", []),
                ("partner.privacy.hold", "search_read", []),
                ("partner.privacy.log", "search_read", []),
                ("partner.privacy.restriction", "search_read", []),
                ("partner.privacy.erasure.rule", "write", [1], {"action": "leave"}),
                ("res.partner", "_privacy_anonymise", [self.bystander.id]),
                ("partner.privacy.request", "_erase", [request.id]),
                ("res.partner", "read", [self.bystander.id], ["email"]),
            ):
                with (
                    self.subTest(login=login, model=model, method=method),
                    self.assertRaises(JsonRpcException),
                    mute_logger("odoo.http"),
                ):
                    self.call(model, method, *arguments)
        self.authenticate("privacy-officer", PASSWORD)
        self.assertTrue(self.call("res.partner", "read", [self.bystander.id], ["email"]))
        with self.assertRaises(JsonRpcException), mute_logger("odoo.http"):
            self.call("partner.privacy.hold", "unlink", [hold.id])
        found = self.call("res.partner", "web_search_read", [("id", "=", self.bystander.id)], {"display_name": {}})
        self.assertEqual(found["length"], 1)
