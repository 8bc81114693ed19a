"""Tampering in SQL, done as the owner of the database, is found."""

from unittest.mock import patch

from psycopg2.errors import RestrictViolation

from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..models.consent import event_verify
from .common_consent import ConsentCase


@tagged("-at_install", "post_install")
class TestConsentChain(ConsentCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env.flush_all()
        # rows of the shipped demo or of other tests are sealed, whatever they are
        cls.Event._seal()
        for number in range(8):
            partner = cls.Partner.create({"name": f"Contact {number}", "email": f"contact{number}@example.com"})
            partner._consent_record(cls.purpose, "email", method="paper", note=f"Fair, booth {number}")
        cls.Event._seal()
        cls.events = cls.Event.search([("purpose_id", "=", cls.purpose.id)], order="sequence")

    def problems(self):
        self.env.invalidate_all()
        return {(problem["kind"], problem["sequence"]) for problem in self.Event._verify_chain(self.env.company)}

    def as_owner(self, query, *parameters):
        """Run SQL with all triggers off, as nobody but the owner can."""
        self.env.flush_all()
        self.env.cr.execute("SET CONSTRAINTS ALL IMMEDIATE")
        self.env.cr.execute("ALTER TABLE partner_consent_event DISABLE TRIGGER USER")
        self.env.cr.execute(query, parameters)
        self.env.cr.execute("ALTER TABLE partner_consent_event ENABLE TRIGGER USER")

    def test_intact_and_numbered_without_gaps(self):
        self.assertEqual(self.problems(), set())
        numbers = self.events.mapped("sequence")
        self.assertEqual(numbers, list(range(numbers[0], numbers[0] + 8)))
        for event, following in zip(self.events, self.events[1:], strict=False):
            self.assertEqual(following.previous_hash, event.hash)

    def test_update(self):
        event = self.events[3]
        for column, value in (
            ("kind", "withdrawn"),
            ("act_date", "2020-01-01 00:00:00"),
            ("date", "2020-01-01 00:00:00"),
            ("method", "phone"),
            ("user_id", None),
            ("contact_ref", 1),
            ("channel", "phone"),
            ("details", "{}"),
            ("text_hash", "00"),
            ("personal_hash", "00"),
            ("digest", "00"),
            ("hash", "00"),
            ("previous_hash", "00"),
        ):
            with self.subTest(column=column), self.env.cr.savepoint() as savepoint:
                number = event.sequence
                self.as_owner(f"UPDATE partner_consent_event SET {column} = %s WHERE id = %s", value, event.id)
                self.assertIn(number, {sequence for _kind, sequence in self.problems()})
                savepoint.rollback()
        self.assertEqual(self.problems(), set())

    def test_personal_content(self):
        event = self.events[2]
        self.as_owner("UPDATE partner_consent_event SET personal = '{}' WHERE id = %s", event.id)
        self.assertEqual(self.problems(), {("personal", event.sequence)})

    def test_emptied_without_an_erasure(self):
        event = self.events[2]
        self.as_owner("UPDATE partner_consent_event SET personal = NULL, salt = NULL WHERE id = %s", event.id)
        self.assertEqual(self.problems(), {("erased", event.sequence)})

    def test_delete(self):
        event, number = self.events[3], self.events[3].sequence
        self.as_owner("DELETE FROM partner_consent_event WHERE id = %s", event.id)
        self.assertEqual(self.problems(), {("missing", number)})

    def test_delete_the_end(self):
        event, number = self.events[-1], self.events[-1].sequence
        self.as_owner("DELETE FROM partner_consent_event WHERE id = %s", event.id)
        self.assertEqual(self.problems(), {("end", number)})

    def test_delete_the_end_and_set_the_end_back(self):
        check = self.env["partner.consent.check"]._run(self.env.company)
        self.assertTrue(check.is_intact, check.problems)
        last, before, number = self.events[-1], self.events[-2], self.events[-1].sequence
        self.as_owner("DELETE FROM partner_consent_event WHERE id = %s", last.id)
        self.as_owner(
            "UPDATE partner_consent_chain SET sequence = %s, hash = %s WHERE company_id = %s",
            before.sequence, before.hash, self.env.company.id,
        )  # fmt: skip
        self.assertEqual(self.problems(), {("anchor", number)})

    def test_insert(self):
        """A row put in by hand is not sealed as if it had been recorded."""
        self.as_owner(
            "INSERT INTO partner_consent_event (consent_id, company_id, purpose_id, channel, kind, date, method, "
            "digest) SELECT consent_id, company_id, purpose_id, channel, 'confirmed', date, method, digest "
            "FROM partner_consent_event WHERE id = %s",
            self.events[3].id,
        )
        self.Event._seal()
        forged = self.Event.search([], order="id desc", limit=1)
        found = self.Event._verify_chain(self.env.company)
        self.assertEqual([(problem["kind"], problem["event_id"]) for problem in found], [("unsealed", forged.id)])

    def test_insert_between(self):
        event, end = self.events[3], self.events[-1]
        self.as_owner(
            "INSERT INTO partner_consent_event (consent_id, company_id, purpose_id, channel, kind, date, method, "
            "digest, sequence, previous_hash, hash) "
            "SELECT consent_id, company_id, purpose_id, channel, 'confirmed', date, method, digest, %s, %s, 'f0' "
            "FROM partner_consent_event WHERE id = %s",
            end.sequence + 1, end.hash, event.id,
        )  # fmt: skip
        self.assertEqual({kind for kind, _sequence in self.problems()}, {"changed", "end"})

    def test_reorder(self):
        one, other = self.events[2], self.events[5]
        self.as_owner(
            "UPDATE partner_consent_event SET sequence = -1 WHERE id = %s; "
            "UPDATE partner_consent_event SET sequence = %s WHERE id = %s; "
            "UPDATE partner_consent_event SET sequence = %s WHERE id = %s",
            one.id, one.sequence, other.id, other.sequence, one.id,
        )  # fmt: skip
        found = self.problems()
        numbers = {sequence for _kind, sequence in found}
        self.assertLessEqual({self.events[i].sequence for i in (2, 5)}, numbers)

    def test_wording(self):
        text = self.events[0].text_id
        self.env.cr.execute("ALTER TABLE partner_consent_text DISABLE TRIGGER USER")
        self.env.cr.execute("UPDATE partner_consent_text SET body = 'Something else' WHERE id = %s", [text.id])
        self.env.cr.execute("ALTER TABLE partner_consent_text ENABLE TRIGGER USER")
        self.assertEqual({kind for kind, _sequence in self.problems()}, {"wording"})

    def test_moved_to_another_purpose(self):
        other = self.make_purpose("test_other")
        event = self.events[0]
        self.env.cr.execute("UPDATE partner_consent SET purpose_id = %s WHERE id = %s", [other.id, event.consent_id.id])
        self.assertEqual(self.problems(), {("moved", event.sequence)})

    def test_state_changed_in_sql_is_found_and_set_right(self):
        consent = self.events[0].consent_id
        self.record(consent.partner_id, "withdrawn")
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE partner_consent SET state = 'granted', is_allowed = true WHERE id = %s", [consent.id]
        )
        self.env.invalidate_all()
        with mute_logger("odoo.addons.customer_data_quality.models.consent.chain"):
            check = self.env["partner.consent.check"]._run(self.env.company)
        self.assertFalse(check.is_intact)
        self.assertIn(str(consent.id), check.problems)
        self.assertEqual(consent.state, "withdrawn")
        self.assertTrue(self.env["partner.consent.check"]._run(self.env.company).is_intact)

    def test_privacy_officers_are_told(self):
        event = self.events[1]
        self.as_owner("UPDATE partner_consent_event SET method = 'phone' WHERE id = %s", event.id)
        self.env.invalidate_all()
        with mute_logger("odoo.addons.customer_data_quality.models.consent.chain"):
            check = self.env["partner.consent.check"]._run(self.env.company)
        self.assertFalse(check.is_intact)
        message = self.env["mail.message"].search([("body", "like", "nightly check")], order="id desc", limit=1)
        self.assertIn(str(event.sequence), message.body)
        self.assertIn(self.env.ref("base.user_admin").partner_id, message.notified_partner_ids)

    def test_triggers_refuse(self):
        event = self.events[0]
        for query in (
            "UPDATE partner_consent_event SET kind = 'withdrawn' WHERE id = %s",
            "UPDATE partner_consent_event SET sequence = 99999 WHERE id = %s",
            "UPDATE partner_consent_event SET personal = '{}' WHERE id = %s",
            "DELETE FROM partner_consent_event WHERE id = %s",
            "TRUNCATE partner_consent_event CASCADE",
        ):
            with (
                self.subTest(query=query),
                mute_logger("odoo.sql_db"),
                self.assertRaises(RestrictViolation),
                self.env.cr.savepoint(),
            ):
                self.env.cr.execute(query, [event.id] if "%s" in query else [])
        text = event.text_id
        for query in (
            "UPDATE partner_consent_text SET body = 'x' WHERE id = %s",
            "DELETE FROM partner_consent_text WHERE id = %s",
        ):
            with mute_logger("odoo.sql_db"), self.assertRaises(RestrictViolation), self.env.cr.savepoint():
                self.env.cr.execute(query, [text.id])

    def test_orm_refuses_everybody(self):
        event = self.events[0].sudo()
        for act in (lambda: event.write({"kind": "withdrawn"}), event.unlink, event.copy, event.consent_id.unlink):
            with self.assertRaises(UserError):
                act()
        with self.assertRaises(UserError):
            event.text_id.body = "x"
        with self.assertRaises(UserError):
            event.text_id.unlink()

    def test_erasure_keeps_the_chain(self):
        consent = self.events[0].consent_id
        self.record(consent.partner_id, "withdrawn", documents=[("letter.txt", b"I withdraw")])
        documents = consent.event_ids.attachment_ids
        self.assertTrue(documents)
        consent.action_erase()
        self.assertFalse(consent.contact_point)
        self.assertFalse(documents.exists())
        self.env.cr.execute("SELECT personal, salt FROM partner_consent_event WHERE consent_id = %s", [consent.id])
        self.assertEqual(set(self.env.cr.fetchall()), {(None, None)})
        self.assertEqual(consent.state, "withdrawn")
        self.Event._seal()
        self.assertEqual(self.problems(), set())

    def test_memory_stays_flat(self):
        read = []
        original = type(self.Event)._chain_rows

        def counted(events, company_id):
            for row in original(events, company_id):
                read.append(row[0])
                yield row

        with patch.object(event_verify, "BATCH", 3), patch.object(type(self.Event), "_chain_rows", counted):
            self.assertEqual(self.problems(), set())
        self.assertEqual(len(read), len(set(read)))
        self.assertLessEqual(set(self.events.ids), set(read))

    def test_limit(self):
        self.as_owner("UPDATE partner_consent_event SET kind = 'refused' WHERE id = ANY(%s)", self.events.ids)
        self.assertEqual(len(self.Event._verify_chain(self.env.company, limit=3)), 3)
