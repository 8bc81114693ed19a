"""What tests of imports share: files, running the scheduler, and looking at rows."""

import csv
import io

from odoo.tests import TransactionCase, new_test_user

OPTIONS = {"has_headers": True, "quoting": '"', "separator": "", "encoding": "", "match_contacts": True}


def as_csv(rows, encoding="utf-8", separator=","):
    """Rows as a file."""
    out = io.StringIO()
    csv.writer(out, delimiter=separator).writerows(rows)
    return out.getvalue().encode(encoding)


class ImportCase(TransactionCase):
    """Tests of imports, as a person who may write contacts."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.user = new_test_user(
            cls.env, "imports_user", "base.group_partner_manager,customer_data_quality.group_user", lang="en_US"
        )
        cls.env = cls.env(context={**cls.env.context, "no_vat_validation": True})
        cls.Partner = cls.env["res.partner"]
        cls.Import = cls.env["partner.import"]

    def upload(self, content, name="contacts.csv", user=None, **options):
        """A file as the screen has uploaded it, and what its preview says."""
        file = (
            self.env["base_import.import"]
            .with_user(user or self.user)
            .create({"res_model": "res.partner", "file": content, "file_name": name, "file_type": "text/csv"})
        )
        preview = file.parse_preview({**OPTIONS, **options})
        return file, preview

    def start(self, content, name="contacts.csv", fields=None, user=None, **options):
        """Upload a file, take over the suggested columns, and have it matched."""
        if isinstance(content, list):
            content = as_csv(content)
        file, preview = self.upload(content, name, user, **options)
        self.assertNotIn("error", preview)
        if fields is None:
            matches = preview["matches"] or {}
            fields = ["/".join(matches[i]) if i in matches else False for i in range(len(preview["headers"]))]
        action = self.Import.with_user(user or self.user).start(file.id, fields, preview["options"])
        record = self.Import.browse(action["res_id"])
        self.run_cron()
        return record

    def decide(self, record, **decisions):
        """Decide for all rows and import."""
        record = record.with_user(record.user_id)
        if decisions:
            record.write({f"decision_{kind}": how for kind, how in decisions.items()})
        record.action_import()
        self.run_cron()

    def run_cron(self):
        """Run the scheduled action on this test's data, with its commits made harmless."""
        self.env.flush_all()
        with self.enter_registry_test_mode(), self.registry.cursor() as cr:
            self.env(cr=cr).ref("customer_data_quality.cron_import").method_direct_trigger()
        self.env.invalidate_all()

    def rows(self, record):
        """What became of each row: [(number, match, state, name of the contact)]; added companies are left out."""
        lines = record.line_ids.filtered(lambda line: not line.is_added).sorted("number")
        return [(line.number, line.match, line.state, line.partner_id.name) for line in lines]

    def touch(self, partner):
        """Make a contact look as if somebody had changed it later."""
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE res_partner SET write_date = now() AT TIME ZONE 'UTC' + interval '1 hour' WHERE id = %s",
            [partner.id],
        )
        partner.invalidate_recordset()
