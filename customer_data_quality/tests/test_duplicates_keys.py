from unittest.mock import patch

from odoo.exceptions import ValidationError
from odoo.tests import tagged

from ..models.duplicates import refresh
from .common_duplicates import DuplicatesCase


@tagged("-at_install", "post_install")
class TestKeys(DuplicatesCase):
    """Match keys follow their contact, whoever writes it."""

    def setUp(self):
        super().setUp()
        self.one = self.person(email="klara@example.com")
        self.env.flush_all()
        self.Key._refresh()
        self.env.cr.execute("DELETE FROM partner_duplicate_todo")
        self.before = self.keys(self.one)[self.one.id]

    def stored(self, partner):
        self.env.cr.execute(
            "SELECT company_id, active, signature, fingerprint FROM partner_match_key WHERE id = %s", [partner.id]
        )
        return self.env.cr.fetchone()

    def test_created(self):
        self.assertGreater(len(self.before), 10)
        company_id, active, signature, fingerprint = self.stored(self.one)
        self.assertFalse(company_id)
        self.assertTrue(active)
        self.assertIn("wiesenthaler", signature)
        self.assertTrue(fingerprint)

    def test_country_of_the_company(self):
        """By it the numbers of contacts without a country are read, so these wait when it changes, and no others."""
        home = self.env["res.company"].search([], limit=1, order="id")
        home.country_id = self.germany
        bare = {"street": False, "zip": False, "city": False, "country_id": False}
        typed = self.person(name="Jörg Müllenbröck", **bare)
        # as programs write it; the ORM would have spelt it out
        self.env.cr.execute("UPDATE res_partner SET phone = '0664/5885812' WHERE id = %s", [typed.id])
        spelt_out = self.person(name="Jörg Müllenbröck", phone="+43 664 5885812", **bare)
        before = self.keys(typed)
        home.partner_id.phone = "+43 1 5885812"
        self.assertNotIn(typed.id, self.waiting())
        home.country_id = self.austria
        waiting = self.waiting()
        self.assertIn(typed.id, waiting)
        self.assertFalse(waiting & {spelt_out.id, self.one.id})
        self.assertNotEqual(self.keys(typed), before)
        self.assertEqual(self.found(typed)[:1], [spelt_out.id])
        self.env.cr.execute("DELETE FROM partner_match_pending")
        self.one.country_id = self.austria
        self.assertEqual(self.waiting(), {self.one.id})

    def test_every_compared_field_counts(self):
        company = self.Partner.create({"name": "Employer"})
        changes = {
            "name": "Klara Anders",
            "is_company": True,
            "parent_id": company.id,
            "street": "Birkenallee 1",
            "street2": "Top 5",
            "zip": "99986",
            "city": "Altstett",
            "country_id": self.austria.id,
            "email": "other@example.com",
            "phone": "+49 30 23125 126",
            "vat": "DE136695976",
            "website": "https://wiesenthaler.example",
            "company_registry": "HRB 4711",
            "company_id": self.env.company.id,
            "active": False,
        }
        self.assertEqual(set(changes), set(self.Partner._duplicate_fields()))
        self.env.flush_all()
        self.Key._refresh()
        for name, value in changes.items():
            with self.subTest(name):
                self.one[name] = value
                self.assertIn(self.one.id, self.waiting())
                self.Key._refresh()
                self.assertEqual(self.waiting(), set())

    def test_other_fields_do_not(self):
        self.one.write({"ref": "4711", "comment": "hello", "function": "boss", "color": 3, "lang": "en_US"})
        self.assertEqual(self.waiting(), set())

    def test_unchanged_value_does_not(self):
        self.env.cr.execute("UPDATE res_partner SET city = city, name = name WHERE id = %s", [self.one.id])
        self.assertEqual(self.waiting(), set())

    def test_sql(self):
        self.env.cr.execute("UPDATE res_partner SET email = 'sql@example.com' WHERE id = %s", [self.one.id])
        self.assertEqual(self.waiting(), {self.one.id})
        self.assertNotEqual(self.keys(self.one)[self.one.id], self.before)

    def test_load(self):
        result = self.Partner.load(["name", "email"], [["Bruno Haslacher", "bruno@example.com"]])
        self.assertEqual(self.waiting(), set(result["ids"]))
        self.assertTrue(self.keys(self.Partner.browse(result["ids"]))[result["ids"][0]])

    def test_archive_keeps_keys(self):
        self.one.active = False
        self.assertEqual(self.keys(self.one)[self.one.id], self.before)
        self.assertFalse(self.stored(self.one)[1])

    def test_delete(self):
        other = self.person()
        self.env.flush_all()
        self.Key._refresh()
        other.unlink()
        self.assertIsNone(self.stored(other))

    def test_deleted_while_waiting(self):
        other = self.person()
        self.env.flush_all()
        other.unlink()
        self.Key._refresh()
        self.assertEqual(self.waiting(), set())
        self.assertIsNone(self.stored(other))

    def test_what_has_changed_is_compared_anew(self):
        self.one.city = "Altstett"
        self.env.flush_all()
        self.Key._refresh()
        self.assertEqual(self.waiting("partner_duplicate_todo"), {self.one.id})

    def test_what_reads_the_same_is_not(self):
        self.one.write({"name": "klara WIESENTHALER", "email": "KLARA@example.com "})
        self.assertEqual(self.waiting(), {self.one.id})
        self.Key._refresh()
        self.assertEqual(self.waiting("partner_duplicate_todo"), set())

    def test_limit_and_step(self):
        partners = self.Partner.create([{"name": f"Contact {n}"} for n in range(25)])
        self.env.flush_all()
        self.assertEqual(self.Key._refresh(limit=10), 10)
        self.assertEqual(len(self.waiting()), 15)
        steps = []
        with patch.object(refresh, "BATCH", 4):
            self.Key._refresh(step=lambda count: steps.append(count) or len(steps) < 2)
        self.assertEqual(steps, [4, 4])
        self.assertEqual(len(self.keys(partners)), 25)

    def test_first_fill_builds_the_index_afterwards(self):
        self.env.cr.execute("TRUNCATE partner_match_key")
        self.env["partner.match.pending"]._add_outdated()
        with patch.object(refresh, "FIRST_FILL", 5):
            self.Key._refresh(step=lambda _count: self.assertFalse(self.has_index()) or True)
        self.assertTrue(self.has_index())

    def has_index(self):
        self.env.cr.execute("SELECT to_regclass('partner_match_key_keys_idx')")
        return bool(self.env.cr.fetchone()[0])

    def test_a_lost_index_comes_back(self):
        self.env.cr.execute("DROP INDEX partner_match_key_keys_idx")
        self.run_cron("cron_match_keys")
        self.assertTrue(self.has_index())

    def test_cron(self):
        other = self.person(name="Bruno Haslacher")
        self.env.flush_all()
        self.run_cron("cron_match_keys")
        self.assertEqual(self.waiting(), set())
        self.assertTrue(self.stored(other))

    def test_a_large_backlog_is_left_to_the_cron(self):
        self.Partner.create([{"name": f"Contact {n}"} for n in range(refresh.LIVE_LIMIT + 1)])
        self.env.flush_all()
        cron = self.env.ref("customer_data_quality.cron_match_keys")
        triggers = self.env["ir.cron.trigger"].search_count([("cron_id", "=", cron.id)])
        self.found(self.one)
        self.assertGreater(len(self.waiting()), refresh.LIVE_LIMIT)
        self.assertEqual(self.env["ir.cron.trigger"].search_count([("cron_id", "=", cron.id)]), triggers + 1)

    def test_restore_without_triggers(self):
        self.env.cr.execute("DELETE FROM partner_match_key WHERE id = %s", [self.one.id])
        self.env["partner.match.pending"]._add_outdated()
        self.assertEqual(self.waiting(), {self.one.id})
        self.env["partner.match.pending"]._add_outdated()
        self.env.cr.execute("SELECT count(*) FROM partner_match_pending")
        self.assertEqual(self.env.cr.fetchone()[0], 1)


