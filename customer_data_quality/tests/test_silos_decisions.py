from unittest.mock import patch

from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged

from ..models.silos import record_bulk
from .common_silos import SilosCase


@tagged("-at_install", "post_install")
class TestDecisions(SilosCase):
    """Linking, creating, correcting and ignoring; everything can be undone."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.user = new_test_user(
            cls.env, "silo_user", "customer_data_quality.group_user,base.group_partner_manager", name="Silo User"
        )

    def matching(self):
        """A contact, a record that it matches, and what was found of that."""
        partner = self.person(email="klara@wiesenthaler.example")
        visit = self.visit(email="klara@wiesenthaler.example")
        self.scan()
        return partner, visit, self.found(visit).with_user(self.user)

    def contradicting(self, **values):
        partner = self.person(email="klara@wiesenthaler.example", phone="+49 30 23125 111")
        visit = self.visit(email="klara@haslacher.example", partner_id=partner.id)
        self.scan()
        return partner, visit, self.found(visit, "email").with_user(self.user)

    def last_change(self):
        return self.Change.with_user(self.user).search([], limit=1)

    def test_link_and_undo(self):
        partner, visit, finding = self.matching()
        finding.action_link()
        self.assertEqual((visit.x_partner_id, finding.state), (partner, "done"))
        change = self.last_change()
        self.assertEqual((change.action, change.user_id, change.partner_id), ("link", self.user, partner))
        change.action_undo()
        self.assertFalse(visit.x_partner_id)
        self.assertEqual((finding.state, change.state), ("open", "undone"))
        with self.assertRaises(UserError):
            change.action_undo()

    def test_linked_is_done(self):
        _partner, visit, finding = self.matching()
        finding.action_link()
        self.scan(full=True)
        self.assertFalse(self.found(visit))
        self.assertEqual(self.Source._connected_share(), 1)

    def test_undo_after_somebody_else(self):
        _partner, visit, finding = self.matching()
        finding.action_link()
        visit.x_partner_id = self.person("Otto Haslacher")
        with self.assertRaisesRegex(UserError, "changed since"):
            self.last_change().action_undo()
        self.assertEqual(visit.x_partner_id.name, "Otto Haslacher")
        visit.unlink()
        with self.assertRaisesRegex(UserError, "deleted"):
            self.last_change().action_undo()

    def test_linked_by_somebody_else_meanwhile(self):
        _partner, visit, finding = self.matching()
        visit.x_partner_id = self.person("Otto Haslacher")
        with self.assertRaisesRegex(UserError, "meanwhile"):
            finding.action_link()
        visit.unlink()
        with self.assertRaises(UserError):
            finding.action_link()

    def test_several(self):
        _one, other = (self.person(email="klara@wiesenthaler.example") for _ in range(2))
        visit = self.visit(email="klara@wiesenthaler.example")
        self.scan()
        finding = self.found(visit).with_user(self.user)
        with self.assertRaisesRegex(UserError, "choose"):
            finding.action_link()
        finding.match_ids.filtered(lambda match: match.partner_id == other).action_choose()
        self.assertEqual(visit.x_partner_id, other)

    def test_create_and_undo(self):
        visit = self.visit(email="otto@new.example", phone="030 23125112", company_name="Haslacher Holzbau")
        self.scan()
        finding = self.found(visit).with_user(self.user)
        finding.action_create_contact()
        partner = visit.x_partner_id
        self.assertEqual(
            (partner.name, partner.email, partner.company_name),
            ("Klara Wiesenthaler", "otto@new.example", "Haslacher Holzbau"),
        )
        self.last_change().action_undo()
        self.assertFalse(visit.x_partner_id)
        self.assertFalse(partner.active, "nothing is deleted")

    def test_two_records_of_one_unknown_person(self):
        visits = [self.visit(email="klara@new.example") for _ in range(2)]
        self.scan()
        findings = self.Record.search([]).with_user(self.user)
        findings.action_create_contact()
        self.assertTrue(visits[0].x_partner_id)
        self.assertEqual(visits[0].x_partner_id, visits[1].x_partner_id)

    def test_standards_hold(self):
        self.env["partner.quality.profile"].search([]).active = False
        self.env["partner.quality.profile"].create(
            {
                "name": "Silo",
                "rule_ids": [
                    (0, 0, {"name": "Street", "kind": "filled", "field_name": "street", "entry": "require"}),
                ],
            }
        )
        visit, other = self.visit(email="otto@new.example"), self.visit("Emil", email="emil@new.example")
        self.scan()
        findings = (self.found(visit) | self.found(other)).with_user(self.user)
        said = findings.action_create_contact()["params"]
        self.assertIn("Street", said["message"])
        self.assertEqual(said["type"], "warning")
        self.assertFalse(self.Partner.search([("email", "=", "otto@new.example")]))
        self.assertIn("Street", findings[0].note)
        action = findings[0].action_open_new_contact()
        context = action["context"]
        self.assertEqual(context["default_email"], "otto@new.example")
        partner = (
            self.Partner.with_user(self.user)
            .with_context(**context)
            .create({"name": "Klara", "email": "otto@new.example", "street": "Ahornweg 7"})
        )
        self.assertEqual(visit.x_partner_id, partner)
        self.assertEqual(self.found(visit).state, "done")

    def test_to_contact_and_undo(self):
        partner, _visit, finding = self.contradicting()
        finding.action_to_contact()
        self.assertEqual(partner.email, "klara@haslacher.example")
        self.assertIn("klara@wiesenthaler.example → klara@haslacher.example", self.last_change().summary)
        self.last_change().action_undo()
        self.assertEqual(partner.email, "klara@wiesenthaler.example")

    def test_to_record(self):
        _partner, visit, finding = self.contradicting()
        finding.action_to_record()
        self.assertEqual(visit.x_email, "klara@wiesenthaler.example")

    def test_newer(self):
        partner, visit, finding = self.contradicting()
        self.env.flush_all()
        self.env.cr.execute("UPDATE x_silo_visit SET write_date = write_date + interval '1 hour'")
        self.env.invalidate_all()
        finding.action_take_newer()
        self.assertEqual(partner.email, "klara@haslacher.example")
        self.last_change().action_undo()
        self.env.flush_all()
        self.env.cr.execute("UPDATE x_silo_visit SET write_date = write_date - interval '9 hours'")
        self.env.invalidate_all()
        finding.action_take_newer()
        self.assertEqual(visit.x_email, "klara@wiesenthaler.example")

    def test_ignored_until_the_record_changes(self):
        _partner, visit, finding = self.matching()
        finding.action_ignore()
        self.scan(full=True)
        self.assertEqual(self.found(visit).state, "ignored")
        visit.x_phone = "030 23125113"
        self.scan(full=True)
        self.assertEqual(self.found(visit).state, "open")
        finding.action_ignore()
        finding.action_reopen()
        self.assertEqual(finding.state, "open")

    def test_place_without_a_link(self):
        guests = self.Source.with_context(active_test=False).search([("model", "=", "mail.guest")])
        guests.write({"active": True, "domain": "[('name', '=', 'Klara Wiesenthaler')]"})
        partner = self.person(email="klara@wiesenthaler.example")
        guest = self.env["mail.guest"].create({"name": "Klara Wiesenthaler", "email": "klara@wiesenthaler.example"})
        self.scan()
        finding = self.found(guest)
        self.assertEqual(finding.partner_id, partner)
        finding.action_link()
        self.scan(full=True)
        self.assertEqual(finding.state, "done", "the connection is kept beside the guest")
        self.assertEqual(self.Source._connected_share(), 1)
        self.Change.search([], limit=1).action_undo()
        self.assertEqual(finding.state, "open")
        finding.action_link()
        guest.email = "otto@new.example"
        self.scan(full=True)
        self.assertEqual((finding.state, finding.kind), ("open", "unknown"))

    def test_senders_are_linked_together(self):
        source = self.Source.with_context(active_test=False).search([("model", "=", "mail.message")])
        source.write({"active": True, "domain": "[('author_id', '=', False), ('subject', '=', 'Silo')]"})
        values = {"message_type": "email", "subject": "Silo", "author_id": False}
        mails = ('"Klara New" <klara@new.example>', "Klara New <Klara@New.example>")
        messages = self.env["mail.message"].create([{**values, "email_from": mail} for mail in mails])
        partner = self.person("Klara New", email="klara@new.example")
        self.scan()
        self.found(messages[0]).action_link()
        self.assertEqual(messages.author_id, partner)

    def test_senders_of_several_mails_are_listed(self):
        """Odoo finds mails in another way than other records; the list is there for everybody all the same."""
        source = self.Source.with_context(active_test=False).search([("model", "=", "mail.message")])
        source.write({"active": True, "domain": "[('author_id', '=', False), ('subject', '=', 'Silo')]"})
        mail = {"message_type": "email", "subject": "Silo", "author_id": False}
        about = {"model": "res.partner", "res_id": self.person("Otto Suchbar").id}
        self.env["mail.message"].create(
            [{**mail, **about, "email_from": f"sender{number}@senders.example"} for number in range(3)]
        )
        self.scan()
        for user in (self.env.user, self.user):
            findings = self.Record.with_user(user).search([("source_id", "=", source.id)])
            self.assertEqual(len(findings), 3)
            self.assertEqual(len(findings.search([("title", "ilike", "@senders")])), 3)

    def test_many_in_the_background(self):
        partner = self.person(email="klara@wiesenthaler.example")
        visits = [self.visit(email="klara@wiesenthaler.example") for _ in range(3)]
        self.scan()
        findings = self.Record.search([]).with_user(self.user)
        with patch.object(record_bulk, "AT_ONCE", 2):
            said = findings.action_link()["params"]["message"]
        self.assertIn("in the background", said)
        self.assertFalse(visits[0].x_partner_id)
        visits[2].unlink()
        self.run_cron("cron_silo_bulk")
        self.assertEqual([visit.x_partner_id for visit in visits[:2]], [partner, partner])
        self.assertEqual(self.Change.search([]).user_id, self.user)
        self.assertIn("deleted", self.Record.search([("state", "=", "open")]).note)

    def test_share(self):
        theirs = self.env["res.company"].create({"name": "Theirs"})
        self.user.company_ids |= theirs
        partner = self.person(email="klara@wiesenthaler.example", company_id=theirs.id)
        visit = self.visit(email="klara@wiesenthaler.example", company_id=self.env.company.id)
        self.scan()
        finding = self.found(visit).with_user(self.user)
        finding = finding.with_context(allowed_company_ids=self.user.company_ids.ids)
        self.assertEqual(finding.kind, "company")
        with self.assertRaises(UserError):
            finding.action_link()
        finding.action_share()
        self.assertFalse(partner.company_id)
        finding.action_link()
        self.assertEqual(visit.x_partner_id, partner)

    def test_only_with_the_right_to_write(self):
        partner, visit, finding = self.contradicting()
        reader = new_test_user(self.env, "silo_reader", "customer_data_quality.group_user")
        self.assertTrue(finding.can_create)
        self.assertFalse(finding.with_user(reader).can_create, "what fails is not offered")
        for user, is_offered in ((self.env.user, True), (reader, False)):
            view = finding.with_user(user).get_view(view_type="list")
            self.assertEqual("action_create_contact" in view["arch"], is_offered)
        with self.assertRaises(UserError):
            finding.with_user(reader).action_to_contact()
        self.assertEqual(partner.email, "klara@wiesenthaler.example")
        self.env["ir.model.access"].search([("name", "=", "x_silo_visit")]).perm_write = False
        with self.assertRaises(UserError):
            finding.action_to_record()
        self.assertEqual(visit.x_email, "klara@haslacher.example")
        with self.assertRaises(AccessError):
            finding.write({"state": "done"})

    def test_hidden(self):
        partner, visit, finding = self.matching()
        self.assertTrue(self.Record.with_user(self.user).search([]))
        model = self.env["ir.model"]._get("x_silo_visit").id
        rule = self.env["ir.rule"].create(
            {"name": "Silo", "model_id": model, "domain_force": "[('x_name', '!=', 'Klara Wiesenthaler')]"}
        )
        self.assertFalse(self.Record.with_user(self.user).search([]))
        self.assertFalse(self.Record.with_user(self.user).search_count([]))
        with self.assertRaises(AccessError):
            finding.action_link()
        rule.unlink()
        partner.company_id = self.env["res.company"].create({"name": "Theirs"})
        self.env.flush_all()
        self.assertFalse(self.Record.with_user(self.user).search([]))
        partner.company_id = False
        finding.with_user(self.user).action_link()
        self.assertTrue(self.Change.with_user(self.user).search([]))
        partner.company_id = self.env["res.company"].search([("name", "=", "Theirs")])
        self.assertFalse(self.Change.with_user(self.user).search([]))
        self.assertTrue(visit.x_partner_id)

    def test_looked_for_by_name(self):
        """The names stand in the records, and are found there, as far as somebody may read these."""
        klara = self.visit("Klara Suchbar", email="klara@suchbar.example", company_name="Suchbar GmbH")
        otto = self.visit("Otto 100%_sicher", email="otto@elsewhere.example")
        self.scan()
        findings = self.Record.search([("source_id", "=", self.source.id)])
        for text, record in (("suchbar gmbh", klara), ("@suchbar", klara), ("100%_s", otto)):
            self.assertEqual(findings.search([("title", "ilike", text)]), self.found(record), text)
        self.assertEqual(findings.search([("title", "=", "Klara Suchbar")]), self.found(klara))
        self.assertFalse(findings.search([("title", "ilike", "'; DROP TABLE")]))
        self.assertNotIn(self.found(klara), findings.search([("title", "not ilike", "suchbar")]))
        self.env["ir.model.access"].search([("name", "=", self.source.model)]).perm_read = False
        self.assertFalse(findings.with_user(self.user).search([("title", "ilike", "suchbar")]))

    def test_roles(self):
        steward = new_test_user(self.env, "silo_steward", "customer_data_quality.group_steward")
        with self.assertRaises(AccessError):
            self.Source.with_user(self.user).browse(self.source.id).active = False
        with self.assertRaises(AccessError):
            self.Source.with_user(self.user).action_scan()
        self.Source.with_user(steward).action_scan()
        self.Source.with_user(steward).browse(self.source.id).domain = "[]"
        for model in ("partner.silo.batch", "partner.silo.snapshot"):
            with self.assertRaises(AccessError):
                self.env[model].with_user(self.user).search([])

    def test_merged_contacts(self):
        partner, visit, finding = self.matching()
        survivor = self.person(email="klara@wiesenthaler.example")
        self.env["partner.merge"]._merge(survivor, partner)
        self.scan()
        self.assertEqual(self.found(visit).partner_id, survivor)
        self.assertTrue(finding)
