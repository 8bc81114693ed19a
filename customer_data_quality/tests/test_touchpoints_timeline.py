from datetime import date, datetime, timedelta

from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged

from .common_touchpoints import TouchpointCase


@tagged("-at_install", "post_install")
class TestTimeline(TouchpointCase):
    """Everything that happened with a contact in one list, of what the user may read."""

    def test_company_and_persons_together(self):
        self.mail(self.company, datetime(2026, 2, 1, 9), subject="Of the company")
        self.mail(self.person, datetime(2026, 2, 2, 9), subject="Of the person")
        self.mail(self.other, datetime(2026, 2, 3, 9), subject="Of somebody else")
        self.assertEqual(self.titles(self.company), ["Of the person", "Of the company"])
        self.assertEqual(self.titles(self.person), ["Of the person", "Of the company"])
        self.assertEqual(self.titles(self.person, person_only=True), ["Of the person"])
        self.assertEqual(self.timeline(self.person, person_only=True)["figures"]["total"], 1)
        page = self.timeline(self.company)
        self.assertEqual([entry["contact"] for entry in page["entries"]], ["Jörg Müller", ""])
        self.assertEqual(page["contact"]["company"], False)
        self.assertEqual(self.timeline(self.person)["contact"]["company"], self.company.display_name)

    def test_what_an_entry_shows(self):
        self.mail(self.person, datetime(2026, 1, 31, 23, 30), subject="<script>alert('x')</script> ÄÖÜ")
        (entry,) = self.timeline(self.person)["entries"]
        self.assertEqual(entry["title"], "<script>alert('x')</script> ÄÖÜ", "as text; the screen escapes it")
        self.assertEqual(entry["kind"], "mail_in")
        self.assertEqual(entry["month"], "February 2026", "where the user is, it is half past midnight")
        self.assertEqual(entry["open"], {"model": "res.partner", "id": self.person.id})

    def test_mail_without_subject(self):
        self.mail(self.person, datetime(2026, 2, 1), subject=False)
        self.assertEqual(self.titles(self.person), ["How much is the fondue?"])

    def test_still_to_come(self):
        self.call(self.person, date(2026, 3, 10))
        self.call(self.person, date(2026, 3, 2), kind="mail.mail_activity_data_todo")
        self.call(self.person, date(2026, 3, 1))  # overdue: did not happen
        self.mail(self.person, datetime(2026, 2, 1))
        page = self.timeline(self.person)
        self.assertEqual([entry["kind"] for entry in page["upcoming"]], ["activity", "call"], "the soonest first")
        self.assertEqual(page["figures"]["next"], "2026-03-02", "today is still to come")
        self.assertEqual(page["figures"]["last"], "2026-02-01")
        self.assertEqual(page["figures"]["kinds"], {"activity": 1, "call": 1, "mail_in": 1})
        self.assertEqual(page["figures"]["departments"], {"communication": 3})

    def test_our_own_reviews_do_not_count(self):
        self.call(self.person, date(2026, 3, 10), kind="customer_data_quality.activity_type_review")
        self.assertFalse(self.timeline(self.person)["upcoming"])

    def test_call_that_was_made(self):
        self.call(self.person, date(2026, 3, 2)).action_feedback("Talked about cheese")
        page = self.timeline(self.person)
        self.assertEqual([entry["kind"] for entry in page["entries"]], ["call"])
        self.assertFalse(page["upcoming"])

    def test_meetings(self):
        self.meeting(self.company + self.person, datetime(2026, 2, 20, 9))
        self.meeting(self.person, datetime(2026, 3, 20, 9), name="Next visit")
        page = self.timeline(self.company)
        self.assertEqual([entry["title"] for entry in page["entries"]], ["Visit"], "once, though two take part")
        self.assertEqual(page["entries"][0]["contact"], "Jörg Müller")
        self.assertEqual([entry["title"] for entry in page["upcoming"]], ["Next visit"])
        self.assertEqual(page["figures"]["kinds"], {"meeting": 2})

    def test_pages(self):
        self.mails(self.person, 120)
        self.mails(self.company, 60, datetime(2026, 1, 2, 3))  # at the same moment, over the end of a page
        seen, cursor, sizes = [], None, []
        while True:
            page = self.timeline(self.person, cursor=cursor)
            sizes.append(len(page["entries"]))
            seen += [entry["key"] for entry in page["entries"]]
            cursor = page["cursor"]
            if not cursor:
                break
        self.assertEqual(sizes, [50, 50, 50, 30])
        self.assertEqual(len(set(seen)), 180, "none twice, none missing")

    def test_a_page_ends_with_the_last(self):
        self.mails(self.person, 50)
        page = self.timeline(self.person)
        self.assertEqual((len(page["entries"]), page["cursor"]), (50, False))

    def test_filters(self):
        self.mail(self.person, datetime(2026, 1, 1), subject="New Year 100%")
        self.mail(self.person, datetime(2026, 2, 28, 22, 30), subject="Late")
        self.mail(self.person, datetime(2026, 2, 28, 23, 30), subject="After midnight")
        self.meeting(self.person, datetime(2026, 2, 20, 9))
        self.assertEqual(self.titles(self.person, kinds=["meeting"]), ["Visit"])
        self.assertFalse(self.titles(self.person, kinds=["order"]))
        self.assertEqual(self.titles(self.person, since="2026-03-01"), ["After midnight"], "where the user is")
        self.assertEqual(self.titles(self.person, since="2026-02-28", until="2026-02-28"), ["Late"])
        self.assertEqual(self.titles(self.person, text="100%"), ["New Year 100%"])
        self.assertEqual(len(self.titles(self.person, text="FONDUE")), 3, "in the text of mails, too")
        self.assertFalse(self.titles(self.person, text="'; DROP TABLE res_partner; --"))
        self.assertEqual(self.timeline(self.person, text="late")["figures"]["total"], 4, "figures are of all")

    def test_bad_input(self):
        with self.assertRaises(UserError):
            self.timeline(self.person, since="yesterday")
        for cursor in (["x", 1, 1], [1], "abc", [10**30, 0, 0]):
            with self.subTest(cursor=cursor), self.assertRaises(UserError):
                self.timeline(self.person, cursor=cursor)

    def test_nothing_happened(self):
        page = self.timeline(self.other)
        self.assertEqual((page["entries"], page["upcoming"], page["cursor"]), ([], [], False))
        self.assertEqual(page["figures"], {"total": 0, "last": False, "next": False, "kinds": {}, "departments": {}})

    def test_archived_person_counts(self):
        self.mail(self.person, datetime(2026, 2, 1), subject="Before leaving")
        self.person.active = False
        self.assertEqual(self.titles(self.company), ["Before leaving"])

    def test_the_button_on_the_form(self):
        self.mails(self.person, 3)
        self.mail(self.company, datetime(2026, 2, 1))
        self.env.flush_all()
        self.env.invalidate_all()
        both = (self.company + self.other).with_user(self.anna)
        self.assertEqual(both.mapped("touchpoint_count"), [4, 0])
        self.assertEqual(self.person.with_user(self.anna).touchpoint_counts["last"], "2026-02-01")
        self.assertEqual(self.Partner.with_user(self.anna).new({"name": "New"}).touchpoint_count, 0)
        action = self.company.with_user(self.anna).action_touchpoints()
        self.assertEqual((action["type"], action["context"]), ("ir.actions.client", {"active_id": self.company.id}))

    def test_one_statement_for_many_contacts(self):
        companies = self.Partner.create([{"name": f"C{n}", "is_company": True} for n in range(20)])
        self.mails(companies[0], 2)
        self.env.flush_all()

        def queries(partners):
            partners = partners.with_user(self.anna)
            partners.mapped("touchpoint_count")  # warms the caches of rights
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            partners.mapped("touchpoint_count")
            return self.env.cr.sql_log_count - before

        self.assertLessEqual(queries(companies), queries(companies[:1]) + 2)

    def test_queries_of_a_page(self):
        self.mails(self.person, 200)
        self.meeting(self.person, datetime(2026, 2, 20, 9))
        self.timeline(self.person)
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        self.timeline(self.person)
        self.assertLess(self.env.cr.sql_log_count - before, 90)


