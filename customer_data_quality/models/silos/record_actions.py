"""What is decided on one finding: each in the user's own rights on the record and on the contact."""

from odoo import models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ...engine.linkage import probability
from ..actions import open_form
from .matcher import AMONG_OTHERS


class PartnerSiloRecord(models.Model):
    _inherit = "partner.silo.record"  # pylint: disable=consider-merging-classes-inherited

    def _decide(self, action, **options):
        """Do something with one finding, and note it.

        :param str action: "link", "create", "newer", "to_contact", "to_record", "share", "ignore" or "reopen"
        :raises UserError: if it can't be done, with the reason
        """
        self.ensure_one()
        self.check_access("read")
        getattr(self, f"_do_{action}")(**options)
        return True

    def _checked_target(self):
        target = self._target()
        if not target:
            raise UserError(self.env._("The record was deleted meanwhile."))
        # sudo: of the source settings are read; what they say is done with the user's own rights
        target.check_access("write" if self.source_id.sudo().partner_field else "read")
        return target

    def _close(self, **values):
        # sudo: findings are written by decisions alone
        self.sudo().write({"state": "done", "note": False, "todo": False, **values})

    def _do_link(self, partner=None):
        """Link the record to the contact that it matches, or to one that was chosen."""
        if self.slot != "link":
            raise UserError(self.env._("This record is linked already."))
        if not partner and self.kind == "several":
            raise UserError(self.env._("Several contacts match. Open the record and choose one."))
        if not partner and self.kind == "company":
            raise UserError(self.env._("The contact belongs to another company. Share it first."))
        partner = partner or self.partner_id
        if not partner:
            raise UserError(self.env._("No contact matches. Create one."))
        self._link("link", partner)

    def _link(self, action, partner):
        # sudo: as in `_checked_target`
        target, source = self._checked_target(), self.source_id.sudo()
        partner.check_access("read")
        change = self.env["partner.silo.change"]
        targets = self._same_address(target) if source.is_per_address else target
        before = change._values(*targets, partner)
        if source.partner_field:
            taken = targets.filtered(lambda record: record[source.partner_field] not in (partner, partner.browse()))
            if taken:
                raise UserError(self.env._("The record was linked to another contact meanwhile."))
            targets.write({source.partner_field: partner.id})
            self._close(partner_id=partner.id)
        else:
            # what the record says of itself is the same as before: the connection holds until that changes
            self._close(partner_id=partner.id, is_certain=True)
        change._note(self, action, partner, before, *targets, partner)

    def _same_address(self, target):
        """All records of the source with the address of one."""
        # sudo: records of one address are found by it, seen or not; they are written with the user's own rights
        source = self.source_id.sudo()
        query = source._query()
        column = source._column(query, source.email_field)
        query.add_where(SQL("lower(%s) = lower(%s)", column, target.sudo()[source.email_field]))
        ids = [id_ for (id_,) in self.env.execute_query(query.select(SQL.identifier(query.table, "id")))]
        return target.browse(ids)

    def _do_create(self):
        """Create a contact from the record and link it, unless one is there already or the standards ask for more."""
        if self.slot != "link" or self.kind not in ("unknown", "one", "several"):
            raise UserError(self.env._("There is a contact already."))
        values = self._contact_values()
        found = self.env["res.partner"]._find_duplicates_for_values(values, limit=1)
        certain = self.env["partner.match.model"]._matcher()[1] - AMONG_OTHERS
        if found and found[0]["probability"] >= probability(certain):
            self._link("link", self.env["res.partner"].browse(found[0]["partner_id"]))
            return
        partner = self.env["res.partner"].create(values)
        missing = partner._quality_required_gaps()
        if missing:
            names = ", ".join(name for name, _hint in missing)
            raise UserError(self.env._("A contact needs more than the record says: %s. Open it to complete.", names))
        self._link("create", partner)

    def _do_newer(self):
        """Take over the value of whichever side was changed last."""
        target = self._checked_target()
        is_newer = "write_date" in target._fields and target.write_date > self.partner_id.write_date
        (self._do_to_contact if is_newer else self._do_to_record)()

    def _do_to_contact(self):
        """Write the record's value into the contact."""
        target, field = self._contradicting()
        partner = self.partner_id
        self._change("to_contact", target, partner, partner, {self.slot: target[field]})

    def _do_to_record(self):
        """Write the contact's value into the record."""
        target, field = self._contradicting()
        self._change("to_record", target, self.partner_id, target, {field: self.partner_id[self.slot]})

    def _contradicting(self):
        if self.kind != "contradiction":
            raise UserError(self.env._("Record and contact do not disagree."))
        # sudo: as in `_checked_target`
        target, field = self._checked_target(), self.source_id.sudo()[f"{self.slot}_field"]
        if not self.partner_id or not target[field] or not self.partner_id[self.slot]:
            raise UserError(self.env._("One of the two values is gone."))
        return target, field

    def _change(self, action, target, partner, written, values):
        change = self.env["partner.silo.change"]
        before = change._values(target, partner)
        written.write(values)
        change._note(self, action, partner, before, target, partner)
        self._close()

    def _do_share(self):
        """Open the contact to all companies."""
        partner = self.partner_id
        if self.kind not in ("company", "no_access") or not partner.company_id:
            raise UserError(self.env._("The contact is open to all companies already."))
        change = self.env["partner.silo.change"]
        before = change._values(partner)
        partner.write({"company_id": False})
        change._note(self, "share", partner, before, partner)
        if self.kind == "company":
            # sudo: as in `_close`
            self.sudo().write({"kind": "one", "note": False, "todo": False})
        else:
            self._close()

    def _do_ignore(self):
        """Show it no more until the record changes."""
        # sudo: as in `_close`
        self.sudo().write({"state": "ignored", "note": False, "todo": False})

    def _do_reopen(self):
        """Show it again."""
        self.sudo().write({"state": "open", "note": False, "todo": False})  # sudo: as in `_close`

    def action_open_record(self):
        """Open the record of the app."""
        target = self._target()
        if not target:
            raise UserError(self.env._("The record was deleted meanwhile."))
        return open_form(target)

    def action_open_new_contact(self):
        """Open a new contact, filled from the record, to be completed and saved; it is linked then."""
        self.ensure_one()
        values = self._contact_values()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("New Contact"),
            "res_model": "res.partner",
            "views": [(False, "form")],
            "target": "current",
            "context": {
                "silo_record_id": self.id,
                **{f"default_{name}": value for name, value in values.items()},
            },
        }
