"""How a plan goes: it is started, checks itself, is finished, and comes back a year later."""

import logging
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ....engine.planning import working_days

_logger = logging.getLogger(__name__)

# Calendar days that hold fifteen working days, whatever holidays there are.
SPAN = 70


class PartnerPlan(models.Model):
    _inherit = "partner.plan"  # pylint: disable=consider-merging-classes-inherited

    def _working_days(self, user):
        """The first days of the plan on which somebody works, fifteen at least."""
        self.ensure_one()
        today = user._review_today()[user.id]
        last = max(self.date_start, today) + timedelta(days=SPAN)
        known = [day for day in user._review_working_days((last - today).days)[user.id] if day >= self.date_start]
        gone = working_days(self.date_start, today - timedelta(days=1)) if self.date_start < today else []
        days = gone + known
        # somebody who is away for months: the plan can't wait for that
        return days if len(days) >= 15 else working_days(self.date_start, last)

    def action_start(self):
        """Note where the company stands, make the activities, and check what is done already."""
        self.check_access("write")
        for plan in self:
            if plan.state != "draft":
                raise UserError(self.env._("“%s” has been started already.", plan.name))
            plan._check_may_run()
        self.env["partner.dashboard"].refresh()
        for plan in self:
            plan._note_figures("before")
        self.state = "running"
        self._schedule()
        self.action_check()
        self.step_ids.filtered(lambda step: step.state == "open")._make_activities()

    def action_check(self):
        """Ask the database how far the steps are."""
        self.check_access("write")
        running = self.filtered(lambda plan: plan.state == "running")
        for plan in running:
            plan._note_figures("after")
        running.step_ids._check()

    def action_finish(self):
        """Note what has been reached, and end what is still open."""
        self.check_access("write")
        for plan in self:
            if plan.state != "running":
                raise UserError(self.env._("Only a running plan can be finished."))
            plan._check_may_run()
        self.env["partner.dashboard"].refresh()
        self.action_check()
        self.step_ids._end_activities()
        self.write({"state": "done", "date_done": fields.Date.context_today(self)})

    def action_repeat(self):
        """Make the next plan now."""
        self.ensure_one()
        return (self.repeated_id or self._repeat())._open()

    def _check_may_run(self):
        if self.search_count(
            Domain("company_id", "=", self.company_id.id)
            & Domain("state", "=", "running")
            & Domain("id", "!=", self.id)
        ):
            raise UserError(self.env._("%s has a running plan. Finish that one first.", self.company_id.display_name))

    def _note_figures(self, column):
        """Note the company's figures as those before or after the plan."""
        self.ensure_one()
        measured = self.env["partner.steering.figure"]._measure(self.company_id)
        known = {line.name: line for line in self.figure_ids}
        # sudo: nobody writes the figures of a plan by hand
        lines = self.env["partner.plan.figure"].sudo()
        for name, value in measured.items():
            if name in known:
                known[name].sudo().write({column: value, f"has_{column}": True})
        lines.create(
            [
                {"plan_id": self.id, "name": name, column: value, f"has_{column}": True}
                for name, value in measured.items()
                if name not in known
            ]
        )

    def _repeat(self):
        """The plan of the next year, with the same people where they still are."""
        self.ensure_one()
        start = max(self._next_start(), fields.Date.today()) if self.date_done else fields.Date.today()
        user = self.user_id if self.user_id.active else self.env.user
        plan = self.create(
            {
                "name": self.with_context(lang=user.lang).env._("Plan %s", start.year),
                "company_id": self.company_id.id,
                "user_id": user.id,
                "date_start": start,
                "repeats": self.repeats,
            }
        )
        who = {step.template_id: step.user_id for step in self.step_ids if step.user_id.active}
        for step in plan.step_ids:
            step.user_id = who.get(step.template_id)
        self.repeated_id = plan
        return plan

    @api.model
    def _check_all(self):
        """Check running plans, and make those whose year is over anew. A plan that fails does not stop the others."""
        for plan in self.search([("state", "=", "running")]):
            try:
                with self.env.cr.savepoint():
                    plan.action_check()
            except Exception:  # whatever is wrong with one plan, the next is checked too
                _logger.exception("The steps of plan %s could not be checked.", plan.id)
        done = self.search([("state", "=", "done"), ("repeats", "=", True), ("repeated_id", "=", False)])
        for plan in done:
            if plan._next_start() <= fields.Date.today():
                plan._repeat().step_ids.sorted()[:1]._make_activities()
