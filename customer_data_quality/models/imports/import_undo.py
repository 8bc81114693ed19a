"""Taking an import back: what nobody has touched since goes or becomes what it was, the rest is listed."""

from psycopg2 import Error

from odoo import models
from odoo.exceptions import UserError
from odoo.tools import mute_logger

from ..scheduler import CONFLICTS
from .import_line import DONE_STATES
from .res_partner_update import EXACT

UNDO_AT_ONCE = 500


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
        updated, created = (
            lines.filtered(lambda line, state=state: line.state == state) for state in ("updated", "created")
        )
        made_here = self._made_here(updated.partner_id)
        along = updated.filtered(lambda line: line.partner_id in made_here)
        along._undone()  # the contact goes with the row that made it
        (updated - along)._undo_update(partners.with_context(**{EXACT: True}))
        created._undo_create(partners, self._touched(created, partners))
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


class PartnerImportLine(models.Model):
    _inherit = "partner.import.line"  # pylint: disable=consider-merging-classes-inherited

    def _undo_create(self, partners, touched):
        """Remove the contacts that these rows have made, unless somebody has worked with them."""
        alive = self.partner_id.exists()
        gone = self.filtered(lambda line: line.partner_id not in alive)
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
        """Give contacts back the values they had, where they are still those of the file; all at once if possible."""
        if not self:
            return
        try:
            with mute_logger("odoo.sql_db"), self.env.cr.savepoint():
                alive = partners.browse(self.partner_id.ids).exists()
                kept = [line._restore(line.partner_id.with_env(partners.env) & alive) for line in self]
                self.env.flush_all()
        except CONFLICTS:
            raise
        except (UserError, Error) as error:
            if len(self) == 1:
                is_sql = isinstance(error, Error)
                self._keep(self.env["res.partner"]._sql_error_to_message(error) if is_sql else str(error))
                return
            half = len(self) // 2
            self[:half]._undo_update(partners)
            self[half:]._undo_update(partners)
            return
        self._forget_origins([line for line, reason in zip(self, kept, strict=True) if not reason])

    def _restore(self, partner):
        """Give one contact back its values; return why it was not, or not wholly, possible."""
        reason = ""
        if not partner:
            reason = self.env._("The contact was deleted since.")
        else:
            before, after = self.before or {}, self.after or {}
            changed = [name for name in before if partner._import_value(name) != after.get(name, False)]
            back = {name: value for name, value in before.items() if name not in changed}
            if back:
                partner.write(partner._import_restore(back))
            if changed:
                labels = partner.fields_get(changed, ["string"])
                names = ", ".join(entry["string"] for entry in labels.values())
                reason = self.env._("Changed since, and left as it is now: %s.", names)
                self.before = {name: before[name] for name in changed}
        if reason:
            self._keep(reason)
        else:
            self._undone()
        return reason

    def _forget_origins(self, lines):
        """Contacts that are as they were are not from this import any more."""
        self.env["partner.origin"].search(
            [
                ("import_id", "in", self.import_id.ids),
                ("partner_id", "in", [line.partner_id.id for line in lines]),
            ]
        ).unlink()

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
