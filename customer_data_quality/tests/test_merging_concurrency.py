from threading import Barrier, Thread

from psycopg2.errors import SerializationFailure

from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import ConcurrencyCase

REFERENCE = "merging-concurrency-test"


@tagged("-at_install", "post_install")
class TestConcurrency(ConcurrencyCase):
    """Two merges at once, each in a transaction and with a connection of its own; what they commit is removed again."""

    def setUp(self):
        super().setUp()
        with self.cursor() as cr:
            partners = self.environment(cr)["res.partner"].create(
                [{"name": f"Klara {number}", "ref": REFERENCE} for number in range(4)]
            )
            self.ids = partners.ids

    def clean(self):
        with self.cursor() as cr:
            env = self.environment(cr)
            partners = env["res.partner"].with_context(active_test=False).browse(self.ids).exists()
            env["partner.merge"].search([("merged_ids", "in", partners.ids)]).unlink()
            partners.write({"merged_into_id": False})
            partners.unlink()
            env["partner.match.key"]._refresh()

    def merge(self, cr, survivor, *others):
        """Merge contacts by their place in the test's list."""
        env = self.environment(cr)
        partners = env["res.partner"].browse([self.ids[place] for place in (survivor, *others)])
        return env["partner.merge"]._merge(partners[0], partners[1:])

    def test_written_at_the_same_moment(self):
        """What a colleague commits for a contact while it is being merged reaches the survivor the night after."""
        with self.cursor() as merging, self.cursor() as writing:
            colleague = self.environment(writing)
            colleague["res.partner"].browse(self.ids).mapped("name")
            self.merge(merging, 0, 1)
            values = {"name": REFERENCE, "res_model": "res.partner", "res_id": self.ids[1], "type": "binary"}
            attachment = colleague["ir.attachment"].create({**values, "raw": b"late"})
            merging.commit()
            writing.commit()
        with self.cursor() as cr:
            env = self.environment(cr)
            attachment = env["ir.attachment"].browse(attachment.id)
            self.assertEqual(attachment.res_id, self.ids[1])
            env["partner.merge"]._cron_late()
            self.assertEqual(attachment.res_id, self.ids[0])
            attachment.unlink()

    def test_the_second_is_told(self):
        """While one merge is going on, another one with one of its contacts says so at once and changes nothing."""
        with self.cursor() as first, self.cursor() as second:
            self.merge(first, 0, 1)
            with self.assertRaisesRegex(UserError, "Somebody else is working with.*Klara 1"):
                self.merge(second, 2, 1)
            self.merge(second, 2, 3)
            second.commit()
            first.commit()
        with self.cursor() as cr:
            partners = self.environment(cr)["res.partner"].browse(self.ids)
            self.assertEqual(
                [partner.merged_into_id.id for partner in partners], [False, self.ids[0], False, self.ids[2]]
            )

    @mute_logger("odoo.sql_db")
    def test_the_second_began_before_the_first_was_done(self):
        """It is tried again, as Odoo does with every request, and is told then."""
        with self.cursor() as second:
            second.execute("SELECT 1 FROM res_partner LIMIT 1")  # from here on it sees the database as it is now
            with self.cursor() as first:
                self.merge(first, 0, 1)
                first.commit()
            with self.assertRaises(SerializationFailure):
                self.merge(second, 2, 1)
            second.rollback()
            with self.assertRaisesRegex(UserError, "merged already, into Klara 0"):
                self.merge(second, 2, 1)

    def test_undo_waits_for_nobody(self):
        with self.cursor() as cr:
            merge_id = self.merge(cr, 0, 1).id
        with self.cursor() as first, self.cursor() as second:
            self.merge(first, 0, 2)
            with self.assertRaisesRegex(UserError, "Somebody else is working with"):
                self.environment(second)["partner.merge"].browse(merge_id).action_undo()

    @mute_logger("odoo.sql_db")
    def test_at_the_same_moment(self):
        """Of many that share a contact, exactly one wins."""
        barrier, results = Barrier(3), []

        def run(survivor):
            try:
                with self.cursor() as cr:
                    barrier.wait(10)
                    self.merge(cr, survivor, 3)
                    cr.commit()  # pylint: disable=invalid-commit
                    results.append("won")
            except (UserError, SerializationFailure):
                results.append("told")

        threads = [Thread(target=run, args=[survivor]) for survivor in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
        self.assertEqual(sorted(results), ["told", "told", "won"])
        with self.cursor() as cr:
            env = self.environment(cr)
            self.assertEqual(env["partner.merge"].search_count([("merged_ids", "in", self.ids[3:])]), 1)

    def test_a_colleague_who_saves_is_waited_for_by_nobody(self):
        """A colleague's open transaction on a contact makes merging say so instead of hanging."""
        with self.cursor() as colleague, self.cursor() as cr:
            self.environment(colleague)["res.partner"].browse(self.ids[1]).city = "Neustett"
            self.environment(colleague).flush_all()
            with self.assertRaisesRegex(UserError, "Somebody else"):
                self.merge(cr, 0, 1)
