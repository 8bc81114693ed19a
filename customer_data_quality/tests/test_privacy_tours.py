import io
import re
import zipfile

from odoo.tests import new_test_user, tagged

from ..models.privacy.requests import job
from .common import TourCase
from .common_access import AccessCase
from .common_privacy import EMAIL, NAME, PrivacyCase
from .common_retention import RetentionCase


def at_once(env, _job):
    """The scheduler has come and gone before the browser is back."""
    requests = env["partner.privacy.request"].sudo().search([("job", "!=", False)])
    for request in requests:
        while request._search_tables(100):
            pass


@tagged("post_install", "-at_install")
class TestPrivacyRequestTours(PrivacyCase, TourCase):
    """Requests from their arrival to the answer, by officers and customers in the browser."""

    def setUp(self):
        super().setUp()
        self.patch(job, "wake", at_once)
        self.company.privacy_two_persons = True
        self.person.message_post(body="She asked for brushes")
        self.person.message_post(body="Only for us: her neighbour complained")

    def request(self):
        return self.Request.search([], limit=1, order="id desc")

    def test_access(self):
        self.start_tour("/odoo/privacy-requests", self.prefix + "privacy_access", login=self.officer.login)
        request = self.request()
        self.assertEqual((request.state, request.kind, request.partner_id), ("done", "access", self.person))
        mail = self.env["mail.mail"].search([("email_to", "=", EMAIL)], limit=1, order="id desc")
        path = re.search(r'href="[^"]*?(/privacy/answer/[^"]+)"', mail.body_html)[1]
        self.logout()
        self.assertIn(request.name, self.url_open(path).text)
        fetched = self.url_open(path, data={"x": "y"}, timeout=60)
        shown = f"{fetched.status_code}, {len(fetched.content)} bytes: {fetched.text[:500]}"
        self.assertEqual(fetched.headers["Content-Type"], "application/zip", shown)
        self.assertTrue(fetched.content, "the file of the answer is gone")
        answer = zipfile.ZipFile(io.BytesIO(fetched.content))
        data = answer.read("data.json").decode()
        self.assertIn("She asked for brushes", data)
        self.assertNotIn("Only for us", data)
        self.assertEqual(request.answer_count, 1)

    def test_erasure_takes_two(self):
        self.start_tour("/odoo/privacy-requests", self.prefix + "privacy_erasure_ask", login=self.officer.login)
        request = self.request()
        self.assertEqual((request.state, request.asked_by_id), ("confirm", self.officer))
        self.assertEqual(self.person.name, NAME)
        self.start_tour("/odoo/privacy-requests", self.prefix + "privacy_erasure_confirm", login=self.second.login)
        self.assertEqual((request.state, request.confirmed_by_id), ("done", self.second))
        self.assertFalse(request.left_over)
        self.assertNotIn("Quastenbruck", self.person.name)
        self.assertFalse(self.rows_with("Quastenbruck"))

    def test_portal(self):
        new_test_user(self.env, "privacy-tour", "base.group_portal", partner_id=self.person.id)
        self.start_tour("/my", self.prefix + "privacy_portal", login="privacy-tour")
        request = self.request()
        self.assertEqual((request.kind, request.origin, request.partner_id), ("erasure", "portal", self.person))
        self.assertEqual((request.message, request.state), ("I have moved away", "identified"))


@tagged("post_install", "-at_install")
class TestAccessTours(AccessCase, TourCase):
    def test_reveal(self):
        """A protected note is seen once, with a reason that stands in the log."""
        self.partner.comment = "<p>Prefers tea</p>"
        self.protect(self.notes)
        self.start_tour(f"/odoo/contacts/{self.partner.id}", self.prefix + "access_reveal", login=self.user.login)
        row = self.rows("reveal")
        self.assertEqual((row.user_id, row.reason), (self.user, "She asked for it on the phone"))
        self.start_tour("/odoo/access-log", self.prefix + "access_log", login=self.officer.login)


@tagged("post_install", "-at_install")
class TestRetentionTour(RetentionCase, TourCase):
    def test_retention(self):
        """Numbers before a rule is on; contacts whose time is up are kept with a reason, or archived."""
        warranty, forgotten = self.make("Warranty Wanda"), self.make("Forgotten Fritz")
        self.rule("review", user_id=self.officer.id)
        self.night()
        other = self.env["res.partner.category"].create({"name": "Retention tour"})
        excluded = self.env["res.partner.category"].create({"name": "Left alone"})
        self.make(category_id=[(6, 0, other.ids)])
        self.make("Lene Ausnahme", category_id=[(6, 0, (other | excluded).ids)])
        rule = self.rule(
            "archive",
            enable=False,
            domain=f"[('category_id', 'in', {other.ids})]",
            exclude_category_ids=[(6, 0, excluded.ids)],
        )
        self.start_tour(f"/odoo/retention-rules/{rule.id}", self.prefix + "retention", login=self.officer.login)
        self.assertTrue(rule.enabled)
        kept = self.Candidate.search([("partner_id", "=", warranty.id)])
        self.assertEqual((kept.state, kept.reason, warranty.active), ("kept", "Warranty until 2031", True))
        self.assertFalse(forgotten.active)
