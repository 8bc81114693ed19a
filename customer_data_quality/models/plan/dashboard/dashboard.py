from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain

from ...completeness.quality import DIMENSIONS

STEWARD = "customer_data_quality.group_steward"
# A database of that size is counted anew while somebody looks; a larger one at night, or when somebody asks for it.
COUNTED_AT_ONCE = 100_000
STALE = timedelta(minutes=10)
# Whoever counts anew holds it until the end of the transaction; others go without.
REFRESH_LOCK = 0x5354454552
FILTERS = ("company_id", "user_id", "profile_id")


class PartnerDashboard(models.AbstractModel):
    """What a company has to know to steer: from snapshots and narrow tables alone, so that it is there at once."""

    _name = "partner.dashboard"
    _description = "Customer Data Quality Overview"

    @api.model
    def overview(self, filters=None):
        """Everything the overview shows, as far as the user may know it.

        :param dict filters: ids by `company_id`, `user_id` (salesperson) and `profile_id`, each optional
        :return: {"filters", "choices", "own_only", "progress", "stale", "taken", "score", "dimensions", "trend",
            "gaps", "targets", "tiles", "plan", "welcome"}; see the methods of the same names
        :rtype: dict
        """
        self._check_user()
        # many short questions: compiling each takes longer than answering it
        self.env.cr.execute("SET LOCAL jit = off")
        filters = self._clean(filters)
        score = self._score(filters)
        trend = self._trend(filters)
        return {
            "filters": filters,
            "choices": self._choices(),
            "own_only": not self._sees_all(),
            "progress": self.env["partner.quality.profile"].rescore_progress(),
            "stale": self._is_stale(),
            "taken": self._taken(),
            "score": {**score, "change": self._change(trend, score)},
            "dimensions": self._dimensions(filters),
            "trend": trend,
            "gaps": self._gaps(filters, score["contacts"]),
            "targets": self.env["partner.quality.target"]._overview(filters) if self._sees_all() else [],
            "tiles": self._tiles_shown(filters),
            "plan": self.env["partner.plan"]._overview(),
            "welcome": self._welcome(),
        }

    @api.model
    def refresh(self):
        """Count everything anew, unless somebody else is at it.

        :return: whether it was done
        :rtype: bool
        """
        self._check_user()
        self.env.cr.execute("SELECT pg_try_advisory_xact_lock(%s)", [REFRESH_LOCK])
        if not self.env.cr.fetchone()[0]:
            return False
        # sudo: the numbers are those of all contacts, whoever asks for them; who sees which is checked on reading
        self.env["partner.quality.snapshot"].sudo()._take()
        if self._size() <= COUNTED_AT_ONCE:
            self.env["partner.steering.figure"].sudo()._take()
        return True

    @api.model
    def hide_welcome(self):
        """Don't greet this user again."""
        self._check_user()
        settings = self.env["res.users.settings"]._find_or_create_for_user(self.env.user)
        settings.sudo().steering_welcomed = True  # sudo: everybody decides about their own screen

    # -- who sees what ---------------------------------------------------------------------

    @api.model
    def _check_user(self):
        self.env["partner.quality.profile"].check_access("read")

    @api.model
    def _sees_all(self):
        """Whether the user sees the figures of all contacts; others see those of their own ones."""
        return self.env.user.has_group(STEWARD)

    @api.model
    def _clean(self, filters):
        """The filters as ids, without what the user may not choose."""
        filters = {name: int(value) for name, value in (filters or {}).items() if name in FILTERS and value}
        if filters.get("company_id") not in self.env.companies.ids:
            filters.pop("company_id", None)
        if not self._sees_all():
            filters["user_id"] = self.env.uid
        return filters

    @api.model
    def _counted(self, model, filters):
        """A model of counts as the user may read it, and the domain of what is chosen."""
        companies = [filters["company_id"]] if "company_id" in filters else self.env.companies.ids
        domain = Domain("company_id", "in", [*companies, False])
        for name in ("user_id", "profile_id"):
            if name in filters:
                domain &= Domain(name, "=", filters[name])
        # sudo: whoever is no steward sees the numbers of the contacts that they are the salesperson of, nobody else's
        counted = self.env[model] if self._sees_all() else self.env[model].sudo()
        return counted, domain

    @api.model
    def _choices(self):
        """What the filters offer."""
        profiles = self.env["partner.quality.profile"].search([("active", "=", True)])
        return {
            "companies": [{"id": each.id, "name": each.display_name} for each in self.env.companies],
            "profiles": [{"id": each.id, "name": each.display_name} for each in profiles],
        }

    # -- how fresh it is -------------------------------------------------------------------

    @api.model
    def _size(self):
        """About how many contacts there are, as PostgreSQL estimates it."""
        self.env.cr.execute("SELECT reltuples FROM pg_class WHERE oid = 'partner_quality'::regclass")
        return self.env.cr.fetchone()[0]

    @api.model
    def _taken(self):
        """When the numbers were counted: text in UTC, False if never."""
        # sudo: tells nothing of any contact
        last = self.env["partner.quality.snapshot"].sudo().search([], order="date desc, id desc", limit=1)
        return fields.Datetime.to_string(last.taken) if last else False

    @api.model
    def _is_stale(self):
        """Whether the screen should have the numbers counted anew as it opens."""
        taken = self._taken()
        if not taken:
            return True
        age = fields.Datetime.now() - fields.Datetime.to_datetime(taken)
        return age > STALE and self._size() <= COUNTED_AT_ONCE

    @api.model
    def _welcome(self):
        """Whether to greet the user and offer the plan: who could start it, has not, and has not waved it off."""
        plan = self.env["partner.plan"]
        if not plan.has_access("create") or plan.search_count([], limit=1):
            return False
        return not self.env.user.res_users_settings_id.steering_welcomed

    @api.model
    def _dimension_names(self):
        return [name for name, _label in DIMENSIONS]


class ResUsersSettings(models.Model):
    _inherit = "res.users.settings"

    steering_welcomed = fields.Boolean(default=False)
