from odoo import api, fields, models, tools
from odoo.exceptions import ValidationError
from odoo.tools import SQL

from .quality import DIMENSIONS
from .rule_fields import properties
from .text import nul_free

MAX_WEIGHT = 1000


class PartnerQualityRule(models.Model):
    _name = "partner.quality.rule"
    _description = "Contact Quality Rule"
    _order = "profile_id, sequence, id"

    name = fields.Char(required=True, translate=True, help="What a good contact fulfils, in a few words.")
    active = fields.Boolean(default=True)
    sequence = fields.Integer(default=10)
    profile_id = fields.Many2one("partner.quality.profile", required=True, index=True, ondelete="cascade")
    kind = fields.Selection(selection="_selection_kind", required=True, default="filled")
    dimension = fields.Selection(
        DIMENSIONS, required=True, compute="_compute_dimension", store=True, readonly=False, precompute=True
    )
    field_name = fields.Char(string="Technical Field Name", help="The field of the contact that this rule is about.")
    field_id = fields.Many2one(
        "ir.model.fields",
        compute="_compute_field_id",
        inverse="_inverse_field_id",
        domain="[('model', '=', 'res.partner'), ('store', '=', True)]",
    )
    property_name = fields.Selection(
        selection="_selection_property_name",
        string="Property",
        help="Which of the properties that were added to contacts in this database the rule is about.",
    )
    needs_property = fields.Boolean(compute="_compute_needs_property")
    needs_field = fields.Boolean(compute="_compute_needs")
    needs_verify_after = fields.Boolean(compute="_compute_needs")
    weight = fields.Integer(
        default=10, required=True, help="How much this rule counts, compared with the other rules of the profile."
    )
    applies = fields.Char(
        string="Applies to",
        default="[]",
        required=True,
        help="Only contacts that match this condition are judged by the rule; it costs the others nothing.",
    )
    check_domain = fields.Char(string="Condition", default="[]", help="What a contact must match to fulfil the rule.")
    verify_after = fields.Integer(
        string="Verify Every (Days)",
        help="The field counts in full for so many days after it was last verified, then loses value, and is worth "
        "nothing after twice that time.",
    )
    hint = fields.Char(translate=True, help="What a colleague should do about the gap.")
    reason = fields.Text(translate=True, help="Why this is asked for at all.")
    entry = fields.Selection(
        [
            ("none", "Only score"),
            ("suggest", "Suggest"),
            ("warn", "Warn"),
            ("require", "Require"),
        ],
        string="At Entry",
        required=True,
        default="suggest",
        help="What happens while a colleague fills in a contact: the rule is shown on the checklist (Suggest), a "
        "warning appears on saving (Warn), or the contact can't be saved (Require). Imports and contacts that other "
        "apps create are never stopped.",
    )
    problem = fields.Char(compute="_compute_problem", help="Why this rule can't be applied at present.")
    failing_count = fields.Integer(string="Contacts That Fail", compute="_compute_failing_count", compute_sudo=False)

    _weight_range = models.Constraint(
        f"CHECK (weight BETWEEN 0 AND {MAX_WEIGHT})",
        "The weight of a rule is a number from 0 to 1000. To take points for data that should not be kept, choose "
        "the kind “Should be empty”.",
    )
    _verify_after_positive = models.Constraint("CHECK (verify_after >= 0)", "The number of days can't be negative.")

    @api.depends("name", "profile_id.name")
    @api.depends_context("with_profile")
    def _compute_display_name(self):
        """With its profile where rules of several profiles stand side by side."""
        for rule in self:
            own = rule.name or ""
            rule.display_name = f"{own} ({rule.profile_id.name})" if self.env.context.get("with_profile") else own

    @api.model
    def _selection_kind(self):
        return [(code, self.env._(kind.label)) for code, kind in self._kinds().items()]

    @api.model
    def _selection_property_name(self):
        return [(name, each.get("string") or name) for name, each in properties(self.env).items()]

    @api.depends("field_name", "needs_field")
    def _compute_needs_property(self):
        partners = self.env["res.partner"]
        for rule in self:
            field = partners._fields.get(rule.field_name) if rule.needs_field else None
            rule.needs_property = field is not None and field.type == "properties"

    @api.depends("kind")
    def _compute_dimension(self):
        kinds = self._kinds()
        for rule in self:
            if rule.kind in kinds:
                rule.dimension = kinds[rule.kind].dimension

    @api.depends("kind")
    def _compute_needs(self):
        kinds = self._kinds()
        for rule in self:
            kind = kinds.get(rule.kind)
            rule.needs_field = bool(kind and kind.field_types)
            rule.needs_verify_after = bool(kind and kind.verify)

    @api.depends("field_name")
    def _compute_field_id(self):
        for rule in self:
            # sudo: everybody who sees a rule may see which field it is about
            rule.field_id = self.env["ir.model.fields"].sudo()._get("res.partner", rule.field_name or "")

    def _inverse_field_id(self):
        for rule in self:
            # sudo: stewards choose among fields, but may not read the list of all
            rule.field_name = rule.field_id.sudo().name

    @api.onchange("field_id")
    def _onchange_field_id(self):
        # sudo: as above
        self.field_name = self.field_id.sudo().name
        if self.field_id and not self.name:
            self.name = self.field_id.sudo().field_description

    @api.onchange("property_name")
    def _onchange_property_name(self):
        # sudo: as above
        if self.property_name and self.name in (False, self.field_id.sudo().field_description):
            self.name = dict(self._selection_property_name()).get(self.property_name)

    @api.depends("kind", "field_name", "property_name", "applies", "check_domain", "verify_after")
    def _compute_problem(self):
        for rule in self:
            rule.problem = rule._find_problem()

    def _compute_failing_count(self):
        """Contacts with this gap, among those that the user may see."""
        # active_test as in a list of contacts: archived ones are nobody's work
        visible = self.env["res.partner"]._search([("quality_gap_ids", "in", self.ids)])
        counts = dict(
            self.env.execute_query(
                SQL(
                    "SELECT rule, count(*) FROM partner_quality q, unnest(q.gaps) rule WHERE q.id IN %s GROUP BY rule",
                    visible.subselect(),
                )
            )
        )
        for rule in self:
            rule.failing_count = counts.get(rule._origin.id, 0)

    @api.constrains("kind", "field_name", "property_name", "applies", "check_domain", "verify_after", "active")
    def _check_rule(self):
        for rule in self.filtered("active"):
            problem = rule._find_problem()
            if problem:
                raise ValidationError(
                    self.env._("The rule “%(rule)s” can't be applied: %(problem)s", rule=rule.name, problem=problem)
                )

    @api.model_create_multi
    def create(self, vals_list):
        rules = super().create([{**self._with_field_name(vals), **nul_free(vals)} for vals in vals_list])
        self.env["partner.quality.profile"]._rules_changed()
        return rules

    def write(self, vals):
        result = super().write({**self._with_field_name(vals), **nul_free(vals)})
        self.env["partner.quality.profile"]._rules_changed()
        return result

    @api.model
    @tools.ormcache("self.env.lang")
    def _wording(self):
        """What colleagues are told of a gap, in the user's language, by the id of its rule.

        The field is where to go when a rule is about no single one, such as the contact persons of a company.
        """
        kinds, told = self._kinds(), {}
        # sudo: whoever sees a contact is told its gaps, and may not read the rules themselves
        for rule in self.sudo().search([("active", "in", (True, False))]):
            kind = kinds.get(rule.kind)  # that of an add-on which is gone is unknown
            inputs = kind.inputs if kind else ()
            told[rule.id] = {
                "rule_id": rule.id,
                "rule": rule.name,
                "hint": rule.hint or "",
                "reason": rule.reason or "",
                "kind": rule.kind,
                "field": inputs[0].partition(".")[0] if inputs else None,
            }
        return told

    def _with_field_name(self, vals):
        """Name the field that was chosen: a constraint looks at the name before the inverse has set it."""
        if "field_id" not in vals or vals.get("field_name"):
            return vals
        # sudo: as in _compute_field_id
        field = self.env["ir.model.fields"].sudo().browse(vals["field_id"])
        return {**vals, "field_name": field.name}

    def unlink(self):
        result = super().unlink()
        self.env["partner.quality.profile"]._rules_changed()
        return result

    def action_show_failing(self):
        """Open the contacts that fail this rule."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("contacts.action_contacts")
        return {
            **action,
            "name": self.env._("Contacts that fail: %s", self.name),
            "domain": [("quality_gap_ids", "in", self.ids)],
            "context": {},
        }
