"""Recomputing the segments of all customers, company by company, each in one statement."""

from typing import NamedTuple

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ...engine.rfm import GRID, SCORES
from .paths import path_sql

# Fewer customers than that make no fifths.
FEW = 20


class Purchases(NamedTuple):
    """Records of one model that say that somebody has bought something."""

    model: str
    partner: str  # many2one
    date: str
    amount: str  # field of the amount without taxes
    domain: Domain
    returns: Domain = Domain.FALSE  # records whose amount counts, but that are no purchase
    taxes: str = ""  # field to take off the amount
    rate: str = ""  # field with units of the amount's currency per unit of the company's
    instead: str = ""  # key of those that tell the same sales: of these a company's first that has any counts


class PartnerSegment(models.Model):
    _inherit = "partner.segment"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def _segment_purchases(self):
        """What counts as a purchase, of what is installed; override to add what another app records.

        :rtype: list of Purchases
        """
        known = [
            Purchases(
                "account.move",
                "commercial_partner_id",
                "invoice_date",
                "amount_untaxed_signed",
                Domain("state", "=", "posted")
                & Domain("move_type", "in", ("out_invoice", "out_receipt", "out_refund")),
                returns=Domain("move_type", "=", "out_refund"),
                instead="documents",
            ),
            Purchases(
                "sale.order",
                "partner_id",
                "date_order",
                "amount_untaxed",
                Domain("state", "=", "sale"),
                rate="currency_rate",
                instead="documents",
            ),
            Purchases(
                "pos.order",
                "partner_id",
                "date_order",
                "amount_total",
                # what has an invoice is counted there
                Domain("state", "in", ("paid", "done")) & Domain("account_move", "=", False),
                returns=Domain("amount_total", "<", 0),
                taxes="amount_tax",
                rate="currency_rate",
            ),
        ]
        return [purchases for purchases in known if purchases.model in self.env]

    @api.model
    def _cron_refresh(self):
        """Recompute all companies' segments; goes on with the next company if one run is not enough."""
        cron = self.env["ir.cron"]
        # sudo: every company has its segments, whoever set up the scheduler
        due = self.env["res.company"].sudo().search([("segment_date", "!=", fields.Date.today())])
        cron._commit_progress(remaining=len(due))
        for company in due:
            self._refresh_company(company)
            company.segment_date = fields.Date.today()
            if not cron._commit_progress(1):
                return

    @api.model
    def _refresh_company(self, company):
        """Recompute one company's segments; write only rows that change.

        :return: number of customers with a segment
        """
        self.env.flush_all()
        since = fields.Date.today() - relativedelta(months=company.segment_months)
        deals = [self._deals(purchases, company, since) for purchases in self._chosen_purchases(company, since)]
        if not deals:
            self.env.cr.execute(SQL("DELETE FROM partner_segment WHERE company_id = %s", company.id))
            self._forget()
            return 0
        self.env.cr.execute("SET LOCAL jit = off")
        columns = (
            "contact",
            "company_id",
            "last_date",
            "frequency",
            "value",
            "recency_score",
            "frequency_score",
            "value_score",
            "segment",
        )
        kept = columns[2:]
        rows = self.env.execute_query(
            SQL(
                """
                WITH customers AS (
                    SELECT p.commercial_partner_id AS contact, max(d.day) FILTER (WHERE d.is_purchase) AS last_date,
                           count(*) FILTER (WHERE d.is_purchase)::int AS frequency, sum(d.amount) AS value
                    FROM (%(deals)s) AS d JOIN res_partner p ON p.id = d.contact
                    GROUP BY 1 HAVING count(*) FILTER (WHERE d.is_purchase) > 0
                ), scored AS (
                    SELECT contact, last_date, frequency, value, %(recency)s AS recency_score,
                           %(frequency)s AS frequency_score, %(value)s AS value_score
                    FROM customers
                ), new AS (
                    SELECT contact, %(company)s AS company_id, last_date, frequency, value, recency_score,
                           frequency_score, value_score, %(segment)s AS segment
                    FROM scored WHERE contact IS NOT NULL
                ), gone AS (
                    DELETE FROM partner_segment s WHERE s.company_id = %(company)s
                        AND s.contact NOT IN (SELECT contact FROM new)
                ), written AS (
                    INSERT INTO partner_segment (%(columns)s)
                    SELECT %(new)s FROM new n
                    LEFT JOIN partner_segment s ON s.contact = n.contact AND s.company_id = n.company_id
                    WHERE s.id IS NULL OR (%(new_kept)s) IS DISTINCT FROM (%(old_kept)s) ORDER BY n.contact
                    ON CONFLICT (contact, company_id) DO UPDATE SET (%(kept)s) = ROW(%(excluded)s)
                )
                SELECT count(*) FROM new
                """,
                deals=SQL(" UNION ALL ").join(deals),
                recency=_score(company, "recency", SQL("last_date")),
                frequency=_score(company, "frequency", SQL("frequency")),
                value=_score(company, "value", SQL("value")),
                segment=_segment(),
                company=company.id,
                columns=_list(columns),
                kept=_list(kept),
                new=_list(columns, "n"),
                new_kept=_list(kept, "n"),
                old_kept=_list(kept, "s"),
                excluded=_list(kept, "excluded"),
            )
        )
        self._forget()
        return rows[0][0]

    def _forget(self):
        self.invalidate_model(flush=False)
        self.env["res.partner"].invalidate_model(["touchpoint_segment"], flush=False)

    def _chosen_purchases(self, company, since):
        """Of those that tell the same sales, the first that the company uses at all."""
        chosen, taken = [], set()
        for purchases in self._segment_purchases():
            if purchases.instead and purchases.instead in taken:
                continue
            records, domain = self._bought(purchases, company, since)
            if records.search_count(domain, limit=1):
                chosen.append(purchases)
                taken.add(purchases.instead)
        return chosen

    def _bought(self, purchases, company, since):
        """The model, and the domain of a company's purchases since a day."""
        # sudo: of what was bought only the segment is told, and the figures to those who may read invoices or orders
        records = self.env[purchases.model].sudo().with_context(active_test=False)
        domain = (
            purchases.domain
            & Domain("company_id", "=", company.id)
            & Domain(purchases.date, ">=", since)
            & Domain(purchases.partner, "!=", False)
        )
        return records, domain

    def _deals(self, purchases, company, since):
        """SQL of a company's purchases: contact, day, amount (in the company's currency), is_purchase."""
        records, domain = self._bought(purchases, company, since)
        query = records._search(domain, bypass_access=True)

        def column(name):
            return path_sql(records, query.table, name, query)

        amount = column(purchases.amount)
        if purchases.taxes:
            amount = SQL("(%s - COALESCE(%s, 0))", amount, column(purchases.taxes))
        if purchases.rate:
            amount = SQL("%s / COALESCE(NULLIF(%s, 0), 1)::numeric", amount, column(purchases.rate))
        returns = purchases.returns.optimize_full(records)._to_sql(records, query.table, query)
        return query.select(
            SQL("%s AS contact", column(purchases.partner)),
            SQL("%s::date AS day", column(purchases.date)),
            SQL("round(%s, 2) AS amount", amount),
            SQL("(%s) IS NOT TRUE AS is_purchase", returns),
        )


