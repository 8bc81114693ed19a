from lxml import html

from odoo.tests import new_test_user, tagged

from ..models.reviews.customer.res_partner import DAILY_ANSWERS
from .common_customer_checks import CUSTOMER, CustomerCheckCase

PATH = "/my/data"


@tagged("-at_install", "post_install")
class TestCustomerPortal(CustomerCheckCase):
    """The same page for customers who have an account."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.portal_user = new_test_user(
            cls.env, "check_portal", "base.group_portal", password="check_portal", partner_id=cls.customer.id
        )
        cls.customer.write(CUSTOMER)
        # what has just been written counts as checked; here only the customer's answer is to
        cls.env.flush_all()
        cls.env.cr.execute("UPDATE partner_quality SET verified = NULL WHERE id = %s", [cls.customer.id])

    def setUp(self):
        super().setUp()
        self.authenticate("check_portal", "check_portal")

    def form(self):
        return html.fromstring(self.url_open(PATH).text)

    def send_form(self, action="correct", **values):
        hidden = self.form().xpath("//details//input[@type='hidden']")
        data = {field.get("name"): field.get("value") for field in hidden}
        return self.url_open(PATH, {**data, "action": action, **values})

    def test_reach(self):
        """The page is one click away from the start of the portal."""
        start = html.fromstring(self.url_open("/my").text)
        self.assertTrue(start.xpath(f"//a[@href='{PATH}']"))
        page = self.form()
        self.assertEqual(page.xpath("//dl/div[@data-field='email']/dd")[0].text, CUSTOMER["email"])

    def test_confirm(self):
        response = self.send_form("confirm")
        self.assertIn("You have confirmed", response.text)
        self.env.invalidate_all()
        self.assertIn("email", self.customer._quality_verified()[self.customer.id])
        self.assertFalse(self.proposals())

    def test_correct(self):
        self.assertEqual(self.send_form(email="nonsense").text.count("error_email"), 2)
        response = self.send_form(phone="+43 1 5050100")
        self.assertIn("We have received your corrections", response.text)
        self.assertEqual(self.stored(), CUSTOMER)
        proposal = self.proposals()
        self.assertEqual((proposal.origin, proposal.user_id), ("portal", self.salesperson))
        self.assertEqual(proposal.line_ids.new_value, "+43 1 5050100")

    def test_foreign_site(self):
        """Another site can't have the form sent in the customer's name."""
        seen = self.form().xpath("//input[@name='seen']/@value")[0]
        response = self.url_open(PATH, {"action": "confirm", "seen": seen})
        self.assertEqual(response.status_code, 400)
        self.env.invalidate_all()
        self.assertNotIn("email", self.customer._quality_verified()[self.customer.id] or {})

    def test_own_contact_only(self):
        """Nobody chooses whose data it is."""
        other = self.env["res.partner"].create({"name": "Jemand anderes", "email": "jemand@example.org"})
        for query in (f"?partner_id={other.id}", f"?id={other.id}", f"/{other.id}"):
            self.assertNotIn("jemand@example.org", self.url_open(PATH + query).text)
        self.send_form(partner_id=str(other.id), phone="+43 1 5050100")
        self.assertEqual(self.proposals().partner_id, self.customer)

    def test_limit(self):
        """One account sends only so many corrections a day; the last one counts."""
        for number in range(DAILY_ANSWERS):
            self.assertIn("We have received", self.send_form(phone=f"+43 1 50501{number:02}").text)
        self.assertIn("Please wait until tomorrow", self.send_form(phone="+43 1 5050199").text)
        self.assertEqual(len(self.proposals()), DAILY_ANSWERS)
        self.assertEqual(self.proposals().mapped("state").count("open"), 1)

    def test_visitor(self):
        """Whoever is not logged in is sent to the login."""
        self.logout()
        self.assertIn("/web/login", self.url_open(PATH).url)
