from unittest.mock import patch

from odoo.tests import new_test_user, tagged

from ..models.silos import batch
from .common_silos import SilosCase


@tagged("-at_install", "post_install")
class TestScan(SilosCase):
    """What is found of records, and when they are looked at again."""

    def test_one_contact(self):
        partner = self.person(email="klara@wiesenthaler.example")
        visit = self.visit(email="Klara@Wiesenthaler.example")
        self.assertEqual(self.scan(), {"one": 1})
        finding = self.found(visit)
        self.assertEqual((finding.kind, finding.partner_id, finding.is_certain), ("one", partner, True))
        self.assertIn("Same email", finding.reasons)
        self.assertGreater(finding.probability, 0.9)
        self.assertEqual((finding.title, finding.email), ("Klara Wiesenthaler", "Klara@Wiesenthaler.example"))

    def test_phone_in_another_spelling(self):
        partner = self.person(phone="+49 30 23125 111")
        self.env.cr.execute("SELECT 1")
        visit = self.visit("Wiesenthaler, Klara", phone="(030) 23125-111")
        self.scan()
        self.assertEqual(self.found(visit).partner_id, partner)

    def test_phone_of_a_contact_without_country(self):
        partner = self.person(country_id=False, phone="030 23125 112")
        visit = self.visit(phone="030/23125112")
        self.scan()
        self.assertEqual(self.found(visit).partner_id, partner)

    def test_several_contacts(self):
        one, other = (self.person(email="klara@wiesenthaler.example") for _ in range(2))
        visit = self.visit(email="klara@wiesenthaler.example")
        self.scan()
        finding = self.found(visit)
        self.assertEqual((finding.kind, finding.match_count), ("several", 2))
        self.assertEqual(finding.match_ids.partner_id, one | other)

    def test_unknown(self):
        self.person(email="klara@wiesenthaler.example")
        visit = self.visit("Otto Haslacher", email="otto@haslacher.example")
        nobody = self.visit("Without any address")
        self.scan()
        self.assertEqual(self.found(visit).kind, "unknown")
        self.assertFalse(self.found(nobody), "nothing tells this person from others")

    def test_contradiction(self):
        partner = self.person(email="klara@wiesenthaler.example", phone="+49 30 23125 111")
        agreeing = self.visit(email="KLARA@wiesenthaler.example ", phone="030 23125111", partner_id=partner.id)
        visit = self.visit(email="klara@haslacher.example", phone="030 23125999", partner_id=partner.id)
        self.assertEqual(self.scan(), {"contradiction": 2})
        self.assertFalse(self.found(agreeing, "email") | self.found(agreeing, "phone"))
        self.assertEqual(self.found(visit, "email").partner_id, partner)
        self.assertIn("klara@haslacher.example here", self.found(visit, "email").disagreement)
        self.assertIn("030 23125999", self.found(visit, "phone").disagreement)

    def test_no_contradiction(self):
        company = self.person("Haslacher Holzbau GmbH", is_company=True, email="office@haslacher.example")
        self.person(parent_id=company.id, email="klara@haslacher.example")
        colleague = self.visit("Otto Obermoser", email="otto@haslacher.example", partner_id=company.id)
        known = self.visit("Haslacher Holzbau", email="klara@haslacher.example", partner_id=company.id)
        unreadable = self.visit(email="none", partner_id=company.id)
        self.assertEqual(self.scan(), {}, (colleague, known, unreadable))

    def test_contact_of_another_company(self):
        ours, theirs = self.env.company, self.env["res.company"].create({"name": "Theirs"})
        partner = self.person(email="klara@wiesenthaler.example", company_id=theirs.id)
        visit = self.visit(email="klara@wiesenthaler.example", company_id=ours.id)
        self.scan()
        self.env.cr.execute("SELECT kind, partner_id FROM partner_silo_record WHERE res_id = %s", [visit.id])
        self.assertEqual(self.env.cr.fetchall(), [("company", partner.id)])

    def test_closed_contact(self):
        theirs = self.env["res.company"].create({"name": "Theirs"})
        user = new_test_user(self.env, "silo_sales", "base.group_user", name="Silo Sales")
        open_one, closed = self.person(), self.person("Otto Haslacher", company_id=theirs.id)
        for partner in (open_one, closed):
            self.visit(partner_id=partner.id, user_id=user.id)
        self.scan()
        self.env.cr.execute("SELECT partner_id, user_id FROM partner_silo_record WHERE kind = 'no_access'")
        self.assertEqual(self.env.cr.fetchall(), [(closed.id, user.id)])
        closed.company_id = False
        self.scan()
        self.env.cr.execute("SELECT count(*) FROM partner_silo_record WHERE kind = 'no_access'")
        self.assertEqual(self.env.cr.fetchone(), (0,))

    def test_only_what_has_changed(self):
        self.person(email="klara@wiesenthaler.example")
        first, second = self.visit(email="klara@wiesenthaler.example"), self.visit("Otto", email="otto@x.example")
        self.scan()
        self.later()
        examined = []
        examine = type(self.source)._examine

        def watched(source, ids, held):
            examined.extend(ids if source == self.source else [])
            return examine(source, ids, held)

        with patch.object(type(self.source), "_examine", watched):
            self.scan()
            self.assertEqual(examined, [])
            second.x_name = "Otto Haslacher"
            self.scan()
            self.assertEqual(examined, second.ids)
            self.later()
            examined.clear()
            self.found(first).partner_id.phone = "+49 30 23125 113"
            self.scan()
            self.assertEqual(examined, first.ids, "its contact has changed")

    def test_contact_comes_later(self):
        visit = self.visit(email="klara@wiesenthaler.example")
        self.scan()
        self.assertEqual(self.found(visit).kind, "unknown")
        self.later()
        partner = self.person(email="klara@wiesenthaler.example")
        self.scan()
        self.assertEqual((self.found(visit).kind, self.found(visit).partner_id), ("one", partner))
        partner.unlink()
        self.scan()
        self.assertEqual(self.found(visit).kind, "unknown")

    def test_archived_contact(self):
        partner = self.person(email="klara@wiesenthaler.example")
        visit = self.visit(email="klara@wiesenthaler.example")
        partner.action_archive()
        self.scan()
        self.assertEqual(self.found(visit).kind, "unknown")

    def test_record_is_linked_or_deleted_elsewhere(self):
        partner = self.person(email="klara@wiesenthaler.example")
        visits = [self.visit(email="klara@wiesenthaler.example") for _ in range(3)]
        self.scan()
        visits[0].x_partner_id = partner
        visits[1].unlink()
        self.source.domain = f"[('id', '!=', {visits[2].id})]"
        self.assertEqual(self.scan(), {})

    def test_batches(self):
        partner = self.person(email="klara@wiesenthaler.example")
        visits = [self.visit(email="klara@wiesenthaler.example") for _ in range(7)]
        self.env["partner.match.key"]._refresh()
        with patch.object(batch, "SIZE", 2):
            self.source._queue()
        self.assertEqual(self.source.waiting, 7)
        self.assertEqual(self.Source._work({}, commit=False), 2)
        self.source.invalidate_recordset()
        self.assertEqual(self.source.waiting, 5, "what is left stands in the table alone")
        self.scan()
        self.assertEqual({self.found(visit).partner_id for visit in visits}, {partner})
        self.assertEqual(self.source.scan, "idle")

    def test_scheduler(self):
        visit = self.visit(email="nobody@unknown.example")
        self.run_cron("cron_silo_scan")
        self.assertEqual(self.found(visit).kind, "unknown")
        self.assertTrue(self.source.scanned_full)

    def test_nasty_values(self):
        self.person("Robert'); DROP TABLE res_partner;--", email="bobby@tables.example")
        values = ("<b>x</b>", "'; DELETE FROM res_partner", "\\N", "a\nb", "ÄÖÜß" * 200, "NULL", "{1,2}", "\x1f")
        visits = [self.visit(value, email="bobby@tables.example", phone=value) for value in values]
        self.scan()
        self.assertEqual(len(self.Record.search([("res_id", "in", [visit.id for visit in visits])])), len(values))

    def test_senders_of_mails(self):
        source = self.Source.with_context(active_test=False).search([("model", "=", "mail.message")])
        source.write({"active": True, "domain": "[('author_id', '=', False), ('subject', '=', 'Silo')]"})
        about = self.person("Wiesenthaler Wirtshaus")
        values = {"message_type": "email", "subject": "Silo", "author_id": False, "model": "res.partner"}
        messages = self.env["mail.message"].create(
            [
                {**values, "res_id": about.id, "email_from": mail}
                for mail in ('"Klara Wiesenthaler" <klara@new.example>', "klara@new.example", "otto@new.example")
            ]
        )
        self.scan()
        self.assertEqual(self.found(messages[0]).title, "Klara Wiesenthaler")
        self.assertTrue(self.found(messages[0]))
        self.assertTrue(self.found(messages[2]))
        user = new_test_user(self.env, "silo_reader", "base.group_user,customer_data_quality.group_user")
        findings = self.Record.with_user(user)
        self.assertEqual(findings.search_count([("res_model", "=", "mail.message")]), 3)
        about.company_id = self.env["res.company"].create({"name": "Theirs"})
        self.env.flush_all()
        self.assertFalse(findings.search_count([("res_model", "=", "mail.message")]), "mails about a closed contact")


@tagged("-at_install", "post_install")
class TestShippedWeights(SilosCase):
    shipped = True

    def test_the_only_one_with_a_mailbox_is_certain(self):
        """Of two who share it, nothing tells who wrote."""
        alone = self.person(email="klara@wiesenthaler.example")
        for name in ("Otto Haslacher", "Berta Haslacher"):
            self.person(name, email="familie@haslacher.example", street="Ixweg 9")
        one, shared = self.visit("", email=alone.email), self.visit("", email="familie@haslacher.example")
        self.scan()
        self.assertEqual((self.found(one).partner_id, self.found(one).is_certain), (alone, True))
        self.assertEqual((self.found(shared).kind, self.found(shared).is_certain), ("several", False))
