from lxml import html

from odoo.tests import tagged

from ..controllers.link_page import HEADERS
from .common_customer_checks import CUSTOMER, CustomerCheckCase


@tagged("-at_install", "post_install")
class TestCustomerPage(CustomerCheckCase):
    """The page behind the link, as a customer sees it."""

    def page(self, path):
        response = self.url_open(path)
        self.assertEqual(response.status_code, 200)
        return html.fromstring(response.text)

    def test_shows_what_is_chosen(self):
        """Shown is what the company chose, in its order, and nothing else."""
        self.customer.write({"comment": "Zahlt spät", "ref": "K-4711"})
        _link, path = self.make_link()
        page = self.page(path)
        shown = page.xpath("//dl/div/@data-field")
        expected = ["name", "function", "street", "street2", "zip", "city", "country_id", "email", "phone"]
        self.assertEqual(shown, expected)
        text = page.text_content()
        for value in (*CUSTOMER.values(), "Austria"):
            self.assertIn(value, text)
        for secret in ("Zahlt spät", "K-4711"):
            self.assertNotIn(secret, text)

    def test_choice(self):
        """Fields that are not editable are shown only; what is archived is not shown; a company has its own."""
        fields = self.env["partner.review.field"]
        fields.search([("field_name", "=", "email")]).editable = False
        fields.search([("field_name", "=", "phone")]).active = False
        _link, path = self.make_link()
        page = self.page(path)
        self.assertTrue(page.xpath("//dl/div[@data-field='email']"))
        self.assertFalse(page.xpath("//input[@name='email'] | //*[@data-field='phone'] | //input[@name='website']"))
        company = self.env["res.partner"].create({"name": "Ahorn GmbH", "is_company": True})
        page = self.page(self.make_link(partner=company)[1])
        self.assertTrue(page.xpath("//input[@name='website']") and page.xpath("//input[@name='vat']"))
        self.assertFalse(page.xpath("//input[@name='function']"))

    def test_confirm(self):
        """One click says that all is correct: the fields count as checked today, the link is used up."""
        link, path = self.make_link()
        response = self.send(path, "confirm")
        self.assertEqual(response.status_code, 200)
        self.assertIn("You have confirmed", response.text)
        self.assertFalse(self.proposals())
        self.env.invalidate_all()
        self.assertTrue(link.used_at)
        verified = self.customer._quality_verified()[self.customer.id]
        self.assertLessEqual({"email", "phone", "street", "zip", "city"}, verified.keys())
        self.assertIn("E-mail", self.customer.message_ids[0].body)
        self.assertEqual(self.customer.message_ids[0].author_id, self.customer)
        reviews = self.env["partner.review.request"].search([("partner_id", "=", self.customer.id)])
        self.assertTrue(reviews and all(reviews.mapped("date_done")))
        self.assertFalse(reviews.done_user_id, "no colleague did it, nor the system's user")

    def test_correct(self):
        """A correction changes nothing: it becomes a proposal, with an activity for the salesperson and no mail."""
        mails = self.env["mail.mail"].search_count([])
        _link, path = self.make_link()
        response = self.send(path, phone="+43 1 5050100", street="", note="Bitte nur vormittags")
        self.assertIn("We have received your corrections", response.text)
        self.assertEqual(self.stored(), CUSTOMER)
        proposal = self.proposals()
        self.assertEqual((proposal.state, proposal.origin, proposal.user_id), ("open", "link", self.salesperson))
        self.assertEqual(proposal.note, "Bitte nur vormittags")
        self.assertEqual(
            {line.field_name: (line.old_value, line.new_value) for line in proposal.line_ids},
            {"phone": ("+43 1 5885812", "+43 1 5050100"), "street": ("Lindengasse 3", False)},
        )
        self.assertEqual(proposal.activity_ids.user_id, self.salesperson)
        self.assertEqual(self.env["mail.mail"].search_count([]), mails)
        # what was left as it is counts as confirmed, what is in question does not
        verified = self.customer._quality_verified()[self.customer.id]
        self.assertIn("email", verified)
        self.assertNotIn("phone", verified)

    def test_colleagues_language(self):
        """What colleagues read is in their language, whatever the customer's is."""
        self.env["res.lang"]._activate_lang("de_DE")
        self.env["res.lang"]._activate_lang("fr_FR")
        self.customer.lang = "fr_FR"
        self.salesperson.lang = "de_DE"
        field = self.env.ref("customer_data_quality.review_field_email")
        field.with_context(lang="de_DE").label = "Mail-Adresse"
        field.with_context(lang="fr_FR").label = "Courriel"
        self.env.flush_all()
        self.send(self.make_link()[1], "confirm")
        self.env.invalidate_all()
        self.assertIn("Mail-Adresse", self.customer.message_ids[0].body)

    def test_message_alone(self):
        """A customer may have something to say without correcting a field."""
        _link, path = self.make_link()
        self.send(path, note="Ich heirate im Mai")
        self.assertEqual((self.proposals().note, self.proposals().line_ids.ids), ("Ich heirate im Mai", []))

    def test_friendly_messages(self):
        """Wrong entries come back with what is wrong, beside the field, with what was typed; the link still works."""
        link, path = self.make_link()
        typed = {"email": "rosa(at)ahorn.example", "phone": "12", "zip": "80331", "name": "", "city": "xxx"}
        response = self.send(path, **typed)
        self.assertEqual(response.status_code, 422)
        page = html.fromstring(response.text)
        for name, text in typed.items():
            field = page.get_element_by_id(f"check_{name}")
            self.assertEqual(field.get("value"), text)
            self.assertEqual(field.get("aria-invalid"), "true")
            self.assertIn(f"error_{name}", field.get("aria-describedby"))
            self.assertTrue(page.get_element_by_id(f"error_{name}").text_content())
            self.assertTrue(page.xpath(f"//*[@role='alert']//a[@href='#check_{name}']"))
        self.assertEqual(page.xpath("//details/@open"), ["open"])
        self.assertFalse(self.proposals())
        self.env.invalidate_all()
        self.assertFalse(link.used_at)
        self.send(path, email="r.ahorn@ahorn.example")
        self.assertEqual(self.proposals().line_ids.new_value, "r.ahorn@ahorn.example")

    def test_postcode_follows_country(self):
        """A postcode is judged by the country that was sent with it."""
        _link, path = self.make_link()
        germany = str(self.env.ref("base.de").id)
        response = self.send(path, zip="80331", country_id=germany, city="München")
        self.assertIn("We have received", response.text)
        self.assertEqual(self.proposals().line_ids.mapped("field_name"), ["zip", "city", "country_id"])

    def test_wrong_before(self):
        """What was stored wrong is not held against the customer, and does not count as checked."""
        self.customer.phone = "Handy"
        _link, path = self.make_link()
        self.assertIn("You have confirmed", self.send(path, "confirm").text)
        self.env.invalidate_all()
        confirmed = self.customer.message_ids[0].body
        self.assertIn("E-mail", confirmed)
        self.assertNotIn("Phone", confirmed)

    def test_nothing_changed(self):
        """Sending the form without a change asks to confirm instead."""
        link, path = self.make_link()
        response = self.send(path, **CUSTOMER)
        self.assertIn("You have not changed anything", response.text)
        self.env.invalidate_all()
        self.assertFalse(link.used_at)

    def test_changed_meanwhile(self):
        """Nobody confirms what they did not see: after a change in between the page is shown anew."""
        link, path = self.make_link()
        seen = self.seen(path)
        self.customer.phone = "+43 1 5050100"
        self.env.flush_all()
        for action in ("confirm", "correct"):
            response = self.send(path, action, seen=seen, email="r@ahorn.example")
            self.assertIn("changed in the meantime", response.text)
            self.assertIn("+43 1 5050100", response.text)
        self.assertIn("r@ahorn.example", response.text, "what was typed is still there")
        self.env.invalidate_all()
        self.assertFalse(link.used_at)
        self.assertFalse(self.proposals())

    def test_language(self):
        """The page speaks the language of the contact, whatever the browser says."""
        self.env["res.lang"]._activate_lang("de_CH")
        self.customer.lang = "de_CH"
        field = self.env.ref("customer_data_quality.review_field_email")
        field.with_context(lang="de_CH").label = "E-Mail-Adresse"
        self.env.flush_all()
        _link, path = self.make_link()
        response = self.url_open(path, headers={"Accept-Language": "fr"})
        self.assertEqual(html.fromstring(response.text).get("lang"), "de-CH")
        self.assertIn("E-Mail-Adresse", response.text)

    def test_headers(self):
        """No cookie is set, nothing is kept or indexed, and the address goes nowhere."""
        _link, path = self.make_link()
        for response in (self.url_open(path), self.url_open("/my-data/unknown"), self.send(path, "confirm")):
            for name, value in HEADERS.items():
                self.assertEqual(response.headers[name], value)
            self.assertNotIn("Set-Cookie", response.headers)
        page = html.fromstring(response.text)
        self.assertFalse(page.xpath("//script | //@style | //*[starts-with(@src, 'http')]"))

    def test_accessible(self):
        """Each input has its label; the page has a language, a title, one heading and a main part."""
        _link, path = self.make_link()
        page = self.page(path)
        self.assertEqual((len(page.xpath("//h1")), len(page.xpath("//main"))), (1, 1))
        self.assertTrue(page.get("lang") and page.findtext(".//title").strip())
        labelled = set(page.xpath("//label/@for"))
        inputs = page.xpath("//input[not(@type='hidden')] | //select | //textarea")
        self.assertTrue(inputs)
        self.assertEqual({field.get("id") for field in inputs} - labelled, set())
        self.assertEqual(page.xpath("//meta[@name='viewport']/@content"), ["width=device-width, initial-scale=1"])

    def test_address_of_company(self):
        """A person does not check what the company keeps for it, such as the tax number."""
        company = self.env["res.partner"].create({"name": "Ahorn GmbH", "is_company": True, "vat": "ATU12345675"})
        self.env["partner.review.field"].search([("field_name", "=", "vat")]).audience = "all"
        person = self.env["res.partner"].create({"name": "Max Ahorn", "parent_id": company.id})
        self.assertFalse(self.page(self.make_link(partner=person)[1]).xpath("//*[@data-field='vat']"))
        self.assertTrue(self.page(self.make_link(partner=company)[1]).xpath("//*[@data-field='vat']"))
