"""What the tests of connections share: a client's own model, made at run time, whose records hold people."""

from odoo import Command
from odoo.tools import SQL

from .common_duplicates import DuplicatesCase

MODEL = "x_silo_visit"


class SilosCase(DuplicatesCase):
    """A place of its own with all fields; the others are switched off."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.Source = cls.env["partner.silo.source"]
        cls.Record = cls.env["partner.silo.record"]
        cls.Change = cls.env["partner.silo.change"]
        cls.env.company.country_id = cls.germany
        cls.make_model(MODEL, "x_partner_id", "x_company_id", "x_user_id")
        cls.Source.search([]).active = False
        cls.source = cls.Source._propose().filtered(lambda source: source.model == MODEL)

    @classmethod
    def make_model(cls, name, *links):
        """Make a model with a name, an e-mail, a phone and links, as somebody without programming does."""
        relations = {
            "x_partner_id": "res.partner",
            "x_company_id": "res.company",
            "x_user_id": "res.users",
            "x_country_id": "res.country",
        }
        texts = ("x_name", "x_email", "x_phone", "x_company_name")
        fields = [{"name": text, "field_description": text, "ttype": "char", "state": "manual"} for text in texts]
        fields += [
            {
                "name": link,
                "field_description": link,
                "ttype": "many2one",
                "relation": relations[link],
                "state": "manual",
            }
            for link in links
        ]
        cls.addClassCleanup(cls.registry._setup_models__, cls.env.cr, [])
        model = cls.env["ir.model"].create(
            {"name": "Test Visits", "model": name, "field_id": [Command.create(values) for values in fields]}
        )
        cls.env["ir.model.access"].create(
            {
                "name": name,
                "model_id": model.id,
                "group_id": cls.env.ref("base.group_user").id,
                **dict.fromkeys(("perm_read", "perm_write", "perm_create", "perm_unlink"), True),
            }
        )
        cls.env.registry.clear_all_caches()
        cls.addClassCleanup(cls.env.registry.clear_all_caches)
        return model

    def visit(self, name="Klara Wiesenthaler", **values):
        return self.env[MODEL].create({"x_name": name, **{f"x_{key}": value for key, value in values.items()}})

    def scan(self, full=False):
        self.env.flush_all()
        return self.Source._scan(full=full)

    def found(self, record, slot="link"):
        """What was found of a record."""
        return self.Record.search([("res_model", "=", record._name), ("res_id", "=", record.id), ("slot", "=", slot)])

    def later(self):
        """Let all that was looked at be long ago, so that only what comes now counts as changed."""
        self.env.flush_all()
        for table in ("res_partner", MODEL):
            self.env.cr.execute(SQL("UPDATE %s SET write_date = now() - interval '2 days'", SQL.identifier(table)))
        self.env.cr.execute("UPDATE partner_silo_source SET scanned_until = now() - interval '1 day'")
        self.env.invalidate_all()
