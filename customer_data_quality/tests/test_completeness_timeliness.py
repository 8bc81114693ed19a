from freezegun import freeze_time

from odoo.tests import tagged

from .common import QualityCase


@tagged("-at_install", "post_install")
class TestTimeliness(QualityCase):
    """A field is worth less and less from the day it was last verified."""

    freeze_time = freeze_time("2026-01-01 09:00:00", tick=True)

    def setUp(self):
        super().setUp()
        self.make_profile(
            {"name": "e-mail current", "kind": "current", "field_name": "email", "verify_after": 100},
        )
        self.partner = self.Partner.create({"name": "Anna Huber", "email": "anna@example.com"})
        self.env.flush_all()

    def score_on(self, day):
        with freeze_time(day):
            self.partner._quality_rescore()
            live = self.row(self.partner)
            shown = self.partner.quality_live["score"]
            self.Quality._rescore()
            self.assertEqual(self.stored(self.partner.ids)[self.partner.id], live, "live and in SQL")
            self.assertEqual(shown, live["score"])
            return live["score"]

    def verified(self):
        self.env.flush_all()
        self.env.cr.execute("SELECT verified FROM partner_quality WHERE id = %s", [self.partner.id])
        return self.env.cr.fetchone()[0] or {}

    def test_decay(self):
        self.set_verified(self.partner, email="2026-01-01")
        days = ("2026-01-01", "2026-04-11", "2026-04-12", "2026-05-31", "2026-07-19", "2026-07-20", "2030-01-01")
        self.assertEqual([self.score_on(day) for day in days], [100, 100, 99, 50, 1, 0, 0])
        self.assertEqual(self.row(self.partner)["timeliness"], 0)

    def test_clock_that_went_back(self):
        self.set_verified(self.partner, email="2026-06-01")
        self.assertEqual(self.score_on("2026-01-02"), 100)

    def test_never_verified_counts_from_creation(self):
        self.set_verified(self.partner)
        self.env.cr.execute("UPDATE partner_quality SET verified = NULL WHERE id = %s", [self.partner.id])
        self.env.cr.execute("UPDATE res_partner SET create_date = '2025-09-23 10:00' WHERE id = %s", [self.partner.id])
        self.env.invalidate_all()
        self.assertEqual(self.score_on("2026-01-01"), 100)
        self.assertEqual(self.score_on("2026-02-20"), 50)

    def test_creating_and_writing_verify_the_field(self):
        self.set_verified(self.partner, email="2020-01-01")
        self.partner._quality_rescore()
        self.assertEqual(self.partner.quality_score, 0)
        self.partner.email = "anna.huber@example.com"
        self.assertEqual(self.verified(), {"email": "2026-01-01"})
        self.assertEqual(self.partner.quality_score, 100)

    def test_writing_another_field_verifies_nothing(self):
        self.set_verified(self.partner, email="2020-01-01")
        self.partner.city = "Wien"
        self.assertEqual(self.verified(), {"email": "2020-01-01"})

    def test_form_shows_what_was_verified_a_moment_ago(self):
        self.set_verified(self.partner, email="2020-01-01")
        self.env.invalidate_all()
        self.assertEqual(self.partner.quality_live["score"], 0)
        self.partner.email = "anna.huber@example.com"
        self.assertEqual(self.partner.quality_live["score"], 100, "before anything was flushed")

    def test_verify(self):
        self.set_verified(self.partner, email="2020-01-01", phone="2021-01-01")
        self.partner._quality_rescore()
        self.assertEqual((self.partner.quality_score, self.partner.quality_live["score"]), (0, 0))
        self.partner._quality_verify(["email"])
        self.assertEqual((self.partner.quality_score, self.partner.quality_live["score"]), (100, 100))
        self.assertEqual(self.verified(), {"email": "2026-01-01", "phone": "2021-01-01"})
        self.partner._quality_verify(["street"])
        self.assertEqual(self.verified()["street"], "2026-01-01")

    def test_empty_field_is_not_outdated(self):
        self.set_verified(self.partner, email="2020-01-01")
        self.partner.email = False
        row = self.row(self.partner)
        self.assertEqual((row["timeliness"], row["gaps"]), (None, []))

    def test_write_that_was_taken_back_verifies_nothing(self):
        self.set_verified(self.partner, email="2020-01-01")
        with self.assertRaises(ZeroDivisionError), self.env.cr.savepoint():
            self.partner.email = "other@example.com"
            raise ZeroDivisionError
        self.partner.city = "Wien"
        self.partner._quality_rescore()
        self.assertEqual(self.verified(), {"email": "2020-01-01"})

    def test_nightly_run_lowers_the_score_with_age(self):
        self.set_verified(self.partner, email="2026-01-01")
        self.partner._quality_rescore()
        with freeze_time("2026-05-31"), self.enter_registry_test_mode(), self.registry.cursor() as cr:
            self.env(cr=cr)["partner.quality"]._cron_nightly()
        self.assertEqual(self.stored(self.partner.ids)[self.partner.id]["score"], 50)
