"""Which team somebody belongs to, from whatever apps tell."""

from odoo import api, models
from odoo.tools import SQL


class ResUsers(models.Model):
    _inherit = "res.users"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def _adoption_teams(self):
        """The team of each user, as a query of `user_id` and `team` (a name, NULL if unknown).

        Sales teams come first, then departments. Override it where teams stand elsewhere.

        :rtype: SQL
        """
        names, joins = [], []
        if self._fields.get("sale_team_id"):
            names.append(self._team_name("crm.team", "team"))
            joins.append(SQL("LEFT JOIN crm_team team ON team.id = u.sale_team_id"))
        if "hr.employee" in self.env:
            names.append(self._team_name("hr.department", "department"))
            joins.append(
                SQL(
                    # somebody's department stands in the present version of their contract
                    "LEFT JOIN LATERAL (SELECT v.department_id FROM hr_employee e "
                    "JOIN hr_version v ON v.id = e.current_version_id "
                    "WHERE e.user_id = u.id AND e.active AND v.department_id IS NOT NULL ORDER BY e.id LIMIT 1"
                    ") employee ON TRUE LEFT JOIN hr_department department ON department.id = employee.department_id"
                )
            )
        return SQL(
            "SELECT u.id AS user_id, %s AS team FROM res_users u %s",
            SQL("COALESCE(%s)", SQL(", ").join([*names, SQL("NULL::text")])),
            SQL(" ").join(joins),
        )

    @api.model
    def _team_name(self, model, alias):
        """SQL of the name of a team, in the user's language where it is translated."""
        if not self.env[model]._fields["name"].translate:
            return SQL("%s", SQL.identifier(alias, "name"))
        name = SQL.identifier(alias, "name")
        return SQL("COALESCE(%s ->> %s, %s ->> 'en_US')", name, self.env.lang or "en_US", name)
