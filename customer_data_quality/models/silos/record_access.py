"""Who sees findings: whoever may read the record and the contact, whatever rules a database has for them."""

from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL

from ..duplicates.access import _readable_partners, ids_of


class PartnerSiloRecord(models.Model):
    _name = "partner.silo.record"
    _inherit = ("partner.silo.record", "partner.duplicate.readable")  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def _readable(self):
        """Condition on findings whose record and contact the user may read."""
        # sudo: settings; what they say is applied to the records with the user's own rights
        sources = self.env["partner.silo.source"].sudo()._active()
        readable = Domain.OR(
            Domain("source_id", "=", source.id) & Domain("res_id", "in", self._readable_ids(source))
            for source in sources._usable()
            if self.env[source.model].has_access("read")
        )
        return readable & (Domain("partner_id", "=", False) | Domain("partner_id", "in", _readable_partners(self.env)))

    @api.model
    def _readable_ids(self, source):
        """SQL of the ids of a source's records that the user may read, archived ones too."""
        found = SQL("SELECT res_id FROM partner_silo_record WHERE source_id = %s", source.id)
        model = self.env[source.model].with_context(active_test=False)
        return ids_of(model._search(Domain("id", "in", found)))


class PartnerSiloMatch(models.Model):
    _name = "partner.silo.match"
    _inherit = ("partner.silo.match", "partner.duplicate.readable")

    @api.model
    def _readable(self):
        """Condition on matches both sides of which the user may read."""
        return Domain("record_id", "any", []) & Domain("partner_id", "in", _readable_partners(self.env))


class PartnerSiloChange(models.Model):
    _name = "partner.silo.change"
    _inherit = ("partner.silo.change", "partner.duplicate.readable")  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def _readable(self):
        """Condition on changes of contacts that the user may read."""
        return Domain("partner_id", "in", _readable_partners(self.env))
