"""What the tests of the customers' own checks share: a contact, its link, and what is on the page."""

from lxml import html

from odoo.tests import HttpCase, new_test_user

from ..models.reviews.customer.link import PATH, PURPOSE

CUSTOMER = {
    "name": "Rosa Ahorn",
    "function": "Leitung Einkauf",
    "street": "Lindengasse 3",
    "zip": "1070",
    "city": "Wien",
    "email": "rosa@ahorn.example",
    "phone": "+43 1 5885812",
}


class CustomerCheckCase(HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.salesperson = new_test_user(
            cls.env, "check_salesperson", "base.group_partner_manager,customer_data_quality.group_user"
        )
        cls.austria = cls.env.ref("base.at")
        cls.customer = cls.env["res.partner"].create(
            {**CUSTOMER, "country_id": cls.austria.id, "user_id": cls.salesperson.id, "lang": "en_US"}
        )
        cls.Proposal = cls.env["partner.review.proposal"]

    def make_link(self, purpose=PURPOSE, valid_days=7, partner=None):
        """Make a link and return it with the path of its page."""
        link, url = self.env["partner.link"]._make(purpose, partner or self.customer, valid_days, True)
        return link, f"{PATH}/{url.rpartition('/')[2]}"

    def seen(self, path):
        """What the page says it has shown; goes back with the form."""
        return html.fromstring(self.url_open(path).text).xpath("//input[@name='seen']/@value")[0]

    def send(self, path, action="correct", seen=None, **values):
        """Send the form behind a path."""
        return self.url_open(path, {"seen": seen or self.seen(path), "action": action, **values})

    def proposals(self):
        self.env.invalidate_all()
        return self.Proposal.search([("partner_id", "=", self.customer.id)])

    def stored(self):
        """What is stored of the customer, as far as it is in CUSTOMER."""
        self.customer.invalidate_recordset()
        return {name: self.customer[name] for name in CUSTOMER}

    def assert_untouched(self, link):
        """Neither the link nor the contact has been changed, and nothing was proposed."""
        self.env.invalidate_all()
        self.assertEqual(self.stored(), CUSTOMER)
        self.assertFalse(self.proposals())
        self.assertFalse(link.used_at)
        self.assertEqual(link.tries, 0)
