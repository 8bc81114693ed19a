import logging

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.http import request
from odoo.tools import SQL

_logger = logging.getLogger(__name__)

KINDS = [
    ("export", "Export"),
    ("bulk_read", "Bulk read"),
    ("reveal", "Protected data revealed"),
    ("proof", "Proof of consent"),
    ("merge", "Merging"),
    ("portability", "Copy of a person's data"),
    ("erasure", "Erasure"),
    ("other", "Other"),
]
KEEP_MONTHS = "customer_data_quality.access_keep_months"
DEFAULT_KEEP_MONTHS = 24
# Rows deleted in one transaction.
BATCH = 10_000


class PartnerAccessLog(models.Model):
    """Who took how much personal data, when and why. Rows are added and never changed; they go when their time is up.

    Contacts stand here by their id alone, so nothing personal of them outlasts their erasure.
    """

    _name = "partner.access.log"
    _description = "Access to Personal Data"
    _inherit = ("mail.thread", "mail.activity.mixin")
    _order = "date desc, id desc"
    _log_access = False
    _rec_name = "kind"

    date = fields.Datetime(required=True, readonly=True, index=True)
    user_id = fields.Many2one("res.users", string="Who", required=True, readonly=True, ondelete="restrict")
    company_id = fields.Many2one("res.company", required=True, readonly=True, ondelete="restrict")
    kind = fields.Selection(KINDS, string="What", required=True, readonly=True)
    model = fields.Char(string="Technical Name", readonly=True)
    model_label = fields.Char(compute="_compute_model_label", string="Of")
    count = fields.Integer(string="How Many", readonly=True, aggregator="sum")
    contact_ref = fields.Integer(string="Contact's Id", readonly=True, aggregator=None, help="If it was one contact.")
    partner_id = fields.Many2one("res.partner", compute="_compute_partner_id", string="Contact")
    reason = fields.Char(string="Why", readonly=True)
    details = fields.Char(readonly=True, help="Names of the fields that were exported, for one.")
    ip_address = fields.Char(string="From", readonly=True, help="Address of the computer, as the server saw it.")
    unusual = fields.Boolean(readonly=True, help="Far more than this user's usual day; privacy officers were told.")
    usual_count = fields.Integer(
        string="Usual per Day", readonly=True, aggregator=None, help="Mean of the user's days before, where unusual."
    )

    _user_date_idx = models.Index("(user_id, date)")

    def init(self):
        """Rows are protected from whoever works with the database, too. What is older than the time for which they
        are kept may be deleted; nothing may that is younger than a month. The reason can be emptied, as it may name a
        person who has to be erased."""
        self.env.cr.execute(
            """
            CREATE OR REPLACE FUNCTION partner_access_log_guard() RETURNS trigger LANGUAGE plpgsql AS $$
            DECLARE
                months int;
            BEGIN
                IF TG_OP = 'DELETE' THEN
                    SELECT substring(value FROM '^[0-9]{1,4}$')::int INTO months FROM ir_config_parameter
                        WHERE key = 'customer_data_quality.access_keep_months';
                    IF OLD.date < (now() AT TIME ZONE 'UTC')
                        - make_interval(months => GREATEST(COALESCE(months, 24), 1))
                    THEN
                        RETURN OLD;
                    END IF;
                END IF;
                IF TG_OP = 'UPDATE' AND NEW.reason IS NULL THEN
                    NEW.reason := OLD.reason;
                    IF NEW = OLD THEN
                        NEW.reason := NULL;
                        RETURN NEW;
                    END IF;
                END IF;
                RAISE EXCEPTION 'The access log is kept as it is: % refused', TG_OP
                    USING ERRCODE = 'restrict_violation';
            END $$;
            DROP TRIGGER IF EXISTS partner_access_log_guard ON partner_access_log;
            CREATE TRIGGER partner_access_log_guard BEFORE UPDATE OR DELETE ON partner_access_log
                FOR EACH ROW EXECUTE FUNCTION partner_access_log_guard();
            DROP TRIGGER IF EXISTS partner_access_log_no_truncate ON partner_access_log;
            CREATE TRIGGER partner_access_log_no_truncate BEFORE TRUNCATE ON partner_access_log
                FOR EACH STATEMENT EXECUTE FUNCTION partner_access_log_guard();
            """
        )
        return super().init()

    @api.depends("kind", "user_id")
    def _compute_display_name(self):
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        for row in self:
            # sudo: who it was is what the log is for
            row.display_name = f"{kinds.get(row.kind, '')} – {row.user_id.sudo().name}"

    @api.depends("model")
    def _compute_model_label(self):
        for row in self:
            row.model_label = self.env["ir.model"]._get(row.model or "").name or row.model

    @api.depends("contact_ref")
    def _compute_partner_id(self):
        # only what the reader may see; a contact that is gone shows as its id
        ids = self.env["res.partner"].with_context(active_test=False).search([("id", "in", self.mapped("contact_ref"))])
        for row in self:
            row.partner_id = row.contact_ref if row.contact_ref in ids._ids else False

    @api.model
    def _log(self, kind, records=None, reason=None, count=None, details=None):
        """Note an access. To be called by whatever hands out personal data, within the same transaction.

        :param str kind: one of KINDS
        :param records: recordset that was handed out, of any model
        :param str reason: why, in the user's words
        :param int count: how many, if it is not the number of records
        :param str details: what of them; no personal data
        :return: record of partner.access.log, as superuser
        :raises ValueError: for an unknown kind
        """
        if kind not in dict(KINDS):
            raise ValueError(f"Unknown kind of access: {kind!r}")
        if records is not None and count is None:
            count = len(records)
        single = records is not None and records._name == "res.partner" and len(records) == 1
        # sudo: users add rows by what they do, and by nothing else
        quiet = self.sudo().with_context(
            tracking_disable=True, mail_create_nolog=True, mail_create_nosubscribe=True, mail_notrack=True
        )
        row = quiet.create(
            {
                "date": fields.Datetime.now(),
                "user_id": self.env.uid,
                "company_id": self.env.company.id,
                "kind": kind,
                "model": records._name if records is not None else False,
                "count": count or 0,
                "contact_ref": records.id if single else 0,
                "reason": reason,
                "details": details,
                "ip_address": request.httprequest.remote_addr if request else False,
                **self._judged(kind, count or 0),
            }
        )
        if row.unusual:
            row._tell_officers()
        return row

    # nothing may ever get to `super`, on whichever way
    def write(self, vals):  # pylint: disable=method-required-super
        raise UserError(self.env._("The access log can't be changed."))

    def unlink(self):  # pylint: disable=method-required-super
        message = self.env._("The access log can't be deleted. Its rows go by themselves when their time is up.")
        raise UserError(message)  # pylint: disable=no-raise-unlink

    def copy_data(self, default=None):
        raise UserError(self.env._("The access log can't be copied."))

    @api.model
    def _cron_purge(self):
        """Delete the rows whose time is up, with what hangs on them."""
        cron = self.env["ir.cron"]
        parameters = self.env["ir.config_parameter"].sudo()  # sudo: a setting of the system
        months = max(int(parameters.get_param(KEEP_MONTHS) or DEFAULT_KEEP_MONTHS), 1)
        while True:
            rows = self.env.execute_query(
                SQL(
                    "DELETE FROM partner_access_log WHERE id IN (SELECT id FROM partner_access_log "
                    "WHERE date < (now() AT TIME ZONE 'UTC') - make_interval(months => %s) "
                    "ORDER BY date LIMIT %s) RETURNING id",
                    months,
                    BATCH,
                )
            )
            if not rows:
                return
            ids = [id_ for (id_,) in rows]
            self.invalidate_model(flush=False)
            self.env["mail.activity"].search([("res_model", "=", self._name), ("res_id", "in", ids)]).unlink()
            self.env["mail.message"].search([("model", "=", self._name), ("res_id", "in", ids)]).unlink()
            _logger.info("%s rows of the access log were older than %s months and are gone.", len(ids), months)
            if not cron._commit_progress(len(ids)):
                return
