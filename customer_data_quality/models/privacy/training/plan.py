"""Who takes a training by when: spread over working days, a limited number at a time."""

from datetime import timedelta

from odoo import api, fields, models

from ....engine.planning import Task, level, working_days
from ...scheduler import wake
from .assignment import ACTIVITY

BATCH = 100
FIRST_DAY = 7  # nobody has to take it within less than a week
CRON = "customer_data_quality.cron_training"


class PartnerTrainingAssignment(models.Model):
    _inherit = "partner.training.assignment"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def _wake(self):
        """Have assignments made soon."""
        wake(self.env, CRON)

    @api.model
    def _cron_assign(self):
        """Take back what nobody needs, assign what is due, and keep everybody's activity; batch by batch."""
        self.sudo()._assign(commit=True)  # sudo: whoever the scheduler runs as

    @api.model
    def _assign(self, commit=False):
        """Assign all running courses to those who need them soon. May run several times; of two at once the unique
        index on open assignments lets one through.

        :param bool commit: commit after each batch
        :return: number of new assignments
        """
        made = 0
        for course in self.env["partner.training.course"].search([("is_running", "=", True)]):
            audience = course._audience()
            waiting = self.search([("course_id", "=", course.id), ("state", "=", "open")])
            waiting.filtered(lambda each, audience=audience: each.user_id not in audience)._cancel()
            plan = course._plan_assignments()
            users = list(plan)
            for start in range(0, len(users), BATCH):
                made += self._make(course, {user: plan[user] for user in users[start : start + BATCH]})
                if commit and not self.env["ir.cron"]._commit_progress(BATCH):
                    return made
        self._keep_activities()
        if commit:
            self.env["ir.cron"]._commit_progress(remaining=0)
        return made

    @api.model
    def _make(self, course, days):
        """Assign a course to colleagues, each with their last day; return their number."""
        users = self.env["res.users"].union(*days)
        teams = users._training_teams()
        assignments = self.create(
            [
                {
                    "course_id": course.id,
                    "user_id": user.id,
                    "company_id": user.company_id.id,
                    "team": teams.get(user),
                    "date_due": day,
                }
                for user, day in days.items()
            ]
        )
        assignments._add_activities()
        return len(assignments)

    def _add_activities(self):
        # no mail for each of them: the activity is on everybody's list
        for assignment in self.with_context(mail_activity_quick_update=True):
            user = assignment.user_id
            assignment.activity_schedule(
                ACTIVITY,
                max(assignment.date_due, fields.Date.context_today(self)),
                summary=assignment.course_id.with_context(lang=user.lang).name,
                user_id=user.id,
            )

    @api.model
    def _keep_activities(self):
        """Who ticked the activity off without taking the course gets it again; teams follow their members."""
        waiting = self.search([("state", "=", "open"), ("course_id.is_running", "=", True)])
        waiting.filtered(lambda each: not each.activity_ids)._add_activities()
        teams = waiting.user_id._training_teams()
        for assignment in waiting:
            team = teams.get(assignment.user_id) or False
            if assignment.team != team:
                assignment.team = team


class PartnerTrainingCourse(models.Model):
    _inherit = "partner.training.course"  # pylint: disable=consider-merging-classes-inherited

    def _plan_assignments(self):
        """Who is to be asked now, and by which day: {user: date}; who finds no room is asked later."""
        self.ensure_one()
        today = fields.Date.context_today(self)
        end = today + timedelta(days=self.deadline_days)
        waiting = self.env["partner.training.assignment"].search([("course_id", "=", self.id), ("state", "=", "open")])
        load = {}
        for assignment in waiting:
            load[assignment.date_due] = load.get(assignment.date_due, 0) + 1
        valid = self._valid_until()[self]
        users = self._missing_users(end) - waiting.user_id
        tasks = [
            # whose training ends soon comes before those who were never trained only where days are short
            Task(user, max(valid.get(user, end), today), end, self.daily_cap)
            for user in users.sorted(lambda user: (valid.get(user, end), user.id))
        ]
        days = working_days(today + timedelta(days=min(FIRST_DAY, self.deadline_days)), end)
        return level(tasks, days, load)
