from odoo import api, models


class ResUsers(models.Model):
    """New colleagues are trained, and belong to a team."""

    _inherit = "res.users"  # pylint: disable=consider-merging-classes-inherited

    @api.model_create_multi
    def create(self, vals_list):
        users = super().create(vals_list)
        if any(not user.share for user in users):
            # sudo: whoever adds a colleague need not know of trainings
            courses = self.env["partner.training.course"].sudo()
            if courses.search_count([("is_running", "=", True)], limit=1):
                self.env["partner.training.assignment"]._wake()
        return users

    def _training_teams(self):
        """The department of each user, else the sales team, where an app knows one: {user: name}."""
        teams = {}
        for user in self.sudo():  # sudo: employees are for the personnel department; only the team's name is taken
            for path in ("employee_id.department_id", "sale_team_id"):
                field, _dot, further = path.partition(".")
                if field not in user._fields:
                    continue
                team = user[field][further] if further else user[field]
                if team:
                    teams[user] = team.display_name
                    break
        return teams
