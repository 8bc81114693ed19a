from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ...actions import open_form

STATES = [("open", "To Do"), ("done", "Done"), ("skipped", "Skipped"), ("missing", "Not Installed")]


class PartnerPlanStep(models.Model):
    """One step of a plan: who, when, and what the database says about it."""

    _name = "partner.plan.step"
    _description = "Step of a Plan"
    _inherit = ("mail.thread", "mail.activity.mixin")
    _order = "day, sequence, id"

    plan_id = fields.Many2one("partner.plan", string="14-Day Plan", required=True, index=True, ondelete="cascade")
    template_id = fields.Many2one("partner.plan.template", required=True, ondelete="restrict", string="Step")
    name = fields.Char(related="template_id.name")
    why = fields.Text(related="template_id.why")
    phase = fields.Selection(related="template_id.phase", store=True)
    day = fields.Integer(related="template_id.day", store=True, aggregator=None)
    sequence = fields.Integer(related="template_id.sequence", store=True, aggregator=None)
    check_name = fields.Char(related="template_id.check_name")
    action_name = fields.Char(related="template_id.action_name")
    needs_confirmation = fields.Boolean(compute="_compute_needs_confirmation")
    company_id = fields.Many2one(related="plan_id.company_id", store=True, index=True)
    plan_state = fields.Selection(related="plan_id.state", string="State of the Plan")
    user_id = fields.Many2one(
        "res.users", string="Named", domain=[("share", "=", False)], help="Empty: whoever answers for the plan."
    )
    responsible_id = fields.Many2one("res.users", compute="_compute_responsible_id")
    date = fields.Date(string="Until")
    date_fixed = fields.Boolean(help="Somebody chose the day; it stays when the plan is moved.")
    state = fields.Selection(STATES, required=True, readonly=True, default="open")
    evidence = fields.Text(readonly=True, translate=True, help="What the database says about this step.")
    checked_at = fields.Datetime(string="Checked", readonly=True)
    done_date = fields.Date(string="Done on", readonly=True)
    confirmed_user_id = fields.Many2one("res.users", string="Confirmed by", readonly=True, ondelete="set null")
    confirmed_date = fields.Date(string="Confirmed on", readonly=True)
    skip_reason = fields.Char(string="Skipped Because")

    _once = models.UniqueIndex("(plan_id, template_id)")

    @api.depends("template_id.check_name", "template_id.needs_confirmation")
    def _compute_needs_confirmation(self):
        for step in self:
            step.needs_confirmation = step.template_id.needs_confirmation or not step.template_id.check_name

    @api.depends("user_id", "plan_id.user_id")
    def _compute_responsible_id(self):
        for step in self:
            step.responsible_id = step.user_id or step.plan_id.user_id

    def write(self, vals):
        if "date" in vals and not self.env.context.get("plan_scheduling"):
            vals = {"date_fixed": bool(vals["date"]), **vals}
        result = super().write(vals)
        if "date" in vals or "user_id" in vals:
            self._move_activities()
        return result

    # -- what people do --------------------------------------------------------------------

    def action_open(self):
        """Open the screen on which this step is done."""
        self.ensure_one()
        action = self.action_name and self.env.ref(self.action_name, raise_if_not_found=False)
        if not action:
            raise UserError(self.env._("The screen for this step belongs to a part that is not installed."))
        return self.env["ir.actions.actions"]._for_xml_id(self.action_name)

    def action_show(self):
        """Open the step itself, with everything about it."""
        self.ensure_one()
        return open_form(self, name=self.name)

    def action_check(self):
        """Ask the database now."""
        self._check_may()
        self._check()

    def action_confirm(self):
        """Note that this was done, by whom and when; only where a step wants that."""
        self._check_may()
        for step in self:
            if not step.needs_confirmation:
                raise UserError(self.env._("“%s” is checked by itself.", step.name))
        # sudo: whoever is responsible for a step may confirm it, though the plan belongs to others
        self.sudo().write({"confirmed_user_id": self.env.uid, "confirmed_date": fields.Date.context_today(self)})
        self._check()

    def action_skip(self):
        """Leave this out; says why."""
        self._check_may()
        for step in self:
            if not (step.skip_reason or "").strip():
                raise UserError(self.env._("Say why “%s” is skipped: it stands in the report.", step.name))
        self.sudo().state = "skipped"  # sudo: as for confirming
        self._end_activities()

    def action_resume(self):
        """Take up again what was skipped or confirmed."""
        self._check_may()
        # sudo: as for confirming
        self.sudo().write({"state": "open", "skip_reason": False, "confirmed_user_id": False, "confirmed_date": False})
        self._check()

    def _check_may(self):
        """Those responsible for a step and stewards work on it, while the plan runs."""
        self.check_access("read")
        steward = self.env.user.has_group("customer_data_quality.group_steward")
        for step in self:
            if not steward and step.responsible_id != self.env.user:
                raise AccessError(
                    self.env._("“%(step)s” is for %(who)s.", step=step.name, who=step.responsible_id.name)
                )
            if step.plan_state != "running":
                raise UserError(self.env._("Start the plan “%s” first.", step.plan_id.name))

    # -- activities ------------------------------------------------------------------------

    def _make_activities(self):
        """Remind those responsible, without a mail for each step."""
        todo = self.env.ref("mail.mail_activity_data_todo", raise_if_not_found=False)
        missing = self.filtered(lambda step: not step.activity_ids)
        # sudo: the plan reminds people whoever starts it
        self.env["mail.activity"].sudo().with_context(mail_activity_quick_update=True).create(
            [
                {
                    "res_model_id": self.env["ir.model"]._get_id(self._name),
                    "res_id": step.id,
                    "activity_type_id": todo.id if todo else False,
                    "summary": step.with_context(lang=step.responsible_id.lang).name,
                    "user_id": step.responsible_id.id,
                    "date_deadline": step.date or fields.Date.today(),
                }
                for step in missing
            ]
        )

    def _move_activities(self):
        for step in self:
            # sudo: the activities of the plan, also of colleagues
            activities = step.sudo().activity_ids
            if activities and step.date:
                activities.with_context(mail_activity_quick_update=True).write(
                    {"date_deadline": step.date, "user_id": step.responsible_id.id}
                )

    def _end_activities(self):
        """Archive what reminds of these steps, as Odoo does with what is done."""
        self.sudo().activity_ids.active = False  # sudo: as above
