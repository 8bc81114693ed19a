import random

from freezegun import freeze_time

from odoo.tests import tagged

from .common import DERIVED, QualityCase
from .random_world import CONDITIONS, FIELDS, World

VERIFIED = ("2026-11-22", "2026-11-01", "2026-06-01", "2026-01-15", "2020-02-29")
SEEDS = range(6)


@tagged("-at_install", "post_install")
class TestLiveIsBulk(QualityCase):
    """What is judged in memory and what is judged in SQL must be one and the same, rule by rule."""

    freeze_time = freeze_time("2026-11-22 10:00:00", tick=True)

    def assert_same(self, partners):
        """Scores written live equal those that SQL writes from nothing, and those shown on the form."""
        live = self.rows(partners)
        self.assertEqual(set(live), set(partners.ids))
        shown = {partner.id: partner.quality_live for partner in partners}
        self.env.invalidate_all()  # what an earlier unsaved form of the contact held
        unsaved = {partner.id: self.Partner.new(origin=partner).quality_live for partner in partners}
        self.wipe(partners)
        self.Quality._rescore()
        bulk = self.stored(partners.ids)
        for partner in partners:
            stored = bulk[partner.id]
            if live[partner.id] != stored:
                self.fail(self.difference(partner, live[partner.id], stored))
            for name, forms in (("saved", shown), ("unsaved", unsaved)):
                form = forms[partner.id]
                gaps = sorted(gap["rule_id"] for gap in form["gaps"])
                if (form["score"], form["grade"], gaps) != (stored["score"], stored["grade"], stored["gaps"]):
                    form = {**stored, "score": form["score"], "grade": form["grade"], "gaps": gaps}
                    self.fail(f"form of the {name} contact: {self.difference(partner, form, stored)}")

    def wipe(self, partners):
        """Leave nothing in the table that the next scoring could take over by mistake."""
        self.env.cr.execute(
            "UPDATE partner_quality SET profile_id = NULL, score = -1, grade = NULL, gaps = '{}', version = 0, "
            "failed_checks = '{}', checked = NULL, below_target = NULL WHERE id = ANY(%s)",
            [partners.ids],
        )
        self.Quality.invalidate_model(flush=False)

    def difference(self, partner, live, bulk):
        """Which values differ, and about which rules the two disagree."""
        values = {name: (live[name], bulk[name]) for name in DERIVED if live[name] != bulk[name]}
        rules = self.Rule.browse(set(live["gaps"]) ^ set(bulk["gaps"]))
        told = [(rule.kind, rule.field_name, rule.applies, rule.check_domain) for rule in rules]
        return f"(live, bulk) differ: {values}\nin the rules {told}\nof the contact {partner.read(FIELDS)}"

    def every_rule(self, world):
        """One rule for each condition, and for each kind with each field that it may be about."""
        rules = [{"kind": "domain", "check_domain": condition, "weight": n} for n, condition in enumerate(CONDITIONS)]
        rules += [{"kind": "contact_person", "applies": condition} for condition in CONDITIONS]
        for code, kind in self.Rule._kinds().items():
            if kind.field_types:
                verify = {"verify_after": 180} if kind.verify else {}
                rules += [{"kind": code, "field_name": name, **verify} for name in world.fields_for(kind)]
        return rules

    def test_every_condition_kind_and_field(self):
        world = World(self.env, random.Random(0))
        self.make_profile(*self.every_rule(world))
        partners = world.contacts(60)
        self.assert_same(partners)
        # as many verdicts as rules: gaps of each rule are met at least once, or the contacts are too tame
        failed = {rule_id for row in self.rows(partners).values() for rule_id in row["gaps"]}
        never = self.Rule.search([("id", "not in", list(failed))])
        always_fulfilled = {"[]", "[('active', 'in', [True, False])]", "[('vat', 'not in', [])]", "[(1, '=', 1)]"}
        tame = never.filtered(lambda rule: rule.kind == "domain" and rule.check_domain not in always_fulfilled)
        self.assertLess(len(tame), 8, tame.mapped("check_domain"))
        world.change(partners)
        world.verify(partners, VERIFIED)
        partners._quality_rescore()
        self.assert_same(partners)

    def test_random_profiles_and_weights(self):
        for seed in SEEDS:
            with self.subTest(seed=seed):
                chance = random.Random(seed)
                world = World(self.env, chance)
                self.Profile.search([]).active = False
                for _each in range(3):
                    self.make_profile(
                        *world.rules(chance.randrange(0, 12)),
                        domain=chance.choice(CONDITIONS),
                        target=chance.choice((0, 50, 80, 100)),
                        sequence=chance.randrange(5),
                    )
                partners = world.contacts(30)
                self.assert_same(partners)
                world.change(partners)
                self.assert_same(partners)
                world.verify(partners, VERIFIED)
                partners._quality_rescore()
                self.assert_same(partners)

    def test_shipped_rules(self):
        self.Profile.with_context(active_test=False).search([]).active = True
        world = World(self.env, random.Random(99))
        partners = world.contacts(60)
        self.assert_same(partners)
        world.change(partners)
        self.assert_same(partners)
