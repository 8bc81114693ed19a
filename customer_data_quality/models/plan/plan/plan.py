from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.tools import format_date

STATES = [("draft", "Not Started"), ("running", "Running"), ("done", "Finished")]


class PartnerPlan(models.Model):
    """Fourteen days in which a company puts its contacts in order, and keeps them so."""

    _name = "partner.plan"
    _description = "14-Day Plan"
    _inherit = ("mail.thread",)
    _order = "date_start desc, id desc"

    name = fields.Char(required=True, default=lambda self: self._default_name())
    state = fields.Selection(STATES, required=True, readonly=True, default="draft", copy=False, tracking=True)
    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company, index=True, ondelete="cascade"
    )
    user_id = fields.Many2one(
        "res.users",
        string="Responsible",
        required=True,
        default=lambda self: self.env.user,
        tracking=True,
        domain=[("share", "=", False)],
        help="Does what nobody else is named for, and gets the weekly mail.",
    )
    date_start = fields.Date(string="First Day", required=True, default=fields.Date.context_today, copy=False)
    date_end = fields.Date(string="Last Day", compute="_compute_progress")
    date_done = fields.Date(string="Finished on", readonly=True, copy=False)
    repeats = fields.Boolean(
        string="Repeat Every Year", default=True, help="A year after it was finished, a new plan is made."
    )
    repeated_id = fields.Many2one("partner.plan", string="Next Plan", readonly=True, copy=False, ondelete="set null")
    step_ids = fields.One2many("partner.plan.step", "plan_id", copy=False)
    figure_ids = fields.One2many("partner.plan.figure", "plan_id", copy=False, readonly=True)
    progress = fields.Integer(
        compute="_compute_progress", help="Steps done, of those that can be done here, in percent."
    )
    steps_done = fields.Integer(compute="_compute_progress")
    steps_open = fields.Integer(compute="_compute_progress")

    @api.model
    def _default_name(self):
        return self.env._("Plan %s", fields.Date.context_today(self).year)

    @api.depends("step_ids.state", "step_ids.date")
    def _compute_progress(self):
        for plan in self:
            done = len(plan.step_ids.filtered(lambda step: step.state == "done"))
            left = len(plan.step_ids.filtered(lambda step: step.state == "open"))
            plan.steps_done, plan.steps_open = done, left
            plan.progress = 100 * done // (done + left) if done + left else 0
            plan.date_end = max(plan.step_ids.filtered("date").mapped("date"), default=False)

    @api.model_create_multi
    def create(self, vals_list):
        plans = super().create(vals_list)
        plans.filtered(lambda plan: not plan.step_ids)._make_steps()
        return plans

    def write(self, vals):
        result = super().write(vals)
        if "date_start" in vals or "user_id" in vals:
            self._schedule()
        return result

    def _make_steps(self):
        """Give each plan the steps that every plan has."""
        templates = self.env["partner.plan.template"].search([("active", "=", True)])
        self.env["partner.plan.step"].create(
            [{"plan_id": plan.id, "template_id": template.id} for plan in self for template in templates]
        )
        self._schedule()

    def _schedule(self):
        """Put the steps on working days of those who do them."""
        for plan in self.filtered(lambda plan: plan.state != "done"):
            days = {user: plan._working_days(user) for user in plan.step_ids.mapped("responsible_id")}
            for step in plan.step_ids.filtered(lambda step: not step.date_fixed):
                step.with_context(plan_scheduling=True).date = days[step.responsible_id][step.day - 1]

    def action_report(self):
        """The report as PDF."""
        return self.env.ref("customer_data_quality.partner_plan_report").report_action(self)

    @api.model
    def _overview(self):
        """The plan that the overview leads to: the running one, else the next to start.

        :return: {"id", "name", "state", "progress", "done", "open", "late", "next"} or False
        """
        if not self.has_access("read"):
            return False
        plan = self.search([("state", "=", "running"), ("company_id", "in", self.env.companies.ids)], limit=1)
        plan = plan or self.search([("state", "=", "draft"), ("company_id", "in", self.env.companies.ids)], limit=1)
        if not plan:
            return False
        today = fields.Date.context_today(self)
        left = plan.step_ids.filtered(lambda step: step.state == "open")
        step = (left.filtered(lambda step: step.responsible_id == self.env.user) or left)[:1]
        return {
            "id": plan.id,
            "name": plan.name,
            "state": plan.state,
            "progress": plan.progress,
            "done": plan.steps_done,
            "open": plan.steps_open,
            "late": len(left.filtered(lambda step: step.date and step.date < today)),
            "next": step
            and {
                "id": step.id,
                "name": step.name,
                "why": step.why or "",
                "who": step.responsible_id.name,
                "date": format_date(self.env, step.date) if step.date else "",
                "opens": bool(step.action_name),
            },
        }

    @api.model
    def start_now(self):
        """Make a plan for the present company, beginning today, and start it; what the welcome's button does.

        :return: the action that opens the plan
        """
        plan = self.search([("state", "!=", "done"), ("company_id", "=", self.env.company.id)], limit=1)
        plan = plan or self.create({})
        if plan.state == "draft":
            plan.action_start()
        return plan._open()

    def _open(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("customer_data_quality.partner_plan_action")
        return {**action, "res_id": self.id, "views": [(False, "form")]}

    def _next_start(self):
        """The day on which the plan after this one begins."""
        return self.date_done + relativedelta(years=1)
