from odoo.tests import tagged

from .common_silos import SilosCase


@tagged("-at_install", "post_install")
class TestApps(SilosCase):
    """With the apps themselves: what they do when a record is linked is undone, too."""

    def use(self, model):
        if model not in self.env:
            self.skipTest(f"the app for {model} is not installed")
        source = self.Source.with_context(active_test=False).search([("model", "=", model)])
        source.active = True
        self.env.flush_all()
        return source

    def test_lead(self):
        source = self.use("crm.lead")
        source.domain = "[('name', '=', 'Silo')]"
        partner = self.person(email="klara@wiesenthaler.example", phone="+49 30 23125 111")
        lead = self.env["crm.lead"].create(
            {
                "name": "Silo",
                "contact_name": "Klara Wiesenthaler",
                "email_from": "Klara@Wiesenthaler.example",
                "phone": "030 2312599",
            }
        )
        self.scan()
        self.found(lead).action_link()
        self.assertEqual(lead.partner_id, partner)
        self.Change.search([], limit=1).action_undo()
        self.assertFalse(lead.partner_id)
        self.assertEqual((lead.email_from, lead.phone), ("Klara@Wiesenthaler.example", "030 2312599"))
        self.assertEqual((partner.email, partner.phone), ("klara@wiesenthaler.example", "+49 30 23125111"))

    def test_lead_of_another_company(self):
        source = self.use("crm.lead")
        source.domain = "[('name', '=', 'Silo')]"
        theirs = self.env["res.company"].create({"name": "Theirs"})
        self.person(email="klara@wiesenthaler.example", company_id=theirs.id)
        values = {"name": "Silo", "contact_name": "Klara Wiesenthaler", "email_from": "klara@wiesenthaler.example"}
        lead = self.env["crm.lead"].create({**values, "company_id": self.env.company.id})
        self.scan()
        self.env.cr.execute("SELECT kind FROM partner_silo_record WHERE res_id = %s", [lead.id])
        self.assertEqual(self.env.cr.fetchall(), [("company",)])

    def test_subscriber(self):
        self.use("mailing.contact").domain = "[('company_name', '=', 'Silo')]"
        partner = self.person(email="klara@wiesenthaler.example")
        subscriber = self.env["mailing.contact"].create(
            {"name": "Klara Wiesenthaler", "email": "klara@wiesenthaler.example", "company_name": "Silo"}
        )
        self.scan()
        finding = self.found(subscriber)
        self.assertTrue(finding.is_linkless)
        finding.action_link()
        self.assertEqual((finding.state, finding.partner_id), ("done", partner))

    def test_registration(self):
        source = self.use("event.registration")
        partner = self.person(email="klara@wiesenthaler.example")
        event = self.env["event.event"].create({"name": "Silo", "date_begin": "2030-01-01", "date_end": "2030-01-02"})
        source.domain = f"[('event_id', '=', {event.id})]"
        registration = self.env["event.registration"].create(
            {"event_id": event.id, "name": "Klara Wiesenthaler", "email": "klara@wiesenthaler.example"}
        )
        registration.partner_id = False
        self.scan()
        self.found(registration).action_link()
        self.assertEqual(registration.partner_id, partner)
