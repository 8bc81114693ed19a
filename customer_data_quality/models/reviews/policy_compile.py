from typing import NamedTuple

from odoo import SUPERUSER_ID, api, models, tools
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from ..scheduler import wake


class Policy(NamedTuple):
    """A policy in the form in which it is applied."""

    id: int
    domain: Domain
    interval_months: int
    overdue_days: int
    responsible: str
    user_ids: tuple  # in turn; only those who can have work
    fallback_id: int | None
    daily_cap: int


class Policies(NamedTuple):
    policies: tuple
    ranks: tuple  # of domains


class PartnerReviewPolicy(models.Model):
    """From what a person wrote to what is applied."""

    _inherit = "partner.review.policy"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    @tools.ormcache()
    def _applied(self):
        """The policies that are applied at present; what can't be applied is left out.

        :rtype: Policies
        """
        # sudo: contacts follow the same policies whoever looks at them
        everybody = self.with_user(SUPERUSER_ID).with_context(lang=None)
        return everybody.search([("active", "=", True)])._build_policies()

    def _build_policies(self):
        """These policies in their order, as they are now (saved or not), with the priorities in use."""
        ranks = self.env["partner.review.rank"].search([("active", "=", True)])
        return Policies(
            tuple(policy for policy in map(PartnerReviewPolicy._compile, self) if policy),
            tuple(domain for domain in map(self._parse_or_none, ranks.mapped("domain")) if domain is not None),
        )

    def _compile(self):
        domain = self._parse_or_none(self.domain)
        if domain is None:
            return None
        if self.company_id:
            domain &= Domain("company_id", "in", [self.company_id._origin.id, False])
        return Policy(
            self._origin.id or 0,
            domain,
            self.interval_months,
            self.overdue_days,
            self.responsible,
            tuple(self.user_ids.filtered(lambda user: user.active and not user.share)._origin.ids),
            self.fallback_user_id._origin.id or None,
            self.daily_cap,
        )

    def _parse_or_none(self, text):
        try:
            return self.env["partner.quality.rule"]._parse(text)
        except ValidationError:
            return None  # left out, and says so itself: see `problem`

    @api.model
    def _policies_changed(self):
        """Let go of the old policies and have all contacts looked at anew in the background."""
        self.env.registry.clear_cache()
        wake(self.env, "customer_data_quality.cron_review_plan")
