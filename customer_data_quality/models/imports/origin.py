from odoo import api, fields, models
from odoo.tools import SQL

from ..rare_lines import RareLines

USER = "customer_data_quality.group_user"


class PartnerOrigin(models.Model):
    """Where a contact came from: asked for by whoever wants to know what is held about them, and why."""

    _name = "partner.origin"
    _description = "Origin of a Contact"
    _order = "date desc, id desc"
    _log_access = False
    _rec_name = "source"

    partner_id = fields.Many2one("res.partner", string="Contact", required=True, index=True, ondelete="cascade")
    source = fields.Char(required=True, help="The file, fair, form or former system.")
    date = fields.Datetime(required=True, default=fields.Datetime.now)
    user_id = fields.Many2one("res.users", string="By", default=lambda self: self.env.user, ondelete="set null")
    import_id = fields.Many2one("partner.import", index="btree_not_null", ondelete="set null")
    company_id = fields.Many2one(related="partner_id.company_id", string="Company of the Contact")


class ResPartner(models.Model):
    _inherit = "res.partner"  # pylint: disable=consider-merging-classes-inherited

    import_origin_ids = RareLines("partner.origin", "partner_id", string="Origin", groups=USER)

    def _origins(self):
        """Where these contacts came from, as letters to them have to say.

        :return: {contact id: [{"source": str, "date": datetime, "user": name or "", "import_id": id or False}]}, the
            latest first; contacts that were typed in have an empty list
        """
        found = {partner.id: [] for partner in self}
        # sudo: whoever may read the contact may know where it is from
        for origin in self.env["partner.origin"].sudo().search([("partner_id", "in", self.ids)]):
            found[origin.partner_id.id].append(
                {
                    "source": origin.source,
                    "date": origin.date,
                    "user": origin.user_id.name or "",
                    "import_id": origin.import_id.id,
                }
            )
        return found

    def _add_origins(self, source, record=None):
        """Note where contacts are from, once for each import.

        :param str source: in words
        :param record: the partner.import, if there is one
        """
        if not self:
            return
        self.env["partner.origin"].flush_model()
        self.env.cr.execute(
            SQL(
                """
                INSERT INTO partner_origin (partner_id, source, date, user_id, import_id)
                SELECT id, %(source)s, now() AT TIME ZONE 'UTC', %(user)s, %(record)s FROM unnest(%(ids)s) AS p(id)
                WHERE %(record)s IS NULL OR NOT EXISTS (
                    SELECT FROM partner_origin o WHERE o.partner_id = p.id AND o.import_id = %(record)s)
                """,
                source=source,
                user=self.env.uid,
                record=SQL("%s::int", record.id if record else None),
                ids=list(set(self.ids)),
            )
        )
        self.env["partner.origin"].invalidate_model(flush=False)
        self.invalidate_recordset(["import_origin_ids"], flush=False)

    @api.model
    def _origin_of_file(self):
        """The source of contacts that Odoo's own import creates, in words."""
        return self.env.context.get("partner_origin") or self.env._("Imported file")


class BaseImport(models.TransientModel):
    _inherit = "base_import.import"  # pylint: disable=consider-merging-classes-inherited

    def execute_import(self, fields, columns, options, dryrun=False):
        """Contacts remember the file they are from."""
        record = self.with_context(partner_origin=self.file_name) if self.res_model == "res.partner" else self
        return super(BaseImport, record).execute_import(fields, columns, options, dryrun=dryrun)
