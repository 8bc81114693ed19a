from odoo import api, fields, models

from ..completeness.text import nul_free
from .conditions import check_domains, find_problem


class PartnerReviewPolicy(models.Model):
    """Which contacts are reviewed how often, by whom. The first policy whose condition a contact meets is its own."""

    _name = "partner.review.policy"
    _description = "Contact Review Policy"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    active = fields.Boolean(default=True)
    sequence = fields.Integer(default=10, help="The first policy that wants a contact gets it.")
    company_id = fields.Many2one("res.company", ondelete="cascade", help="Empty: for the contacts of all companies.")
    domain = fields.Char(string="Contacts", default="[]", required=True, help="The contacts that this policy is for.")
    description = fields.Text(translate=True)
    interval_months = fields.Integer(
        string="Review Every (Months)", default=6, required=True, help="So long after its last review a contact is due."
    )
    responsible = fields.Selection(
        [("salesperson", "Salesperson"), ("team_leader", "Team leader of the salesperson"), ("users", "In turn")],
        required=True,
        default="salesperson",
        help="Contact persons without a salesperson of their own are their company's.",
    )
    user_ids = fields.Many2many(
        "res.users",
        "partner_review_policy_user_rel",
        "policy_id",
        "user_id",
        string="Colleagues in Turn",
        domain="[('share', '=', False)]",
    )
    fallback_user_id = fields.Many2one(
        "res.users",
        string="Otherwise",
        domain="[('share', '=', False)]",
        help="Who reviews contacts whose responsible is missing, has left, or may not see the contact's company. "
        "Without anybody here such contacts are shown as due, but nobody is asked.",
    )
    activity_type_id = fields.Many2one(
        "mail.activity.type",
        required=True,
        ondelete="restrict",
        default=lambda self: self.env.ref("customer_data_quality.activity_type_review", raise_if_not_found=False),
        domain="[('res_model', 'in', (False, 'res.partner'))]",
    )
    daily_cap = fields.Integer(
        string="At Most per Day",
        default=10,
        required=True,
        help="Nobody is asked for more reviews than this on a day, those of other policies counted in.",
    )
    lead_days = fields.Integer(
        string="Plan Ahead (Days)",
        default=14,
        required=True,
        help="Reviews become activities so long before they are due, spread evenly over the working days until then.",
    )
    overdue_days = fields.Integer(
        string="Escalate After (Days)",
        default=14,
        required=True,
        help="A review so long past its day is overdue, and the person below is told.",
    )
    escalation_user_id = fields.Many2one(
        "res.users",
        string="Escalate to",
        domain="[('share', '=', False)]",
        help="Sees overdue reviews and gets them listed in the weekly mail. Empty: the salesperson's team leader.",
    )
    retry_days = fields.Integer(
        string="Try Again After (Days)", default=14, required=True, help="After the contact could not be reached."
    )
    paused_until = fields.Date(help="Nobody is asked for reviews until this day. Those already planned stay.")
    contact_days = fields.Integer(
        string="Ask at Contact After (Days)",
        default=60,
        required=True,
        help="When something happens with a contact whose last review is older, a card asks to check a few fields.",
    )
    at_meeting = fields.Boolean(string="Meetings", default=True)
    at_call = fields.Boolean(string="Calls", default=True)
    at_mail = fields.Boolean(string="Incoming Mails", default=True)
    at_order = fields.Boolean(string="Orders", default=True)
    at_invoice = fields.Boolean(string="Invoices", default=True)
    problem = fields.Char(compute="_compute_problem", help="Why this policy can't be applied at present.")

    _interval_positive = models.Constraint(
        "CHECK (interval_months BETWEEN 1 AND 120)", "The interval is a number of months from 1 to 120."
    )
    _cap_positive = models.Constraint("CHECK (daily_cap BETWEEN 1 AND 500)", "At most 1 to 500 reviews per day.")
    _days_positive = models.Constraint(
        "CHECK (lead_days BETWEEN 0 AND 90 AND overdue_days BETWEEN 0 AND 3650 AND retry_days BETWEEN 1 AND 3650 "
        "AND contact_days BETWEEN 0 AND 3650)",
        "Plan 0 to 90 days ahead; the other numbers of days are 0 (or 1 for trying again) to 3650.",
    )

    @api.depends("domain")
    def _compute_problem(self):
        for policy in self:
            policy.problem = find_problem(policy)

    @api.constrains("domain", "active")
    def _check_domain(self):
        check_domains(self.filtered("active"))

    @api.model_create_multi
    def create(self, vals_list):
        policies = super().create([{**vals, **nul_free(vals)} for vals in vals_list])
        self._policies_changed()
        return policies

    def write(self, vals):
        result = super().write({**vals, **nul_free(vals)})
        self._policies_changed()
        return result

    def unlink(self):
        result = super().unlink()
        self._policies_changed()
        return result

    def copy_data(self, default=None):
        return [
            {**vals, "name": (default or {}).get("name") or self.env._("%s (copy)", policy.name)}
            for policy, vals in zip(self, super().copy_data(default), strict=True)
        ]
