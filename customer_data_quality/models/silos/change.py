from datetime import date, datetime

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

ACTIONS = [
    ("link", "Linked"),
    ("create", "Contact Created"),
    ("to_contact", "Contact Updated"),
    ("to_record", "Record Updated"),
    ("share", "Contact Shared"),
]
STATES = [("done", "Done"), ("undone", "Undone")]
KEPT_DAYS = 365
NOTED_TYPES = ("char", "text", "many2one", "selection", "boolean")


class PartnerSiloChange(models.Model):
    """What somebody changed from the list of records that are not connected, so that it can be undone.

    Apps change more than one field when a record is linked (leads take over the contact's address): whatever has
    changed on either side is noted, and goes back.
    """

    _name = "partner.silo.change"
    _description = "Change of a Connection"
    _order = "id desc"
    _log_access = False
    _rec_name = "date"

    date = fields.Datetime(required=True, readonly=True, default=fields.Datetime.now)
    user_id = fields.Many2one("res.users", readonly=True, ondelete="set null", default=lambda self: self.env.user)
    action = fields.Selection(ACTIONS, required=True, readonly=True)
    source_id = fields.Many2one("partner.silo.source", readonly=True, ondelete="cascade", string="Place")
    res_model = fields.Char(required=True, readonly=True)
    res_id = fields.Many2oneReference(required=True, readonly=True, model_field="res_model", string="Record")
    slot = fields.Char(required=True, readonly=True)
    partner_id = fields.Many2one("res.partner", readonly=True, index=True, ondelete="cascade", string="Contact")
    changed = fields.Json(readonly=True, help="[model, id, field, old value, new value] of each changed field.")
    summary = fields.Char(compute="_compute_summary", string="What Changed")
    state = fields.Selection(STATES, required=True, readonly=True, default="done")

    @api.depends("changed")
    def _compute_summary(self):
        for change in self:
            parts = []
            for model, _id, name, old, new in change.changed or ():
                field = self.env[model]._fields.get(name) if model in self.env else None
                if field is not None and field.type in ("char", "text"):
                    label = field._description_string(self.env)
                    parts.append(f"{label}: {old or '–'} → {new or '–'}")
            change.summary = "; ".join(parts)

    @api.model
    def _values(self, *records):
        """What people can change of records, as plain values: {(model, id, field): value}."""
        values = {}
        for record in records:
            record.invalidate_recordset(flush=True)
            for name, field in record._fields.items():
                if field.store and field.column_type and field.type in NOTED_TYPES and not field.inherited:
                    if name in models.MAGIC_COLUMNS or field.readonly or field.company_dependent:
                        continue
                    # sudo: fields of groups that the user is not in may change, too, and have to go back
                    value = record.sudo()[name]
                    values[record._name, record.id, name] = value.id if field.type == "many2one" else _plain(value)
        return values

    @api.model
    def _note(self, finding, action, partner, before, *records):
        """Note what has become different.

        :param dict before: of `_values`, before the change
        """
        after = self._values(*records)
        changed = [[*key, before.get(key), value] for key, value in after.items() if before.get(key) != value]
        # sudo: nobody writes the journal but the decisions
        return self.sudo().create(
            {
                "user_id": self.env.uid,
                "action": action,
                "source_id": finding.source_id.id,
                "res_model": finding.res_model,
                "res_id": finding.res_id,
                "slot": finding.slot,
                "partner_id": partner.id,
                "changed": changed,
            }
        )

    def action_undo(self):
        """Give both sides back what they had.

        :raises UserError: if somebody has changed the same fields since, or the record is gone
        """
        for change in self.sorted("id", reverse=True):
            if change.state == "undone":
                raise UserError(self.env._("This was undone before."))
            change._check_undo()
            for (model, id_), values in change._old_values().items():
                self.env[model].browse(id_).write(values)
            if change.action == "create" and change.partner_id:
                # nothing is deleted: others may have begun to use the contact
                change.partner_id.action_archive()
            # sudo: as in `_note`
            change.sudo().state = "undone"
            change._reopen()
        return True

    def _check_undo(self):
        for model, id_, name, _old, new in self.changed or ():
            if model not in self.env or name not in self.env[model]._fields:
                raise UserError(self.env._("The app of this record was uninstalled, so this can't be undone."))
            record = self.env[model].browse(id_).exists()
            if not record:
                raise UserError(self.env._("The record was deleted, so this can't be undone."))
            field = record._fields[name]
            value = record.sudo()[name]  # sudo: as in `_values`
            if (value.id if field.type == "many2one" else _plain(value)) != new:
                raise UserError(
                    self.env._(
                        "“%(field)s” of “%(record)s” was changed since. Undo that first, or correct it by hand.",
                        field=field._description_string(self.env),
                        record=record.display_name,
                    )
                )

    def _old_values(self):
        values = {}
        for model, id_, name, old, _new in self.changed or ():
            values.setdefault((model, id_), {})[name] = old
        return values

    def _reopen(self):
        """Have the finding decided on again."""
        # sudo: as in `_note`
        findings = self.env["partner.silo.record"].sudo()
        finding = findings.search(
            [("source_id", "=", self.source_id.id), ("res_id", "=", self.res_id), ("slot", "=", self.slot)]
        )
        finding.write({"state": "open"})

    @api.autovacuum
    def _gc_changes(self):
        """Forget changes of long ago: they hold values of people."""
        day = fields.Datetime.subtract(fields.Datetime.now(), days=KEPT_DAYS)
        self.env.cr.execute(SQL("DELETE FROM partner_silo_change WHERE date < %s", day))


def _plain(value):
    return value.isoformat() if isinstance(value, (date, datetime)) else value or False
