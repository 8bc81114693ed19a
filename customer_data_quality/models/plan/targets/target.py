from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import format_date

MEASURES = [
    ("score", "Average score"),
    ("completeness", "Average completeness"),
    ("at_target", "Contacts at target (%)"),
]
STATES = [
    ("reached", "Reached"),
    ("on_track", "On Track"),
    ("behind", "Behind"),
    ("missed", "Missed"),
    ("unknown", "Too Early to Tell"),
]


class PartnerQualityTarget(models.Model):
    """Where the contacts of a company should stand on a day."""

    _name = "partner.quality.target"
    _description = "Contact Quality Target"
    _order = "date, id"
    _rec_name = "name"

    name = fields.Char(compute="_compute_name", store=True, readonly=False, precompute=True, required=True)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company",
        default=lambda self: self.env.company,
        index=True,
        ondelete="cascade",
        help="Its contacts and those of all companies. Empty: the contacts of every company.",
    )
    profile_id = fields.Many2one(
        "partner.quality.profile", index=True, ondelete="cascade", help="Empty: the contacts of all profiles."
    )
    measure = fields.Selection(MEASURES, required=True, default="score")
    value = fields.Float(string="Target", required=True, default=80, digits=(5, 1), aggregator=None)
    date_start = fields.Date(
        string="From", required=True, default=fields.Date.context_today, help="The forecast begins here."
    )
    date = fields.Date(string="Until", required=True, index=True)
    user_id = fields.Many2one(
        "res.users",
        string="Responsible",
        default=lambda self: self.env.user,
        ondelete="set null",
        domain=[("share", "=", False)],
        index="btree_not_null",
        help="Gets the weekly mail.",
    )
    note = fields.Text(help="What this is for, and how it is to be reached.")
    value_start = fields.Float(
        string="At the Start",
        digits=(5, 1),
        aggregator=None,
        readonly=True,
        copy=False,
        help="What was measured when the target was set.",
    )

    _value_range = models.Constraint("CHECK (value > 0 AND value <= 100)", "A target lies between 0 and 100.")
    _dates_in_order = models.Constraint("CHECK (date > date_start)", "A target ends after the day on which it begins.")

    @api.depends("measure", "profile_id", "value", "date")
    def _compute_name(self):
        labels = dict(self._fields["measure"]._description_selection(self.env))
        for target in self:
            parts = {
                "measure": labels.get(target.measure, ""),
                "value": f"{target.value:g}",
                "profile": target.profile_id.name,
                "date": format_date(self.env, target.date) if target.date else "…",
            }
            target.name = (
                self.env._("%(profile)s: %(measure)s of %(value)s by %(date)s", **parts)
                if target.profile_id
                else self.env._("%(measure)s of %(value)s by %(date)s", **parts)
            )

    @api.model_create_multi
    def create(self, vals_list):
        targets = super().create(vals_list)
        for target in targets:
            target.value_start = target._now() or 0
        return targets

    @api.constrains("company_id", "user_id")
    def _check_user(self):
        for target in self:
            if target.user_id and target.company_id and target.company_id not in target.user_id.company_ids:
                raise ValidationError(
                    self.env._(
                        "%(user)s has no access to %(company)s.",
                        user=target.user_id.name,
                        company=target.company_id.name,
                    )
                )
