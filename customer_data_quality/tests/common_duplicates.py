"""What the tests of duplicates share: contacts made in the test, simple weights, and the tables as they are."""

from unittest.mock import patch

from odoo.tests import TransactionCase
from odoo.tools import SQL

from ..engine.linkage import CELLS, GROUPS
from ..models.duplicates import match_model, match_model_learn

AGREEMENT = {
    "email": {"same": 6, "same_shared": 2, "other_personal": -2, "other": -1},
    "phone": {"same": 5, "same_shared": 1, "same_crowd": 0, "other": -1},
    "vat": {"same": 6, "other": -6},
    "street": {"same": 3, "same_shared": 3, "same_crowd": 3, "same_street": -1, "other": -2},
    "zip": {"same": 1, "other": -1},
    "city": {"same": 1, "other": -1},
    "parent": {"parent_and_child": -20},
}
BASE = {
    "same_person": 0,
    "similar_person": -1,
    "given_missing": -5,
    "relatives": -12,
    "same_company": 0,
    "similar_company": -1,
    "contained_company": -3,
    "one_word_company": -8,
}
# every comparison has a level of "unit", so it carries what the relation of the names is worth
WEIGHTS = {
    "groups": {
        group: {**AGREEMENT, "unit": dict.fromkeys(("missing", "same", "other"), BASE.get(group, -12))}
        for group in GROUPS
    },
    "context": {"expected": [1.0] * CELLS, "slopes": [[0.0, 0.0, 0.0]] * CELLS},
}


class DuplicatesCase(TransactionCase):
    """Tests with weights of their own, so that a new training doesn't change what they are about."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env = cls.env(context={**cls.env.context, "no_vat_validation": True, "tracking_disable": True})
        if not getattr(cls, "shipped", False):
            for module in (match_model, match_model_learn):
                weights = patch.object(module, "_shipped_weights", lambda: WEIGHTS)
                weights.start()
                cls.addClassCleanup(weights.stop)
            cls.env.registry.clear_cache()
            cls.addClassCleanup(cls.env.registry.clear_cache)
        cls.Partner = cls.env["res.partner"]
        cls.Group = cls.env["partner.duplicate.group"]
        cls.Verdict = cls.env["partner.duplicate.verdict"]
        cls.Key = cls.env["partner.match.key"]
        cls.germany = cls.env.ref("base.de")
        cls.austria = cls.env.ref("base.at")
        # so that the tests' own contacts are all that waits
        cls.env.flush_all()
        cls.Key._refresh()

    def person(self, name="Klara Wiesenthaler", **values):
        """Make a person at an address in Germany; values of a second one with the same ones are a duplicate."""
        address = {"street": "Ahornweg 7", "zip": "99987", "city": "Neustett", "country_id": self.germany.id}
        return self.Partner.create({"name": name, **address, **values})

    def found(self, partner, **options):
        """Ids of the contacts that are found for one."""
        return [match["partner_id"] for match in partner._find_duplicates(**options)]

    def groups_of(self, partners):
        """The sets of ids of the groups that contacts are in."""
        members = self.env["partner.duplicate.member"].search([("partner_id", "in", partners.ids)])
        return [set(group.member_ids.partner_id.ids) for group in members.group_id if group.state == "open"]

    def waiting(self, table="partner_match_pending"):
        """Ids of the contacts in a queue."""
        self.env.flush_all()
        self.env.cr.execute(SQL("SELECT partner_id FROM %s", SQL.identifier(table)))
        return {id_ for (id_,) in self.env.cr.fetchall()}

    def keys(self, partners):
        """The stored keys of contacts, by id, after everything that waits was read."""
        self.env.flush_all()
        self.Key._refresh()
        self.env.cr.execute("SELECT id, keys FROM partner_match_key WHERE id = ANY(%s)", [partners.ids])
        return dict(self.env.cr.fetchall())

    def run_cron(self, name):
        """Run a scheduled action on this test's data, with its commits made harmless."""
        self.env.flush_all()
        with self.enter_registry_test_mode(), self.registry.cursor() as cr:
            self.env(cr=cr).ref(f"customer_data_quality.{name}").method_direct_trigger()
        self.env.invalidate_all()
