from typing import NamedTuple

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ..completeness.ruleset import as_judge

ACTIVE_MONTHS = 12
TAGS = ["Customer", "Kunde", "Kundin", "Client", "Cliente"]


class Source(NamedTuple):
    """A kind of contact with a customer, as an installed app records it."""

    switch: str  # the policy's field that says whether it counts
    model: str
    partner: str  # field that holds the contact, or its id
    date: str
    domain: Domain


class ResPartner(models.Model):
    """When something last happened with a contact, as far as the installed apps know."""

    _inherit = "res.partner"  # pylint: disable=consider-merging-classes-inherited

    review_active_customer = fields.Boolean(
        compute="_compute_review_active_customer",
        search="_search_review_active_customer",
        string="Active Customer",
        groups="customer_data_quality.group_user",
        help="Within the last year there was an order, an invoice, a deal, a meeting or a mail; also with a colleague "
        "of the same company.",
    )

    @api.model
    def _review_contact_sources(self):
        """What counts as contact, of what is installed; override to add what another app records.

        :rtype: list of Source
        """
        now = fields.Datetime.now()
        sources = [
            Source("at_mail", "mail.message", "author_id", "date", Domain("message_type", "=", "email")),
            Source(
                "at_call",
                "mail.message",
                "res_id",
                "date",
                Domain("model", "=", "res.partner") & Domain("mail_activity_type_id.category", "=", "phonecall"),
            ),
            Source("at_meeting", "calendar.event", "partner_ids", "stop", Domain("stop", "<=", now)),
            Source("at_order", "sale.order", "partner_id", "date_order", Domain("state", "=", "sale")),
            Source("at_order", "purchase.order", "partner_id", "date_approve", Domain("state", "=", "purchase")),
            Source(
                "at_invoice",
                "account.move",
                "partner_id",
                "invoice_date",
                Domain("state", "=", "posted") & Domain("move_type", "in", ("out_invoice", "in_invoice")),
            ),
        ]
        return [
            source
            for source in sources
            if source.model in self.env and {source.partner, source.date} <= self.env[source.model]._fields.keys()
        ]

    def _review_last_contacts(self, since):
        """The latest contacts with these contacts: {contact id: [(switch, date)]}, the latest first.

        :param since: date; what was before does not matter
        """
        found = {id_: [] for id_ in self.ids}
        for source in self._review_contact_sources():
            # sudo: of what happened only the kind and the day are told, to those who may see the contact
            model = self.env[source.model].sudo().with_context(active_test=False)
            recent = source.domain & Domain(source.partner, "in", self.ids) & Domain(source.date, ">=", since)
            for partner, moment in model._read_group(recent, [source.partner], [f"{source.date}:max"]):
                partner_id = partner if isinstance(partner, int) else partner.id
                if partner_id in found:
                    day = fields.Datetime.context_timestamp(self, moment).date() if hasattr(moment, "hour") else moment
                    found[partner_id].append((source.switch, day))
        return {id_: sorted(contacts, key=lambda each: each[1], reverse=True) for id_, contacts in found.items()}

    def _compute_review_active_customer(self):
        active = self.search([("id", "in", self.ids), ("review_active_customer", "=", True)])
        for partner in self:
            partner.review_active_customer = partner._origin in active

    @api.model
    def _search_review_active_customer(self, operator, value):
        if operator != "in":
            return NotImplemented
        since = fields.Date.today() - relativedelta(months=ACTIVE_MONTHS)
        partners = as_judge(self.env["res.partner"])
        domains = [Domain("category_id.name", "in", TAGS)]
        for source in self._review_contact_sources():
            records = self.env[source.model].sudo().with_context(active_test=False)  # sudo: see as_judge
            if source.model == "purchase.order":
                continue
            domain = source.domain & Domain(source.date, ">=", since) & Domain(source.partner, "!=", False)
            if source.model == "account.move":
                domain &= Domain("move_type", "=", "out_invoice")
            if records._fields[source.partner].type == "many2many":
                domains.append(Domain("meeting_ids", "any!", domain))
            else:
                query = records._search(domain, bypass_access=True)
                domains.append(Domain("id", "in", query.subselect(records._field_to_sql(query.table, source.partner))))
        if "opportunity_ids" in self._fields:
            domains.append(Domain("opportunity_ids", "any!", Domain("active", "=", True)))
        own = partners._search(Domain.OR(domains), bypass_access=True)
        companies = own.subselect(SQL.identifier(own.table, "commercial_partner_id"))
        # ('x', 'in', [True]) or [False] or both
        result = Domain.FALSE
        if True in value:
            result |= Domain("commercial_partner_id", "in", companies)
        if False in value:
            result |= Domain("commercial_partner_id", "not in", companies)
        return result
