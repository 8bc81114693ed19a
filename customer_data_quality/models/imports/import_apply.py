"""Writing the rows as decided: a batch is a transaction, and a row that fails is rejected alone."""

import logging

from psycopg2 import Error

from odoo import models
from odoo.exceptions import UserError
from odoo.tools import SQL, mute_logger

from ..scheduler import CONFLICTS

_logger = logging.getLogger(__name__)

APPLY_AT_ONCE = 1000


class PartnerImport(models.Model):
    _inherit = "partner.import"  # pylint: disable=consider-merging-classes-inherited

    def _apply_batch(self):
        """Write a batch of rows; return how many were looked at."""
        lines = self._next_lines("matched", APPLY_AT_ONCE)
        if not lines:
            return 0
        self._match_newcomers(lines)
        partners = self._as_user()["res.partner"].with_context(partner_import_id=self.id)
        todo = lines.filtered(lambda line: not line._skipped())
        before = self._families(todo, partners)
        new = todo.filtered(lambda line: line._is_created())
        self._create_lines(new, partners)
        touched = new.filtered(lambda line: line.state == "created").partner_id
        updates = todo - new
        present = set((updates.partner_id | updates.same_line_id.partner_id).exists()._ids)
        touched |= touched.concat(*(line._update_contact(partners, present) for line in updates))
        touched.with_env(partners.env)._add_origins(self.source, self)
        self._note_along(todo, before, partners)
        self.env.flush_all()
        return len(lines)

    # -- contacts that somebody else made meanwhile -------------------------------------------

    def _match_newcomers(self, lines):
        """Match new rows once more if others have created contacts since the rows were matched."""
        self.env.cr.execute(
            SQL(
                "SELECT max(p.id), bool_or(NOT EXISTS (SELECT FROM partner_import_line line "
                "WHERE line.partner_id = p.id AND line.import_id = %s)) FROM res_partner p WHERE p.id > %s",
                self.id,
                self.newest_id,
            )
        )
        newest, is_foreign = self.env.cr.fetchone()
        if not is_foreign:
            self.newest_id = newest or self.newest_id
            return
        self.env["partner.match.key"]._refresh()
        new = lines.filtered(lambda line: line.match == "new")
        least = self._least_certain()
        for line, (partner_id, likely, because) in self._matches(new).items() if new else ():
            if likely >= least:
                line.write({"match": "certain", "partner_id": partner_id, "probability": likely, "because": because})

    # -- new contacts ---------------------------------------------------------------------------

    def _create_lines(self, lines, partners):
        if not lines:
            return
        try:
            with mute_logger("odoo.sql_db"), self.env.cr.savepoint():
                created = partners._load_records(
                    [{"xml_id": line.xml_id or False, "values": line._create_values()} for line in lines]
                )
                self.env.flush_all()
        except CONFLICTS:
            raise
        except Exception as error:  # noqa: BLE001 - whatever other modules' `create` raises
            if len(lines) == 1:
                lines._reject(error)
                return
            half = len(lines) // 2
            self._create_lines(lines[:half], partners)
            self._create_lines(lines[half:], partners)
            return
        self.env.cr.execute(
            SQL(
                "UPDATE partner_import_line line SET state = 'created', partner_id = f.partner_id "
                "FROM unnest(%s::int[], %s::int[]) AS f(id, partner_id) WHERE line.id = f.id",
                lines.ids,
                created.ids,
            )
        )
        lines.invalidate_recordset(["state", "partner_id"], flush=False)


class PartnerImportLine(models.Model):
    _inherit = "partner.import.line"  # pylint: disable=consider-merging-classes-inherited

    def _skipped(self):
        """Whether nothing is done with the row, which is noted then."""
        reason = False
        if self._decided() != "skip":
            first = self.same_line_id
            if self.partner_id or first.state != "skipped" or self._decided() == "create":
                return False
            reason = self.env._("It repeats row %s, which was skipped.", first.number)
        self.write({"state": "skipped", "reason": reason})
        return True

    def _is_created(self):
        """Whether the row becomes a contact of its own."""
        if self.match == "new" or self._decided() == "create":
            return True
        return not self.partner_id and self.same_line_id.state == "rejected"

    def _company(self):
        """The contact of the row's company, if it was imported or existed."""
        line = self.parent_line_id
        return line.partner_id or line.same_line_id.partner_id

    def _create_values(self):
        vals = dict(self.vals)
        vals.pop("id", None)
        company = self._company()
        if company:
            vals["parent_id"] = company.id
        elif self.company_name:
            vals["company_name"] = self.company_name  # Odoo's field for a company that is no contact
        return vals

    def _update_contact(self, partners, present):
        """Write the row into its contact; return the contact, if there is one now that knows the row.

        :param present: ids of contacts that are known to exist
        """
        partner = (self.partner_id or self.same_line_id.partner_id).with_env(partners.env)
        before, after = {}, {}
        try:
            # nothing is flushed for a look, as most rows change nothing
            with mute_logger("odoo.sql_db"), self.env.cr.savepoint(flush=False):
                partner = (partner if partner.id in present else partner.exists())._merged_into()
                if not partner:
                    raise UserError(
                        self.env._("The contact was deleted meanwhile, or the row it repeats was rejected.")
                    )
                changes = self._changes(partner)
                before = {name: partner._import_value(name) for name in changes}
            named = self.xml_id and self.match != "repeated"
            if changes or named:
                with mute_logger("odoo.sql_db"), self.env.cr.savepoint():
                    if changes:
                        partner.write(changes)
                        self.env.flush_all()
                        after = {name: partner._import_value(name) for name in before}
                    if named:
                        partner._import_name(self.xml_id)
        except CONFLICTS:
            raise
        except Exception as error:  # noqa: BLE001 - whatever other modules' `write` raises
            self._reject(error)
            return partner.browse()
        changed = [name for name in before if before[name] != after[name]]
        self.write(
            {
                "partner_id": partner.id,
                "state": "updated" if changed else "unchanged",
                "before": {name: before[name] for name in changed} or False,
                "after": {name: after[name] for name in changed} or False,
            }
        )
        return partner

    def _changes(self, partner):
        """What the row changes in its contact."""
        vals = dict(self.vals)
        company = self._company()
        if company and company != partner and company not in partner.child_ids:
            vals["parent_id"] = company.id
        return partner._import_changes(vals, self._decided())

    def _reject(self, error):
        """Note why the row could not be written, in words for people."""
        partners = self.env["res.partner"]
        if isinstance(error, UserError):  # with AccessError and ValidationError
            reason = str(error)
        elif isinstance(error, Error):
            reason = partners._sql_error_to_message(error)
        else:
            _logger.warning("A row of an import could not be written.", exc_info=error)
            reason = self.env._("It failed: %s. The server's log says more.", type(error).__name__)
        self.write({"state": "rejected", "reason": reason[:1000]})


class ResPartner(models.Model):
    _inherit = "res.partner"  # pylint: disable=consider-merging-classes-inherited

    def _import_name(self, xml_id):
        """Give the contact the external id of its row, so that the next file finds it by that."""
        # sudo: as Odoo's own import does
        data = self.env["ir.model.data"].sudo()
        if not data._lookup_xmlids([xml_id], self):
            data._update_xmlids([{"xml_id": xml_id, "record": self, "noupdate": False}])
