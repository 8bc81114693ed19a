"""Emptying and undoing in the scheduler: batches that commit, and go on where they were interrupted."""

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

BATCH = 500


class PartnerFieldEmptying(models.Model):
    _inherit = "partner.field.emptying"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def _cron_work(self):
        """Do what waits, and delete for good what can no longer be undone."""
        cron = self.env["ir.cron"]
        self._finalise()
        while emptying := self._claim():
            count = emptying._undo_batch() if emptying.state == "undoing" else emptying._empty_batch()
            if not cron._commit_progress(count, remaining=1):
                return
        cron._commit_progress(remaining=0)

    @api.model
    def _claim(self):
        """The next entry with work left, locked until the end of the transaction; another process takes another."""
        self.flush_model(["state"])
        rows = self.env.execute_query(
            SQL(
                "SELECT id FROM partner_field_emptying WHERE state IN ('waiting', 'running', 'undoing') "
                "ORDER BY id LIMIT 1 FOR NO KEY UPDATE SKIP LOCKED"
            )
        )
        return self.browse(id_ for (id_,) in rows)

    def _batch(self):
        """The next contacts to be emptied."""
        partners = self.env["res.partner"].with_context(active_test=False)
        return partners.search(Domain(self._domain()) & Domain("id", ">", self.position), order="id", limit=BATCH)

    def _empty_batch(self):
        """Empty the next contacts, keeping their values aside; return how many."""
        partners = self._batch()
        if not partners:
            self.state = "done"
            return 0
        values = partners.read([self.field_name], load=None)
        self.env["partner.field.emptied"].create(
            [
                {"emptying_id": self.id, "partner_id": each["id"], "value": _as_json(each[self.field_name])}
                for each in values
            ]
        )
        # no mail, no line in the chatter of each contact: the log is here
        partners.with_context(tracking_disable=True).write({self.field_name: False})
        self.write({"state": "running", "position": partners[-1].id, "emptied": self.emptied + len(partners)})
        return len(partners)

    def _undo_batch(self):
        """Give the next contacts their values back where they have none; return how many were looked at."""
        kept = self.env["partner.field.emptied"].search([("emptying_id", "=", self.id)], order="id", limit=BATCH)
        if not kept:
            self.state = "undone"
            return 0
        field = self.env["res.partner"]._fields[self.field_name]
        restored = 0
        for line in kept:
            value = line.value
            if field.type == "many2one":
                # what it pointed to may be gone by now
                value = self.env[field.comodel_name].browse(value).exists().id
            if value and not line.partner_id[self.field_name]:
                line.partner_id.with_context(tracking_disable=True)[self.field_name] = value
                restored += 1
        count = len(kept)
        kept.unlink()
        self.restored += restored
        return count

    @api.model
    def _finalise(self):
        """Delete for good what was kept for undoing, once its date has passed."""
        over = self.search([("state", "in", ("done", "undone")), ("undo_until", "<", fields.Date.today())])
        self.env.cr.execute(SQL("DELETE FROM partner_field_emptied WHERE emptying_id = ANY(%s)", over.ids))
        over.filtered(lambda emptying: emptying.state == "done").state = "final"


def _as_json(value):
    """A value as it was read, in a form that JSON holds: days and times as the ORM writes them."""
    return str(value) if hasattr(value, "isoformat") else value
