from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain
from odoo.tools import SQL

from .quality import DIMENSIONS
from .rule_fields import X2MANY, filled
from .ruleset import Check, Rule, as_judge, domain_paths, existing_path, parse_domain

MAX_WEIGHT = 1000
# Fields of the contact that the rules make; a rule that read them would run in circles.
OWN_FIELDS = (
    "quality_id",
    "quality_live",
    "quality_ga",
    "quality_profile",
    "quality_below",
    "quality_score",
    "quality_grade",
    *(f"quality_{name}" for name, _label in DIMENSIONS),
)


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

    @api.model
    def _selection_kind(self):
        return [(code, self.env._(kind.label)) for code, kind in self._kinds().items()]

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
            rule.field_name = rule.field_id.sudo().name

    @api.onchange("field_id")
    def _onchange_field_id(self):
        self.field_name = self.field_id.sudo().name
        if self.field_id and not self.name:
            self.name = self.field_id.sudo().field_description

    @api.depends("kind", "field_name", "applies", "check_domain", "verify_after")
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

    @api.constrains("kind", "field_name", "applies", "check_domain", "verify_after", "active")
    def _check_rule(self):
        for rule in self.filtered("active"):
            problem = rule._find_problem()
            if problem:
                raise ValidationError(
                    self.env._("The rule “%(rule)s” can't be applied: %(problem)s", rule=rule.name, problem=problem)
                )

    @api.model_create_multi
    def create(self, vals_list):
        rules = super().create([self._with_field_name(vals) for vals in vals_list])
        self.env["partner.quality.profile"]._rules_changed()
        return rules

    def write(self, vals):
        result = super().write(self._with_field_name(vals))
        self.env["partner.quality.profile"]._rules_changed()
        return result

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

    # -- from what a person wrote to what is applied ---------------------------------------

    def _check(self):
        """The condition of a rule of the kind "domain"."""
        return self._parse(self.check_domain)

    def _parse(self, text):
        """Read a domain on contacts and make sure that it can be searched for and previewed.

        :raises ValidationError: with what is wrong, for people
        """
        partners = as_judge(self.env["res.partner"])
        try:
            domain = parse_domain(text)
        except ValueError as error:
            raise ValidationError(self.env._("“%s” is not a condition that can be read.", text)) from error
        self._refuse_own_scores(domain)
        try:
            domain.validate(partners)
            query = partners._search(domain & Domain("id", "=", 0), bypass_access=True)
            self.env.flush_query(query.select())
        except (ValueError, TypeError, KeyError, NotImplementedError, AttributeError) as error:
            raise ValidationError(
                self.env._(
                    "The condition %(condition)s can't be searched for. It may name a field that does not exist (any "
                    "more) or is not stored. (%(error)s)",
                    condition=text,
                    error=error,
                )
            ) from error
        return domain.optimize(partners)

    def _refuse_own_scores(self, domain):
        for path in domain_paths(domain):
            if any(name.startswith(OWN_FIELDS) for name in path.split(".")):
                raise ValidationError(
                    self.env._(
                        "A condition can't look at the score itself (“%s”): it would never come to an end.", path
                    )
                )

    def _find_problem(self):
        """Why the rule can't be applied, in the user's language, or False."""
        self.ensure_one()
        try:
            self._compile()
        except ValidationError as error:
            return error.args[0]
        return False

    def _compile(self):
        """Turn the rule into what is applied.

        :return: ruleset.Rule, and the ruleset.Check it needs or None
        :raises ValidationError: it can't be applied
        """
        self.ensure_one()
        kind = self._kinds().get(self.kind)
        if kind is None:
            raise ValidationError(
                self.env._("its kind “%s” belongs to an add-on that is no longer installed.", self.kind)
            )
        if kind.field_types:
            self._check_field(kind)
        if kind.verify and self.verify_after <= 0:
            raise ValidationError(self.env._("say after how many days the field should be verified again."))
        applies = self._parse(self.applies)
        if kind.field_types and not kind.domain:
            # an empty field is neither right nor wrong, and nobody can verify it
            applies = (applies & filled(self)).optimize(self.env["res.partner"].sudo())
        check_key = check = None
        if kind.check:
            check_key, check = self._compile_check(kind)
        domain = kind.domain(self).optimize(self.env["res.partner"].sudo()) if kind.domain else None
        rule = Rule(
            # a rule that is not saved yet is judged under the id of no rule
            id=self._origin.id or 0,
            dimension=self.dimension or kind.dimension,
            weight=self.weight,
            field=self.field_name or None,
            applies=None if applies.is_true() else applies,
            check=domain,
            check_key=check_key,
            verify_after=self.verify_after if kind.verify else 0,
            unwanted=kind.unwanted,
            entry=self.entry,
        )
        return rule, check

    def _check_field(self, kind):
        if not self.field_name:
            raise ValidationError(self.env._("choose the field that it is about."))
        field = self.env["res.partner"]._fields.get(self.field_name)
        if field is None:
            raise ValidationError(
                self.env._(
                    "contacts have no field “%s”. The app that it belongs to may have been uninstalled.",
                    self.field_name,
                )
            )
        if self.field_name.startswith(OWN_FIELDS):
            raise ValidationError(self.env._("a rule can't look at the score itself."))
        if not kind.verify and not (field.store or field.search or field.related):
            raise ValidationError(
                self.env._("the field “%s” is computed and not stored, so it can't be searched for.", self.field_name)
            )
        if kind.field_types != ("*",) and field.type not in kind.field_types:
            raise ValidationError(
                self.env._(
                    "“%(kind)s” does not fit the field “%(field)s”.",
                    kind=self.env._(kind.label),
                    field=self.field_name,
                )
            )

    def _compile_check(self, kind):
        paths = _input_paths(kind, self.field_name)
        for path in paths:
            if existing_path(self.env["res.partner"], path) != path:
                raise ValidationError(
                    self.env._(
                        "contacts have no field “%s”. The app that it belongs to may have been uninstalled.", path
                    )
                )
            if not _is_column(self.env["res.partner"], path):
                raise ValidationError(self.env._("“%s” is not stored as one value per contact.", path))
        key = f"{self.kind}:{self.field_name}" if kind.field_types else self.kind
        return key, Check(kind.check, tuple(tuple(path.split(".")) for path in paths))

    @api.model
    def _dependencies(self, kind_code, field_name, applies, check_domain):
        """The field paths whose change changes the verdict of such a rule; never fails.

        Plain values instead of records, because Odoo asks for it while the fields are being set up.
        """
        kind = self._kinds().get(kind_code)
        paths = []
        for text in (applies, check_domain if kind_code == "domain" else None):
            try:
                paths.extend(domain_paths(parse_domain(text)))
            except ValueError:
                continue  # a broken rule is skipped, and says so itself
        field = self.env["res.partner"]._fields.get(field_name)
        if field is not None and field.type in X2MANY:
            paths.append(f"{field_name}.active")
        return [*paths, *_input_paths(kind, field_name)] if kind else paths


def _input_paths(kind, field_name):
    own = (field_name,) if kind.field_types and field_name else ()
    return (*own, *(path.format(field=field_name) for path in kind.inputs))


def _is_column(model, path):
    """Whether a path leads over many2one fields to a stored column, so that SQL can read it too."""
    *links, last = path.split(".")
    for name in links:
        field = model._fields[name]
        if field.type != "many2one" or not field.store:
            return False
        model = model.env[field.comodel_name]
    return bool(model._fields[last].store and model._fields[last].column_type)
