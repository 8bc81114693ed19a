from datetime import timedelta
from unittest.mock import patch

from lxml import html

from odoo import fields
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..controllers.data_check import MAX_BYTES
from ..models.links import link as link_module
from ..models.links import link_try
from ..models.reviews.customer.form import LONGEST_NOTE
from .common_customer_checks import CUSTOMER, CustomerCheckCase

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'; DROP TABLE res_partner; --",
    "{{ 7 * 7 }} ${7*7} <t t-out='7*7'/>",
    "Ro\0sa\x07 A",
    "x\r\nSet-Cookie: hacked=1",
    "\u202egnp.exe\u2028\U0001f600",
    "%00%0d%0a../../etc/passwd",
)


@tagged("-at_install", "post_install")
class TestCustomerAttacks(CustomerCheckCase):
    """The page from outside, as somebody who means no good, or a machine, uses it."""

    def outcome(self, path, **request):
        """All that tells one answer from another."""
        response = self.url_open(path, allow_redirects=False, **request)
        headers = {name: value for name, value in response.headers.items() if name not in ("Date", "Content-Length")}
        return response.status_code, headers, response.content

    def test_same_answer(self):
        """Wrong, used, expired, foreign, worn out and withdrawn links and those of archived contacts are answered
        alike, byte for byte, when opened and when sent."""
        paths = {"unknown": "/my-data/unknown"}
        used, paths["used"] = self.make_link()
        used._use()
        expired, paths["expired"] = self.make_link()
        expired.expires_at = fields.Datetime.now() - timedelta(seconds=1)
        purposes = patch.object(self.registry["partner.link"], "_purposes", lambda model: {"other": "/other"})
        with purposes:
            _foreign, paths["foreign"] = self.make_link("other")
        worn, paths["worn out"] = self.make_link()
        worn.tries = link_module.MAX_TRIES
        withdrawn, paths["withdrawn"] = self.make_link()
        withdrawn.unlink()
        archived = self.customer.copy({"active": False})
        _link, paths["archived"] = self.make_link(partner=archived)
        valid, path = self.make_link()
        paths["truncated"] = path[:-1]
        paths["longer"] = path + "A"
        paths["other case"] = path.swapcase().replace("/MY-DATA", "/my-data")
        self.env.flush_all()
        data = {"action": "confirm", "seen": "x", "email": "a@example.com"}
        expected = self.outcome("/my-data/" + "A" * 43)
        expected_post = self.outcome("/my-data/" + "A" * 43, data=data)
        self.assertEqual(expected[0], 404)
        self.assertEqual(expected, expected_post)
        for name, wrong in paths.items():
            with self.subTest(link=name):
                self.assertEqual(self.outcome(wrong), expected)
                self.assertEqual(self.outcome(wrong, data=data), expected)
                self.env.cr.execute("DELETE FROM partner_link_try")
        self.assertNotIn(b"Rosa", expected[2])
        self.assert_untouched(valid)

    def test_replay(self):
        """What was sent once can't be sent again."""
        _link, path = self.make_link()
        seen = self.seen(path)
        self.assertEqual(self.send(path, seen=seen, phone="+43 1 5050100").status_code, 200)
        again = self.url_open(path, {"seen": seen, "action": "correct", "phone": "+43 1 5050199"})
        self.assertEqual(again.status_code, 404)
        self.assertEqual(self.proposals().line_ids.new_value, "+43 1 5050100")

    def test_mail_scanner(self):
        """Programs that follow all links in mails change nothing, whatever they add to the address."""
        link, path = self.make_link()
        for method in ("GET", "HEAD"):
            for query in ("", "?action=confirm", f"?action=correct&email=a@example.com&seen={self.seen(path)}"):
                response = self.url_open(path + query, method=method)
                self.assertEqual(response.status_code, 200)
        for method in ("PUT", "DELETE", "PATCH", "OPTIONS"):
            self.assertIn(self.url_open(path, method=method).status_code, (200, 204, 404, 405))
        self.assert_untouched(link)

    def test_query_is_no_form(self):
        """A form's values count from its body alone, so that no prepared link fills them in."""
        link, path = self.make_link()
        response = self.url_open(path + f"?action=confirm&seen={self.seen(path)}", {"x": "y"})
        self.assertEqual(response.status_code, 200)
        self.env.invalidate_all()
        self.assertFalse(link.used_at)

    def test_hostile_values(self):
        """Whatever is typed is text: shown as text, stored as text, and never in the way."""
        for value in HOSTILE:
            with self.subTest(value=value):
                _link, path = self.make_link()
                response = self.send(path, name=value, city=value, note=value, email=value)
                self.assertEqual(response.status_code, 422, "no e-mail address")
                page = html.fromstring(response.text)
                self.assertFalse(page.xpath("//script | //main//img | //*[@onerror]"))
                self.assertNotIn("hacked", str(response.headers))
                self.assertNotIn("49", html.tostring(page.get_element_by_id("check_name"), encoding="unicode"))
                response = self.send(path, name=value, note=value)
                self.assertEqual(response.status_code, 200, response.text)
                proposal = self.proposals()[0]
                self.assertNotRegex(f"{proposal.note}{proposal.line_ids.new_value}", "[\0\x07\r\u202e\u2028]")
                proposal.line_ids.with_user(self.salesperson).action_accept()
                self.customer.invalidate_recordset()
                self.assertEqual(self.customer.name, proposal.line_ids.new_value)
                page = html.fromstring(self.url_open(self.make_link()[1]).text)
                self.assertFalse(page.xpath("//script | //main//img"))
                messages = self.customer.message_ids.filtered(lambda message: "accepted by" in message.body)
                self.assertFalse(html.fromstring(messages[0].body).xpath("//script | //img"))

    def test_other_fields(self):
        """Fields that are not offered, or only shown, can't be sent."""
        self.env["partner.review.field"].search([("field_name", "=", "email")]).editable = False
        for name, value in (
            ("email", "a@example.com"),
            ("ref", "X"),
            ("comment", "X"),
            ("active", ""),
            ("user_id", "1"),
            ("id", "1"),
            ("partner_id", "1"),
            ("__class__", "X"),
            ("parent_id", "1"),
        ):
            with self.subTest(field=name):
                link, path = self.make_link()
                response = self.send(path, **{name: value})
                self.assertIn("You have not changed anything", response.text)
                self.assertFalse(self.proposals())
                self.env.invalidate_all()
                self.assertFalse(link.used_at)

    def test_choices(self):
        """Of a list only what is in it can be chosen."""
        for value in ("999999", "-1", "1 OR 1=1", "١", "0x1", "1.0", "AT"):
            with self.subTest(value=value):
                _link, path = self.make_link()
                self.assertEqual(self.send(path, country_id=value).status_code, 422)

    def test_too_long(self):
        """Long values are refused with a message, a huge body before it is read."""
        _link, path = self.make_link()
        response = self.send(path, name="x" * 201)
        self.assertEqual(response.status_code, 422)
        self.assertIn("Please shorten this to 200 characters.", response.text)
        self.send(path, note="y" * (LONGEST_NOTE + 50))
        self.assertEqual(len(self.proposals().note), LONGEST_NOTE)
        link, path = self.make_link()
        with mute_logger("odoo.http"):
            response = self.url_open(path, {"action": "confirm", "name": "x" * MAX_BYTES})
        self.assertEqual(response.status_code, 413)
        self.env.invalidate_all()
        self.assertFalse(link.used_at)

    def test_odd_bodies(self):
        """Files, JSON, lists and broken encodings are no error."""
        link, path = self.make_link()
        seen = self.seen(path)
        requests = (
            {"files": {"email": ("x.txt", b"a@example.com"), "seen": seen, "action": "correct"}},
            {"json": {"action": "confirm", "seen": seen}},
            {"data": b"\xff\xfe=&&&==\x00&action=%ff"},
            {"data": b"action=confirm&seen=" + b"\xc3\x28"},
            {"data": [("action", "correct"), ("action", "confirm"), ("seen", seen)]},
        )
        for request in requests:
            with self.subTest(request=str(request)[:40]), mute_logger("odoo.http"):
                self.assertIn(self.url_open(path, **request).status_code, (200, 400, 415))
                self.env.invalidate_all()
                self.assertFalse(link.used_at)
        self.assertFalse(self.proposals())
        self.assertEqual(self.stored(), CUSTOMER)

    def test_odd_tokens(self):
        """Whatever stands where the token belongs is an unknown link."""
        for token in (
            "%00",
            "%F0%28%8C%28",
            "a" * 5000,
            "%0d%0aSet-Cookie:%20hacked=1",
            "'%20OR%201=1--",
            "..%5c..",
            "{{7*7}}",
        ):
            with self.subTest(token=token[:30]):
                response = self.url_open(f"/my-data/{token}")
                self.assertEqual(response.status_code, 404)
                self.assertNotIn("hacked", str(response.headers) + response.text)
                self.assertNotIn("Rosa", response.text)

    def test_header_injection(self):
        """No header of the visitor comes back in an answer."""
        link, path = self.make_link()
        headers = {
            "X-Forwarded-Host": "evil.example",
            "Referer": "https://evil.example/",
            "Accept-Language": "xx-<script>, zz;q=oops",
        }
        cookies = {"session_id": "<script>", "frontend_lang": "../../x"}
        for address in (path, "/my-data/unknown"):
            response = self.url_open(address, headers=headers, cookies=cookies)
            self.assertIn(response.status_code, (200, 404))
            self.assertNotRegex(response.text + str(response.headers), "evil.example|<script>")
        self.assert_untouched(link)

    def test_limit_by_address(self):
        """After too many wrong links the address has to wait, with the right link too; a right one doesn't count."""
        link, path = self.make_link()
        for _number in range(link_try.MAX_TRIES):
            self.assertEqual(self.url_open(path).status_code, 200)
        for _number in range(link_try.MAX_TRIES):
            self.assertEqual(self.url_open("/my-data/guess").status_code, 404)
        self.assertEqual(self.url_open("/my-data/guess").status_code, 429)
        self.assertEqual(self.url_open(path).status_code, 429)
        self.assertEqual(self.url_open(path, {"action": "confirm"}).status_code, 429)
        self.assert_untouched(link)

    def test_limit_by_link(self):
        """A form that is sent again and again is refused after a while."""
        link, path = self.make_link()
        seen = self.seen(path)
        for _number in range(link_module.MAX_TRIES):
            response = self.url_open(path, {"action": "correct", "seen": seen, "email": "nonsense"})
            self.assertEqual(response.status_code, 422)
        self.assertEqual(self.send(path, "confirm", seen=seen).status_code, 404)
        self.env.invalidate_all()
        self.assertFalse(link.used_at)

    def test_logged_in_stranger(self):
        """Whoever is logged in gets no more and no less by a link, and does not act as themselves."""
        self.salesperson.password = "check_salesperson"
        self.authenticate("check_salesperson", "check_salesperson")
        _link, path = self.make_link()
        self.assertIn("We have received", self.send(path, phone="+43 1 5050100").text)
        self.assertEqual(self.proposals().create_uid, self.env.ref("base.user_root"))
        self.assertEqual(self.url_open("/my-data/unknown").status_code, 404)

    def test_fingerprint_is_bound(self):
        """The token in the page is one contact's: that of another one does not pass."""
        other = self.customer.copy()
        link, path = self.make_link()
        _other_link, other_path = self.make_link(partner=other)
        response = self.send(path, "confirm", seen=self.seen(other_path))
        self.assertIn("changed in the meantime", response.text)
        self.env.invalidate_all()
        self.assertFalse(link.used_at)
