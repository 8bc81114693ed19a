import logging

from dateutil.relativedelta import relativedelta
from psycopg2 import IntegrityError

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import mute_logger

_logger = logging.getLogger(__name__)

PARAMETER = "customer_data_quality.merge_retention_months"
# What is deleted in one transaction.
BATCH = 100


class PartnerMerge(models.Model):
    """What is left of merged contacts is deleted when the time for undoing is over."""

    _inherit = "partner.merge"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def _retention_months(self):
        """Months after which the remains of a merge may be deleted; 0 for never."""
        value = self.env["ir.config_parameter"].sudo().get_param(PARAMETER)  # sudo: a setting of the database
        return int(value) if str(value or "").isdigit() else 0

    @api.model
    def _cron_purge(self):
        """Delete the remains of merges whose retention time is over."""
        months = self._retention_months()
        if not months:
            return
        before = fields.Datetime.now() - relativedelta(months=months)
        domain = [("state", "=", "done"), ("date", "<", before)]
        while merges := self.search(domain, order="date, id", limit=BATCH):
            merges._purge()
            self.env["ir.cron"]._commit_progress(len(merges), remaining=self.search_count(domain))

    def _purge(self):
        """Delete the merged contacts for good and empty the journal. This can't be undone.

        What came to point to a merged contact since, by a program that knew it, moves to the survivor first. A
        contact that something else keeps alive stays as an empty shell.

        :raises UserError: for merges that are undone, or done with already
        """
        merges = self.sudo()  # sudo: the rows of the journal are for the system alone; callers check rights
        if any(merge.state != "done" for merge in merges):
            raise UserError(self.env._("Only what is left of a merge that stands can be deleted."))
        for merge in merges:
            partners = merge.merged_ids.filtered(lambda partner: not partner.active)  # what is in use stays
            survivor = merge.survivor_id
            if partners and survivor:
                # sudo: all that points to them moves, seen by the user or not, as in the merge itself
                wizard = self.env["base.partner.merge.automatic.wizard"].sudo()
                wizard._merge_leave(partners, survivor)
            _logger.info(
                "User %s deletes the remains of merge %s: contacts %s, merged into %s",
                self.env.uid,
                merge.id,
                partners.ids,
                survivor.ids,
            )
            for partner in partners:
                partner._merge_delete()
            merge._empty("purged")

    def _empty(self, state):
        """Take all personal data out of the journal; who merged when stays.

        :param str state: "purged" or "erased"
        """
        merges = self.sudo()  # sudo: as above
        merges.line_ids.unlink()
        merges.write(
            {
                "state": state,
                "survivor_name": False,
                "merged_names": False,
                "changes": False,
                "reason": False,
                "collisions": False,
            }
        )

    @api.model
    def _erase(self, partners):
        """Empty the journal of every merge that contacts took part in, for reasons of data protection.

        :param partners: recordset of res.partner
        :return: the merges
        """
        domain = ["|", ("survivor_id", "in", partners.ids), ("merged_ids", "in", partners.ids)]
        # sudo: what is erased leaves the whole journal, merges that the user may not see included
        merges = self.sudo().with_context(active_test=False).search(domain)
        merges._empty("erased")
        return merges


class ResPartner(models.Model):
    _inherit = "res.partner"  # pylint: disable=consider-merging-classes-inherited

    def _merge_delete(self):
        """Delete a merged contact; if something keeps it alive, empty it instead."""
        self.ensure_one()
        try:
            with mute_logger("odoo.sql_db"), self.env.cr.savepoint():
                self.unlink()
        except (UserError, IntegrityError):
            quiet = self.with_context(mail_notrack=True, tracking_disable=True)
            quiet.message_ids.unlink()
            quiet.write(dict.fromkeys(self._merge_personal_fields(), False))
            quiet.write({"name": self.env._("Merged contact"), "active": False})

    def _merge_personal_fields(self):
        """Names of fields that people enter about a contact and that may be empty."""
        return [
            name
            for name, field in self._fields.items()
            if field.store
            and field.column_type
            and not field.required
            and not field.readonly
            and field.type in ("char", "text", "html", "date", "binary", "json")
            and name != "name"
        ] + ["image_1920", "category_id"]
