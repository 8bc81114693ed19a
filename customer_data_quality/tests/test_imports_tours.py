from odoo import Command
from odoo.tests import new_test_user, tagged

from .common import TourCase


@tagged("post_install", "-at_install")
class TestImportTours(TourCase):
    """Importing a list in the browser, as somebody of the office does."""

    def test_import(self):
        groups = "base.group_partner_manager,customer_data_quality.group_user"
        user = new_test_user(self.env, "import_tour", groups, name="Tour Ida", password="import_tour")
        partners = self.env["res.partner"].with_context(tracking_disable=True)
        juergen = partners.create({"name": "Jürgen Tourgroß", "email": "juergen@tour-import.example"})
        partners.create(
            {"name": "Kurt Tourmaier", "zip": "8010", "city": "Graz", "country_id": self.env.ref("base.at").id}
        )
        imports = type(self.env["partner.import"])
        status, seen = imports.status, set()

        def work_and_status(records):
            """What the page asks while it waits; the scheduler, which is off in tests, works meanwhile."""
            seen.add(status(records)["state"])
            records.env["partner.import"].sudo()._cron_import()
            records.invalidate_recordset()
            return status(records)

        self.patch(imports, "status", work_and_status)
        self.start_tour("/odoo/import-contacts", f"{self.prefix}imports", login=user.login)
        self.assertLessEqual({"reading", "running", "undoing"}, seen, "the page follows the work")
        record = self.env["partner.import"].search([("user_id", "=", user.id)])
        self.assertEqual(
            (record.name, record.source, record.state, record.kept), ("Messe Köln.csv", "Fair in Köln", "undone", 0)
        )
        decided = {line.label: (line.match, line.state) for line in record.line_ids if not line.is_added}
        self.assertEqual(
            decided,
            {
                "Jürgen Tourgroß": ("certain", "undone"),
                "Zoë Tourbärlocher": ("new", "undone"),
                "Mia Tourmüller": ("new", "skipped"),
                "Kurt Tourmayer": ("possible", "skipped"),
                "Otto Tourübel otto@tour-import.example Germny": (False, "rejected"),
            },
        )
        self.assertFalse(juergen.phone)
        self.assertFalse(partners.search([("name", "in", ("Zoë Tourbärlocher", "Tour Käserei GmbH"))]))


@tagged("post_install", "-at_install")
class TestImportPhoneTours(TourCase):
    browser_size = "390x844"
    touch_enabled = True

    def test_decide(self):
        """Rows are cards on a phone, and each can be decided on."""
        groups = "base.group_partner_manager,customer_data_quality.group_user"
        user = new_test_user(self.env, "import_phone_tour", groups, password="import_phone_tour")
        kurt = self.env["res.partner"].create({"name": "Kurt Tourmaier"})
        lines = [
            {"number": 2, "label": "Kurt Tourmayer", "match": "possible", "partner_id": kurt.id, "probability": 0.92},
            {"number": 3, "label": "Mia Tourmüller", "match": "new"},
        ]
        record = self.env["partner.import"].create(
            {
                "name": "Fair.csv",
                "source": "Fair",
                "user_id": user.id,
                "state": "decide",
                "line_ids": [
                    Command.create({**line, "state": "matched", "because": "Zip: same", "vals": {}}) for line in lines
                ],
            }
        )
        self.start_tour("/odoo/contact-imports", f"{self.prefix}imports_phone", login=user.login)
        self.assertEqual(record.possible_line_ids.decision, "skip")
