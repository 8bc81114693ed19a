"""Taking an import back: what nobody has touched since goes or becomes what it was, the rest is listed."""

from psycopg2 import Error

from odoo import models
from odoo.exceptions import UserError
from odoo.tools import SQL, mute_logger

from .import_apply import CONFLICTS
from .import_line import DONE_STATES

UNDO_AT_ONCE = 200
# Tables that follow contacts by themselves, or belong to the import: rows in them say nothing about anybody's work.
DERIVED = (
    "partner_match_",
    "partner_duplicate_",
    "partner_quality",
    "partner_review",
    "partner_import_line",
    "partner_origin",
    "mail_followers",
    "ir_model_data",
    "ir_attachment",
)
# Of tables where only some rows are people's work: the condition on those that are.
PEOPLES = {
    "mail_message": SQL("t.message_type IN ('comment', 'email', 'email_outgoing')"),
    "mail_notification": SQL("FALSE"),
}


class PartnerImport(models.Model):
    _inherit = "partner.import"  # pylint: disable=consider-merging-classes-inherited

    def _undo_batch(self):
        """Take back a batch of rows, the last ones first; return how many were looked at."""
        lines = self.env["partner.import.line"].search(
            [("import_id", "=", self.id), ("state", "in", DONE_STATES)],
            order="level DESC, number DESC, id DESC",
            limit=UNDO_AT_ONCE,
        )
        if not lines:
            return 0
        # persons before their companies, which nobody points to then
        lines = lines.filtered(lambda line: line.level == lines[0].level)
        partners = self._as_user()["res.partner"].with_context(active_test=False)
        pieces = [lines.filtered(lambda line, state=state: line.state == state) for state in ("updated", "created")]
        made_here = self._made_here(pieces[0].partner_id)
        for line in pieces[0]:
            if line.partner_id in made_here:
                line._undone()  # the contact goes with the row that made it
            else:
                line._undo_update(partners)
        touched = self._touched(pieces[1].partner_id)
        pieces[1]._undo_create(partners, touched)
        self.env.flush_all()
        return len(lines)

    def _made_here(self, partners):
        return (
            self.env["partner.import.line"]
            .search(
                [("import_id", "=", self.id), ("state", "=", "created"), ("partner_id", "in", partners.ids)],
            )
            .partner_id
        )

    def _touched(self, created):
        """Contacts, of those created here, that somebody has worked with since."""
        created = created.exists()
        changed = {partner.id for partner in created if partner.write_date.replace(microsecond=0) > self.date_end}
        return changed | self._pointed(created.ids)

    def _pointed(self, ids):
        """Ids of contacts that records of people's work point to, such as orders, or persons of a company."""
        own = {
            field.relation
            for path in self.field_paths
            if path and (field := self.env["res.partner"]._fields.get(path.split("/")[0])) and field.type == "many2many"
        }
        found = set()
        for table, pointers in self.env["partner.merge"]._catalog("res.partner").pointers.items():
            if table.startswith(DERIVED) or table in own:
                continue
            for pointer in pointers:
                if pointer.kind not in ("fk", "ref") or pointer.column == "commercial_partner_id":
                    continue
                guard = SQL("%s = 'res.partner'", SQL.identifier("t", pointer.guard)) if pointer.guard else SQL("TRUE")
                self.env.cr.execute(
                    SQL(
                        "SELECT DISTINCT %(column)s FROM %(table)s t WHERE %(column)s = ANY(%(ids)s) AND %(guard)s "
                        "AND %(peoples)s",
                        column=SQL.identifier("t", pointer.column),
                        table=SQL.identifier(table),
                        ids=ids,
                        guard=guard,
                        peoples=PEOPLES.get(table, SQL("TRUE")),
                    )
                )
                found.update(id_ for (id_,) in self.env.cr.fetchall())
        return found


class PartnerImportLine(models.Model):
    _inherit = "partner.import.line"  # pylint: disable=consider-merging-classes-inherited

    def _undo_create(self, partners, touched):
        """Remove the contacts that these rows have made, unless somebody has worked with them."""
        gone = self.filtered(lambda line: not line.partner_id.exists())
        gone._undone()
        used = (self - gone).filtered(lambda line: line.partner_id.id in touched)
        used._keep(self.env._("The contact was changed or used since."))
        (self - gone - used)._remove(partners)

    def _remove(self, partners):
        """Delete contacts, all at once if nothing refuses it; one that can't be deleted is archived."""
        contacts = self.partner_id.with_env(partners.env)
        if len(self) < 2:
            if self:
                self._attempt(contacts.unlink, contacts.action_archive)
            return
        try:
            with mute_logger("odoo.sql_db", "odoo.models.unlink"), self.env.cr.savepoint():
                contacts.unlink()
                self.env.flush_all()
        except CONFLICTS:
            raise
        except (UserError, Error):
            half = len(self) // 2
            self[:half]._remove(partners)
            self[half:]._remove(partners)
        else:
            self._undone()

    def _undo_update(self, partners):
        """Give the contact back the values it had, where they are still those of the file."""
        partner = self.partner_id.with_env(partners.env).exists()
        if not partner:
            self._keep(self.env._("The contact was deleted since."))
            return
        after = self.after or {}
        changed = [name for name in self.before if partner._import_value(name) != after.get(name)]
        back = {name: value for name, value in self.before.items() if name not in changed}

        def restore():
            partner.write(partner._import_restore(back))

        if not self._attempt(restore):
            return
        if changed:
            labels = partner.fields_get(changed, ["string"])
            names = ", ".join(entry["string"] for entry in labels.values())
            self._keep(self.env._("Changed since, and left as it is now: %s.", names))
            self.write({"before": {name: self.before[name] for name in changed}})
        else:
            # sudo: the origins of an import are written by it alone
            partner.sudo().import_origin_ids.filtered(lambda origin: origin.import_id == self.import_id).unlink()

    def _attempt(self, *actions):
        """Do the first of some actions that is not refused; return whether one was done."""
        reason = ""
        for action in actions:
            try:
                with mute_logger("odoo.sql_db", "odoo.models.unlink"), self.env.cr.savepoint():
                    action()
                    self.env.flush_all()
            except CONFLICTS:
                raise
            except UserError as error:
                reason = reason or str(error)
            except Error as error:
                reason = reason or self.env["res.partner"]._sql_error_to_message(error)
            else:
                self._undone(reason and self.env._("It was archived, as it can't be deleted: %s", reason))
                return True
        self._keep(reason)
        return False

    def _undone(self, reason=""):
        self.write({"state": "undone", "reason": reason or False})

    def _keep(self, reason):
        self.write({"state": "kept", "reason": reason[:1000]})
