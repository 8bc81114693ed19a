import csv
import io
from datetime import datetime

from odoo import Command
from odoo.tests import new_test_user, tagged

from ..models.privacy.requests import answer
from .common_privacy import NAME, PrivacyCase


@tagged("post_install", "-at_install")
class TestPrivacyAnswers(PrivacyCase):
    """What a person gets to read: where the data came from, in their words, and nothing about others."""

    def answered(self, **values):
        request = self.ask("access", **values)
        self.find(request)
        return request

    def date_back(self, record, date):
        self.env.flush_all()
        self.env.cr.execute(f"UPDATE {record._table} SET create_date = %s WHERE id = %s", [date, record.id])
        record.invalidate_recordset()

    def test_nothing_that_a_spreadsheet_would_run(self):
        cells = ["=1+1", "＝1+1", "\n=1", "'=1", "-5", "+43 1 5885812", "Anna"]
        rows = answer._csv({"fields": {"name": "Name"}, "records": [{"name": cell} for cell in (*cells, -5, -0.5)]})
        found = [row[0] for row in csv.reader(io.StringIO(rows.removeprefix("\ufeff"), newline=""))]
        guarded = ["'=1+1", "'＝1+1", "'\n=1", "''=1", "'-5"]
        self.assertEqual(found, ["Name", *guarded, "+43 1 5885812", "Anna", "-5", "-0.5"], "numbers stay numbers")

    # -- sources ------------------------------------------------------------------------------------------

    def sources(self, partner):
        request = self.ask("access", partner=partner)
        return [(str(source.date.date()), source.text) for source in request.sudo()._sources()]

    def test_entered_by_an_employee_without_a_name(self):
        clerk = new_test_user(
            self.env, "privacy-entry", "base.group_user,base.group_partner_manager", name="Käthe Erfasserin"
        )
        partner = self.env["res.partner"].with_user(clerk).create({"name": "Anton Neukunde"})
        self.date_back(partner, "2021-03-04 10:00:00")
        ((day, text),) = self.sources(partner.sudo())
        self.assertEqual(day, "2021-03-04")
        self.assertIn("One of our employees", text)
        self.assertNotIn("Käthe", self.answered(partner=partner.sudo())._letter_html().decode())

    def test_entered_by_the_person_or_a_program(self):
        guest = new_test_user(self.env, "privacy-guest", "base.group_portal")
        partner = self.env["res.partner"].with_user(guest).sudo().create({"name": "Anton Neukunde"})
        self.assertIn("on our website", self.sources(partner)[0][1])
        self.assertIn("A program", self.sources(self.bystander)[0][1])

    def test_written_past_odoo(self):
        self.date_back(self.bystander, None)
        self.assertEqual(self.sources(self.bystander), [])

    def test_read_from_a_list(self):
        partner = self.bystander
        partner._add_origins("Messe Köln.csv")
        ((day, text),) = self.sources(partner)
        self.assertEqual((day, text), (str(datetime.now().date()), "It was read from the list “Messe Köln.csv”."))
        self.date_back(partner, "2019-01-02 10:00:00")
        self.assertEqual(self.sources(partner)[0][0], "2019-01-02", "it was known before")

    def test_corrected_by_the_person(self):
        proposal = self.env["partner.review.proposal"]._propose(
            self.person, {"city": ("Neustett", "Quastenstadt")}, "", "portal", self.env.user
        )
        proposal.state = "done"
        self.assertIn("You sent us a correction.", [text for _day, text in self.sources(self.person)])

    def test_came_with_an_enquiry(self):
        if "crm.lead" not in self.env:
            self.skipTest("the app for crm.lead is not installed")
        fair = self.env["utm.source"].create({"name": "Fair in Cologne"})
        lead = self.env["crm.lead"].create({"name": "Enquiry", "partner_id": self.person.id, "source_id": fair.id})
        later = self.env["crm.lead"].create({"name": "Second one", "partner_id": self.person.id})
        self.date_back(lead, "2018-05-06 10:00:00")
        self.date_back(self.person, "2018-05-07 10:00:00")
        days = dict(self.sources(self.person))
        self.assertRegex(days["2018-05-06"], r"enquiry or entry: \w+, Fair in Cologne\.")
        self.assertEqual(len(days), 2, f"{later} is no source: the contact was there")

    def test_same_day_and_way_is_one_line(self):
        self.env["res.partner"].create({"name": f"{NAME}, home", "type": "delivery", "parent_id": self.person.id})
        (source,) = self.ask("access").sudo()._sources()
        self.assertEqual(source.names, (NAME, f"{NAME}, home"))

    # -- the letter ---------------------------------------------------------------------------------------

    def test_dates_and_words_of_the_reader(self):
        self.env["res.lang"]._activate_lang("de_DE")
        self.person.write({"lang": "de_DE", "tz": "Europe/Berlin", "partner_latitude": 52.125})
        self.date_back(self.person, "2021-07-04 22:30:00")
        letter = self.answered()._letter_html().decode()
        self.assertIn("05.07.2021, 00:30", letter, "in the person's time")
        self.assertIn("52,1", letter)
        self.assertNotRegex(letter, r"\d{4}-\d{2}-\d{2}T")
        self.assertNotIn("res.partner", letter)
        self.assertNotIn("mail.message", letter)

    def test_empty_sections_are_left_out(self):
        self.env["partner.consent.purpose"].search([]).active = False
        self.env["partner.privacy.erasure.rule"].search([]).active = False
        letter = self.answered()._letter_html().decode()
        self.assertNotIn("longer:", letter)
        self.assertNotRegex(letter, r"<table>\s*</table>")

    def test_where_it_goes_and_who_decides(self):
        """GDPR Art. 15(1)(h) and (2): of what holds data of theirs, and of what was entered by hand."""
        self.env.company.privacy_contact_id = self.bystander
        elsewhere = self.env["res.company"].create({"name": "Elsewhere AG"})
        activities = self.env["partner.processing.activity"]
        activities.search([]).active = False
        request = self.answered()
        letter = request._letter_html().decode()
        self.assertIn("is made by a program alone", letter)
        self.assertNotIn("Other countries", letter)
        self.assertIn("officer answers your questions: Bertram Nebenmann, bertram@nebenmann.example", letter)
        activities.create(
            [
                {"name": "Hosting", "third_countries": "United States", "safeguards": "Standard clauses"},
                {
                    "name": "Credit limit",
                    "automated_decisions": "A score\nA lower limit",
                    "model_names": ["res.partner"],
                },
                {"name": "Hiring", "automated_decisions": "By marks", "model_names": ["hr.applicant"]},
                {"name": "Elsewhere", "third_countries": "Narnia", "company_id": elsewhere.id},
            ]
        )
        letter = request._letter_html().decode()
        for told in ("United States", "Standard clauses", "A lower limit"):
            self.assertIn(told, letter)
        for not_told in ("is made by a program alone", "By marks", "Narnia"):
            self.assertNotIn(not_told, letter)

    def test_unknown_person(self):
        request = self.Request.with_user(self.officer).create(
            {"kind": "access", "person_name": "Niemand Unbekannt", "identity_method": "known"}
        )
        request.action_identify()
        self.find(request)
        self.assertIn("You are no contact of ours", request._letter_html().decode())

    def test_values_with_structure(self):
        """Journals hold lists; the letter leaves them to the files, the files hold them without others."""
        twin = self.make_person(name=f"{NAME} II")
        self.env["partner.merge"]._merge(self.person, twin, reason="bertram@nebenmann.example said so")
        request = self.answered()
        letter = request._letter_html().decode()
        self.assertIn(f"{NAME} II", letter)
        self.assertNotIn("{'", letter)
        (merge,) = request._export_data()["partner.merge"]["records"]
        self.assertIsInstance(merge["changes"], list)
        self.assertNotIn("bertram@", str(merge))

    # -- third parties --------------------------------------------------------------------------------------

    def told(self, request):
        return str(request._export_data()) + request._letter_html().decode()

    def test_others_in_the_conversation(self):
        follower = self.env["res.partner"].create({"name": "Folke Mitleser"})
        addressed = self.env["res.partner"].create({"name": "Adele Empfängerin", "phone": "+49 30 23125 066"})
        self.person.message_subscribe(follower.ids)
        self.person.message_post(
            body=f"Herr Nebenmann, BERTRAM  NEBENMANN and Folke met {NAME}; call Adele on +49 (30) 23125-066. Sie mag "
            "Bertramstraßen.",
            author_id=self.bystander.id,
            partner_ids=addressed.ids,
        )
        self.person.message_post(body='Also "Berta Fremdmann" <berta@fremdmann.example> was there')
        told = self.told(self.answered())
        self.assertIn(f"met {NAME}", told, "the own name stays")
        for name in ("Nebenmann", "NEBENMANN", "Folke", "Adele", "23125-066", "Fremdmann", "berta@"):
            self.assertNotIn(name, told)
        self.assertIn("Bertramstraßen", told, "parts of other words stay")

    def test_others_who_are_called_the_same(self):
        husband = self.env["res.partner"].create({"name": "Quirin Quastenbruck"})
        namesake = self.env["res.partner"].create({"name": "Wilhelmine"})
        self.person.message_post(
            body=f"{NAME} and Quirin Quastenbruck, to Frau Quastenbruck", author_id=husband.id, partner_ids=namesake.ids
        )
        told = self.told(self.answered())
        self.assertIn(f"{NAME} and ***, to Frau Quastenbruck", told)

    def test_chatter_of_others(self):
        """What stands with another contact is told without saying with whom."""
        self.bystander.message_post(body=f"{NAME} is a friend of Bertram Nebenmann")
        request = self.ask("access")
        findings = self.find(request)
        findings.filtered(lambda finding: finding.way == "text").is_selected = True
        told = self.told(request)
        self.assertIn(f"{NAME} is a friend of ***", told)
        self.assertNotIn("Bertram", told)

    def test_companies_are_nobody(self):
        company = self.env["res.partner"].create({"name": "Besenwerk AG", "is_company": True})
        self.person.message_post(body="Works for Besenwerk AG", partner_ids=company.ids)
        self.assertIn("Works for Besenwerk AG", self.told(self.answered()))

    def test_meetings(self):
        if "calendar.event" not in self.env:
            self.skipTest("the app for calendar.event is not installed")
        self.env["calendar.event"].create(
            {
                "name": "Bertram Nebenmann shows brushes",
                "start": "2026-02-01 10:00:00",
                "stop": "2026-02-01 11:00:00",
                "partner_ids": [Command.set((self.person | self.bystander).ids)],
            }
        )
        request = self.answered()
        told = self.told(request)
        self.assertIn("*** shows brushes", told)
        self.assertNotIn("Nebenmann", told)
        self.assertNotIn("Bertram", told)
