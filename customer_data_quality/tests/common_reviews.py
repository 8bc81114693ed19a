"""What the tests of reviews share: policies and contacts made in the test, at a fixed time."""

from datetime import date

from freezegun import freeze_time

from odoo.tests import TransactionCase, new_test_user


class ReviewCase(TransactionCase):
    """Tests at noon of Monday, 2 March 2026. The shipped policies are put aside."""

    freeze_time = freeze_time("2026-03-02 12:00:00")

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env = cls.env(context={**cls.env.context, "tracking_disable": True, "no_vat_validation": True})
        cls.Partner = cls.env["res.partner"]
        cls.Policy = cls.env["partner.review.policy"]
        cls.Review = cls.env["partner.review"]
        cls.Request = cls.env["partner.review.request"]
        cls.Activity = cls.env["mail.activity"]
        cls.Policy.search([]).active = False
        cls.env["partner.review.rank"].search([]).active = False
        groups = "base.group_partner_manager,customer_data_quality.group_user"
        cls.anna = new_test_user(cls.env, "review_anna", groups, name="Anna Arnold", tz="Europe/Zurich")
        cls.ben = new_test_user(cls.env, "review_ben", groups, name="Ben Brunner", tz="Europe/Zurich")
        cls.policy = cls.make_policy()

    @classmethod
    def make_policy(cls, **values):
        return cls.Policy.create(
            {"name": "Test policy", "domain": "[('ref', '=like', 'REVIEW%')]", "sequence": 1, **values}
        )

    @classmethod
    def make_contacts(cls, count, days_ago=1000, **values):
        """Contacts that were made so many days ago, of Anna if nothing else is said."""
        contacts = cls.Partner.create(
            [
                {"name": f"Contact {number}", "ref": "REVIEW", "user_id": cls.anna.id, **values}
                for number in range(count)
            ]
        )
        cls.env.flush_all()
        cls.env.cr.execute(
            "UPDATE res_partner SET create_date = %s::date - %s WHERE id = ANY(%s)",
            [date(2026, 3, 2), days_ago, contacts.ids],
        )
        contacts.invalidate_recordset()
        return contacts

    def plan(self):
        """Run the planner; return how many reviews it planned."""
        planned = self.Review._plan()
        self.env.invalidate_all()
        return planned

    def open_requests(self, partners=None):
        domain = [("state", "=", "open")]
        if partners is not None:
            domain.append(("partner_id", "in", partners.ids))
        return self.Request.search(domain)

    def days(self, user=None):
        """How many open reviews each day has: {ISO date: number}."""
        counts = {}
        for request in self.open_requests():
            if user is None or request.user_id == user:
                key = request.date_due.isoformat()
                counts[key] = counts.get(key, 0) + 1
        return counts
