"""What the tests of touchpoints share: a company with persons, and things that happened with them."""

from datetime import datetime

from freezegun import freeze_time

from odoo import Command
from odoo.tests import TransactionCase, new_test_user
from odoo.tools import SQL

GROUPS = "base.group_partner_manager,customer_data_quality.group_user"


class TouchpointCase(TransactionCase):
    """Tests at noon of Monday, 2 March 2026, in Zurich."""

    freeze_time = freeze_time("2026-03-02 11:00:00")

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env = cls.env(context={**cls.env.context, "tracking_disable": True, "no_vat_validation": True})
        cls.Partner = cls.env["res.partner"]
        cls.Touchpoint = cls.env["partner.touchpoint"]
        cls.anna = new_test_user(cls.env, "touch_anna", GROUPS, name="Anna Arnold", tz="Europe/Zurich")
        cls.company = cls.Partner.create({"name": "Käserei Süd <b>AG</b>", "is_company": True})
        cls.person = cls.Partner.create({"name": "Jörg Müller", "parent_id": cls.company.id})
        cls.other = cls.Partner.create({"name": "Nobody's Customer"})

    @classmethod
    def mail(cls, author, moment, **values):
        """A mail that came in, on the contact's own page."""
        return cls.env["mail.message"].create(
            {
                "author_id": author.id,
                "model": "res.partner",
                "res_id": author.id,
                "message_type": "email",
                "date": moment,
                "subject": "A question",
                "body": "<p>How much is the <b>fondue</b>?</p>",
                **values,
            }
        )

    @classmethod
    def mails(cls, author, count, moment=None):
        """Many mails, an hour apart unless they are to come at the same moment."""
        return cls.env["mail.message"].create(
            [
                {
                    "author_id": author.id,
                    "model": "res.partner",
                    "res_id": author.id,
                    "message_type": "email",
                    "date": moment or datetime(2026, 1, 1 + number // 24, number % 24),
                    "subject": f"Mail {number}",
                }
                for number in range(count)
            ]
        )

    def meeting(self, partners, moment, **values):
        if "calendar.event" not in self.env:
            self.skipTest("the app for meetings is not installed")
        return self.env["calendar.event"].create(
            {
                "name": "Visit",
                "start": moment,
                "stop": moment,
                "user_id": self.anna.id,
                "partner_ids": [Command.set(partners.ids)],
                **values,
            }
        )

    def call(self, partner, deadline, kind="mail.mail_activity_data_call", **values):
        """A planned activity of Anna's."""
        return partner.activity_schedule(kind, deadline, summary="Call back", user_id=self.anna.id, **values)

    def entered(self, records, moment="2026-02-01 09:00:00"):
        """The database's clock does not stand still: say when records were entered."""
        self.env.flush_all()
        table = SQL.identifier(records._table)
        self.env.cr.execute(
            SQL(
                "UPDATE %s SET create_date = %s, write_date = %s WHERE id = ANY(%s)", table, moment, moment, records.ids
            )
        )
        records.invalidate_recordset()

    def timeline(self, partner, user=None, cursor=None, **filters):
        self.env.flush_all()
        self.env.invalidate_all()
        return partner.with_user(user or self.anna).touchpoint_timeline(filters, cursor)

    def titles(self, *args, **filters):
        return [entry["title"] for entry in self.timeline(*args, **filters)["entries"]]