@tagged("-at_install", "post_install")
class TestWords(DuplicatesCase):
    """Lists that an administrator extends."""

    def setUp(self):
        super().setUp()
        self.Word = self.env["partner.match.word"]
        self.one = self.person(name="Xibi Wiesenthaler")
        self.keys(self.one)

    def test_a_new_word_rebuilds_keys_and_finds_more(self):
        other = self.person(name="Xaver Wiesenthaler")
        before = self.keys(self.one | other)
        self.env.cr.execute("DELETE FROM partner_duplicate_todo")
        self.Word.create({"kind": "nickname", "word": "Xibi", "means": "Xaver"})
        self.assertLessEqual({self.one.id, other.id}, self.waiting())
        after = self.keys(self.one | other)
        self.assertNotEqual(after[self.one.id], before[self.one.id])
        self.assertIn(self.one.id, self.waiting("partner_duplicate_todo"))
        self.Word.search([]).unlink()
        self.assertEqual(self.keys(self.one | other), before)

    def test_every_kind_is_used(self):
        version = self.Word._words()[1]
        cases = {
            "legal_form": ("Kombinat", False),
            "title": ("Wohlgeboren", False),
            "given_name": ("Xsaverius", False),
            "nickname": ("Xibi", "Xaver"),
            "trade_word": ("Manufactum", False),
            "role_address": ("pforte", False),
            "free_mail": ("mail.example", False),
        }
        self.assertEqual(set(cases), set(dict(self.Word._fields["kind"].selection)))
        seen = {version}
        for kind, (word, means) in cases.items():
            record = self.Word.create({"kind": kind, "word": word, "means": means})
            seen.add(self.Word._words()[1])
            record.active = False
            self.assertEqual(self.Word._words()[1], version, kind)
        self.assertEqual(len(seen), len(cases) + 1)

    def test_legal_form_means_another_spelling(self):
        self.Word.create({"kind": "legal_form", "word": "Ges.m.b.H. neu", "means": "GmbH"})
        words, _version = self.Word._words()
        self.assertEqual(words.forms["gesmbhneu"], words.forms["gmbh"])

    def test_a_nickname_needs_a_name(self):
        with self.assertRaisesRegex(ValidationError, "Xibi"):
            self.Word.create({"kind": "nickname", "word": "Xibi"})

    def test_a_word_needs_letters(self):
        with self.assertRaisesRegex(ValidationError, "no letter"):
            self.Word.create({"kind": "title", "word": "…"})

    def test_decisions_outlast_other_words(self):
        other = self.person(name="Xaver Wiesenthaler")
        self.one.duplicates_mark_different([other.id])
        self.Word.create({"kind": "nickname", "word": "Xibi", "means": "Xaver"})
        self.keys(self.one | other)
        self.assertEqual(self.Verdict.search([("partner_a_id", "=", self.one.id)]).state, "active")
        self.one.city = "Altstett"
        self.keys(self.one)
        self.assertEqual(self.Verdict.search([("partner_a_id", "=", self.one.id)]).state, "reopened")
