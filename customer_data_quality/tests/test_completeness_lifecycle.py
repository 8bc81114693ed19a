from odoo import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import QualityCase


@tagged("-at_install", "post_install")
class TestLifecycle(QualityCase):
    """Side rows come and go with their contacts."""

    def setUp(self):
        super().setUp()
        self.profile = self.make_profile(
            self.filled("email"), self.filled("phone"), {"name": "person", "kind": "contact_person"}
        )

    def exists(self, ids):
        self.env.flush_all()
        return set(self.stored(ids))

    def test_every_contact_has_a_row(self):
        self.env.flush_all()
        self.env.cr.execute(
            "SELECT count(*) FILTER (WHERE p.id IS NULL), count(*) FILTER (WHERE q.id IS NULL) "
            "FROM res_partner p FULL JOIN partner_quality q ON q.id = p.id"
        )
        self.assertEqual(self.env.cr.fetchone(), (0, 0))

    def test_delete(self):
        partners = self.Partner.create([{"name": "A"}, {"name": "B"}])
        ids = partners.ids
        self.assertEqual(self.exists(ids), set(ids))
        partners.unlink()
        self.assertEqual(self.exists(ids), set())

    def test_delete_right_after_a_change(self):
        partner = self.Partner.create({"name": "A"})
        partner.email = "a@example.com"
        ids = partner.ids
        partner.unlink()
        self.assertEqual(self.exists(ids), set())

    def test_delete_while_it_waits_for_the_background(self):
        partner = self.Partner.create({"name": "A"})
        self.env.flush_all()
        self.env["partner.quality.pending"]._add(partner.ids)
        partner.unlink()
        self.env.flush_all()
        self.assertNotIn(partner.id, self.pending())

    def test_delete_by_sql(self):
        partner = self.Partner.create({"name": "A"})
        self.env.flush_all()
        self.env.cr.execute("DELETE FROM res_partner WHERE id = %s", [partner.id])
        self.assertEqual(set(self.stored(partner.ids)), set())

    def test_copy(self):
        partner = self.Partner.create({"name": "A", "email": "a@example.com", "phone": "+43 1 5050100"})
        copy = partner.copy()
        self.assertEqual(self.row(copy)["score"], 67)
        self.assertEqual(copy.quality_id.id, copy.id)
        copy.email = False
        self.assertEqual((self.row(copy)["score"], self.row(partner)["score"]), (33, 67))

    def test_copy_with_children(self):
        company = self.Partner.create({"name": "AG", "child_ids": [Command.create({"name": "Person"})]})
        self.assertNotIn("person", self.gap_names(company))
        self.assertEqual(self.exists(company.copy().ids) != set(), True)

    def test_archive_and_return(self):
        partner = self.Partner.create({"name": "A"})
        partner.action_archive()
        partner.email = "a@example.com"
        self.assertEqual(self.row(partner)["score"], 33)
        partner.action_unarchive()
        self.assertEqual(partner.quality_score, 33)
        self.assertIn(partner, self.Partner.search([("quality_score", "=", 33)]))

    def test_merge(self):
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        keep = self.Partner.create({"name": "Anna Huber", "email": "anna@example.com"})
        child = self.Partner.create({"name": "Child of B"})
        lose = self.Partner.create({"name": "Huber Anna", "email": "anna@example.com", "phone": "+43 1 5050100"})
        child.parent_id = lose
        self.env.flush_all()
        with mute_logger("odoo.addons.base.partner.merge"):
            wizard._merge((keep + lose).ids, keep)
        self.assertFalse(lose.exists())
        self.assertEqual(self.exists([keep.id, lose.id]), {keep.id})
        self.assertEqual(keep.phone, "+43 1 5050100")
        self.env.invalidate_all()
        self.assertEqual(child.parent_id, keep)
        self.Quality._rescore()
        self.assertEqual(self.gap_names(keep), set())

    def test_merge_is_scored_at_once(self):
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        keep = self.Partner.create({"name": "Anna Huber", "email": "anna@example.com"})
        lose = self.Partner.create({"name": "Huber Anna", "email": "anna@example.com", "phone": "+43 1 5050100"})
        self.env.flush_all()
        with mute_logger("odoo.addons.base.partner.merge"):
            wizard._merge((keep + lose).ids, keep)
        self.assertEqual(self.gap_names(keep), {"person"})

    def test_company_and_its_contact_removed_together(self):
        company = self.Partner.create({"name": "AG", "child_ids": [Command.create({"name": "Person"})]})
        ids = (company + company.child_ids).ids
        company.child_ids.unlink()
        self.assertIn("person", self.gap_names(company))
        company.unlink()
        self.assertEqual(self.exists(ids), set())