@tagged("-at_install", "post_install")
class TestTimelineRights(TouchpointCase):
    """Neither entries nor numbers tell of what the user may not read."""

    def test_not_without_the_role(self):
        stranger = new_test_user(self.env, "touch_stranger", "base.group_user", name="Stranger")
        stranger.group_ids = self.env.ref("base.group_user")
        with self.assertRaises(AccessError):
            self.timeline(self.person, stranger)
        with self.assertRaises(AccessError):
            self.person.with_user(stranger).read(["touchpoint_last", "touchpoint_counts", "touchpoint_segment"])
        with self.assertRaises(AccessError):
            self.Partner.with_user(stranger).search([], order="touchpoint_last", limit=1)
        portal = new_test_user(self.env, "touch_portal", "base.group_portal", name="Portal")
        with self.assertRaises(AccessError):
            self.timeline(portal.partner_id, portal)

    def test_contact_out_of_sight(self):
        self.person.company_id = self.env["res.company"].create({"name": "Another company"})
        with self.assertRaises(AccessError):
            self.timeline(self.person)

    def test_mail_on_a_record_out_of_sight(self):
        rule = self.env["ir.rule"].create(
            {
                "name": "Nobody sees this one",
                "model_id": self.env["ir.model"]._get_id("res.partner"),
                "domain_force": str([("id", "!=", self.other.id)]),
            }
        )
        self.assertTrue(rule)
        self.mail(self.person, datetime(2026, 2, 1), res_id=self.other.id, subject="Secret")
        self.mail(self.person, datetime(2026, 2, 2), subject="Open")
        page = self.timeline(self.person)
        self.assertEqual([entry["title"] for entry in page["entries"]], ["Open"])
        self.assertEqual(page["figures"]["total"], 1)
        self.assertEqual(page["figures"]["last"], "2026-02-02")

    def test_model_out_of_reach(self):
        if "crm.lead" not in self.env:
            self.skipTest("the app for leads is not installed")
        deal = self.env["crm.lead"].create({"name": "Large deal", "partner_id": self.person.id, "type": "opportunity"})
        self.entered(deal)
        self.assertFalse(self.titles(self.person))
        self.assertEqual(self.timeline(self.person)["figures"]["total"], 0)
        self.anna.group_ids += self.env.ref("sales_team.group_sale_salesman_all_leads")
        page = self.timeline(self.person)
        self.assertEqual([entry["title"] for entry in page["entries"]], ["Large deal"])
        self.assertEqual(page["figures"]["kinds"], {"opportunity": 1})

    def test_own_records_alone(self):
        if "crm.lead" not in self.env:
            self.skipTest("the app for leads is not installed")
        self.anna.group_ids += self.env.ref("sales_team.group_sale_salesman")
        leads = self.env["crm.lead"].create(
            [
                {"name": "Mine", "partner_id": self.person.id, "user_id": self.anna.id},
                {"name": "Theirs", "partner_id": self.person.id, "user_id": self.env.ref("base.user_admin").id},
            ]
        )
        self.entered(leads)
        page = self.timeline(self.person)
        self.assertEqual([entry["title"] for entry in page["entries"]], ["Mine"])
        self.assertEqual(sum(page["figures"]["kinds"].values()), 1)

    def test_field_out_of_reach(self):
        """Amounts are left out where the user may not read them."""
        field = self.env["ir.model.fields"]._get("mail.message", "subject")
        self.assertTrue(field)
        self.mail(self.person, datetime(2026, 2, 1) + timedelta(days=1))
        original = self.env["mail.message"]._fields["subject"].groups
        self.patch(self.env["mail.message"]._fields["subject"], "groups", "base.group_system")
        self.assertEqual(self.titles(self.person), ["How much is the fondue?"])
        self.assertFalse(original)
