from odoo.tests import tagged

from .common_privacy import EMAIL, NAME, PHONE, PrivacyCase

DEFINITION = [
    {"name": "adviser", "string": "Recommended By", "type": "many2one", "comodel": "res.partner"},
    {"name": "guests", "string": "Guests", "type": "many2many", "comodel": "res.partner"},
    {"name": "reach", "string": "To Be Reached At", "type": "char"},
    {"name": "colour", "string": "Colour", "type": "selection", "selection": [["r", "Red"], ["b", "Blue"]]},
    {"name": "country", "string": "Land", "type": "many2one", "comodel": "res.country"},
]


@tagged("post_install", "-at_install")
class TestPrivacyJson(PrivacyCase):
    """What names a person in columns of JSON: properties, and links with a value for each company."""

    def found(self, request, record):
        return request.sudo().finding_ids.filtered(lambda f: (f.res_model, f.res_id) == (record._name, record.id))

    # -- properties of leads ------------------------------------------------------------------------------

    def lead(self, **properties):
        if "crm.lead" not in self.env:
            self.skipTest("the app for crm.lead is not installed")
        team = self.env["crm.team"].create({"name": "Brushes", "lead_properties_definition": DEFINITION})
        return self.env["crm.lead"].create(
            {
                "name": "Brushes for the fair",
                "type": "opportunity",
                "team_id": team.id,
                "partner_id": self.bystander.id,
                "lead_properties": properties,
            }
        )

    def test_property_of_somebody_elses_record(self):
        lead = self.lead(
            adviser=self.person.id, guests=[self.person.id, self.bystander.id], colour="r", country=self.person.id
        )
        other = self.lead(country=self.person.id, colour="b")
        request = self.ask("access")
        self.find(request)
        finding = self.found(request, lead)
        self.assertEqual((finding.way, finding.is_other, finding.is_selected), ("many", True, False))
        self.assertFalse(self.found(request, other), "the country with the same number is no contact")
        finding.is_selected = True
        (told,) = request._export_data()["crm.lead"]["records"]
        self.assertEqual(told["lead_properties.adviser"], NAME)
        self.assertEqual(told["lead_properties.guests"], f"{NAME}, ***")
        self.assertEqual(told["lead_properties.colour"], "Red")
        self.assertIn("Recommended By", request._letter_html().decode())
        self.erase(self.ask())
        self.assertEqual(lead.partner_id, self.bystander)
        self.assertFalse(lead.lead_properties["adviser"])
        self.assertEqual(lead.lead_properties["guests"], self.bystander)
        self.assertEqual(lead.lead_properties["colour"], "Red")
        self.assertEqual(other.lead_properties["colour"], "Blue")

    def test_text_in_a_property(self):
        lead = self.lead(reach=f"mail {EMAIL.upper()} or {PHONE}", colour="b")
        request = self.ask()
        self.find(request)
        finding = self.found(request, lead)
        self.assertEqual((finding.way, finding.is_selected, finding.action), ("text", True, "redact"))
        self.assertIn(EMAIL.upper(), str(request._export_data()["crm.lead"]))
        request.action_erase()
        self.assertEqual(lead.lead_properties["reach"], "mail […] or […]")
        self.assertEqual(lead.lead_properties["colour"], "Blue")

    def test_properties_of_own_records_go(self):
        lead = self.lead(reach="Knock twice", adviser=self.bystander.id)
        lead.partner_id = self.person
        request = self.ask("access")
        self.find(request)
        self.assertIn("Knock twice", str(request._export_data()))
        self.assertNotIn(self.bystander.name, str(request._export_data()))
        self.erase(self.ask())
        self.assertFalse(self.rows_with("Knock twice"))

    # -- properties of contacts ---------------------------------------------------------------------------

    def test_property_of_another_contact(self):
        """It loses the link; nothing else of it is touched."""
        definition = (
            self.env["properties.base.definition"]
            .sudo()
            ._get_definition_for_property_field("res.partner", "properties")
        )
        definition.properties_definition = DEFINITION
        self.bystander.properties = {"adviser": self.person.id, "colour": "r"}
        name = self.bystander.name
        access = self.ask("access")
        self.find(access)
        self.assertFalse(self.found(access, self.bystander).is_selected, "others' contacts are nobody's business")
        self.erase(self.ask())
        self.assertFalse(self.bystander.properties["adviser"])
        self.assertEqual(self.bystander.properties["colour"], "Red")
        self.assertEqual((self.bystander.name, self.bystander.active), (name, True))

    # -- a value for each company -------------------------------------------------------------------------

    def test_link_by_company(self):
        field = self.env["ir.model.fields"].create(
            {
                "name": "x_adviser_id",
                "field_description": "Adviser",
                "model_id": self.env["ir.model"]._get_id("res.partner.category"),
                "ttype": "many2one",
                "relation": "res.partner",
                "company_dependent": True,
            }
        )
        self.env.registry.clear_all_caches()
        second = self.env["res.company"].create({"name": "Second"})
        tag = self.env["res.partner.category"].create({"name": "Brushes"})
        tag[field.name] = self.person
        tag.with_company(second)[field.name] = self.bystander
        request = self.ask()
        self.find(request)
        finding = self.found(request, tag)
        self.assertEqual((finding.way, finding.action, finding.is_selected), ("many", "detach", True))
        (told,) = request._export_data()["res.partner.category"]["records"]
        self.assertEqual(told[field.name], NAME)
        request.action_erase()
        self.assertFalse(tag[field.name])
        self.assertEqual(tag.with_company(second)[field.name], self.bystander)
        self.assertEqual(tag.name, "Brushes")
