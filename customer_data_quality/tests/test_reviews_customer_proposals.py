from odoo.exceptions import AccessError, UserError
from odoo.tests import TransactionCase, new_test_user, tagged

USER_GROUPS = "base.group_partner_manager,customer_data_quality.group_user"


@tagged("-at_install", "post_install")
class TestProposals(TransactionCase):
    """Deciding on what customers have corrected."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.user = new_test_user(cls.env, "proposal_user", USER_GROUPS)
        cls.austria = cls.env.ref("base.at")
        cls.partner = cls.env["res.partner"].create(
            {"name": "Emil Buche", "email": "emil@buche.example", "city": "Graz", "user_id": cls.user.id}
        )
        cls.Proposal = cls.env["partner.review.proposal"]

    def propose(self, note="", partner=None, **values):
        """A proposal as the page makes it: new values by field name."""
        partner = (partner or self.partner).sudo()
        fields_of = self.env["partner.review.field"]
        changes = {name: (fields_of.new({"field_name": name})._raw(partner), value) for name, value in values.items()}
        user = partner._review_check_user()
        return self.Proposal._propose(partner, changes, note, "link", user).with_user(self.user)

    def line(self, proposal, name):
        return proposal.line_ids.filtered(lambda line: line.field_name == name)

    def test_accept(self):
        """Accepted is taken over, declined is not; both are remembered, and the activity ends with the last one."""
        proposal = self.propose(email="e.buche@buche.example", city="Wien", country_id=self.austria.id)
        activity = proposal.activity_ids
        self.line(proposal, "email").action_accept()
        self.assertEqual((self.partner.email, self.partner.city), ("e.buche@buche.example", "Graz"))
        self.assertEqual((proposal.state, activity.active), ("open", True))
        self.line(proposal, "city").action_decline()
        self.line(proposal, "country_id").action_accept()
        self.assertEqual((self.partner.city, self.partner.country_id), ("Graz", self.austria))
        self.assertEqual((proposal.state, proposal.activity_ids.ids), ("done", []))
        self.assertEqual(proposal.line_ids.mapped("state"), ["accepted", "declined", "accepted"])
        self.assertEqual(proposal.line_ids.decision_user_id, self.user)
        verified = self.partner._quality_verified()[self.partner.id]
        self.assertIn("email", verified)
        self.assertNotIn("city", verified)
        bodies = "".join(self.partner.message_ids.mapped("body"))
        self.assertIn("emil@buche.example → e.buche@buche.example", bodies)

    def test_empty(self):
        """A customer may have a value taken away."""
        self.propose(city=False).line_ids.action_accept()
        self.assertFalse(self.partner.city)

    def test_conflict(self):
        """What was changed meanwhile is not overwritten unless somebody says so."""
        proposal = self.propose(city="Wien", email="e.buche@buche.example")
        self.partner.city = "Linz"
        line = self.line(proposal, "city")
        self.assertTrue(line.has_conflict)
        self.assertFalse(self.line(proposal, "email").has_conflict)
        with self.assertRaisesRegex(UserError, "Linz"):
            proposal.line_ids.action_accept()
        self.assertEqual((self.partner.city, self.partner.email), ("Linz", "emil@buche.example"), "all or nothing")
        line.action_accept(overwrite=True)
        self.assertEqual(self.partner.city, "Wien")

    def test_no_conflict_when_same(self):
        """Somebody may have entered the same value already."""
        proposal = self.propose(city="Wien")
        self.partner.city = "Wien"
        self.assertFalse(proposal.line_ids.has_conflict)
        proposal.line_ids.action_accept()
        self.assertEqual((self.partner.city, proposal.state), ("Wien", "done"))

    def test_decided_once(self):
        """What is decided can't be decided again."""
        proposal = self.propose(city="Wien")
        proposal.line_ids.action_decline()
        for action in (proposal.line_ids.action_accept, proposal.line_ids.action_decline):
            with self.assertRaises(UserError):
                action()
        self.assertEqual(self.partner.city, "Graz")

    def test_newer_replaces(self):
        """A newer correction takes the place of one that nobody decided on; decided fields stay as decided."""
        first = self.propose(city="Wien", email="e.buche@buche.example")
        self.line(first, "email").action_decline()
        second = self.propose(city="Linz")
        self.assertEqual((first.state, second.state), ("done", "open"))
        self.assertEqual(first.line_ids.mapped("state"), ["replaced", "declined"])
        self.assertFalse(first.activity_ids)
        self.assertEqual(self.partner.review_proposal_count, 1)

    def test_message(self):
        """A message alone is read and closed."""
        proposal = self.propose(note="Bitte duzen")
        self.assertEqual(proposal.state, "open")
        proposal.action_done()
        self.assertEqual(proposal.state, "done")

    def test_message_waits(self):
        """A proposal with open fields can't be closed by the way."""
        proposal = self.propose(city="Wien")
        proposal.action_done()
        self.assertEqual(proposal.state, "open")

    def test_responsible(self):
        """The salesperson, then the company's, then the one of the settings; nobody who has left."""
        colleague = new_test_user(self.env, "proposal_colleague", USER_GROUPS)
        fallback = new_test_user(self.env, "proposal_fallback", USER_GROUPS)
        self.env.company.review_check_user_id = fallback
        parent = self.env["res.partner"].create({"name": "Buche AG", "is_company": True, "user_id": colleague.id})
        self.partner.write({"parent_id": parent.id, "type": "other"})
        self.assertEqual(self.propose(city="Wien").user_id, self.user)
        self.user.active = False
        self.assertEqual(self.propose(city="Wien").user_id, colleague)
        # nobody who does not see corrections, or not this contact's
        parent.user_id = new_test_user(self.env, "proposal_blind", "base.group_user")
        parent.user_id.group_ids = self.env.ref("base.group_user")
        proposal = self.propose(city="Wien")
        self.assertEqual((proposal.user_id, proposal.sudo().activity_ids.user_id), (fallback, fallback))

    def test_screen(self):
        """Old and new stand beside each other as people read them, with what is stored now."""
        self.partner.country_id = self.env.ref("base.de")
        proposal = self.propose(country_id=self.austria.id, city="Wien")
        self.partner.city = "Linz"
        screen = proposal.review()
        country, city = screen["lines"]
        self.assertEqual((country["old"], country["new"], country["conflict"]), ("Germany", "Austria", False))
        self.assertEqual((city["old"], city["new"], city["now"], city["conflict"]), ("Graz", "Wien", "Linz", True))
        self.assertEqual((screen["writable"], screen["spreads"]), (True, ""))

    def test_address_of_company(self):
        """It is said when the address is the company's too, which changes with it."""
        company = self.env["res.partner"].create({"name": "Buche AG", "is_company": True, "city": "Graz"})
        person = self.env["res.partner"].create({"name": "Ida Buche", "parent_id": company.id})
        proposal = self.propose(partner=person, city="Wien")
        self.assertEqual(proposal.review()["spreads"], "Buche AG")
        self.assertEqual(self.propose(partner=person, email="i@buche.example").review()["spreads"], "")

    def test_rights(self):
        """Who may not change the contact may not decide; who may not read it sees nothing; nobody forges a line."""
        proposal = self.propose(city="Wien")
        reader = new_test_user(self.env, "proposal_reader", "base.group_user,customer_data_quality.group_user")
        lines = proposal.line_ids.with_user(reader)
        self.assertFalse(proposal.with_user(reader).review()["writable"])
        for action in (lines.action_accept, lines.action_decline):
            with self.assertRaises(AccessError):
                action()
        with self.assertRaises(AccessError):
            proposal.line_ids.write({"new_value": "Bern"})
        company = self.env["res.company"].create({"name": "Anderswo"})
        stranger = new_test_user(
            self.env, "proposal_stranger", USER_GROUPS, company_id=company.id, company_ids=[(6, 0, company.ids)]
        )
        self.partner.company_id = self.env.company
        self.env.flush_all()
        for records in (proposal, proposal.line_ids):
            self.assertFalse(records.with_user(stranger).search([("id", "in", records.ids)]))
            with self.assertRaises(AccessError):
                records.with_user(stranger).read(["state"])
        portal = new_test_user(self.env, "proposal_portal", "base.group_portal")
        with self.assertRaises(AccessError):
            self.Proposal.with_user(portal).search([])

    def test_fixed(self):
        """Colleagues hand a correction over, with its activity; they change nothing of it."""
        proposal = self.propose(city="Wien")
        for name, value in (("state", "done"), ("note", "X"), ("partner_id", self.user.partner_id.id)):
            with self.subTest(field=name), self.assertRaises(AccessError):
                proposal.write({name: value})
        colleague = new_test_user(self.env, "proposal_taker", USER_GROUPS)
        mails = self.env["mail.mail"].search_count([])
        proposal.user_id = colleague
        self.assertEqual(proposal.sudo().activity_ids.user_id, colleague)
        self.assertEqual(self.env["mail.mail"].search_count([]), mails)

    def test_merge(self):
        """On a merge, what is to be decided goes to the survivor."""
        proposal = self.propose(email="e.buche@buche.example")
        survivor = self.env["res.partner"].create({"name": "Emil Buche", "email": "emil@buche.example"})
        self.env["base.partner.merge.automatic.wizard"]._merge((self.partner | survivor).ids, survivor)
        proposal.invalidate_recordset()
        self.assertEqual(proposal.partner_id, survivor)
        proposal.line_ids.action_accept()
        self.assertEqual(survivor.email, "e.buche@buche.example")

    def test_field_gone(self):
        """A proposal stays readable when customers no longer check the field, or the field's module is gone."""
        proposal = self.propose(city="Wien")
        self.env["partner.review.field"].search([]).unlink()
        self.assertEqual(proposal.review()["lines"][0]["new"], "Wien")
        self.env.cr.execute("UPDATE partner_review_proposal_line SET field_name = 'x_gone'")
        proposal.line_ids.invalidate_recordset()
        self.assertEqual(proposal.review()["lines"][0]["new"], "Wien")
        with self.assertRaises(UserError):
            proposal.line_ids.action_accept()
        proposal.line_ids.action_decline()
        self.assertEqual(proposal.state, "done")
