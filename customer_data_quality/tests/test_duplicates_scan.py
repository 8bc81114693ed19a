from unittest.mock import patch

from odoo.tests import tagged

from ..models.duplicates import group_forming, grouping, scan_run, scan_steps
from .common_duplicates import DuplicatesCase
from .common_planner import without_hashing


@tagged("-at_install", "post_install")
class TestScan(DuplicatesCase):
    """Searching all contacts, and what has changed."""

    def setUp(self):
        super().setUp()
        self.Partner.search([]).flush_recordset()
        self.one, self.other = self.person(), self.person()
        self.alone = self.person(name="Bruno Haslacher", street="Birkenallee 1")

    def scan(self, **options):
        self.env.flush_all()
        return self.Group._scan(**options)

    def pairs(self):
        self.env.cr.execute("SELECT partner_a, partner_b, round(score::numeric, 3) FROM partner_duplicate_pair")
        return set(self.env.cr.fetchall())

    def test_full(self):
        counts = self.scan(full=True)
        self.assertEqual(self.groups_of(self.one | self.alone), [{self.one.id, self.other.id}])
        self.assertEqual(counts["contacts"], self.Partner.search_count([]))
        self.assertGreaterEqual(counts["candidates"], 1)
        self.assertGreaterEqual(counts["pairs"], 1)
        self.assertEqual(counts["groups"], self.Group.search_count([("state", "=", "open")]))
        self.assertEqual(set(counts["seconds"]), {"keys", "candidates", "index", "scores", "groups"})
        group = self.one.duplicate_group_id
        self.assertEqual(group.certainty, "certain")
        self.assertEqual(group.size, 2)
        self.assertEqual(group.country_id, self.germany)
        self.assertEqual(group.reasons, "address name")
        self.assertEqual(group.reasons_text, "Address, Name")
        self.assertGreater(group.probability, 0.9)
        self.assertEqual(group.name, "Klara Wiesenthaler")

    def test_pairs(self):
        self.scan(full=True)
        (pair,) = [pair for pair in self.Group._pairs() if pair[0] == self.one.id]
        self.assertEqual(pair[1], self.other.id)
        self.assertGreater(pair[2], 0.9)
        self.assertIn(pair[:2], [each[:2] for each in self.Group._pairs(0)])
        self.assertEqual(self.Group._pairs(1), [])
        self.one.duplicates_mark_different([self.other.id])
        self.assertNotIn(self.one.id, [each[0] for each in self.Group._pairs(0)])

    def test_candidate_pairs(self):
        candidates = [pair for batch in self.Group._candidate_pairs() for pair in batch]
        self.assertIn((self.one.id, self.other.id), candidates)
        self.assertEqual(len(candidates), len(set(candidates)))
        self.assertTrue(all(a < b for a, b in candidates))

    def test_only_what_has_changed(self):
        self.scan(full=True)
        before = self.pairs()
        self.assertEqual(self.scan()["contacts"], 0)
        third = self.person(phone="+49 30 23125 127")
        counts = self.scan()
        self.assertEqual(counts["contacts"], 1)
        self.assertEqual(counts["candidates"], 2)
        self.assertEqual(self.groups_of(third), [{self.one.id, self.other.id, third.id}])
        self.assertLess(before, self.pairs())

    def test_changed_equals_full(self):
        """However the contacts came to be as they are, the same pairs and groups result.

        No value is shared by three or more, because how common values are is counted by a full search only.
        """
        self.scan(full=True)
        names = ["Klara Wiesenthaler", "Clara Wiesentaler", "Bruno Haslacher", "Brunno Haslacher", "Emil Steiner"]
        partners = self.Partner.create(
            [
                {
                    "name": name,
                    "street": f"Ahornweg {place}{number}",
                    "zip": "99987",
                    "city": "Neustett",
                    "email": f"{name.split()[1].lower()}{place}{number}@example.com",
                    "phone": f"+49 30 23125 {place}{number}",
                }
                for place, name in enumerate(names)
                for number in (1, 2, 1, 3)
            ]
        )
        self.scan()
        partners[::3].write({"city": "Altstett", "zip": "99986"})
        partners[1:3].write({"phone": "+49 30 23125 9"})
        partners[5].active = False
        partners[7].unlink()
        self.scan()
        pairs, groups = self.pairs(), sorted(map(sorted, self.groups_of(partners.exists())))
        self.assertGreater(len(pairs), 10)
        self.scan(full=True)
        self.assertEqual(self.pairs(), pairs)
        self.assertEqual(sorted(map(sorted, self.groups_of(partners.exists()))), groups)

    def test_a_domain_is_compared_anew(self):
        self.scan(full=True)
        self.env.cr.execute("DELETE FROM partner_duplicate_pair")
        self.assertEqual(self.scan(domain=[("id", "=", self.one.id)])["contacts"], 1)
        self.assertEqual({pair[:2] for pair in self.pairs()}, {(self.one.id, self.other.id)})

    def test_many_batches(self):
        self.person(name="Bruno Haslacher", street="Birkenallee 1")
        with patch.object(scan_steps, "PAIRS", 1), patch.object(scan_steps, "CHANGED", 1):
            self.scan(full=True)
            self.assertEqual(len(self.groups_of(self.one | self.alone)), 2)
            self.person()
            self.person(name="Bruno Haslacher", street="Birkenallee 1")
            self.scan()
        self.assertEqual([len(group) for group in self.groups_of(self.one | self.alone)], [3, 3])

    def test_batches_keep_their_size_whatever_the_plan(self):
        self.scan(full=True)
        self.env["partner.duplicate.todo"]._add([("id", "in", (self.one | self.other | self.alone).ids)])
        without_hashing(self.env.cr)
        scan = self.env["partner.duplicate.scan"]._start(full=False)
        with patch.object(scan_steps, "CHANGED", 1):
            self.assertTrue(scan._compare_changed({}, None))
        self.assertEqual(self.env["partner.duplicate.todo"].search_count([]), 2)

    def test_groups_keep_their_id(self):
        user = self.env.ref("base.user_admin")
        self.scan(full=True)
        group = self.one.duplicate_group_id
        group.user_id = user
        activity = group.activity_schedule("mail.mail_activity_data_todo", user_id=user.id)
        third = self.person()
        self.scan()
        self.assertEqual(third.duplicate_group_id, group)
        self.assertEqual(group.size, 3)
        self.scan(full=True)
        self.assertEqual(third.duplicate_group_id, group)
        self.assertEqual(group.user_id, user)
        self.assertTrue(activity.exists())
        self.assertEqual(group.activity_ids, activity)

    def test_groups_vanish(self):
        self.scan(full=True)
        group = self.one.duplicate_group_id
        activity = group.activity_schedule("mail.mail_activity_data_todo", user_id=self.env.uid)
        self.other.write({"name": "Emil Steiner", "street": "Eschenring 3", "zip": "99900", "city": "Hochstett"})
        self.scan()
        self.assertFalse(group.exists())
        self.assertFalse(activity.exists())
        self.assertFalse(self.one.duplicate_group_id)

    def test_the_salesperson_is_responsible(self):
        user = self.env.ref("base.user_admin")
        (self.one | self.other).user_id = user
        self.scan(full=True)
        self.assertEqual(self.one.duplicate_group_id.user_id, user)

    def test_archived(self):
        self.scan(full=True)
        self.other.active = False
        self.scan()
        self.assertEqual(self.groups_of(self.one), [])
        self.assertEqual(self.pairs() & {(self.one.id, self.other.id)}, set())
        self.other.active = True
        self.scan()
        self.assertEqual(len(self.groups_of(self.one)), 1)

    def test_companies_are_kept_apart(self):
        mine, yours = self.env["res.company"].create([{"name": "Mine"}, {"name": "Yours"}])
        self.one.company_id, self.other.company_id = mine, yours
        shared = self.person()
        self.scan(full=True)
        pairs = {pair[:2] for pair in self.pairs()}
        self.assertNotIn((self.one.id, self.other.id), pairs)
        self.assertIn((self.one.id, shared.id), pairs)
        (group,) = self.groups_of(shared)
        self.assertNotEqual(group & {self.one.id, self.other.id}, {self.one.id, self.other.id})
        self.one.company_id = yours
        self.scan()
        self.assertEqual(self.groups_of(shared), [{self.one.id, self.other.id, shared.id}])
        self.assertEqual(shared.duplicate_group_id.company_id, yours)

    def test_a_group_moves_with_its_contacts(self):
        company = self.env["res.company"].create({"name": "Mine"})
        self.scan(full=True)
        group = self.one.duplicate_group_id
        self.assertFalse(group.company_id)
        (self.one | self.other).company_id = company
        self.scan()
        self.assertEqual(self.one.duplicate_group_id, group)
        self.assertEqual(group.company_id, company)

    def test_a_crowd_at_one_phone(self):
        """A value that many share makes no pairs, and is not even looked up."""
        self.Partner.create([{"name": f"Contact{n} Number{n}", "phone": "+49 30 23125 128"} for n in range(500)])
        counts = self.scan(full=True)
        self.assertLess(counts["candidates"], 1000)
        (self.one | self.other).phone = "+49 30 23125 128"
        counts = self.scan()
        self.assertEqual((counts["contacts"], counts["candidates"]), (2, 1))

    def test_a_crowd_since_the_last_count(self):
        self.scan(full=True)
        self.Partner.create([{"name": f"Contact{n} Number{n}", "phone": "+49 30 23125 128"} for n in range(500)])
        counts = self.scan()
        self.assertEqual(counts["contacts"], 500)
        self.assertLess(counts["candidates"], 1000)

    def test_many_alike(self):
        """A group that is too large is split, and says so."""
        with patch.object(group_forming, "MAX_SIZE", 4):
            partners = self.one | self.other | self.person() | self.person() | self.person() | self.person()
            self.scan(full=True)
        groups = self.env["partner.duplicate.member"].search([("partner_id", "in", partners.ids)]).group_id
        self.assertEqual(sorted(groups.mapped("size")), [2, 4])
        self.assertTrue(all(groups.mapped("size_limited")))

    def test_empty_database(self):
        self.env.cr.execute("UPDATE res_partner SET active = FALSE")
        self.env.invalidate_all()
        counts = self.scan(full=True)
        self.assertEqual([counts[name] for name in ("contacts", "candidates", "pairs", "groups")], [0, 0, 0, 0])
        self.assertEqual(self.scan()["contacts"], 0)
        self.assertEqual(self.Group._pairs(), [])
        self.assertEqual(list(self.Group._candidate_pairs()), [])

    def test_the_first_one_is_full(self):
        self.env.cr.execute("DELETE FROM partner_match_frequency")
        self.scan()
        self.assertTrue(self.env["partner.duplicate.scan"].search([], limit=1).is_full)
        self.assertEqual(len(self.groups_of(self.one)), 1)
        self.scan()
        self.assertFalse(self.env["partner.duplicate.scan"].search([], limit=1).is_full)

    def test_another_model_compares_all(self):
        self.scan(full=True)
        model = self.env["partner.match.model"]._current().copy({"name": "Other"})
        model.action_use()
        self.scan()
        self.assertTrue(self.env["partner.duplicate.scan"].search([], limit=1).is_full)
        self.scan()
        self.assertFalse(self.env["partner.duplicate.scan"].search([], limit=1).is_full)

    def test_another_precision_forms_groups_anew(self):
        weak = self.person(name="Bruno Haslacher", street="Birkenallee 1", email="bruno@example.com")
        self.alone.email = "haslacher@example.org"
        self.scan(full=True)
        self.assertEqual(len(self.groups_of(weak)), 1)
        model = self.env["partner.match.model"]._current()
        self.env.cr.execute("UPDATE partner_duplicate_pair SET score = 3 WHERE partner_b = %s", [weak.id])
        model.precision_possible = 0.98
        self.assertEqual(self.groups_of(weak), [])
        with patch.object(grouping, "MANY", 1):
            model.precision_possible = 0.9
        self.assertEqual(self.groups_of(weak), [], "too many to wait for")
        self.run_cron("cron_duplicate_scan")
        self.assertEqual(len(self.groups_of(weak)), 1)

    def test_nothing_is_left_behind(self):
        self.scan(full=True)
        self.person()
        self.scan()
        self.env.cr.execute(
            "SELECT (SELECT count(*) FROM partner_duplicate_batch), (SELECT count(*) FROM partner_duplicate_todo), "
            "(SELECT count(*) FROM partner_duplicate_touched), (SELECT count(*) FROM partner_match_pending), "
            "(SELECT count(*) FROM partner_duplicate_scan WHERE state = 'running')"
        )
        self.assertEqual(self.env.cr.fetchone(), (0, 0, 0, 0, 0))

    def test_cron(self):
        self.scan(full=True)
        third = self.person()
        self.env.flush_all()
        self.run_cron("cron_duplicate_scan")
        self.assertEqual(third.duplicate_group_id, self.one.duplicate_group_id)
        scans = self.env["partner.duplicate.scan"].search_count([])
        self.run_cron("cron_duplicate_scan")
        self.assertEqual(self.env["partner.duplicate.scan"].search_count([]), scans, "nothing to do, nothing noted")

    def test_a_second_job_helps_where_there_is_much_to_do(self):
        self.scan(full=True)
        scans = self.env["partner.duplicate.scan"]
        number = scans.search_count([])
        scans._cron_scan(is_helper=True)
        self.assertEqual(scans.search_count([]), number, "nobody to help")
        for most, helpers in ((10, []), (1, ["customer_data_quality.cron_duplicate_scan_second"])):
            third, fourth = self.person(), self.person()
            self.env.flush_all()
            with patch.object(scan_run, "CHANGED", most), patch.object(scan_run, "wake") as wake:
                self.run_cron("cron_duplicate_scan")
            self.assertEqual([call.args[1] for call in wake.call_args_list], helpers)
            self.assertEqual((third | fourth).duplicate_group_id, self.one.duplicate_group_id)

    def test_a_second_job_takes_part_in_the_search_that_runs(self):
        self.scan(full=True)
        third = self.person()
        running = self.env["partner.duplicate.scan"].create({"user_id": self.env.uid})
        self.env.flush_all()
        self.run_cron("cron_duplicate_scan_second")
        self.assertEqual((running.state, running.contacts), ("done", 1))
        self.assertEqual(third.duplicate_group_id, self.one.duplicate_group_id)

    def test_the_planner_knows_the_groups_at_once(self):
        self.scan(full=True)
        self.env.cr.execute(
            "SELECT relname, reltuples FROM pg_class WHERE relname IN "
            "('partner_duplicate_pair', 'partner_duplicate_group', 'partner_duplicate_member') ORDER BY relname"
        )
        self.assertEqual([rows > 0 for _table, rows in self.env.cr.fetchall()], [True] * 3)

    def test_action_and_progress(self):
        self.env["partner.duplicate.scan"].search([]).unlink()
        self.assertFalse(self.Group.scan_progress())
        self.Group.action_scan()
        progress = self.Group.scan_progress()
        self.assertEqual(progress["state"], "running")
        self.assertEqual(progress["phase"], "keys")
        self.assertEqual(progress["phase_label"], "Reading contacts")
        scan = self.Group.action_scan()
        self.assertEqual(self.env["partner.duplicate.scan"].search_count([]), 1, "one at a time")
        self.run_cron("cron_duplicate_scan")
        progress = self.Group.scan_progress()
        self.assertEqual(progress["state"], "done")
        self.assertEqual(progress["contacts"], self.Partner.search_count([]))
        self.assertEqual(progress["groups"], self.Group.search_count([]))
        self.assertTrue(progress["date_end"])
        self.assertEqual(self.env["partner.duplicate.scan"].browse(scan).phase, "done")

    def test_old_searches_are_forgotten(self):
        self.scan(full=True)
        scan = self.env["partner.duplicate.scan"].search([], limit=1)
        self.env["partner.duplicate.scan"]._gc_scans()
        self.assertTrue(scan.exists())
        scan.date_start = "2020-01-01"
        self.env.flush_all()
        self.env["partner.duplicate.scan"]._gc_scans()
        self.assertFalse(scan.exists())
