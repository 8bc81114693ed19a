from odoo.tests import new_test_user, tagged

from .common import QualityCase


@tagged("-at_install", "post_install")
class TestQueries(QualityCase):
    """The number of queries does not grow with the number of contacts."""

    shipped = True

    def setUp(self):
        super().setUp()
        self.quiet = self.Partner.with_context(tracking_disable=True)
        self.few, self.many = (
            self.quiet.create([{"name": f"Contact {n} of {size}", "is_company": n % 2} for n in range(size)])
            for size in (10, 100)
        )
        for _warm in range(2):
            self.measure(lambda: self.few.write({"email": "warm@example.com"}))

    def measure(self, action):
        self.env.flush_all()
        self.env.cr.flush()
        before = self.env.cr.sql_log_count
        action()
        self.env.flush_all()
        self.env.cr.flush()
        return self.env.cr.sql_log_count - before

    def assert_constant(self, action, prepare=lambda partners: None):
        for partners in (self.many, self.few):  # the first time fills what all share, and changes the scores
            prepare(partners)
            action(partners)
        prepare(self.few)
        few = self.measure(lambda: action(self.few))
        prepare(self.many)
        many = self.measure(lambda: action(self.many))
        self.assertLessEqual(many, few)

    def forget(self, _partners):
        self.env.flush_all()
        self.env.invalidate_all()

    def test_create(self):
        def create(partners):
            self.quiet.create([{"name": f"New {n}", "country_id": self.austria.id} for n in range(len(partners))])

        create(self.few)
        few = self.count_own(lambda: create(self.few))
        many = self.count_own(lambda: create(self.many))
        self.assertEqual(few, many)

    def count_own(self, action):
        """Queries on the add-on's own tables: core's create has some per contact."""
        own = []
        original = type(self.env.cr).execute

        def counted(cursor, query, *arguments, **options):
            text = str(getattr(query, "code", query))
            if "partner_quality" in text:
                own.append(text)
            return original(cursor, query, *arguments, **options)

        self.env.flush_all()
        self.patch(type(self.env.cr), "execute", counted)
        action()
        self.env.flush_all()
        self.patch(type(self.env.cr), "execute", original)
        self.assertTrue(own)
        return len(own)

    def test_write(self):
        number = iter(range(99))
        self.assert_constant(lambda partners: partners.write({"email": f"m{next(number)}@example.com"}), self.forget)

    def test_write_of_a_parent_rescores_children(self):
        self.few[1:].parent_id = self.few[0]
        self.many[1:].parent_id = self.many[0]

        def own_queries(parent, city):
            self.forget(parent)
            return self.count_own(lambda: parent.write({"city": city}))

        own_queries(self.few[0], "Linz")
        own_queries(self.many[0], "Linz")
        self.assertEqual(own_queries(self.few[0], "Wien"), own_queries(self.many[0], "Wien"))

    def test_read_live(self):
        self.assert_constant(lambda partners: partners.mapped("quality_live"), self.forget)

    def test_read_gaps_of_a_list(self):
        self.assert_constant(lambda partners: partners.mapped("quality_gap_ids.name"), self.forget)

    def test_list_of_the_web_client(self):
        user = new_test_user(self.env, "lists", groups="customer_data_quality.group_user")
        specification = {"quality_score": {}, "quality_grade": {}, "quality_gap_ids": {"fields": {"display_name": {}}}}

        def read(partners):
            partners = partners.with_user(user)
            partners.web_search_read([("id", "in", partners.ids)], specification, order="quality_score", limit=200)

        self.assert_constant(read, self.forget)

    def test_scores_of_a_list(self):
        """One statement, and the same as Odoo's own way with related fields gives."""
        many = self.many.sudo()
        self.assertEqual(many.mapped("name")[:1], ["Contact 0 of 100"])
        with self.assertQueryCount(1):
            scores = many.mapped("quality_score")
        self.assertEqual(scores, many.quality_id.mapped("score"))
        self.assertTrue(any(scores))
        unsaved = self.Partner.new({"name": "?"}, origin=self.many[0])
        self.assertEqual(unsaved.quality_score, scores[0])
        self.assertEqual(self.Partner.new({"name": "?"}).quality_score, 0)

    def test_failing_counts_of_all_rules(self):
        rules = self.Rule.search([])
        self.assertGreater(len(rules), 50)
        self.forget(rules)
        rules[:2].mapped("failing_count")
        self.forget(rules)
        two = self.measure(lambda: rules[:2].mapped("failing_count"))
        self.forget(rules)
        self.assertLessEqual(self.measure(lambda: rules.mapped("failing_count")), two)

    def test_rescoring_all(self):
        few = self.measure(lambda: self.Quality._rescore([("id", "in", self.few.ids)]))
        many = self.measure(lambda: self.Quality._rescore([("id", "in", self.many.ids)]))
        self.assertLessEqual(many, few)
