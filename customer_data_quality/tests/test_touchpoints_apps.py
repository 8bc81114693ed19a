from datetime import datetime
from unittest.mock import patch

from odoo.fields import Domain
from odoo.tests import tagged
from odoo.tools import SQL

from ..models.touchpoints.kinds import DEPARTMENTS, KINDS, Kind
from ..models.touchpoints.source import Source, known_sources
from .common_touchpoints import TouchpointCase


@tagged("-at_install", "post_install")
class TestApps(TouchpointCase):
    """What other apps record is found when they are installed, and not missed when they are not."""

    def admin_timeline(self, partner, **filters):
        """As somebody who may read everything that the apps have."""
        admin = self.env.ref("base.user_admin")
        return self.timeline(partner, admin, **filters)

    def needs(self, model, app):
        if model not in self.env:
            self.skipTest(f"the app for {app} is not installed")
        return self.env[model]

    def test_sources_are_whole(self):
        """Each source that is installed can be read, and has a kind with a department."""
        sources = self.Partner._touchpoint_installed()
        models = {source.model for source in sources}
        self.assertIn("mail.message", models)
        for source in known_sources(0):
            self.assertIn(source.kind, KINDS)
            # channels are of the app for mails, their visitors of that for live chats on websites
            has_chats = {"website.visitor", "im_livechat.channel"} <= set(self.env.registry)
            if source.model in self.env and (source.kind != "chat" or has_chats):
                self.assertIn(source.model, models, f"fields have other names: {source}")
        self.assertEqual(len({source.key for source in sources}), len(sources))
        self.assertLessEqual({kind.department for kind in KINDS.values()}, set(DEPARTMENTS))
        for source in sources:
            model = self.env[source.model]
            if source.opens:
                self.assertIn(source.opens, model._fields)
            if source.title:
                self.assertEqual(len(model.browse().mapped(source.title)), 0)

    def test_technical_models_are_left_out(self):
        found = {source.model for source in self.Partner._touchpoint_found_sources(set())}
        technical = ("res.users", "mail.followers", "mail.notification", "partner.consent", "partner.review.request")
        for model in (*technical, "hr.employee", "res.company", "sale.order.line", "account.move.line"):
            self.assertNotIn(model, found)

    def test_apps_nobody_has_heard_of(self):
        """A model with a discussion and a customer is business."""
        model = self.needs("event.registration", "events")
        found = self.Partner._touchpoint_found_sources(set())
        by_model = {source.model: source for source in found}
        self.assertEqual(by_model[model._name].partner, "partner_id")
        self.assertEqual(by_model[model._name].kind, "other")
        self.assertEqual(by_model[model._name].date, "create_date", "it has no date of a usual name")

    def test_extension_point(self):
        """An add-on adds a kind and a source of its own."""
        banks = Source(
            "bank", "res.partner.bank", "partner_id", "create_date", Domain("active", "=", True), "acc_number"
        )
        original = type(self.Partner)._touchpoint_sources
        with (
            patch.object(self.registry["res.partner"], "_touchpoint_sources", lambda this: [*original(this), banks]),
            patch.object(
                self.registry["res.partner"],
                "_touchpoint_kinds",
                lambda this: {**KINDS, "bank": Kind("Bank Account", "bank", "fa-bank")},
            ),
        ):
            self.registry.clear_cache("stable")
            self.addCleanup(self.registry.clear_cache, "stable")
            account = self.env["res.partner.bank"].create({"partner_id": self.person.id, "acc_number": "ACCOUNT 1"})
            self.entered(account)
            page = self.admin_timeline(self.person)
        self.assertEqual([entry["title"] for entry in page["entries"]], ["ACCOUNT 1"])
        self.assertEqual(page["kinds"]["bank"]["label"], "Bank Account")
        self.assertEqual(page["figures"]["departments"], {"bank": 1})
        self.assertEqual(page["departments"]["bank"], "bank", "by its key, where it has no name")

    def test_order_with_amount(self):
        orders = self.needs("sale.order", "orders")
        order = orders.create({"partner_id": self.company.id})
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE sale_order SET state = 'sale', date_order = '2026-02-01', amount_total = 1234.5 WHERE id = %s",
            [order.id],
        )
        (entry,) = self.admin_timeline(self.person)["entries"]
        self.assertEqual((entry["kind"], entry["title"]), ("order", order.name))
        self.assertIn("1,234.50", entry["amount"])
        self.assertEqual(entry["open"], {"model": "sale.order", "id": order.id})

    def test_website_visitor(self):
        self.needs("website.visitor", "websites")
        self.env.cr.execute(
            SQL(
                "INSERT INTO website_visitor (access_token, partner_id, last_connection_datetime, visit_count) "
                "VALUES (%s, %s, '2026-02-01 10:00', 2) RETURNING id",
                str(self.person.id),
                self.person.id,
            )
        )
        visitor_id = self.env.cr.fetchone()[0]
        self.env.cr.execute(
            "INSERT INTO website_track (visitor_id, url, visit_datetime) VALUES (%s, '/shop', '2026-02-01 09:59')",
            [visitor_id],
        )
        entries = self.admin_timeline(self.person)["entries"]
        self.assertEqual([entry["kind"] for entry in entries], ["visit", "page"])
        self.assertEqual(entries[1]["title"], "/shop")
        self.assertEqual(entries[1]["open"], {"model": "website.visitor", "id": visitor_id})
        self.assertFalse(self.timeline(self.person)["entries"], "not for everybody")

    def test_mailing_and_click(self):
        mailings = self.needs("mailing.mailing", "mailings")
        mailing = mailings.create(
            {"subject": "Spring", "mailing_model_id": self.env["ir.model"]._get_id("res.partner"), "body_html": "<p/>"}
        )
        self.env["mailing.trace"].create(
            {
                "model": "res.partner",
                "res_id": self.person.id,
                "mass_mailing_id": mailing.id,
                "sent_datetime": datetime(2026, 2, 1),
                "links_click_datetime": datetime(2026, 2, 2),
            }
        )
        # of another model, but the same id
        self.env["mailing.trace"].create(
            {
                "model": "mailing.contact",
                "res_id": self.person.id,
                "mass_mailing_id": mailing.id,
                "sent_datetime": datetime(2026, 2, 3),
            }
        )
        entries = self.admin_timeline(self.person)["entries"]
        self.assertEqual(
            [(entry["kind"], entry["title"]) for entry in entries], [("click", "Spring"), ("mailing", "Spring")]
        )
        self.assertEqual(entries[0]["open"], {"model": "mailing.mailing", "id": mailing.id})

    def connect(self, record):
        """As a steward does with a record that has no field for its contact."""
        self.env["partner.silo.source"]._propose()
        source = self.env["partner.silo.source"].search([("model", "=", record._name)], limit=1)
        found = {"source_id": source.id, "res_model": record._name, "res_id": record.id, "slot": "link", "kind": "one"}
        finding = self.env["partner.silo.record"].create({**found, "partner_id": self.person.id})
        self.assertFalse(self.admin_timeline(self.person)["entries"], "a match alone is no connection")
        finding.action_link()

    def test_mailing_of_a_connected_subscriber(self):
        """What was sent to a mailing contact is a touch once somebody has connected it."""
        mailings = self.needs("mailing.mailing", "mailings")
        subscriber = self.env["mailing.contact"].create({"name": "J. Müller", "email": "j@kaeserei.example"})
        mailing = mailings.create(
            {"subject": "Spring", "mailing_model_id": self.env["ir.model"]._get_id("mailing.contact")}
        )
        self.env["mailing.trace"].create(
            {
                "model": "mailing.contact",
                "res_id": subscriber.id,
                "mass_mailing_id": mailing.id,
                "sent_datetime": datetime(2026, 2, 1),
                "links_click_datetime": datetime(2026, 2, 2),
            }
        )
        self.connect(subscriber)
        page = self.admin_timeline(self.company)
        self.assertEqual(
            [(entry["kind"], entry["title"], entry["contact"]) for entry in page["entries"]],
            [("click", "Spring", "Jörg Müller"), ("mailing", "Spring", "Jörg Müller")],
        )
        self.assertEqual(page["figures"]["total"], 2)
        self.Touchpoint._refresh(SQL("p.id = %s", self.person.id))
        self.env.invalidate_all()
        self.assertEqual(str(self.person.touchpoint_last), "2026-02-02")

    def chat(self, guest=None, partner=None, **values):
        """A live chat of a visitor with a colleague."""
        channel = self.env["discuss.channel"].create(
            {"name": "Visitor 7", "channel_type": "livechat", "livechat_operator_id": self.anna.partner_id.id, **values}
        )
        visitor = {"livechat_member_type": "visitor", "guest_id": guest and guest.id}
        self.env["discuss.channel.member"].create(
            [
                {"channel_id": channel.id, **visitor, "partner_id": partner and partner.id},
                {
                    "channel_id": channel.id,
                    "partner_id": self.anna.partner_id.id,
                    "livechat_member_type": "agent",
                },
            ]
        )
        self.env.flush_all()
        for records in (
            channel,
            self.env["im_livechat.channel.member.history"].search([("channel_id", "=", channel.id)]),
        ):
            self.entered(records)
        return channel

    def test_live_chat(self):
        """A chat is a touch with whoever was logged in, not with the colleague who answered."""
        self.needs("im_livechat.channel", "live chats")
        channel = self.chat(partner=self.person)
        (entry,) = self.admin_timeline(self.company)["entries"]
        self.assertEqual((entry["kind"], entry["title"], entry["contact"]), ("chat", "Visitor 7", "Jörg Müller"))
        self.assertEqual(entry["open"], {"model": "discuss.channel", "id": channel.id})
        self.assertFalse(self.timeline(self.person)["entries"], "not for those who may not see live chats")
        kinds = self.admin_timeline(self.anna.partner_id)["figures"]["kinds"]
        self.assertNotIn("chat", kinds)

    def test_live_chat_of_a_guest(self):
        self.needs("im_livechat.channel", "live chats")
        guest = self.env["mail.guest"].create({"name": "Visitor 7", "email": "j@kaeserei.example"})
        self.chat(guest=guest)
        self.connect(guest)
        (entry,) = self.admin_timeline(self.person)["entries"]
        self.assertEqual((entry["kind"], entry["day"]), ("chat", "02/01/2026"))

    def test_live_chat_of_a_visitor_of_the_website(self):
        self.needs("im_livechat.channel", "live chats")
        if "livechat_visitor_id" not in self.env["discuss.channel"]._fields:
            self.skipTest("the app for live chats on the website is not installed")
        visitor = self.env["website.visitor"].create({"access_token": str(self.person.id), "website_id": 1})
        self.assertEqual(visitor.partner_id, self.person)
        guest = self.env["mail.guest"].create({"name": "Visitor 7"})
        self.chat(guest=guest, livechat_visitor_id=visitor.id)
        self.assertIn("chat", self.admin_timeline(self.person)["figures"]["kinds"])

    def test_event(self):
        events = self.needs("event.event", "events")
        event = events.create(
            {"name": "Open Day", "date_begin": datetime(2026, 3, 20, 8), "date_end": datetime(2026, 3, 20, 18)}
        )
        self.env["event.registration"].create({"event_id": event.id, "partner_id": self.person.id, "name": "J"})
        page = self.admin_timeline(self.company)
        self.assertEqual([entry["title"] for entry in page["upcoming"]], ["Open Day"])
        self.assertEqual(page["figures"]["next"], "2026-03-20", "the day of the event, not of the registration")
        self.Touchpoint._refresh(SQL("p.id = ANY(%s)", (self.company + self.person).ids))
        self.env.invalidate_all()
        self.assertEqual(str(self.person.touchpoint_next), "2026-03-20")
        self.assertEqual(self.admin_timeline(self.company, text="open da")["upcoming"][0]["title"], "Open Day")
