from datetime import date, datetime, timedelta
from unittest.mock import patch

from freezegun import freeze_time

from odoo import fields
from odoo.tests import tagged
from odoo.tools import SQL

from ..models.touchpoints.touchpoint_refresh import drop_indexes
from .common_touchpoints import TouchpointCase


@tagged("-at_install", "post_install")
class TestDates(TouchpointCase):
    """Last and next touch, kept for lists and filters, and brought up to date at night."""

    def refresh(self):
        with patch.object(self.registry["ir.cron"], "_commit_progress", return_value=1000.0):
            self.Touchpoint._cron_refresh()
        self.env.invalidate_all()

    def full_refresh(self):
        self.Touchpoint._write_state(position="", since="", full="")
        self.refresh()

    def dates(self, partner):
        return partner.touchpoint_last, partner.touchpoint_next

    def test_company_takes_part_in_what_persons_do(self):
        self.mail(self.company, datetime(2026, 1, 10))
        self.mail(self.person, datetime(2026, 2, 10))
        self.call(self.person, date(2026, 3, 9))
        self.full_refresh()
        self.assertEqual(self.dates(self.company), (date(2026, 2, 10), date(2026, 3, 9)))
        self.assertEqual(self.dates(self.person), (date(2026, 2, 10), date(2026, 3, 9)))
        self.assertEqual(self.dates(self.other), (False, False))

    def test_person_does_not_take_part_in_the_company(self):
        self.mail(self.company, datetime(2026, 1, 10))
        self.full_refresh()
        self.assertEqual(self.dates(self.person), (False, False))

    def test_meeting_of_several(self):
        self.meeting(self.company + self.person + self.other, datetime(2026, 2, 20, 9))
        self.full_refresh()
        for partner in self.company + self.person + self.other:
            self.assertEqual(partner.touchpoint_last, date(2026, 2, 20))

    def test_filters_and_order(self):
        third = self.Partner.create({"name": "Third"})
        self.mail(self.company, datetime(2025, 1, 10))
        self.mail(self.other, datetime(2026, 2, 10))
        self.full_refresh()
        mine = [("id", "in", (self.company + self.other + third).ids)]
        partners = self.Partner.with_user(self.anna)
        self.assertEqual(partners.search([*mine, ("touchpoint_last", "<", "today -365d")]), self.company)
        self.assertEqual(partners.search([*mine, ("touchpoint_last", "=", False)]), third)
        ordered = partners.search(mine, order="touchpoint_last desc nulls last")
        self.assertEqual(ordered.ids, [self.other.id, self.company.id, third.id])
        groups = partners._read_group(mine, ["touchpoint_last:year"], ["__count"])
        self.assertEqual([count for _year, count in groups], [1, 1, 1])
        arch = partners.get_view(self.env.ref("base.view_res_partner_filter").id, "search")["arch"]
        for name in (
            "touched_90",
            "touched_180",
            "touched_365",
            "never_touched",
            "segment_best",
            "group_touchpoint_last",
        ):
            self.assertIn(f'name="{name}"', arch)

    def test_only_changes_are_looked_at(self):
        self.mail(self.company, datetime(2026, 1, 10))
        self.full_refresh()
        self.assertFalse(self.stale_after_marking(self.company), "nothing has changed, so nothing is looked at")
        self.mail(self.company, datetime(2026, 2, 20))
        self.refresh()
        self.assertEqual(self.company.touchpoint_last, date(2026, 2, 20))

    def stale_after_marking(self, partner):
        """Whether a nightly run repairs a wrong date, that is, looks at the contact at all."""
        moment = fields.Datetime.now() - timedelta(days=3)
        self.env.flush_all()
        for table in ("res_partner", "mail_message"):
            self.env.cr.execute(SQL("UPDATE %s SET write_date = %s", SQL.identifier(table), moment))
        self.env.cr.execute("UPDATE partner_touchpoint SET last_date = '2001-01-01' WHERE id = %s", [partner.id])
        self.env.invalidate_all()
        changed = self.Touchpoint._changed_families(fields.Datetime.now() - timedelta(hours=1))
        return partner.id in changed

    def test_what_was_ahead_is_the_last_when_its_day_has_come(self):
        self.meeting(self.person, datetime(2026, 3, 5, 9))
        self.full_refresh()
        self.assertEqual(self.dates(self.company), (False, date(2026, 3, 5)))
        with freeze_time("2026-03-06 01:00:00"):
            self.refresh()
            self.assertEqual(self.dates(self.company), (date(2026, 3, 5), False))

    def test_what_is_deleted_is_found_within_a_week(self):
        mail = self.mail(self.company, datetime(2026, 1, 10))
        self.full_refresh()
        mail.unlink()
        with freeze_time("2026-03-10 01:00:00"):
            self.refresh()
        self.assertFalse(self.company.touchpoint_last)

    def test_killed_run_goes_on(self):
        self.mail(self.company, datetime(2026, 1, 10))
        self.Touchpoint._write_state(position="", since="", full="")
        with (
            patch("odoo.addons.customer_data_quality.models.touchpoints.touchpoint_refresh.BATCH", 1),
            patch.object(self.registry["ir.cron"], "_commit_progress", side_effect=[1000.0, 1000.0, 0]),
        ):
            self.Touchpoint._cron_refresh()
        position = int(self.Touchpoint._read_state()["position"])
        self.assertEqual(position, 2)
        self.assertFalse(self.Touchpoint._read_state()["full"])
        refreshed = []
        original = type(self.Touchpoint)._refresh

        def spy(this, where):
            refreshed.append(where.params)
            return original(this, where)

        with patch.object(self.registry["partner.touchpoint"], "_refresh", spy):
            self.refresh()
        self.assertEqual(refreshed[0][0], position, "what was done stays done")
        self.assertEqual(self.company.touchpoint_last, date(2026, 1, 10))
        self.assertEqual(self.Touchpoint._read_state()["full"], "2026-03-02")

    def test_nothing_of_the_contact_is_rewritten(self):
        self.mail(self.company, datetime(2026, 1, 10))
        self.env.flush_all()
        self.env.cr.execute("SELECT xmin::text, write_date FROM res_partner WHERE id = %s", [self.company.id])
        before = self.env.cr.fetchall()
        self.full_refresh()
        self.env.cr.execute("SELECT xmin::text, write_date FROM res_partner WHERE id = %s", [self.company.id])
        self.assertEqual(self.env.cr.fetchall(), before)
        self.assertEqual(self.Touchpoint._refresh(SQL("p.id = %s", self.company.id)), 0, "and no row that is right")

    def test_rows_go_with_the_contact(self):
        self.meeting(self.other, datetime(2026, 2, 20, 9))
        self.full_refresh()
        self.env.cr.execute("DELETE FROM res_partner WHERE id = %s", [self.other.id])
        self.env.cr.execute("SELECT 1 FROM partner_touchpoint WHERE id = %s", [self.other.id])
        self.assertFalse(self.env.cr.fetchall())

    def test_side_tables_are_closed(self):
        self.mail(self.company, datetime(2026, 1, 10))
        self.full_refresh()
        self.anna.group_ids += self.env.ref("customer_data_quality.group_manager")
        self.assertFalse(self.Touchpoint.with_user(self.anna).search([]))
        self.assertFalse(self.env["partner.segment"].with_user(self.anna).search([]))

    def test_large_tables_get_an_index_and_lose_it(self):
        index = "customer_data_quality_touch_mail_message"
        query = SQL("SELECT indexname FROM pg_indexes WHERE starts_with(indexname, %s)", index)
        self.assertFalse(self.Touchpoint._needs_index("mail_message", "author_id"), "there is one")
        self.assertFalse(self.Touchpoint._needs_index("mail_message", "mail_server_id"), "the table is small")
        with patch("odoo.addons.customer_data_quality.models.touchpoints.touchpoint_refresh.LARGE", -2):
            self.assertTrue(self.Touchpoint._needs_index("mail_message", "mail_server_id"))
            with patch.object(
                self.registry["partner.touchpoint"], "_needs_index", lambda _this, _table, name: name == "author_id"
            ):
                self.Touchpoint._index_sources()
        self.assertEqual(len(self.env.execute_query(query)), 1)
        drop_indexes(self.env)
        self.assertFalse(self.env.execute_query(query))

    def test_bookmarks_leave_caches_alone(self):
        """System parameters would empty them in all processes."""
        self.registry.cache_invalidated.clear()
        self.full_refresh()
        self.assertFalse(self.registry.cache_invalidated)
        marks = self.env["partner.bookmark"]._read_marks("touchpoints")
        self.assertEqual(set(marks), {"position", "began", "since", "full", "sources"})
