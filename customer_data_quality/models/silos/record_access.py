"""Who sees findings: whoever may read the record and the contact, whatever rules a database has for them."""

from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL

from ..duplicates.access import _readable_partners

# Fields of a source that name the fields by which people look for somebody.
SHOWN = ("name_field", "company_name_field", "email_field", "phone_field")


class PartnerSiloRecord(models.Model):
    _name = "partner.silo.record"
    _inherit = ("partner.silo.record", "partner.duplicate.readable")  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def _readable(self):
        """Condition on findings whose record and contact the user may read."""
        # sudo: settings; what they say is applied to the records with the user's own rights
        sources = self.env["partner.silo.source"].sudo()._active()._usable()
        readable = self._of_records(sources, lambda source: Domain.TRUE)
        return readable & (Domain("partner_id", "=", False) | Domain("partner_id", "in", _readable_partners(self.env)))

    @api.model
    def _search_title(self, operator, value):
        """Findings of records with such a name, company, address or number, as far as the user may read these."""
        if operator not in ("ilike", "like", "=ilike", "=like", "in"):
            return NotImplemented
        sources = self.env["partner.silo.source"].sudo()._active()._usable()  # sudo: as in `_readable`

        def having(source):
            names = filter(None, (source[name] for name in SHOWN))
            model = self.env[source.model]
            return Domain.OR(
                Domain(name, operator, value) for name in names if model._has_field_access(model._fields[name], "read")
            )

        return self._of_records(sources, having)

    @api.model
    def _of_records(self, sources, condition):
        """Condition on findings whose record the user may read and fulfils a condition, archived ones too.

        :param condition: function of a source that gives a Domain
        """
        found = []
        for source in sources:
            if self.env[source.model].has_access("read"):
                own = SQL("SELECT res_id FROM partner_silo_record WHERE source_id = %s", source.id)
                model = self.env[source.model].with_context(active_test=False)
                records = model._search(Domain("id", "in", own) & condition(source))
                # the query itself: of mails, Odoo gives ids that no subselect would take
                found.append(Domain("source_id", "=", source.id) & Domain("res_id", "in", records))
        return Domain.OR(found)


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
