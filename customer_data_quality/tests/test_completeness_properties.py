from odoo.exceptions import ValidationError
from odoo.tests import Form, tagged

from .common import QualityCase

DEFINITION = [
    {"name": "herd", "string": "Animals", "type": "integer"},
    {"name": "share", "string": "Share", "type": "float"},
    {"name": "trade", "string": "Trade <b>", "type": "char"},
    {"name": "note_html", "string": "Note", "type": "html"},
    {"name": "organic", "string": "Organic", "type": "boolean"},
    {"name": "since", "string": "Customer since", "type": "date"},
    {"name": "size", "string": "Size", "type": "selection", "selection": [["s", "Small"], ["l", "Large"]]},
    {"name": "crops", "string": "Crops", "type": "tags", "tags": [["a", "Apples", 1], ["b", "Barley", 2]]},
    {"name": "country", "string": "Country", "type": "many2one", "comodel": "res.country"},
    {"name": "markets", "string": "Markets", "type": "many2many", "comodel": "res.country"},
]
FILLED = {
    "herd": (12, -1),
    "share": (0.5,),
    "trade": ("Käserei", "0", "false"),
    "note_html": ("<p>Text</p>",),
    "organic": (True,),
    "since": ("2026-01-01",),
    "size": ("s",),
    "crops": (["a"], ["a", "b"]),
    "country": (1,),
    "markets": ([1, 2],),
}
EMPTY = {
    "herd": (0,),
    "share": (0.0,),
    "trade": ("",),
    "note_html": ("<p><br></p>", ""),
    "crops": ([],),
    "markets": ([],),
}


@tagged("-at_install", "post_install")
class TestProperties(QualityCase):
    """Rules on what a database has added to its contacts."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        definitions = cls.env["properties.base.definition"].sudo()
        cls.definition = definitions._get_definition_for_property_field("res.partner", "properties")
        cls.definition.properties_definition = DEFINITION

    def on_property(self, name, **values):
        return {"name": name, "kind": "filled", "field_name": "properties", "property_name": name, **values}

    def contact(self, **properties):
        return self.Partner.create({"name": "Contact", "properties": properties})

    def judged(self, partners):
        """Names of the gaps of each contact: live, and as SQL finds them; both are to agree."""
        live = [self.gap_names(partner) for partner in partners]
        shown = [{gap["rule"] for gap in partner.quality_gaps or ()} for partner in partners]
        self.env.cr.execute("UPDATE partner_quality SET gaps = '{}', version = 0 WHERE id = ANY(%s)", [partners.ids])
        self.env.invalidate_all()
        self.Quality._rescore()
        bulk = [
            set(self.Rule.browse(self.stored(partner.ids)[partner.id]["gaps"]).mapped("name")) for partner in partners
        ]
        self.assertEqual(live, bulk)
        self.assertEqual(live, shown)
        return live

    def test_every_type(self):
        self.make_profile(*(self.on_property(each["name"]) for each in DEFINITION))
        everything = {each["name"] for each in DEFINITION}
        for name in sorted(everything):
            with self.subTest(property=name):
                full = self.Partner.concat(*(self.contact(**{name: value}) for value in FILLED[name]))
                empty = self.Partner.concat(
                    self.Partner.create({"name": "No property at all"}),
                    *(self.contact(**{name: value}) for value in (False, *EMPTY.get(name, ()))),
                )
                self.assertEqual({frozenset(gaps) for gaps in self.judged(full)}, {frozenset(everything - {name})})
                self.assertEqual({frozenset(gaps) for gaps in self.judged(empty)}, {frozenset(everything)})

    def test_changes_are_followed(self):
        self.make_profile(self.on_property("trade"))
        partner = self.contact()
        self.assertEqual(self.gap_names(partner), {"trade"})
        partner.properties = {"trade": "Dairy"}
        self.assertEqual(self.gap_names(partner), set())
        self.assertFalse(partner.quality_gaps)

    def test_the_checklist_leads_to_the_properties(self):
        self.make_profile(self.on_property("trade", hint="Ask for it"))
        (gap,) = self.contact().quality_gaps
        self.assertEqual((gap["field"], gap["hint"]), ("properties", "Ask for it"))

    def test_unwanted(self):
        self.make_profile(self.on_property("trade", kind="unwanted"), self.filled("name"))
        self.assertEqual(self.judged(self.contact(trade="x") + self.contact()), [{"trade"}, set()])

    def test_a_property_has_to_be_chosen(self):
        with self.assertRaises(ValidationError):
            self.make_profile(self.filled("properties"))
        with self.assertRaises(ValidationError):
            self.make_profile(self.on_property("no such property"))

    def test_a_property_that_goes(self):
        profile = self.make_profile(self.on_property("trade"), self.filled("email"))
        partner = self.contact()
        self.assertEqual(self.gap_names(partner), {"trade", "email"})
        self.definition.properties_definition = DEFINITION[:2]
        rule = profile.rule_ids.filtered("property_name")
        self.env.invalidate_all()
        self.assertIn("property", rule.problem)
        partner._quality_rescore()
        self.assertEqual(self.judged(partner), [{"email"}])

    def test_in_the_form_of_a_rule(self):
        profile = self.make_profile()
        with Form(self.Rule) as form:
            form.profile_id = profile
            form.field_id = self.env["ir.model.fields"]._get("res.partner", "properties")
            form.property_name = "trade"
            self.assertEqual(form.name, "Trade <b>")
        self.assertFalse(form.record.problem)
