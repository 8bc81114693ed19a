from odoo.tests import HttpCase, new_test_user, tagged

USER = "proposal_colleague"
PREFIX = "customer_data_quality."


@tagged("post_install", "-at_install")
class TestCustomerTours(HttpCase):
    """Asking customers and deciding on what they correct, as a salesperson does it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.user = new_test_user(
            cls.env, USER, "base.group_partner_manager,customer_data_quality.group_user", password=USER
        )
        cls.env["partner.review.proposal"].search([]).unlink()
        cls.buche, cls.linde = cls.env["res.partner"].create(
            [
                {"name": "Tour Emil Buche", "email": "emil@buche.example", "city": "Graz", "user_id": cls.user.id},
                {"name": "Tour Lisa Linde", "email": "lisa@linde.example", "city": "Linz", "user_id": cls.user.id},
            ]
        )
        # the newest comes first
        cls.propose(cls.linde, {"city": ("Linz", "Wels"), "phone": (False, "+43 1 5050100")})
        cls.propose(
            cls.buche,
            {
                "email": ("emil@buche.example", "e.buche@buche.example"),
                "city": ("Graz", "Wien"),
                "phone": (False, "+43 1 5050101"),
            },
            "Bitte nur vormittags anrufen",
        )

    @classmethod
    def propose(cls, partner, changes, note=""):
        return cls.env["partner.review.proposal"]._propose(partner, changes, note, "link", cls.user)

    def test_decide(self):
        """By keyboard through both: field by field, with one that was changed meanwhile, then all at once."""
        self.buche.city = "Leoben"
        self.start_tour("/odoo/customer-corrections", PREFIX + "reviews_proposals", login=USER)
        self.env.invalidate_all()
        self.assertEqual(
            (self.buche.email, self.buche.city, self.buche.phone), ("e.buche@buche.example", "Wien", False)
        )
        self.assertEqual((self.linde.city, self.linde.phone), ("Wels", "+43 1 5050100"))
        proposals = (self.buche | self.linde).review_proposal_ids
        self.assertEqual(set(proposals.mapped("state")), {"done"})
        self.assertFalse(proposals.activity_ids)

    def test_ask(self):
        """From the list: choose two, look whom it reaches, send."""
        self.start_tour("/odoo/contacts?view_type=list", PREFIX + "reviews_ask", login=USER)
        mails = self.env["mail.mail"].search([("recipient_ids", "in", (self.buche | self.linde).ids)])
        self.assertEqual(mails.recipient_ids, self.buche | self.linde)


@tagged("post_install", "-at_install")
class TestCustomerPhoneTours(TestCustomerTours):
    browser_size = "390x844"
    touch_enabled = True

    # the list and its keys are the wide screen's
    test_ask = None

    def test_decide(self):
        """The same with the thumb."""
        self.start_tour("/odoo/customer-corrections", PREFIX + "reviews_proposals_phone", login=USER)
        self.env.invalidate_all()
        self.assertEqual(self.buche.review_proposal_ids.line_ids.mapped("state"), ["declined", "accepted", "accepted"])