def _score(company, name, column):
    """SQL of a score from 1 to 5: by the fifth of all customers, or by limits, also where fifths would say little.

    :param str name: "recency", "frequency" or "value"
    :param SQL column: what is scored, the more the better
    """
    limits = company._segment_limits(name)
    if name == "recency":
        # days ago: the fewer the better
        passed = [SQL("(%s - %s <= %s)::int", fields.Date.today(), column, limit) for limit in limits]
    else:
        passed = [SQL("(%s >= %s)::int", column, limit) for limit in limits]
    by_limits = SQL("(1 + %s)", SQL(" + ").join(passed))
    if company.segment_method == "limits":
        return by_limits
    # who ties with the least has the least: most customers have bought once
    by_fifths = SQL("LEAST(%s, 1 + floor(%s * percent_rank() OVER (ORDER BY %s)))::int", SCORES, SCORES, column)
    return SQL("CASE WHEN count(*) OVER () < %s THEN %s ELSE %s END", FEW, by_limits, by_fifths)


def _segment():
    """SQL of the segment, see engine.rfm."""
    weight = SQL("((frequency_score + value_score + 1) / 2)")
    return SQL(
        "CASE %s END",
        SQL(" ").join(
            SQL("WHEN recency_score >= %s AND %s >= %s THEN %s", least, weight, most, name)
            for least, most, name in GRID
        ),
    )


def _list(names, alias=None):
    return SQL(", ").join(SQL.identifier(alias, name) if alias else SQL.identifier(name) for name in names)
