"""What the tests of privacy requests share: a person whose traces are all over the database."""

from datetime import date

from odoo import Command, fields
from odoo.tests import TransactionCase, new_test_user

OFFICER = "customer_data_quality.group_privacy_officer"
NAME = "Wilhelmine Quastenbruck"
EMAIL = "wilhelmine@quastenbruck.example"
PHONE = "+49 30 23125 048"
E164 = "+493023125048"


class PrivacyCase(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env = cls.env(context={**cls.env.context, "no_vat_validation": True, "tracking_disable": False})
        cls.Request = cls.env["partner.privacy.request"]
        cls.Finding = cls.env["partner.privacy.finding"]
        cls.Hold = cls.env["partner.privacy.hold"]
        cls.company = cls.env.company
        cls.company.write({"country_id": cls.env.ref("base.de").id, "privacy_two_persons": False})
        cls.officer = new_test_user(cls.env, "privacy-officer", groups=f"base.group_user,{OFFICER}")
        cls.second = new_test_user(cls.env, "privacy-second", groups=f"base.group_user,{OFFICER}")
        cls.clerk = new_test_user(
            cls.env, "privacy-clerk", groups="customer_data_quality.group_user,base.group_partner_manager"
        )
        cls.person = cls.make_person()
        cls.bystander = cls.env["res.partner"].create(
            {"name": "Bertram Nebenmann", "email": "bertram@nebenmann.example", "phone": "+49 30 23125 077"}
        )

    @classmethod
    def make_person(cls, **values):
        return cls.env["res.partner"].create(
            {
                "name": NAME,
                "email": EMAIL,
                "phone": PHONE,
                "street": "Quastenweg 12",
                "zip": "99998",
                "city": "Neustett",
                "country_id": cls.env.ref("base.de").id,
                "comment": f"<p>{NAME} likes to be called at {PHONE}</p>",
                **values,
            }
        )

    def ask(self, kind="erasure", partner=None, user=None, **values):
        """Take down a request whose identity is checked."""
        request = self.Request.with_user(user or self.officer).create(
            {"kind": kind, "partner_id": (partner or self.person).id, "identity_method": "known", **values}
        )
        request.action_identify()
        return request

    def find(self, request, thorough=True):
        """Find the data, texts too, as the scheduler would."""
        request.action_search()
        while thorough and request.sudo()._search_tables(100):
            pass
        return request.sudo().finding_ids

    def erase(self, request, everything=True):
        findings = self.find(request)
        if everything:
            findings.filtered(lambda finding: finding.way in ("name", "text")).is_selected = True
        request.action_erase()
        while request.sudo()._search_tables(100):
            pass
        return findings

    def rows_with(self, *terms):
        """Every row of every table in which a text stands, whatever the case: {(table, id)}."""
        self.env.flush_all()
        self.env.cr.execute(
            """
            SELECT t.relname, array_agg(a.attname::text) FROM pg_class t
            JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped
            JOIN pg_type k ON k.oid = a.atttypid
            WHERE t.relkind = 'r' AND t.relnamespace = current_schema::regnamespace
                AND (k.typcategory = 'S' OR k.typname IN ('json', 'jsonb', '_text', '_varchar'))
            GROUP BY 1
            """
        )
        found = set()
        for table, columns in self.env.cr.fetchall():
            text = " || ' ' || ".join(f"""COALESCE("{column}"::text, '')""" for column in columns)
            key = "to_jsonb(t) ->> 'id'"
            patterns = [f"%{term}%" for term in terms]
            self.env.cr.execute(f'SELECT {key} FROM "{table}" t WHERE {text} ILIKE ANY(%s)', [patterns])
            found |= {(table, int(id_ or 0)) for (id_,) in self.env.cr.fetchall()}
        return found

    # -- traces ---------------------------------------------------------------------------------------

    @classmethod
    def plant(cls):
        """Leave traces of the person in everything that is installed.

        :return: {name: record}
        """
        env, person = cls.env, cls.person
        traces = {"contact": person}

        def add(name, model, /, **values):
            if model in env:
                traces[name] = env[model].create(values)
            return traces.get(name)

        add("address", "res.partner", name=f"{NAME} Ferienhaus", type="delivery", parent_id=person.id, street="Quast 1")
        merged = cls.make_person(name=f"{NAME} alt", email="alt@quastenbruck.example")
        env["partner.merge"]._merge(person, merged, reason=f"Both are {NAME}")
        traces["merged"] = merged
        add("bank", "res.partner.bank", acc_number="DE00 1234 0000", partner_id=person.id, acc_holder_name=NAME)
        traces["note"] = person.message_post(body=f"{NAME} called from {PHONE}")
        traces["mail in"] = person.message_post(body="Hello", author_id=person.id, email_from=f"{NAME} <{EMAIL}>")
        traces["other's chatter"] = cls.bystander.message_post(body=f"Knows {NAME}, <{EMAIL}>")
        traces["written to other"] = cls.bystander.message_post(body="Hi there", author_id=person.id)
        person.write({"email": f"neu.{EMAIL}"})
        person.write({"email": EMAIL})
        traces["file"] = env["ir.attachment"].create(
            {"name": f"{NAME}.txt", "raw": f"{NAME}, {EMAIL}".encode(), "res_model": "res.partner", "res_id": person.id}
        )
        traces["activity"] = person.activity_schedule("mail.mail_activity_data_todo", summary=f"Call {NAME}")
        add("mail queue", "mail.mail", email_to=EMAIL, subject=f"For {NAME}", body_html=f"<p>{NAME}</p>")
        add("excluded", "mail.blacklist", email=EMAIL)
        add("number", "phone.blacklist", number=E164)
        add("user", "res.users", name=NAME, login=EMAIL, partner_id=person.id, group_ids=[
            Command.set(env.ref("base.group_portal").ids)
        ])  # fmt: skip
        purpose = env["partner.consent.purpose"].create(
            {
                "name": "Trace", "code": "trace_news", "is_marketing": True, "channel_email": True,
                "text_ids": [Command.create({"lang": "en", "body": "Yes"})],
            }
        )  # fmt: skip
        traces["consent"] = person._consent_record(purpose, "email", method="paper", note=f"Card of {NAME}")
        traces["proposal"] = env["partner.review.proposal"]._propose(
            person, {"city": ("Neustett", "Quastenstadt")}, f"Greetings, {NAME}", "portal", env.user
        )
        add("link", "partner.link", token_hash="0" * 64, purpose="data_check", partner_id=person.id,
            expires_at=fields.Datetime.now())  # fmt: skip
        cls._plant_apps(add, traces)
        return traces

    @classmethod
    def _plant_apps(cls, add, traces):
        person = cls.person
        add("lead", "crm.lead", name=f"Offer for {NAME}", partner_id=person.id, type="opportunity")
        add("free lead", "crm.lead", name="From the fair", email_from=f"{NAME} <{EMAIL}>", contact_name=NAME,
            phone=PHONE, description=f"<p>Write to {EMAIL}</p>")  # fmt: skip
        add("phone lead", "crm.lead", name="Missed call", phone=PHONE)
        add("named lead", "crm.lead", name="By name", contact_name=NAME)
        if "crm.lead" in cls.env:
            traces["lead note"] = traces["free lead"].message_post(body=f"{NAME} wants two")
            traces["other lead"] = cls.env["crm.lead"].create(
                {"name": f"Recommended by {NAME}", "partner_id": cls.bystander.id}
            )
        add("list contact", "mailing.contact", name=NAME, email=EMAIL)
        if "mailing.mailing" in cls.env:
            mailing = cls.env["mailing.mailing"].create(
                {
                    "subject": "News",
                    "body_html": "<p>Hi</p>",
                    "mailing_model_id": cls.env["ir.model"]._get_id("res.partner"),
                }
            )
            add("trace of mailing", "mailing.trace", mass_mailing_id=mailing.id, model="res.partner", res_id=person.id,
                email=EMAIL)  # fmt: skip
        if "event.event" in cls.env:
            event = cls.env["event.event"].create(
                {"name": "Fair", "date_begin": "2026-01-01", "date_end": "2026-01-02", "date_tz": "UTC"}
            )
            add("registration", "event.registration", event_id=event.id, partner_id=person.id, name=NAME, email=EMAIL)
            add("free registration", "event.registration", event_id=event.id, name=NAME, email=EMAIL.upper())
        if "calendar.event" in cls.env:
            add("meeting", "calendar.event", name=f"Lunch with {NAME}", start="2026-02-01 10:00:00",
                stop="2026-02-01 11:00:00", partner_ids=[Command.set((person | cls.bystander).ids)])  # fmt: skip
        if "website.visitor" in cls.env:
            add("visitor", "website.visitor", access_token=str(person.id), partner_id=person.id)
        cls._plant_documents(add, traces)

    @classmethod
    def _plant_documents(cls, add, traces):
        person = cls.person
        if "sale.order" in cls.env:
            product = cls.env["product.product"].create({"name": "Brush"})
            line = Command.create({"product_id": product.id})
            add("quotation", "sale.order", partner_id=person.id, order_line=[line], note=f"<p>For {NAME}</p>")
            add("order", "sale.order", partner_id=person.id, order_line=[line], client_order_ref=f"by {NAME}")
            traces["order"].action_confirm()
        if "account.move" in cls.env:
            accounts = cls.env["account.account"]
            values = {"company_ids": [Command.link(cls.company.id)]}
            income = accounts.create({"name": "Income", "code": "QX400", "account_type": "income", **values})
            owed = accounts.create(
                {"name": "Owed", "code": "QX100", "account_type": "asset_receivable", "reconcile": True, **values}
            )
            person.property_account_receivable_id = owed
            journal = cls.env["account.journal"].create({"name": "Sales X", "code": "QXS", "type": "sale"})
            for name, day in (("invoice", date(2025, 3, 1)), ("old invoice", date(2012, 3, 1))):
                traces[name] = cls.env["account.move"].create(
                    {
                        "move_type": "out_invoice",
                        "partner_id": person.id,
                        "journal_id": journal.id,
                        "invoice_date": day,
                        "date": day,
                        "narration": f"<p>Thanks, {NAME}</p>",
                        "invoice_line_ids": [
                            Command.create(
                                {"name": "Brush", "account_id": income.id, "price_unit": 10, "tax_ids": False}
                            )
                        ],
                    }
                )
                traces[name].action_post()
            traces["draft invoice"] = traces["invoice"].copy({"narration": f"<p>{NAME}</p>"})
