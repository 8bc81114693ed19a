"""What tests of access to personal data share: a user who may not read what is protected, and one who may."""

from odoo import Command
from odoo.tests import TransactionCase, new_test_user

from ..models.privacy.access import bulk_reading

EXPORT = "base.group_allow_export"
OFFICER = "customer_data_quality.group_privacy_officer"
USER = "customer_data_quality.group_user"


class AccessCase(TransactionCase):
    """`partner` has a note, a bank account and another address; `notes`, `bank` and `addresses` protect them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env = cls.env(context={**cls.env.context, "no_vat_validation": True})
        cls.user = new_test_user(cls.env, "access-user", groups=f"{USER},base.group_partner_manager,{EXPORT}")
        cls.officer = new_test_user(cls.env, "access-officer", groups=f"{OFFICER},base.group_partner_manager,{EXPORT}")
        cls.partner = cls.env["res.partner"].create(
            {
                "name": "Änne Schöngeist",
                "comment": "<p>Has <b>diabetes</b>; 'DROP TABLE</p>",
                "bank_ids": [Command.create({"acc_number": "DE02 1203 0000 0000 2020 51"})],
                "child_ids": [Command.create({"type": "other", "name": "At home", "street": "Geheimweg 7"})],
            }
        )
        cls.address = cls.partner.child_ids
        cls.bank_account = cls.partner.bank_ids
        cls.notes = cls.env.ref("customer_data_quality.sensitive_notes")
        cls.bank = cls.env.ref("customer_data_quality.sensitive_bank")
        cls.addresses = cls.env.ref("customer_data_quality.sensitive_addresses")
        (cls.notes | cls.bank | cls.addresses).write({"enabled": False})
        cls.Log = cls.env["partner.access.log"]
        cls.seen = cls.partner.with_user(cls.user)

    def setUp(self):
        super().setUp()
        bulk_reading._read.clear()
        self.addCleanup(bulk_reading._read.clear)

    def protect(self, *records):
        for record in records:
            record.enabled = True

    @classmethod
    def make_field(cls, name, **values):
        """A field of the company's own on contacts."""
        return cls.env["ir.model.fields"].create(
            {
                "name": name,
                "field_description": name,
                "model_id": cls.env["ir.model"]._get_id("res.partner"),
                "ttype": "char",
                **values,
            }
        )

    def rows(self, kind):
        return self.Log.search([("kind", "=", kind)])
