from odoo.tests import tagged

from ..models.merging.merge_catalog import GUARDED, KEPT
from .common_merging import MergingCase


@tagged("-at_install", "post_install")
class TestRegistry(MergingCase):
    """Every column that points to contacts is classed, in whatever apps are installed."""

    def foreign(self):
        self.env.cr.execute(
            "SELECT c.conrelid::regclass::text, a.attname FROM pg_constraint c "
            "JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1] "
            "WHERE c.contype = 'f' AND c.confrelid = 'res_partner'::regclass ORDER BY 1, 2"
        )
        return [(table.strip('"'), column) for table, column in self.env.cr.fetchall()]

    def test_every_foreign_key_is_classed(self):
        foreign = self.foreign()
        self.assertGreater(len(foreign), 25)
        catalog = self.Merge._catalog("res.partner").pointers
        for table, column in foreign:
            with self.subTest(f"{table}.{column}"):
                self.assertIn(column, [pointer.column for pointer in catalog[table]])
                kind = self.Merge._pointer_class(table, column)
                self.assertIn(kind, ("moved", "kept", "refused"), "neither moved nor kept nor refused")
        classes = {self.Merge._pointer_class(*each) for each in foreign}
        self.assertEqual(classes, {"moved", "kept", "refused"})

    def test_what_is_classed_by_name_is_there(self):
        foreign = set(self.foreign())
        for each in [*KEPT, *GUARDED]:
            if each[0] != "account_move_line":  # of an app that need not be installed
                self.assertIn(each, foreign)

    def test_unknown_table(self):
        self.env.cr.execute(
            "CREATE TABLE merging_stranger (id serial PRIMARY KEY, who int REFERENCES res_partner, "
            "place int, UNIQUE (who, place))"
        )
        self.env.registry.clear_all_caches()
        self.addCleanup(self.env.registry.clear_all_caches)
        survivor, other = self.contact(), self.contact()
        self.assertEqual(self.Merge._pointer_class("merging_stranger", "who"), "unknown")
        rows = [(other.id, 1), (other.id, 2), (survivor.id, 2), (None, 2), (other.id, None)]
        for row in rows:
            self.env.cr.execute("INSERT INTO merging_stranger (who, place) VALUES (%s, %s)", row)

        def read():
            self.env.cr.execute("SELECT who, place FROM merging_stranger ORDER BY id")
            return self.env.cr.fetchall()

        merge = self.merge(survivor, other)
        self.assertEqual(read(), [(survivor.id, 1), (other.id, 2), (survivor.id, 2), (None, 2), (survivor.id, None)])
        self.assertEqual(len(merge.remarks), 1)
        self.assertIn("merging_stranger", merge.remarks[0])
        self.assertEqual(
            [(each["label"], each["count"], each["resolution"]) for each in merge.collisions],
            [("merging_stranger", 1, "stays")],
        )
        merge.action_undo()
        self.assertEqual(read(), rows)

    def collide(self, constraint, rows):
        """Merge contacts with rows of a table under a constraint; return what points to whom afterwards."""
        self.env.cr.execute(
            "CREATE TABLE merging_strict (id serial PRIMARY KEY, who int REFERENCES res_partner, what text); "
            + constraint
        )
        self.env.registry.clear_all_caches()
        self.addCleanup(self.env.registry.clear_all_caches)
        survivor, one, two = self.contact(), self.contact(), self.contact()
        partners = {"s": survivor, "1": one, "2": two}
        for row in rows:
            self.env.cr.execute(
                "INSERT INTO merging_strict (who, what) VALUES (%s, %s)", [partners[row[0]].id, row[1:]]
            )
        names = {partner.id: name for name, partner in partners.items()}

        def read():
            self.env.cr.execute("SELECT who, what FROM merging_strict ORDER BY id")
            return [names[who] + what for who, what in self.env.cr.fetchall()]

        merge = self.merge(survivor, one | two)
        after = read()
        merge.action_undo()
        self.assertEqual(read(), rows)
        return after

    def test_expression_index(self):
        self.assertEqual(
            self.collide("CREATE UNIQUE INDEX ON merging_strict (who, lower(what))", ["sA", "1a", "1b", "2B", "2c"]),
            ["sA", "1a", "sb", "2B", "sc"],
        )

    def test_partial_index(self):
        self.assertEqual(
            self.collide(
                "CREATE UNIQUE INDEX ON merging_strict (who) WHERE what LIKE '%x%'", ["sx", "1x", "1y", "2xx", "2y"]
            ),
            ["sx", "1x", "sy", "2xx", "sy"],
        )

    def test_index_on_an_expression_of_the_pointer(self):
        self.assertEqual(
            self.collide(
                "CREATE UNIQUE INDEX ON merging_strict ((COALESCE(who, 0) || what))", ["sa", "1a", "1b", "2b"]
            ),
            ["sa", "1a", "sb", "2b"],
        )

    def test_check_that_nobody_can_foresee(self):
        """A constraint of another kind: each row is tried by itself."""
        self.assertEqual(
            self.collide(
                "ALTER TABLE merging_strict ADD EXCLUDE USING btree (who WITH =) WHERE (what = 'one')",
                ["sone", "1one", "1free", "2free"],
            ),
            ["sone", "1one", "sfree", "sfree"],
        )
