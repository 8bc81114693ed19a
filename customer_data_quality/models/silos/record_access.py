"""Who sees findings: whoever may read the record and the contact, whatever rules a database has for them."""

from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL

from ..duplicates.access import found_by, ids_of, readable_by


class PartnerSiloRecord(models.Model):
    _name = "partner.silo.record"
    _inherit = ("partner.silo.record", "partner.duplicate.readable")  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def _readable(self):
        """Condition on findings whose record and contact the user may read."""
        # sudo: settings; what they say is applied to the records with the user's own rights
        sources = self.env["partner.silo.source"].sudo()._active()
        readable = Domain.OR(
            Domain("source_id", "=", source.id) & self._readable_of(source)
            for source in sources._usable()
            if self.env[source.model].has_access("read")
        )
        return readable & (Domain("partner_id", "=", False) | readable_by(self.env, "partner_id"))

    @api.model
    def _readable_of(self, source):
        """Condition on findings of a source whose record the user may read, archived ones too."""
        found = SQL("SELECT res_id FROM partner_silo_record WHERE source_id = %s", source.id)
        model = self.env[source.model].with_context(active_test=False)
        return found_by(ids_of(model._search(Domain("id", "in", found))), "res_id")


class PartnerSiloMatch(models.Model):
    _name = "partner.silo.match"
    _inherit = ("partner.silo.match", "partner.duplicate.readable")

    @api.model
    def _readable(self):
        """Condition on matches both sides of which the user may read."""
        return Domain("record_id", "any", []) & readable_by(self.env, "partner_id")


class PartnerSiloChange(models.Model):
    _name = "partner.silo.change"
    _inherit = ("partner.silo.change", "partner.duplicate.readable")  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def _readable(self):
        """Condition on changes of contacts that the user may read."""
        return readable_by(self.env, "partner_id")
