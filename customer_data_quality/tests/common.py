"""What tests share: rules and contacts made in the test, stored scores as they are, tours in the browser,
several transactions at once."""

import json

from odoo import SUPERUSER_ID, Command, api
from odoo.modules.registry import Registry
from odoo.tests import BaseCase, HttpCase, TransactionCase, get_db_name

DERIVED = (
    "profile_id",
    "score",
    "grade",
    "below_target",
    "completeness",
    "validity",
    "uniqueness",
    "consistency",
    "timeliness",
    "gaps",
    "failed_checks",
    "version",
)


class QualityCase(TransactionCase):
    """Tests with rules of their own. The shipped profiles are put aside, except where `shipped` is true."""

    shipped = False

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # Vat numbers and bank accounts are made up; apps that check them are not what is tested here.
        cls.env = cls.env(context={**cls.env.context, "no_vat_validation": True})
        cls.Partner = cls.env["res.partner"]
        cls.Profile = cls.env["partner.quality.profile"]
        cls.Rule = cls.env["partner.quality.rule"]
        cls.Quality = cls.env["partner.quality"]
        cls.germany = cls.env.ref("base.de")
        cls.austria = cls.env.ref("base.at")
        cls.switzerland = cls.env.ref("base.ch")
        if not cls.shipped:
            cls.Profile.search([]).active = False

    def setUp(self):
        super().setUp()
        # The rules of the test before were taken back with its data; what the ORM follows has to go back too.
        self.Profile._follow_dependencies()

    def make_profile(self, *rules, **values):
        """Make a profile for all contacts, with rules given as dicts."""
        return self.Profile.create(
            {
                "name": "Test profile",
                "rule_ids": [Command.create({"name": f"Rule {n}", **rule}) for n, rule in enumerate(rules)],
                **values,
            }
        )

    def filled(self, field_name, **values):
        return {"name": field_name, "kind": "filled", "field_name": field_name, **values}

    def row(self, partner):
        """The stored score of one contact, exactly as it stands in the table after everything was flushed."""
        return self.rows(partner)[partner.id]

    def rows(self, partners):
        self.env.flush_all()
        return self.stored(partners.ids)

    def stored(self, ids):
        """The stored scores of contacts without flushing anything."""
        self.env.cr.execute("SELECT * FROM partner_quality WHERE id = ANY(%s)", [list(ids)])
        return {row["id"]: {name: row[name] for name in DERIVED} for row in self.env.cr.dictfetchall()}

    def gap_names(self, partner):
        """The names of the stored gaps."""
        return set(self.Rule.browse(self.row(partner)["gaps"]).mapped("name"))

    def set_verified(self, partner, **days):
        """Note directly in the table when fields were verified last: {field: ISO date}."""
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE partner_quality SET verified = %s::jsonb WHERE id = %s",
            [json.dumps(days), partner.id],
        )

    def pending(self):
        """Ids of the contacts that wait for the background."""
        self.env.cr.execute("SELECT partner_id FROM partner_quality_pending")
        return {partner_id for (partner_id,) in self.env.cr.fetchall()}


class TourCase(HttpCase):
    """Tours in the browser. `prefix` comes before the names of the add-on's tours."""

    prefix = "customer_data_quality."

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # once for the class: what a single tour generates is taken back with its transaction
        assets = cls.env["ir.qweb"]
        for bundle in ("web.assets_web", "web.assets_tests"):
            assets._get_asset_bundle(bundle, css=False, js=True).js()
            assets._get_asset_bundle(bundle, css=True, js=False).css()


class ConcurrencyCase(BaseCase):
    """Several transactions at once, each with a connection of its own, for real; `clean` removes what they commit."""

    def setUp(self):
        super().setUp()
        self.registry = Registry(get_db_name())
        self.addCleanup(self.clean)

    def clean(self):
        raise NotImplementedError

    def cursor(self):
        """A connection whose transactions wait for nobody for long."""
        cr = self.registry.cursor()
        cr.execute("SET lock_timeout = '20s'; SET statement_timeout = '30s'")
        cr.commit()  # pylint: disable=invalid-commit
        return cr

    def environment(self, cr):
        return api.Environment(cr, SUPERUSER_ID, {"tracking_disable": True})
