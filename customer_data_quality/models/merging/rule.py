from ast import literal_eval

from odoo import api, fields, models, tools
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from .claims import JOINED_TYPES, MANY, TEXT_TYPES, is_decided

STRATEGIES = [
    ("survivor", "Of the contact that remains"),
    ("most_recent", "Most recent"),
    ("oldest", "Of the oldest contact"),
    ("most_complete", "Most complete"),
    ("longest", "Longest"),
    ("best_validated", "Valid before invalid, then most recent"),
    ("source", "From a chosen source"),
    ("join", "All of them"),
    ("never", "Never from the others"),
]
DEFAULT = "survivor"


class PartnerMergeRule(models.Model):
    """Which value the contact that remains gets in a field, when contacts are merged.

    Fields without a rule keep the value of the contact that remains, and take one from the others where it has none.
    """

    _name = "partner.merge.rule"
    _description = "Rule of Survivorship"
    _order = "sequence, id"

    sequence = fields.Integer(default=10, help="The order in which fields stand on the screen where one merges.")
    field_id = fields.Many2one(
        "ir.model.fields",
        required=True,
        ondelete="cascade",
        index=True,
        domain=[("model", "=", "res.partner"), ("store", "=", True), ("ttype", "!=", "one2many")],
    )
    name = fields.Char(related="field_id.field_description", string="Field Label")
    field_name = fields.Char(related="field_id.name", string="Technical Name")
    strategy = fields.Selection(
        STRATEGIES,
        required=True,
        default=DEFAULT,
        help="A value always wins over a blank, and of two spellings of the same the better one is taken.",
    )
    source_domain = fields.Char(
        string="Source",
        default="[]",
        help="The contacts whose value is taken first; if none of them has one, that of the contact that remains.",
    )
    needs_look = fields.Boolean(
        string="Needs a Look",
        help="Where contacts differ in this field, they are not merged in the background: somebody has to decide.",
    )
    scope = fields.Char(compute="_compute_scope", help="The fields that are decided together.")
    active = fields.Boolean(default=True)

    _field_unique = models.UniqueIndex("(field_id)", "There is a rule for this field already.")

    @api.depends("field_id")
    def _compute_scope(self):
        partner = self.env["res.partner"]
        block_of = {names[0]: names for names in partner._merge_blocks()}
        for rule in self:
            names = block_of.get(rule.field_id.name, ())
            labels = [entry["string"] for entry in partner.fields_get(names, ["string"]).values()] if names else []
            rule.scope = ", ".join(labels)

    @api.constrains("field_id", "strategy")
    def _check_field(self):
        partner = self.env["res.partner"]
        for rule in self:
            name = rule.field_id.name
            field = partner._fields.get(name) if rule.field_id.model == partner._name else None
            label = rule.field_id.field_description
            if field is None or not (is_decided(field) or field.type == MANY and field.store and not field.readonly):
                raise ValidationError(
                    self.env._("“%s” can't have a rule, because it is worked out or is no field of contacts.", label)
                )
            leader = next((names[0] for names in partner._merge_blocks() if name in names[1:]), None)
            if leader:
                raise ValidationError(
                    self.env._(
                        "“%(field)s” is taken together with “%(leader)s”, so that nothing is mixed up. "
                        "Make a rule for that field instead.",
                        field=label,
                        leader=partner.fields_get([leader], ["string"])[leader]["string"],
                    )
                )
            is_block = any(name in names for names in partner._merge_blocks())
            if rule.strategy == "join" and (field.type not in JOINED_TYPES or is_block):
                raise ValidationError(self.env._("Values of “%s” can't be joined. Choose another rule.", label))
            if rule.strategy == "longest" and field.type not in TEXT_TYPES:
                raise ValidationError(self.env._("“%s” is no text with a length. Choose another rule.", label))

    @api.constrains("strategy", "source_domain")
    def _check_source(self):
        for rule in self.filtered(lambda rule: rule.strategy == "source"):
            if not rule._source():
                raise ValidationError(self.env._("Say which contacts are the source for “%s”.", rule.display_name))

    def _source(self):
        """The condition on contacts that are the source, as a list; empty if there is none."""
        try:
            domain = literal_eval(self.source_domain or "[]")
            Domain(domain).validate(self.env["res.partner"])
        except (SyntaxError, TypeError, ValueError) as error:
            raise ValidationError(self.env._("“%s” is no condition on contacts.", self.source_domain)) from error
        return domain

    @api.model
    @tools.ormcache()
    def _rules(self):
        """The rules in force, whoever asks.

        :return: {field name: (strategy, source condition as a list or None, whether differing values need a look,
            place on the screen)}
        """
        # sudo: rules hold for everybody who merges
        return {
            rule.field_id.name: (
                rule.strategy,
                rule._source() if rule.strategy == "source" else None,
                rule.needs_look,
                place,
            )
            for place, rule in enumerate(self.sudo().search([]))
        }

    @api.model_create_multi
    def create(self, vals_list):
        rules = super().create(vals_list)
        self.env.registry.clear_cache()
        return rules

    def write(self, vals):
        result = super().write(vals)
        self.env.registry.clear_cache()
        return result

    def unlink(self):
        self.env.registry.clear_cache()
        return super().unlink()
