import hashlib
import json

from odoo import api, fields, models
from odoo.exceptions import UserError

from ...completeness.text import nul_free
from ...reviews.conditions import check_domains, find_problem

ACTIONS = [("review", "Review"), ("archive", "Archive"), ("anonymise", "Anonymise")]
# What a rule does hangs on these: after a change it has to be tried dry again.
DECIDING = "domain company_id country_ids months action by_family exclude_open exclude_category_ids".split()


class PartnerRetentionRule(models.Model):
    """How long contacts are kept without activity, and what is done then."""

    _name = "partner.retention.rule"
    _description = "Retention Rule"
    _inherit = ("mail.thread", "mail.activity.mixin")
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10, help="The first rule that wants a contact gets it.")
    enabled = fields.Boolean(string="Switched On", copy=False, readonly=True, tracking=True)
    company_id = fields.Many2one(
        "res.company", ondelete="cascade", help="Contacts of this company alone. Empty: contacts of all companies."
    )
    domain = fields.Char(string="Contacts", default="[]", required=True)
    country_ids = fields.Many2many(
        "res.country",
        "partner_retention_rule_country_rel",
        "rule_id",
        "country_id",
        string="Countries",
        help="Where the contacts are. Empty: everywhere.",
    )
    months = fields.Integer(
        tracking=True,
        string="Months Without Activity",
        default=36,
        required=True,
        help="Since the last order, invoice, message, meeting, review … of any app.",
    )
    action = fields.Selection(ACTIONS, string="Then", default="review", required=True, tracking=True)
    notice_days = fields.Integer(
        string="Days of Notice",
        default=14,
        help="So long found contacts stand in the worklist before it is done, so that somebody can keep them.",
    )
    nightly_cap = fields.Integer(string="At Most per Night", default=200, required=True)
    by_family = fields.Boolean(
        string="Count the Whole Company",
        default=True,
        help="A contact is active as long as anybody of the same company is.",
    )
    exclude_open = fields.Boolean(
        string="Leave out Open Business",
        default=True,
        help="Contacts with open quotations, orders, invoices, opportunities, tasks or meetings ahead.",
    )
    exclude_category_ids = fields.Many2many(
        "res.partner.category",
        "partner_retention_rule_category_rel",
        "rule_id",
        "category_id",
        string="Leave out Tags",
    )
    user_id = fields.Many2one(
        "res.users",
        string="Responsible",
        domain="[('share', '=', False)]",
        help="Gets an activity when contacts wait for a decision.",
    )
    description = fields.Text(translate=True, help="Why so long: the law or the purpose behind it.")
    problem = fields.Char(compute="_compute_problem", help="Why this rule can't be applied at present.")
    tried_version = fields.Char(readonly=True, copy=False)
    tried_on = fields.Datetime(string="Dry Run on", readonly=True, copy=False)
    is_tried = fields.Boolean(compute="_compute_is_tried")
    candidate_ids = fields.One2many("partner.retention.candidate", "rule_id")
    waiting_count = fields.Integer(compute="_compute_waiting_count", string="Waiting")
    run_ids = fields.One2many("partner.retention.run", "rule_id")

    _months_positive = models.Constraint(
        "CHECK (months BETWEEN 1 AND 600)", "A rule waits for 1 to 600 months without activity."
    )
    _cap_positive = models.Constraint("CHECK (nightly_cap BETWEEN 1 AND 10000)", "1 to 10,000 contacts per night.")
    _notice_positive = models.Constraint("CHECK (notice_days BETWEEN 0 AND 365)", "0 to 365 days of notice.")

    @api.depends("domain")
    def _compute_problem(self):
        for rule in self:
            rule.problem = find_problem(rule)

    @api.depends("tried_version", *DECIDING)
    def _compute_is_tried(self):
        for rule in self:
            rule.is_tried = bool(rule.tried_version) and rule.tried_version == rule._version()

    @api.depends("candidate_ids.state")
    def _compute_waiting_count(self):
        counts = dict(
            self.env["partner.retention.candidate"]._read_group(
                [("rule_id", "in", self.ids), ("state", "=", "waiting")], ["rule_id"], ["__count"]
            )
        )
        for rule in self:
            rule.waiting_count = counts.get(rule._origin, 0)

    @api.constrains("domain")
    def _check_domain(self):
        check_domains(self)

    def _version(self):
        """A fingerprint of what decides which contacts are found and what is done with them."""
        self.ensure_one()
        content = {
            name: sorted(self[name]._origin.ids) if self._fields[name].relational else self[name] for name in DECIDING
        }
        return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()[:16]

    @api.model_create_multi
    def create(self, vals_list):
        off = {"enabled": False, "tried_version": False, "tried_on": False}
        return super().create([{**vals, **nul_free(vals), **off} for vals in vals_list])

    def write(self, vals):
        vals = {**vals, **nul_free(vals)}
        if not self.env.su:
            # only a dry run says that there was one
            vals = {name: value for name, value in vals.items() if name not in ("tried_version", "tried_on")}
        result = super().write(vals)
        if vals.get("enabled"):
            self._check_tried()
        elif not {"enabled", "tried_version"} & vals.keys():
            # what nobody has tried dry must not go on by itself
            changed = self.filtered(lambda rule: rule.enabled and not rule.is_tried)
            if changed:
                changed.action_disable()
        return result

    def action_enable(self):
        """Switch rules on.

        :raises UserError: if a rule was not tried dry since it was changed
        """
        return self.write({"enabled": True})

    def _check_tried(self):
        for rule in self:
            if not rule.is_tried:
                raise UserError(
                    self.env._("Please make a dry run of “%s” first, and look at what it would do.", rule.name)
                )
            if rule.problem:
                raise UserError(
                    self.env._("“%(name)s” can't be applied: %(problem)s", name=rule.name, problem=rule.problem)
                )

    def action_disable(self):
        """Switch rules off; what waits is let go."""
        self.check_access("write")
        self.candidate_ids.filtered(lambda each: each.state == "waiting" and not each.is_approved)._drop(
            self.env._("The rule was switched off or changed.")
        )
        return self.write({"enabled": False})

    def action_open_waiting(self):
        """Open the worklist of these rules."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "customer_data_quality.partner_retention_candidate_action"
        )
        return {**action, "domain": [("rule_id", "in", self.ids)]}

    @api.ondelete(at_uninstall=False)
    def _unlink_off(self):
        if any(rule.enabled for rule in self):
            raise UserError(self.env._("Switch the rule off before you delete it."))
