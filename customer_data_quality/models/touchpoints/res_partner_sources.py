from odoo import api, models, tools

from .kinds import KINDS
from .paths import last_field
from .source import Source, known_sources

REVIEW_TYPE = "customer_data_quality.activity_type_review"
# What a link to the customer of a record is called; other links (an address, an organiser) are of another kind.
CUSTOMER_LINKS = ("partner_id", "customer_id", "client_id", "contact_id")
DATES = ("date", "start", "start_date", "date_start", "date_begin", "scheduled_date", "date_planned", "date_order")
# Records with a discussion of their own that are no business with a contact.
NO_BUSINESS = {
    "account.analytic.account",
    "account.bank.statement.line",
    "account.journal",
    "crm.team",
    "fleet.vehicle",
    "hr.employee",
    "hr.version",
    "maintenance.equipment",
    "mailing.contact",
    "payment.token",
    "product.supplierinfo",
    "res.company",
    "res.partner.bank",
    "res.users",
    "stock.lot",
    "stock.warehouse",
    "website.visitor",
}


class ResPartner(models.Model):
    """Where touchpoints are in this database."""

    _inherit = "res.partner"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def _touchpoint_kinds(self):
        """All kinds of touchpoints by key; override to add kinds.

        :rtype: dict of Kind
        """
        return dict(KINDS)

    @api.model
    def _touchpoint_sources(self):
        """Where touchpoints are, of what is installed; override to add sources or take some away.

        :rtype: list of Source
        """
        review_type = self.env["ir.model.data"]._xmlid_to_res_id(REVIEW_TYPE, raise_if_not_found=False)
        known = known_sources(review_type or 0)
        return [*known, *self._touchpoint_found_sources({source.model for source in known})]

    @api.model
    @tools.ormcache(cache="stable")
    def _touchpoint_installed(self):
        """The sources whose model and fields exist in this database.

        :rtype: tuple of Source
        """
        return tuple(source for source in self._touchpoint_sources() if self._touchpoint_exists(source))

    @api.model
    def _touchpoint_exists(self, source):
        if source.model not in self.env:
            return False
        model = self.env[source.model]
        date, partner = last_field(model, source.date), last_field(model, source.partner)
        return (
            partner is not None
            # the table of a many2many hangs on the records themselves
            and not (partner.type == "many2many" and "." in source.partner)
            and date is not None
            and date.type in ("date", "datetime")
            and all(
                condition.field_expr.partition(".")[0] in model._fields for condition in source.domain.iter_conditions()
            )
        )

    @api.model
    def _touchpoint_found_sources(self, known):
        """Records of apps and client models that nobody here has heard of, where they are business with a contact.

        That is what people discuss or plan (a chatter, activities), and what somebody made by hand; and it points to
        its customer under a usual name.

        :param known: names of models that are described already
        """
        found = []
        for each in self.env["partner.discovery"]._person_models():
            model = self.env[each.model]
            if each.model in known | NO_BUSINESS or each.model.startswith("partner.") or each.model.endswith(".line"):
                continue
            manual = each.model.startswith("x_")
            if not (manual or "message_ids" in model._fields or "activity_ids" in model._fields):
                continue
            links = [name for name in each.links if name in CUSTOMER_LINKS or (manual and name.startswith("x_"))]
            if links:
                found.append(Source("other", each.model, links[0], _date_of(model)))
        return found


def _date_of(model):
    """The field that says when the business is, by default when it was entered."""
    stored = {name for name, field in model._fields.items() if field.store and field.type in ("date", "datetime")}
    usual = [name for name in (*DATES, *(f"x_{name}" for name in DATES)) if name in stored]
    manual = sorted(name for name in stored if name.startswith("x_") and "date" in name)
    return (usual + manual + ["create_date"])[0]
