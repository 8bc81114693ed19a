from datetime import date

from freezegun import freeze_time

from odoo.tests import new_test_user, tagged

from .common_reviews import ReviewCase


@tagged("-at_install", "post_install")
class TestResponsible(ReviewCase):
    """Whose work a review is."""

    def responsible(self, contacts):
        self.Review._refresh(contacts.ids)
        self.env.invalidate_all()
        return [contact.review_user_id for contact in contacts]

    def test_salesperson(self):
        company = self.make_contacts(1, is_company=True)
        person = self.make_contacts(1, parent_id=company.id, user_id=False)
        self.assertEqual(self.responsible(company | person), [self.anna, self.anna])

    def test_in_turn(self):
        self.policy.write({"responsible": "users", "user_ids": [(6, 0, (self.anna | self.ben).ids)]})
        contacts = self.make_contacts(10)
        users = self.responsible(contacts)
        self.assertEqual((users.count(self.anna), users.count(self.ben)), (5, 5))
        self.assertEqual(self.responsible(contacts), users, "the same again")

    def test_nobody_in_turn(self):
        self.policy.write({"responsible": "users", "fallback_user_id": self.ben.id})
        self.assertEqual(self.responsible(self.make_contacts(1)), [self.ben])

    def test_fallback(self):
        self.policy.fallback_user_id = self.ben
        self.assertEqual(self.responsible(self.make_contacts(1, user_id=False)), [self.ben])

    def test_nobody(self):
        contact = self.make_contacts(1, user_id=False)
        self.assertFalse(self.responsible(contact)[0])
        self.assertEqual(self.plan(), 0)
        self.assertEqual(contact.review_state, "overdue", "shown as due all the same")

    def test_portal_user_is_nobody(self):
        portal = new_test_user(self.env, "review_portal", "base.group_portal")
        self.assertFalse(self.responsible(self.make_contacts(1, user_id=portal.id))[0])

    def test_archived_responsible(self):
        """Odoo deletes the activities of who leaves; their reviews are planned for somebody else."""
        self.policy.fallback_user_id = self.ben
        contacts = self.make_contacts(3)
        self.plan()
        old = self.open_requests(contacts)
        self.anna.action_archive()
        self.assertEqual(self.plan(), 3)
        self.assertEqual(set(old.mapped("outcome")), {"superseded"})
        self.assertEqual(self.open_requests(contacts).user_id, self.ben)
        self.assertEqual(contacts.activity_ids.user_id, self.ben)

    def test_archived_in_another_way(self):
        self.policy.fallback_user_id = self.ben
        contact = self.make_contacts(1)
        self.plan()
        self.anna.active = False
        self.plan()
        self.assertEqual(self.open_requests(contact).user_id, self.ben)
        self.assertEqual(contact.activity_ids.user_id, self.ben)

    def test_new_salesperson_takes_over(self):
        contact = self.make_contacts(1)
        self.plan()
        contact.user_id = self.ben
        self.plan()
        self.assertEqual(self.open_requests(contact).user_id, self.ben)
        self.assertEqual(contact.activity_ids.user_id, self.ben)

    def test_companies(self):
        """Nobody is asked to review what they may not open."""
        other = self.env["res.company"].create({"name": "Other"})
        self.policy.fallback_user_id = self.ben
        self.ben.company_ids |= other
        contact = self.make_contacts(1)
        contact.company_id = other
        self.assertEqual(self.responsible(contact), [self.ben])
        self.ben.company_ids -= other
        self.assertFalse(self.responsible(contact)[0])

    def test_policy_of_a_company(self):
        other = self.env["res.company"].create({"name": "Other"})
        self.make_policy(name="Other", company_id=other.id, sequence=0, interval_months=1)
        here = self.make_contacts(1, company_id=self.env.company.id, days_ago=10)
        there = self.make_contacts(1, user_id=False, days_ago=10)
        there.company_id = other
        self.Review._refresh((here | there).ids)
        self.assertEqual((here.review_policy_id.name, there.review_policy_id.name), ("Test policy", "Other"))
        self.assertEqual(there.review_due_date, date(2026, 3, 20))

    def test_several_companies_in_one_run(self):
        other = self.env["res.company"].create({"name": "Other"})
        self.ben.write({"company_ids": [(6, 0, other.ids)], "company_id": other.id})
        here = self.make_contacts(1, company_id=self.env.company.id)
        there = self.make_contacts(1, user_id=self.ben.id)
        there.company_id = other
        self.assertEqual(self.plan(), 2)
        requests = self.open_requests()
        self.assertEqual(
            {(each.user_id, each.company_id) for each in requests}, {(self.anna, here.company_id), (self.ben, other)}
        )
        self.assertEqual(self.Request.with_user(self.ben).search([]).partner_id, there)

    def test_team_leader(self):
        if "crm.team.member" not in self.env:
            self.policy.write({"responsible": "team_leader", "fallback_user_id": self.ben.id})
            self.assertEqual(self.responsible(self.make_contacts(1)), [self.ben], "there are no teams")
            return
        leader = new_test_user(self.env, "review_leader", "base.group_user,base.group_partner_manager")
        team = self.env["crm.team"].create({"name": "Team", "user_id": leader.id})
        self.env["crm.team.member"].create({"crm_team_id": team.id, "user_id": self.anna.id})
        contact = self.make_contacts(1)
        self.plan()
        with freeze_time("2026-04-13 12:00:00"):
            self.plan()
            self.assertEqual(self.open_requests(contact).escalation_user_id, leader)
        self.policy.responsible = "team_leader"
        self.assertEqual(self.responsible(contact), [leader])
