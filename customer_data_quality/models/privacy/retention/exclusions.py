"""Which contacts no rule touches, however long they were quiet; each as a condition in SQL, with its reason."""

from typing import NamedTuple

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ..requests.request import OPEN_STATES


class Exclusion(NamedTuple):
    code: str
    label: str
    condition: SQL  # on p, a row of res_partner


class PartnerRetentionRule(models.Model):
    _inherit = "partner.retention.rule"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def _open_business(self):
        """What open business looks like in the apps that may be installed; override to add what another app has.

        :return: list of (model, field with the contact, domain)
        """
        now = fields.Datetime.now()
        return [
            ("sale.order", "partner_id", [("state", "in", ("draft", "sent"))]),
            ("sale.order", "partner_id", [("state", "=", "sale"), ("invoice_status", "=", "to invoice")]),
            ("purchase.order", "partner_id", [("state", "in", ("draft", "sent", "to approve"))]),
            ("account.move", "partner_id", [("state", "=", "draft"), ("move_type", "!=", "entry")]),
            (
                "account.move",
                "partner_id",
                [
                    ("state", "=", "posted"),
                    ("move_type", "!=", "entry"),
                    ("payment_state", "not in", ("paid", "reversed", "invoicing_legacy")),
                ],
            ),
            ("crm.lead", "partner_id", [("type", "=", "opportunity"), ("stage_id.is_won", "=", False)]),
            ("project.task", "partner_id", [("is_closed", "=", False)]),
            ("helpdesk.ticket", "partner_id", [("stage_id.fold", "=", False)]),
            ("calendar.event", "partner_ids", [("stop", ">", now)]),
            ("event.registration", "partner_id", [("event_id.date_end", ">", now), ("state", "!=", "cancel")]),
            ("mail.activity", "res_id", [("res_model", "=", "res.partner"), ("active", "=", True)]),
            ("hr.employee", "work_contact_id", [("active", "=", True)]),
            (
                "partner.privacy.request",
                "partner_id",
                [("state", "in", OPEN_STATES)],
            ),
        ]

    @api.model
    def _kept_documents(self):
        """Documents that the law keeps, by the erasure rules.

        :return: list of (model, field with the contact, domain)
        """
        today = fields.Date.today()
        places = {each.model: each for each in self.env["partner.discovery"]._person_models()}
        found = []
        # sudo: the duty holds whoever asks
        for rule in self.env["partner.privacy.erasure.rule"].sudo().search([("action", "=", "keep")]):
            place = places.get(rule.model_name)
            if place is None or not place.links:
                continue
            start = today - relativedelta(years=rule.years)
            if rule.from_year_end:
                start = start.replace(month=1, day=1)
            model = self.env[rule.model_name]
            domain = rule._full_domain() & Domain(rule.date_field or "create_date", ">=", start)
            if rule.country_ids and "company_id" in model._fields:
                domain &= Domain("company_id.partner_id.country_id", "in", rule.country_ids.ids)
            found.append((rule.model_name, place.links[0], domain))
        return found

    def _exclusions(self, action=None):
        """What this rule leaves alone.

        :param str action: what is to be done, if not what the rule says
        :rtype: list of Exclusion
        """
        self.ensure_one()
        own = SQL("SELECT partner_id FROM res_company")
        found = [
            Exclusion(
                "login",
                self.env._("With a login"),
                SQL("EXISTS (SELECT FROM res_users u WHERE u.partner_id = p.id)"),
            ),
            Exclusion(
                "company",
                self.env._("Of your own companies"),
                SQL("(p.id IN (%s) OR p.commercial_partner_id IN (%s))", own, own),
            ),
            Exclusion("merged", self.env._("Merged into another contact"), SQL("p.merged_into_id IS NOT NULL")),
            Exclusion(
                "kept",
                self.env._("Kept by a decision"),
                SQL(
                    "EXISTS (SELECT FROM partner_retention_candidate k WHERE k.partner_id = p.id AND k.state = 'kept' "
                    "AND (k.keep_until IS NULL OR k.keep_until >= %s))",
                    fields.Date.today(),
                ),
            ),
            Exclusion("held", self.env._("Restricted or held"), self._held_by_law()),
        ]
        if self.exclude_category_ids:
            found.append(
                Exclusion(
                    "tag",
                    self.env._("Tagged to be left out"),
                    SQL(
                        "EXISTS (SELECT FROM res_partner_res_partner_category_rel c WHERE c.partner_id = p.id "
                        "AND c.category_id = ANY(%s))",
                        self.exclude_category_ids.ids,
                    ),
                )
            )
        if self.exclude_open:
            found.append(Exclusion("open", self.env._("With open business"), self._of_documents(self._open_business())))
        if (action or self.action) == "anonymise":
            found.append(
                Exclusion(
                    "law", self.env._("With documents that the law keeps"), self._of_documents(self._kept_documents())
                )
            )
        return found

    @api.model
    def _held_by_law(self):
        """Contacts whose processing is restricted, or that are held."""
        return SQL(
            "(EXISTS (SELECT FROM partner_privacy_restriction h WHERE h.partner_id = p.id AND h.lifted_on IS NULL) "
            "OR EXISTS (SELECT FROM partner_privacy_hold h WHERE h.partner_id = p.id AND h.is_active))"
        )

    @api.model
    def _of_documents(self, documents):
        """Contacts with certain documents, themselves or another of the same company."""
        queries = []
        for model_name, link, domain in documents:
            model = self.env.get(model_name)
            if model is None or link not in model._fields:
                continue
            paths = {condition.field_expr.split(".")[0] for condition in Domain(domain).iter_conditions()}
            if not paths <= model._fields.keys():
                continue  # another version of the app
            # sudo, archived ones too: whatever is open stands in the way, whoever may see it
            query = model.sudo().with_context(active_test=False)._search(Domain(domain), bypass_access=True)
            field = model._fields[link]
            if field.type == "many2many":
                queries.append(
                    SQL(
                        "SELECT %s FROM %s WHERE %s IN %s",
                        SQL.identifier(field.column2),
                        SQL.identifier(field.relation),
                        SQL.identifier(field.column1),
                        query.subselect(),
                    )
                )
            else:
                queries.append(query.select(SQL.identifier(model._table, link)))
        if not queries:
            return SQL("FALSE")
        return SQL(
            "p.commercial_partner_id IN (SELECT o.commercial_partner_id FROM res_partner o WHERE o.id IN (%s))",
            SQL(" UNION ALL ").join(SQL("(%s)", query) for query in queries),
        )
